"""Where the text quotes: stretches between quotation marks, nested, and those left open that the next paragraph takes up again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„«»‘’']|\n[ \t]*\n")
_CLOSES = {"“": "”", "„": "”“", "«": "»", "‘": "’", '"': '"', "'": "'"}
_SINGLE = "'‘"

#: By what each mark closes.
_OPENERS = {mark: tuple(o for o, closers in _CLOSES.items() if mark in closers) for mark in "\"“”„«»‘’'"}


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: ``start`` to ``end`` with its marks (the closing mark may be missing), ``depth`` 0 for the outermost."""

    start: int
    end: int
    depth: int
    closed: bool = True


def quotes(text: str, start: int, end: int) -> tuple[Quote, ...]:
    """The quotations of ``text[start:end]``, sorted by start, properly nested; apostrophes are not quotation marks.

    A mark that is never closed in its paragraph opens a quotation that runs to the end of the paragraph (so run the older printers'
    quotations, which open every paragraph and close only the last). A single mark that nothing closes is an apostrophe ("'Imad's men").

    >>> [q.start for q in quotes('He said "I told him \\'no\\' twice."', 0, 32)]
    [8, 20]
    """
    found: list[Quote] = []
    stack: list[tuple[str, int]] = []
    opened: Counter[str] = Counter()  # marks on the stack, so that a text of nothing but marks is not searched through at each
    for m in _MARK.finditer(text, start, end):
        mark, i = m.group(), m.start()
        if mark[0] == "\n":
            found += [Quote(at, i, d, closed=False) for d, (opener, at) in enumerate(stack) if d == 0 and opener not in _SINGLE]
            stack.clear()
            opened.clear()
            continue
        if any(opened[o] for o in _OPENERS[mark]) and _may_close(text, i, mark, start):
            closing = next(d for d in range(len(stack) - 1, -1, -1) if mark in _CLOSES[stack[d][0]])
            found.append(Quote(stack[closing][1], i + 1, closing))
            opened.subtract(o for o, _ in stack[closing:])
            del stack[closing:]
        elif mark in _CLOSES and _may_open(text, i, mark, start, end):
            stack.append((mark, i))
            opened[mark] += 1
    found += [Quote(at, end, d, closed=False) for d, (opener, at) in enumerate(stack) if d == 0 and opener not in _SINGLE]
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _may_open(text: str, i: int, mark: str, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if mark in "'‘\"":
        return not before.isalnum() and not after.isspace() and (mark == '"' or after not in ".,;:)")
    return True


def _may_close(text: str, i: int, mark: str, start: int) -> bool:
    if mark in "'’":
        # An apostrophe stands between letters, or after an s of the plural genitive followed by another word.
        after = text[i + 1] if i + 1 < len(text) else " "
        before = text[i - 1] if i > start else " "
        return not after.isalnum() and not before.isspace()
    return True

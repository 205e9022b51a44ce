"""Notes and whom they are about: a note that begins with "he" or "this is X" speaks of the name at its anchor."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from variorum.model import Layer, LayerKind
from variorum.reading.names.aliases import Link
from variorum.reading.names.glosses import Stand
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.words import Word

#: Characters between the end of a name and the marker of its note (a closing quotation mark, a bracket, a blank).
_BESIDE = 3
_OPENS = 4  # words of a note, its marker apart, among which its first pronoun stands
_SAYS = re.compile(
    r"\W*(?:\d+\W*)?(?:(?:this|that|he|she|it) (?:is|was)|i\.e\.,?|that is,?|meaning|(?:real|true|full) name:?|(?:also|better)? ?known as) (?:the )?",
    re.IGNORECASE,
)
_MARKER = re.compile(r"(?:\w+\n+)?\W*(?:\d+\W*)?")  # "[1] ", "* "; the heading "Notes" before the first
# ", from Sahl", ", last president", ", the emir's brother"; a capital behind the comma is the title of a book
_WHO = re.compile(r"(?: \([^()\n]{1,40}\))?, (?!who |in [a-z]+ )(?:[a-z]|[A-Z][\w-]*[’']s )")
_SPEAKS = re.compile(r"\bthat\b|[“\"]|\bpp?\. ?\d")


def note_links(text: str, layers: Sequence[Layer], names: Sequence[Stand]) -> tuple[Link, ...]:
    """ "* This is Omar of Sarqa": the name at the anchor and the first name of the note are one. ``names`` sorted by start."""
    starts = [x.start for x in names]
    found = []
    for layer in _anchored(layers):
        noted = _ending_at([x.end for x in names], layer.anchor or 0)
        first = bisect_left(starts, layer.start)
        if noted is None or first >= len(names) or names[first].end > layer.end:
            continue
        said = _SAYS.fullmatch(text[layer.start : names[first].outer]) or _described(text, layer, names[first])
        one = names[noted].type is names[first].type or not (names[noted].sure and names[first].sure)
        if said is not None and one and text[names[first].end : names[first].end + 2] not in ("'s", "’s"):
            found.append(Link(noted, first, layer.start, names[first].end))
    return tuple(found)


def _described(text: str, layer: Layer, name: Stand) -> re.Match[str] | None:
    """Where a note opens with a name and says who that is: "[1] Salim Darrow, from Sahl, envoy until 2013."; not where a writer is cited or says something."""
    first = text[name.end : layer.end].split(". ")[0]
    said = _WHO.match(first)
    return said if said and _MARKER.fullmatch(text[layer.start : name.outer]) and not _SPEAKS.search(first) else None


def note_subjects(words: Sequence[Word], items: Sequence[Item], layers: Sequence[Layer]) -> dict[int, int]:
    """For the first pronoun of a note ("* He is the writer"), by item number, the item at the note's anchor."""
    order = sorted((words[x.end - 1].end, n) for n, x in enumerate(items) if x.pronoun is None)
    starts = [words[x.at].start for x in items]
    found: dict[int, int] = {}
    for layer in _anchored(layers):
        place = _ending_at([e for e, _ in order], layer.anchor or 0)
        first = next((n for n in range(bisect_left(starts, layer.start), len(items)) if items[n].pronoun is not None), None)
        if place is None or first is None or starts[first] >= layer.end or items[first].pronoun not in lexicon().pronouns:
            continue
        opening = bisect_left(words, layer.start, key=lambda w: w.start)
        if items[first].at - opening <= _OPENS and not any(items[n].name is not None for n in range(first) if starts[n] >= layer.start):
            found[first] = order[place][1]
    return found


def _anchored(layers: Sequence[Layer]) -> list[Layer]:
    return [x for x in layers if x.kind is LayerKind.NOTE and x.anchor is not None]


def _ending_at(ends: Sequence[int], anchor: int) -> int | None:
    """Which of the sorted ends stands directly before the anchor."""
    n = bisect_right(ends, anchor) - 1
    return n if n >= 0 and anchor - ends[n] <= _BESIDE else None

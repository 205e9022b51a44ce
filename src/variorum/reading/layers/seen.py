"""What can be seen of each block of a page, as short readable codes: the evidence from which :mod:`.tagging` judges what the block is.

A code never holds more of the text than single words, so that what is learned of invented pages says nothing of whom they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.model.document import LayerKind
from variorum.reading.layers import signs
from variorum.reading.layers.blocks import Block
from variorum.reading.layers.marginalia import begins_dated, is_byline, is_caption, is_date
from variorum.reading.layers.notes import NoteBlock
from variorum.reading.layers.turns import label_of

_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])./ ]")
_MARKS = "|»·•©@–—→/"
_BULLETS = "-–—•·*◦"
_WORDS = 14  #: words of the beginning of a block, and of its end, that are looked at
_SHORT = 16  #: a block with fewer words is looked at whole
_FEW, _SOME = 1.0, 4.0  # words of a person to a hundred
#: What stands in a neighbour that says something of a block.
_NEAR = ("greets", "closes", "head", "numbered", "handover", "quote", "dated", "label", "colon", "note", "byline", "resumes", "short", "entry", "asks", "item")

Seen = tuple[str, ...]


def seen_of(blocks: Sequence[Block], kinds: Sequence[LayerKind], notes: Sequence[NoteBlock | None]) -> list[Seen]:
    """For every block its codes, sorted. ``kinds`` is what the rules take it for, ``notes`` the notes that they found."""
    own = [frozenset(_signs(b, n)) for b, n in zip(blocks, notes, strict=True)]
    whole = frozenset(_page(blocks, own))
    numbers = [_number(b) for b in blocks]
    out = []
    for i, block in enumerate(blocks):
        codes = {f"is {s}" for s in own[i]} | whole
        codes |= set(_rules(kinds, i)) | set(_place(blocks, own, i)) | set(_looks(block)) | set(_words(block, kinds[i]))
        for by, name in ((-2, "before that"), (-1, "before"), (1, "after"), (2, "after that")):
            if 0 <= i + by < len(blocks):
                codes |= {f"{name} {s}" for s in own[i + by] if s in _NEAR}
        codes |= set(_count(numbers, i))
        out.append(tuple(sorted(codes)))
    return out


def _signs(block: Block, note: NoteBlock | None) -> Iterator[str]:
    told = {
        "greets": signs.greets(block),
        "closes": signs.closes(block),
        "head": signs.begins_head(block),
        "maybe head": signs.may_be_head(block),
        "signature": signs.is_signature(block),
        "numbered": signs.is_numbered(block),
        "quote": signs.opens_quote(block),
        "quoted": signs.is_wholly_quoted(block),
        "quote ends": signs.closes_quote(block),
        "dateline": signs.has_dateline(block),
        "resumes": signs.resumes(block),
        "looks back": signs.looks_back(block),
        "handover": signs.hands_over(block),
        "whole": signs.gives_whole(block),
        "describes": signs.describes(block),
        "kind of document": len(block.words) <= 30 and signs.names_document(block),
        "caption": is_caption(block),
        "byline": is_byline(block),
        "dated": is_date(block.text),
        "entry": begins_dated(block),
        "asks": block.text.endswith("?"),
        "item": block.text[0] in _BULLETS,
        "label": label_of(block.text) is not None,
        "colon": block.text.endswith(":"),
        "note": note is not None,
        "marked": note is not None and note.marker is not None,
        "anchored": note is not None and note.anchor is not None,
        "going on": note is not None and note.continued,
        "short": not block.is_prose,
    }
    yield from (name for name, so in told.items() if so)
    who = signs.persons(block.text)
    for name, n in (("I", who.first), ("we", who.plural), ("you", who.second)):
        share = 100 * n / max(who.words, 1)
        yield f"{name} {'no' if not n else 'rare' if share < _FEW else 'some' if share < _SOME else 'much'}"
    if not who.first + who.plural + who.second:
        yield "nobody"


def _page(blocks: Sequence[Block], own: Sequence[frozenset[str]]) -> Iterator[str]:
    """What is seen of the page as a whole."""
    yield f"page of {'one' if len(blocks) < 2 else 'few' if len(blocks) < 8 else 'many'}"
    for sign in ("greets", "head", "byline", "handover"):
        if any(sign in s for s in own):
            yield f"page {sign}"
    labels = sum("label" in s for s in own)
    if labels >= 3:
        yield "page labels" if 3 * labels < len(blocks) else "page talk"
    if sum("numbered" in s for s in own) >= 4:
        yield "page numbered"


def _rules(kinds: Sequence[LayerKind], i: int) -> Iterator[str]:
    """What the rules say of the block and of those around it."""
    own = kinds[i].value
    before = kinds[i - 1].value if i else "top"
    after = kinds[i + 1].value if i + 1 < len(kinds) else "end"
    yield f"rules {own}"
    yield f"rules {before} > {own}"
    yield f"rules {own} > {after}"
    yield f"rules {own} page {'printed' if LayerKind.PRIMARY in kinds else 'plain'}"


def _place(blocks: Sequence[Block], own: Sequence[frozenset[str]], i: int) -> Iterator[str]:
    size = len(blocks)
    yield f"from top {i if i < 6 else '6+' if i < 12 else '12+'}"
    yield f"from end {size - 1 - i if size - 1 - i < 6 else '6+' if size - 1 - i < 12 else '12+'}"
    if size > 7:
        yield f"part {8 * i // size}"
    for sign in ("greets", "head", "byline", "closes", "resumes", "handover"):
        behind = next((k for k in range(i - 1, -1, -1) if sign in own[k]), None)
        if behind is not None:
            yield f"since {sign} {'near' if i - behind <= 3 else 'far'}"
        if any(sign in own[k] for k in range(i + 1, min(size, i + 40))):
            yield f"until {sign}"
    if any("numbered" in s for s in own[max(0, i - 8) : i]) and any("numbered" in s for s in own[i + 1 : i + 9]):
        yield "among numbered"
    around = [s for s in own[max(0, i - 3) : i + 4] if "short" not in s]
    for sign in ("entry", "item", "asks"):
        if sum(sign in s for s in own[max(0, i - 4) : i + 5]) >= 3:
            yield f"among {sign}"
    yield f"speaking around {sum('nobody' not in s for s in around)}"
    before, after = [s for s in own[max(0, i - 8) : i] if "short" not in s], [s for s in own[i + 1 : i + 9] if "short" not in s]
    for name, those in (("before", before), ("after", after)):
        speaking = sum("nobody" not in s for s in those)
        yield f"{name} {'none' if not those else 'silent' if not speaking else 'half' if 2 * speaking <= len(those) else 'spoken'}"


def _looks(block: Block) -> Iterator[str]:
    text, n = block.text, len(block.words)
    yield f"words {next(k for k in (0, 3, 8, 16, 30, 60, 120, 10**9) if n <= k) if len(text) <= 600 else 'long'}"
    yield "gap" if block.gap else "inline" if block.inline else "no gap"
    yield "stops" if block.ends_sentence else f"ends {'letter' if text[-1].isalpha() else 'digit' if text[-1].isdigit() else text[-1]}"
    first = text[0]
    yield f"begins {'capital' if first.isupper() else 'small' if first.islower() else 'digit' if first.isdigit() else first}"
    for mark in _MARKS:
        if mark in text[:400]:
            yield f"has {mark}" if text.count(mark, 0, 400) < 3 else f"full of {mark}"
    if text.isupper():
        yield "capitals"
    if "http" in text or "www." in text:
        yield "link"
    if "[" in text[:600]:
        yield "bracket"
    if text.count("“", 0, 600) + text.count('"', 0, 600) // 2 >= 2:
        yield "quotations"


def _words(block: Block, kind: LayerKind) -> Iterator[str]:
    words = block.words
    if not words:
        return
    yield f"first {words[0]}"
    if len(words) > 1:
        yield f"first {words[0]} {words[1]}"
    yield f"last {words[-1]}"
    size = "line" if len(words) < _SHORT else "prose"
    beginning = words if len(words) < _SHORT else (*words[:_WORDS], *words[-_WORDS:])
    yield from (f"{size} {w}" for w in beginning)
    if size == "prose":
        yield from (f"within {w}" for w in words[_WORDS:-_WORDS])


def _number(block: Block) -> int | None:
    found = _NUMBER.match(block.text[:6])
    return int(found[1]) if found else None


def _count(numbers: Sequence[int | None], i: int) -> Iterator[str]:
    """Whether a number goes on counting from the ones before it, or begins to count."""
    n = numbers[i]
    if n is None:
        return
    before = next((numbers[k] for k in range(i - 1, max(-1, i - 9), -1) if numbers[k] is not None), None)
    after = next((numbers[k] for k in range(i + 1, min(len(numbers), i + 9)) if numbers[k] is not None), None)
    if before is not None and n == before + 1:
        yield "counts on"
    elif n == 1:
        yield "counts from one"
    if after == n + 1:
        yield "counted on"
    if numbers[:i].count(n):
        yield "counted before"

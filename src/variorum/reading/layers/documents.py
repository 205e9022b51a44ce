"""Which blocks are the document itself (its head, its body), which are quoted in passing, and which are the publisher's own prose.

The blocks are read in order. A document begins where a publisher hands over, where a head of a letter stands, where a conversation or a run of
quoted paragraphs begins; or the page as a whole is one (no publisher speaks). It ends at the publisher's return: after a signature, with "NB", with
the last quoted paragraph, or where somebody speaks about the document and no longer in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model.document import LayerKind
from variorum.reading.layers import signs
from variorum.reading.layers.blocks import Block
from variorum.reading.layers.genre import is_document
from variorum.reading.layers.marginalia import is_byline

#: A quotation inside commentary is at most this long; what is longer is the document that the page is about.
QUOTATION = 1300


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a document begins, why, and up to where at most (None: open)."""

    at: int
    how: str  # "whole", "head", "handed", "quoted", "introduced", "numbered", "turns"
    end: int | None = None


def label_documents(
    blocks: Sequence[Block], conversation: tuple[int, int] | None, marked: bool, translated: int | None = None
) -> list[LayerKind]:
    """For every block letterhead, primary, quotation or commentary.

    ``blocks`` are those that are neither boilerplate nor notes, captions or timelines. ``conversation`` is the range of blocks that are turns
    of speakers. ``marked`` says that notes are bound to markers in the text, ``translated`` is the block that stands behind a
    bracketed line which calls the text a translation (None: no such line).
    """
    labels = [LayerKind.COMMENTARY] * len(blocks)
    start = _first_start(blocks, conversation, marked, translated)
    while start is not None:
        end = max(_find_end(blocks, start), start.at + 1)
        _label(blocks, labels, start, end)
        start = _find_start(blocks, end, conversation, marked)
    return labels


def _first_start(blocks: Sequence[Block], conversation: tuple[int, int] | None, marked: bool, translated: int | None) -> _Start | None:
    """The first document of the page: the page itself, or what its publisher introduces."""
    start = _find_start(blocks, 0, conversation, marked)
    if start is not None and start.at == 0:
        return start
    before = blocks[: start.at] if start else blocks
    if start and start.how != "turns" and before and _is_publishers(before[-1], start):
        return start
    if start and start.how == "numbered" and sum(map(_speaks, before)) * 2 <= sum(b.is_prose for b in before):
        return start
    if start and start.how in ("handed", "quoted") and not any(_speaks(b) for b in before):
        return start
    if translated is not None and (start is None or start.at > translated):
        return _Start(translated, "whole")
    if not is_document(blocks, conversation is not None, marked):
        return start
    if start is None or start.how == "handed" or any(b.is_prose for b in before):
        return start if start and (_is_introduced(before) or _is_signed_above(before)) else _Start(0, "whole")
    own = start.at <= 4 and all(signs.may_be_head(b) or signs.begins_head(b) for b in before)
    return _Start(0, start.how if start.how != "turns" else "whole") if own else start


def _is_publishers(block: Block, start: _Start) -> bool:
    """The block before a document is surely a publisher's: it describes the document, or gives the whole of it."""
    return start.how == "introduced" or (signs.hands_over(block) and signs.gives_whole(block))


def _is_introduced(before: Sequence[Block]) -> bool:
    """Whether the paragraphs before a document are a publisher's: in none of them anybody says I, we or you more than in passing."""
    prose = [b for b in before if b.is_prose]
    return bool(prose) and sum(map(_speaks, prose)) * 2 <= len(prose)


def _is_signed_above(before: Sequence[Block]) -> bool:
    """Whether a page's own author is named at its top and writes prose before the document."""
    return any(is_byline(b) for b in before[:3]) and any(b.is_prose for b in before)


def _find_start(blocks: Sequence[Block], at: int, conversation: tuple[int, int] | None, marked: bool) -> _Start | None:
    for i in range(at, len(blocks)):
        if conversation and i == conversation[0]:
            return _Start(i, "turns", conversation[1])
        if _head_begins(blocks, i):
            return _Start(_head_from(blocks, i, at), "head")
        if i == 0 and len(blocks) > 1 and signs.describes(blocks[0]) and (_speaks(blocks[1]) or signs.is_numbered(blocks[1])):
            return _Start(1, "introduced")
        if i + 1 < len(blocks) and signs.hands_over(blocks[i]) and not signs.begins_head(blocks[i]) and not signs.greets(blocks[i]):
            return _after_handover(blocks, i, conversation)
        if _quoted_run(blocks, i):
            return _Start(i, "quoted")
        if marked and _numbered_run(blocks, i):
            first = i - 1 > at and _speaks(blocks[i - 1]) and not signs.gives_whole(blocks[i - 1]) and not is_byline(blocks[i - 2])
            return _Start(i - 1 if first else i, "numbered")
    return None


def _numbered_run(blocks: Sequence[Block], i: int) -> bool:
    """Numbered testimony begins here, as far as its notes tell: five numbered paragraphs in a row, behind a paragraph without a number."""
    run = blocks[i : i + 5]
    before = any(b.is_prose and not signs.is_numbered(b) for b in blocks[max(0, i - 8) : i])
    return before and len(run) == 5 and all(map(signs.is_numbered, run)) and any(map(_speaks, run))


def _after_handover(blocks: Sequence[Block], i: int, conversation: tuple[int, int] | None) -> _Start | None:
    """The start of what is handed over: the next block, or, of a whole document, the first of the next few that looks like one."""
    if conversation and i < conversation[0] <= i + 3:
        return _Start(conversation[0], "turns", conversation[1])
    follow = range(i + 1, min(i + 6, len(blocks)))
    if quoted := next((j for j in follow if _quoted_run(blocks, j)), None):
        return _Start(quoted, "quoted")
    if signs.gives_whole(blocks[i]) and not blocks[i].text.endswith(":"):
        more = [j for j in follow if signs.hands_over(blocks[j]) or signs.looks_back(blocks[j])]
        heads = [j for j in follow if _head_begins(blocks, j)]
        at = _head_from(blocks, heads[0], i + 1) if heads else more[-1] + 1 if more else i + 1
        return _Start(min(at, len(blocks) - 1), "head" if heads else "handed")
    return _Start(i + 1, "head" if _head_begins(blocks, i + 1) else "handed")


def _head_begins(blocks: Sequence[Block], i: int) -> bool:
    """A line of a head stands here and another sign of a document soon after (one line "To:" alone begins nothing)."""
    block = blocks[i]
    if not (signs.begins_head(block) or (signs.greets(block) and len(block.text) < 120)):
        return False
    if block.text[:24].casefold().startswith(("in the name of", "bismillah")):
        return True
    if i <= 2 and any(is_byline(b) for b in blocks[i + 1 : i + 3]):
        return False  # the title of a page, above the name of its own author
    near = blocks[i + 1 : i + 6]
    signed = any(signs.begins_head(b) or signs.greets(b) for b in near)
    return signed or (i <= 3 and len(block.text) < 200 and signs.density(blocks[i + 1 : i + 8], "second") > 0.8)


def _head_from(blocks: Sequence[Block], i: int, at: int) -> int:
    """The head may begin above: offices, dates and kinds of document stand before the first To and From."""
    j = i
    while j > at and not blocks[j - 1].is_prose and signs.may_be_head(blocks[j - 1]) and (j > 1 or _is_own_head(blocks[0])):
        j -= 1
    if at == 0 and 0 < j <= 4 and all(_is_own_head(b) for b in blocks[:j]):
        return 0
    return j


def _is_own_head(block: Block) -> bool:
    """A line at the top belongs to the letter below it (an office, a date, capitals) and is not a publisher's title of it."""
    if block.text.isupper() or signs.begins_head(block):
        return True
    return len(block.words) <= 9 and not block.ends_sentence and not signs.names_document(block)


def _quoted_run(blocks: Sequence[Block], i: int) -> bool:
    """Paragraph after paragraph opens with a quotation mark that none before the last closes."""
    if i + 1 >= len(blocks) or not signs.opens_quote(blocks[i]) or not signs.opens_quote(blocks[i + 1]):
        return False
    return not signs.closes_quote(blocks[i]) and len(blocks[i].text) >= 100


def _find_end(blocks: Sequence[Block], start: _Start) -> int:
    if start.end is not None:
        return _turns_end(blocks, start)
    if start.how == "quoted" or (start.how == "handed" and signs.opens_quote(blocks[start.at])):
        return _quoted_end(blocks, start.at)
    if start.how == "handed" and not signs.is_numbered(blocks[start.at]) and not _goes_on(blocks, start.at):
        return start.at + 1
    signed, told = False, 0
    for i in range(start.at + 1, len(blocks)):
        block = blocks[i]
        if signs.resumes(block) or (signed and _publisher_speaks(block)) or (told > 0 and signed and _second_head(blocks, i)):
            return i
        if i > start.at + 1 and block.is_prose and signs.looks_back(block) and _nobody_speaks(blocks[i:]):
            return i
        told += block.is_prose and not signs.greets(block) and not signs.begins_head(block)
        signed = told > 0 and _is_signed(blocks, i, signed)
    return len(blocks)


def _second_head(blocks: Sequence[Block], i: int) -> bool:
    """Another letter begins after a signed one: two lines of a head, one under the other."""
    return i + 1 < len(blocks) and signs.begins_head(blocks[i]) and signs.begins_head(blocks[i + 1]) and not blocks[i].is_prose


def _turns_end(blocks: Sequence[Block], start: _Start) -> int:
    """The last turn may have more paragraphs: those in the first person, or all when the page ends within a few."""
    end = start.end or start.at + 1
    while end < len(blocks) and _speaks(blocks[end]) and not signs.resumes(blocks[end]):
        end += 1
    return end


def _quoted_end(blocks: Sequence[Block], at: int) -> int:
    """One past the last quoted paragraph: the next does not open a quotation mark, nor do paragraphs soon after it."""
    for i in range(at, len(blocks)):
        goes_on = any(signs.opens_quote(b) for b in blocks[i + 1 : i + 2]) or any(_quoted_run(blocks, j) for j in range(i + 2, i + 5))
        if not goes_on:
            return i + 1 if signs.opens_quote(blocks[i]) or signs.closes_quote(blocks[i]) else max(i, at + 1)
    return len(blocks)


def _goes_on(blocks: Sequence[Block], at: int) -> bool:
    """Whether the document handed over has more than its first paragraph: the second is in the first or second person too, or is numbered."""
    if at + 1 >= len(blocks):
        return False
    here, then = blocks[at], blocks[at + 1]
    if signs.looks_back(then) or signs.resumes(then):
        return False
    if not here.is_prose or signs.is_numbered(then) or signs.greets(here) or signs.may_be_head(here):
        return True
    return _speaks(here) and _speaks(then)


def _speaks(block: Block) -> bool:
    who = signs.persons(block.text)
    return who.first + who.plural + who.second > who.words // 80


def _nobody_speaks(blocks: Sequence[Block]) -> bool:
    """No block from here to the end of the page is in the first or second person (an occasional I of the publisher apart)."""
    return (
        signs.density(blocks[:12], "second") == 0
        and signs.density(blocks[:12], "first") < 1.5
        and signs.density(blocks[:12], "plural") < 0.7
    )


def _is_signed(blocks: Sequence[Block], i: int, signed: bool) -> bool:
    """Whether the document has been signed at or before block ``i``."""
    block = blocks[i]
    if signs.closes(block):
        return True
    if signed:
        return True
    short = signs.is_signature(block) and not block.is_prose and blocks[i - 1].is_prose
    return short and not signs.is_numbered(block) and not signs.may_be_head(block)


def _publisher_speaks(block: Block) -> bool:
    return block.is_prose and len(block.text) >= 80 and not _speaks(block) and not signs.is_numbered(block) and not signs.opens_quote(block)


def _label(blocks: Sequence[Block], labels: list[LayerKind], start: _Start, end: int) -> None:
    if _is_quotation(blocks, start, end):
        labels[start.at : end] = [LayerKind.QUOTATION] * (end - start.at)
        return
    body = start.at if start.how in ("turns", "quoted", "numbered") else _body_from(blocks, start, end)
    labels[start.at : body] = [LayerKind.LETTERHEAD] * (body - start.at)
    labels[body:end] = [LayerKind.PRIMARY] * (end - body)
    if start.how == "quoted":
        for i in range(start.at, end):  # what stands between quoted paragraphs without a mark is the publisher's
            if not signs.opens_quote(blocks[i]) and not (signs.closes_quote(blocks[i]) and i == end - 1):
                labels[i] = LayerKind.COMMENTARY


def _is_quotation(blocks: Sequence[Block], start: _Start, end: int) -> bool:
    """A passage in the publisher's prose: not a whole document, not long, with prose of the publisher before it."""
    if start.how not in ("handed", "quoted") or start.at == 0:
        return False
    length = sum(len(b.text) for b in blocks[start.at : end])
    before = sum(len(b.text) for b in blocks[: start.at])
    passage = end - start.at == 1 and signs.opens_quote(blocks[start.at]) and end < len(blocks)
    whole = signs.gives_whole(blocks[start.at - 1]) and not passage
    return length <= QUOTATION and not whole and before >= 100 and not signs.is_numbered(blocks[start.at])


def _body_from(blocks: Sequence[Block], start: _Start, end: int) -> int:
    """Where the head ends: after its last line that is surely of a head, or before the first paragraph or greeting."""
    limit = min(end, start.at + 14)
    sure = start.at
    for i in range(start.at, limit):
        block = blocks[i]
        formula = i < start.at + 3 and signs.greets(block) and len(block.text) <= 260
        if len(block.text) > 260 or (block.is_prose and not formula and not signs.begins_head(block) and not signs.may_be_head(block)):
            break
        if signs.begins_head(block):
            sure = i + 1
    i = sure
    while i < limit and not _begins_body(blocks[i], at_top=i == start.at, whole=start.how != "handed"):
        i += 1
    return i if i < end else sure if sure < end else start.at


def _begins_body(block: Block, *, at_top: bool, whole: bool) -> bool:
    if signs.greets(block) or signs.is_numbered(block) or len(block.text) > 260 or signs.persons(block.text).second:
        return True
    if signs.may_be_head(block):
        return False
    return block.is_prose or not (whole or at_top)

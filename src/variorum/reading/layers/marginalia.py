"""Captions of pictures and dated lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.reading.layers.blocks import Block
from variorum.reading.layers.cues import patterns, phrases, single_words

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
#: A date at the head of an entry: year, month and year, day and month with or without a year, numbers, seasons; ranges of these.
_ONE = (
    rf"(?:(?:early|mid|late|end of|spring|summer|autumn|fall|winter|by|ca?\.?|about|on|in)[- ]+)*(?:the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:[-–]\d{{1,2}})?[ -]+{_MONTH},?(?:[ -]+\d{{4}})?|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?(?:[-–]\d{{1,2}})?)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d(?:-\d\d)?|(?:1[5-9]|20)\d\ds?)"
)
_DATED = re.compile(
    rf"[\W_]{{0,3}}{_ONE}(?:\s*(?:[-–—/]|to|and)\s*{_ONE})?(?:\s*\([^)]{{1,40}}\))?(?P<stop>\s*[:–—.,|-]|\s|$)", re.IGNORECASE
)
_ONLY_DATE = re.compile(rf"[\W_]{{0,3}}{_ONE}(?:\s*[-–—/]\s*{_ONE})?[\W_]{{0,3}}$", re.IGNORECASE)
#: Entries of official lists and numbered paragraphs are no captions, however short.
_LISTED = re.compile(r"\W?\d|[\w ]{2,30}:|\([a-z\d]{1,3}\)")
_SOURCED = re.compile(r"\([^()]*(?:\d{4}|:|/|\.(?:com|net|org|me))[^()]*\)\.?$")
_ENDS_DATED = re.compile(rf"(?:\b{_MONTH}\.?,? |\b\d{{1,2}}[./])?(?:1[89]|20)\d\d$", re.IGNORECASE)


def is_date(text: str) -> bool:
    """Whether the text is a date and nothing else ("March 14, 2017").

    >>> is_date("March 14, 2017"), is_date("2006: founded")
    (True, False)
    """
    return len(text) <= 60 and bool(_ONLY_DATE.match(text))


def dated_lists(blocks: Sequence[Block], free: Sequence[bool]) -> list[bool]:
    """For every block, whether it belongs to a timeline: a run of at least three entries that begin with a date, with the headings in it.

    Only blocks marked in ``free`` are looked at. An entry may go on in one block that has no date; a heading such as "Timeline" or a title
    directly before the first entry belongs to the list.
    """
    dated = [f and begins_dated(b) for b, f in zip(blocks, free, strict=True)]
    inside = [False] * len(blocks)
    i = 0
    while i < len(blocks):
        if not dated[i]:
            i += 1
            continue
        end, entries = _run(dated, free, i)
        if entries >= 3 and 2 * entries >= end - i and _is_list(blocks[i:end]):
            start = _with_heading(blocks, free, i)
            inside[start:end] = [True] * (end - start)
        i = end
    return inside


def begins_dated(block: Block) -> bool:
    """Whether a block begins with a date as the entries of timelines do ("2006: founded", "May 2011. He left.")."""
    head = _DATED.match(block.text[:120])
    return head is not None and (bool(head["stop"].strip()) or not block.is_prose or block.text[head.end() : head.end() + 1].isupper())


def _run(dated: Sequence[bool], free: Sequence[bool], i: int) -> tuple[int, int]:
    """End of the run that begins at ``i`` (after its last dated block) and the number of its dated blocks."""
    end, entries, j = i + 1, 1, i + 1
    while j < len(dated) and free[j] and j - end < 3:
        if dated[j]:
            end, entries = j + 1, entries + 1
        j += 1
    return end, entries


def _is_list(blocks: Sequence[Block]) -> bool:
    """Dated bylines and posts are no timeline: some entry must say something after its date."""
    told = [b for b in blocks if len(b.words) > 4]
    return 2 * len(told) >= len(blocks) or any(len(b.text) > 60 for b in told)


def _with_heading(blocks: Sequence[Block], free: Sequence[bool], i: int) -> int:
    """The start of the list with the heading before it: a line of the cue list, or a short title when the list begins the text."""
    if i == 0 or not free[i - 1]:
        return i
    before = blocks[i - 1]
    known = phrases("marginalia", "timeline_headings").whole(before.words) or (
        len(before.words) <= 12 and before.words[:1] in (("timeline",), ("chronology",))
    )
    titled = i == 1 and len(before.words) <= 16 and not before.text.endswith(":")
    return i - 1 if known or titled else i


def is_caption(block: Block) -> bool:
    """Whether the words of a block alone make it a caption: a label ("Photo:", "Figure 3."), or (left), a credit, a source with its date.

    >>> from variorum.reading.layers.blocks import split_blocks
    >>> [is_caption(b) for b in split_blocks("Photo: the bridge at Hasna\\nThe bridge fell in 2013.")]
    [True, False]
    """
    if len(block.text) > 400:
        return False
    if patterns("marginalia", "caption").match(block.text):
        return len(block.words) <= 60
    return len(block.words) <= 40 and bool(patterns("marginalia", "caption_inside").search(block.text))


def said_twice(blocks: Sequence[Block], i: int) -> bool:
    """A short line that stands next to itself: the caption of a picture and its alternative text."""
    block = blocks[i]
    beside = [*blocks[max(0, i - 1) : i], *blocks[i + 1 : i + 2]]
    return 3 <= len(block.words) <= 45 and len(block.text) < 300 and any(block.words == b.words for b in beside)


def stands_as_caption(blocks: Sequence[Block], i: int) -> bool:
    """Whether block ``i`` looks like a caption where it stands: a short line, no sentence and no heading, between paragraphs."""
    block = blocks[i]
    if not 4 <= len(block.words) <= 32 or block.text.endswith((":", "?", "!")) or not 0 < i < len(blocks) - 1 or is_byline(block):
        return False
    prose_around = any(b.is_prose for b in blocks[max(0, i - 2) : i]) or any(b.is_prose for b in blocks[i + 1 : i + 3])
    if (
        not prose_around
        or is_date(block.text)
        or block.text[0] in '"“«'
        or (block.ends_sentence and not is_verbless(block))
        or _LISTED.match(block.text)
    ):
        return False
    if blocks[i - 1].text.endswith(":"):
        return False
    shown = not single_words("marginalia", "caption_participles").isdisjoint(block.words)
    dated = bool(_ENDS_DATED.search(block.text[-24:].rstrip(" .)"))) and len(block.words) >= 5 and ":" not in block.text.split("(")[0]
    return shown or dated or (bool(_SOURCED.search(block.text[-80:])) and is_verbless(block))


def is_byline(block: Block) -> bool:
    """Whether a line says who wrote, translated or posted the page."""
    return len(block.words) <= 20 and patterns("speakers", "byline", cased=True).match(block.text) is not None


def is_verbless(block: Block) -> bool:
    """No finite verb of the cue list among the words (a guess: the list is short)."""
    return single_words("marginalia", "finite_verbs").isdisjoint(block.words)

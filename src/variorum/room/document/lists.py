"""What else was read in a part: its dates, what could not be made out, and who is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from variorum.room.document.parts import Part
from variorum.room.document.source import Source
from variorum.room.opened import Named, Opened
from variorum.room.words import lemma, reckoned

_DATES = """SELECT span_start, span_end, edtf, calendar, written, converted, note FROM date_mention
WHERE doc = ? AND span_start >= ? AND span_start < ? ORDER BY span_start, span_end"""
_UNREAD = """SELECT kind, span_start, span_end, note FROM unread
WHERE doc = ? AND span_start < ? AND span_end > ? ORDER BY kind, span_start, span_end"""
_NAMED = """SELECT entity, count(*), min(span_start) FROM mention WHERE doc = ? AND span_start >= ? AND span_start < ? AND entity > 0
GROUP BY entity ORDER BY 2 DESC, 3"""


@dataclass(frozen=True, slots=True)
class Found:
    """A date or something that was not read, with its words and the address of its place. ``reckoned`` says what each rule makes of a Hijri date."""

    letter: str
    start: int
    end: int
    words: str
    kind: str
    edtf: str | None = None
    note: str | None = None
    reckoned: str = ""

    @property
    def id(self) -> str:
        return f"{self.letter}{self.start}-{self.end}"


class Mentioned(NamedTuple):
    """Somebody or something that is named, and how often."""

    named: Named
    times: int


def dates(opened: Opened, source: Source, part: Part) -> tuple[Found, ...]:
    """The dates in the part, once for each place; ``kind`` is the calendar."""
    rows = opened.record.rows(_DATES, [source.doc, part.start, part.after])
    found = {
        (start, end): Found("d", start, end, lemma(source.text[start:end]), calendar, converted or edtf, note, reckoned(written))
        for start, end, edtf, calendar, written, converted, note in rows
    }
    return tuple(found.values())


def unread(opened: Opened, source: Source, part: Part) -> tuple[Found, ...]:
    """What was seen in the part and not made out, by kind."""
    rows = opened.record.rows(_UNREAD, [source.doc, max(part.after, 1), part.start])
    found: dict[tuple[int, int], Found] = {}
    for kind, start, end, note in rows:
        words = lemma(source.text[start:end])
        said = note if note and note != source.text[start:end] else None
        found.setdefault((start, end), Found("u", start, end, words or f"at {start}", kind, note=said))
    return tuple(found.values())


def named(opened: Opened, source: Source, part: Part) -> tuple[Mentioned, ...]:
    """Whom and what the part names, the most often named first."""
    rows = opened.record.rows(_NAMED, [source.doc, part.start, part.after])
    return tuple(Mentioned(opened.entities[e], times) for e, times, _ in rows if e in opened.entities)

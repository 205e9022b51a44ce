"""One claim: how it reached the page, its words, who else says so and who does not, where it comes from, what leans on it, what was judged of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from variorum.model.date_mention import Calendar
from variorum.reasoning.origins import Origins
from variorum.reasoning.states import Status
from variorum.reasoning.weighing.grade import topics_for
from variorum.room.addresses import claim_number
from variorum.room.claim.gone import no_such_claim
from variorum.room.claim.history import history
from variorum.room.claim.leaning import leaning
from variorum.room.claim.reached import Step, steps
from variorum.room.claim.stances import lanes_of, stances, traced
from variorum.room.document.apparatus import Noted, apparatus_words, with_status
from variorum.room.document.original import Counterpart, counterparts
from variorum.room.document.parts import paragraphs
from variorum.room.document.source import Source, Stretch, source
from variorum.room.drawing.climb import climb
from variorum.room.drawing.sources import lanes
from variorum.room.elsewhere import Bearing, elsewhere
from variorum.room.judged import on_claim
from variorum.room.opened import Opened, document_ids
from variorum.room.rendering import Page
from variorum.room.worded import Worded, worded
from variorum.room.words import reckoned, said_when

#: Units of the wide and the slim drawing, and of a wide one in a column.
_WIDE, _SLIM, _COLUMN = 1230, 640, 880
#: Characters of text on each side of the words, silent voices, and rows of a table that are shown.
_AROUND, _SILENT, _ROWS = 260, 12, 60
_BESIDE = """SELECT number, many, before, after FROM (SELECT claim_id, row_number() OVER w AS number, count(*) OVER () AS many,
    lag(claim_id) OVER w AS before, lead(claim_id) OVER w AS after FROM claim WHERE doc = ?
    WINDOW w AS (ORDER BY span_start, span_end, claim_id)) c WHERE claim_id = ?"""
_WRITTEN = """SELECT span_start, span_end, calendar, written FROM date_mention WHERE doc = ? AND (edtf = ? OR converted = ?) AND span_start < ? AND span_end > ?
ORDER BY abs(span_start - ?), span_start LIMIT 1"""


def claim(opened: Opened, request: Request) -> Page:
    """The claim of the sixteen digits in the address. Raises HTTPException (404), saying what became of it, when there is none."""
    digits = request.path_params["digits"]
    number = claim_number(digits)
    found = worded(opened, "c.claim_id = ?", [number]) if number is not None and number < 2**63 else ()
    if not found:
        raise no_such_claim(opened, digits)
    (own,) = found
    ((place, many, before, after),) = opened.record.rows(_BESIDE, [own.witness.doc, own.id])
    (noted,) = with_status(found, elsewhere(opened, found), {own.id: place})
    text = source(opened, document_ids(opened)[own.witness.doc])
    chain = steps(own, text)
    origins = traced(opened, own.id, noted.elsewhere)
    rows = stances(opened, noted.elsewhere, origins)
    status = Status(str(noted.status))
    fields: dict[str, Any] = {
        "n": noted,
        "c": own,
        "source": text,
        "many": many,
        "before": before,
        "after": after,
        "according": _according(own),
        "climbs": tuple(climb(chain, own.witness.window, status, text.document.id, width) for width in (_WIDE, _SLIM)),
        "steps": chain[::-1],
        "layer": _layer(text, own),
        "proposed": _proposed(opened, own),
        "context": _context(text, own),
        "original": _original(opened, text, own),
        "stances": rows[:_ROWS],
        "more_stances": max(len(rows) - _ROWS, 0) + sum(noted.elsewhere.counts.values()) - len(rows),
        "against": tuple(o.voice for o in noted.elsewhere.voices(Bearing.AGAINST)),
        "origins": origins,
        "lanes": _lanes(opened, own, origins) if origins else (),
        "silent": origins.silent[:_SILENT] if origins else (),
        "more_silent": len(origins.silent) - _SILENT if origins else 0,
        "leaning": leaning(opened, own.witness),
        "written": _written(opened, text, own),
        "judgements": on_claim(opened, own.digits),
        "history": history(opened, own, text.document.id),
        "grades": _grades(opened, own),
        "cite": _cite(opened, text, noted, chain),
        **apparatus_words(opened),
    }
    return Page("claim.html", "Claims", f"{own.sentence} (according to {own.chain[-1].label})", fields)


def _according(own: Worded) -> str:
    """The chain in words, from the voice that commits to it outwards.

    ``Omar Hadi asserts, as Lena Hart reports, as the Coastline Monitor quotes``
    """
    last, *others = reversed(own.chain)
    return ", ".join([f"{last.label} {last.act}", *(f"as {x.label} {x.act}" for x in others)])


def _layer(text: Source, own: Worded) -> Stretch | None:
    return next((x for x in text.layers if x.start <= own.witness.start < x.end), None)


def _context(text: Source, own: Worded) -> tuple[str, str]:
    """What stands before and after the words, from where a word begins and to where one ends."""
    w = own.witness
    before, after = text.text[max(0, w.start - _AROUND) : w.start], text.text[w.end : w.end + _AROUND]
    if w.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if w.end + _AROUND < len(text.text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _original(opened: Opened, text: Source, own: Worded) -> Counterpart | None:
    """What stands beside the paragraph of the words in another language."""
    beside = counterparts(opened, text)
    here = (p.start for p in paragraphs(text.text, text.layers) if p.start <= own.witness.start < p.after) if beside else iter(())
    return beside.get(next(here, -1))


def _written(opened: Opened, text: Source, own: Worded) -> tuple[str, str, str] | None:
    """The date as the text writes it, its calendar and what each rule makes of a Hijri date, where it stands near the words of the claim."""
    if not own.when:
        return None
    w = own.witness
    near = [w.doc, own.when, own.when, w.end + _AROUND, w.start - _AROUND, w.start]
    rows = opened.record.rows(_WRITTEN, near)
    return next(
        ((text.text[a:b], calendar if calendar != Calendar.GREGORIAN else "", reckoned(hijri)) for a, b, calendar, hijri in rows), None
    )


def _lanes(opened: Opened, own: Worded, origins: Origins) -> tuple[Any, ...]:
    found = lanes_of(opened, own, origins)
    words = "; ".join(f"origin {x.number}, {x.label}: {len(x.reports)} reports" for x in found)
    label = f"Reports on a time axis, each at the day its document was published, a bracket for each origin: {words}"
    return tuple(lanes(found, label, width) for width in (_COLUMN, _SLIM)) if len(origins.claims) > 1 else ()


def _grades(opened: Opened, own: Worded) -> tuple[tuple[str, str, str], ...]:
    """What is graded, the mark, and by whom: the voices of the chain on the matter of the claim, and the claim itself."""
    grades = opened.archive.grades()
    topics = topics_for(own.witness.predicate)
    of_voices = [(opened.label(v), g) for v in dict.fromkeys(own.witness.chain) for g in grades.of_voice(v, topics)]
    return tuple((what, str(g.mark), g.grader) for what, g in (*of_voices, *(("this claim", g) for g in grades.of_claim(own.id))))


def _proposed(opened: Opened, own: Worded) -> tuple[Mapping[str, str], ...]:
    """Which readers proposed the claim, where a language model had part in the reading, and the exchange from which the model's is."""
    rows = opened.record.rows(
        """SELECT p.reader, p.exchange, p.note, x.model, x.prompts, x.answered FROM proposal p JOIN claim c USING (claim_id)
        LEFT JOIN exchange x ON x.exchange = p.exchange AND x.doc = c.doc WHERE p.claim_id = ? ORDER BY p.reader""",
        [own.id],
    )
    words = {"model": "a language model", "person": "a person", "compact": "the compact reader", "rules": "the rules"}
    names = ("words", "exchange", "note", "model", "prompts", "answered")
    return tuple(dict(zip(names, (words.get(reader, reader), *rest), strict=True)) for reader, *rest in rows)


def _cite(opened: Opened, text: Source, noted: Noted, chain: tuple[Step, ...]) -> str:
    d = text.document
    voices = ", ".join(f"{s.link.label} {s.link.act}{f' ({s.words})' if s.days else ''}" for s in chain)
    where = ", ".join(x for x in (f"“{d.title}”" if d.title else d.id, said_when(d.published)) if x)
    c = noted.claim
    return f"“{c.lemma}”: {voices}; {where}; {opened.title}, document {d.id}, claim {c.digits}, record {opened.mark}."

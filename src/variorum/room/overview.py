"""The counts behind the first page: documents and claims over time, voices, entities, and what is missing. Every figure is a query over the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.record import Record

_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_COLUMNS = 64
_UNKNOWN = f"({UNKNOWN_PAST}, {UNKNOWN_FUTURE})"


class Form(StrEnum):
    """How a document speaks, as its layers show it."""

    LETTER = "with a letter"
    OTHERS_WORDS = "with another’s words"
    OWN_WORDS = "in its author’s words"


@dataclass(frozen=True, slots=True)
class Dated:
    """A document on the axis of time: published on a day in ``first``..``last`` (half open)."""

    id: str
    title: str
    form: Form
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Column:
    """How many claims speak of the days ``first``..``last`` (half open) or of a time that begins in them, and how many of these somebody disputes."""

    first: int
    last: int
    claims: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Times:
    """``documents`` with a date, in order; ``undated`` how many have none. ``columns`` without gaps from the first claim to the last but for the
    furthest hundredth at each end (``outside``: how many claims that leaves out); ``timeless``: claims of no stated time.
    """

    documents: tuple[Dated, ...]
    undated: int
    columns: tuple[Column, ...]
    outside: int
    timeless: int

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """Stretches of which nobody speaks, at least a twentieth of the whole; the longest first."""
        found: list[tuple[int, int]] = []
        for column in self.columns:
            if column.claims:
                continue
            if found and found[-1][1] == column.first:
                found[-1] = (found[-1][0], column.last)
            else:
                found.append((column.first, column.last))
        least = (self.columns[-1].last - self.columns[0].first) / 20 if self.columns else 0
        return tuple(sorted((g for g in found if g[1] - g[0] >= least), key=lambda g: (g[0] - g[1], g[0])))


@dataclass(frozen=True, slots=True)
class Voice:
    """How much a voice commits to: ``claims``, of which the page has ``own`` in its own words, ``second`` through one other, ``further`` through more."""

    entity: int
    claims: int
    own: int
    second: int
    further: int
    disputes: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody or something spoken of: in how many claims, under how many names, and from when to when the dated ones speak (None: none is dated)."""

    entity: int
    claims: int
    names: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """The record in figures. ``first`` and ``last`` are the years in which its documents were published (None: no date)."""

    documents: int
    claims: int
    voices: int
    spoken_of: int
    read_by_person: int
    first: int | None
    last: int | None


def totals(record: Record) -> Totals:
    """The figures of the first sentence. ``spoken_of`` counts persons and bodies."""
    ((documents, by_person, first, last),) = record.rows(
        f"""SELECT count(*), count(*) FILTER (reader = 'person'), min(published_earliest) FILTER (published_earliest NOT IN {_UNKNOWN}),
        max(published_latest) FILTER (published_latest NOT IN {_UNKNOWN}) FROM document"""
    )
    ((claims, voices),) = record.rows("SELECT count(*), count(DISTINCT voice) FROM claim")
    ((spoken,),) = record.rows("SELECT count(*) FROM entity WHERE type IN ('person', 'organisation') AND claims > 0")
    return Totals(
        documents, claims, voices, spoken, by_person, first and date.fromordinal(first).year, last and date.fromordinal(last - 1).year
    )


def times(record: Record) -> Times:
    """When documents were written, and of when they speak."""
    rows = record.rows(
        """SELECT d.id, d.title, d.published_earliest, d.published_latest, coalesce(bool_or(l.kind = 'letterhead'), false),
        coalesce(bool_or(l.kind IN ('primary', 'quotation')), false) FROM document d LEFT JOIN layer l USING (doc)
        GROUP BY d.doc, d.id, d.title, d.published_earliest, d.published_latest ORDER BY d.published_earliest, d.id"""
    )
    dated = tuple(
        Dated(id_, title or id_, Form.LETTER if letter else Form.OTHERS_WORDS if other else Form.OWN_WORDS, first, last)
        for id_, title, first, last, letter, other in rows
        if first > UNKNOWN_PAST and last < UNKNOWN_FUTURE
    )
    columns, outside, timeless = _columns(record)
    return Times(dated, len(rows) - len(dated), columns, outside, timeless)


def _columns(record: Record) -> tuple[tuple[Column, ...], int, int]:
    ((known, unknown, first, last),) = record.rows(
        f"""SELECT count(*) FILTER (day NOT IN {_UNKNOWN}), count(*) FILTER (day IN {_UNKNOWN}),
        quantile_disc(day, 0.01) FILTER (day NOT IN {_UNKNOWN}), quantile_disc(day, 0.99) FILTER (day NOT IN {_UNKNOWN})
        FROM (SELECT start_earliest AS day FROM claim)"""
    )
    if not known:
        return (), 0, unknown
    begin, end = (date.fromordinal(d) for d in (first, last))
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    step = next((s for s in _STEPS if months / s <= _COLUMNS), _STEPS[-1])
    counted = {
        column: (claims, disputed)
        for column, claims, disputed in record.rows(
            f"""SELECT (year(day) * 12 + month(day) - 1) // {step} AS bin, count(*), count(s.claim_id)
            FROM (SELECT claim_id, DATE '0001-01-01' + (start_earliest - 1) AS day FROM claim WHERE start_earliest BETWEEN {first} AND {last}) c
            LEFT JOIN (SELECT DISTINCT claim_id FROM dispute_side) s USING (claim_id) GROUP BY bin"""
        )
    }
    columns = tuple(
        Column(_month(at * step), _month((at + 1) * step), *counted.get(at, (0, 0))) for at in range(min(counted), max(counted) + 1)
    )
    return columns, known - sum(c.claims for c in columns), unknown


def _month(months: int) -> int:
    return date(min(max(months // 12, 1), date.max.year), months % 12 + 1, 1).toordinal()


def loudest(record: Record, most: int) -> tuple[Voice, ...]:
    """The voices that commit to most claims."""
    return tuple(
        Voice(*row)
        for row in record.rows(
            """SELECT c.voice, c.claims, c.own, c.second, c.claims - c.own - c.second, coalesce(d.disputes, 0)
            FROM (SELECT voice, count(*) AS claims, count(*) FILTER (len(chain) = 1) AS own, count(*) FILTER (len(chain) = 2) AS second
                FROM claim WHERE voice > 0 GROUP BY voice) c
            LEFT JOIN (SELECT voice, count(*) AS disputes FROM (SELECT DISTINCT voice, kind, topic, x, y FROM dispute_side) GROUP BY voice) d
            USING (voice) ORDER BY 2 DESC, 1 LIMIT ?""",
            [most],
        )
    )


def most_spoken_of(record: Record, most: int) -> tuple[Spoken, ...]:
    """The persons and bodies that most claims are about."""
    top = "SELECT entity, claims FROM entity WHERE type IN ('person', 'organisation') ORDER BY claims DESC, entity LIMIT ?"
    return tuple(
        Spoken(*row)
        for row in record.rows(
            f"""WITH top AS ({top}),
            about AS (
                SELECT t.entity, c.start_earliest, c.end_latest FROM top t JOIN claim c ON c.subject = t.entity
                UNION ALL SELECT t.entity, c.start_earliest, c.end_latest FROM top t JOIN claim_o c ON c.object = t.entity
            ),
            span AS (SELECT entity, min(start_earliest) FILTER (start_earliest NOT IN {_UNKNOWN}) AS first,
                max(end_latest) FILTER (end_latest NOT IN {_UNKNOWN}) AS last FROM about GROUP BY entity),
            named AS (SELECT entity, count(DISTINCT text) AS names FROM name SEMI JOIN top USING (entity) GROUP BY entity)
            SELECT t.entity, t.claims, coalesce(n.names, 0), s.first, s.last FROM top t LEFT JOIN named n USING (entity) LEFT JOIN span s USING (entity)
            ORDER BY t.claims DESC, t.entity""",
            [most],
        )
    )


def silent_bodies(record: Record, most: int) -> Sequence[tuple[int, int]]:
    """Bodies much spoken of (in at least ten claims) from whom no word is held: the entity and in how many claims it stands, most first."""
    return record.rows(
        """SELECT entity, claims FROM entity WHERE type = 'organisation' AND claims >= 10
        AND entity NOT IN (SELECT DISTINCT unnest(chain) FROM claim) AND entity NOT IN (SELECT voice FROM layer)
        ORDER BY claims DESC, entity LIMIT ?""",
        [most],
    )


def unread(record: Record) -> Sequence[tuple[str, int]]:
    """What was seen and not made out, by kind, most first."""
    return record.rows("SELECT kind, count(*) FROM unread GROUP BY kind ORDER BY 2 DESC, 1")


def documents_without_claims(record: Record) -> int:
    """How many documents the reading found no claim in."""
    ((n,),) = record.rows("SELECT count(*) FROM document WHERE doc NOT IN (SELECT doc FROM claim)")
    return int(n)

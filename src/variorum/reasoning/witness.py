"""A claim as reasoning sees it, fetched from the record by the bodies it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

from variorum.model import Act, Certainty, Mode, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint, numbers


class Rows(Protocol):
    """What reasoning needs of an open record: one SQL text in the portable subset, rows out, or whole columns of numbers without gaps."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...

    def columns(self, sql: str, parameters: Sequence[Any] = ()) -> Mapping[str, NDArray[Any]]: ...


@dataclass(frozen=True, slots=True)
class Window:
    """Four days, half open: when something began (earliest, latest) and ended (earliest, latest). Sentinels as in ``model.when``."""

    start_earliest: int = UNKNOWN_PAST
    start_latest: int = UNKNOWN_FUTURE
    end_earliest: int = UNKNOWN_PAST
    end_latest: int = UNKNOWN_FUTURE

    @property
    def is_undated(self) -> bool:
        return self.start_earliest == UNKNOWN_PAST and self.end_latest == UNKNOWN_FUTURE

    @property
    def is_one_date(self) -> bool:
        """Whether it came from a single date ("2007", "May 2010") rather than from a start and an end."""
        return self.end_earliest == self.start_earliest + 1 and self.end_latest == self.start_latest + 1

    def certainly_in(self, first: int, last: int) -> bool:
        """Whether it certainly held at some time in the days ``first`` to ``last`` (half open)."""
        return self.start_latest < last and first < self.end_earliest and self.start_latest < self.end_earliest

    def possibly_in(self, first: int, last: int) -> bool:
        """Whether it may have held at some time in the days ``first`` to ``last`` (half open)."""
        return self.start_earliest < last and first < self.end_latest

    def may_overlap(self, other: Window) -> bool:
        return self.start_earliest < other.end_latest and other.start_earliest < self.end_latest


@dataclass(frozen=True, slots=True)
class Witness:
    """One claim. Entities are the record's numbers, 0 for nobody; ``voice`` commits to it, ``chain`` (outermost first) ends with that voice."""

    claim: int
    predicate: str
    subject: int
    object: int
    window: Window
    affirmed: bool
    certainty: Certainty
    mode: Mode
    act: Act
    voice: int
    chain: tuple[int, ...]
    doc: int
    start: int
    end: int
    from_: int = 0
    org: int = 0
    place: int = 0

    @property
    def commits(self) -> bool:
        """Whether its last voice puts the claim forward at all: asking a question does not."""
        return self.act is not Act.ASKS

    @property
    def is_sure(self) -> bool:
        """Whether it can make something certain: actual, at least probable, and not merely doubted or asked."""
        sure = self.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)
        return sure and self.mode is Mode.ACTUAL and self.act not in (Act.DOUBTS, Act.ASKS)


_AT_ONCE = 10_000  #: claims named in one query
_CERTAINTIES, _MODES, _ACTS = tuple(Certainty), tuple(Mode), tuple(Act)
#: The columns of a claim from which :func:`witness` makes a value, over ``c`` and the table of predicates ``p``.
COLUMNS = """c.claim_id, p.name, c.subject, c.object, c.start_earliest, c.start_latest, c.end_earliest, c.end_latest, c.polarity, c.certainty,
c.mode, c.act, c.voice, c.chain, c.doc, c.span_start, c.span_end, c.arg_from, c.arg_org, c.arg_place"""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Fetches the claims that a viewpoint admits. Lists are sorted by document and place, so that every answer prints in one order."""

    record: Rows
    viewpoint: Viewpoint = EVERYONE

    def about(self, entities: Iterable[int]) -> tuple[Witness, ...]:
        """All claims about one of ``entities``; see :func:`about`."""
        ids = sorted(set(entities))
        return fetched(self.record, about(ids, self.viewpoint)) if ids else ()

    def near(self, entities: Iterable[int]) -> tuple[Witness, ...]:
        """All claims about one of ``entities`` and about everybody with whom it shares a claim."""
        return fetched(self.record, near(self.record, entities, self.viewpoint))

    def of(self, predicates: Iterable[str]) -> tuple[Witness, ...]:
        """All claims of the named predicates."""
        return fetched(self.record, f"{every(self.viewpoint)} AND {of_predicates(predicates)}")

    def named(self, claims: Sequence[int]) -> tuple[Witness, ...]:
        """The claims of these ids, as far as they count."""
        return fetched(self.record, f"{every(self.viewpoint)} AND c.claim_id IN (SELECT unnest(?::BIGINT[]))", [list(claims)])

    def all(self) -> tuple[Witness, ...]:
        """Every claim of the record: for small records and for tests."""
        return fetched(self.record, every(self.viewpoint))


def fetched(record: Rows, claims: str, parameters: Sequence[Any] = (), *, most: int | None = None) -> tuple[Witness, ...]:
    """The claims ``c`` that a query over the table ``claim`` gives, in the order of the record; at most so many (None: all)."""
    names = dict(record.rows("SELECT predicate, name FROM predicate"))  # to join with it would be a fifth of a small query
    rows = record.rows(
        f"""SELECT {COLUMNS.replace("p.name", "c.predicate")} FROM ({claims}) c
        ORDER BY c.doc, c.span_start, c.span_end, c.claim_id{"" if most is None else f" LIMIT {most}"}""",
        parameters,
    )
    return tuple(witness((row[0], names[row[1]], *row[2:])) for row in rows)


def of_predicates(names: Iterable[str]) -> str:
    """The SQL condition by which a claim ``c`` is of one of these predicates."""
    listed = ", ".join(f"'{n}'" for n in sorted(set(names))) or "''"
    return f"c.predicate IN (SELECT p.predicate FROM predicate p WHERE p.name IN ({listed}))"


def is_few(record: Rows, claims: str, most: int) -> bool:
    """Whether a query over the table ``claim`` gives ``most`` claims or fewer; it stops as soon as there are more."""
    ((many,),) = record.rows(f"SELECT count(*) FROM (SELECT c.claim_id FROM ({claims}) c LIMIT {most + 1}) c")
    return bool(many <= most)


def every(viewpoint: Viewpoint) -> str:
    """The SQL for all claims of a viewpoint, as rows of the table ``claim``; conditions on ``c`` can be added with AND."""
    return f"SELECT c.* FROM claim c WHERE {viewpoint.condition()}"


def about(entities: Iterable[int], viewpoint: Viewpoint) -> str:
    """The SQL for the viewpoint's claims about one of ``entities``, each claim once; none for no entities.

    About it are the claims of which it is subject or object, or where an appointment, a change of sides or an expulsion names it.
    """
    ids, v = numbers(entities), viewpoint.condition()
    others = f"c.subject NOT IN ({ids}) AND c.object NOT IN ({ids})"
    return f"""{every(viewpoint)} AND c.subject IN ({ids})
        UNION ALL SELECT c.* FROM claim_o c WHERE {v} AND c.object IN ({ids}) AND c.subject NOT IN ({ids})
        UNION ALL SELECT c.* FROM claim_a c WHERE {v} AND (c.arg_from IN ({ids}) OR c.arg_org IN ({ids})) AND {others}"""


def near(record: Rows, entities: Iterable[int], viewpoint: Viewpoint) -> str:
    """The SQL for the claims about ``entities`` and about everybody with whom one of them shares a claim."""
    pairs = record.rows(f"SELECT DISTINCT subject, object FROM ({about(entities, viewpoint)}) c")
    return about({*entities, *(e for pair in pairs for e in pair)} - {0}, viewpoint)


def counting(record: Rows, viewpoint: Viewpoint, witnesses: Iterable[Witness]) -> tuple[Witness, ...]:
    """Those of the claims at hand that count in the viewpoint, in their order; the record is asked only where a claim by itself does not show it."""
    listed = tuple(witnesses)
    if not viewpoint.asks_record:
        return tuple(w for w in listed if viewpoint.admits(w))
    found: set[int] = set()
    for at in range(0, len(listed), _AT_ONCE):
        ids = numbers({w.claim for w in listed[at : at + _AT_ONCE]})
        found |= {r[0] for r in record.rows(f"SELECT c.claim_id FROM ({every(viewpoint)} AND c.claim_id IN ({ids})) c")}
    return tuple(w for w in listed if w.claim in found)


def witness(row: Sequence[Any]) -> Witness:
    """The claim in a row of :func:`every`."""
    (claim, predicate, subject, obj, s1, s2, e1, e2, polarity, certainty, mode, act, voice, chain, doc, start, end, from_, org, place) = row
    return Witness(
        claim=claim,
        predicate=predicate,
        subject=subject,
        object=obj,
        window=Window(s1, s2, e1, e2),
        affirmed=polarity > 0,
        certainty=_CERTAINTIES[certainty],
        mode=_MODES[mode],
        act=_ACTS[act],
        voice=voice,
        chain=tuple(chain),
        doc=doc,
        start=start,
        end=end,
        from_=from_,
        org=org,
        place=place,
    )


def is_state(predicate: str) -> bool:
    """Whether claims of this predicate say that something held, rather than that something happened."""
    return vocabulary()[predicate].is_state

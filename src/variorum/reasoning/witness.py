"""A claim as reasoning sees it, fetched from the record by the bodies it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from variorum.model import Act, Certainty, Mode, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST


class Rows(Protocol):
    """What reasoning needs of an open record: one SQL text in the portable subset, rows out."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...


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


_CERTAINTIES, _MODES = tuple(Certainty), tuple(Mode)
_COLUMNS = """c.claim_id, p.name, c.subject, c.object, c.start_earliest, c.start_latest, c.end_earliest, c.end_latest, c.polarity, c.certainty,
c.mode, t.acts, c.voice, c.chain, c.doc, c.span_start, c.span_end, c.arg_from, c.arg_org, c.arg_place"""
_JOINS = "JOIN predicate p ON p.predicate = c.predicate JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc"


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Fetches claims from a record. Lists are sorted by document and place, so that every answer prints in one order."""

    record: Rows

    def about(self, entities: Iterable[int]) -> tuple[Witness, ...]:
        """All claims in which one of ``entities`` is subject or object."""
        ids = sorted(set(entities))
        if not ids:
            return ()
        marks = ",".join("?" * len(ids))
        sql = f"""SELECT {_COLUMNS} FROM claim c {_JOINS} WHERE c.subject IN ({marks})
            UNION ALL SELECT {_COLUMNS} FROM claim_o c {_JOINS} WHERE c.object IN ({marks}) AND c.subject NOT IN ({marks})"""
        return self._fetch(sql, ids * 3)

    def of(self, predicates: Iterable[str]) -> tuple[Witness, ...]:
        """All claims of the named predicates."""
        names = sorted(set(predicates))
        if not names:
            return ()
        return self._fetch(f"SELECT {_COLUMNS} FROM claim c {_JOINS} WHERE p.name IN ({','.join('?' * len(names))})", names)

    def all(self) -> tuple[Witness, ...]:
        """Every claim of the record: for work over the whole table."""
        return self._fetch(f"SELECT {_COLUMNS} FROM claim c {_JOINS}", ())

    def _fetch(self, sql: str, parameters: Sequence[Any]) -> tuple[Witness, ...]:
        return tuple(sorted((_witness(r) for r in self.record.rows(sql, parameters)), key=lambda w: (w.doc, w.start, w.end, w.claim)))


def _witness(row: tuple[Any, ...]) -> Witness:
    (claim, predicate, subject, obj, s1, s2, e1, e2, polarity, certainty, mode, acts, voice, chain, doc, start, end, from_, org, place) = (
        row
    )
    return Witness(
        claim=claim,
        predicate=predicate,
        subject=subject,
        object=obj,
        window=Window(s1, s2, e1, e2),
        affirmed=polarity > 0,
        certainty=_CERTAINTIES[certainty],
        mode=_MODES[mode],
        act=Act(acts[-1]),
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

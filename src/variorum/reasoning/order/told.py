"""What the record knows of the order of its claims besides their own days: what sentences say of it, and by when each was told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from variorum.errors import DateError
from variorum.model import Act, Edge, When
from variorum.model.when import UNKNOWN_FUTURE
from variorum.reasoning.viewpoint import Viewpoint
from variorum.reasoning.witness import Rows

_ORDERS = """SELECT earlier, later, edge, least, most, acts, voice, chain, doc, span_start, span_end, quote FROM precedence{where}
ORDER BY doc, span_start, span_end, earlier, later, edge, least, most, chain"""
_TOLD = "SELECT t.claim_id, t.edtf, t.said, d.published FROM claim_text t LEFT JOIN document d ON d.doc = t.doc"
_NAMED = "(SELECT unnest(?::BIGINT[]))"
#: Acts of a voice that puts an order forward as its own word.
_COMMITTING = frozenset({Act.ASSERTS, Act.REPORTS, Act.QUOTES, Act.CONCEDES})


@dataclass(frozen=True, slots=True)
class Order:
    """A precedence in the record (:class:`~variorum.model.Precedence`): ``earlier`` and ``later`` are claims, ``voice`` and ``chain`` entities."""

    earlier: int
    later: int
    edge: Edge
    least: int | None
    most: int | None
    act: Act
    voice: int
    chain: tuple[int, ...]
    doc: int
    start: int
    end: int
    quote: str

    def counts(self, viewpoint: Viewpoint) -> bool:
        """Whether its voice counts in the viewpoint and commits to it: the rule of :meth:`Viewpoint.admits`, for an order."""
        if self.act not in _COMMITTING or self.voice in viewpoint.excluding:
            return False
        if viewpoint.as_reported_by and not viewpoint.as_reported_by & set(self.chain[:-1]):
            return False
        return viewpoint.voices is None or self.voice in viewpoint.voices


@dataclass(frozen=True, slots=True)
class Told:
    """How a claim's time was written (None: not at all), and the last day on which it can have been told, with who or what says so.

    ``by`` is UNKNOWN_FUTURE when nobody knows; ``how`` is then empty, else words such as "in a document of 2014".
    """

    edtf: str | None = None
    by: int = UNKNOWN_FUTURE
    how: str = ""


def orders(record: Rows, claims: Collection[int] | None = None) -> tuple[Order, ...]:
    """What sentences say of the order of claims, in the order of the record; with ``claims``, only where one of them is put in order."""
    if claims is None:
        return tuple(map(_order, record.rows(_ORDERS.format(where=""))))
    listed = sorted(claims)
    return tuple(map(_order, record.rows(_ORDERS.format(where=f" WHERE earlier IN {_NAMED} OR later IN {_NAMED}"), [listed, listed])))


def told(record: Rows, claims: Collection[int] | None = None) -> dict[int, Told]:
    """How and by when each claim was told; of every claim of the record when none are named.

    A claim of something that happened was told on that day or later: by each voice of its chain that is dated, and by its document.
    """
    if claims is None:
        return {row[0]: _told(*row[1:]) for row in record.rows(_TOLD)}
    return {row[0]: _told(*row[1:]) for row in record.rows(f"{_TOLD} WHERE t.claim_id IN {_NAMED}", [sorted(claims)])}


def _order(row: tuple[Any, ...]) -> Order:
    earlier, later, edge, least, most, acts, voice, chain, doc, start, end, quote = row
    return Order(earlier, later, Edge(edge), least, most, Act(acts[-1]), voice, tuple(chain), doc, start, end, quote)


def _told(edtf: str | None, said: Sequence[str], published: str | None) -> Told:
    limits = [(last_day(s), f"by a voice that spoke {s}") for s in said if s]
    limits += [(last_day(published), f"in a document of {published}")] if published else []
    by, how = min((limit for limit in limits if limit[0] != UNKNOWN_FUTURE), default=(UNKNOWN_FUTURE, ""))
    return Told(edtf, by, how)


@lru_cache(maxsize=65_536)
def last_day(edtf: str) -> int:
    """The last day that a time can touch, its marks taken into account; UNKNOWN_FUTURE when there is none or it cannot be read."""
    try:
        last = When.parse(edtf).loosened().last_day
    except DateError:
        return UNKNOWN_FUTURE
    return last if last == UNKNOWN_FUTURE else last - 1

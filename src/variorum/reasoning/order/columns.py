"""The constraints between the claims of a whole record as columns of numbers: the same as in ``constraints``, for records of any size.

Only claims that a law speaks of, or that a sentence puts in order, are fetched: others can contradict nothing but themselves. The point of
the first day of claim ``i`` is ``i``, that of its last day (of a state) so many places on; then come the points of the laws on bodies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from variorum.model import Act, Certainty, Edge, Mode
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.order.constraints import loosened
from variorum.reasoning.order.laws import Clause, Part, laws
from variorum.reasoning.order.told import last_day, orders
from variorum.reasoning.viewpoint import Viewpoint
from variorum.reasoning.witness import Rows, every, is_state, of_predicates

Numbers = NDArray[np.int64]

#: A length of way that no days add up to: nothing sets a first day, or (below 0) nothing leads there.
FAR = 10**15
_DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_SURE = f"""c.polarity > 0 AND c.mode = {tuple(Mode).index(Mode.ACTUAL)} AND c.certainty <= {tuple(Certainty).index(Certainty.PROBABLE)}
    AND c.act <> {tuple(Act).index(Act.DOUBTS)}"""
_IN_ORDER = "c.claim_id IN (SELECT p.earlier FROM precedence p UNION ALL SELECT p.later FROM precedence p)"


@dataclass(frozen=True, slots=True)
class Columns:
    """``claims``: their ids, sorted; ``last``: for each the point of its last day. For every point ``low`` and ``high``, the first and the last day that
    claims set for it by themselves (beyond :data:`FAR`: none); and the constraints between points: ``later`` at least ``least`` days after ``earlier``.
    """

    claims: Numbers
    last: Numbers
    low: Numbers
    high: Numbers
    earlier: Numbers
    later: Numbers
    least: Numbers

    @classmethod
    def of(cls, record: Rows, viewpoint: Viewpoint) -> Columns:
        """All that binds the claims of the viewpoint to one another."""
        columns = ", ".join(f"c.{name}" for name in ("claim_id", "predicate", "subject", "object", *_DAYS, "doc"))
        found = record.columns(f"SELECT {columns} FROM ({every(viewpoint)} AND {_SURE} AND ({of_predicates(laws())} OR {_IN_ORDER})) c")
        by_id = np.argsort(found["claim_id"])
        of = {name: np.asarray(column, np.int64)[by_id] for name, column in found.items()}
        names = dict(record.rows("SELECT predicate, name FROM predicate"))
        return _made(record, viewpoint, of, names)


def _made(record: Rows, viewpoint: Viewpoint, of: dict[str, Numbers], names: dict[int, str]) -> Columns:
    claims = of["claim_id"]
    count = len(claims)
    first = np.arange(count)
    state = np.isin(of["predicate"], [number for number, name in names.items() if is_state(name)])
    last = np.where(state, first + count, first)
    hubs, bound = _laws(of, names, first, last, 2 * count)
    low, high = _limits(record, of, state)
    low, high = (np.concatenate([days, np.full(hubs, none)]) for days, none in ((low, -FAR), (high, FAR)))
    lasting = (first[state], last[state], np.zeros(int(state.sum()), np.int64))
    said = _sentences(record, viewpoint, claims, last)
    earlier, later, least = (np.concatenate([edges[i] for edges in (lasting, *bound, said)]) for i in range(3))
    return Columns(claims, last, low, high, earlier, later, least)


# ------------------------------------------------------------------ a claim by itself
def _limits(record: Rows, of: dict[str, Numbers], state: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """The days that each claim sets for its first and its last day: by its own date, and by when it was told."""
    start, start_latest, end_earliest, end = (of[name].copy() for name in _DAYS)
    one_date = state & (end_earliest == start + 1) & (end == start_latest + 1)
    at, days = _told_roughly(record, of["claim_id"])
    start[at], start_latest[at], end_earliest[at], end[at] = days.T
    spans = state & ~one_date
    none = np.full(len(state), FAR)
    low = np.concatenate([np.where(state & one_date, -FAR, _known(start, -FAR)), -none])
    high = np.concatenate([np.where(spans, _known(start_latest, FAR), _known(end, FAR, 1)), none])
    at_last = np.arange(len(state)) + len(state)
    low[at_last] = np.where(spans, _known(end_earliest, -FAR, 1), np.where(one_date, _known(start, -FAR), -FAR))
    high[at_last] = np.where(spans, _known(end, FAR, 1), FAR)
    high[: len(state)] = np.minimum(high[: len(state)], _told_by(record, of))
    return low, high


def _known(days: Numbers, none: int, before: int = 0) -> Numbers:
    """The days, or ``before`` so many of them; ``none`` where they are not known."""
    return np.where((days == UNKNOWN_PAST) | (days == UNKNOWN_FUTURE), none, days - before)


def _told_roughly(record: Rows, claims: Numbers) -> tuple[Numbers, Numbers]:
    """The places of claims whose date is marked as about or uncertain, with the four days for which it then stands."""
    marked = "SELECT claim_id, edtf AS words FROM claim_text WHERE regexp_matches(edtf, '[?~%]')"

    def days(edtf: str) -> tuple[int, ...]:
        w = loosened(edtf)
        return w.start_earliest, w.start_latest, w.end_earliest, w.end_latest

    return _by_words(record, marked, claims, days)


def _told_by(record: Rows, of: dict[str, Numbers]) -> Numbers:
    """The last day on which each claim can have been told; beyond :data:`FAR` where nobody knows."""
    published = record.rows("SELECT doc, published FROM document WHERE published IS NOT NULL")
    by = np.full(max([int(of["doc"].max(initial=0)), *(doc for doc, _ in published)]) + 1, FAR)
    for doc, when in published:
        by[doc] = _limit(when)
    told = by[of["doc"]]
    spoken = "SELECT claim_id, words FROM (SELECT claim_id, unnest(said) AS words FROM claim_text) s WHERE words <> ''"
    at, days = _by_words(record, spoken, of["claim_id"], lambda said: (_limit(said),))
    np.minimum.at(told, at, days[:, 0])
    return told


def _limit(edtf: str) -> int:
    day = last_day(edtf)
    return FAR if day == UNKNOWN_FUTURE else day


def _by_words(record: Rows, told: str, claims: Numbers, meaning: Callable[[str], tuple[int, ...]]) -> tuple[Numbers, Numbers]:
    """For a query of (claim_id, words) the places of those claims that are here, and what each one's words mean; words are understood once."""
    listed = [words for (words,) in record.rows(f"SELECT DISTINCT words FROM ({told}) t ORDER BY words")]
    if not listed:
        return np.empty(0, np.int64), np.empty((0, 4), np.int64)
    meant = np.array([meaning(words) for words in listed], np.int64)
    found = record.columns(
        f"""SELECT t.claim_id, m.i FROM ({told}) t
        JOIN (SELECT unnest(?::VARCHAR[]) AS words, unnest(range({len(listed)})) AS i) m ON m.words = t.words""",
        [listed],
    )
    at, here = _places(claims, np.asarray(found["claim_id"], np.int64))
    return at[here], meant[np.asarray(found["i"], np.int64)[here]]


def _places(claims: Numbers, wanted: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Where the wanted stand in the sorted column, and which of them do."""
    if not len(claims):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(claims, wanted), len(claims) - 1)
    return at, claims[at] == wanted


# ------------------------------------------------------------------ claims together
_Edges = tuple[Numbers, Numbers, Numbers]


def _laws(of: dict[str, Numbers], names: dict[int, str], first: Numbers, last: Numbers, free: int) -> tuple[int, list[_Edges]]:
    """How many points stand for a law on a body, from the place ``free`` on, and the constraints to and from them."""
    numbered = {law: i for i, law in enumerate(dict.fromkeys(c.law.name for clauses in laws().values() for c in clauses))}
    found: list[tuple[Clause, Numbers, Numbers]] = []  # the claims that fit a clause, and of each the law and body as one number
    for predicate, name in names.items():
        for clause in laws().get(name, ()):
            (at,) = np.nonzero(of["predicate"] == predicate)
            body = of[clause.slot][at]
            found.append((clause, at[body > 0], body[body > 0] * len(numbered) + numbered[clause.law.name]))
    opening = [keys for clause, _, keys in found if clause.part in (Part.THEN, Part.ONCE)]
    hubs = np.unique(np.concatenate(opening)) if opening else np.empty(0, np.int64)
    edges: list[_Edges] = []
    for clause, at, keys in found:
        place, here = _places(hubs, keys)
        edges += _bound(clause, first[at[here]], last[at[here]], free + place[here])
    return len(hubs), edges


def _bound(clause: Clause, first: Numbers, last: Numbers, hub: Numbers) -> list[_Edges]:
    none = np.zeros(len(hub), np.int64)
    if clause.part is Part.FIRST:
        return [(first, hub, none)]
    if clause.part is Part.OVER:
        return [(last, hub, none)]
    then = (hub, first, none)
    return [then] if clause.part is Part.THEN else [then, (first, hub, none - clause.law.within)]


def _sentences(record: Rows, viewpoint: Viewpoint, claims: Numbers, last: Numbers) -> _Edges:
    edges: list[tuple[int, int, int]] = []
    for order in orders(record):
        (earlier, later), here = _places(claims, np.array([order.earlier, order.later], np.int64))
        if here.all() and order.counts(viewpoint):
            begin = int(last[earlier]) if order.edge is Edge.END else int(earlier)
            edges += [(begin, int(later), order.least)] if order.least is not None else []
            edges += [(int(later), begin, -order.most)] if order.most is not None else []
    made = np.array(edges, np.int64).reshape(-1, 3)
    return made[:, 0], made[:, 1], made[:, 2]

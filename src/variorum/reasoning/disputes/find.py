"""From the rows of the kinds to disputes: which count, in which order, and which two claims show the clash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.model import Stance
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.dispute import Dispute, DisputeKind, OnBehalf, Side
from variorum.reasoning.disputes import calendar, denial, direction, existence, function, identity, number, ruling, status
from variorum.reasoning.disputes.occurring import Occurring
from variorum.reasoning.on_behalf import COLUMNS, counted, nobody
from variorum.reasoning.order.find import asked
from variorum.reasoning.viewpoint import numbers

_LAST = np.iinfo(np.int64).max
_UNDATED = _LAST - 1
Label = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """How disputes of a kind are found and asked. ``sides`` makes, from a SELECT of claims, a SELECT of (kind, topic, x, y, position, holder,
    claim_id); ``holder`` is an entity that is itself the position, or 0. ``may``: whether there can be any, by what occurs in a record.
    ``broad``: its questions gather what narrower kinds list one by one. ``bodies``: claims count for further bodies too (``on_behalf``), under
    negative ids; of two that clash one at least names those asked about.
    """

    sides: Callable[[str], str]
    question: Callable[[str, int, int, Label], str]
    may: Callable[[Occurring], bool]
    broad: bool = False
    bodies: bool = False


KINDS: Mapping[DisputeKind, Kind] = {
    DisputeKind.STATUS: Kind(status.sides, status.question, status.may, broad=True, bodies=True),
    DisputeKind.IDENTITY: Kind(identity.sides, identity.question, identity.may, broad=True),
    DisputeKind.EXISTENCE: Kind(existence.sides, existence.question, existence.may, broad=True),
    DisputeKind.RULING: Kind(ruling.sides, ruling.question, ruling.may, bodies=True),
    DisputeKind.DIRECTION: Kind(direction.sides, direction.question, direction.may, bodies=True),
    DisputeKind.FUNCTION: Kind(function.sides, function.question, function.may),
    DisputeKind.CALENDAR: Kind(calendar.sides, calendar.question, calendar.may),
    DisputeKind.NUMBER: Kind(number.sides, number.question, number.may),
    DisputeKind.DENIAL: Kind(denial.sides, denial.question, denial.may, bodies=True),
}


#: How a dispute is asked, of each kind; :mod:`variorum.reasoning.order` finds those of order.
QUESTIONS: Mapping[DisputeKind, Callable[[str, int, int, Label], str]] = {
    **{name: kind.question for name, kind in KINDS.items()},
    DisputeKind.ORDER: asked,
}


def every_side(claims: str) -> str:
    """The query for all sides of all disputes among the claims: (kind, topic, x, y, position, holder, claim_id, voice, start_earliest, end_latest,
    why_subject, why_object): the claims by which it counts for those asked about, where it names others; 0 where it names them itself.

    A question all of whose claims stand on sides of one broader question, those of each side here together there, is not listed again; nor one of which some
    claims name others, if all of them so stand on sides of any other question.
    """
    steps, sides = steps_to_sides(claims)
    return f"WITH {_LISTED.join(f'{name} AS ({query})' for name, query in steps)}\n{sides}"


def steps_to_sides(claims: str, told: Occurring | None = None) -> tuple[tuple[tuple[str, str], ...], str]:
    """The same in steps, each a name and the query that makes the table of that name from the tables before it, and the query that gives the sides.

    Of millions of claims one query would hold all of it at once; tables that are made one after the other can go to the disk.
    ``told``: what occurs among the claims; the same sides by fewer steps. No steps and an empty query where there can be none.
    """
    kinds = {name: kind for name, kind in KINDS.items() if told is None or kind.may(told)}
    if not kinds:
        return (), ""
    through = told is None or told.on_behalf()
    widened = f"SELECT {COLUMNS} FROM ({claims}) e UNION ALL SELECT {COLUMNS} FROM on_behalf" if through else claims
    found = [(f"found_{name}", f"SELECT * FROM ({kind.sides(widened if kind.bodies else claims)}) s") for name, kind in kinds.items()]
    steps = [
        ("on_behalf", counted(claims) if through else nobody(claims)),
        *found,
        ("side", _SIDE.format(found="\nUNION ALL\n".join(f"SELECT * FROM {name}" for name, _ in found))),
        ("question", _QUESTION.format(broad=_BROAD)),
        ("place", _PLACE),
        ("stand", _STAND),
        ("broader", _BROADER),
        ("narrower", _NARROWER),
        ("covered", _COVERED),
    ]
    return tuple(steps), _UNCOVERED.format(claims=claims)


_LISTED = ",\n"
_BROAD = ", ".join(f"'{name}'" for name, kind in KINDS.items() if kind.broad)
_SIDE = """SELECT kind, topic, x, y, position, holder, abs(claim_id) AS claim_id, max(claim_id) < 0 AS indirect FROM ({found}) f
GROUP BY kind, topic, x, y, position, holder, abs(claim_id)"""
_QUESTION = """SELECT row_number() OVER (ORDER BY kind, topic, x, y) AS question, * FROM (
    SELECT kind, topic, x, y, count(DISTINCT claim_id) AS claims, count(DISTINCT position || '/' || holder) AS positions, bool_or(indirect) AS indirect,
        bool_or(holder <> 0) AS holds, min(claim_id) AS one, max(claim_id) AS another, kind NOT IN ({broad}) AS narrow
    FROM side GROUP BY kind, topic, x, y
) q"""
# The sides in numbers: a question may have millions.
_PLACE = """SELECT row_number() OVER (ORDER BY question, position, holder) AS place, * FROM (
    SELECT DISTINCT q.question, s.kind, s.topic, s.x, s.y, s.position, s.holder
    FROM side s JOIN question q ON q.kind = s.kind AND q.topic = s.topic AND q.x = s.x AND q.y = s.y
) p"""
_STAND = """SELECT p.question, p.place, s.claim_id, s.indirect
FROM side s JOIN place p ON p.kind = s.kind AND p.topic = s.topic AND p.x = s.x AND p.y = s.y AND p.position = s.position AND p.holder = s.holder"""
# Which questions may be covered by which: those that hold two certain claims of theirs as well, and as many.
_BROADER = """SELECT DISTINCT n.question AS narrow, w.question AS wide, n.indirect FROM question n JOIN stand o ON o.claim_id = n.one
    JOIN stand p ON p.claim_id = n.another AND p.question = o.question
    JOIN question w ON w.question = o.question AND w.question <> n.question AND w.claims >= n.claims
WHERE CASE WHEN n.indirect THEN NOT w.indirect OR w.claims > n.claims OR (w.narrow, w.question) < (n.narrow, n.question)
    ELSE n.narrow AND NOT w.narrow AND NOT n.holds END"""
_NARROWER = "SELECT b.narrow, b.wide, b.indirect, n.claim_id, n.place FROM broader b JOIN stand n ON n.question = b.narrow"
_COVERED = """SELECT DISTINCT q.kind, q.topic, q.x, q.y FROM (
    SELECT n.narrow, count(DISTINCT n.claim_id) AS claims, count(DISTINCT n.place * 4294967296 + w.place) AS pairs, count(DISTINCT w.place) AS wide_places
    FROM narrower n JOIN stand w ON w.question = n.wide AND w.claim_id = n.claim_id
    WHERE n.indirect OR NOT w.indirect
    GROUP BY n.narrow, n.wide
) c JOIN question q ON q.question = c.narrow
WHERE c.claims = q.claims AND c.pairs = q.positions AND c.wide_places > 1"""
_UNCOVERED = """SELECT s.kind, s.topic, s.x, s.y, s.position, s.holder, s.claim_id, c.voice, c.start_earliest, c.end_latest,
    COALESCE(h.why_subject, 0) AS why_subject, COALESCE(h.why_object, 0) AS why_object
FROM side s JOIN ({claims}) c ON c.claim_id = s.claim_id
    LEFT JOIN covered v ON v.kind = s.kind AND v.topic = s.topic AND v.x = s.x AND v.y = s.y
    LEFT JOIN on_behalf h ON s.indirect AND h.claim_id = -s.claim_id
        AND (h.why_subject = 0 OR h.subject IN (s.x, s.y, s.holder)) AND (h.why_object = 0 OR h.object IN (s.x, s.y, s.holder))
WHERE v.kind IS NULL"""


def ranked(sides: str, family: Iterable[int] | None, most: int | None) -> str:
    """The same rows, of the disputes about the ``family`` only (None: all) and of the first ``most``: those with most voices, then most claims, first."""
    about = (
        f"max(CASE WHEN x IN ({ids}) OR y IN ({ids}) OR holder IN ({ids}) THEN 1 ELSE 0 END) = 1"
        if (ids := numbers(family or ()))
        else "TRUE"
    )
    having = f"HAVING {about}" if family is not None else ""
    limit = f"LIMIT {int(most)}" if most is not None else ""
    order = "voices DESC, claims DESC, kind, x, y, topic"
    return f"""WITH told AS ({sides}),
head AS (
    SELECT kind, topic, x, y, count(DISTINCT voice) AS voices, count(DISTINCT claim_id) AS claims FROM told
    GROUP BY kind, topic, x, y {having} ORDER BY {order} {limit}
)
SELECT t.kind, t.topic, t.x, t.y, t.position, t.holder, t.claim_id, t.voice, t.start_earliest, t.end_latest, t.why_subject, t.why_object
FROM told t JOIN head h ON h.kind = t.kind AND h.topic = t.topic AND h.x = t.x AND h.y = t.y
ORDER BY h.voices DESC, h.claims DESC, t.kind, t.x, t.y, t.topic, t.holder, t.position, t.claim_id"""


def assembled(rows: Iterable[Sequence[Any]], label: Label) -> tuple[Dispute, ...]:
    """The disputes of the rows of :func:`ranked`, in their order."""
    return tuple(_dispute(list(group), label) for _, group in groupby(rows, key=lambda r: tuple(r[:4])))


#: The order in which sides are shown: who affirms before who denies.
_FIRST = (
    *("yes", "affirmed", "dissolved", "went into another", "ordered", "refused", "done as ordered", "fewer", "more"),
    *("no", "denied", "not dissolved", "acting afterwards"),
)
#: Positions that deny what the question asks; to doubt it, or to have seen something else, is no denial.
DENYING = frozenset(("no", "denied", "not dissolved", "refused", *denial.AGAINST)) - {Stance.DOUBTS}


def _dispute(rows: list[Sequence[Any]], label: Label) -> Dispute:
    kind, topic, x, y = DisputeKind(rows[0][0]), *rows[0][1:4]
    positions: dict[tuple[int, str], list[Sequence[Any]]] = {}
    for row in rows:
        positions.setdefault((row[5], row[4]), []).append(row)
    taken = sorted(positions.items(), key=lambda p: (_FIRST.index(p[0][1]) if p[0][1] in _FIRST else len(_FIRST), p[0]))
    sides = tuple(
        Side(label(holder) if holder else position, tuple(sorted({r[7] for r in own})), tuple(sorted({r[6] for r in own})))
        for (holder, position), own in taken
    )
    about = tuple(dict.fromkeys(e for e in (x, y, *(holder for (holder, _), _ in taken)) if e))
    through = sorted({(r[6], why) for r in rows for why in r[10:12] if why})
    on_behalf = tuple(OnBehalf(claim, why) for claim, why in through)
    return Dispute(kind, KINDS[kind].question(topic, x, y, label), about, sides, _clash(taken[0][1], taken[1][1]), on_behalf)


def _clash(first: Sequence[Sequence[Any]], second: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """Of the first two sides the claims nearest in time, undated ones last; among equals the smallest ids. Of equal times one each is compared.

    One of the two at least names those asked about, if any does.
    """
    a, b = _times(first), _times(second)
    undated = _undated(a)[:, None] | _undated(b)[None, :]
    apart = np.maximum(0, np.maximum(a[:, None, 0] - b[None, :, 1], b[None, :, 0] - a[:, None, 1]))
    apart[undated] = _UNDATED
    apart[(a[:, None, 3] & b[None, :, 3]) == 1] = _LAST
    nearest_a, nearest_b = np.nonzero(apart == apart.min())
    return min((int(a[i, 2]), int(b[j, 2])) for i, j in zip(nearest_a, nearest_b, strict=True))


def _times(rows: Sequence[Sequence[Any]]) -> NDArray[np.int64]:
    """For each time of the rows once: its first day, its last, the smallest id of the claims of that time, and 1 if they count for others than they name."""
    one: dict[tuple[int, int, bool], int] = {}
    for r in rows:
        key = (r[8], r[9], bool(r[10] or r[11]))
        one[key] = min(one.get(key, r[6]), r[6])
    return np.array([(start, end, claim, indirect) for (start, end, indirect), claim in one.items()], np.int64)


def _undated(times: NDArray[np.int64]) -> NDArray[np.bool_]:
    undated: NDArray[np.bool_] = (times[:, 0] == UNKNOWN_PAST) & (times[:, 1] == UNKNOWN_FUTURE)
    return undated

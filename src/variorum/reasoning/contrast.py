"""Two viewpoints on one entity side by side: what one holds of it that the other denies, omits or dates otherwise, and the reverse.

Both are judged by the same queries as everyone's states, once for each viewpoint, over the states that either of them speaks of. What a side
*concedes* is its own word and counts as held; what it only reports of others does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from variorum.errors import UsageError
from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE
from variorum.reasoning.calculus import topic_number
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.states import Verdict, judged, states_of, together
from variorum.reasoning.testimony import Proposition, Testimony, bodies
from variorum.reasoning.viewpoint import Viewpoint, numbers
from variorum.reasoning.witness import Rows, Window, about


class Holder(StrEnum):
    """Whose state it is."""

    A = "a"
    B = "b"
    BOTH = "both"


class Differs(StrEnum):
    """What the other side does with a state that one side holds."""

    DENIES = "denies it"
    DIVIDED = "affirms and denies it"
    ENDS = "has it ended"
    DATES = "dates it otherwise"
    OPEN = "leaves it open"
    OMITS = "omits it"


@dataclass(frozen=True, slots=True)
class Difference:
    """One state on which the sides differ: who holds it (``BOTH``: each at other times), what the other does, and each side's verdict with its claims.

    A holder whose own status is denied holds that it was *not* so, and the other says nothing of it.
    """

    proposition: Proposition
    holder: Holder
    differs: Differs
    a: Verdict
    b: Verdict


@dataclass(frozen=True, slots=True)
class Contrast:
    """All differences, those that A holds first, then B's, then those that both hold at other times; each in the order of the vocabulary, then of time.

    ``silent`` are the named voices that say nothing at all of the entity or its lineage; ``agreed`` the states that both hold alike.
    """

    entity: int
    on: When | None
    a: Viewpoint
    b: Viewpoint
    differences: tuple[Difference, ...]
    agreed: tuple[Proposition, ...]
    silent: tuple[int, ...]


def contrast(record: Rows, entity: int, a: Viewpoint, b: Viewpoint, on: When | None = None, *, lineage: Lineage | None = None) -> Contrast:
    """What each of the two viewpoints holds of the entity, on a date (None: at any time), that the other does not.

    Five queries, however many states there are.

    Raises:
        UsageError: a voice stands on both sides, or one commits to no claim of the record.
    """
    _refuse_both(record, a, b)
    silent = _silent(record, bodies(lineage, entity), a, b)
    asked = dict.fromkeys((*states_of(record, entity, a, lineage=lineage), *states_of(record, entity, b, lineage=lineage)))
    of_a, of_b = (judged(record, entity, asked, on, v, lineage=lineage) for v in (a, b))
    pairs = list(zip(of_a, of_b, strict=True))
    found = [d for va, vb in pairs for d in _differences(va, vb)]
    differing = {d.proposition for d in found}
    agreed = tuple(va.proposition for va, vb in pairs if _agree(va, vb) and va.proposition not in differing)
    return Contrast(entity, on, a, b, tuple(sorted(found, key=_order)), agreed, silent)


def _differences(a: Verdict, b: Verdict) -> Iterator[Difference]:
    if a.supports and b.supports and not (a.opposes or b.opposes):
        if _dated_apart(a, b):
            yield Difference(a.proposition, Holder.BOTH, Differs.DATES, a, b)
        return
    for holder, own, other in ((Holder.A, a, b), (Holder.B, b, a)):
        if differs := _differs(own, other):
            yield Difference(a.proposition, holder, differs, a, b)


def _differs(own: Verdict, other: Verdict) -> Differs | None:
    """What the other does with what ``own`` holds; None when it holds nothing, or the other holds as much."""
    if not own.supports:  # a bare denial: who affirms it has a line of his own
        silent = not (other.supports or other.opposes or other.ended)
        return Differs.OMITS if own.opposes and silent else None
    if other.opposes and not other.supports:
        return Differs.DENIES
    if other.supports:
        return Differs.DIVIDED if other.opposes and not own.opposes else None
    ends = [t for t in other.ended if other.on is not None or not t.one_sided]  # that he died says of no tie that it was
    if any(t.witness.is_sure for t in ends):
        return Differs.ENDS
    if any(t.supports for t in other.elsewhen):
        return Differs.DATES
    return Differs.OPEN if other.weak or ends else Differs.OMITS


def _agree(a: Verdict, b: Verdict) -> bool:
    return bool(a.supports and b.supports) or bool(a.opposes and b.opposes)


def _dated_apart(a: Verdict, b: Verdict) -> bool:
    """Whether on some day one side surely has it and the other has no room for it. On a date that was asked about both have it."""
    if a.on is not None:
        return False
    return any(_outside(_sure(x), together(y.supports)) for x, y in ((a, b), (b, a)))


def _sure(v: Verdict) -> Window | None:
    return together([t for t in v.supports if t.witness.is_sure])


def _outside(sure: Window | None, room: Window | None) -> bool:
    if sure is None or room is None or room.is_undated:
        return False
    before = sure.start_latest < min(sure.end_earliest, room.start_earliest)
    return before or max(sure.start_latest, room.end_latest) < sure.end_earliest


def _order(d: Difference) -> tuple[int, int, int, int, int]:
    window = held(d.b if d.holder is Holder.B else d.a)
    p = d.proposition
    return list(Holder).index(d.holder), topic_number(p.topic), window.start_earliest if window else UNKNOWN_FUTURE, p.x, p.y


def held(v: Verdict) -> Window | None:
    """From when to when a side has it, by its supporters: those of the date that was asked about, else those of other dates. None without any."""
    return together(v.supports or [t for t in v.elsewhen if t.supports])


def claims_of(v: Verdict) -> tuple[tuple[str, tuple[Testimony, ...]], ...]:
    """A side's claims by what they do: for, against, ended, open (they bear on it without deciding), at other times. Empty parts are left out."""
    parts = (("for", v.supports), ("against", v.opposes), ("ended", v.ended), ("open", v.weak), ("at other times", v.elsewhen))
    return tuple((name, part) for name, part in parts if part)


def _refuse_both(record: Rows, a: Viewpoint, b: Viewpoint) -> None:
    both = (a.voices or frozenset()) & (b.voices or frozenset())
    if both:
        names = ", ".join(_labels(record, both))
        raise UsageError(f"on both sides stands {names}; expected voices that are different, since nobody can be compared with himself")
    if a == b:
        raise UsageError("both sides are the same viewpoint; expected two different ones")


def _silent(record: Rows, own: Collection[int], a: Viewpoint, b: Viewpoint) -> tuple[int, ...]:
    """The named voices that say nothing of these bodies. Raises UsageError for those that say nothing of anything."""
    named = (a.voices or frozenset()) | (b.voices or frozenset())
    if not named:
        return ()
    speaking = {r[0] for r in record.rows(f"SELECT DISTINCT c.voice FROM ({about(own, Viewpoint(named))}) c")}
    if not (named <= speaking):
        heard = {r[0] for r in record.rows(f"SELECT DISTINCT voice FROM claim WHERE voice IN ({numbers(named - speaking)})")}
        if mute := named - speaking - heard:
            names = ", ".join(_labels(record, mute))
            raise UsageError(f"no claim of the record is made by {names}; expected a voice, such as `variorum glance` lists")
    return tuple(sorted(named - speaking))


def _labels(record: Rows, entities: Collection[int]) -> list[str]:
    return [r[0] for r in record.rows(f"SELECT label FROM entity WHERE entity IN ({numbers(entities)}) ORDER BY label")]

"""One body through its names: the stretch of each, and the changes between them with who tells and who denies them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import Lineage, Witness
from variorum.reasoning.calculus import topic_number
from variorum.reasoning.viewpoint import EVERYONE, numbers
from variorum.reasoning.witness import Window, every, fetched, of_predicates
from variorum.room.opened import Opened


@dataclass(frozen=True, slots=True)
class Change:
    """From one body to a later one. ``window``: the days between which it lies, by all who tell it; None when nobody dates it."""

    earlier: int
    later: int
    predicate: str
    window: tuple[int, int] | None
    claims: tuple[Witness, ...]
    denials: tuple[Witness, ...]

    @property
    def voices(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(w.voice for w in self.claims))

    @property
    def deniers(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(w.voice for w in self.denials))

    @property
    def first_claim(self) -> int:
        return self.claims[0].claim


@dataclass(frozen=True, slots=True)
class Through:
    """``bodies``: the names of one body in order; ``changes``: between each two of them; ``beside``: the other bodies that joined it on the way.

    ``begins`` and ``ends``: the days between which its existence began and ended, as far as anybody tells.
    """

    bodies: tuple[int, ...]
    changes: tuple[Change, ...]
    beside: tuple[Change, ...]
    begins: tuple[int, int] | None
    ends: tuple[int, int] | None


def through_its_names(opened: Opened, entity: int) -> Through | None:
    """The lineage of the entity; None when it has had no other name."""
    lineage = opened.archive.lineage
    before, after = _walk(lineage, entity, backward=True), _walk(lineage, entity, backward=False)
    chain = [*reversed(before), entity, *after]
    family = lineage.family(entity)
    if len(family) == 1:
        return None
    denials = _denials(opened, family)
    changes = [_change(lineage, a, b, denials) for a, b in pairwise(chain)]
    beside = [
        _change(lineage, a, b, denials)
        for a in family
        for b in dict.fromkeys(w.object for w in lineage.forward.get(a, ()))
        if b in family and (a, b) not in {(c.earlier, c.later) for c in changes}
    ]
    begins, ends = _life(opened, chain)
    return Through(tuple(chain), tuple(changes), tuple(beside), begins, ends)


def _walk(lineage: Lineage, entity: int, *, backward: bool) -> list[int]:
    """The bodies one after another, at each step the one by most claims, a renaming before a merger; the nearest first."""
    found: list[int] = []
    here = entity
    while True:
        edges = (lineage.backward if backward else lineage.forward).get(here, ())
        ends: dict[int, list[Witness]] = {}
        for w in edges:
            ends.setdefault(w.subject if backward else w.object, []).append(w)
        ends = {e: ws for e, ws in ends.items() if e not in found and e != entity}
        if not ends:
            return found
        here = min(ends, key=lambda e: (not any(vocabulary()[w.predicate].carries for w in ends[e]), not _dated(ends[e]), -len(ends[e]), e))
        found.append(here)


def _dated(claims: Iterable[Witness]) -> bool:
    return any(not w.window.is_undated for w in claims)


def _change(lineage: Lineage, earlier: int, later: int, denials: Sequence[Witness]) -> Change:
    claims = tuple(w for w in lineage.forward[earlier] if w.object == later)
    denied = tuple(w for w in denials if (w.subject, w.object) == (earlier, later))
    return Change(earlier, later, claims[0].predicate, days_of(w.window for w in claims), claims, denied)


def days_of(windows: Iterable[Window]) -> tuple[int, int] | None:
    """The days (half open) between which an event lies by all who date it on both sides; None when nobody does."""
    dated = [(w.start_earliest, w.end_latest) for w in windows if w.start_earliest > UNKNOWN_PAST and w.end_latest < UNKNOWN_FUTURE]
    return (min(a for a, _ in dated), max(b for _, b in dated)) if dated else None


def _denials(opened: Opened, family: Sequence[int]) -> tuple[Witness, ...]:
    inside = set(family)
    return tuple(w for w in denied_changes(opened) if {w.subject, w.object} <= inside)


def denied_changes(opened: Opened) -> tuple[Witness, ...]:
    """All claims that deny that one body became another, gathered once for a record."""
    return opened.memo("denied_changes", lambda: _denied(opened))


def _denied(opened: Opened) -> tuple[Witness, ...]:
    changing = [n for n, p in vocabulary().predicates.items() if p.carries or n == "merged_into"]
    return fetched(opened.record, f"{every(EVERYONE)} AND c.polarity < 0 AND {of_predicates(changing)}")


def _life(opened: Opened, chain: Sequence[int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """When the first of the bodies began and the last ended, by everyone's state of existing."""
    sql = f"""SELECT x, from_earliest, from_latest, until_earliest, until_latest FROM state
        WHERE topic = {topic_number("exists")} AND x IN ({numbers((chain[0], chain[-1]))}) AND supports > 0"""
    lives = {x: days for x, *days in opened.record.rows(sql)}
    first, last = lives.get(chain[0]), lives.get(chain[-1])
    begins = (first[0], first[1]) if first and first[0] > UNKNOWN_PAST and first[1] < UNKNOWN_FUTURE else None
    ends = (last[2], last[3]) if last and last[2] > UNKNOWN_PAST and last[3] < UNKNOWN_FUTURE else None
    return begins, ends

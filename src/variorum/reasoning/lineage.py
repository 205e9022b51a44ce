"""One body under several names: who became whom.

``became`` joins two names of one body. ``merged_into`` continues the lineage only where the merger *formed* the new body (no other body
became it, and nobody says that it was founded before): five bands that form a council go on in it; a band that joins a standing state is
absorbed, and the state is not its heir. Cycles (A became B, B became A) are followed once.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.model import Mode, vocabulary
from variorum.model.when import UNKNOWN_PAST
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Witness, Witnesses


@dataclass(frozen=True, slots=True)
class Lineage:
    """Edges from an earlier body to a later one, with the claims that say so; build it with :meth:`of`."""

    forward: Mapping[int, tuple[Witness, ...]]
    backward: Mapping[int, tuple[Witness, ...]]
    #: The same with the first claim of each two alone: that one body became another may be told fifty thousand times, and is followed once.
    _onwards: Mapping[int, tuple[Witness, ...]] = field(init=False, repr=False, compare=False)
    _back: Mapping[int, tuple[Witness, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, edges in (("_onwards", self.forward), ("_back", self.backward)):
            object.__setattr__(self, name, {body: _first_of_each(told) for body, told in edges.items()})

    @classmethod
    def of(cls, record: Rows, viewpoint: Viewpoint = EVERYONE) -> Lineage:
        """The lineages that the viewpoint's own claims give."""
        return cls.from_witnesses(carriers(record, viewpoint))

    @classmethod
    def from_witnesses(cls, witnesses: Sequence[Witness]) -> Lineage:
        """The same, from the claims of :func:`carriers` at hand."""
        founded: dict[int, list[Witness]] = defaultdict(list)
        for w in witnesses:
            if w.predicate == "founded" and w.affirmed and w.is_sure:
                founded[w.object].append(w)
        usable = [w for w in witnesses if w.predicate != "founded" and w.affirmed and w.mode is Mode.ACTUAL and w.subject and w.object]
        renamings = [w for w in usable if vocabulary()[w.predicate].carries]
        heirs = {w.object for w in renamings}
        formed = [w for w in usable if w.predicate == "merged_into" and w.object not in heirs and not _stood(w, founded.get(w.object, ()))]
        forward, backward = defaultdict(list), defaultdict(list)
        for w in renamings + formed:
            forward[w.subject].append(w)
            backward[w.object].append(w)
        return cls({k: tuple(v) for k, v in forward.items()}, {k: tuple(v) for k, v in backward.items()})

    def successors(self, entity: int) -> dict[int, tuple[Witness, ...]]:
        """Later bodies of the lineage, nearest first, each with the claims that lead to it; without ``entity`` itself."""
        return self._walk(entity, self._onwards, lambda w: w.object)

    def predecessors(self, entity: int) -> dict[int, tuple[Witness, ...]]:
        """Earlier bodies of the lineage, nearest first, each with the claims that lead to it; without ``entity`` itself."""
        return self._walk(entity, self._back, lambda w: w.subject)

    def family(self, entity: int) -> tuple[int, ...]:
        """The body with its predecessors and successors, sorted; not its cousins (other bodies that merged into the same successor)."""
        return tuple(sorted({entity, *self.predecessors(entity), *self.successors(entity)}))

    @staticmethod
    def _walk(entity: int, edges: Mapping[int, tuple[Witness, ...]], step: Callable[[Witness], int]) -> dict[int, tuple[Witness, ...]]:
        found: dict[int, tuple[Witness, ...]] = {}
        queue: deque[tuple[int, tuple[Witness, ...]]] = deque([(entity, ())])
        while queue:
            here, path = queue.popleft()
            for w in edges.get(here, ()):
                there = step(w)
                if there != entity and there not in found:
                    found[there] = (*path, w)
                    queue.append((there, found[there]))
        return found


def _first_of_each(told: Iterable[Witness]) -> tuple[Witness, ...]:
    found: dict[tuple[int, int], Witness] = {}
    for w in told:
        found.setdefault((w.subject, w.object), w)
    return tuple(found.values())


def carriers(record: Rows, viewpoint: Viewpoint = EVERYONE) -> tuple[Witness, ...]:
    """The claims from which lineages are made: of renaming, of merging, and of founding, which says that a body stood before others joined it."""
    carrying = [n for n, p in vocabulary().predicates.items() if p.carries]
    return Witnesses(record, viewpoint).of([*carrying, "merged_into", "founded"])


def _stood(merger: Witness, founded: Iterable[Witness]) -> bool:
    """Whether the body that another merged into was certainly founded before."""
    return any(f.window.end_latest <= merger.window.start_earliest != UNKNOWN_PAST for f in founded)

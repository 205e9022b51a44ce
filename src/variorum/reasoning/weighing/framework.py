"""Arguments that attack one another (Dung 1995), and what can be accepted of them without choosing: the grounded extension.

P. M. Dung, "On the acceptability of arguments and its fundamental role in nonmonotonic reasoning, logic programming and n-person games",
Artificial Intelligence 77 (1995).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How an argument comes out: IN, accepted; OUT, attacked by an accepted one; UNDECIDED, neither."""

    IN = "in"
    OUT = "out"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Framework:
    """``size`` arguments, numbered from 0, and who attacks whom. An argument may attack itself."""

    size: int
    attacks: frozenset[tuple[int, int]]

    def __post_init__(self) -> None:
        assert all(0 <= a < self.size and 0 <= b < self.size for a, b in self.attacks), "an attack names no argument of the framework"

    def attackers(self) -> tuple[frozenset[int], ...]:
        """For each argument, who attacks it."""
        found: list[set[int]] = [set() for _ in range(self.size)]
        for a, b in self.attacks:
            found[b].add(a)
        return tuple(map(frozenset, found))

    def targets(self) -> tuple[frozenset[int], ...]:
        """For each argument, whom it attacks."""
        return Framework(self.size, frozenset((b, a) for a, b in self.attacks)).attackers()


def grounded(framework: Framework) -> tuple[Standing, ...]:
    """The standing of each argument in the grounded labelling: accept what nobody attacks, reject what that attacks, and again.

    What is IN is in every preferred (and every complete) extension. Time: linear in arguments and attacks.
    """
    attackers, targets = framework.attackers(), framework.targets()
    open_attackers = [len(a) for a in attackers]
    standing = [Standing.UNDECIDED] * framework.size
    queue = deque(i for i, n in enumerate(open_attackers) if n == 0)
    while queue:
        accepted = queue.popleft()
        standing[accepted] = Standing.IN
        for rejected in targets[accepted]:
            if standing[rejected] is not Standing.UNDECIDED:
                continue
            standing[rejected] = Standing.OUT
            for freed in targets[rejected]:
                open_attackers[freed] -= 1
                if open_attackers[freed] == 0 and standing[freed] is Standing.UNDECIDED:
                    queue.append(freed)
    return tuple(standing)


def accepted(standing: tuple[Standing, ...]) -> frozenset[int]:
    """The arguments that are IN."""
    return frozenset(i for i, s in enumerate(standing) if s is Standing.IN)

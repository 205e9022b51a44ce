"""Who tells: honest voices, liars and copyists, each with a habit of dating and documents of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from simulation.days import Unit
from simulation.truth import Ints, Truth, zipf


class Role(IntEnum):
    HONEST = 0  #: says only what was so; what it says has begun and did end, it says has ended
    LIAR = 1  #: lies about the bodies it has chosen, by denying, misdating and inventing; is honest of others
    COPYIST = 2  #: repeats what others said, through a chain, and commits to nothing itself


@dataclass(frozen=True, slots=True)
class Manners:
    """Shares, of 1, by which a world's voices are made and tell. The defaults are the world of docs/benchmarks.md."""

    liars: float = 0.2
    copyists: float = 0.2
    copied: float = 0.22  #: claims that repeat another claim
    incidents: float = 0.18  #: claims of attacks, letters, meetings, which bear on no state
    rumoured: float = 0.04  #: of the tellings of ties: of one that never was, told by liars, denied by the honest
    planned: float = 0.02  #: of the tellings of ties: of one that never was, as planned
    exact: float = 0.3  #: how often a voice leaves its habit and gives the day


#: Habits of dating: the shares of day, month, year, and of "by the end of" and no date at all in their place.
HABITS = np.array(
    [[0.9, 0.1, 0.0, 0.0, 0.0], [0.1, 0.8, 0.1, 0.0, 0.0], [0.0, 0.3, 0.7, 0.0, 0.0], [0.1, 0.2, 0.1, 0.6, 0.0], [0.1, 0.1, 0.4, 0.1, 0.3]]
)
LATE, NONE = 3, 4
CHOSEN = 3  #: a liar has chosen one body of so many


@dataclass(frozen=True, slots=True)
class Voices:
    """By voice, from 0 in order of the record's numbers. Voices that commit come in order of ``telling``, the most talkative first."""

    role: NDArray[np.int8]
    habit: Ints
    telling: Ints
    copying: Ints
    first_document: Ints  #: documents of voice v are first_document[v] .. first_document[v + 1], half open
    author: Ints  #: by document, from 1; [0] is nobody

    @property
    def count(self) -> int:
        return len(self.role)


def make_voices(truth: Truth, manners: Manners) -> Voices:
    """The voices of a world; the most popular commits and is honest, so that there always is one."""
    rng = np.random.default_rng([truth.seed, 1])
    n = truth.size.voices
    roles = (Role.HONEST, Role.LIAR, Role.COPYIST)
    shares = (1 - manners.liars - manners.copyists, manners.liars, manners.copyists)
    role = rng.choice(roles, n, p=shares).astype(np.int8)
    order = rng.permutation(n)
    role[order[0]] = Role.HONEST
    documents = 1 + rng.multinomial(truth.size.documents - n, zipf(n)[np.argsort(order)])
    return Voices(
        role=role,
        habit=rng.integers(0, len(HABITS), n),
        telling=order[role[order] != Role.COPYIST],
        copying=order[role[order] == Role.COPYIST],
        first_document=1 + np.concatenate([[0], np.cumsum(documents)]),
        author=np.concatenate([[-1], np.repeat(np.arange(n), documents)]),
    )


def units(style: Ints) -> Ints:
    """The unit of a style; of "by the end of" a day, of none no matter."""
    return np.where(style >= LATE, Unit.DAY, style)

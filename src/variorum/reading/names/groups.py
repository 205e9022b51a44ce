"""Names of a document that fold alike, as groups that the rules of :mod:`clusters` join: what each is called, where it stands, what speaks for its type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from variorum.model.entity import EntityType
from variorum.reading.names.evidence import Votes, winner
from variorum.reading.names.folding import fold

Joiner = Callable[[int, int], None]
Rooter = Callable[[int], int]
SURE = 3.0  #: votes from which a type is not given up for the sake of a longer name


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a name: its words without title and article, what the words around it say of its type (``votes``), whether it stood behind
    "the", its title, what its own words say (``inside``), and the fitted evidence of its surroundings (``learned``)."""

    text: str
    votes: Votes
    the: bool = False
    title: tuple[str, ...] = ()
    head: bool = False  # nothing but a head word: "the Front"
    inside: Votes = field(default_factory=dict)
    learned: Votes = field(default_factory=dict)


@dataclass(slots=True)
class Group:
    """Mentions whose names fold alike, while groups are being joined. ``told`` are the votes without the fitted ones: what the text itself says."""

    fold: str
    tokens: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)
    votes: Votes = field(default_factory=dict)
    told: Votes = field(default_factory=dict)
    head: bool = False
    text: str = ""
    titled: bool = False  # a title stands before it somewhere

    @property
    def type(self) -> EntityType:
        return winner(self.votes)

    @property
    def certainty(self) -> float:
        return max(self.votes.values(), default=0.0)


def groups_of(names: Sequence[Named]) -> list[Group]:
    """One group for each folded name, in order of first appearance."""
    groups: dict[str, Group] = {}
    for m, name in enumerate(names):
        key = fold(name.text)
        grp = groups.setdefault(key, Group(key, tuple(key.split()), text=name.text, head=name.head))
        grp.mentions.append(m)
        grp.head = grp.head and name.head
        grp.titled = grp.titled or bool(name.title)
    for grp in groups.values():
        those = [names[m] for m in grp.mentions]
        grp.told = {kind: vote for kind in EntityType if (vote := _told(those, kind))}
        grp.votes = _tally(those)
    return list(groups.values())


def tally_by_fold(names: Sequence[Named]) -> dict[str, Votes]:
    """The votes for each folded name. Those of its surroundings add up, those of its own words count once (titles and articles differ: the most);
    the fitted ones are taken in the mean, since the mentions of one page are like one another and would shout everything else down."""
    kept: dict[str, list[Named]] = {}
    for name in names:
        kept.setdefault(fold(name.text), []).append(name)
    return {key: _tally(those) for key, those in kept.items()}


def _tally(those: Sequence[Named]) -> Votes:
    fitted = {kind: sum(n.learned.get(kind, 0.0) for n in those) / len(those) for kind in EntityType}
    return {kind: vote for kind in EntityType if (vote := _told(those, kind) + fitted[kind])}


def _told(those: Sequence[Named], kind: EntityType) -> float:
    return sum(n.votes.get(kind, 0.0) for n in those) + max(n.inside.get(kind, 0.0) for n in those)

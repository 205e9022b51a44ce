"""Who in one record is whom in another of the same archive.

The numbers of entities are those of one record only, and their keys and labels follow from what joins: "abu-umar" may be another man tomorrow.
What stays is whom a document speaks of: a document's id and the key in its reading. So an entity of one record is that of the other with which it
shares most of these; what is left is matched by the same type and key, where that is unambiguous (a document that a person has read anew has
new keys). An entity that is parted is one of its parts, the larger, and the other part is new: so each has at most one counterpart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.reasoning.witness import Rows

#: A document's id and a key in its reading.
Member = tuple[str, str]

_MEMBERS = "SELECT l.entity, d.id, l.key FROM local_entity l JOIN document d USING (doc)"
_ENTITIES = "SELECT entity, key, type, label FROM entity"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as one record has it; ``first`` is the least of its members, None where no document has it."""

    entity: int
    key: str
    type: str
    label: str
    first: Member | None


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody in two records: as the one has him and as the other has him; None where it does not. Not both are None."""

    before: Named | None
    after: Named | None

    @property
    def label(self) -> str:
        """What to call him: as the later record does, if it knows him."""
        named = self.after or self.before
        assert named is not None
        return named.label

    @property
    def order(self) -> tuple[str, ...]:
        """Sorts and tells apart the bodies of two records; the same when they are compared the other way round."""
        members = sorted(n.first or ("", n.key) for n in (self.before, self.after) if n is not None)
        return tuple(part for m in members for part in m)

    def mirrored(self) -> Body:
        return Body(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of two records, by the number that each has for them; number 0, nobody, is in neither."""

    before: Mapping[int, Body]
    after: Mapping[int, Body]
    #: The entities of one record that are several in the other: each with all of those.
    parted: tuple[tuple[Named, tuple[Named, ...]], ...]
    joined: tuple[tuple[Named, tuple[Named, ...]], ...]

    @classmethod
    def of(cls, before: Rows, after: Rows) -> Bodies:
        """Everybody in two records."""
        members = [{(d, k): e for e, d, k in r.rows(_MEMBERS)} for r in (before, after)]
        named = [_named(r, m) for r, m in zip((before, after), members, strict=True)]
        shared = Counter((a, members[1][m]) for m, a in members[0].items() if m in members[1])
        pairs = _matched(shared, named[0], named[1])
        counterpart = {b: a for a, b in pairs.items()}
        return cls(
            {e: Body(n, named[1][pairs[e]] if e in pairs else None) for e, n in named[0].items()},
            {e: Body(named[0][counterpart[e]] if e in counterpart else None, n) for e, n in named[1].items()},
            _several(((named[0][a], named[1][b]) for a, b in shared)),
            _several(((named[1][b], named[0][a]) for a, b in shared)),
        )


def _named(record: Rows, members: Mapping[Member, int]) -> dict[int, Named]:
    first: dict[int, Member] = {}
    for member, entity in members.items():
        if entity not in first or member < first[entity]:
            first[entity] = member
    return {e: Named(e, key, type_, label, first.get(e)) for e, key, type_, label in record.rows(_ENTITIES)}


def _matched(shared: Mapping[tuple[int, int], int], before: Mapping[int, Named], after: Mapping[int, Named]) -> dict[int, int]:
    """Those with most members in common first; among equals in an order that is the same from both sides."""

    def rank(pair: tuple[int, int]) -> tuple[object, ...]:
        return (-shared[pair], *sorted((before[pair[0]].first or ("", ""), after[pair[1]].first or ("", ""))))

    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for a, b in sorted(shared, key=rank):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    left = {(n.type, n.key): n.entity for n in after.values() if n.entity not in taken}
    for n in before.values():
        if n.entity not in pairs and (n.type, n.key) in left:
            pairs[n.entity] = left[n.type, n.key]
    return pairs


def _several(pairs: Iterable[tuple[Named, Named]]) -> tuple[tuple[Named, tuple[Named, ...]], ...]:
    found: dict[int, tuple[Named, list[Named]]] = {}
    for one, part in pairs:
        found.setdefault(one.entity, (one, []))[1].append(part)
    several = [(one, tuple(sorted(parts, key=lambda n: n.first or ("", "")))) for one, parts in found.values() if len(parts) > 1]
    return tuple(sorted(several, key=lambda item: item[0].first or ("", "")))

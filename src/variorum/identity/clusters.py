"""Entities that are one, grown link by link under constraints: what keeps two apart is stronger than what speaks for joining them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from variorum.identity.forms import Form, Weight, compatible, lexicon
from variorum.identity.identities import Link
from variorum.identity.profile import Profile
from variorum.model import EntityType, NameKind

#: A profile's number, and the form of its name that it shares with others.
Bearer = tuple[int, Form]
#: What a speaker may turn out to be.
_MAY_SPEAK = (EntityType.PERSON, EntityType.ORGANISATION)


@dataclass(slots=True)
class _Cluster:
    """What is known of a cluster as a whole."""

    members: list[int]
    type: EntityType | None
    documents: dict[str, int]  # document => one member from it
    legal: dict[tuple[str, ...], str]  # words of full legal names => as written
    kunyas: dict[str, dict[str, str]]  # kunya => the words after it => as written
    apart: set[int] = field(default_factory=set)  # members that a person has declared not the same as one of these


class Clusters:
    """A partition of profiles that starts with each alone. Profiles are spoken of by their number in ``profiles``.

    ``shared``: names, by type and key, that are known to be several bearers', with a sentence that says by what.
    """

    def __init__(self, profiles: Sequence[Profile], shared: Mapping[tuple[EntityType, str], str] | None = None) -> None:
        self.profiles = profiles
        self.shared = shared or {}
        self.links: list[Link] = []
        self._parent = list(range(len(profiles)))
        self._clusters = {i: _alone(i, p) for i, p in enumerate(profiles)}
        self._bearers: dict[tuple[Weight, EntityType], dict[str, list[Bearer]]] = {}
        for i, p in enumerate(profiles):
            for type_ in (p.type,) if p.type else _MAY_SPEAK:
                for form in p.forms:
                    self._bearers.setdefault((form.weight, type_), {}).setdefault(form.key, []).append((i, form))

    def bearers(self, weight: Weight, type_: EntityType) -> dict[str, list[Bearer]]:
        """Who bears each form of a weight, by its key, in order of key; speakers count among persons and among bodies. Not to be changed."""
        return dict(sorted(self._bearers.get((weight, type_), {}).items()))

    def root(self, i: int) -> int:
        """The number that stands for the cluster of ``i``."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> Sequence[int]:
        """All profiles of the cluster of ``i``."""
        return self._clusters[self.root(i)].members

    def type(self, i: int) -> EntityType | None:
        return self._clusters[self.root(i)].type

    def all(self) -> Iterable[list[int]]:
        """Every cluster's members, sorted, in order of the first."""
        return sorted(sorted(c.members) for c in self._clusters.values())

    def keep_apart(self, i: int, j: int) -> None:
        """Declares that two are not the same, whatever else speaks for it."""
        self._clusters[self.root(i)].apart.add(j)
        self._clusters[self.root(j)].apart.add(i)

    def declared_apart(self, i: int, j: int) -> bool:
        a, b = self.root(i), self.root(j)
        fewer, other = sorted((a, b), key=lambda r: len(self._clusters[r].apart))
        return any(self.root(x) == other for x in self._clusters[fewer].apart)

    def obstacle(self, i: int, j: int) -> str | None:
        """Why the clusters of two cannot be one, in words; None when nothing keeps them apart."""
        a, b = self._clusters[self.root(i)], self._clusters[self.root(j)]
        if a.type and b.type and a.type is not b.type:
            return f"one is a {a.type}, the other a {b.type}"
        if None in (a.type, b.type) and not {a.type, b.type} <= {None, EntityType.PERSON, EntityType.ORGANISATION}:
            return "one speaks, the other is neither a person nor a body"
        if self.declared_apart(i, j):
            return "a decision says that they are not the same"
        fewer, more = sorted((a, b), key=lambda c: len(c.documents))
        for document, member in fewer.documents.items():
            if document in more.documents:
                x, y = self.profiles[member].label, self.profiles[more.documents[document]].label
                return f"{document} speaks of two: {x!r} and {y!r}" if x != y else f"{document} speaks of two of that name"
        return _names_differ(a, b) if EntityType.PERSON in (a.type, b.type) else None

    def join(self, i: int, j: int, rule: str, reason: str) -> None:
        """Makes two clusters one and records why; nothing happens if they are one already. Does not ask for obstacles."""
        a, b = self.root(i), self.root(j)
        if a == b:
            return
        self.links.append(_link(self.profiles, i, j, True, rule, reason))
        if len(self._clusters[a].members) < len(self._clusters[b].members):
            a, b = b, a
        big, small = self._clusters[a], self._clusters.pop(b)
        self._parent[b] = a
        big.members += small.members
        big.type = big.type or small.type
        big.documents |= {d: m for d, m in small.documents.items() if d not in big.documents}
        big.legal |= small.legal
        for kunya, rest in small.kunyas.items():
            big.kunyas.setdefault(kunya, {}).update(rest)
        big.apart |= small.apart

    def near_miss(self, i: int, j: int, rule: str, reason: str) -> None:
        """Records that two were kept apart although ``rule`` speaks for joining them."""
        self.links.append(_link(self.profiles, i, j, False, rule, reason))


def _alone(i: int, p: Profile) -> _Cluster:
    legal, kunyas = {}, dict[str, dict[str, str]]()
    for form in p.of(Weight.WHOLE):
        if form.kind is NameKind.LEGAL and form.words[0] not in lexicon().kunya:
            legal[form.words] = form.text
        if form.words[0] in lexicon().kunya and len(form.words) > 2:
            kunyas.setdefault(" ".join(form.words[:2]), {})[" ".join(form.words[2:])] = form.text
    return _Cluster([i], p.type, {p.ref.document: i}, legal, kunyas)


def _names_differ(a: _Cluster, b: _Cluster) -> str | None:
    """One kunya may be two men: other full legal names, or another nisba after the same kunya, keep them apart."""
    if a.legal and b.legal and not any(compatible(x, y) for x in a.legal for y in b.legal):
        return f"their full names differ: {_first(a.legal)!r} and {_first(b.legal)!r}"
    for kunya in sorted(a.kunyas.keys() & b.kunyas.keys()):
        x, y = a.kunyas[kunya], b.kunyas[kunya]
        if not any(set(p.split()) <= set(q.split()) or set(q.split()) <= set(p.split()) for p in x for q in y):
            return f"one kunya, two men: {_first(x)!r} and {_first(y)!r}"
    return None


def _first(names: Mapping[Any, str]) -> str:
    return min(names.values())


def _link(profiles: Sequence[Profile], i: int, j: int, joined: bool, rule: str, reason: str) -> Link:
    return Link(profiles[min(i, j)].ref, profiles[max(i, j)].ref, joined, rule, reason)  # profiles stand in order of ref

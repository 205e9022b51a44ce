"""Entities of many documents become the entities of the record: judgements of persons first, then a document's own word, then names."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from variorum.identity.clusters import Clusters
from variorum.identity.decisions import Decision, DecisionKind, Side, contradiction
from variorum.identity.evidence import RULES
from variorum.identity.folding import fold
from variorum.identity.forms import Weight
from variorum.identity.identities import Identities, Identity, NameUse, Ref
from variorum.identity.keys import readable_keys
from variorum.identity.material import Material, material
from variorum.identity.profile import Profile, profiles
from variorum.model import EntityType, NameKind, Reading


def resolve(
    readings: Sequence[Reading], decisions: Sequence[Decision] = (), shared: Mapping[tuple[EntityType, str], str] | None = None
) -> Identities:
    """The entities of all readings together, each with its members, and why they are one.

    Joins by names only as the rules of :mod:`variorum.identity.evidence` allow; never two entities of one document, unless a decision or the
    document's own alias says so; never by what a text *claims* about identity (``same_as``), which stays a claim. The order of readings does not
    matter; ``decisions`` are those in force; ``shared`` are names that join nobody, because a published list gives them to several
    (:func:`variorum.identity.listing.shared_names`). A decision about an entity that no reading has is kept in ``Identities.unapplied``.

    Raises:
        DecisionError: decisions that, applied to these readings, make one what another keeps apart.
    """
    return resolve_material([material(r) for r in readings], decisions, shared)


def resolve_material(
    materials: Sequence[Material], decisions: Sequence[Decision] = (), shared: Mapping[tuple[EntityType, str], str] | None = None
) -> Identities:
    """:func:`resolve` for those who have kept only the material of each reading."""
    with _collector_at_rest():
        return _resolved(materials, decisions, shared)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Python's collector of cycles, stopped for a while: there are none here, and it would look through millions of names again and again, which was
    half of the time. What is not used any more is freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _resolved(
    materials: Sequence[Material], decisions: Sequence[Decision], shared: Mapping[tuple[EntityType, str], str] | None
) -> Identities:
    found = profiles(materials)
    clusters = Clusters(found, shared)
    number = {p.ref: i for i, p in enumerate(found)}
    unapplied = _decide(clusters, number, decisions)
    for document in sorted(materials, key=lambda m: m.document.id):
        _own_aliases(clusters, number, document)
        _own_speakers(clusters, number, document)
    for rule in RULES:
        rule(clusters)
    return _identities(clusters, unapplied)


def _decide(clusters: Clusters, number: Mapping[Ref, int], decisions: Sequence[Decision]) -> tuple[str, ...]:
    by_document: dict[str, list[int]] = {}
    for ref, i in number.items():
        by_document.setdefault(ref.document, []).append(i)
    unapplied, settled = [], dict[frozenset[int], Decision]()
    for d in decisions:
        a, b = (_find(clusters.profiles, number, by_document.get(s.document, []), s) for s in (d.a, d.b))
        if isinstance(a, str) or isinstance(b, str):
            unapplied.append(f"{d}: {a if isinstance(a, str) else b}")
        elif a == b and d.kind is DecisionKind.NOT_SAME:
            unapplied.append(f"{d}: the reading of {d.a.document} has one entity for both")
        else:
            settled[frozenset((a, b))] = d  # a later one about the same two, by whatever name, supersedes
    same = [(pair, d) for pair, d in settled.items() if d.kind is DecisionKind.SAME and len(pair) == 2]
    for pair, d in same:
        i, j = sorted(pair)
        clusters.join(i, j, "decision", _in_words(d))
    for pair, d in settled.items():
        if d.kind is DecisionKind.NOT_SAME:
            i, j = sorted(pair)
            if clusters.root(i) == clusters.root(j):
                raise contradiction("decisions.jsonl", d, [s for p, s in same if clusters.root(min(p)) == clusters.root(i)])
            clusters.keep_apart(i, j)
            clusters.near_miss(i, j, "decision", _in_words(d))
    return tuple(unapplied)


def _find(found: Sequence[Profile], number: Mapping[Ref, int], of_document: Sequence[int], side: Side) -> int | str:
    """The profile that one side of a decision means, or why there is none."""
    if side.key:
        i = number.get(Ref(side.document, side.key))
        return i if i is not None else f"no reading has an entity {side}"
    wanted = fold(side.name or "")
    exact = [i for i in of_document if any(n.text == side.name for n in found[i].names)]
    alike = exact or [i for i in of_document if any(fold(n.text) == wanted for n in found[i].names)]
    spoken_of = [i for i in alike if found[i].type] or alike
    if len(spoken_of) == 1:
        return spoken_of[0]
    return f"{len(spoken_of) or 'no'} entities of {side.document} are called {side.name!r}" + ("; name it by its key" if spoken_of else "")


def _in_words(d: Decision) -> str:
    what = "one and the same" if d.kind is DecisionKind.SAME else "not the same"
    return f"{d.who or 'a person'} decided that they are {what}" + (f": {d.why}" if d.why else "")


def _own_aliases(clusters: Clusters, number: Mapping[Ref, int], document: Material) -> None:
    """A document that says in its own voice that X is also called N, and speaks of an N who has no other name, speaks of one.

    Only for a full name N of two words: a single word may be two men's ("Martin" and another "Martin"), and a body's former name is another body.
    Not where the document itself relates the two.
    """
    doc = document.document.id
    for alias in document.aliases:
        for e in document.entities:
            i, j = number[Ref(doc, alias.key)], number[Ref(doc, e.key)]
            named = [f for f in clusters.profiles[j].of(Weight.WHOLE) if f.text == alias.name and len(f.words) > 1]
            if not named or i == j or {n.text for n in e.names} != {alias.name} or frozenset((alias.key, e.key)) in document.related:
                continue
            if not clusters.declared_apart(i, j) and clusters.type(i) is clusters.type(j):
                clusters.join(i, j, "alias", f"{doc} itself says so: {alias.quote!r}")


def _own_speakers(clusters: Clusters, number: Mapping[Ref, int], document: Material) -> None:
    """Author and editor are whoever in the same document bears the name that the shelf knows them by, even if it is only a description."""
    if not document.speakers:
        return
    doc = document.document.id
    bearers: dict[str, list[int]] = {}
    for e in document.entities:
        i = number[Ref(doc, e.key)]
        if e.type in (EntityType.PERSON, EntityType.ORGANISATION):
            for key in dict.fromkeys([fold(n.text) for n in e.names] + [f.key for f in clusters.profiles[i].of(Weight.WHOLE)]):
                bearers.setdefault(key, []).append(i)
    for speaker in document.speakers:
        i = number[Ref(doc, speaker)]
        profile = clusters.profiles[i]
        keys = [fold(n.text) for n in profile.names] + [f.key for f in profile.of(Weight.WHOLE)]
        found = sorted({j for key in keys if key for j in bearers.get(key, ())})
        if len(found) == 1 and not clusters.declared_apart(i, found[0]):
            clusters.join(found[0], i, "author", f"{doc} is by {profile.label!r}, who is spoken of in it")
    if {"@author", "@translator"} <= set(document.speakers):
        i, j = number[Ref(doc, "@author")], number[Ref(doc, "@translator")]
        author = clusters.profiles[j].names and clusters.profiles[i].names == clusters.profiles[j].names
        if author and clusters.root(i) != clusters.root(j) and not clusters.declared_apart(i, j):
            clusters.join(i, j, "author", f"{doc} names nobody but {clusters.profiles[i].label!r} as the one who wrote and translated it")


def _identities(clusters: Clusters, unapplied: tuple[str, ...]) -> Identities:
    entities = list(_entities(clusters))
    keys = readable_keys([(e.label, e.members[0]) for e in entities])
    named = [Identity(key, e.type, e.label, e.members, e.names) for key, e in zip(keys, entities, strict=True)]
    links = sorted(set(clusters.links), key=lambda x: (x.a.document, x.a.key, x.b.document, x.b.key, not x.joined, x.rule, x.reason))
    return Identities(tuple(sorted(named, key=lambda e: e.key)), tuple(links), unapplied)


def _entities(clusters: Clusters) -> Iterator[Identity]:
    for members in clusters.all():
        found = [clusters.profiles[i] for i in members]
        type_ = clusters.type(members[0]) or _type_of_speaker(found)
        names = tuple(NameUse(p.ref.document, n) for p in found for n in dict.fromkeys(p.names))
        yield Identity("", type_, _label(found), tuple(p.ref for p in found), names)


def _type_of_speaker(found: Sequence[Profile]) -> EntityType:
    """Somebody of whom only the line under a title is known is a person, unless the line is an acronym or has no two words of a person's name."""
    names_body = any(p.ref.key == "@editor" or p.of(Weight.ACRONYM) for p in found)
    return EntityType.ORGANISATION if names_body else EntityType.PERSON


def _label(found: Sequence[Profile]) -> str:
    """The name for display: a whole name that is no outsider's, the one that most claims go with; among equals the first in order of documents."""
    outside = (NameKind.EXONYM, NameKind.TITLE)
    spoken = [p for p in found if p.type] or found
    proper = [(f, p.uses + 1) for p in spoken for f in dict.fromkeys(p.forms) if f.kind not in outside]
    best = min((f.weight for f, _ in proper), default=None)
    if best is None or best is Weight.LOOSE:
        return spoken[0].label
    kept = [(f, n) for f, n in proper if f.weight is best or (f.weight is Weight.ACRONYM and f.kind is NameKind.OFFICIAL)]  # "the U.S."
    key = _heaviest([(f.key, n) for f, n in kept])
    return _heaviest([(f.text, n) for f, n in kept if f.key == key])


def _heaviest(weighed: Sequence[tuple[str, int]]) -> str:
    total: dict[str, int] = {}
    for text, n in weighed:
        total[text] = total.get(text, 0) + n
    return max(total, key=total.__getitem__)

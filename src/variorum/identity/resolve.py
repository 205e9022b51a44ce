"""Entities of many documents, joined where names say so (first stones: equal full names)."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.identity.decisions import Decision
from variorum.identity.folding import fold
from variorum.identity.identities import Identities, Identity, Link, NameUse, Ref
from variorum.model import SPEAKERS, EntityType, NameKind, Reading

_WHOLE = (NameKind.LEGAL, NameKind.KUNYA, NameKind.NOM_DE_GUERRE, NameKind.OFFICIAL)


def resolve(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Identities:
    """The entities of all readings together."""
    groups: dict[object, list[tuple[Ref, EntityType, str, tuple[NameUse, ...]]]] = {}
    for reading in sorted(readings, key=lambda r: r.document.id):
        doc = reading.document
        taken = set()
        for e in reading.entities:
            whole = sorted({fold(n.text) for n in e.names if n.kind in _WHOLE}, key=lambda f: (-len(f.split()), f))
            best = (
                whole[0]
                if whole and (len(whole[0].split()) > 2 or (len(whole[0].split()) > 1 and not whole[0].startswith("abu ")))
                else None
            )
            group: object = (e.type, best) if best and (e.type, best) not in taken else (doc.id, e.key)
            taken.add(group)
            groups.setdefault(group, []).append((Ref(doc.id, e.key), e.type, e.label, tuple(NameUse(doc.id, n) for n in e.names)))
        for speaker in SPEAKERS:
            label = f"the {speaker[1:]} of {doc.id}"
            groups.setdefault((doc.id, speaker), []).append((Ref(doc.id, speaker), EntityType.PERSON, label, ()))
    entities, links, keys = [], [], set()
    for _, members in sorted(groups.items(), key=lambda kv: kv[1][0][0]):
        label = max((m[2] for m in members), key=len)
        key = base = "-".join(fold(label).split()) or "x"
        n = 1
        while key in keys:
            n += 1
            key = f"{base}-{n}"
        keys.add(key)
        refs = [m[0] for m in members]
        entities.append(Identity(key, members[0][1], label, tuple(refs), tuple(u for m in members for u in m[3])))
        links += [Link(refs[0], r, True, "same full name", f"both are called {label!r}") for r in refs[1:]]
    return Identities(tuple(sorted(entities, key=lambda e: e.key)), tuple(links))

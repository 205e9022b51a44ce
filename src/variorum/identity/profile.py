"""Every entity and speaker of every reading, with what its names prove: the material that identity works on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.identity.folding import fold
from variorum.identity.forms import Form, Weight, forms, lexicon
from variorum.identity.identities import Ref
from variorum.identity.material import Material
from variorum.model import Entity, EntityType, Name, NameKind


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity of one reading. ``type`` is None for a speaker: it may turn out a person or a body. ``label`` is for display.

    ``uses`` says in how many claims of the reading it stands.
    """

    ref: Ref
    type: EntityType | None
    label: str
    names: tuple[Name, ...]
    forms: tuple[Form, ...]
    uses: int = 0

    def of(self, weight: Weight) -> tuple[Form, ...]:
        return tuple(f for f in self.forms if f.weight is weight)


def profiles(materials: Sequence[Material]) -> tuple[Profile, ...]:
    """All of them, in order of document and key."""
    found = [p for m in materials for p in _of_document(m)]
    return tuple(sorted(found, key=lambda p: (p.ref.document, p.ref.key)))


def _of_document(material: Material) -> Iterator[Profile]:
    aliases: dict[str, list[str]] = {}
    for alias in material.aliases:
        aliases.setdefault(alias.key, []).append(alias.name)
    for entity in material.entities:
        yield _of_entity(material, entity, aliases.get(entity.key, ()))
    for speaker in material.speakers:
        yield _of_speaker(material, speaker)


def _of_entity(material: Material, entity: Entity, aliases: Sequence[str]) -> Profile:
    names = entity.names + _further(material, entity, aliases) if aliases else entity.names
    found = tuple(dict.fromkeys(f for n in names for f in forms(entity.type, n)))
    ref, uses = Ref(material.document.id, entity.key), material.uses.get(entity.key, 0)
    return Profile(ref, entity.type, entity.label, names, _without_short_forms(entity.type, found), uses)


def _further(material: Material, entity: Entity, aliases: Sequence[str]) -> tuple[Name, ...]:
    """The names that the document gives it elsewhere."""
    kinds = {n.text: n.kind for e in material.entities for n in e.names}
    own = {n.text for n in entity.names}
    return tuple(Name(a, kinds.get(a, NameKind.NOM_DE_GUERRE)) for a in dict.fromkeys(aliases) if a not in own)


def _without_short_forms(type_: EntityType, found: tuple[Form, ...]) -> tuple[Form, ...]:
    """A body's name that is part of a longer one of its names ("the Ansar" of "Ansar al-Sahl") is a short form, which proves less."""
    if type_ is not EntityType.ORGANISATION or len(found) < 2:
        return found
    whole = [set(f.words) for f in found if f.weight is Weight.WHOLE]

    def short(f: Form) -> bool:
        return f.weight is Weight.WHOLE and any(
            set(f.words) < longer and not longer - set(f.words) <= lexicon().generic for longer in whole
        )

    return tuple(Form(Weight.SINGLE, f.key, f.text, f.kind) if short(f) else f for f in found)


def _of_speaker(material: Material, speaker: str) -> Profile:
    """Whoever the shelf knows as author; the editor speaks for the publisher; a translator without a name is the author of the page, unless
    the author it names is heard in the text himself (a letter's own author is not its translator).
    """
    document = material.document
    line = {"@author": document.author, "@editor": document.publisher}.get(speaker)
    if speaker == "@translator" and document.author and not _is_heard(material, document.author):
        line = document.author
    name = Name(line, NameKind.OFFICIAL) if line else None
    as_person = forms(EntityType.PERSON, name) if name and speaker != "@editor" else ()
    as_body = forms(EntityType.ORGANISATION, name) if name else ()
    label = line or f"the {speaker[1:]} of {document.title or document.id}"
    return Profile(Ref(document.id, speaker), None, label, (name,) if name else (), tuple(dict.fromkeys(as_person + as_body)))


def _is_heard(material: Material, author: str) -> bool:
    """Whether somebody of the author's name speaks in the text."""
    written = fold(author)
    return any(e.key in material.voices and any(fold(n.text) == written for n in e.names) for e in material.entities)

"""What identity needs of a reading, and nothing more: a large archive's claims need not stay in memory while its entities are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model import SPEAKERS, Certainty, Claim, Document, Entity, Mode, Polarity, Reading


@dataclass(frozen=True, slots=True)
class OwnAlias:
    """That the document itself, in its own voice, gives the entity ``key`` another name; ``quote`` says so."""

    key: str
    name: str
    quote: str


@dataclass(frozen=True, slots=True)
class Material:
    """One document's entities and ``speakers`` (those of SPEAKERS that say something in it), its own aliases, and which entities it relates.

    ``uses`` says in how many claims each key is subject, object or voice; ``voices`` are the keys that speak.
    """

    document: Document
    entities: tuple[Entity, ...]
    speakers: tuple[str, ...]
    aliases: tuple[OwnAlias, ...]
    related: frozenset[frozenset[str | None]]
    uses: Mapping[str, int]
    voices: frozenset[str] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of everything that becomes part of an entity of the record: entities, then speakers."""
        return (*(e.key for e in self.entities), *self.speakers)


def material(reading: Reading) -> Material:
    """What identity needs of a reading."""
    heard = {v.voice for c in reading.claims for v in c.voices}
    heard |= {x.voice for x in reading.layers if x.voice} | {a.voice for a in reading.assessments}
    aliases = tuple(OwnAlias(c.subject, c.args.name, c.quote) for c in reading.claims if c.subject and c.args.name and _is_own_alias(c))
    pairs = (frozenset((c.subject, c.object)) for c in reading.claims if c.predicate not in ("alias", "same_as")) if aliases else ()
    uses = Counter(key for c in reading.claims for key in {c.subject, c.object, *(v.voice for v in c.voices)} if key)
    speakers = tuple(s for s in SPEAKERS if s in heard or s == "@author")
    return Material(reading.document, reading.entities, speakers, aliases, frozenset(pairs), uses, frozenset(heard))


def _is_own_alias(claim: Claim) -> bool:
    """Whether it is a sure alias in the voice of the document's own author, translator or editor; what others allege stays a claim."""
    own = len(claim.voices) == 1 and claim.voices[0].voice in SPEAKERS
    sure = claim.certainty is Certainty.CERTAIN and claim.mode is Mode.ACTUAL and claim.polarity is Polarity.AFFIRMED
    return claim.predicate == "alias" and own and sure

"""What name finding gives back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from variorum.model.entity import Entity, Mention, NameKind
from variorum.model.reading import Unread
from variorum.reading.floor import Floor


@dataclass(frozen=True, slots=True)
class AliasSeen:
    """The text says that ``name`` is another name of ``entity``; the clause that says so is ``text[start:end]``.

    It is evidence, not yet a claim: who says it is for the voice stage. ``kind`` is what kind of name the text makes of it.
    """

    entity: str
    name: str
    kind: NameKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """Who and what a document speaks of.

    ``entities`` in order of first mention, keys unique; ``mentions`` sorted by start, the outer before the inner; ``aliases`` and ``unread``
    sorted by start. A mention whose bearer could not be made out has entity None and is also in ``unread``. ``doubtful`` are the keys of
    entities of which only a passing description speaks ("a letter", "of his men"): see :func:`keep`. ``signs`` say of everybody (key) who is only
    described what speaks for and against him (noted.py). ``floors`` say who speaks where by default: the bearers of "I", "we" and "you" are taken
    from them, and the voices of claims are as well.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[AliasSeen, ...] = ()
    unread: tuple[Unread, ...] = ()
    doubtful: frozenset[str] = frozenset()
    floors: tuple[Floor, ...] = ()
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def keep(named: Named, used: Collection[str]) -> Named:
    """The same without the doubtful entities that are not in ``used`` (keys): what nobody names and no claim needs is no entity of the document.

    Mentions of what is left out stay, without entity, and are counted in ``unread``.

    >>> from variorum.model.entity import EntityType, MentionForm
    >>> a = Entity("a_letter", EntityType.WORK)
    >>> named = Named((a,), (Mention(0, 8, "a letter", "a_letter", MentionForm.DESCRIPTION),), doubtful=frozenset({"a_letter"}))
    >>> len(keep(named, {"a_letter"}).entities), [m.entity for m in keep(named, ()).mentions]
    (1, [None])
    """
    dropped = named.doubtful - set(used)
    mentions = tuple(replace(m, entity=None) if m.entity in dropped else m for m in named.mentions)
    lost = tuple(Unread("mention unresolved", m.start, m.end, m.text) for m in named.mentions if m.entity in dropped)
    return Named(
        tuple(e for e in named.entities if e.key not in dropped),
        mentions,
        tuple(a for a in named.aliases if a.entity not in dropped),
        tuple(sorted((*named.unread, *lost), key=lambda u: (u.start, u.end))),
        named.doubtful & set(used),
        tuple(_kept(f, dropped) for f in named.floors),
        {k: v for k, v in named.signs.items() if k not in dropped},
    )


def _kept(floor: Floor, dropped: Collection[str]) -> Floor:
    speaker, hearer, ours = (None if k in dropped else k for k in (floor.speaker, floor.hearer, floor.ours))
    return replace(floor, voices=tuple("@author" if v in dropped else v for v in floor.voices), speaker=speaker, hearer=hearer, ours=ours)

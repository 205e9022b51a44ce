"""A second look at "I" and "we" for whoever knows the speakers better than the names alone do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.named import Named


def resolve_first_person(named: Named, spans: Sequence[tuple[int, int, str]]) -> Named:
    """The same with every pronoun of the first person inside a span (start, end, entity key) meaning that span's speaker; the innermost span decides.

    Pronouns outside of all spans keep what they had. Raises ``KeyError`` for a key that is no entity of ``named``.

    >>> from variorum.model.entity import Entity, EntityType, Mention, MentionForm
    >>> named = Named((Entity("omar", EntityType.PERSON),), (Mention(6, 7, "I", None, MentionForm.PRONOUN),))
    >>> resolve_first_person(named, [(5, 20, "omar")]).mentions[0].entity
    'omar'
    """
    known = {e.key for e in named.entities}
    for _, _, key in spans:
        if key not in known:
            raise KeyError(key)
    own = lexicon().first | lexicon().first_plural
    mentions = []
    for m in named.mentions:
        around = [s for s in spans if s[0] <= m.start and m.end <= s[1]] if m.text.casefold() in own else []
        mentions.append(replace(m, entity=min(around, key=lambda s: s[1] - s[0])[2]) if around else m)
    solved = {(m.start, m.end) for m in mentions if m.entity is not None}
    return replace(named, mentions=tuple(mentions), unread=tuple(u for u in named.unread if (u.start, u.end) not in solved))

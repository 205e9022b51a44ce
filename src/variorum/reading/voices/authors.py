"""Whose words a letter, a statement or a recording carries: where the text lets a work speak, its author speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from variorum.model import Entity, EntityType, LayerKind, Mention
from variorum.reading.voices.lexicon import lexicon
from variorum.reading.voices.voice_map import Turn

#: What stands between a work and its author: "a letter of 3 May from X", "the video, signed by X"; and between an author and his work: "X's last letter".
_BY = re.compile(r",? (?:[\w.]+ ){0,4}?(?:by|from|of|signed by|attributed to|written by|posted by|released by|issued by) (?:the )?$")
_OWN = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,2}$")


def authors(text: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> dict[str, str]:
    """The author of every work that the text attributes, by entity key; works that it leaves to nobody are not in it."""
    works = {e.key for e in entities if e.type is EntityType.WORK}
    agents = {e.key for e in entities if e.type in (EntityType.PERSON, EntityType.ORGANISATION)}
    found: dict[str, str] = {}
    for i, m in enumerate(mentions):
        if m.entity not in works or m.entity in found:
            continue
        near = [n for n in mentions[max(0, i - 6) : i + 7] if n.entity in agents]
        author = next((n.entity for n in near if _is_author(text, m, n)), None)
        if author is not None and m.entity is not None:
            found[m.entity] = author
    return found


def _is_author(text: str, work: Mention, agent: Mention) -> bool:
    if agent.start >= work.end:
        return agent.start - work.end < 50 and bool(_BY.fullmatch(text[work.end : agent.start]))
    if agent.end <= work.start:
        return (
            agent.end + 30 > work.start
            and text[agent.end : agent.end + 1] in ("'", "’")
            and bool(_OWN.fullmatch(text[agent.end : work.start]))
        )
    if text[agent.end : agent.end + 1] in ("'", "’") or text[agent.start : agent.end].endswith(("'s", "’s")):
        return True
    return bool(_BY.search(text[work.start : agent.start]))


def printed_author(turns: Sequence[Turn], kinds: Mapping[int, LayerKind]) -> str | None:
    """Who speaks in the one document that the page prints; None when it prints none, or those of several."""
    speakers = {t.speakers[-1] for t in turns if kinds.get(t.layer) in (LayerKind.PRIMARY, LayerKind.QUOTATION)}
    named = sorted(s for s in speakers if not s.startswith("@"))
    return named[0] if len(named) == 1 else None


def is_document(form: str) -> bool:
    """Whether the word is one by which a page calls the document it prints, or its author."""
    return form in lexicon().printed

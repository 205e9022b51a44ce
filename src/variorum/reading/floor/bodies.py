"""For which body a man writes "we": the one on his letterhead, or the one that the page says he leads or served in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from variorum.model import EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.floor.who import Who
from variorum.reading.layers import speaker_hints
from variorum.reading.layers.cues import patterns

_AFTER = 140  # characters of a sentence between a man and his body
_BEFORE = 60
_FITS = 0.8
_LEADS, _SERVES = 2.0, 1.0


def body_of(who: Who, layers: Sequence[Layer], part: Sequence[int], author: str | None) -> str | None:
    """The body in whose name the author of a document writes; None where the author is himself a body, or none is named.

    The office of the letterhead goes first. Otherwise whichever body the page most often joins to his name by an office or a service: "the emir
    of the Dawn", "who commanded the Sector", "he served in the Battalion".
    """
    if author is None or who.types.get(author) is not EntityType.PERSON:
        return None
    for hint in speaker_hints(who.text, layers, part[-1]):
        if hint.body:
            for entity, fit in who.named(hint.span, body=True):
                if fit >= _FITS and who.types.get(entity) is EntityType.ORGANISATION:
                    return entity
    return joined_body(who, layers, part, author)


def joined_body(who: Who, layers: Sequence[Layer], part: Sequence[int], author: str | None) -> str | None:
    """:func:`body_of` without the letterhead, which is not that of whoever is heard or interviewed."""
    if author is None or who.types.get(author) is not EntityType.PERSON:
        return None
    joined: dict[str, float] = defaultdict(float)
    for m in who.mentions:
        if m.entity != author or any(
            layers[k].start <= m.start < layers[k].end and layers[k].kind in (LayerKind.PRIMARY, LayerKind.QUOTATION) for k in part
        ):
            continue
        for body in _bodies(who, m.end, m.end + _AFTER):
            worth = _joined(who.text[m.end : body.start])
            joined[body.entity or ""] += worth
            if worth:
                break  # of the battalion, and not of the province in which it stood
        for body in _bodies(who, max(0, m.start - _BEFORE), m.start):
            joined[body.entity or ""] += _LEADS * bool(patterns("speakers", "its_man").match(who.text[body.end : m.start] + "|"))
    best = max(joined, key=lambda e: (joined[e], e), default=None)
    return best if best is not None and joined[best] > 0 else None


def _bodies(who: Who, start: int, end: int) -> Iterator[Mention]:
    """The bodies that are named or described wholly within a stretch."""
    for m in who.inside(start, end):
        if start <= m.start and m.end <= end and m.form is not MentionForm.PRONOUN and who.types[m.entity or ""] is EntityType.ORGANISATION:
            yield m


def _joined(between: str) -> float:
    if patterns("speakers", "leads_body").search(between):
        return _LEADS
    return _SERVES if patterns("speakers", "serves_body").search(between) else 0.0

"""For which body a man writes "we": the one on his letterhead, or the one that the page says he leads or served in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from variorum.model import EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.floor.who import Who
from variorum.reading.layers import speaker_hints
from variorum.reading.layers.cues import patterns, single_words

_AFTER = 140  # characters of a sentence between a man and his body
_BEFORE = 60
_FITS = 0.8
_LEADS, _SERVES = 2.0, 1.0
_OWN = 20.0  # what a speech itself says of "we"
_NEAR = 400  # characters around a speech in which its speaker is introduced


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
    own = [(layers[k].start, layers[k].end) for k in part if layers[k].kind in (LayerKind.PRIMARY, LayerKind.QUOTATION)]
    return _best(who, author, own, _SERVES)


def body_in_speech(who: Who, speaker: str | None, start: int, end: int) -> str | None:
    """The body for which a man who is quoted says "we": the one that he leads or speaks for, first of all by the words around the quotation.

    None for a body that speaks itself, and where the page joins him to none by an office: a service there does not make him its voice.
    """
    return _best(who, speaker, [(start, end)], _LEADS)


def _best(who: Who, man: str | None, own: Sequence[tuple[int, int]], least: float) -> str | None:
    """The body most often joined to a man outside of his ``own`` words, or that these call "we"; never one of which they speak as of another's."""
    if man is None or who.types.get(man) is not EntityType.PERSON:
        return None
    joined: dict[str, float] = defaultdict(float)
    for at, body, worth in _joined_by(who, man):
        if any(start <= at < end for start, end in own):
            continue
        near = any(start - _NEAR <= at <= end + _NEAR for start, end in own)
        joined[body] += worth * (2 if near and worth >= _LEADS else 1)
    for start, end in own:
        for body, worth in _called_we(who, start, end):
            joined[body] += worth
    best = max(joined, key=lambda e: (joined[e], e), default=None)
    return best if best is not None and joined[best] >= least else None


def _joined_by(who: Who, man: str) -> tuple[tuple[int, str, float], ...]:
    """Where a man is mentioned with a body that the words there join to him, with the body and its worth; looked for once a document."""
    if man not in who.joined:
        who.joined[man] = tuple((m.start, body, worth) for m in who.meant.get(man, ()) for body, worth in _joined_to(who, m))
    return who.joined[man]


def _joined_to(who: Who, m: Mention) -> Iterator[tuple[str, float]]:
    """The bodies that the words around a man's mention, or within it ("the emir of the Dawn"), join to him, with the worth of each."""
    text = who.text
    for body in _bodies(who, m.end, m.end + _AFTER):
        worth = _joined(text[m.end : body.start], text[body.end : body.end + _BEFORE])
        if worth:
            yield body.entity or "", worth
            break  # of the battalion, and not of the province in which it stood
    for body in _bodies(who, max(0, m.start - _BEFORE), m.end, its=True):
        if _holds(who, m, body):
            yield body.entity or "", _LEADS


def _holds(who: Who, m: Mention, body: Mention) -> bool:
    """Whether a man's mention, with a body in it or before it, makes him its man: "the emir of the Dawn", "the Dawn's spokesman, X"."""
    text = who.text
    if body.start >= m.start:
        office = patterns("speakers", "leads_body").search(text[m.start : body.start])
        return office is not None or patterns("speakers", "its_man").match(text[body.end : m.end] + " |") is not None
    between = text[body.end : m.start] + "|"
    if patterns("speakers", "its_man").match(between):
        return True
    office = patterns("speakers", "office_of").search(text[max(0, body.start - _BEFORE) : body.start])
    return office is not None and patterns("speakers", "then_name").match(between) is not None


def _called_we(who: Who, start: int, end: int) -> Iterator[tuple[str, float]]:
    """What a speech says of its own bodies: "we in the Dawn" is its speaker's, "we fought the Dawn" is of another."""
    for body in _bodies(who, start, end):
        before, after = who.text[max(start, body.start - _BEFORE) : body.start], who.text[body.end : min(end, body.end + _BEFORE)]
        if patterns("speakers", "we_fight").search(before) or patterns("speakers", "fights_us").match(after):
            yield body.entity or "", -_OWN
        elif patterns("speakers", "we_are").search(before):
            yield body.entity or "", _OWN
    for m in who.inside(start, end):
        if m.form is MentionForm.NAME and patterns("speakers", "our_chief").search(who.text[max(start, m.start - _BEFORE) : m.start]):
            yield from ((his, worth) for _, his, worth in _joined_by(who, m.entity or ""))


def _bodies(who: Who, start: int, end: int, *, its: bool = False) -> Iterator[Mention]:
    """The bodies that are named or described wholly within a stretch; with ``its`` also those that a possessive means."""
    for m in who.inside(start, end):
        said = m.form is not MentionForm.PRONOUN or (its and m.text.casefold() in single_words("speakers", "its"))
        if said and start <= m.start and m.end <= end and who.types[m.entity or ""] is EntityType.ORGANISATION:
            yield m


def _joined(between: str, after: str) -> float:
    if patterns("speakers", "leads_body").search(between):
        return _LEADS
    if patterns("speakers", "is_its").match(between + "|") and patterns("speakers", "its_office").match(after):
        return _LEADS
    return _SERVES if patterns("speakers", "serves_body").search(between) else 0.0

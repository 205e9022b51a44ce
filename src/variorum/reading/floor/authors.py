"""The author of every document that a page prints: the evidence weighed, one author for all stretches of one document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.model import EntityType, Layer, LayerKind, Mention, MentionForm, Span
from variorum.reading.floor.bodies import body_in_speech, body_of
from variorum.reading.floor.talk import PRINTED
from variorum.reading.floor.tellers import tellers
from variorum.reading.floor.who import Who
from variorum.reading.layers import Hint, addressee_spans, introduced_addressees, preparers, speaker_hints
from variorum.reading.layers.blocks import words_of
from variorum.reading.layers.cues import patterns

#: Weight that evidence must reach; a lone name in a headline or the third subject of a summary stays below it.
LEAST = 1.2
#: Evidence as good as a signature or a From line read rightly: enough to resolve "I" before anything else is.
SURE = 4.5
_FIRST = re.compile(r"\b(?:I|me|my|mine|myself)\b")
_US = re.compile(r"\b(?:we|us|our|ours|ourselves)\b", re.IGNORECASE)
_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
#: It is men who sign; a body in the last lines is as often whoever gets a copy, or part of a formula. Its letterhead says more.
_BODY_SIGNS = 0.6
#: "From the small brother on the sand": a publisher who says who that is knows more.
_DESCRIBED = 0.7
#: Where several men sign, the paper is that of the body above it.
_ONE_OF_SEVERAL = 0.6
_AND_OTHERS = re.compile(r"[^\n]{0,300}(?:;|\band (?:\w+ ){0,2}others\b|,? et al)", re.IGNORECASE)
#: "From: the Wali" is less than the man's name under the letter.
_OFFICE = 0.7
#: Whoever only translated or printed it is its author where the document itself says so, and hardly otherwise.
_PREPARED = 0.25
_ASIDE = (LayerKind.NOTE, LayerKind.CAPTION, LayerKind.BOILERPLATE)
#: The subject of the sentence that hands over to a quotation, by its syntax: more than any name that stands near.
_TOLD = 8.0
_DESCRIPTION = 300  #: characters of a publisher's description of one document
_BEFORE = 6000  # characters of the publisher's prose before a document that may introduce it


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a document, how sure that is (the weight of the evidence), to whom, and for which body; None where the page names nobody."""

    entity: str | None
    weight: float = 0.0
    hearer: str | None = None
    ours: str | None = None


def authors(
    who: Who, layers: Sequence[Layer], outside: Sequence[Mention], author: str | None, told: Mapping[int, tuple[str | None, str | None]]
) -> Mapping[int, Author]:
    """The author of each printed layer (by index). ``outside`` are the mentions outside of quotations; ``author`` is who the shelf says wrote it;
    ``told`` are speaker and hearer of the quotations, as the sentence before them tells.

    Stretches of one document that captions, notes or the publisher's remarks interrupt share its author, unless a later one is announced as, or
    says that it is, another's. A quotation may always be another's, and what it says of itself is not said of the document around it.
    """
    found: dict[int, Author] = {}
    last: Author | None = None
    alone = all(layer.kind in (*PRINTED, LayerKind.NOTE, LayerKind.BOILERPLATE) for layer in layers)
    for part in _parts(layers):
        quoted = layers[part[0]].kind is LayerKind.QUOTATION
        begins = layers[part[0]].kind is LayerKind.LETTERHEAD
        speaker, hearer = told.get(part[0], (None, None))
        weighed = _weigh(who, layers, part, outside, author if alone else None, speaker)
        own = weighed.pop("", {})
        best = _best(who, weighed)
        if quoted and _before(layers, part[0]) is LayerKind.COMMENTARY:
            ours = body_in_speech(who, best.entity, layers[part[0]].start, layers[part[0]].end)
            found[part[0]] = Author(best.entity, best.weight, _hearer(who, layers, part, best.entity) or hearer, ours)
            continue
        if last is not None and last.entity and not begins and _goes_on(best, own, quoted):
            best = Author(last.entity, LEAST if quoted else last.weight)
        goes_on = last is not None and not begins
        best = Author(
            best.entity, best.weight, _hearer(who, layers, part, best.entity) or hearer or (last.hearer if last and goes_on else None)
        )
        if not quoted:
            best = replace(best, ours=last.ours if goes_on and last else body_of(who, layers, part, best.entity))
        last = best if not quoted and (best.entity or begins) else last
        found |= dict.fromkeys(part, best)
    return found


def _parts(layers: Sequence[Layer]) -> Iterator[tuple[int, ...]]:
    """Indices of the layers of each document, as far as no prose of the publisher interrupts it; every quotation is a part of its own."""
    part: list[int] = []
    for i, layer in enumerate(layers):
        apart = layer.kind is LayerKind.QUOTATION or (
            layer.kind is LayerKind.LETTERHEAD and any(layers[k].kind is LayerKind.PRIMARY for k in part)
        )
        if part and (apart or layer.kind is LayerKind.COMMENTARY or layers[part[0]].kind is LayerKind.QUOTATION):
            yield tuple(part)
            part = []
        if layer.kind in PRINTED:
            part.append(i)
    if part:
        yield tuple(part)


def _before(layers: Sequence[Layer], i: int) -> LayerKind | None:
    """The kind of what stands before a layer, notes and captions and furniture apart."""
    return next((layers[k].kind for k in range(i - 1, -1, -1) if layers[k].kind not in _ASIDE), None)


def _goes_on(best: Author, own: Mapping[str, float], quoted: bool) -> bool:
    """Whether a stretch without a head belongs to the document printed before: nothing names another as its author plainly enough."""
    return best.entity is None or (not quoted and best.weight < SURE and not own)


def _weigh(
    who: Who, layers: Sequence[Layer], part: Sequence[int], outside: Sequence[Mention], author: str | None, told: str | None
) -> dict[str, dict[str, float]]:
    """The weight of every entity that may be the author; under "" those that the document itself names."""
    first = layers[part[0]]
    fits = _fits(who, layers, part)
    seen: dict[str, list[float]] = defaultdict(list)
    own: dict[str, float] = {}
    hints = speaker_hints(who.text, layers, part[-1])
    signs = {e for h in hints if h.signed for e, fit in who.named(h.span) if fit >= _DESCRIBED and _is_man(who, e)}
    several = len(signs) > 1 or any(h.signed and _AND_OTHERS.match(who.text, h.span.end) for h in hints)
    for hint in hints:
        for entity, fit in _meant(who, hint, signs):
            weight = hint.weight * fit * fits.get(who.types[entity], 1.0) * (_OFFICE if who.is_office(entity) else 1.0)
            if hint.signed and who.types[entity] is EntityType.ORGANISATION:
                weight *= _BODY_SIGNS
            if hint.own and not who.is_named(entity):
                weight *= _DESCRIBED
            if hint.signed and several and who.types[entity] is EntityType.PERSON:
                weight *= _ONE_OF_SEVERAL
            seen[entity].append(weight)
            if hint.own and weight >= LEAST:
                own[entity] = max(own.get(entity, 0.0), weight)
    for entity, weight in tellers(who, layers, part[0], quoted=first.kind is LayerKind.QUOTATION).items():
        seen[entity].append(weight * fits[who.types[entity]])
    for entity, weight in _other_signs(who, layers, part, fits):
        seen[entity].append(weight)
    for entity in _known(who, author):
        seen[entity].append(5.0)
    if told is not None and told in who.types:
        seen[told].append(_TOLD)
    prepared = {e for span in preparers(who.text, layers, part[-1]) for e, fit in who.named(span) if fit >= _DESCRIBED}
    for entity in prepared & seen.keys() - own.keys():
        seen[entity] = [_PREPARED * weight for weight in seen[entity]]
    me = _first_person(who, layers, part, outside)
    if me is not None:
        seen[me].append(100.0)
    return {"": own, **{e: {"": max(w) + 0.3 * (sum(w) - max(w))} for e, w in seen.items()}}


def _meant(who: Who, hint: Hint, signs: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Whom a hint may mean, with its fit. A surname alone may be that of whoever signs the paper, whichever of his family was named last before it."""
    found = list(who.named(hint.span, body=hint.body))
    yield from found
    surname = words_of(hint.span.of(who.text))
    if len(surname) == 1 and not hint.signed and found:
        yield from ((e, 1.0) for e in signs if who.bears(e, surname[0]) and e not in {entity for entity, _ in found})


def _is_man(who: Who, entity: str) -> bool:
    return who.types[entity] is EntityType.PERSON and who.is_named(entity)


def _best(who: Who, weighed: Mapping[str, Mapping[str, float]]) -> Author:
    weights = {e: w[""] for e, w in weighed.items()}
    if not weights:
        return Author(None)
    entity = max(weights, key=lambda e: (weights[e], e))
    return Author(entity, weights[entity]) if weights[entity] >= LEAST else Author(None)


def _fits(who: Who, layers: Sequence[Layer], part: Sequence[int]) -> Mapping[EntityType, float]:
    """How well persons and bodies fit the first person that the document uses: a person says I, a body we; a paper of an office is its."""
    body = " ".join(who.text[layers[k].start : layers[k].end][:_BEFORE] for k in part)
    one, many = len(_FIRST.findall(body)), len(_US.findall(body))
    head = " ".join(who.text[layers[k].start : layers[k].end] for k in part if layers[k].kind is LayerKind.LETTERHEAD)
    if one < 3 and patterns("speakers", "institutional").search(head):
        return {EntityType.PERSON: 0.5, EntityType.ORGANISATION: 1.0}
    if one >= 3 or (one and 4 * one >= many):
        return {EntityType.PERSON: 1.0, EntityType.ORGANISATION: 0.35}
    if many >= 2:
        return {EntityType.PERSON: 0.8, EntityType.ORGANISATION: 1.0}
    return {EntityType.PERSON: 1.0, EntityType.ORGANISATION: 0.8}


def _other_signs(who: Who, layers: Sequence[Layer], part: Sequence[int], fits: Mapping[EntityType, float]) -> Iterator[tuple[str, float]]:
    """Weak signs, for documents that nothing else attributes: the body with which a paper in the plural or the third person begins, and the one
    man whom a short description above the document names ("Tape 3, side B. Gerard Molloy, former adjutant.")."""
    body = next((layers[k] for k in part if layers[k].kind is not LayerKind.LETTERHEAD), layers[part[0]])
    if fits[EntityType.PERSON] < 1.0:
        opening = [m for m in who.inside(body.start, body.start + 40) if who.types[m.entity or ""] is EntityType.ORGANISATION]
        if opening and opening[0].form is MentionForm.NAME:
            yield opening[0].entity or "", 2.0
    above = layers[part[0] - 1] if part[0] > 0 else None
    if above is not None and above.kind is LayerKind.COMMENTARY and above.end - above.start <= _DESCRIPTION:
        named = {
            m.entity
            for m in who.inside(above.start, above.end)
            if m.form is MentionForm.NAME and who.types[m.entity or ""] is EntityType.PERSON
        }
        if len(named) == 1:
            yield named.pop() or "", 1.3


def _known(who: Who, author: str | None) -> Iterator[str]:
    """The entity that bears the name under which the shelf has the document's author."""
    if author is None:
        return
    for m in who.mentions:
        if m.form is MentionForm.NAME and m.entity and m.entity in who.types and m.text.casefold() == author.casefold():
            if who.types[m.entity] in (EntityType.PERSON, EntityType.ORGANISATION):
                yield m.entity
            return


def _first_person(who: Who, layers: Sequence[Layer], part: Sequence[int], outside: Sequence[Mention]) -> str | None:
    """Who says "I" (or "we", where nobody says I) in the document, where that is known already."""
    for words in (_SINGULAR, _PLURAL):
        heard = Counter(
            m.entity
            for m in outside
            if m.entity in who.types and m.text.lower() in words and any(layers[k].start <= m.start < layers[k].end for k in part)
        )
        if words is _PLURAL and any(_FIRST.search(who.text, layers[k].start, layers[k].end) for k in part):
            return None  # his "we" may be his body's
        if heard:
            return min((e for e in heard if e), key=lambda e: (-heard[e], e))
    return None


def _hearer(who: Who, layers: Sequence[Layer], part: Sequence[int], author: str | None) -> str | None:
    """Whom the document addresses: by its own lines or, where these name nobody by his name ("To: the honourable father"), by its publisher's words."""
    own = next(_addressed(who, addressee_spans(who.text, layers, part[-1]), author), None)
    if own is not None and who.is_named(own):
        return own
    if layers[part[0]].kind is LayerKind.QUOTATION:
        return own
    told = (e for e in _addressed(who, introduced_addressees(who.text, layers, part[-1]), author) if who.is_named(e))
    return next(told, own)


def _addressed(who: Who, spans: Sequence[Span], author: str | None) -> Iterator[str]:
    for span in spans:
        fits = [(fit, entity) for entity, fit in who.named(span) if entity != author]
        fit, entity = max(fits, key=lambda x: x[0], default=(0.0, None))
        if fit >= 0.5 and entity is not None:
            yield entity

"""Who writes to whom, from the head and the foot of a letter: "To the emir, from his brother", "From: X / To: Y", the name under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from variorum.model import Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.claims.proposition import Proposition

_AGENT = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_TO = re.compile(r"(?mi)^[\W\d]{0,6}(?:to|para|for)\b[ \t]*:?[ \t]*(?P<rest>[^\n]+)$")
_FROM = re.compile(r"(?i)(?:^|[,;\n(]|\b)[ \t]*from\b[ \t]*:?[ \t]*")
_FROM_TO = re.compile(r"(?mi)^[\W\d]{0,6}from\b[ \t]*:?[ \t]*(?P<from>[^\n]{3,90}?)[ \t]+to[ \t]+(?P<to>[^\n]{3,90})$")
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "mine", "myself", "ourselves"})
_HEAD, _LINE, _FOOT = 1200, 220, 90  # how far a head reaches, how long its lines and the line of a signature are


def letterheads(text: str, mentions: Sequence[Mention], entities: Mapping[str, Entity], layers: Sequence[Layer]) -> Iterator[Proposition]:
    """wrote_to for every addressee named in a "To" line near the beginning of a document or of a layer; ``mentions`` sorted by start."""
    agents = [m for m in mentions if m.entity and m.entity in entities and entities[m.entity].type in _AGENT]
    heads = [(x.start, x.end) for x in layers if x.kind in (LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION)] or [
        (0, len(text))
    ]
    seen: set[int] = set()
    for a, b in heads:
        for line in _FROM_TO.finditer(text, a, min(b, a + _HEAD)):
            yield from _from_to(line, agents)
    for a, b in heads:
        for line in _TO.finditer(text, a, min(b, a + _HEAD)):
            start, end = line.start("rest"), line.end("rest")
            if start in seen or end - start > _LINE:
                continue
            seen.add(start)
            yield from _line(text, start, end, agents)


def _from_to(line: re.Match[str], agents: Sequence[Mention]) -> Iterator[Proposition]:
    """ "From your brother Omar to our sheikh Salim": the first named on each side."""
    sender = next((m for m in agents if line.start("from") <= m.start < line.start("to") - 3 and m.form is not MentionForm.PRONOUN), None)
    addressed = next((m for m in agents if line.start("to") <= m.start < line.end() and m.form is not MentionForm.PRONOUN), None)
    if sender and addressed and sender.entity != addressed.entity and addressed.start - line.start("to") < 30:
        span = (sender.start, addressed.end)
        yield Proposition("wrote_to", sender.entity, addressed.entity, *span, addressed.start, "wrote_to.letterhead", 0.8, span)


def _line(text: str, start: int, end: int, agents: Sequence[Mention]) -> Iterator[Proposition]:
    from_ = _FROM.search(text, start, end)
    stop = from_.start() if from_ and from_.start() > start else end
    addressed = [m for m in agents if start <= m.start < stop and m.form is not MentionForm.PRONOUN]
    if not addressed or addressed[0].start - start > 30:
        return
    sender = _sender(text, start, end, from_.end() if from_ else None, agents)
    outer = [m for m in addressed if not any(o is not m and o.start <= m.start and m.end <= o.end for o in addressed)]
    for m in outer[:3]:
        following = text[addressed[0].end : m.start]
        if (
            sender is None
            or m.entity == sender.entity
            or (m is not outer[0] and not re.fullmatch(r"[\s,;/&]*(and|cc)?[\s,;/&]*", following))
        ):
            continue
        low, high = (m.start, m.end) if not start <= sender.start < end else (min(m.start, sender.start), max(m.end, sender.end))
        yield Proposition("wrote_to", sender.entity, m.entity, low, high, m.start, "wrote_to.letterhead", 0.8, (start, end))


def _sender(text: str, start: int, end: int, after_from: int | None, agents: Sequence[Mention]) -> Mention | None:
    """The one after "from" in the line or in the lines around it; else whoever says "I" or "we" below; else the signature."""
    spots = [] if after_from is None else [after_from]
    around = re.compile(r"(?mi)^[\W\d]{0,6}from\b[ \t]*:?[ \t]*")
    spots += [m.end() for m in around.finditer(text, max(0, start - 300), min(len(text), end + 300))]
    for spot in spots:
        if found := next((m for m in agents if spot <= m.start <= spot + 30 and m.form is not MentionForm.PRONOUN), None):
            return found
    spoken = next((m for m in agents if end <= m.start < end + 3000 and m.text.lower() in _FIRST_PERSON), None)
    if spoken:
        return spoken
    last = agents[-1] if agents else None
    line_start = text.rfind("\n", 0, last.start) + 1 if last else 0
    return last if last and line_start > end and len(text[line_start:].strip()) < _FOOT and last.start - line_start < 30 else None

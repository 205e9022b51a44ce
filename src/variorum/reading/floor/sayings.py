"""Speech without quotation marks, as minutes and old books print it: "3. Sheikh Hadi said: I am older than this well." """

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.model import EntityType, MentionForm
from variorum.reading.floor.bodies import body_in_speech
from variorum.reading.floor.floor import Floor
from variorum.reading.floor.who import Who
from variorum.reading.layers.cues import single_words

_PARAGRAPH = re.compile(r"\S[^\n]*")
_OWN = re.compile(r"\b(?:I|me|my|mine|myself|[Ww]e|us|[Oo]ur|ours)\b")
#: What may stand before whoever speaks in his paragraph: a number, a bullet, an office without a name.
_BEGINS = re.compile(r"[\W\d_]{0,8}(?:(?:[Tt]he |[Oo]ur )?(?:[\w’'-]+ ){0,4})?")
_ENDS = re.compile(r"[.!?](?=\s|$)|$")
#: Between the speaker and his verb: "Hadi, who had come late, then said:".
_BETWEEN = re.compile(r"(?:,[^,.;:]{2,60},)?\s+(?:(?:then|also|later|again|has|had|\w+ly)\s+){0,2}")


@cache
def _said() -> re.Pattern[str]:
    """A verb of saying and a colon behind it, before words that no mark of quotation opens."""
    verbs = "|".join(sorted(single_words("speakers", "telling")))
    return re.compile(rf"\b(?:{verbs})\b[^.:;!?\n\"“”«»\[\]]{{0,50}}:[ ]+(?=[^\s\"“„«‘'\[(])")


def said(who: Who, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches whose "I" may be that of whoever is heard without quotation marks, and is no sign of who writes; in order."""
    for saying in _sayings(who, start, end):
        yield saying.start, saying.paragraph if saying.opens else saying.sentence


@dataclass(frozen=True, slots=True)
class _Saying:
    """What somebody says: its own words, to the end of their sentence and of their paragraph. ``opens``: the paragraph begins with him."""

    start: int
    sentence: int
    paragraph: int
    speaker: str
    opens: bool


def with_sayings(who: Who, floors: Sequence[Floor]) -> Iterator[Floor]:
    """The floors, and within them those of whoever is heard without quotation marks in words of his own ("I", "we").

    They are his to the end of their sentence; where two men or more are heard so at the head of paragraphs, as in minutes, to the end of these, but
    not in the paper of a man, who goes on himself. What is told of him in the third person alone stays with the teller, and so does what
    nobody known says.
    """
    heard = [list(_sayings(who, floor.start, floor.end)) for floor in floors]
    minutes = len({s.speaker for found in heard for s in found if s.opens}) > 1
    for floor, found in zip(floors, heard, strict=True):
        at = floor.start
        goes_on = who.types.get(floor.voices[-1]) is EntityType.PERSON
        for saying in found:
            end = saying.paragraph if saying.opens and minutes and not goes_on else saying.sentence
            if saying.start < at or saying.speaker == floor.speaker or not _OWN.search(who.text, saying.start, end):
                continue
            if saying.start > at:
                yield replace(floor, start=at, end=saying.start)
            ours = body_in_speech(who, saying.speaker, saying.start, end)
            yield Floor(saying.start, end, floor.layer, (*floor.voices, saying.speaker), saying.speaker, ours=ours)
            at = end
        if at < floor.end:
            yield replace(floor, start=at)


def _sayings(who: Who, start: int, end: int) -> Iterator[_Saying]:
    """What is said without quotation marks in a stretch. Whoever tells what was said to himself ("Hadi told me: go") is heard again after it."""
    for paragraph in _PARAGRAPH.finditer(who.text, start, end):
        for verb in _said().finditer(who.text, *paragraph.span()):
            found = _subject(who, paragraph.start(), verb.start())
            if found is None:
                continue
            begins, speaker = found
            opens = _BEGINS.fullmatch(who.text, paragraph.start(), begins) is not None and not _OWN.search(verb.group())
            sentence = _ENDS.search(who.text, verb.end(), paragraph.end())
            yield _Saying(verb.end(), sentence.end() if sentence else paragraph.end(), paragraph.end(), speaker, opens)


def _subject(who: Who, start: int, verb: int) -> tuple[int, str] | None:
    """Where the mention directly before a verb begins, and whom it means; the widest, where one stands in another."""
    near = [
        m
        for m in who.inside(max(start, verb - 130), verb)
        if m.end < verb and m.start >= start and _BETWEEN.fullmatch(who.text, m.end, verb)
    ]
    if not near:
        return None
    last = max(near, key=lambda m: (m.end, m.end - m.start))
    if last.entity is None or (last.form is MentionForm.PRONOUN and _OWN.fullmatch(last.text)):
        return None
    return last.start, last.entity

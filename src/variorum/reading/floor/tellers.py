"""Who tells, in the publisher's prose before a document: the subjects of its verbs of saying, and whom its last sentence begins with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from variorum.model import Layer, LayerKind, Mention
from variorum.reading.floor.who import Who
from variorum.reading.layers.cues import single_words

_BETWEEN = re.compile(
    r"(?:,[^,.;]{2,90},|\s*\([^)]{1,60}\)|,? (?:who|which)\b[^,.;]{2,90},)?\s*"
    r"(?:(?:then|also|later|has|had|did|does|himself|herself|further|again|now|\w+ly)\s+){0,2}"
)
_POSSESSIVE = re.compile(r"(?:^(?:his|her|its|their|my|our|your|whose)|['’]s?)$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+|\n\s*\n")
_GOVERNED = re.compile(r"\b(?:of|in|on|at|by|for|from|to|with|against|about|between|among|into|than) (?:the )?$")
#: A document that a sentence hands over to by a word of its title: "First the Declaration, slightly shortened:".
_BY_TITLE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er) (?:[a-z-]+ )?(?P<word>[A-Z]\w{4,})")
_ENTITLED = 8.0  #: more than what is said of another document there
#: Pronouns of the first person, which name nobody before a document.
_OURSELVES = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_BEFORE = 6000  # characters of the publisher's prose before a document that may introduce it


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(single_words("speakers", "telling"))) + r")\b")


def tellers(who: Who, layers: Sequence[Layer], first: int, *, quoted: bool) -> dict[str, float]:
    """Subjects of the verbs of saying in the publisher's prose before a document; the one of its last clause, which hands over, weighs most."""
    k = next((k for k in range(first - 1, -1, -1) if layers[k].kind in (LayerKind.COMMENTARY, LayerKind.NOTE)), None)
    if k is None:
        return {}
    start, end = max(layers[k].start, layers[k].end - _BEFORE), layers[k].end
    told: Counter[str] = Counter()
    over: str | None = None
    for verb in _saying().finditer(who.text, start, end):
        subject = _subject(who, verb.start())
        if subject is None or subject.entity is None:
            continue
        told[subject.entity] += 1
        rest = who.text[verb.end() : end].rstrip()
        if len(rest) <= 160 and rest.endswith(":") and not re.search(r"[.!?][\"”]?\s", rest):
            over = subject.entity
    if quoted:
        introduced = over or _introduced(who, start, end)
        return {introduced: 6.0 if over else 3.0} if introduced else {}
    weights = {entity: min(1.5 + 0.5 * (n - 1), 4.0) for entity, n in told.items()}
    if over:
        weights[over] = weights[over] + 2.5
    elif (entitled := _entitled(who, start, end)) is not None:
        weights[entitled] = _ENTITLED
    return weights


def _introduced(who: Who, start: int, end: int) -> str | None:
    """Whom the sentence that hands over to a quotation begins with: "His “Epistle”, released in May, is an auction of the archive:"; None where it
    does not end with a colon."""
    before = who.text[start:end].rstrip()
    if not before.endswith(":"):
        return None
    begins = max((m.end() for m in _SENTENCE.finditer(before)), default=0)
    first = [m for m in who.inside(start + begins, start + len(before)) if m.text.lower() not in _OURSELVES]
    return next((m.entity for m in first if not _GOVERNED.search(who.text, start + begins, m.start)), None)


def _entitled(who: Who, start: int, end: int) -> str | None:
    """Whoever put out the document that the last sentence hands over to by a word of its title: the subject of the sentence that quotes the title
    whole ("On 3 May the League issued “A Declaration of Regret”")."""
    before = who.text[start:end].rstrip()
    if not before.endswith(":"):
        return None
    named = _BY_TITLE.search(before, max((m.end() for m in _SENTENCE.finditer(before)), default=0))
    if named is None:
        return None
    earlier = who.text[max(0, end - 2 * _BEFORE) : start + named.start()]
    title = re.search(rf"[“\"‘][^“”\"\n]{{0,80}}\b{named['word']}\b[^“”\"\n]{{0,80}}[”\"’]", earlier)
    if title is None:
        return None
    at = max(0, end - 2 * _BEFORE)
    begins = at + max((m.end() for m in _SENTENCE.finditer(earlier, 0, title.start())), default=0)
    first = [m for m in who.inside(begins, at + title.start()) if m.start >= begins and m.text.lower() not in _OURSELVES]
    return next((m.entity for m in first if not _GOVERNED.search(who.text, begins, m.start)), None)


def _subject(who: Who, verb: int) -> Mention | None:
    """The mention directly before a verb, an apposition and adverbs apart."""
    near = [m for m in who.inside(max(0, verb - 130), verb) if m.end < verb]
    for m in sorted(near, key=lambda m: -m.end):
        if _BETWEEN.fullmatch(who.text, m.end, verb) and not _POSSESSIVE.search(m.text):  # "her notes are starred"
            return m
    return None

"""Events from which a date is counted, where the text dates them: "three days after the fall of Sahl", "a week after his death".

The words are in ``words.yaml`` (``events``). An event is found again by the words that tell of it and the names in its phrase, in the sentence of a
date told before: "Sahl fell on 10 June". One without a name ("his death") is the last such event that was told and dated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from variorum.model.date_mention import DateKind
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.anchors import Anchor
from variorum.reading.dates.written import Relation, Verb, Written
from variorum.reading.dates.years import sentence

_NAME = r"(?:(?:al|el|ibn|bin|of|the|de|la)[\s-])*[A-Z][\w'-]*(?:[\s-](?:(?:al|el|ibn|bin|de|la)[\s-])*[A-Z][\w'-]*){0,4}"
_CAPITAL = re.compile(r"(?<![\w'])[A-Z][\w']+")


@dataclass(frozen=True, slots=True)
class Told:
    """A dated place of the text: where the date stands, and the days it names."""

    start: int
    end: int
    anchor: Anchor


@cache
def _nouns() -> dict[str, frozenset[str]]:
    """For every noun the words that tell of such an event."""
    found: dict[str, frozenset[str]] = {}
    for event in lex.words()["events"]:
        for noun in event["nouns"]:
            found[noun] = found.get(noun, frozenset()) | set(event["told"])
    return found


@cache
def _phrase() -> re.Pattern[str]:
    """ "the fall of Sahl", "his death", "Karim Daud's death"; "his death in April" has no name."""
    noun = rf"(?i:{lex.either(_nouns())})"
    name = rf"(?!{lex.gregorian()}|{lex.hijri()}){_NAME}"
    called = rf"(?i:the|his|her|its|their|this|that)\s+(?P<noun>{noun})(?:\s+(?:of|in|at|on)\s+(?P<name>(?:the\s+)?{name}))?"
    return re.compile(rf"\s*(?:{called}|(?P<owner>{name})'s?\s+(?P<noun2>{noun}))(?!\w)")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<way>(?i:after|since|before|until|following))(?={_phrase().pattern})")


def event_behind(w: Written, plain: str) -> Iterator[Written]:
    """The relative expression with the event behind it, where one stands there."""
    found = _phrase().match(plain, w.end)
    if found and w.relation is not None:
        yield replace(w, end=found.end(), event=plain[w.end : found.end()], relation=replace(w.relation, needs_anchor=True))


def events_alone(plain: str) -> Iterator[Written]:
    """ "after the fall of Sahl": an event as a limit, without a count; only with a name. A date only where the event is dated."""
    for way in _after().finditer(plain):
        found = _phrase().match(plain, way.end())
        if found and (found["name"] or found["owner"]):
            start = way.end() + len(found[0]) - len(found[0].lstrip())
            relation = Relation(Verb.SHIFT, "day", count=0, needs_anchor=True)
            yield Written(start, found.end(), DateKind.RELATIVE, "event", event=found[0], relation=relation)


def anchor_of(event: str, told: Sequence[Told], plain: str) -> Anchor | None:
    """The days of the event, by the last date told in whose sentence it is told of; None when it is not dated before."""
    found = _phrase().match(event)
    if found is None:
        return None
    words = _nouns()[(found["noun"] or found["noun2"]).lower()]
    names = _CAPITAL.findall(found["name"] or found["owner"] or "")
    telling = re.compile(rf"(?<!\w)(?i:{lex.either(words)})(?!\w)")
    for date in reversed(told):
        start, end = sentence(plain, date.start, date.end)
        said = plain[start:end]
        if telling.search(said) and all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in names):
            return date.anchor
    return None

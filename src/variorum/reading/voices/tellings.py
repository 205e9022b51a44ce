"""Claims that tell of somebody's words: who said them is their subject and not their voice."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Protocol

from variorum.model import Act, Voice
from variorum.model.vocabulary import vocabulary
from variorum.reading.voices.voice_map import Scope, VoiceMap
from variorum.yaml_data import from_yaml

#: Who denies or concedes what he is said to have said speaks for himself.
_PLAIN = frozenset({Act.ASSERTS, Act.REPORTS, Act.QUOTES, Act.ASKS})


class Told(Protocol):
    """What is needed of a claim: what it says of whom, and the words that say it."""

    @property
    def predicate(self) -> str: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@cache
def _tellings() -> dict[str, frozenset[str]]:
    data = from_yaml((files("variorum.reading.voices") / "tellings.yaml").read_text(encoding="utf-8"))
    return {kind: frozenset(listed) for kind, listed in data.items()}


def chain_of(voices: VoiceMap, claim: Told) -> tuple[Voice, ...]:
    """The chain of a claim, as :meth:`VoiceMap.chain` gives it for its words, but for a subject who is told to have spoken.

    "Omar accused the Front" is the word of whoever tells it. A subject who denies, doubts or concedes it is a voice all the same. What a reporter
    says of a name within a reported clause ("Omar, better known as the Scribe, had left") is his own; of events a bare noun phrase tells nothing,
    so that a claim whose words are no more than that has the voices of the clause around it.
    """
    listed = _tellings()

    def told(s: Scope) -> bool:
        begins = claim.start <= s.cue.start < claim.end
        if claim.predicate in listed["naming"]:
            return not begins and not (s.verbatim and s.start <= claim.start)
        if s.act not in _PLAIN:
            return False
        own = s.speaker is not None and s.speaker == claim.subject
        if claim.predicate in listed["sayings"]:
            if begins and (own or s.phrase or s.verbatim or s.speaker is None):
                return True  # whoever the words take for its speaker: "a fax claimed the bombing for the Brigades"
            if own and not voices.speaks_of(claim.start, claim.end, claim.subject):
                return True  # "the Sheikh sent word: release him": the words are the deed, and name no doer
        return own and (begins or s.phrase) and claim.predicate in listed["sayings"] | listed["announced"]

    return voices.chain(
        claim.start, claim.end, told=told, nominal=vocabulary()[claim.predicate].is_state or claim.predicate in listed["nouns"]
    )

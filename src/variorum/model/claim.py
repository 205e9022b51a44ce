"""The claim: a proposition, its time, the chain of voices it came through, and the exact words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Speakers of a document that need no entity: its author, its translator, its editor.
SPEAKERS = ("@author", "@translator", "@editor")


class Act(StrEnum):
    """What a voice does with the proposition."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    QUOTES = "quotes"
    DENIES = "denies"
    DOUBTS = "doubts"
    CONCEDES = "concedes"
    ASKS = "asks"


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"


class Certainty(StrEnum):
    """How sure the last voice is, surest first."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"


class Mode(StrEnum):
    """Whether it is said to have happened, or only to be intended, commanded or supposed. Only ``actual`` holds in any world."""

    ACTUAL = "actual"
    PLANNED = "planned"
    ORDERED = "ordered"
    CONDITIONAL = "conditional"


class Stance(StrEnum):
    """How an assessment judges a claim."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    DOUBTS = "doubts"
    QUALIFIES = "qualifies"
    EXPLAINS_AWAY = "explains_away"


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain. ``voice`` is an entity key of the reading or one of :data:`SPEAKERS`; ``said`` is EDTF, None when not said."""

    voice: str
    act: Act
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Args:
    """What a claim says beyond subject and object. ``from_``, ``org`` and ``place`` are entity keys; the rest are words of the text.

    None means that the text does not say. ``quantity`` is a number, or the text's words for one.
    """

    role: str | None = None
    from_: str | None = None
    org: str | None = None
    place: str | None = None
    name: str | None = None
    quantity: str | int | float | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition somebody is said to have put forward.

    ``id`` is unique in its reading. ``subject`` and ``object`` are entity keys; None means that the text names nobody there (an agentless
    killing) or that the predicate takes none. ``when`` is the time of the *fact* as EDTF, None when the text gives none. ``voices`` is the
    chain, outermost first, never empty; the last voice commits to the proposition. Always ``text[start:end] == quote``.
    ``score`` is the share of such claims of this reader that are right by predicate, ends and place, 0 to 1 (docs/explanation/scores.md); None for a
    person's reading and a language model's.
    """

    id: str
    predicate: str
    subject: str | None
    object: str | None
    start: int
    end: int
    quote: str
    voices: tuple[Voice, ...]
    when: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    mode: Mode = Mode.ACTUAL
    args: Args = Args()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A voice's judgement, in the text itself, of a claim of the same reading."""

    claim: str
    stance: Stance
    voice: str
    start: int
    end: int
    quote: str

"""Which reader proposed a claim, and the exchange with a language model from which it came."""

from __future__ import annotations

from dataclasses import dataclass

#: As a reader: a person, who read the document or stands behind a claim of it.
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question put to a language model and answered. ``id`` is the hash of the question, ``answer`` that of what came back.

    ``stage`` is what was asked for; ``prompts`` the version of the prompts, ``parameters`` what was sent beside them, as JSON; ``at`` when it was
    answered, in UTC.
    """

    id: str
    stage: str
    model: str
    prompts: str
    parameters: str
    at: str
    answer: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """That a reader proposed a claim of the same reading. A claim that two readers found has two.

    ``reader`` is the name of a machine reader ("compact", "model"), or "person" where a person has corrected or accepted the claim; ``exchange`` the exchange
    in which a model's claim took its form, None for others.
    ``agreement``: 1 where both readers say the same, 0.5 where they agree but for the time, the certainty, the chain or the arguments, 0 where the other
    does not have it; None where only one reader has read the document. ``note`` says what differs, what was mended, or who stands behind it.
    """

    claim: str
    reader: str
    exchange: str | None = None
    agreement: float | None = None
    note: str | None = None

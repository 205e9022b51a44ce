"""The answer to "does it hold": a status, with the claims that make it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model import When
from variorum.reasoning.testimony import Proposition, Testimony


class Status(StrEnum):
    """The answer to "does it hold on that date, for that viewpoint"."""

    HELD = "held"
    DENIED = "denied"
    CONTESTED = "contested"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the claims that make it. ``supports`` and ``opposes`` speak to the date; ``ended`` says that it was over by then;
    ``weak`` bears on the question without deciding it (also what was only planned or ordered); ``elsewhen`` speaks of other dates.
    All in the order of the record.
    """

    proposition: Proposition
    on: When | None
    status: Status
    supports: tuple[Testimony, ...]
    opposes: tuple[Testimony, ...]
    ended: tuple[Testimony, ...]
    weak: tuple[Testimony, ...]
    elsewhen: tuple[Testimony, ...]

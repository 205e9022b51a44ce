"""What the text says somewhere, before anybody is asked who says it."""

from __future__ import annotations

from dataclasses import dataclass, field

from variorum.model import Args, Certainty, Mode, Polarity


@dataclass(frozen=True, slots=True)
class Proposition:
    """A relation that the words at ``start``..``end`` state: a claim without its voices.

    ``subject`` and ``object`` are entity keys or None; ``frame`` names the line of the lexicon (or the rule) that found it; ``anchor`` is the
    offset of the word it was found by; ``clause`` is the span of the whole clause around it, in which a reporting frame would stand;
    ``score`` is 0..1, how well the frame fitted or what the network gave: it chooses between propositions and is no probability; ``fit`` is the frame's
    where the network has weighed it too. ``network`` is what the network gave the relation, None where it was not asked or does not know the
    predicate. ``chance`` is the share of such claims that are right (reading/calibration), None until that is asked.
    """

    predicate: str
    subject: str | None
    object: str | None
    start: int
    end: int
    anchor: int
    frame: str
    score: float
    clause: tuple[int, int]
    args: Args = field(default_factory=Args)
    polarity: Polarity = Polarity.AFFIRMED
    mode: Mode = Mode.ACTUAL
    certainty: Certainty = Certainty.CERTAIN
    when: str | None = None
    recall: str | None = None  #: the predicate from whose last mention the missing object may be taken
    reports: tuple[int, int] | None = None  #: of a verb of saying: the span of what is said
    network: float | None = None
    fit: float | None = None
    chance: float | None = None

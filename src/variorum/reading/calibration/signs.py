"""What is seen of a proposition that has to do with whether it is right.

Who proposed it, how well its frame fitted, what the network gave it, its predicate, how its two ends are called where it stands, how it is put, in which
layer. Nothing of this is about what it says of whom: who is named is not looked at.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.model import Certainty, Layer, Mention, Mode, Polarity
from variorum.reading.calibration.chance import Chance
from variorum.reading.claims.proposition import Proposition

Signs = Mapping[str, float]
_LONGEST = 200  #: code points of evidence; longer is not told apart


def calibrated(
    propositions: Sequence[Proposition], mentions: Sequence[Mention], layers: Sequence[Layer], chance: Chance
) -> tuple[Proposition, ...]:
    """The same propositions, each with its ``chance``: the share of claims with such signs that are right. Order and all else stay.

    ``mentions`` are sorted by start, ``layers`` in order.
    """
    places: dict[str, list[Mention]] = {}
    for m in mentions:
        if m.entity is not None:
            places.setdefault(m.entity, []).append(m)
    starts = [x.start for x in layers]
    found = []
    for p in propositions:
        layer = layers[max(0, bisect_right(starts, p.start) - 1)].kind if layers else ""
        signs = {
            **dict(_of(p)),
            f"layer {layer}": 1.0,
            f"subject {_called(p, p.subject, places)}": 1.0,
            f"object {_called(p, p.object, places)}": 1.0,
        }
        found.append(replace(p, chance=chance(signs)))
    return tuple(found)


def _of(p: Proposition) -> Iterator[tuple[str, float]]:
    """What the proposition itself shows."""
    by = "network" if p.fit is None and p.network is not None else "rule" if p.network is None else "both"
    yield f"by {by}", 1.0
    if p.network is not None:
        yield f"network's score, {by}", log_odds(p.network)
    if by != "network":
        yield "rule's score", log_odds(p.score if p.fit is None else p.fit)
    yield f"predicate {p.predicate}", 1.0
    if p.polarity is Polarity.DENIED:
        yield "denied", 1.0
    if p.mode is not Mode.ACTUAL:
        yield "not actual", 1.0
    if p.certainty is not Certainty.CERTAIN:
        yield "unsure", 1.0
    yield "long", min(_LONGEST, p.end - p.start) / 100


def _called(p: Proposition, key: str | None, places: Mapping[str, Sequence[Mention]]) -> str:
    """How one end is called within the evidence: name, description, pronoun; "elsewhere" when only words around it say who, "nobody" for none."""
    if key is None:
        return "nobody"
    own = places.get(key, ())
    last = bisect_left(own, p.end, key=lambda m: m.start)
    inside = next((m for m in own[max(0, last - 8) : last] if m.end > p.start), None)
    return str(inside.form) if inside else "elsewhere"


def log_odds(share: float) -> float:
    """The logarithm of the odds; nothing is taken for surer than 199 to 1.

    >>> log_odds(0.5), round(log_odds(0.9), 2), log_odds(1.0) == log_odds(0.995)
    (0.0, 2.2, True)
    """
    bounded = min(0.995, max(0.005, share))
    return math.log(bounded / (1 - bounded))

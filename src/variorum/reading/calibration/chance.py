"""What the signs of a claim are worth: a logistic sum, whose numbers ``training/calibration`` fits on annotated passages.

The network is surer of the books that it was taught than of others, so what it says is corrected by two numbers for each kind of proposer, fitted on books
that it was not taught.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from variorum.yaml_data import from_yaml

#: From the signs of a claim to the share of such claims that are right.
Chance = Callable[[Mapping[str, float]], float]
_SUREST = 0.99  #: nothing that a machine has read is certain


@dataclass(frozen=True, slots=True)
class Worth:
    """``signs`` by name; one that is not there is worth nothing. ``corrected``: for a kind of proposer, what is added and what is multiplied."""

    base: float
    signs: Mapping[str, float]
    corrected: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def sum(self, signs: Mapping[str, float]) -> float:
        """The log odds before correction."""
        return self.base + sum(self.signs.get(name, 0.0) * value for name, value in signs.items())

    def __call__(self, signs: Mapping[str, float]) -> float:
        """The share of claims with such signs that are right, to three places."""
        total = self.sum(signs)
        for name, (added, times) in self.corrected.items():
            if name in signs:
                total = added + times * total
        return round(min(_SUREST, max(1 - _SUREST, 1 / (1 + math.exp(-total)))), 3)


def chance(reader: str) -> Chance:
    """What the signs are worth in readings of ``reader`` ("compact", "rules"), by the numbers that ship."""
    return worths()[reader]


@cache
def worths() -> Mapping[str, Worth]:
    """The content of ``worth.yaml``."""
    data = from_yaml((files("variorum.reading.calibration") / "worth.yaml").read_text(encoding="utf-8"))
    return {reader: from_fields(fields) for reader, fields in data.items()}


def from_fields(fields: Mapping[str, Any]) -> Worth:
    """One reader's part of the file."""
    corrected = {name: (float(a), float(b)) for name, (a, b) in fields.get("corrected", {}).items()}
    return Worth(float(fields["base"]), {name: float(v) for name, v in fields["signs"].items()}, corrected)

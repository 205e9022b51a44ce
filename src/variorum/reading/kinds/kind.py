"""What a phrase is, by the network of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model import EntityType


@dataclass(frozen=True, slots=True)
class Kind:
    """``none`` is the chance that the phrase is nobody and nothing of note, ``types`` the chance of each type if it is (sum one)."""

    none: float
    types: Mapping[EntityType, float]

    @property
    def likeliest(self) -> EntityType:
        return max(EntityType, key=lambda t: self.types[t])

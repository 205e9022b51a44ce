"""What somebody outside the rules says that a name or a noun stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model.entity import EntityType


@dataclass(frozen=True, slots=True)
class Kind:
    """``none`` is the chance that the phrase is nobody and nothing of note, ``types`` the chance of each type if it is somebody (sum one)."""

    none: float
    types: Mapping[EntityType, float]

    @property
    def likeliest(self) -> EntityType:
        """The type with the best chance, however likely it is that the phrase is nobody at all; among equals the first of :class:`EntityType`."""
        return max(EntityType, key=lambda t: self.types[t])

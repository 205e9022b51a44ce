"""Whose claims count. A viewpoint is a set of voices; a claim counts when the last voice of its chain is one of them.

What a voice *concedes* or *denies* is its own word too, so it counts. What it merely *reports* of another is not: the other commits to it,
not the reporter (an author who quotes without comment does not endorse). ``as_reported_by`` keeps only what reached the page through
that reporter: al-Rida as the Bureau tells it.
"""

from __future__ import annotations

from dataclasses import dataclass

from variorum.reasoning.witness import Witness


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """``voices`` None: everyone. ``excluding`` voices never count. ``as_reported_by``: one of these must stand earlier in the chain (empty: no matter).

    A claim by an excluded voice changes nothing; a viewpoint of all voices admits exactly what everyone's does.
    """

    voices: frozenset[int] | None = None
    excluding: frozenset[int] = frozenset()
    as_reported_by: frozenset[int] = frozenset()

    def admits(self, witness: Witness) -> bool:
        """Whether the claim counts in this viewpoint."""
        if witness.voice in self.excluding or not witness.commits:
            return False
        if self.as_reported_by and not self.as_reported_by & set(witness.chain[:-1]):
            return False
        return self.voices is None or witness.voice in self.voices


EVERYONE = Viewpoint()

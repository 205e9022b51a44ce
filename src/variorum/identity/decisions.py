"""Judgements of persons on identity: ``decisions.jsonl``, one JSON object a line, only ever appended to.

    {"kind": "same", "a": {"document": "D1", "key": "K"}, "b": {"document": "D2", "name": "Abu Umar"}, "who": "...", "when": "...", "why": "..."}

A later decision about the same two supersedes the earlier one; none is erased. Lines of other kinds (corrections, grades) are left to others.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """One line."""

    kind: str

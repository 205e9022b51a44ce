"""Origins as values: roots, the steps that lead to them, circles, silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class StepKind(StrEnum):
    """Why one voice's word goes back to another's; surest first."""

    REPORTS = "reports"  #: a chain says so: A reports B
    PRINTS = "prints"  #: whoever prints, translates or edits a text has it from its writer
    PUBLISHED = "published"  #: a publisher's page is its author's word
    WROTE = "wrote"  #: a work is its writer's word
    SAME_WORDS = "same words"  #: two documents have the passage in common
    SAME_LETTER = "same letter"  #: two documents are one letter: an original and its translation
    CITES = "cites"  #: a document that names no source for it cites another that says it


class RootKind(StrEnum):
    VOICE = "voice"  #: somebody named who says from nobody that he has it
    WORK = "work"  #: a text whose writer the record does not know, or knows two of
    UNNAMED = "unnamed"  #: "it is reported": an origin that the last voice does not name
    CIRCLE = "circle"  #: voices that have it from one another and from nobody else


@dataclass(frozen=True, slots=True)
class Step:
    """One step back: ``voice`` has it from ``to``, as ``claims`` (ids of the record, those that show it) say; ``reason`` in words."""

    kind: StepKind
    voice: int
    to: int
    claims: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Root:
    """Where claims come from, as far back as the record leads. ``voice`` names it: the voice, the work, the last who passed an unnamed origin's
    word on, or the first of a circle. ``with_`` are the others of the circle, or those who have the very same words; sorted.
    ``claims`` go back to it, sorted; ``reason`` says why it goes no further.
    """

    kind: RootKind
    voice: int
    with_: tuple[int, ...]
    claims: tuple[int, ...]
    label: str
    reason: str

    @property
    def key(self) -> tuple[str, int]:
        """Equal for the same origin in two propositions."""
        return (str(self.kind), self.voice)


@dataclass(frozen=True, slots=True)
class Path:
    """How a claim goes back to one root: by ``steps``, nearest first; none when whoever makes the claim is the root. ``root`` is its place in
    ``Origins.roots``. A claim that goes back to two roots has two paths.
    """

    claim: int
    root: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Voices that have it from one another: following ``steps`` from ``voices[0]`` leads through all of them, and back to it.
    ``is_root`` False: one of them also has it from outside."""

    voices: tuple[int, ...]
    steps: tuple[Step, ...]
    is_root: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """A voice that spoke about the matter and neither affirmed nor denied the proposition; ``reason`` says how it spoke, ``claims`` are at
    most three of the claims in which it did, nearest in time first."""

    voice: int
    reason: str
    claims: tuple[int, ...]


def least_and_most(roots: tuple[Root, ...]) -> tuple[int, int]:
    """The number of roots that are shown to be different, and the number if every unnamed origin were one of its own.

    An unnamed origin may be any of the others: it counts as shown only where there is nothing else, and then all of them as one.
    """
    named = sum(r.kind is not RootKind.UNNAMED for r in roots)
    return (named or min(1, len(roots)), len(roots))


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a proposition comes from. ``claims`` are all that make it (the claim asked about among them, when its voice commits to it), ``aside``
    those whose voice only asks or doubts it; ids of the record, in its order. ``labels`` name every entity in it. ``notes``: what limits the answer.
    """

    claim: int
    sentence: str
    claims: tuple[int, ...]
    aside: tuple[int, ...]
    roots: tuple[Root, ...]
    paths: tuple[Path, ...]
    circles: tuple[Circle, ...]
    silent: tuple[Silence, ...]
    notes: tuple[str, ...]
    labels: dict[int, str]

    @property
    def independent(self) -> int:
        """The number of roots that are shown to be independent of one another; unnamed origins count only where nobody is named."""
        return least_and_most(self.roots)[0]

    @property
    def at_most(self) -> int:
        """The number of roots if every unnamed origin is another."""
        return least_and_most(self.roots)[1]

    def to_dict(self) -> dict[str, Any]:
        """The form of ``origins --json``, without the words of the claims; claims by their ids in sixteen hexadecimal digits."""
        return {
            "claim": _id(self.claim),
            "sentence": self.sentence,
            "independent": self.independent,
            "at_most": self.at_most,
            "roots": [
                {
                    "kind": str(r.kind),
                    "root": r.label,
                    "with": [self.labels.get(v) for v in r.with_],
                    "reason": r.reason,
                    "claims": [_id(c) for c in r.claims],
                }
                for r in self.roots
            ],
            "paths": [{"claim": _id(p.claim), "root": p.root, "steps": [self._step(s) for s in p.steps]} for p in self.paths],
            "circles": [
                {"voices": [self.labels.get(v) for v in c.voices], "is_root": c.is_root, "steps": [self._step(s) for s in c.steps]}
                for c in self.circles
            ],
            "silent": [{"voice": self.labels.get(s.voice), "reason": s.reason, "claims": [_id(c) for c in s.claims]} for s in self.silent],
            "aside": [_id(c) for c in self.aside],
            "notes": list(self.notes),
        }

    def _step(self, s: Step) -> dict[str, Any]:
        return {
            "kind": str(s.kind),
            "voice": self.labels.get(s.voice),
            "to": self.labels.get(s.to),
            "reason": s.reason,
            "claims": [_id(c) for c in s.claims],
        }


def _id(claim: int) -> str:
    return f"{claim:016x}"

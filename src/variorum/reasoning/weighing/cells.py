"""A person's judgement of one cell of a matrix of hypotheses, as a line of the log of judgements.

    {"kind": "cell", "question": "Was A under B?", "voice": {"document": "D1", "name": "Omar Hadi"}, "says": "yes",
     "hypothesis": "no", "cell": "inconsistent", "who": ..., "when": ..., "why": ...}

The evidence is named by its voice and by what it says (a side's position), or for a judgement in a text by its ``stance`` towards that position.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from variorum.errors import DecisionError
from variorum.model import Stance
from variorum.reasoning.weighing.grade import VoicePlace, voice_place
from variorum.reasoning.weighing.places import find_voices
from variorum.reasoning.witness import Rows
from variorum.shelf.judgements import Judgement, Kind, latest
from variorum.shelf.undone import standing


class Cell(StrEnum):
    """What evidence says of a hypothesis."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class CellJudgement:
    """That ``who`` holds the evidence (``voice`` saying ``says``, or taking ``stance`` to it) to be ``cell`` with the hypothesis, in one dispute."""

    question: str
    voice: VoicePlace
    says: str
    stance: Stance | None
    hypothesis: str
    cell: Cell
    who: str
    when: str | None
    why: str | None
    line: int = 0

    def fields(self) -> dict[str, Any]:
        """What the log keeps beside kind, who, when and why."""
        stance = {"stance": str(self.stance)} if self.stance else {}
        evidence = {"question": self.question, "voice": self.voice.to_dict(), "says": self.says, **stance}
        return {**evidence, "hypothesis": self.hypothesis, "cell": str(self.cell)}


#: A cell of one dispute: voice (an entity), position, stance (None: the voice's own claims), hypothesis.
CellKey = tuple[int, str, Stance | None, str]


def from_judgement(j: Judgement) -> CellJudgement:
    """The judgement that a line of kind ``cell`` holds. Raises DecisionError, naming the line, for one that cannot be used."""
    assert j.kind is Kind.CELL
    f = j.fields
    known = {"question", "voice", "says", "stance", "hypothesis", "cell"}
    if unknown := set(f) - known:
        raise DecisionError(f"{j.where}: unknown field {', '.join(sorted(unknown))}; a cell has {', '.join(sorted(known))}")
    if missing := [n for n in ("question", "says", "hypothesis") if not isinstance(f.get(n), str)]:
        raise DecisionError(f"{j.where}: a cell needs {', '.join(missing)}, in words")
    if not j.who:
        raise DecisionError(f"{j.where}: a cell needs `who`: two persons' judgements stand side by side")
    for name, allowed in (("cell", list(Cell)), ("stance", [None, *Stance])):
        if f.get(name) not in allowed:
            raise DecisionError(f"{j.where}: `{name}` is {f.get(name)!r}; expected one of {', '.join(str(a) for a in allowed if a)}")
    stance = Stance(f["stance"]) if f.get("stance") else None
    return CellJudgement(
        f["question"], voice_place(j, f.get("voice")), f["says"], stance, f["hypothesis"], Cell(f["cell"]), j.who, j.when, j.why, j.line
    )


def cells_of(record: Rows, log: Iterable[Judgement], question: str) -> Mapping[CellKey, tuple[CellJudgement, ...]]:
    """The judgements in force on cells of one dispute, by cell; one a person, in order of line. Those of voices no longer known are left out."""
    given = [c for j in standing(log) if j.kind is Kind.CELL and (c := from_judgement(j)).question == question]
    voices = find_voices(record, [c.voice for c in given])
    found: dict[CellKey, list[CellJudgement]] = defaultdict(list)
    for c in latest(given, lambda c: (c.who, voices.get(c.voice, c.voice), c.says, c.stance, c.hypothesis)):
        if c.voice in voices:
            found[voices[c.voice], c.says, c.stance, c.hypothesis].append(c)
    return {k: tuple(v) for k, v in found.items()}

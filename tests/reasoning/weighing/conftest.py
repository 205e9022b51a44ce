"""A small record whose voices have names and documents, and a log of grades on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.identity.folding import fold
from variorum.reasoning import Dispute, disputes
from variorum.reasoning.weighing.grade import ALL, Grade
from variorum.reasoning.weighing.grades import Grades
from variorum.reasoning.weighing.judging import grade_claim, grade_voice
from variorum.shelf.judgements import Judgement, read

from ..conftest import Book


class Shelf(Book):
    """A book of claims with the tables by which grades find voices: every entity is named in document D1 (key K1, K2 ...), claims are D1:c1 ..."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self.log = log
        self.db.execute("INSERT INTO document VALUES (1, 'D1', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 100, 'person', 0, 0)")

    def id(self, name: str | None) -> int:
        known = len(self.ids)
        number = super().id(name)
        if len(self.ids) > known and name is not None:
            self.db.execute("INSERT INTO name VALUES (?, ?, 'official', ?, 1)", [number, name, fold(name)])
            self.db.execute("INSERT INTO local_entity VALUES (1, ?, ?)", [f"K{number}", number])
        return number

    def grade(self, voice: str, mark: str, *, by: str = "mara", topic: str = ALL) -> Grade:
        return grade_voice(self, self.log, self.id(voice), mark, why="because", topic=topic, by=by)

    def grade_claim(self, claim: str, mark: str, *, by: str = "mara") -> Grade:
        return grade_claim(self, self.log, claim, mark, why="because", by=by)

    @property
    def judged(self) -> tuple[Judgement, ...]:
        return read(self.log)

    @property
    def grades(self) -> Grades:
        return Grades.of(self, self.judged)

    def dispute(self) -> Dispute:
        (found,) = disputes(self)
        return found


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "decisions.jsonl")

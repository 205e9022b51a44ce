"""Answers kept as files (recorded/README.md), as a model that gives them: by the document that a question shows and the stage it is of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from variorum.cli.demo import sample
from variorum.model import Document
from variorum.reading.language_model.exchanges import Answer, answer_to
from variorum.reading.language_model.request import Request
from variorum.shelf.outside import take

FOLDER = Path(__file__).parent / "recorded"
FILES = {"testimony": "03-testimony-abu-hatim.txt", "agency": "05-agency-report.txt", "denial": "13-emirate-denial.txt"}


def document(name: str) -> tuple[Document, str]:
    """The document of the sample archive with its text."""
    taken = take(sample() / "documents" / FILES[name])
    return taken.document, taken.text


def annotation(name: str) -> Mapping[str, Any]:
    """The annotation of it."""
    found: Mapping[str, Any] = json.loads((FOLDER / "annotations" / f"{name}.json").read_text(encoding="utf-8"))
    return found


class Recorded:
    """Answers questions about one document. Raises AssertionError for a repair: none was needed, and none is recorded."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, request: Request) -> Answer:
        assert len(request.messages) == 2, f"a repair was asked for: {request.messages[-1].content}"
        text = (FOLDER / "answers" / self.name / f"{request.stage}.json").read_text(encoding="utf-8")
        sizes = (request.chars // 4, len(text.encode()) // 4)
        return answer_to(request, text, "stop", at="2026-11-30T09:30:00Z", via="recorded", form="text", tokens=sizes)

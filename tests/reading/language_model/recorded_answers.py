"""Answers kept as files (recorded/README.md), as a model that gives them: by the document that a question shows and the stage it is of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from variorum.cli.demo import sample
from variorum.model import Document
from variorum.reading.language_model.exchanges import Answer, answer_to
from variorum.reading.language_model.request import Asker, Request
from variorum.shelf.outside import take

FOLDER = Path(__file__).parent / "recorded"
_BOOKS = Path(__file__).resolve().parents[3] / "training" / "passages"

#: Documents of the sample by the hand that annotated them, who answered the questions too.
KNOWN = {"testimony": "03-testimony-abu-hatim.txt", "agency": "05-agency-report.txt", "denial": "13-emirate-denial.txt"}
#: The same three, as a large language model answered that had not seen the annotations, with prompts of version 2.
ANEW = {f"{name}-anew": file for name, file in KNOWN.items()}
#: Documents of the sample that a large language model was asked about.
SAMPLE = {
    "directive": "01-directive-to-the-coast.txt",
    "monitor": "02-monitor-leaked-letter.html",
    "five-names": "04-analyst-five-names.md",
    "listing": "06-official-listing.txt",
    "council-letter-ar": "07-council-letter-arabic.txt",
    "council-letter": "08-council-letter-translation.txt",
    "daily-kharaz": "09-newspaper.txt",
    "institute": "10-institute-brief.md",
    "ministry-memo": "11-ministry-brief.txt",
    "harbour-notes": "12-blog-harbour-notes.md",
    "speech": "14-ark-speech.txt",
    "salt-brigade": "15-salt-brigade-statement.txt",
    "chronology": "16-chronology.txt",
}
#: Passages that it was asked about too, which others had annotated: every fourth of a book that no reader was made with, in turn with the prompts of
#: version 1 and, after what those had shown, of version 2.
PASSAGES = {"1": ("w19-01", "w19-09", "w19-17", "w19-25"), "2": ("w19-05", "w19-13", "w19-21", "w19-29")}


def document(name: str) -> tuple[Document, str]:
    """The document of the sample archive, or the passage, with its text."""
    if name in _passages():
        told = _passages()[name]
        text = told["text"]
        return Document(name, told["document"]["sha256"], published=told["document"].get("published"), chars=len(text)), text
    taken = take(sample() / "documents" / (KNOWN | ANEW | SAMPLE)[name])
    return taken.document, taken.text


def annotation(name: str) -> Mapping[str, Any]:
    """A person's annotation of one of those ``KNOWN`` or ``ANEW``."""
    found: Mapping[str, Any] = json.loads((FOLDER / "annotations" / f"{name.removesuffix('-anew')}.json").read_text(encoding="utf-8"))
    return found


def asker(name: str) -> Asker:
    """Who was asked about it, with the version of the prompts that the answers are to."""
    return Asker("recorded", prompts="2" if name in (*ANEW, *PASSAGES["2"]) else "1")


class Recorded:
    """Answers questions about one document. Raises FileNotFoundError for a question that was never asked, such as a repair where none was needed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, request: Request) -> Answer:
        stage = request.stage if len(request.messages) == 2 else f"{request.stage}_repair"
        text = (FOLDER / "answers" / self.name / f"{stage}.json").read_text(encoding="utf-8")
        sizes = (request.chars // 4, len(text.encode()) // 4)
        return answer_to(request, text, "stop", at="2026-11-30T09:30:00Z", via="recorded", form="text", tokens=sizes)


@cache
def _passages() -> dict[str, Any]:
    """The passages of the book that ``PASSAGES`` are from, by id."""
    book = json.loads((_BOOKS / "w19.json").read_text(encoding="utf-8"))
    return {d["document"]["id"]: d for d in book["documents"]}

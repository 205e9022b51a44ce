"""Exchanges kept by content: what was asked, as its hash, leads to what was answered. Nothing is asked, or paid for, twice.

exchanges/ab/<hash of the question>.json      one answer: a line with the hash of the rest, then the rest
exchanges/documents/ab/<hash>.json            which exchanges read one text completely, in order (derived: may be deleted)

The answers are no cache of something that could be made again, as a model may answer otherwise tomorrow: they belong to the archive as its originals do.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from variorum.model import Exchange
from variorum.reading.language_model.request import Asker, Request
from variorum.shelf.sealed import read_sealed, write_sealed


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``finish`` is "stop", or "length" for an answer that was cut off; ``via`` where it is from: a server, or "added"."""

    request: str
    stage: str
    model: str
    prompts: str
    parameters: str
    text: str
    finish: str
    at: str
    via: str
    form: str
    tokens_in: int
    tokens_out: int

    @property
    def digest(self) -> str:
        """Tells answers to one question apart."""
        return hashlib.sha256(json.dumps([self.text, self.finish]).encode()).hexdigest()

    @property
    def exchange(self) -> Exchange:
        """As the record knows it."""
        return Exchange(self.request, self.stage, self.model, self.prompts, self.parameters, self.at, self.digest)


def answer_to(request: Request, text: str, finish: str, *, at: str, via: str, form: str, tokens: tuple[int, int]) -> Answer:
    """The answer to a request, with what a claim that comes of it must be able to say."""
    a = request.asker
    return Answer(request.id, request.stage, a.model, a.prompts, json.dumps(a.sent, sort_keys=True), text, finish, at, via, form, *tokens)


@dataclass(frozen=True)
class Exchanges:
    """The exchanges in a folder, which need not exist."""

    folder: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lock", threading.Lock())

    def get(self, request: str) -> Answer | None:
        """The answer to the request of that id; None when there is none, or it is damaged."""
        body = _checked(self._path(request))
        try:
            return None if body is None else Answer(**{f.name: body[f.name] for f in fields(Answer)})
        except (KeyError, TypeError):
            return None

    def has(self, request: str) -> bool:
        """Whether there is a file for it, damaged or not."""
        return os.path.exists(f"{self.folder}/{request[:2]}/{request}.json")  # noqa: PTH110 - asked for every document of every build: a Path costs ten times as much

    def keep(self, answer: Answer) -> None:
        """Keeps an answer, whole or not at all, on the disk when this returns. Raises CustodyError when the disk does not take it."""
        with self._lock:  # type: ignore[attr-defined]
            _write(self._path(answer.request), asdict(answer))

    def all(self) -> Iterator[Answer]:
        """Every undamaged answer, sorted by request."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.json")):
            if answer := self.get(path.stem):
                yield answer

    def version(self) -> str | None:
        """The version of the prompts with which somebody was asked; of one exchange, where there are several versions. None when nobody was."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for each in sorted(path.glob("*.json")):
                if answer := self.get(each.stem):
                    return answer.prompts
        return None

    def transcript(self, key: str) -> tuple[tuple[str, str], ...] | None:
        """The exchanges (request, hash of the answer) that read a text completely; None when it has not been read, or one of them is missing."""
        body = _checked(self._transcript(key))
        try:
            listed = None if body is None else tuple((str(r), str(a)) for r, a in body["exchanges"])
        except (KeyError, TypeError, ValueError):
            return None
        return listed if listed is not None and all(self.has(r) for r, _ in listed) else None

    def keep_transcript(self, key: str, used: Sequence[Answer]) -> None:
        """Keeps which exchanges read a text completely."""
        with self._lock:  # type: ignore[attr-defined]
            _write(self._transcript(key), {"exchanges": [[a.request, a.digest] for a in used]}, durable=False)

    def _path(self, request: str) -> Path:
        return self.folder / request[:2] / f"{request}.json"

    def _transcript(self, key: str) -> Path:
        return self.folder / "documents" / key[:2] / f"{key}.json"


def transcript_key(text: str, published: str | None, asker: Asker, version: str) -> str:
    """What the questions about a document follow from; ``version`` is that of the code which puts them."""
    content = [version, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), published, asdict(asker)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _write(path: Path, content: dict[str, Any], *, durable: bool = True) -> None:
    write_sealed(path, json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"), durable=durable)


def _checked(path: Path) -> dict[str, Any] | None:
    """The content of a file that is as it was written; None for any other."""
    body = read_sealed(path)
    found: dict[str, Any] | None = None if body is None else json.loads(body)
    return found

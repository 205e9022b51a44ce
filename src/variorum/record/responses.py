"""``variorum add DIR --responses PATH``: answers of a language model that were made elsewhere, as the answers to this archive's questions.

An answer is a file named by the hash of its question: HASH.json, a chat completion as servers give it or the answer alone, or HASH.txt, the words
alone; or a line of a .jsonl file in the form of batch results, with the hash as ``custom_id``. They are checked when they are read, as those of a server are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from variorum.errors import UsageError
from variorum.reading.language_model.client import estimated, read_completion
from variorum.reading.language_model.exchanges import Exchanges, answer_to
from variorum.reading.language_model.request import Request
from variorum.record.consulting import consult_archive
from variorum.shelf.judgements import now
from variorum.shelf.layout import Layout

_HASH = re.compile(r"[0-9a-f]{64}")
#: What an answer is an object of, one for each kind of question.
_ANSWERS = {"layers", "entities", "claims", "verdicts"}
#: No answer is longer.
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class ResponseReport:
    """How many answers were ``taken`` and were there ``already``. ``failed`` says of each other what is wrong with it; ``documents`` are now answered
    completely, ``waiting`` have questions left.
    """

    taken: int
    already: int
    failed: tuple[tuple[str, str], ...]
    documents: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    where: str
    text: str
    finish: str
    tokens: tuple[int, int] | None
    at: str
    via: str
    form: str


def add_responses(layout: Layout, path: Path) -> ResponseReport:
    """Takes the answers in a file, or in the files of a folder, that answer questions of this archive. An answer that is there is never replaced.

    Raises:
        UsageError: there is no such file or folder.
        CustodyError: the disk does not take an answer; those before are kept.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder")
    given: dict[str, _Given] = {}
    failed: list[tuple[str, str]] = []
    for where, id_, found in _read(path):
        if isinstance(found, _Given):
            given.setdefault(id_, found)
        else:
            failed.append((where, found))
    exchanges = Exchanges(layout.exchanges)
    already = [id_ for id_ in given if exchanges.get(id_) is not None]
    taken: set[str] = set()
    state = consult_archive(layout, ask=False)
    before = set(state.waiting)
    while True:  # answers make further questions, to which there may be answers too
        answered = {r.id: r for r in state.pending.values() if r.id in given}
        if not answered:
            break
        for id_, request in answered.items():
            _keep(exchanges, request, given[id_])
        taken |= answered.keys()
        state = consult_archive(layout, ask=False)
    unknown = given.keys() - taken - set(already)
    failed += ((given[id_].where, f"answers no question that this archive has now ({id_[:16]})") for id_ in sorted(unknown))
    return ResponseReport(
        len(taken), len(already), tuple(failed), tuple(sorted(before - state.waiting.keys())), tuple(sorted(state.waiting))
    )


def _keep(exchanges: Exchanges, request: Request, g: _Given) -> None:
    tokens = g.tokens or (estimated(request.chars), estimated(len(g.text.encode("utf-8", "replace"))))
    exchanges.keep(answer_to(request, g.text, g.finish, at=g.at, via=g.via, form=g.form, tokens=tokens))


def _read(path: Path) -> Iterator[tuple[str, str, _Given | str]]:
    """Of every answer where it is, the question's hash, and itself or what is wrong with it."""
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.suffix not in (".json", ".txt", ".jsonl") or (path.is_dir() and file.suffix != ".jsonl" and not _HASH.fullmatch(file.stem)):
            continue
        try:
            if file.stat().st_size > _LARGEST and file.suffix != ".jsonl":
                raise ValueError(f"has more than {_LARGEST:,} bytes")
            if file.suffix == ".jsonl":
                yield from _batch(file)
            elif not _HASH.fullmatch(file.stem):
                raise ValueError("is not named by the hash of a question")
            elif file.suffix == ".txt":
                yield str(file), file.stem, _Given(str(file), file.read_text(encoding="utf-8"), "stop", None, now(), "added", "text")
            else:
                yield str(file), file.stem, _in_json(str(file), file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as err:
            yield str(file), file.stem, f"cannot be used: {err}"


def _batch(file: Path) -> Iterator[tuple[str, str, _Given | str]]:
    with file.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            where = f"{file}, line {n}"
            try:
                entry = json.loads(line)
                if not isinstance(entry, Mapping) or "response" not in entry:
                    continue  # a batch of questions, or an empty line
                id_ = str(entry.get("custom_id"))
                body = entry["response"].get("body") if isinstance(entry["response"], Mapping) else None
                if not _HASH.fullmatch(id_):
                    raise ValueError("`custom_id` is not the hash of a question")
                yield where, id_, _completion(where, body)
            except (ValueError, RecursionError) as err:
                yield where, "", f"cannot be used: {err}"


def _in_json(where: str, content: str) -> _Given:
    """A completion, or an answer itself, which anybody would save under that name. Raises ValueError for anything else."""
    try:
        body = json.loads(content)
    except ValueError as err:
        raise ValueError(
            f"is no JSON ({err}); expected a chat completion or the answer alone; words that are no JSON go into a .txt file"
        ) from err
    if isinstance(body, Mapping) and body.keys() & _ANSWERS:
        return _Given(where, content, "stop", None, now(), "added", "text")
    return _completion(where, body)


def _completion(where: str, body: Any) -> _Given:
    text, finish, tokens = read_completion(body)
    own = body.get("variorum")
    told = own if isinstance(own, Mapping) and all(isinstance(own.get(k), str) for k in ("at", "via", "form")) else None
    if told:
        return _Given(where, text, finish, tokens, told["at"], told["via"], told["form"])
    created = body.get("created")
    at = datetime.fromtimestamp(created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(created, int) and 0 < created < 2**35 else now()
    return _Given(where, text, finish, tokens, at, "added", "text")

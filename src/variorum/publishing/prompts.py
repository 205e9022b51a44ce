"""The questions that a language model is to be asked, as files: for whoever has the model elsewhere, or sends questions in batches.

NAME.json is the body of one call, named by the hash of the question; ``requests.jsonl`` has all of them in the form of batch files, with that hash as
``custom_id``. Later questions follow from earlier answers: ``remaining.json`` says how many are left when these are answered.
"""

from __future__ import annotations

import json
from pathlib import Path

from variorum.errors import UsageError
from variorum.reading.language_model.exchanges import Exchanges
from variorum.reading.language_model.request import Request
from variorum.record.consulting import consult_archive, wanted_of_model
from variorum.shelf.documents import documents, text_of
from variorum.shelf.layout import Layout, write_whole

#: How many questions of which kind follow one that is put now, for each window of the text.
_AFTER = {"layers": 3, "names": 2, "claims": 1, "second_look": 0}


def write(layout: Layout, out: Path) -> tuple[Path, ...]:
    """Writes every question that can be put now and has no answer into the folder ``out``; other files in it are left alone.

    Raises UsageError where archive.toml wants no language model.
    """
    desk, wanted = wanted_of_model(layout)
    if desk is None or not wanted:
        raise UsageError(
            f'{layout.settings}: no document is read by a language model; expected reader = "model", "both" or "doubted", or [readers]'
        )
    found = consult_archive(layout, ask=False)
    form = "schema" if desk.settings.form == "auto" else desk.settings.form
    asked = {request.id: request for request in found.pending.values()}
    written = [out / f"{id_}.json" for id_ in sorted(asked)]
    for path in written:
        write_whole(path, _json(asked[path.stem].body(form)))
    lines = [
        json.dumps({"custom_id": id_, "method": "POST", "url": "/v1/chat/completions", "body": asked[id_].body(form)}, ensure_ascii=False)
        for id_ in sorted(asked)
    ]
    write_whole(out / "requests.jsonl", "".join(f"{line}\n" for line in lines).encode())
    write_whole(out / "remaining.json", _json(_remaining(layout, found.pending, len(asked), desk.settings.window)))
    return (*written, out / "requests.jsonl", out / "remaining.json")


def write_answers(layout: Layout, out: Path) -> tuple[Path, ...]:
    """Writes every answer that is kept into the folder ``out``, each as a chat completion that ``variorum add --responses`` takes in elsewhere."""
    written = []
    for a in Exchanges(layout.exchanges).all():
        path = out / f"{a.request}.json"
        body = {
            "object": "chat.completion",
            "model": a.model,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": a.text}, "finish_reason": a.finish}],
            "usage": {"prompt_tokens": a.tokens_in, "completion_tokens": a.tokens_out},
            "variorum": {"at": a.at, "via": a.via, "form": a.form},
        }
        write_whole(path, _json(body))
        written.append(path)
    return tuple(written)


def _remaining(layout: Layout, pending: dict[str, Request], now: int, window: int) -> dict[str, int]:
    """``later`` is a guess: as many windows as the text has, and no repairs."""
    sizes = {d.id: len(text_of(layout, d)) for d in documents(layout) if d.id in pending}
    later = sum(_AFTER[r.stage] * max(1, -(-sizes[id_] // window)) for id_, r in pending.items())
    return {"documents": len(pending), "questions_now": now, "questions_later_about": later}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

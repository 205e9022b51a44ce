"""A small archive, annotated by hand and built once: the commands are tried on it as a person would type them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from variorum.cli import main

TEXT = (
    "The Wing was part of the Front in 2007. Omar Hadi led the Front. Speaker Nabil denied that the Wing was ever part of the Front.\n"
    "In May 2010 the Wing became the Army.\n"
)


def annotation(text: str, **changes: Any) -> dict[str, Any]:
    """A person's reading of :data:`TEXT`."""

    def claim(id_: str, predicate: str, subject: str | None, obj: str | None, quote: str, voices: list[str], **more: Any) -> dict[str, Any]:
        start = text.index(quote)
        chain = [
            {"voice": v, "act": "reports" if i < len(voices) - 1 else more.pop("act", "asserts"), "said": None}
            for i, v in enumerate(voices)
        ]
        base = {"when": None, "polarity": "affirmed", "certainty": "certain", "mode": "actual", "args": {}}
        place = {"start": start, "end": start + len(quote), "quote": quote}
        return {"id": id_, "predicate": predicate, "subject": subject, "object": obj, "voices": chain, **base, **more, **place}

    names = {"WING": "the Wing", "FRONT": "the Front", "ARMY": "the Army"}
    people = {"OMAR": "Omar Hadi", "NABIL": "Nabil"}
    return {
        "document": {
            "id": "d",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "chars": len(text),
            "author": "Lena Hart",
            "published": "2012",
        },
        "layers": [{"kind": "commentary", "start": 0, "end": len(text)}],
        "entities": {
            **{k: {"type": "organisation", "names": [{"text": n, "kind": "official"}]} for k, n in names.items()},
            **{k: {"type": "person", "names": [{"text": n, "kind": "legal"}]} for k, n in people.items()},
        },
        "claims": [
            claim("c1", "part_of", "WING", "FRONT", "The Wing was part of the Front in 2007", ["@author"], when="2007"),
            claim("c2", "leads", "OMAR", "FRONT", "Omar Hadi led the Front", ["@author"]),
            claim(
                "c3",
                "part_of",
                "WING",
                "FRONT",
                "the Wing was ever part of the Front",
                ["@author", "NABIL"],
                polarity="denied",
                act="denies",
            ),
            claim("c4", "became", "WING", "ARMY", "the Wing became the Army", ["@author"], when="2010-05"),
        ],
        "dates": [],
        "assessments": [],
        "checked_by": "a key that variorum does not know",
        **changes,
    }


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def run() -> Run:
    """Types a command; the result has ``exit_code``, ``stdout`` and ``stderr``."""

    def _run(*words: object) -> Result:
        return CliRunner().invoke(main, [str(w) for w in words], catch_exceptions=False)

    return _run


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The archive, built."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "in").mkdir()
    (folder / "in" / "d.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "d.meta.toml").write_text('author = "Lena Hart"\npublished = "2012"\n')
    (folder / "d.json").write_text(json.dumps(annotation(TEXT)), encoding="utf-8")
    assert run("new", folder / "a").exit_code == 0
    assert run("add", folder / "a", folder / "in", "--annotations", folder / "d.json").exit_code == 0
    assert run("build", folder / "a", "--workers", 1).exit_code == 0
    return folder / "a"

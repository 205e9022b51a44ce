"""The annotated passages keep the laws that every annotation keeps; what teaches the readers must not be wrong in form."""

from __future__ import annotations

import hashlib
import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from variorum.model import vocabulary

FOLDER = Path(__file__).resolve().parents[2] / "training" / "passages"
BOOKS = [*sorted(FOLDER.glob("*.json")), *sorted((FOLDER / "second").glob("*.json"))]
_SPEAKERS = {"@author", "@translator", "@editor"}


def book(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_every_quote_and_mention_is_the_text_at_its_place(path: Path) -> None:
    for d in book(path)["documents"]:
        text, name = d["text"], d["document"]["id"]
        assert d["document"]["sha256"] == hashlib.sha256(text.encode()).hexdigest(), name
        for part in ("claims", "assessments", "dates"):
            assert all(text[x["start"] : x["end"]] == x["quote"] for x in d[part]), f"{name}: {part}"
        assert all(text[m["start"] : m["end"]] == m["text"] for m in d["mentions"]), name
        assert d["layers"][0]["start"] == 0 and d["layers"][-1]["end"] == len(text), name
        assert all(a["end"] == b["start"] for a, b in zip(d["layers"], d["layers"][1:], strict=False)), name


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_every_claim_speaks_of_entities_and_predicates_that_are_known(path: Path) -> None:
    for d in book(path)["documents"]:
        keys = set(d["entities"])
        assert all(m["entity"] in keys for m in d["mentions"]), d["document"]["id"]
        for c in d["claims"]:
            where = f"{d['document']['id']} {c['id']}"
            assert c["predicate"] in vocabulary().claimable, where
            named = {c["subject"], c["object"], *(c["args"].get(k) for k in ("from", "org", "place"))} - {None}
            assert named <= keys, where
            assert c["voices"] and {v["voice"] for v in c["voices"]} <= keys | _SPEAKERS, where


def test_no_full_name_is_in_two_worlds() -> None:
    """So that a world can be held out: what is learned of a name in one is of no use in another. Kunyas alone and words like "the Council" may recur."""
    of: dict[str, set[str]] = {}
    for path in BOOKS:
        if path.stem.startswith("w"):
            for d in book(path)["documents"]:
                for e in d["entities"].values():
                    for n in e["names"]:
                        if e["type"] == "person" and n["kind"] == "legal" and " " in n["text"] and not n["text"].startswith("the "):
                            of.setdefault(n["text"], set()).add(path.stem)
    assert {name: sorted(books) for name, books in of.items() if len(books) > 1} == {}


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_books_are_laid_out_a_line_a_claim(path: Path) -> None:
    laid_out = runpy.run_path(str(FOLDER / "layout.py"))["laid_out"]
    assert path.read_text(encoding="utf-8") == laid_out(book(path))

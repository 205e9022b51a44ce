"""The docs say what the code does: generated pages are fresh, and every command, predicate and public name is somewhere in them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from variorum.archive import Archive
from variorum.cli import main
from variorum.model import vocabulary

DOCS = Path(__file__).resolve().parents[1] / "docs"
ROOT = DOCS.parent


def everything() -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))])


def test_the_generated_reference_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, text in module.pages().items():
        assert (DOCS / "reference" / name).read_text(encoding="utf-8") == text, f"docs/reference/{name} is stale: run `make docs`"


@pytest.mark.parametrize("name", [*main.commands, *vocabulary().predicates, *(n for n in vars(Archive) if not n.startswith("_"))])
def test_every_name_is_in_the_docs(name: str) -> None:
    assert re.search(rf"\b{re.escape(name)}\b", everything()), f"{name} is nowhere in the docs"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} points to {target}, which is not there"

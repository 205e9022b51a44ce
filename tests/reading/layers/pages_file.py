"""Invented pages with their layers, as ``pages/NAME.page``.

A line ``#> KIND [VOICE] [anchor=MARKER]`` begins a layer with the next line; ``#>> KIND ...`` continues the line before it (a blank joins them).
The marker lines are not part of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Expected:
    """One layer as its writer meant it."""

    kind: str
    start: int
    end: int
    voice: str | None
    anchor: str | None


def read_page(path: Path) -> tuple[str, tuple[Expected, ...]]:
    """The text of a page and its layers."""
    text, heads = "", []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if not line.startswith("#>"):
            text += line
            continue
        if line.startswith("#>>"):
            text = text.removesuffix("\n") + " "
        kind, *rest = line.lstrip("#>").split()
        voice = next((r for r in rest if r.startswith("@")), None)
        anchor = next((r.removeprefix("anchor=") for r in rest if r.startswith("anchor=")), None)
        heads.append((len(text), kind, voice, anchor))
    ends = [h[0] for h in heads[1:]] + [len(text)]
    return text, tuple(Expected(k, s, e, v, a) for (s, k, v, a), e in zip(heads, ends, strict=True))


def pages() -> list[Path]:
    """All pages, by name."""
    return sorted(PAGES.glob("*.page"))

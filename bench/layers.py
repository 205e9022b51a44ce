"""How much of a page gets its right layer: on the passages of the invented worlds, on the seeds, and on the invented pages of the tests.

    python bench/layers.py [--quick] [--json] [--confusions]

Share of characters with the right kind, F1 of boilerplate by character (both as ../shared/tools/score.py counts them), and, where claims are
annotated, the share whose outermost voice is the one that the layer gives: its default voice, or the speaker of the turn or of the document, when
any of the names in that span is a name of the entity. Worlds w07 and w08 and the seeds are held out: measured, never worked on.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "reading" / "layers")]

from variorum.model.document import Document, Layer  # noqa: E402
from variorum.model.span import Span  # noqa: E402
from variorum.reading.layers import read_layers, speaker_span, turns  # noqa: E402

WORK, HELD = ("w01", "w02", "w03", "w04", "w05", "w06"), ("w07", "w08")


@dataclass
class Tally:
    """Counts of characters and of voices."""

    count: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add_characters(self, gold: Iterable[tuple[str, int, int]], found: tuple[Layer, ...], length: int) -> None:
        right, guess = _kinds(gold, length), _kinds(((x.kind.value, x.start, x.end) for x in found), length)
        for a, b in zip(right, guess, strict=True):
            if a:
                self.count.update(("chars", "right") if a == b else ("chars",))
                self.count["boiler.gold"] += a == "boilerplate"
                self.count["boiler.found"] += b == "boilerplate"
                self.count["boiler.right"] += a == b == "boilerplate"
                if a != b:
                    self.confused[a, b] += 1

    def add_voices(self, gold: dict[str, Any], text: str, found: tuple[Layer, ...]) -> None:
        spans: dict[int, Span | None] = {}
        for claim in gold["claims"]:
            i = next(k for k, x in enumerate(found) if x.start <= claim["start"] < x.end)
            voice = _outermost(claim["voices"])
            self.count["voices"] += 1
            if voice.startswith("@"):
                kind = "voices.default" if found[i].voice else "voices.own"
                self.count["voices.right"] += found[i].voice is not None
                self.count["voices.missed." + kind] += found[i].voice is None
                continue
            span = _turn(text, found[i], claim["start"])
            if span is None:
                spans.setdefault(i, speaker_span(text, found, i))
                span = spans[i]
            named = span is not None and _names(gold["entities"].get(voice, {}), span.of(text))
            self.count["voices.named"] += 1
            self.count["voices.own.right"] += found[i].voice is None
            self.count["voices.right"] += named
            self.count["voices.named.right"] += named

    def row(self) -> dict[str, float | int | None]:
        c = self.count
        p, r = _share(c["boiler.right"], c["boiler.found"]), _share(c["boiler.right"], c["boiler.gold"])
        return {
            "layers": _share(c["right"], c["chars"]),
            "boilerplate_f1": round(2 * p * r / (p + r), 4) if p and r else None,
            "voices": _share(c["voices.right"], c["voices"]),
            "of_others_known_as_such": _share(c["voices.own.right"], c["voices.named"]),
            "of_others_named": _share(c["voices.named.right"], c["voices.named"]),
        }


def _share(a: int, b: int) -> float | None:
    return round(a / b, 4) if b else None


def _kinds(layers: Iterable[tuple[str, int, int]], length: int) -> list[str]:
    kinds = [""] * length
    for kind, start, end in layers:
        kinds[start:end] = [kind] * (min(end, length) - start)
    return kinds


def _outermost(chain: list[dict[str, Any]]) -> str:
    """The first voice, a publisher who merely prints the rest apart (as ../shared/tools/score.py reads chains)."""
    printed = len(chain) > 1 and chain[0]["voice"].startswith("@") and chain[0]["act"] == "quotes"
    return str(chain[1 if printed else 0]["voice"])


def _turn(text: str, layer: Layer, at: int) -> Span | None:
    if layer.voice is not None:
        return None
    return next((t.label for t in turns(text, layer) if t.start <= at < t.end), None)


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _names(entity: dict[str, Any], said: str) -> bool:
    """Whether the span shares a name with the entity, or a word of one of its names that is longer than three letters."""
    words = set(_fold(said).split())
    return any(len(w) > 3 and w in words for n in entity.get("names", []) for w in _fold(n["text"]).split())


def _passages(world: str) -> Iterable[tuple[str, dict[str, Any]]]:
    book = json.loads((SHARED / "passages" / f"{world}.json").read_text(encoding="utf-8"))
    for document in book["documents"]:
        for key in document["entities"]:
            said = {m["text"] for m in document["mentions"] if m["entity"] == key}
            document["entities"][key]["names"] += [{"text": t} for t in sorted(said) if len(t) > 3]
        yield document["text"], document


def _seeds() -> Iterable[tuple[str, dict[str, Any]]]:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        yield text, json.loads((SHARED / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))


def _measure(documents: Iterable[tuple[str, dict[str, Any]]]) -> Tally:
    tally = Tally()
    for text, gold in documents:
        meta = gold["document"]
        found = read_layers(text, Document(id=meta["id"], sha256=meta["sha256"], title=meta.get("title"), chars=len(text)))
        tally.add_characters(((x["kind"], x["start"], x["end"]) for x in gold["layers"]), found, len(text))
        tally.add_voices(gold, text, found)
    return tally


def _measure_pages() -> Tally:
    from pages_file import pages, read_page

    tally = Tally()
    for path in pages():
        text, layers = read_page(path)
        tally.add_characters(((x.kind, x.start, x.end) for x in layers), read_layers(text, Document(id=path.stem, sha256="")), len(text))
    return tally


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="the invented pages, w01 and the seeds only")
    options.add_argument("--json", action="store_true")
    options.add_argument("--confusions", action="store_true", help="which kind was taken for which, in characters")
    chosen = options.parse_args()
    tallies = {"pages": _measure_pages()}
    if SHARED.is_dir():
        for world in ("w01",) if chosen.quick else (*WORK, *HELD):
            tallies[world] = _measure(_passages(world))
        tallies["seeds"] = _measure(_seeds())
    else:
        print("no shared documents at ../shared: only the invented pages are measured", file=sys.stderr)
    rows = {name: tally.row() for name, tally in tallies.items()}
    if chosen.json:
        print(json.dumps(rows, indent=1))
        return 0
    for name, row in rows.items():
        print(f"{name:6s} " + "  ".join(f"{k} {'-' if v is None else format(v, '.3f')}" for k, v in row.items()))
        if chosen.confusions:
            print("       " + ", ".join(f"{a}>{b} {n}" for (a, b), n in tallies[name].confused.most_common(8)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

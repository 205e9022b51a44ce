#!/usr/bin/env python3
"""The passages as a benchmark: what is in them, and what simple baselines, the rules and the whole reader make of them (docs/benchmark-passages.md).

    passages.py [--counts] [--json] [--quick] [--write FOLDER]

--counts: the tables of the datasheet, and nothing is read. --write: the annotations that each reader makes are left in FOLDER/READER, for score_passages.py.
--quick: every sixth passage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring import FIGURES, figures, intervals, tally
from scoring.baselines import Baseline, every_pair, learn, nearest_names
from scoring.splits import PASSAGES, splits
from shared import passages
from variorum.model import Document
from variorum.publishing.annotations import to_dict
from variorum.reading.read import read, read_by_rules
from variorum.yaml_data import from_yaml

Reader = Callable[[str, str, dict[str, Any]], dict[str, Any]]
MEASURED = ("test", "unread pages")  #: what nothing of the rules was written on and nothing was taught


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--counts", action="store_true")
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true")
    a.add_argument("--write", type=Path, metavar="FOLDER")
    o = a.parse_args()
    if o.counts:
        counted = counts(splits())
        print(json.dumps(counted, ensure_ascii=False)) if o.json else show_counts(counted)
        return 0
    table: dict[str, Any] = {}
    for split in MEASURED:
        cases = [c for book in splits()[split] for n, c in enumerate(passages(book)) if not o.quick or n % 6 == 0]
        for name, reader in readers().items():
            tallies = []
            for key, text, gold in cases:
                found = reader(key, text, gold)
                tallies.append(tally(gold, found, text))
                if o.write:
                    keep(o.write / name.replace(" ", "-").replace(",", ""), key, found)
            table[f"{split}: {name}"] = {"figures": figures(sum(tallies, Counter())), "95%": intervals(tallies, figures)}
    if o.json:
        print(json.dumps(table))
        return 0
    print(f"{'':44s}" + "".join(f"{c:>11s}" for c in FIGURES))
    for name, r in table.items():
        print(f"{name:44s}" + "".join(f"{'-' if (v := r['figures'][c]) is None else f'{v:.3f}':>11s}" for c in FIGURES))
        print(f"{'  95%':44s}" + "".join(f"{'-' if (x := r['95%'][c]) is None else f'{x[0]:.2f}-{x[1]:.2f}':>11s}" for c in FIGURES))
    return 0


def readers() -> dict[str, Reader]:
    """Every reader by its name in the table. The baselines learn from the books of the split ``teach`` alone."""
    learned = learn(gold for book in splits()["teach"] for _, _, gold in passages(book))
    baselines: dict[str, Baseline] = {"every pair": every_pair(learned), "nearest names": nearest_names(learned)}
    found: dict[str, Reader] = {}
    for name, baseline in baselines.items():
        found[f"{name}, mentions given"] = lambda _, text, gold, b=baseline: {
            "entities": gold["entities"],
            "claims": b(text, gold["mentions"], gold["entities"]),
        }
        found[f"{name}, mentions of the rules"] = lambda key, text, gold, b=baseline: _on_rules(b, key, text, gold)
    found["rules alone"] = lambda key, text, gold: to_dict(read_by_rules(about(key, text, gold), text))
    found["rules and network"] = lambda key, text, gold: to_dict(read(about(key, text, gold), text))
    return found


def _on_given(baseline: Baseline, text: str, gold: Mapping[str, Any]) -> dict[str, Any]:
    return {"entities": gold["entities"], "claims": baseline(text, gold["mentions"], gold["entities"])}


def _on_rules(baseline: Baseline, key: str, text: str, gold: Mapping[str, Any]) -> dict[str, Any]:
    form = to_dict(read_by_rules(about(key, text, gold), text))
    return {**form, "claims": baseline(text, [m for m in form["mentions"] if m["entity"]], form["entities"])}


def about(key: str, text: str, gold: Mapping[str, Any]) -> Document:
    """The document with what its page says of it."""
    known = {k: gold["document"].get(k) for k in ("title", "author", "publisher", "published")}
    return Document(key, gold["document"]["sha256"], chars=len(text), **known)


def keep(folder: Path, key: str, found: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{key}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


# ---------------------------------------------------------------- what is in them
def counts(books_of: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, Any]]:
    """The tables of the datasheet: by split, by family of genres, by layer, by predicate, and how claims are put."""
    families = from_yaml((PASSAGES / "genres.yaml").read_text(encoding="utf-8"))
    tables: dict[str, Counter[str]] = {k: Counter() for k in ("genres", "characters by layer", "predicates", "how claims are put")}
    by_split: dict[str, Counter[str]] = {}
    for split, books in books_of.items():
        own = by_split[split] = Counter({"books": len(books)})
        for _, text, d in (x for book in books for x in passages(book, described=False)):
            own.update({"passages": 1, "words": len(text.split()), "claims": len(d["claims"]), "mentions": len(d["mentions"])})
            own.update({"entities": len(d["entities"]), "dates": len(d["dates"]), "assessments": len(d["assessments"])})
            genre = str(d["document"].get("genre", "")).lower()
            tables["genres"][next((f for f, words in families.items() if any(w in genre for w in words)), "other")] += 1
            for x in d["layers"]:
                tables["characters by layer"][x["kind"]] += x["end"] - x["start"]
            tables["predicates"].update(c["predicate"] for c in d["claims"])
            for c in d["claims"]:
                tables["how claims are put"].update(put(c))
    return {"splits": by_split} | {k: dict(t.most_common()) for k, t in tables.items()}


def put(claim: Mapping[str, Any]) -> Iterator[str]:
    """What is unusual about how a claim is put: how many voices, denied, hedged, not actual, dated."""
    yield f"{min(4, len(claim['voices']))} voices" + (" and more" if len(claim["voices"]) >= 4 else "")
    if claim["polarity"] == "denied":
        yield "denied"
    if claim["certainty"] != "certain":
        yield claim["certainty"]
    if claim["mode"] != "actual":
        yield claim["mode"]
    if claim["when"]:
        yield "dated"


def show_counts(tables: Mapping[str, Mapping[str, Any]]) -> None:
    for name, table in tables.items():
        print(f"\n{name}")
        for row, value in table.items():
            print(f"  {row:36s} " + (f"{value:>8,}" if isinstance(value, int) else "  ".join(f"{k} {v:,}" for k, v in value.items())))


if __name__ == "__main__":
    sys.exit(main())

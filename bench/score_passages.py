#!/usr/bin/env python3
"""Scores annotations that somebody's program has made of the passages (docs/benchmark-passages.md).

    score_passages.py --texts OUT [--split SPLIT]                    writes what there is to read: ID.txt and ID.json with what is known of the document
    score_passages.py FOUND [--split SPLIT] [--against OTHER] [--by-predicate] [--json]

FOUND holds ID.json for each passage: a JSON object with `entities` and `claims`, and, if you like, `dates` and `layers`, in the form of
docs/benchmark-passages.md. A passage without a file has nothing found.
SPLIT is test (the default), pages or teach. --against: what FOUND has more than the annotations in OTHER.
Each figure stands with the middle 95 of a hundred values when passages are drawn again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from scoring import FIGURES, differences, figures, intervals, tally
from scoring.splits import splits
from shared import passages

_KNOWN = ("id", "title", "author", "publisher", "published")


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("found", nargs="?", type=Path)
    a.add_argument("--texts", type=Path, metavar="OUT")
    a.add_argument("--split", choices=sorted(splits()), default="test")
    a.add_argument("--against", type=Path, metavar="OTHER")
    a.add_argument("--by-predicate", action="store_true")
    a.add_argument("--json", action="store_true")
    o = a.parse_args()
    if (o.found is None) == (o.texts is None):
        a.error("give either a folder of annotations to score, or --texts and a folder to write the texts into")
    cases = [case for book in splits()[o.split] for case in passages(book)]
    if o.texts is not None:
        return write(cases, o.texts)
    try:
        tallies = scored(cases, o.found)
        other = scored(cases, o.against) if o.against else None
    except Unreadable as err:
        print(f"score_passages.py: {err}", file=sys.stderr)
        return 2
    total = sum(tallies, Counter())
    found, reach = figures(total), intervals(tallies, figures)
    more = differences(other, tallies, figures) if other is not None else {}
    if o.json:
        print(json.dumps({"split": o.split, "figures": found, "95%": reach} | ({"more than the other, 95%": more} if more else {})))
        return 0
    print(
        f"{o.split}: {len(cases)} passages, {total['claims.gold']} claims; {total['claims.found']} found, {total['ungrounded']} of them ungrounded"
    )
    for name in FIGURES:
        value, less = found[name], f"   more than the other: {_span(more[name], '+.3f')}" if more else ""
        print(f"  {name:12s} {'-' if value is None else f'{value:.3f}'}   {_span(reach[name], '.3f')}{less}")
    if o.by_predicate:
        for key in sorted((k for k in total if k.startswith("by.") and k.endswith(".gold")), key=lambda k: -total[k]):
            name = key.split(".")[1]
            print(f"  {name:16s} {total[key]:4d} annotated  {total[f'by.{name}.found']:4d} found  {total[f'by.{name}.right']:4d} right")
    return 0


class Unreadable(Exception):
    """What is given to be scored is no annotation: which file, and what is wrong with it."""


def scored(cases: list[tuple[str, str, dict[str, Any]]], folder: Path) -> list[Counter[str]]:
    """The tally of each passage. Raises Unreadable where the folder has none of them, or a file that is no annotation."""
    files = {name: folder / f"{name}.json" for name, _, _ in cases}
    if not any(path.is_file() for path in files.values()):
        raise Unreadable(f"{folder}: holds no annotation of these passages; expected files such as {cases[0][0]}.json")
    return [tally(gold, read(files[name], text), text) for name, text, gold in cases]


def read(path: Path, text: str) -> dict[str, Any]:
    """One annotation, empty where there is no file; what the scorer needs is checked, so that a fault is told by its place."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as err:
        raise Unreadable(f"{path}: is no JSON ({err})") from err
    if not isinstance(found, dict) or not isinstance(found.get("entities"), dict) or not isinstance(found.get("claims"), list):
        raise Unreadable(f"{path}: expected an object with `entities` (an object) and `claims` (a list)")
    for n, c in enumerate(found["claims"]):
        missing = [k for k in ("predicate", "start", "end", "quote") if not isinstance(c, dict) or k not in c]
        if missing:
            raise Unreadable(f"{path}: claim {n} has no `{missing[0]}`")
        if not all(isinstance(c[k], int) and 0 <= c[k] <= len(text) for k in ("start", "end")):
            raise Unreadable(
                f"{path}: claim {n} runs from {c['start']} to {c['end']}; expected places in a text of {len(text)} code points"
            )
    return found


def write(cases: list[tuple[str, str, dict[str, Any]]], out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    for name, text, gold in cases:
        with (out / f"{name}.txt").open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        known = {k: gold["document"].get(k) for k in _KNOWN}
        (out / f"{name}.json").write_text(f"{json.dumps(known, ensure_ascii=False)}\n", encoding="utf-8")
    print(f"{len(cases)} texts in {out}")
    return 0


def _span(found: tuple[float, float] | None, form: str) -> str:
    return "-" if found is None else f"{found[0]:{form}} to {found[1]:{form}}"


if __name__ == "__main__":
    sys.exit(main())

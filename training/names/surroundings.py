"""Fit the weights by which the words around a name say what it names, and write src/variorum/reading/names/surroundings.yaml.

    python training/names/surroundings.py [--books BOOK...] [--parsed FILE] [--check]

A multinomial logit over the features of all mentions of one name in a document, on top of the evidence set by hand (evidence.py), which stays as
it is. Read are the books of taught.py, as the reader itself takes them apart. Plain gradient ascent from zero with an L2 penalty, so that the same data give
the same figures. ``--check``: what it gains on each part of the books when fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from taught import DEVELOPED, ROOT, documents

from variorum.model.entity import EntityType
from variorum.reading.names import evidence
from variorum.reading.names.folding import fold
from variorum.reading.names.proper import find_propers
from variorum.reading.names.surroundings import features
from variorum.reading.names.words import row
from variorum.reading.syntax import parse

OUT = ROOT / "src" / "variorum" / "reading" / "names" / "surroundings.yaml"
PENALTY, STEPS, RATE = 4.0, 150, 0.05
#: A feature must stand in as many documents and worlds to be believed.
DOCUMENTS, SPREAD = 3, 2
TYPES = tuple(EntityType)
PARTS = 5  #: into which --check divides the books
LEAST = 0.05  #: weights below which a feature is not worth its line

Case = tuple[Counter[str], list[float], int, str, str]  # features, votes by hand, right type, document, world


def cases(parsed: dict[str, Any], names: Sequence[str]) -> list[Case]:
    """One case for each name of each annotated document."""
    found: list[Case] = []
    for book, gold in documents(names):
        found += _cases_of(gold, book, parsed)
    return found


def _cases_of(gold: dict[str, Any], world: str, parsed: dict[str, Any]) -> list[Case]:
    text, key = gold["text"], gold["document"]["id"]
    if key not in parsed:
        parsed[key] = tuple(s for x in gold["layers"] if x["kind"] != "boilerplate" for s in parse(text, x["start"], x["end"]))
    words = row(text, parsed[key])
    dated = {i for i, w in enumerate(words) for d in gold["dates"] if d["start"] < w.end and w.start < d["end"]}
    names, page = find_propers(words, dated)
    ends = {m["end"]: m["entity"] for m in gold["mentions"] if m["form"] == "name"}
    groups: dict[str, tuple[Counter[str], dict[EntityType, float], dict[EntityType, float], Counter[str]]] = {}
    for name in names:
        label = fold(text[words[name.first].start : words[name.end - 1].end])
        seen, around, own, right = groups.setdefault(label, (Counter(), {}, {}, Counter()))
        seen.update(features(words, name))
        for kind, weight in evidence.outside(words, name, page).items():
            around[kind] = around.get(kind, 0.0) + weight
        for kind, weight in evidence.inside(words, name, page).items():
            own[kind] = max(own.get(kind, 0.0), weight)
        if (entity := ends.get(words[name.end - 1].end)) is not None:
            right[gold["entities"][entity]["type"]] += 1
    return [
        (seen, [around.get(k, 0.0) + own.get(k, 0.0) for k in TYPES], TYPES.index(EntityType(right.most_common(1)[0][0])), key, world)
        for seen, around, own, right in groups.values()
        if right
    ]


def fit(data: list[Case]) -> dict[str, np.ndarray]:
    """Weights for each feature that is spread widely enough, a row of one figure for each type."""
    documents: dict[str, set[str]] = {}
    worlds: dict[str, set[str]] = {}
    for seen, _, _, document, world in data:
        for feature in seen:
            documents.setdefault(feature, set()).add(document)
            worlds.setdefault(feature, set()).add(world)
    kept = sorted(f for f in documents if len(documents[f]) >= DOCUMENTS and len(worlds[f]) >= SPREAD)
    column = {f: i for i, f in enumerate(kept)}
    x, offset, y = (
        _matrix(data, column),
        np.array([c[1] for c in data], np.float32),
        np.eye(len(TYPES), dtype=np.float32)[[c[2] for c in data]],
    )
    w, first, second = (np.zeros((len(kept), len(TYPES)), np.float32) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = x.T @ (y - _odds(offset + x @ w)) - PENALTY * w
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        w += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(kept, w, strict=True))


def _matrix(data: list[Case], column: dict[str, int]) -> np.ndarray:
    x = np.zeros((len(data), len(column)), np.float32)
    for i, (seen, *_) in enumerate(data):
        for feature, times in seen.items():
            if feature in column:
                x[i, column[feature]] = times
    return x


def _odds(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def right(data: list[Case], weights: dict[str, np.ndarray]) -> float:
    """The share of names whose type is right."""
    column = {f: i for i, f in enumerate(weights)}
    w = np.array(list(weights.values())) if weights else np.zeros((0, len(TYPES)), np.float32)
    best = (np.array([c[1] for c in data]) + _matrix(data, column) @ w).argmax(axis=1)
    return float((best == np.array([c[2] for c in data])).mean())


def check(data: list[Case]) -> None:
    """Print for each world the share of right types by hand alone, and with weights fitted on the other worlds."""
    every = sorted({c[4] for c in data})
    for n in range(PARTS):
        part = set(every[n::PARTS])
        own, others = [c for c in data if c[4] in part], [c for c in data if c[4] not in part]
        print(
            f"{' '.join(sorted(part))}: {len(own)} names, by hand {right(own, {}):.3f}, fitted on the others {right(own, fit(others)):.3f}"
        )


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--books", nargs="+", default=DEVELOPED, help="of training/passages")
    parser.add_argument("--parsed", metavar="FILE")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    cache = Path(args.parsed) if args.parsed else None
    parsed: dict[str, Any] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    data = cases(parsed, args.books)
    if cache:
        cache.write_bytes(pickle.dumps(parsed))
    if args.check:
        check(data)
        return
    rows = [
        f"  {json.dumps(f, ensure_ascii=False)}: [{', '.join(f'{v:.2f}' for v in w)}]"
        for f, w in fit(data).items()
        if np.abs(w).max() >= LEAST
    ]
    head = "# Weights of surroundings.py, fitted by training/names/surroundings.py; not to be edited by hand.\n"
    OUT.write_text(f"{head}types: [{', '.join(TYPES)}]\nweights:\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(data)} names, {len(rows)} features, right {right(data, {}):.3f} by hand, {right(data, fit(data)):.3f} fitted")


if __name__ == "__main__":
    main()

"""Fit the weights by which pronouns of the third person find whom they mean, and write src/variorum/reading/names/antecedents.yaml.

    python training/names/antecedents.py [--books BOOK...] [--parsed FILE]

A conditional logit: among the candidates of each annotated pronoun (and of each pronoun that the annotation leaves out: "nobody" is right there)
the right one should score highest. Read are the books of taught.py, as the reader itself takes them apart. Plain gradient ascent from zero with an L2
penalty, so that the same data give the same figures.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from taught import DEVELOPED, ROOT, document_of, documents

from variorum.model import LayerKind
from variorum.reading.dates import read_dates
from variorum.reading.layers import read_layers
from variorum.reading.names import antecedents, read_names, resolve
from variorum.reading.read import published, sentences_of

OUT = ROOT / "src" / "variorum" / "reading" / "names" / "antecedents.yaml"
PENALTY, STEPS, RATE, ROUNDS = 1.0, 250, 0.5, 2

Case = tuple[list[tuple[str, ...]], int]


def cases(parsed: dict[str, Any], names: Sequence[str]) -> list[Case]:
    """For every pronoun of the third person its candidates' features and which is right; pronouns without a right candidate are left out."""
    return [case for _, gold in documents(names) for case in _cases_of(gold, parsed)]


def _cases_of(gold: dict[str, Any], parsed: dict[str, Any]) -> list[Case]:
    asked: list[tuple[int, int, list[tuple[int, tuple[str, ...]]]]] = []
    scenes = []

    def spy(scene: antecedents.Scene, n: int) -> int:
        options = list(antecedents.candidates(scene, n))
        word = scene.words[scene.items[n].at]
        asked.append((word.start, word.end, options))
        scenes.append(scene)
        scored = [(antecedents.score(f), -k, b) for k, (b, f) in enumerate(options)]
        return max(scored)[2]

    kept, resolve.choose = resolve.choose, spy
    try:
        _read(gold, parsed)
    finally:
        resolve.choose = kept
    if not scenes:
        return []
    last = [k for k, s in enumerate(scenes) if s is scenes[-1]]  # where a document is gone through twice, the second time counts
    truth = _bearers(scenes[-1], gold)
    wanted = {(m["start"], m["end"]): m["entity"] for m in gold["mentions"]}
    found = []
    for start, end, options in (asked[k] for k in last):
        entity = wanted.get((start, end))
        right = [k for k, (b, _) in enumerate(options) if (b == antecedents.NOBODY if entity is None else truth.get(b) == entity)]
        if right:
            found.append(([f for _, f in options], right[0]))
    return found


def _read(gold: dict[str, Any], parsed: dict[str, Any]) -> None:
    text, document = gold["text"], document_of(gold)
    if document.id not in parsed:
        layers = read_layers(text, document)
        spoken = [x for x in layers if x.kind is not LayerKind.BOILERPLATE]
        parsed[document.id] = (
            layers,
            sentences_of(text, spoken),
            read_dates(text, [(x.start, x.end) for x in spoken], published=published(document)),
        )
    layers, sentences, dates = parsed[document.id]
    read_names(text, layers, sentences, dates, document)


def _bearers(scene: antecedents.Scene, gold: dict[str, Any]) -> dict[int, str]:
    """Which annotated entity each bearer is, by the majority of its names and descriptions."""
    by_end = {m["end"]: m["entity"] for m in gold["mentions"] if m["form"] != "pronoun"}
    votes: dict[int, Counter[str]] = {}
    for n, b in scene.meant.items():
        item = scene.items[n]
        entity = by_end.get(scene.words[item.end - 1].end)
        if item.pronoun is None and entity is not None:
            votes.setdefault(b, Counter())[entity] += 1
    return {b: c.most_common(1)[0][0] for b, c in votes.items()}


def fit(data: list[Case]) -> dict[str, float]:
    """The weights, for features seen at least five times."""
    seen = Counter(f for options, _ in data for fs in options for f in set(fs))
    names = sorted(f for f, k in seen.items() if k >= 5)
    place = {f: i for i, f in enumerate(names)}
    rows = [[[place[f] for f in fs if f in place] for fs in options] for options, _ in data]
    flat = [(c, k) for c, options in enumerate(rows) for k in range(len(options))]
    matrix = np.zeros((len(flat), len(names)), np.float32)
    for r, (c, k) in enumerate(flat):
        matrix[r, rows[c][k]] = 1.0
    group = np.array([c for c, _ in flat])
    right = np.array([data[c][1] == k for c, k in flat], np.float32)
    weights = np.zeros(len(names), np.float32)
    step = np.full(len(names), 0.0)
    for _ in range(STEPS):
        scores = matrix @ weights
        top = np.full(len(data), -np.inf)
        np.maximum.at(top, group, scores)
        power = np.exp(scores - top[group])
        share = power / np.bincount(group, power)[group]
        gradient = matrix.T @ (right - share) - PENALTY * weights
        step += gradient**2
        weights += RATE * gradient / (np.sqrt(step) + 1e-9)
    return {f: round(float(w), 3) for f, w in zip(names, weights, strict=True)}


def main() -> None:
    """Fit, with what was found so far as the earlier pronouns' sense, and write the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--books", nargs="+", default=DEVELOPED, help="of training/passages")
    parser.add_argument("--parsed", metavar="FILE", help="layers, sentences and dates, kept from one run to the next")
    args = parser.parse_args()
    cache = Path(args.parsed) if args.parsed else None
    parsed = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    for turn in range(ROUNDS):
        data = cases(parsed, args.books)
        if cache and not turn:
            cache.write_bytes(pickle.dumps(parsed))
        weights = fit(data)
        antecedents._weights = lambda w=weights: w  # type: ignore[assignment, misc]
        hit = sum(max(range(len(o)), key=lambda k: sum(weights.get(f, 0.0) for f in o[k])) == r for o, r in data)
        print(f"round {turn}: {len(data)} pronouns, {len(weights)} weights, right {hit / len(data):.3f}", flush=True)
    head = "# Weights of antecedents.py, fitted by training/names/antecedents.py; not to be edited by hand.\nweights:\n"
    OUT.write_text(head + "".join(f"  {f}: {w}\n" for f, w in weights.items()), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Fit the weights by which somebody who is only described is of note or not, and write src/variorum/reading/names/noted.yaml.

    python training/names/noted.py [--books BOOK...] [--seen FILE] [--check]

A logit over the signs of noted.py, one case for everybody on the pages whom only descriptions mention: right where an annotator lists an entity of that
type with one of the names. Newton's method from zero with an L2 penalty, so that the same data give the same figures. ``--check``: precision, recall and
F1 of entities with each part of the books decided by weights fitted on the others. ``--seen`` keeps what was read, for the next run.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from taught import FOLDER, HELD_OUT, ROOT, document_of

from shared import passages, scorer
from variorum.publishing.annotations import to_dict
from variorum.reading import read as stages
from variorum.reading.names import Named

OUT = ROOT / "src" / "variorum" / "reading" / "names" / "noted.yaml"
PENALTY, STEPS = 12.0, 6
#: A sign must be seen as often to be believed.
TIMES = 15
PARTS = 7  #: into which --check divides the books
#: The chance from which somebody described is listed though no claim needs him: likelier than not. (On p18-p34 with books left out 0.45 lists a little
#: better; real pages are annotated more sparsely.)
LEAST = 0.5
#: The same where the network of kinds was not asked; of 0.45 to 0.7 the best on p28, p31 and p33 read by rules alone.
LEAST_ALONE = 0.55

#: One entity found: its signs (none for who has a name), whom of the annotation it may be, whether a claim needs it or nothing is doubtful in it.
Found = tuple[tuple[str, ...], tuple[str, ...], bool]
#: One document: its book, how many entities are annotated, those found.
Page = tuple[str, int, list[Found]]


def pages(seen: dict[str, Page], names: Sequence[str]) -> list[Page]:
    """Every annotated document of these books, from ``seen`` where it is there, else read and put there."""
    found = []
    for book in names:
        for key, text, gold in passages(book):  # where the nameless are called by their descriptions, as they are measured
            if key not in seen:
                seen[key] = page_of(book, gold, *observed({**gold, "text": text}))
            found.append(seen[key])
    return found


def observed(gold: dict[str, Any]) -> tuple[Named, Collection[str]]:
    """What the last stage of a reading is given: everybody found, and who is needed."""
    given: list[tuple[Named, Collection[str]]] = []
    keep = stages.keep

    def watched(named: Named, used: Collection[str]) -> Named:
        given.append((named, used))
        return keep(named, used)

    stages.keep = watched
    try:
        to_dict(stages.read(document_of(gold), gold["text"]))
    finally:
        stages.keep = keep
    return given[0]


def page_of(book: str, gold: dict[str, Any], named: Named, used: Collection[str]) -> Page:
    """Whom of the annotation each entity found may be."""
    entities = {e.key: {"type": e.type.value, "names": [n.text for n in e.names]} for e in named.entities}
    pairing = scorer().Pairing(gold["entities"], entities)
    rows = []
    for key, entity in entities.items():
        same = (g for g in gold["entities"] if gold["entities"][g]["type"] == entity["type"] and pairing.same(g, key))
        rows.append((named.signs.get(key, ()), tuple(same), key in used or (key not in named.signs and key not in named.doubtful)))
    return book, len(gold["entities"]), rows


def matched(rows: Sequence[Found]) -> list[bool]:
    """For each entity whether one of the annotation is left for it: first for those with names, then for those that are needed, then for the rest."""
    free: set[str] = set()
    right = [False] * len(rows)
    for n in sorted(range(len(rows)), key=lambda n: (bool(rows[n][0]), not rows[n][2])):
        partner = next((g for g in rows[n][1] if g not in free), None)
        if partner is not None:
            free.add(partner)
            right[n] = True
    return right


def cases(read: Sequence[Page]) -> list[tuple[tuple[str, ...], bool]]:
    """Signs and truth of everybody who is only described."""
    return [(row[0], right) for _, _, rows in read for row, right in zip(rows, matched(rows), strict=True) if row[0]]


def fit(data: Sequence[tuple[tuple[str, ...], bool]]) -> dict[str, float]:
    """A weight for each sign that is seen often enough."""
    counts = Counter(sign for signs, _ in data for sign in signs)
    column = {sign: n for n, sign in enumerate(sorted(s for s in counts if counts[s] >= TIMES))}
    x, y, w = np.zeros((len(data), len(column))), np.array([right for _, right in data], float), np.zeros(len(column))
    for n, (signs, _) in enumerate(data):
        x[n, [column[s] for s in signs if s in column]] = 1.0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(w)), x.T @ (y - p) - PENALTY * w)
    return {sign: float(w[n]) for sign, n in column.items()}


def chance(weights: dict[str, float], signs: Sequence[str]) -> float:
    """The chance that whoever has these signs is annotated."""
    return float(1 / (1 + np.exp(-sum(weights.get(s, 0.0) for s in signs))))


def measured(read: Sequence[Page], listed: Callable[[str, Found], bool]) -> str:
    """Precision, recall and F1 of entities where ``listed`` decides of those whom no claim needs."""
    right = shown = there = 0
    for book, annotated, rows in read:
        kept = [row for row in rows if row[2] or (row[0] and listed(book, row))]
        right, shown, there = right + sum(matched(kept)), shown + len(kept), there + annotated
    return f"P {right / shown:.3f} R {right / there:.3f} F1 {2 * right / (shown + there):.4f}"


def check(read: Sequence[Page]) -> None:
    """Print the figures with nobody listed whom no claim needs, with everybody, and by weights fitted on the other parts of the books."""
    books = sorted({page[0] for page in read})
    weights = {}
    for n in range(PARTS):
        part = books[n::PARTS]
        others = fit(cases([page for page in read if page[0] not in part]))
        weights.update(dict.fromkeys(part, others))
    print(f"{len(read)} documents of {len(books)} books; nobody {measured(read, lambda *_: False)}; all {measured(read, lambda *_: True)}")
    for least in (0.3, 0.35, 0.4, 0.45, 0.5):
        print(f"from {least:.2f}: {measured(read, lambda book, row, least=least: chance(weights[book], row[0]) >= least)}")


def main() -> None:
    """Fit and write, or check."""
    whole_pages = [p.stem for p in sorted(FOLDER.glob("p*.json")) if p.stem not in HELD_OUT]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--books", nargs="+", default=whole_pages, help="of training/passages")
    parser.add_argument("--seen", metavar="FILE")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    cache = Path(args.seen) if args.seen else None
    seen: dict[str, Page] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    read = pages(seen, args.books)
    if cache:
        cache.write_bytes(pickle.dumps(seen))
    if args.check:
        check(read)
        return
    data = cases(read)
    rows = [f"  {json.dumps(sign)}: {weight:.2f}" for sign, weight in fit(data).items()]
    head = f"# Weights of noted.py, fitted by training/names/noted.py on {' '.join(args.books)}; not to be edited by hand.\n"
    OUT.write_text(f"{head}least: {{asked: {LEAST}, alone: {LEAST_ALONE}}}\nweights:\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(data)} described, {sum(right for _, right in data)} annotated, {len(rows)} signs")


if __name__ == "__main__":
    main()

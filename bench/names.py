"""How well two names are told to be of one, or not, on labelled pairs that others made.

    python bench/names.py [--quick] [--json] [--weights] [--seed N]

The pairs are the name bench of nomenklatura (826 pairs of persons', companies' and bodies' names in several scripts). Weights and threshold are chosen
on one half and measured on the other, both ways, so that every pair is judged once by what was fitted without it. Beside it, on the same halves:
rapidfuzz's token_set_ratio, its threshold chosen likewise, and the frozen results of LogicV2 that lie beside the pairs (at its own threshold of 0.7,
and at one chosen likewise; 14 of the pairs are not in them, and are left out of its figures).

What is weighed was chosen while looking at all pairs; which eleven quantities these are (comparison.py) is therefore not held out, their weights are.
``--weights`` prints the weights fitted on all pairs, as src/variorum/identity/comparison.yaml keeps them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

from shared import need  # noqa: E402  (before numpy)

import numpy as np  # noqa: E402  # isort: skip
from rapidfuzz import fuzz  # noqa: E402

from variorum.identity.comparison import FEATURES, features, score  # noqa: E402
from variorum.identity.prepared import Bearer, prepared  # noqa: E402

#: Schemata of the pairs that are persons' names; of a "legal entity" nobody says which, and most of them here are persons.
_PERSONS = ("Person", "LegalEntity")
_RIDGE = 1.0  # keeps weights of rare quantities small; between 0.3 and 2 it makes no difference of 0.01


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled pair."""

    group: str
    bearer: Bearer
    a: str
    b: str
    same: bool
    logic: float | None  # LogicV2's score


def cases() -> list[Case]:
    """The labelled pairs, with the frozen score of LogicV2 where there is one."""
    with need("data", "opensanctions_name_bench", "logicv2-frozen-results.csv").open(encoding="utf-8", newline="") as file:
        frozen = {_key(r): float(r["score"]) for r in csv.DictReader(file)}
    with need("data", "opensanctions_name_bench", "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bearer = {True: Bearer.PERSON, False: Bearer.BODY}
    return [
        Case(r["case_group"], bearer[r["schema"] in _PERSONS], r["name1"], r["name2"], r["is_match"] == "true", frozen.get(_key(r)))
        for r in rows
    ]


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[c] for c in ("schema", "name1", "name2"))  # the frozen results have other names for some groups


def halves(found: Sequence[Case], seed: int) -> np.ndarray:
    """For each pair which half it belongs to, by a hash of its two names: the same pair written twice falls into one half."""
    names = ["|".join(sorted((c.a, c.b))) + f"|{seed}" for c in found]
    return np.array([hashlib.blake2b(n.encode()).digest()[0] % 2 for n in names])


def fit(x: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(len(w)), x.T @ (p - same) + _RIDGE * w)
    return w


def fitted(found: Sequence[Case], x: np.ndarray, on: np.ndarray) -> dict[Bearer, np.ndarray]:
    """The weights for each kind of bearer: those of all names together, and what those of bodies differ by."""
    body = np.array([c.bearer is Bearer.BODY for c in found], float)[:, None]
    w = fit(np.hstack([x, x * body])[on], np.array([c.same for c in found], float)[on])
    return {Bearer.PERSON: w[: len(FEATURES)], Bearer.BODY: w[: len(FEATURES)] + w[len(FEATURES) :]}


def f1(told: np.ndarray, same: np.ndarray) -> float:
    """F1 of "the same"."""
    right = int((told & same).sum())
    return 2 * right / (int(told.sum()) + int(same.sum())) if right else 0.0


def best_threshold(scores: np.ndarray, same: np.ndarray) -> float:
    """The threshold with the best F1 (the middle one of the best, which is less of an accident than the first)."""
    tried = np.linspace(0.05, 0.95, 91)
    got = np.array([f1(scores >= t, same) for t in tried])
    best = tried[got >= got.max() - 1e-9]
    return float(best[len(best) // 2])


def both_ways(half: np.ndarray, same: np.ndarray, scores_fitted_on: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, list[float]]:
    """What is told of every pair by what was chosen on the half that it is not in, and the two thresholds."""
    told, thresholds = np.zeros(len(same), bool), []
    for h in (0, 1):
        on, off = half == h, half != h
        scores = scores_fitted_on(on)
        thresholds.append(best_threshold(scores[on], same[on]))
        told[off] = scores[off] >= thresholds[-1]
    return told, thresholds


def accuracy(found: Sequence[Case], seed: int) -> dict[str, float]:
    """F1 over all and by group, for variorum and its peers."""
    same = np.array([c.same for c in found])
    half = halves(found, seed)
    pairs = [(prepared(c.a, c.bearer), prepared(c.b, c.bearer)) for c in found]
    x = np.array([features(a, b) for a, b in pairs])
    is_body = np.array([c.bearer is Bearer.BODY for c in found])

    def own(on: np.ndarray) -> np.ndarray:
        w = fitted(found, x, on)
        return np.asarray(1 / (1 + np.exp(-np.where(is_body, x @ w[Bearer.BODY], x @ w[Bearer.PERSON]))))

    tokens = np.array([fuzz.token_set_ratio(c.a.casefold(), c.b.casefold()) / 100 for c in found])
    logic = np.array([c.logic if c.logic is not None else 0.0 for c in found])
    known = np.array([c.logic is not None for c in found])
    every = np.ones(len(found), bool)
    result: dict[str, float] = {"pairs": len(found)}
    told, thresholds = both_ways(half, same, own)
    result |= {"threshold_a": round(thresholds[0], 3), "threshold_b": round(thresholds[1], 3)}
    told_by = {
        "variorum": (told, every),
        "token_set": (both_ways(half, same, lambda _: tokens)[0], every),
        "logicv2": (logic >= 0.7, known),
        "logicv2_chosen": (both_ways(half, same, lambda _: logic)[0], known),
    }
    for name, (said, of) in told_by.items():
        result[f"{name}_all"] = round(f1(said[of], same[of]), 4)
        for group in sorted({c.group for c in found}):
            member = of & np.array([c.group == group for c in found])
            if same[member].any():
                result[f"{name}_{group}"] = round(f1(said[member], same[member]), 4)
    right = told & same
    result |= {"variorum_P": round(right.sum() / told.sum(), 4), "variorum_R": round(right.sum() / same.sum(), 4)}
    return result | {f"n_{g}": sum(c.group == g for c in found) for g in sorted({c.group for c in found})}


def speed(found: Sequence[Case], rounds: int) -> dict[str, float]:
    """Pairs a second of one core's own time: prepared names (as they are kept), names as they come, and the peer on names as they come."""
    pairs = [(prepared(c.a, c.bearer), prepared(c.b, c.bearer)) for c in found]
    plain = [(c.a.casefold(), c.b.casefold()) for c in found]
    rates = {
        "pairs_per_second_prepared": _rate(lambda: [score(a, b) for a, b in pairs], len(found), rounds),
        "pairs_per_second_token_set": _rate(lambda: [fuzz.token_set_ratio(a, b) for a, b in plain], len(found), rounds),
    }
    begun = time.process_time()
    for n in range(2):
        for c in found:
            prepared(f"{c.a} {'i' * (n + 1)}ther", c.bearer)  # a name that nobody has prepared
    rates["names_prepared_per_second"] = round(2 * len(found) / (time.process_time() - begun))
    return rates


def _rate(once: Callable[[], object], pairs: int, rounds: int) -> int:
    """Pairs a second in the fastest of the rounds: others share the machine, and what they take from its caches is not ours."""
    once()
    fastest = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        once()
        fastest = min(fastest, time.process_time() - begun)
    return round(pairs / fastest)


def weights(found: Sequence[Case]) -> str:
    """The weights fitted on all pairs, as comparison.yaml has them."""
    x = np.array([features(prepared(c.a, c.bearer), prepared(c.b, c.bearer)) for c in found])
    of = fitted(found, x, np.ones(len(found), bool))
    return "\n".join(f"{b}: {{{', '.join(f'{n}: {v:.3f}' for n, v in zip(FEATURES, of[b], strict=True))}}}" for b in Bearer)


def table(result: dict[str, float]) -> str:
    """The figures as a table for people."""
    groups = sorted(k.removeprefix("n_") for k in result if k.startswith("n_"))
    lines = [f"{'F1':24} {'pairs':>6} {'variorum':>9} {'token_set':>10} {'LogicV2 at 0.7':>15} {'LogicV2, chosen':>16}"]
    for g in ("all", *groups):
        n = int(result["pairs"] if g == "all" else result[f"n_{g}"])
        cells = [result.get(f"{name}_{g}") for name in ("variorum", "token_set", "logicv2", "logicv2_chosen")]
        shown = ["-" if c is None else f"{c:.3f}" for c in cells]
        lines.append(f"{g:24} {n:6} {shown[0]:>9} {shown[1]:>10} {shown[2]:>15} {shown[3]:>16}")
    lines += [
        f"thresholds of the two halves {result['threshold_a']}, {result['threshold_b']}; P {result['variorum_P']}, R {result['variorum_R']}"
    ]
    lines += [
        f"pairs a second on one core: {result['pairs_per_second_prepared']:,} (names prepared and kept); "
        f"token_set_ratio {result['pairs_per_second_token_set']:,}; names prepared a second: {result['names_prepared_per_second']:,}"
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object of figures")
    parser.add_argument("--quick", action="store_true", help="fewer rounds of the clock")
    parser.add_argument("--weights", action="store_true", help="only print the weights fitted on all pairs")
    parser.add_argument("--seed", type=int, default=0, help="of the halves")
    args = parser.parse_args()
    found = cases()
    if args.weights:
        print(weights(found))
        return 0
    result = accuracy(found, args.seed) | speed(found, 5 if args.quick else 40)
    print(json.dumps(result) if args.json else table(result))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

#!/usr/bin/env python3
"""How well does the reading read? Seeds and invented passages against careful annotations, by the scorer of ../shared/tools.

    accuracy.py [--json] [--quick] [--misses N] [--document NAME] [--by-predicate]

Seeds are read as a newcomer would add them: text only, nothing known of author or date. Passages carry the date and author that their
meta.toml would. "rules" are rows of the rules alone, beside both readers together. w07 and w19 are the worlds that nobody wrote rules on and nothing was
trained on. --quick: seeds and a sixth of the passages.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from shared import DEVELOPED, PAGES, UNTAUGHT, passages, scorer, seeds
from variorum.model import Document
from variorum.publishing.annotations import to_dict
from variorum.reading.read import read, read_by_rules

Case = tuple[str, str, dict[str, Any]]
FLOORS = {"layers": 0.90, "boilerplate": 0.97, "dates": 0.85, "entities": 0.65, "claims": 0.30, "links": 0.45, "last voice": 0.80}


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true")
    a.add_argument("--misses", type=int, default=0)
    a.add_argument("--document")
    a.add_argument("--by-predicate", action="store_true")
    o = a.parse_args()
    started, tool = time.perf_counter(), scorer()
    rows: dict[str, dict[str, Any]] = {}
    details: dict[str, Any] = {}
    missed: list[Any] = []
    seed_cases = [c for c in seeds() if not o.document or o.document in c[0]]
    for case in seed_cases:
        rows[case[0].split("_")[0]], _, _ = score(tool, [case], known=False)
    rows["seeds"], details, missed = score(tool, seed_cases, known=False)
    rows["seeds, rules"], _, _ = score(tool, seed_cases, known=False, rules=True)
    if not o.document:
        for w in PAGES:
            rows[w], _, _ = score(tool, list(passages(w)), known=True)
        worlds = {w: [c for i, c in enumerate(passages(w)) if not o.quick or i % 6 == 0] for w in (*DEVELOPED, *UNTAUGHT)}
        for w, cases in worlds.items():
            rows[w], _, _ = score(tool, cases, known=True)
        rows["w01-w06"], _, _ = score(tool, [c for w in DEVELOPED for c in worlds[w]], known=True)
        held_out = [c for w in UNTAUGHT for c in worlds[w]]
        rows["held out"], _, _ = score(tool, held_out, known=True)
        rows["held out, rules"], _, _ = score(tool, held_out, known=True, rules=True)
    if o.json:
        print(json.dumps({f"{name} {k}": v for name, row in rows.items() for k, v in row.items()}))
        return 0
    show(rows)
    if o.by_predicate:
        for name, p in sorted(details.items(), key=lambda kv: -kv[1]["gold"]):
            print(f"  {name:16s} {p['gold']:4d}  P {p['P']:.2f}  R {p['R']:.2f}  F1 {p['F1']:.2f}")
    for name, g in missed[: o.misses]:
        print(f"missed {name} {g['id']} {g['predicate']}({g.get('subject')}, {g.get('object')}) {g.get('when')}: {g['quote']!r}")
    print(f"{time.perf_counter() - started:.0f} s")
    return 0


def score(tool: Any, cases: Iterable[Case], *, known: bool, rules: bool = False) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
    """The row of one set of documents; the figures of each predicate; the gold claims missed."""
    count: Counter[str] = Counter()
    misses: list[Any] = []
    for name, text, gold in cases:
        count["documents"] += 1
        tool.score_document(gold, _read(name, text, gold, known, rules), text, count, misses, name)
    r = tool.report(count)
    on = r["on_right_claims"]
    row = {
        "layers": r["layers"]["right"],
        "boilerplate": r["layers"]["boilerplate"]["F1"],
        "dates": r["dates"]["F1"],
        "entities": r["entities"]["F1"],
        "clusters": r["clusters"]["F1"],
        "claims P": r["claims"]["P"],
        "claims R": r["claims"]["R"],
        "claims": r["claims"]["F1"],
        "links": r["links"]["F1"],
        "last voice": on["last_voice"],
        "chain": on["chain"],
        "nested": on["chain_if_nested"],
        "dated": on["when_if_dated"],
        "polarity": on["polarity"],
        "certainty": on["certainty"],
        "ungrounded": r["claims"]["ungrounded"],
    }
    return row, r["predicates"], misses


_READ: dict[tuple[str, bool, bool], dict[str, Any]] = {}


def _read(name: str, text: str, gold: dict[str, Any], known: bool, rules: bool) -> dict[str, Any]:
    if (name, known, rules) not in _READ:
        m = gold["document"]
        about = {k: m.get(k) for k in ("title", "author", "publisher", "published")} if known else {}
        document = Document(id=name, sha256=m["sha256"], chars=len(text), **about)
        _READ[name, known, rules] = to_dict((read_by_rules if rules else read)(document, text))
    return _READ[name, known, rules]


def show(rows: dict[str, dict[str, Any]]) -> None:
    columns = list(next(iter(rows.values())))
    print(f"{'':16s}" + "".join(f"{c:>12s}" for c in columns))
    for name, row in rows.items():
        print(f"{name:16s}" + "".join(f"{v:12.3f}" if isinstance(v, float) else f"{v if v is not None else '-':>12}" for v in row.values()))
    print(f"{'floor':16s}" + "".join(f"{FLOORS[c]:12.2f}" if c in FLOORS else f"{'0' if c == 'ungrounded' else '':>12s}" for c in columns))


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""How well does the reading read? Seeds and invented passages against careful annotations, by the scorer of ../shared/tools.

    accuracy.py [--json] [--quick] [--misses N] [--document NAME] [--by-predicate] [--no-intervals]

Seeds are read as a newcomer would add them: text only, nothing known of author or date. Passages carry the date and author that their
meta.toml would. "rules" are rows of the rules alone, beside both readers together. w07 and w19 ("held out") are worlds that nobody wrote rules on
and nothing was trained on; so are w25 and the pages p05, p06, p23, p24 ("pages unread") and p41 to p46 ("newest pages"). --quick: seeds and a
sixth of the passages.

Rows of many documents have a second line: the middle 95 of a hundred values when documents are drawn again (bench/scoring/intervals.py). The last rows say
what the network adds to the rules, document by document (paired); an interval that holds 0 may be chance.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from scoring import differences, intervals
from shared import DEVELOPED, LATER_PAGES, NEW_PAGES, NEWEST, PAGES, UNREAD_PAGES, UNTAUGHT, passages, scorer, seeds
from variorum.model import Document
from variorum.publishing.annotations import to_dict
from variorum.reading.read import read, read_by_rules

Case = tuple[str, str, dict[str, Any]]
SUMMED = (
    "seeds",
    "seeds, rules",
    "pages unread",
    "newest pages",
    "w01-w06",
    "w25",
    "held out",
    "held out, rules",
)  #: rows with an interval
BOTH = ("seeds", "held out")  #: sets of documents that were also read by the rules alone
FLOORS = {"layers": 0.90, "boilerplate": 0.97, "dates": 0.85, "entities": 0.65, "claims": 0.30, "links": 0.45, "last voice": 0.80}


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true")
    a.add_argument("--misses", type=int, default=0)
    a.add_argument("--document")
    a.add_argument("--by-predicate", action="store_true")
    a.add_argument("--no-intervals", action="store_true")
    o = a.parse_args()
    started, tool = time.perf_counter(), scorer()
    rows: dict[str, dict[str, Any]] = {}
    tallies: dict[str, list[Counter[str]]] = {}
    missed: list[Any] = []
    seed_cases = [c for c in seeds() if not o.document or o.document in c[0]]
    for case in seed_cases:
        rows[case[0].split("_")[0]] = row(tool, total(score(tool, [case], known=False, missed=[])))
    tallies["seeds"] = score(tool, seed_cases, known=False, missed=missed)
    tallies["seeds, rules"] = score(tool, seed_cases, known=False, rules=True, missed=[])
    if not o.document:
        for w in (*PAGES, *LATER_PAGES, *UNREAD_PAGES, *NEW_PAGES):
            tallies[w] = score(tool, list(passages(w)), known=True, missed=[])
        worlds = {w: [c for i, c in enumerate(passages(w)) if not o.quick or i % 6 == 0] for w in (*DEVELOPED, *UNTAUGHT, *NEWEST)}
        for w, cases in worlds.items():
            tallies[w] = score(tool, cases, known=True, missed=[])
        tallies["w01-w06"] = [t for w in DEVELOPED for t in tallies[w]]
        tallies["held out"] = [t for w in UNTAUGHT for t in tallies[w]]
        tallies["pages unread"] = [t for w in UNREAD_PAGES for t in tallies[w]]
        tallies["newest pages"] = [t for w in NEW_PAGES for t in tallies[w]]
        tallies["held out, rules"] = [t for w in UNTAUGHT for t in score(tool, worlds[w], known=True, rules=True, missed=[])]
    rows |= {name: row(tool, total(those)) for name, those in tallies.items()}
    reach = {} if o.no_intervals else {name: intervals(tallies[name], lambda c: row(tool, c)) for name in SUMMED if tallies.get(name)}
    added = (
        {}
        if o.no_intervals
        else {n: differences(tallies[f"{n}, rules"], tallies[n], lambda c: row(tool, c)) for n in BOTH if tallies.get(n)}
    )
    if o.json:
        figures: dict[str, Any] = {f"{name} {k}": v for name, r in rows.items() for k, v in r.items()}
        figures |= {f"{name} {k}, 95%": v for name, r in reach.items() for k, v in r.items()}
        figures |= {f"{name} {k}, both less rules, 95%": v for name, r in added.items() for k, v in r.items()}
        print(json.dumps(figures))
        return 0
    show(rows, reach, added)
    if o.by_predicate:
        details: dict[str, Any] = tool.report(total(tallies["seeds"]))["predicates"]
        for name, p in sorted(details.items(), key=lambda kv: -kv[1]["gold"]):
            print(f"  {name:16s} {p['gold']:4d}  P {p['P']:.2f}  R {p['R']:.2f}  F1 {p['F1']:.2f}")
    for name, g in missed[: o.misses]:
        print(f"missed {name} {g['id']} {g['predicate']}({g.get('subject')}, {g.get('object')}) {g.get('when')}: {g['quote']!r}")
    print(f"{time.perf_counter() - started:.0f} s")
    return 0


def score(tool: Any, cases: Sequence[Case], *, known: bool, rules: bool = False, missed: list[Any]) -> list[Counter[str]]:
    """What is counted in each document; the gold claims missed are put to ``missed``."""
    found = []
    for name, text, gold in cases:
        found.append(Counter({"documents": 1}))
        tool.score_document(gold, _read(name, text, gold, known, rules), text, found[-1], missed, name)
    return found


def total(tallies: Sequence[Counter[str]]) -> Counter[str]:
    return sum(tallies, Counter())


def row(tool: Any, count: Counter[str]) -> dict[str, Any]:
    """The figures of the counts of one set of documents."""
    r = tool.report(count)
    on = r["on_right_claims"]
    return {
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


_READ: dict[tuple[str, bool, bool], dict[str, Any]] = {}


def _read(name: str, text: str, gold: dict[str, Any], known: bool, rules: bool) -> dict[str, Any]:
    if (name, known, rules) not in _READ:
        m = gold["document"]
        about = {k: m.get(k) for k in ("title", "author", "publisher", "published")} if known else {}
        document = Document(id=name, sha256=m["sha256"], chars=len(text), **about)
        _READ[name, known, rules] = to_dict((read_by_rules if rules else read)(document, text))
    return _READ[name, known, rules]


def show(rows: dict[str, dict[str, Any]], reach: dict[str, Any], added: dict[str, Any]) -> None:
    columns = list(next(iter(rows.values())))
    print(f"{'':16s}" + "".join(f"{c:>12s}" for c in columns))
    for name, r in rows.items():
        print(f"{name:16s}" + "".join(f"{v:12.3f}" if isinstance(v, float) else f"{v if v is not None else '-':>12}" for v in r.values()))
        if name in reach:
            print(f"{'  95%':16s}" + "".join(f"{_between(reach[name][c], '.2f'):>12s}" for c in columns))
    print(f"{'floor':16s}" + "".join(f"{FLOORS[c]:12.2f}" if c in FLOORS else f"{'0' if c == 'ungrounded' else '':>12s}" for c in columns))
    for name, differs in added.items():
        print(f"{name}: both less rules alone, in hundredths, 95%")
        print(f"{'':16s}" + "".join(f"{_between(differs[c], '+.1f', 100):>12s}" for c in columns))


def _between(found: tuple[float, float] | None, form: str, times: int = 1) -> str:
    return (
        "-"
        if found is None
        else "-".join(f"{v * times:{form}}" for v in found)
        if times == 1
        else " ".join(f"{v * times:{form}}" for v in found)
    )


if __name__ == "__main__":
    sys.exit(main())

"""How well persons, bodies, places, works and events are found, by the rules of the project's scorer.

    python bench/entities.py [--json] [--quick] [--misses WORLD] [--parsed FILE]

Worlds w01 to w06 were read while the rules were written, w07 and w08 were not; the five real pages ("pages") are the examination. Layers and dates are
taken from the annotation, so that this stage alone is measured. On the worlds the annotated mentions of a description count as its names, because
a third of the entities there have no other (on the pages the annotation lists them itself). "kept": without the
doubtful entities that a reading drops when no claim uses them (no claims are known here: a lower bound of recall).
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from shared import DEVELOPED, HELD_OUT, SHARED, scorer, seeds
from variorum.model import Document, Layer, LayerKind
from variorum.reading.names import Named, keep, read_names
from variorum.reading.syntax import Sentence, parse

WORLDS = [*DEVELOPED, *HELD_OUT]
FORMS = ("name", "description", "pronoun")


class _Date:
    """A date of the annotation: the stage only asks where it stands."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.start, self.end = raw["start"], raw["end"]


def read(gold: dict[str, Any], text: str, parsed: dict[str, tuple[Sentence, ...]], clock: Counter[str]) -> Named:
    """Read one annotated document, with the annotation's layers and dates."""
    meta = gold["document"]
    layers = [Layer(LayerKind(x["kind"]), x["start"], x["end"]) for x in gold["layers"]]
    sentences: tuple[Sentence, ...] | None = parsed.get(str(meta["id"]))
    if sentences is None:
        sentences = tuple(s for x in layers if x.kind is not LayerKind.BOILERPLATE for s in parse(text, x.start, x.end))
        parsed[meta["id"]] = sentences
    document = Document(meta["id"], meta["sha256"], meta.get("title"), meta.get("author"), meta.get("publisher"), meta.get("published"))
    began = time.process_time()
    named = read_names(text, layers, sentences, [_Date(d) for d in gold["dates"]], document)  # type: ignore[misc]
    clock["seconds"] += time.process_time() - began  # type: ignore[assignment]
    clock["words"] += len(text.split())
    return named


def as_entities(named: Named) -> dict[str, Any]:
    """The found entities in the form of the annotation guide."""
    return {e.key: {"type": e.type.value, "names": [{"text": n.text, "kind": n.kind.value} for n in e.names]} for e in named.entities}


def gold_entities(document: dict[str, Any]) -> dict[str, Any]:
    """The annotated entities; those of a world also answer to their annotated names and descriptions."""
    own = {k: {"type": e["type"], "names": list(e["names"])} for k, e in document["entities"].items()}
    for m in document.get("mentions", []):
        if m["form"] != "pronoun":
            own[m["entity"]]["names"].append({"text": m["text"], "kind": "title"})
    return {k: e for k, e in own.items() if e["names"]} if "mentions" in document else own


def score_mentions(gold: dict[str, Any], named: Named, same: dict[str, set[str]], count: Counter[str]) -> list[str]:
    """Count found and right mentions by form: overlap of one gold mention with the same end or start, and exact; then whether the entity is right."""
    misses = []
    spans = {(m.start, m.end): m for m in named.mentions if m.entity}
    ends: dict[int, list[Any]] = {}
    for m in named.mentions:
        if m.entity:
            ends.setdefault(m.end, []).append(m)
            ends.setdefault(-m.start - 1, []).append(m)
    for g in gold["mentions"]:
        form = g["form"]
        count[f"{form}.gold"] += 1
        exact = spans.get((g["start"], g["end"]))
        count[f"{form}.exact"] += exact is not None
        near: list[Any] = (
            [exact]
            if exact
            else [m for m in (*ends.get(g["end"], ()), *ends.get(-g["start"] - 1, ())) if m.form.value != "pronoun" or form == "pronoun"]
        )
        if near:
            count[f"{form}.hit"] += 1
            right = any(g["entity"] in same.get(m.entity, ()) for m in near)
            count[f"{form}.entity"] += right
            if not right:
                misses.append(f"  {form}: {g['text']!r} gold {g['entity']} found {near[0].entity}")
        else:
            misses.append(f"  {form}: {g['text']!r} ({g['entity']}) not seen")
    gold_spans = [(g["start"], g["end"]) for g in gold["mentions"]]
    starts, stops = {s for s, _ in gold_spans}, {e for _, e in gold_spans}
    for m in named.mentions:
        if m.entity:
            count[f"{m.form.value}.found"] += 1
            count[f"{m.form.value}.good"] += m.start in starts or m.end in stops
    return misses


def score_document(score: ModuleType, gold: dict[str, Any], named: Named, count: Counter[str]) -> list[str]:
    """Entities and clusters by the scorer's rules; mentions where they are annotated."""
    want, have = gold_entities(gold), as_entities(named)
    pairing = score.Pairing(want, have)
    free, lines = dict.fromkeys(have), []
    for g, e in want.items():
        hit = next((f for f in free if pairing.same(g, f) and e["type"] == have[f]["type"]), None)
        if hit is None:
            wrong = [f for f in free if pairing.same(g, f)]
            lines.append(
                f"  - {e['type']} {g} {[n['text'] for n in e['names']][:4]}" + (f" typed {have[wrong[0]]['type']}" if wrong else "")
            )
        else:
            del free[hit]
            count["right"] += 1
            count[f"{e['type']}.right"] += 1
        count[f"{e['type']}.gold"] += 1
    for f in free:
        lines.append(f"  + {have[f]['type']} {f} {[n['text'] for n in have[f]['names']][:4]}")
    for e in have.values():
        count[f"{e['type']}.found"] += 1
    count["gold"] += len(want)
    kept = {f: e for f, e in have.items() if f in {x.key for x in keep(named, ()).entities}}
    left = dict.fromkeys(kept)
    for g, e in want.items():
        hit = next((f for f in left if pairing.same(g, f) and e["type"] == kept[f]["type"]), None)
        if hit is not None:
            del left[hit]
            count["kept.right"] += 1
    count["kept"] += len(kept)
    count["found"] += len(have)
    p, r, n = score.bcubed(pairing.gold, pairing.found)
    count["names.p"] += p
    count["names.r"] += r
    count["names.n"] += n
    if "mentions" in gold:
        same = {f: {g for g in want if pairing.same(g, f)} for f in have}
        by_span: dict[tuple[int, int], str] = {(m["start"], m["end"]): m["entity"] for m in gold["mentions"]}
        for m in named.mentions:
            if m.entity and (m.start, m.end) in by_span and m.form.value != "pronoun":
                same.setdefault(m.entity, set()).add(by_span[m.start, m.end])
        lines += score_mentions(gold, named, _by_majority(gold, named, same), count)
    return lines


def _by_majority(gold: dict[str, Any], named: Named, same: dict[str, set[str]]) -> dict[str, set[str]]:
    """Which annotated entity each found one is: the one with which it shares most names in place, else any that shares a name."""
    by_place = {(m["start"], m["end"]): m["entity"] for m in gold["mentions"] if m["form"] != "pronoun"}
    ends = {m["end"]: m["entity"] for m in gold["mentions"] if m["form"] != "pronoun"}
    votes: dict[str, Counter[str]] = {}
    for m in named.mentions:
        if m.entity and m.form.value != "pronoun":
            g = by_place.get((m.start, m.end)) or ends.get(m.end)
            if g:
                votes.setdefault(m.entity, Counter())[g] += 1
    return {
        f: {votes[f].most_common(1)[0][0]} if f in votes else s
        for f, s in {**{m.entity: set() for m in named.mentions if m.entity}, **same}.items()
    }


def prf(right: float, found: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    p, r = right / found if found else 0.0, right / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def figures(name: str, c: Counter[str]) -> dict[str, float]:
    """The flat figures of one group of documents."""
    p, r, f = prf(c["right"], c["found"], c["gold"])
    bp, br = (c["names.p"] / c["names.n"], c["names.r"] / c["names.n"]) if c["names.n"] else (0.0, 0.0)
    out = {"P": p, "R": r, "F1": f, "clusters_P": bp, "clusters_R": br, "clusters_F1": 2 * bp * br / (bp + br) if bp + br else 0.0}
    out["kept_P"], out["kept_R"], out["kept_F1"] = prf(c["kept.right"], c["kept"], c["gold"])
    for kind in ("person", "organisation", "place", "work", "event"):
        if c[f"{kind}.gold"]:
            out[f"{kind}_F1"] = prf(c[f"{kind}.right"], c[f"{kind}.found"], c[f"{kind}.gold"])[2]
    for form in FORMS:
        if c[f"{form}.gold"]:
            out[f"{form}_P"] = c[f"{form}.good"] / max(1, c[f"{form}.found"])
            out[f"{form}_R"] = c[f"{form}.hit"] / c[f"{form}.gold"]
            out[f"{form}_exact"] = c[f"{form}.exact"] / c[f"{form}.gold"]
            out[f"{form}_entity"] = c[f"{form}.entity"] / max(1, c[f"{form}.hit"])
    return {f"{name}_{k}": round(v, 4) for k, v in out.items()}


def pages() -> list[tuple[dict[str, Any], str]]:
    """The annotated real pages with their texts."""
    found = []
    for name, text, gold in seeds():
        gold["document"].setdefault("id", name)
        found.append((gold, text))
    return found


def main() -> int:
    """Print the table, or one JSON object of figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="every tenth passage and two pages")
    parser.add_argument("--misses", metavar="WORLD", help="print what one world lost")
    parser.add_argument("--parsed", metavar="FILE", help="keep parsed sentences in this file between runs")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("bench/entities.py: skipped, there are no annotated documents at ../shared", file=sys.stderr)
        return 0
    cache = Path(args.parsed) if args.parsed else None
    parsed: dict[str, tuple[Sentence, ...]] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    score, clock, result = scorer(), Counter[str](), {}
    groups = {
        w: [(d, d["text"]) for d in json.loads((SHARED / "passages" / f"{w}.json").read_text(encoding="utf-8"))["documents"]]
        for w in WORLDS
    }
    groups["pages"] = pages()
    totals = {"developed": Counter[str](), "held_out": Counter[str]()}
    for name, documents in groups.items():
        count = Counter[str]()
        for gold, text in documents[:2] if args.quick and name == "pages" else documents[::10] if args.quick else documents:
            lines = score_document(score, gold, read(gold, text, parsed, clock), count)
            if args.misses in (name, gold["document"]["id"]):
                print(gold["document"]["id"], *lines, sep="\n")
        result.update(figures(name, count))
        if name in WORLDS:
            totals["held_out" if name in ("w07", "w08") else "developed"].update(count)
    for name, count in totals.items():
        result.update(figures(name, count))
    result["words_per_second"] = round(clock["words"] / max(clock["seconds"], 1e-9))
    if cache:
        cache.write_bytes(pickle.dumps(parsed))
    print(json.dumps(result) if args.json else table(result, [*groups, *totals]))
    return 0


def table(result: dict[str, float], names: list[str]) -> str:
    """The figures as a table for people."""
    columns = [
        "P",
        "R",
        "F1",
        "kept_P",
        "kept_R",
        "kept_F1",
        "clusters_F1",
        "person_F1",
        "organisation_F1",
        "place_F1",
        "work_F1",
        *(f"{f}_{x}" for f in FORMS for x in ("P", "R", "entity")),
    ]
    short = [
        c.replace("organisation", "org")
        .replace("description", "desc")
        .replace("pronoun", "pron")
        .replace("clusters", "clus")
        .replace("entity", "ent")
        for c in columns
    ]
    lines = [" ".join([f"{'':9}", *(f"{s:>9}" for s in short)])]
    for name in names:
        lines.append(" ".join([f"{name:9}", *(f"{result.get(f'{name}_{c}', float('nan')):9.3f}" for c in columns)]))
    return "\n".join([*lines, f"words per second (parsing apart): {result['words_per_second']:.0f}"])


if __name__ == "__main__":
    raise SystemExit(main())

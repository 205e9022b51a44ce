"""How well the claim grammar finds claims, alone: mentions (and dates) are given, only propositions are found.

Worlds w01-w06 of the annotated passages and the pages p01 and p02 were used to write the frames, w07 and w08 were not read. Scores by the functions of
../shared/tools/score.py; without ../shared there is nothing to measure and the program says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from variorum.model import DateMention, Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm, Name, NameKind, When
from variorum.model.date_mention import Calendar
from variorum.reading.claims import Proposition, assemble, propose
from variorum.reading.dates.bounds import bound
from variorum.reading.syntax import Sentence, parse

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEEN, PAGES, HELD_OUT = ("w01", "w02", "w03", "w04", "w05", "w06"), ("p01", "p02"), ("w07", "w08")


@dataclass(frozen=True)
class Given:
    """Mentions and entities as a person marked them."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def passages(world: str) -> list[dict[str, Any]]:
    own = Path(__file__).resolve().parents[1] / "training" / "passages" / f"{world}.json"
    path = own if own.exists() else SHARED / "passages" / f"{world}.json"
    return json.loads(path.read_text(encoding="utf-8"))["documents"]  # type: ignore[no-any-return]


def given(doc: dict[str, Any]) -> Given:
    mentions = tuple(Mention(m["start"], m["end"], m["text"], m["entity"], MentionForm(m["form"])) for m in doc["mentions"])
    entities = tuple(
        Entity(k, EntityType(e["type"]), tuple(Name(n["text"], NameKind(n["kind"])) for n in e["names"]))
        for k, e in doc["entities"].items()
    )
    return Given(mentions, entities)


def dates(doc: dict[str, Any]) -> tuple[DateMention, ...]:
    return tuple(
        DateMention(
            d["start"],
            d["end"],
            d["quote"],
            When.parse(d["converted"] or d["when"]),
            Calendar(d["calendar"]),
            bound=bound(doc["text"], d["start"]),
        )
        for d in doc["dates"]
    )


def document(doc: dict[str, Any]) -> Document:
    return Document(doc["document"]["id"], doc["document"]["sha256"], published=doc["document"]["published"], chars=len(doc["text"]))


def layers(doc: dict[str, Any]) -> tuple[Layer, ...]:
    return tuple(Layer(LayerKind(x["kind"]), x["start"], x["end"]) for x in doc["layers"])


def sentences(doc: dict[str, Any]) -> tuple[Sentence, ...]:
    spans = [(layer["start"], layer["end"]) for layer in doc["layers"] if layer["kind"] != "boilerplate"]
    return tuple(s for a, b in spans for s in parse(doc["text"], a, b))


def found_in(doc: dict[str, Any], trees: tuple[Sentence, ...]) -> tuple[tuple[Proposition, ...], list[dict[str, Any]]]:
    known = given(doc)
    propositions = propose(doc["text"], trees, known, dates(doc), layers(doc), document(doc))
    claims = assemble(doc["text"], propositions, None, {e.key: e for e in known.entities})
    return propositions, [as_json(c) for c in claims]


def as_json(c: Any) -> dict[str, Any]:
    args = {k.rstrip("_"): v for k in c.args.__slots__ if (v := getattr(c.args, k)) is not None}
    voices = [{"voice": v.voice, "act": str(v.act), "said": v.said} for v in c.voices]
    plain = {k: getattr(c, k) for k in ("id", "predicate", "subject", "object", "when", "start", "end", "quote", "score")}
    return {**plain, "args": args, "polarity": str(c.polarity), "certainty": str(c.certainty), "mode": str(c.mode), "voices": voices}


def distinguishable(doc: dict[str, Any]) -> dict[str, Any]:
    """The document with each entity's key among its names, so that entities without a proper name can be compared too."""
    entities = {k: {**e, "names": [{"text": f"key {k}", "kind": "official"}]} for k, e in doc["entities"].items()}
    return {**doc, "entities": entities}


def ruled(doc: dict[str, Any]) -> dict[str, Any]:
    """Without the reporting frames marked as `informed` (guide, Rulings): those whose subject is a voice of another claim near by."""

    def is_frame(c: dict[str, Any]) -> bool:
        return c["predicate"] == "informed" and any(
            o is not c and any(v["voice"] == c["subject"] for v in o["voices"]) and -5 <= o["start"] - c["end"] <= 60 for o in doc["claims"]
        )

    return {**doc, "claims": [c for c in doc["claims"] if not is_frame(c)]}


def measured(
    worlds: tuple[str, ...], limit: int | None
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]], tuple[Proposition, ...], float]]:
    for world in worlds:
        for doc in passages(world)[:limit]:
            trees = sentences(doc)
            begun = time.perf_counter()
            propositions, claims = found_in(doc, trees)
            yield ruled(distinguishable(doc)), claims, propositions, time.perf_counter() - begun


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="ten passages a world")
    a.add_argument("--misses", type=int, default=0, metavar="N")
    a.add_argument("--wrong", type=int, default=0, metavar="N")
    a.add_argument("--predicate")
    a.add_argument("--by-frame", action="store_true")
    a.add_argument("--worlds", nargs="*")
    o = a.parse_args()
    if not SHARED.exists():
        print("bench/claims.py: nothing measured: the annotated passages (../shared) are not beside this checkout", file=sys.stderr)
        return 0
    score = scorer()
    figures: dict[str, Any] = {}
    for name, worlds in (("seen", SEEN), ("pages", PAGES), ("held_out", HELD_OUT)) if not o.worlds else (("chosen", tuple(o.worlds)),):
        count: Counter[str] = Counter()
        misses: list[Any] = []
        frames: dict[str, Counter[str]] = {}
        wrong: list[str] = []
        words = seconds = 0.0
        for doc, claims, propositions, spent in measured(worlds, 10 if o.quick else None):
            found = {"claims": claims, "entities": doc["entities"], "dates": doc["dates"], "layers": doc["layers"]}
            score.score_document(doc, found, doc["text"], count, misses, doc["document"]["id"])
            count["documents"] += 1
            words += len(doc["text"].split())
            seconds += spent
            judge(score, doc, claims, propositions, frames, wrong, o.predicate)
        report = score.report(count)
        figures |= flat(name, report, words / seconds)
        if not o.json:
            table(name, report, words / seconds)
            if name != "held_out":
                if o.by_frame:
                    by_frame(frames)
                chosen = [(n, g) for n, g in misses if o.predicate in (None, g["predicate"])]
                for n, g in chosen[: o.misses]:
                    print(f"missed {n} {g['predicate']}({g['subject']}, {g['object']}) {g['polarity']}: {g['quote']!r}")
                for line in wrong[: o.wrong]:
                    print(line)
    if o.json:
        print(json.dumps(figures))
    return 0


def judge(
    score: ModuleType,
    doc: dict[str, Any],
    claims: list[Any],
    propositions: Any,
    frames: dict[str, Counter[str]],
    wrong: list[str],
    only: str | None,
) -> None:
    """Counts, for every frame, how many of its claims are right."""
    pairing = score.Pairing(doc["entities"], doc["entities"])
    right = {
        id(f)
        for _, f in score.match(
            doc["claims"], claims, lambda g, f: score.is_right(pairing, g, f), lambda g, f: score.distance(pairing, g, f)
        )
    }
    source = {(p.predicate, p.subject, p.object, p.start, p.end): p.frame for p in reversed(propositions)}
    for c in claims:
        frame = source.get((c["predicate"], c["subject"], c["object"], c["start"], c["end"]), "?")
        tally = frames.setdefault(frame, Counter())
        tally["found"] += 1
        tally["right"] += id(c) in right
        if id(c) not in right and only in (None, c["predicate"]):
            a, b = max(0, c["start"] - 40), c["end"] + 40
            quote = doc["text"][a : c["start"]] + "«" + c["quote"] + "»" + doc["text"][c["end"] : b]
            wrong.append(f"wrong {doc['document']['id']} {frame} {c['predicate']}({c['subject']}, {c['object']}): {quote!r}")


def by_frame(frames: dict[str, Counter[str]]) -> None:
    from variorum.reading.claims.lexicon import lexicon

    patterns = {f.id: f.pattern for f in lexicon().frames}
    print("frame, found, right, precision")
    for frame, n in sorted(frames.items(), key=lambda x: (-(x[1]["found"] - x[1]["right"]), x[0])):
        print(f"  {frame:24s} {n['found']:4d} {n['right']:4d} {n['right'] / n['found']:.2f}  {patterns.get(frame, '')[:70]}")


def flat(name: str, report: dict[str, Any], speed: float) -> dict[str, Any]:
    claims, links, right = report["claims"], report["links"], report["on_right_claims"]
    own = {
        "claims_p": claims["P"],
        "claims_r": claims["R"],
        "claims_f1": claims["F1"],
        "links_f1": links["F1"],
        "ungrounded": claims["ungrounded"],
    }
    own |= {k: right[k] for k in ("when", "when_if_dated", "polarity", "certainty")}
    return {f"{name}_{k}": v for k, v in {**own, "words_per_s": round(speed)}.items()}


def table(name: str, report: dict[str, Any], speed: float) -> None:
    print(
        f"== {name}: claims {report['claims']}\n   links {report['links']}\n   on right claims {report['on_right_claims']}\n   {speed:,.0f} words/s"
    )
    if name != "held_out":
        for p, row in sorted(report["predicates"].items(), key=lambda kv: -kv[1]["gold"]):
            print(f"  {p:16s} {row['gold']:4d}  {row['P']:.2f} {row['R']:.2f} {row['F1']:.2f}")


if __name__ == "__main__":
    raise SystemExit(main())

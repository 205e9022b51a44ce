"""Who says this: the chain of voices found for the claims of annotated passages, with their layers and mentions given.

    python bench/voices.py [--json] [--quick] [--misses N] [--worlds w01,w02] [--kind last|chain]

For each annotated claim the chain of its evidence span is compared with the annotated one, as ``shared/tools/score.py`` compares chains:
``@author``, ``@translator`` and ``@editor`` count as one, and a leading speaker who merely ``quotes`` the rest may be named or left out.
w07 and w08 are held out: rules are written by looking at w01 to w06 only. ``seeds`` are real pages, measured only.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from variorum.model import DateMention, Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm, Voice, When
from variorum.reading.syntax import Sentence, parse
from variorum.reading.voices import VoiceMap, read_voices

SHARED = Path(__file__).resolve().parents[2] / "shared"
WORLDS = ("w01", "w02", "w03", "w04", "w05", "w06", "w07", "w08")
HELD_OUT = ("w07", "w08", "seeds")


def passages(world: str) -> list[dict[str, Any]]:
    if world == "seeds":
        return seeds()
    data: dict[str, Any] = json.loads((SHARED / "passages" / f"{world}.json").read_text(encoding="utf-8"))
    return list(data["documents"])


def trees(doc: dict[str, Any]) -> tuple[Sentence, ...]:
    read = [x for x in doc["layers"] if x["kind"] != "boilerplate"]
    return tuple(s for x in read for s in parse(doc["text"], x["start"], x["end"]))


def seeds() -> list[dict[str, Any]]:
    """The annotated real pages, with a mention wherever a name of an entity stands in the text (they have no annotated mentions, and no pronouns)."""
    found = []
    for path in sorted((SHARED / "gold").glob("0*.json")):
        doc = json.loads(path.read_text(encoding="utf-8"))
        with (SHARED / "seeds" / f"{path.stem}.txt").open(encoding="utf-8", newline="") as file:
            doc["text"] = file.read()
        doc["document"] |= {"id": path.stem, "title": None}
        doc["mentions"] = sorted(named_in(doc["text"], doc["entities"]), key=lambda m: (m["start"], -m["end"]))
        found.append(doc)
    return found


def named_in(text: str, entities: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = {n["text"] if isinstance(n, dict) else n: key for key, e in entities.items() for n in e.get("names", [])}
    for m in re.finditer("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in sorted(names, key=len, reverse=True)), text):
        yield {"start": m.start(), "end": m.end(), "text": m.group(), "entity": names[m.group()], "form": "name"}


def layer_voice(doc: dict[str, Any], layer: dict[str, Any]) -> str | None:
    """The default voice of an annotated layer, which the annotation does not write down: the commonest first voice of its claims."""
    chains = [c["voices"] for c in doc["claims"] if layer["start"] <= c["start"] < layer["end"]]
    firsts = Counter((v[1:] if len(v) > 1 and v[0]["act"] == "quotes" and v[0]["voice"].startswith("@") else v)[0]["voice"] for v in chains)
    return min(firsts, key=lambda v: (-firsts[v], v)) if firsts else None


def given(doc: dict[str, Any], sentences: tuple[Sentence, ...], *, own_turns: bool) -> VoiceMap:
    """The voices of one passage, from its annotated layers and mentions."""
    text = doc["text"]
    meta = doc["document"]
    layers = [Layer(LayerKind(x["kind"]), x["start"], x["end"], None if own_turns else layer_voice(doc, x)) for x in doc["layers"]]
    mentions = tuple(Mention(m["start"], m["end"], m["text"], m["entity"], MentionForm(m["form"])) for m in doc["mentions"])
    entities = tuple(Entity(k, EntityType(e["type"])) for k, e in doc["entities"].items())
    document = Document(meta["id"], meta["sha256"], title=meta.get("title"), author=meta.get("author"), publisher=meta.get("publisher"))
    dates = [DateMention(d["start"], d["end"], d["quote"], when_of(d.get("converted") or d["when"])) for d in doc["dates"]]
    return read_voices(text, layers, sentences, SimpleNamespace(mentions=mentions, entities=entities), document, dates=dates)


def when_of(edtf: str | None) -> When | None:
    try:
        return When.parse(edtf) if edtf else None
    except ValueError:
        return None


def spoken(chain: list[tuple[str, str]]) -> list[str]:
    """The speakers of a chain without a publisher who merely quotes the rest; all default speakers are one."""
    if len(chain) > 1 and chain[0][0].startswith("@") and chain[0][1] == "quotes":
        chain = chain[1:]
    return ["@" if v.startswith("@") else v for v, _ in chain]


def is_frame(claim: dict[str, Any], claims: list[dict[str, Any]]) -> bool:
    """Whether it is a mere reporting frame, which the guide's ruling leaves out: "X told Y that" where X is a voice of what Y was told."""
    near = (c for c in claims if c["start"] < claim["end"] + 80 and claim["start"] < c["end"])
    return claim["predicate"] == "informed" and any(claim["subject"] in [v["voice"] for v in c["voices"]] for c in near if c is not claim)


def judged(doc: dict[str, Any], found: VoiceMap) -> Iterator[tuple[dict[str, Any], list[tuple[str, str]], tuple[Voice, ...]]]:
    for claim in doc["claims"]:
        if is_frame(claim, doc["claims"]):
            continue
        yield claim, [(v["voice"], v["act"]) for v in claim["voices"]], found.chain(claim["start"], claim["end"])


def measure(world: str, misses: list[str], kind: str, parsed: dict[str, tuple[Sentence, ...]] | None, own_turns: bool) -> Counter[str]:
    count: Counter[str] = Counter()
    for doc in passages(world):
        key = doc["document"]["id"]
        if parsed is not None and key not in parsed:
            parsed[key] = trees(doc)
        sentences = parsed[key] if parsed is not None else ()
        begun = time.perf_counter()
        found = given(doc, sentences, own_turns=own_turns)
        count["seconds"] += time.perf_counter() - begun  # type: ignore[assignment]
        count["words"] += len(doc["text"].split())
        for claim, gold, chain in judged(doc, found):
            mine = [(v.voice, str(v.act)) for v in chain]
            g, f = spoken(gold), spoken(mine)
            count["claims"] += 1
            hedge = found.hedge(claim["start"], claim["end"])
            count["hedged"] += hedge is not None
            count["hedged.right"] += hedge is not None and hedge == claim["certainty"]
            if g == f:
                golds, founds = [v.get("said") for v in claim["voices"]][-len(g) :], [v.said for v in chain][-len(g) :]
                for a, b in list(zip(golds, founds, strict=True))[1:]:
                    count["said.gold"] += a is not None
                    count["said.found"] += b is not None
                    count["said.right"] += a is not None and a == b
            count["last"] += g[-1] == f[-1]
            count["chain"] += g == f
            count["act"] += gold[-1][1] == mine[-1][1]
            if len(g) > 1:
                count["nested"] += 1
                count["nested.right"] += g == f
            if (g[-1] != f[-1]) if kind == "last" else g != f:
                line = (
                    doc["text"][max(0, claim["start"] - 110) : claim["start"]]
                    + "⟦"
                    + claim["quote"]
                    + "⟧"
                    + doc["text"][claim["end"] :][:70]
                )
                voices = " > ".join(f"{v}:{a}" for v, a in gold), " > ".join(f"{v}:{a}" for v, a in mine)
                misses.append(f"{doc['document']['id']} {claim['predicate']}\n   {line!r}\n   gold  {voices[0]}\n   found {voices[1]}")
    return count


def row(c: Counter[str]) -> dict[str, float]:
    n = c["claims"] or 1
    return {
        "claims": c["claims"],
        "last_voice": round(c["last"] / n, 4),
        "chain": round(c["chain"] / n, 4),
        "chain_if_nested": round(c["nested.right"] / (c["nested"] or 1), 4),
        "said_precision": round(c["said.right"] / (c["said.found"] or 1), 4),
        "said_recall": round(c["said.right"] / (c["said.gold"] or 1), 4),
        "hedge_precision": round(c["hedged.right"] / (c["hedged"] or 1), 4),
        "act": round(c["act"] / n, 4),
        "words_per_second": int(c["words"] / (c["seconds"] or 1)),
    }


def main(argv: list[str] | None = None) -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="one world to develop on and one held out")
    a.add_argument("--misses", type=int, default=0, metavar="N", help="print N misses of the worlds that rules are written from")
    a.add_argument("--worlds", help="only these, by commas")
    a.add_argument("--kind", choices=("last", "chain"), default="last", help="which misses to print")
    a.add_argument("--own-turns", action="store_true", help="the default voice of each layer is found too, not given")
    a.add_argument("--surface", action="store_true", help="without parses: the fall-backs alone")
    a.add_argument("--trees", type=Path, help="a file to keep the parses in from run to run")
    o = a.parse_args(argv)
    if not (SHARED / "passages").is_dir():
        print("voices: no ../shared/passages beside the checkout; nothing measured")
        return 0
    worlds = tuple(o.worlds.split(",")) if o.worlds else ("w01", "w07") if o.quick else (*WORLDS, "seeds")
    table: dict[str, dict[str, float]] = {}
    misses: list[str] = []
    total = {"developed on": Counter[str](), "held out": Counter[str]()}
    parsed = None if o.surface else pickle.loads(o.trees.read_bytes()) if o.trees and o.trees.exists() else {}
    for world in worlds:
        c = measure(world, [] if world in HELD_OUT else misses, o.kind, parsed, o.own_turns)
        table[world] = row(c)
        total["held out" if world in HELD_OUT else "developed on"].update(c if world != "seeds" else ())
    if o.trees and parsed is not None:
        o.trees.write_bytes(pickle.dumps(parsed))
    table |= {name: row(c) for name, c in total.items() if c["claims"]}
    if o.json:
        print(json.dumps({f"{w.replace(' ', '_')}.{k}": v for w, r in table.items() for k, v in r.items()}, indent=1))
    else:
        columns = list(next(iter(table.values())))
        print(" " * 14 + "".join(f"{c.replace('_', ' '):>18s}" for c in columns))
        for w, r in table.items():
            print(f"{w:14s}" + "".join(f"{r[c]:18.3f}" if isinstance(r[c], float) else f"{r[c]:18d}" for c in columns))
    for m in misses[: o.misses]:
        print(m)
    return 0


if __name__ == "__main__":
    sys.exit(main())

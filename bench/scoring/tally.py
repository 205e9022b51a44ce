"""What is counted in one document, and what the counts of many come to.

Counts add up: the tally of a book is the sum of its documents', so that figures and intervals (:mod:`scoring.intervals`) are made of the same numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scoring.alike import Alike, Claim, same_time, spoken
from scoring.pairing import one_to_one

Annotation = Mapping[str, Any]
GUIDE = 2  #: the version of the guide that an annotation follows which does not say so
#: Predicates that annotations of the guide's first version could not use: finding them there neither helps nor hurts.
_NEWER = frozenset({"commands", "obeyed", "informed", "same_as"})


def judged(gold: Annotation, found: Annotation, text: str) -> tuple[list[tuple[Claim, Claim]], int, list[Claim]]:
    """The pairs of claims that are right, the number of links, and the found claims that count: those but the optional ones.

    A claim whose quote is not the text at its place is wrong whatever else it says. Optional are repeated captions and presuppositions (``marginal``).
    """
    alike = Alike(gold["entities"], found.get("entities", {}))
    marginal, forced = set(gold.get("marginal", ())), set(gold.get("forced_fit", ()))
    wanted = [g for g in gold["claims"] if g["id"] not in marginal]
    claims = list(found.get("claims", ()))
    grounded = [f for f in claims if text[f["start"] : f["end"]] == f.get("quote", "")]
    right = one_to_one(wanted, grounded, lambda g, f: alike.right(g, f, any_predicate=g["id"] in forced), alike.apart)
    links = one_to_one(wanted, grounded, alike.linked, alike.apart)
    used = {id(f) for _, f in (*right, *links)}
    rest = [f for f in grounded if id(f) not in used]
    spare = {id(f) for _, f in one_to_one([g for g in gold["claims"] if g["id"] in marginal], rest, alike.linked, alike.apart)}
    if gold["document"].get("guide", GUIDE) < GUIDE:
        spare |= {id(f) for f in rest if f["predicate"] in _NEWER}
    return right, len(links), [f for f in claims if id(f) not in spare]


def tally(gold: Annotation, found: Annotation, text: str) -> Counter[str]:
    """The counts of one document: ``x.gold``, ``x.found`` and ``x.right`` of everything that is told, and what is right of the claims that are."""
    alike = Alike(gold["entities"], found.get("entities", {}))
    right, links, claims = judged(gold, found, text)
    marginal = set(gold.get("marginal", ()))
    count: Counter[str] = Counter({"documents": 1, "links.right": links, "claims.right": len(right), "claims.found": len(claims)})
    count["ungrounded"] = sum(text[f["start"] : f["end"]] != f.get("quote", "") for f in found.get("claims", ()))
    for g in gold["claims"]:
        if g["id"] not in marginal:
            count["claims.gold"] += 1
            count[f"by.{g['predicate']}.gold"] += 1
    count.update(f"by.{f['predicate']}.found" for f in claims)
    for g, f in right:
        count[f"by.{g['predicate']}.right"] += 1
        _on_right(alike, g, f, count)
    _entities(alike, gold["entities"], found.get("entities", {}), count)
    _dates(gold.get("dates", ()), found.get("dates", ()), count)
    _layers(gold.get("layers", ()), found.get("layers", ()), len(text), count)
    return count


def _on_right(alike: Alike, g: Claim, f: Claim, count: Counter[str]) -> None:
    chain, (gv, fv) = alike.same_chain(g, f), (g.get("voices", ()), f.get("voices", ()))
    count["last voice"] += bool(gv and fv and alike.same(gv[-1]["voice"], fv[-1]["voice"]))
    count["chain"] += chain
    if len(spoken(gv)) > 1:
        count["nested.gold"] += 1
        count["nested.right"] += chain
    if g.get("when"):
        count["dated.gold"] += 1
        count["dated.right"] += same_time(g["when"], f.get("when"))
    for field, usual in (("polarity", "affirmed"), ("certainty", "certain")):
        count[field] += g.get(field, usual) == f.get(field, usual)


def _entities(alike: Alike, gold: Mapping[str, Any], found: Mapping[str, Any], count: Counter[str]) -> None:
    count["entities.gold"], count["entities.found"] = len(gold), len(found)
    free = set(found)
    for key, entity in gold.items():
        hit = next((f for f in sorted(free) if alike.same(key, f) and found[f].get("type") == entity["type"]), None)
        if hit is not None:
            free.discard(hit)
            count["entities.right"] += 1


def _dates(gold: Sequence[Any], found: Sequence[Any], count: Counter[str]) -> None:
    def fits(g: Any, f: Any) -> bool:
        return (
            g["start"] < f["end"] and f["start"] < g["end"] and same_time(g.get("converted") or g["when"], f.get("converted") or f["when"])
        )

    count["dates.gold"], count["dates.found"] = len(gold), len(found)
    count["dates.right"] = len(one_to_one(gold, found, fits, lambda g, f: abs(g["start"] - f["start"])))


def _layers(gold: Sequence[Any], found: Sequence[Any], long: int, count: Counter[str]) -> None:
    kinds: list[list[str]] = []
    for layers in (gold, found):
        kinds.append([""] * long)
        for x in layers:
            a, b = max(0, x["start"]), min(long, x["end"])
            kinds[-1][a:b] = [x["kind"]] * max(0, b - a)
    count["characters"] = sum(g != "" for g in kinds[0])
    count["characters.right"] = sum(g == f != "" for g, f in zip(*kinds, strict=True))


#: The figures of a table in order: name, and how it comes of the counts; None where there is nothing to divide by.
FIGURES = (
    "claims P",
    "claims R",
    "claims",
    "links",
    "entities",
    "dates",
    "layers",
    "last voice",
    "chain",
    "nested",
    "dated",
    "polarity",
    "certainty",
)


def figures(count: Mapping[str, int]) -> dict[str, float | None]:
    """F1 of claims, links, entities and dates; the share of characters whose layer is right; of the claims that are right, the share whose last voice, whole
    chain, chain of two and more, date (of those dated), polarity and certainty are right too."""
    right = count.get("claims.right", 0)
    found: dict[str, float | None] = {
        "claims P": _share(right, count.get("claims.found", 0)),
        "claims R": _share(right, count.get("claims.gold", 0)),
        "claims": f1(right, count.get("claims.found", 0), count.get("claims.gold", 0)),
        "links": f1(count.get("links.right", 0), count.get("claims.found", 0), count.get("claims.gold", 0)),
    }
    for what in ("entities", "dates"):
        found[what] = f1(*(count.get(f"{what}.{k}", 0) for k in ("right", "found", "gold")))
    found["layers"] = _share(count.get("characters.right", 0), count.get("characters", 0))
    found |= {k: _share(count.get(k, 0), right) for k in ("last voice", "chain", "polarity", "certainty")}
    found |= {k: _share(count.get(f"{k}.right", 0), count.get(f"{k}.gold", 0)) for k in ("nested", "dated")}
    return {k: found[k] for k in FIGURES}


def f1(right: float, found: float, gold: float) -> float | None:
    """Twice what is right by all that was found and all that was to be found; None where there was neither."""
    return _share(2 * right, found + gold)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None

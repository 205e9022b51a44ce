"""What the compact reader adds to the rules, on invented worlds that nobody wrote rules on and nothing was trained on.

    python bench/compact.py [--json] [--quick] [--curve]

For each book: the share of mentions whose entity is the annotated one (names of both compared), by form, with the rules alone and with the network;
and claims and links end to end with the rules alone, with the network's word on who is meant only, and with both readers. ``--curve``: claims by the
score from which the network's own findings stand and by that from which a rule's do (the thresholds in reading/compact/weighing.py).
--quick: every fourth passage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared import UNREAD_PAGES, UNTAUGHT, passages, scorer
from variorum.model import DateMention, Document, Layer, LayerKind, Mention, MentionForm, Reading
from variorum.publishing.annotations import to_dict
from variorum.reading.claims import Proposition, assemble, propose
from variorum.reading.compact import Sight, look, weigh
from variorum.reading.compact.weighing import BACKED, OWN
from variorum.reading.dates import read_dates
from variorum.reading.kinds import read_kinds
from variorum.reading.layers import read_layers
from variorum.reading.names import read_names
from variorum.reading.names.named import Named
from variorum.reading.read import published, sentences_of
from variorum.reading.syntax import Sentence
from variorum.reading.voices import read_voices

BOOKS = (*UNTAUGHT, *UNREAD_PAGES)  #: held out of training, and no rule was written on them
CURVE = [(own, backed) for own in (0.15, 0.2, 0.25, 0.3, 0.4, 0.5) for backed in (0.0, 0.015, 0.05, 0.1)]


@dataclass
class Case:
    """One passage as far as the stages before the two readers part."""

    text: str
    gold: dict[str, Any]
    document: Document
    layers: Sequence[Layer]
    dates: Sequence[DateMention]
    sentences: Sequence[Sentence]
    named: Named
    proposed: Sequence[Proposition]
    sight: Sight
    again: Sequence[Proposition]


def case(name: str, text: str, gold: dict[str, Any]) -> Case:
    m = gold["document"]
    document = Document(name, m["sha256"], chars=len(text), **{k: m.get(k) for k in ("title", "author", "publisher", "published")})
    layers = read_layers(text, document)
    spoken = [x for x in layers if x.kind is not LayerKind.BOILERPLATE]
    dates = read_dates(text, [(x.start, x.end) for x in spoken], published=published(document))
    sentences = sentences_of(text, spoken)
    named = read_names(text, layers, sentences, dates, document, read_kinds)
    proposed = propose(text, sentences, named, dates, layers, document)
    sight = look(text, layers, sentences, named, proposed)
    return Case(
        text,
        gold,
        document,
        layers,
        dates,
        sentences,
        named,
        proposed,
        sight,
        propose(text, sentences, sight.named, dates, layers, document),
    )


def found(c: Case, how: str, own: float = OWN, backed: float = BACKED) -> dict[str, Any]:
    """The annotation that one of the readers makes: ``rules``, ``meant`` or ``both``."""
    named = c.named if how == "rules" else c.sight.named
    propositions = c.proposed if how == "rules" else c.again
    if how == "both":
        propositions = weigh(c.text, c.sentences, named, c.dates, propositions, c.sight.relations, own=own, backed=backed)
    voices = read_voices(c.text, c.layers, c.sentences, named, c.document, dates=c.dates, floors=named.floors)
    claims = assemble(c.text, propositions, [voices.chain(p.start, p.end) for p in propositions], {e.key: e for e in named.entities})
    return to_dict(Reading(c.document, how, tuple(c.layers), named.entities, named.mentions, tuple(c.dates), claims))


def meant(tool: Any, c: Case, named: Named, count: Counter[str], prefix: str) -> None:
    """Counts the mentions that a person marked at the same words, and those of them with the right entity."""
    entities = {e.key: {"type": e.type.value, "names": [{"text": n.text} for n in e.names]} for e in named.entities}
    pairing = tool.Pairing(c.gold["entities"], entities)
    whose = {(m["start"], m["end"]): m["entity"] for m in c.gold["mentions"]}
    for m in named.mentions:
        if (key := _marked(m, whose)) is not None:
            count[m.form.value] += prefix == "rules"
            count[f"{prefix} {m.form.value}"] += m.entity is not None and pairing.same(key, m.entity)


def _marked(m: Mention, whose: Mapping[tuple[int, int], str]) -> str | None:
    """The annotated entity of the words of a mention, with or without their article."""
    start = m.start + 4 if m.text[:4].lower() == "the " else m.start
    return next((whose[x] for x in ((m.start, m.end), (start, m.end), (m.start - 4, m.end)) if x in whose), None)


def claims(tool: Any, cases: Sequence[Case], how: str, **thresholds: float) -> dict[str, float]:
    count: Counter[str] = Counter()
    for c in cases:
        tool.score_document(c.gold, found(c, how, **thresholds), c.text, count, [], c.document.id)
    r = tool.report(count)
    return {"claims P": r["claims"]["P"], "claims R": r["claims"]["R"], "claims": r["claims"]["F1"], "links": r["links"]["F1"]}


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true")
    a.add_argument("--curve", action="store_true")
    o = a.parse_args()
    tool = scorer()
    figures: dict[str, float] = {}
    for book in BOOKS:
        cases = [case(*x) for n, x in enumerate(passages(book)) if not o.quick or n % 4 == 0]
        count: Counter[str] = Counter()
        for c in cases:
            meant(tool, c, c.named, count, "rules")
            meant(tool, c, c.sight.named, count, "network")
        for form in MentionForm:
            for who in ("rules", "network"):
                figures[f"{book} {who} {form.value}"] = round(count[f"{who} {form.value}"] / max(1, count[form.value]), 4)
        for how in ("rules", "meant", "both"):
            figures |= {f"{book} {how} {k}": v for k, v in claims(tool, cases, how).items()}
        if o.curve:
            for own, backed in CURVE:
                row = claims(tool, cases, "both", own=own, backed=backed)
                print(f"{book} own {own:.2f} backed {backed:.2f}  " + "  ".join(f"{k} {v:.3f}" for k, v in row.items()))
    if o.json:
        print(json.dumps({k.replace(" ", "_"): v for k, v in figures.items()}))
        return 0
    forms = [f.value for f in MentionForm]
    print("who is meant, share right" + "".join(f"{f:>13s}" for f in forms))
    for book in BOOKS:
        for who in ("rules", "network"):
            print(f"  {book} {who:18s}" + "".join(f"{figures[f'{book} {who} {f}']:13.3f}" for f in forms))
    print(f"end to end{'':17s}" + "".join(f"{k:>11s}" for k in ("claims P", "claims R", "claims", "links")))
    for book in BOOKS:
        for how in ("rules", "meant", "both"):
            print(
                f"  {book} {how:20s}"
                + "".join(f"{figures[f'{book} {how} {k}']:11.3f}" for k in ("claims P", "claims R", "claims", "links"))
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What does each part of the reading lose? The whole reading again and again, each time with one more thing given as a person annotated it.

    losses.py [--json] [--quick] [--books BOOK...]

Measured on w07 and w19, on which no rule was written and which the network was not taught. "layers": what kind of text stands where. "dates": where they
stand and what they mean. "mentions": every name, description and pronoun with whom it means, so that nobody is looked for or resolved; the network judges
relations alone. "speakers": whose each layer is by default. "claims": every annotated claim is given and only its voices are found. The distance between
two rows is what the parts between them lose; the last rows are what is left for the grammar of claims, and for voices, to learn.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from claims import dates as given_dates
from claims import document, given, ruled
from claims import layers as given_layers
from scoring import figures, intervals, tally
from shared import UNTAUGHT, passages
from variorum.model import Args, Certainty, Layer, LayerKind, Mode, Polarity, Reading
from variorum.publishing.annotations import to_dict
from variorum.reading.claims import Proposition, assemble, propose
from variorum.reading.compact import look, weigh
from variorum.reading.dates import read_dates
from variorum.reading.floor import read_floors
from variorum.reading.kinds import read_kinds
from variorum.reading.layers import read_layers
from variorum.reading.names import Named, read_names
from variorum.reading.read import published, sentences_of
from variorum.reading.voices import read_voices
from voices import layer_voice

#: What is given in each row.
ROWS: dict[str, frozenset[str]] = {
    "nothing": frozenset(),
    "layers": frozenset({"layers"}),
    "dates": frozenset({"dates"}),
    "mentions": frozenset({"mentions"}),
    "layers, dates, mentions": frozenset({"layers", "dates", "mentions"}),
    "all these, speakers": frozenset({"layers", "dates", "mentions", "speakers"}),
    "all these, claims": frozenset({"layers", "dates", "mentions", "speakers", "claims"}),
}
COLUMNS = ("claims P", "claims R", "claims", "links", "entities", "dates", "dated", "last voice", "chain", "nested")


def read_given(doc: Mapping[str, Any], gifts: frozenset[str]) -> dict[str, Any]:
    """The reading of one passage in the annotation form, with what ``gifts`` names taken from its annotation."""
    text, about = doc["text"], document(dict(doc))
    layers = given_layers(dict(doc)) if "layers" in gifts else read_layers(text, about)
    if "speakers" in gifts:
        layers = tuple(replace(x, voice=layer_voice(dict(doc), _plain(x))) for x in layers)
    spoken = [x for x in layers if x.kind is not LayerKind.BOILERPLATE]
    dates = given_dates(dict(doc)) if "dates" in gifts else read_dates(text, [(x.start, x.end) for x in spoken], published=published(about))
    sentences = sentences_of(text, spoken)
    if "mentions" in gifts:
        known = given(dict(doc))
        mentions = tuple(sorted(known.mentions, key=lambda m: (m.start, -m.end)))
        named = Named(known.entities, mentions, floors=read_floors(text, layers, mentions, known.entities, about))
    else:
        named = read_names(text, layers, sentences, dates, about, read_kinds)
    proposed = propose(text, sentences, named, dates, layers, about)
    sight = look(text, layers, sentences, named, proposed)
    named = named if "mentions" in gifts else sight.named
    again = propose(text, sentences, named, dates, layers, about)
    propositions = weigh(text, sentences, named, dates, again, sight.relations)
    if "claims" in gifts:
        propositions = tuple(_proposition(c) for c in doc["claims"])
    voices = read_voices(text, layers, sentences, named, about, dates=dates, floors=named.floors)
    claims = assemble(text, propositions, [voices.chain(p.start, p.end) for p in propositions], {e.key: e for e in named.entities})
    form = to_dict(Reading(about, "given", tuple(layers), named.entities, named.mentions, tuple(dates), claims))
    return {**form, "entities": doc["entities"]} if "mentions" in gifts else form


def _plain(layer: Layer) -> dict[str, Any]:
    return {"kind": str(layer.kind), "start": layer.start, "end": layer.end}


def _proposition(c: Mapping[str, Any]) -> Proposition:
    return Proposition(
        c["predicate"], c["subject"], c["object"], c["start"], c["end"], c["start"], "given", 1.0, (c["start"], c["end"]),
        Args(name=c["args"].get("name")), Polarity(c["polarity"]), Mode(c["mode"]), Certainty(c["certainty"]), c["when"],
    )  # fmt: skip


def called(doc: dict[str, Any]) -> dict[str, Any]:
    """The annotation in which whoever has nothing but pronouns can be told too, by his key; without mere reporting frames (guide, Rulings)."""
    for key, entity in doc["entities"].items():
        entity["names"].append({"text": f"key {key}", "kind": "title"})
    return ruled(doc)


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="every sixth passage")
    a.add_argument("--books", nargs="+", default=UNTAUGHT)
    o = a.parse_args()
    documents = [called(gold) for book in o.books for n, (_, _, gold) in enumerate(passages(book)) if not o.quick or n % 6 == 0]
    tallies: dict[str, list[Counter[str]]] = {
        name: [tally(d, read_given(d, gifts), d["text"]) for d in documents] for name, gifts in ROWS.items()
    }
    rows = {name: figures(sum(those, Counter())) for name, those in tallies.items()}
    if o.json:
        print(json.dumps({f"{name}: {c}": r[c] for name, r in rows.items() for c in COLUMNS}))
        return 0
    print(f"{'given':26s}" + "".join(f"{c:>12s}" for c in COLUMNS))
    for name, r in rows.items():
        print(f"{name:26s}" + _line([f"{v:.3f}" if (v := r[c]) is not None else "-" for c in COLUMNS]))
        reach = intervals(tallies[name], figures)
        print(f"{'  95%':26s}" + _line(["-" if (x := reach[c]) is None else f"{x[0]:.2f}-{x[1]:.2f}" for c in COLUMNS]))
    return 0


def _line(cells: Sequence[str]) -> str:
    return "".join(f"{c:>12s}" for c in cells)


if __name__ == "__main__":
    sys.exit(main())

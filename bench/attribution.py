#!/usr/bin/env python3
"""Who says what, held against a public corpus: the reporting links of MEANTIME (news, English part) and ours.

    attribution.py [--json] [--quick] [--misses N]

MEANTIME (Fondazione Bruno Kessler and others 2015, CC BY 4.0) links words of speech and thought to the event that is said or thought (SLINK); who says it is
the Arg0 of that word. It was never read by anybody who wrote a rule here: it is measured on, and nothing of it is in the project. Its texts come as words;
they are set as prose again, headline, date line, and one paragraph. The relations of the first sentences of each article are annotated, and only
those are looked at.

Words of saying: how many of the gold links have a cue of ours at the same word, and the reverse (of cues that the corpus takes for events at all). On the
cues that both have: whether the speaker is the same (at the same words; as an entity, by any of his mentions) and whether the event that is said lies
within what we take to be said. Beside it the simplest speaker: the person, body or place last named before the word.
"mentions given": persons, bodies and places are those of the corpus. "whole reading": everything is found.
"""

from __future__ import annotations

import argparse
import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared import need
from variorum.model import Document, Entity, EntityType, Mention, MentionForm, Name, NameKind
from variorum.reading.claims import propose
from variorum.reading.compact import look
from variorum.reading.dates import read_dates
from variorum.reading.floor import read_floors
from variorum.reading.kinds import read_kinds
from variorum.reading.layers import read_layers
from variorum.reading.names import Named, read_names
from variorum.reading.read import sentences_of
from variorum.reading.voices import read_voices

TYPES = {"PER": EntityType.PERSON, "LOC": EntityType.PLACE, "PRO": EntityType.WORK}  # the rest are bodies
FORMS = {"PRO": MentionForm.PRONOUN, "NOM": MentionForm.DESCRIPTION, "PRE.NOM": MentionForm.DESCRIPTION}
LAST = 5  #: the number of the last sentence whose relations are annotated: a headline, a date line, four more
PRINTED = {"``": "“", "''": "”"}
Place = tuple[int, int]


@dataclass(frozen=True)
class Link:
    """A word of saying, the event that is said, and who says it (None where the corpus names nobody): places in the text."""

    cue: Place
    event: Place
    speaker: Place | None
    entity: str | None


@dataclass(frozen=True)
class Article:
    name: str
    text: str
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    events: tuple[Place, ...]  #: every word that tells of an event there
    until: int  #: where annotation ends


def article(path: Path) -> Article:
    """One file of the corpus as text with its links."""
    root = ET.parse(path).getroot()
    tokens = [(t.get("t_id", ""), int(t.get("sentence", 0)), t.text or "") for t in root.iter("token")]
    text, at = as_prose(tokens)
    places: dict[str, Place] = {}
    nodes: dict[str, ET.Element] = {}
    for node in root.find("Markables") or ():
        anchors = [a.get("t_id", "") for a in node.iter("token_anchor")]
        nodes[node.get("m_id", "")] = node
        if anchors:
            places[node.get("m_id", "")] = (min(at[a][0] for a in anchors), max(at[a][1] for a in anchors))
    relations = root.find("Relations")
    of: dict[str, str] = {}
    agent: dict[str, str] = {}
    for r in relations if relations is not None else ():
        sources, targets = ([x.get("m_id", "") for x in r.iter(end)] for end in ("source", "target"))
        if r.tag == "REFERS_TO":
            of.update((s, targets[0]) for s in sources if nodes[targets[0]].tag == "ENTITY")
        if r.tag == "HAS_PARTICIPANT" and r.get("sem_role") == "Arg0":
            agent.setdefault(sources[0], targets[0])
    links = []
    for r in relations if relations is not None else ():
        if r.tag == "SLINK":
            cue, event = (next(r.iter(end)).get("m_id", "") for end in ("source", "target"))
            who = agent.get(cue)
            links.append(Link(places[cue], places[event], places.get(who or ""), of.get(who or "")))
    until = max((at[t][1] for t, s, _ in tokens if s <= LAST), default=0)
    mentions, entities = given(text, nodes, places, of)
    events = tuple(p for m, p in places.items() if nodes[m].tag == "EVENT_MENTION")
    return Article(path.stem, text, tuple(links), mentions, entities, events, until)


def as_prose(tokens: Sequence[tuple[str, int, str]]) -> tuple[str, dict[str, Place]]:
    """The words with spaces as a printer sets them; where each stands. Headline and date line are lines of their own."""
    text, at, before, open_quote = "", {}, -1, False
    for key, sentence, written in tokens:
        word = PRINTED.get(written, written)
        closes = (
            word in {",", ".", ";", ":", "!", "?", ")", "]", "%", "”", "’"}
            or word.startswith(("'", "’", "n't"))
            or (word == '"' and open_quote)
        )
        glued = text.endswith(("(", "[", "“", "$", "\n")) or (text.endswith('"') and open_quote and not closes)
        if text and sentence != before and before in (0, 1):
            text += "\n\n"
        elif text and not closes and not glued:
            text += " "
        if word == '"':
            open_quote = not open_quote
        at[key] = (len(text), len(text) + len(word))
        text, before = text + word, sentence
    return text, at


def given(
    text: str, nodes: dict[str, ET.Element], places: dict[str, Place], of: dict[str, str]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The corpus' own mentions and entities in our form."""
    mentions = [
        Mention(*places[m], text[slice(*places[m])], of.get(m), FORMS.get(n.get("syntactic_type", ""), MentionForm.NAME))
        for m, n in nodes.items()
        if n.tag == "ENTITY_MENTION" and m in places and m in of
    ]
    named: dict[str, list[Name]] = {}
    for x in mentions:
        if x.form is MentionForm.NAME:
            named.setdefault(str(x.entity), []).append(Name(x.text, NameKind.OFFICIAL))
    entities = [
        Entity(m, TYPES.get(n.get("ent_type", ""), EntityType.ORGANISATION), tuple(dict.fromkeys(named.get(m, ()))))
        for m, n in nodes.items()
        if n.tag == "ENTITY" and m in of.values()
    ]
    return tuple(sorted(mentions, key=lambda x: (x.start, -x.end))), tuple(entities)


def measured(a: Article, count: Counter[str], misses: list[str], *, whole: bool) -> None:
    """Adds the counts of one article."""
    document = Document(a.name, a.name, chars=len(a.text))
    layers = read_layers(a.text, document)
    sentences = sentences_of(a.text, layers)
    dates = read_dates(a.text, [(x.start, x.end) for x in layers])
    if whole:
        named = read_names(a.text, layers, sentences, dates, document, read_kinds)
        named = look(a.text, layers, sentences, named, propose(a.text, sentences, named, dates, layers, document)).named
    else:
        named = Named(a.entities, a.mentions, floors=tuple(read_floors(a.text, layers, a.mentions, a.entities, document)))
    voices = read_voices(a.text, layers, sentences, named, document, dates=dates, floors=named.floors)
    cues = {(s.cue.start, s.cue.end) for s in voices.scopes if s.cue.start < a.until}
    cues = {c for c in cues if any(_touch(c, e) for e in a.events)}  # "according to" is no event there, and has no link
    gold = {x.cue for x in a.links}
    count["cues"] += len(cues)
    count["cues right"] += sum(any(_touch(c, g) for g in gold) for c in cues)
    count["gold cues"] += len(gold)
    count["gold cues found"] += sum(any(_touch(c, g) for c in cues) for g in gold)
    for x in a.links:
        scopes = [s for s in voices.scopes if _touch((s.cue.start, s.cue.end), x.cue)]
        count["links"] += 1
        count["links with cue"] += bool(scopes)
        count["said"] += (inside := any(s.start <= x.event[0] < s.end for s in scopes))
        if x.speaker is None:
            count["speakerless"] += 1
            continue
        keys = {s.speaker for s in scopes if s.speaker}
        places = [(m.start, m.end) for m in named.mentions if m.entity in keys]
        own = any(_touch(p, x.speaker) for p in places)
        same = any(_touch(p, (m.start, m.end)) for p in places for m in a.mentions if m.entity == x.entity and m.entity is not None)
        count["spoken"] += 1
        count["spoken with cue"] += bool(scopes)
        before = [m for m in a.mentions if m.end <= x.cue[0] and m.entity]
        count["speaker, last named"] += bool(scopes and before and before[-1].entity == x.entity)
        count["speaker, his words"] += own
        count["speaker, any mention"] += own or same
        count["whole link"] += inside and (own or same)
        if not (inside and (own or same)):
            what = "no cue" if not scopes else "not the speaker" if inside else "not what is said"
            low, high = max(0, x.cue[0] - 70), x.event[1] + 30
            misses.append(f"{what}: {a.name[:24]} {a.text[slice(*x.cue)]} -> {a.text[slice(*x.event)]}: {a.text[low:high]!r}")


def _touch(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def row(c: Counter[str]) -> dict[str, float]:
    p, r = _share(c["cues right"], c["cues"]), _share(c["gold cues found"], c["gold cues"])
    return {
        "links": c["links"],
        "cues P": p,
        "cues R": r,
        "cues F1": _share(2 * p * r, p + r),
        "speaker, his words": _share(c["speaker, his words"], c["spoken with cue"]),
        "speaker, any mention": _share(c["speaker, any mention"], c["spoken with cue"]),
        "speaker, last named before": _share(c["speaker, last named"], c["spoken with cue"]),
        "what is said": _share(c["said"], c["links with cue"]),
        "whole link, of all with a speaker": _share(c["whole link"], c["spoken"]),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def rows(articles: Iterable[Article], misses: list[str]) -> dict[str, dict[str, float]]:
    listed = list(articles)
    found = {}
    for name, whole in (("mentions given", False), ("whole reading", True)):
        count: Counter[str] = Counter()
        for a in listed:
            measured(a, count, misses if whole else [], whole=whole)
        found[name] = row(count)
    return found


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="every sixth article")
    a.add_argument("--misses", type=int, default=0)
    o = a.parse_args()
    files = sorted((need("data", "meantime_english") / "intra_cross-doc_annotation").glob("*/*.xml"))
    misses: list[str] = []
    found: dict[str, Any] = rows((article(f) for f in files[:: 6 if o.quick else 1]), misses)
    if o.json:
        print(json.dumps({f"{name} {k}": v for name, r in found.items() for k, v in r.items()}))
        return 0
    for name, r in found.items():
        print(name)
        for k, v in r.items():
            print(f"  {k:36s} {v:8.3f}" if isinstance(v, float) else f"  {k:36s} {v:8d}")
    for m in misses[: o.misses]:
        print(m)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Annotated passages as the network is taught them: the windows of the reader itself, with who is meant and what is claimed.

Every passage gives two examples: one with the mentions that the rules find (as the reader will see them), one with those that a person marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.model import Certainty, Document, Entity, EntityType, LayerKind, Mention, MentionForm, Mode, Name, NameKind
from variorum.model import vocabulary as predicates_of
from variorum.reading.claims import propose
from variorum.reading.compact.given import HEARER, NEW, NONE, SPEAKER, Given, given, remoteness
from variorum.reading.compact.hints import predicates
from variorum.reading.compact.pairs import Pairs
from variorum.reading.compact.windows import Window
from variorum.reading.dates import read_dates
from variorum.reading.kinds import read_kinds
from variorum.reading.layers import read_layers
from variorum.reading.names import read_names
from variorum.reading.read import published, sentences_of

_CERTAINTY = {c.value: n for n, c in enumerate(Certainty)}
_MODE = {m.value: n for n, m in enumerate(Mode)}


@dataclass(slots=True)
class Example:
    """One window with what is right. ``meant`` per candidate: which columns of its row are right; ``labels``: (pair, predicate, 1 or -1 for "not to
    be judged", denied, certainty, mode, units of the quote)."""

    given: Given
    meant: list[list[int]]
    labels: list[tuple[int, int, int, int, int, int, list[int]]]
    lower: Any = None  #: what the frozen layers of the network make of the window, once known


def examples(d: Mapping[str, Any], *, marked: bool, honest: bool) -> list[Example]:
    """The windows of one annotated document; ``marked``: with the mentions of the annotation instead of those that the rules find.

    ``honest``: the rules were not written on this document, so that what they propose here is worth what it will be worth elsewhere; only then is
    the network shown it.
    """
    text, document = d["text"], document_of(d)
    layers = read_layers(text, document)
    spoken = [x for x in layers if x.kind is not LayerKind.BOILERPLATE]
    dates = read_dates(text, [(x.start, x.end) for x in spoken], published=published(document))
    sentences = sentences_of(text, spoken)
    named = read_names(text, layers, sentences, dates, document, read_kinds)
    found = aligned(named.mentions, d["mentions"])
    means = _majority(named.mentions, found)
    if marked:
        mentions, entities, whom = _marked(d)
        proposed = None
    else:
        mentions, entities, whom = list(named.mentions), {e.key: e for e in named.entities}, found
        proposed = propose(text, sentences, named, dates, layers, document) if honest else None
    out = []
    for w in given(text, sentences, mentions, entities, layers, named.floors, proposed):
        speaker = [means.get(k or "") for k in w.speaker]
        hearer = [means.get(k or "") for k in w.hearer]
        out.append(Example(w, _meant(w, whom, speaker, hearer), _labels(w.window, w.pairs, whom, d["claims"])))
    return out


def document_of(d: Mapping[str, Any]) -> Document:
    """The document of an annotation, with what is told of it."""
    m = d["document"]
    return Document(
        m["id"], m["sha256"], title=m["title"], author=m["author"], publisher=m["publisher"], published=m["published"], chars=len(d["text"])
    )


def aligned(found: Sequence[Mention], marked: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """For the number of each mention found the entity that a person gave the same words; absent where nobody was marked there."""
    exact = {(m["start"], m["end"]): m["entity"] for m in marked}
    out: dict[int, str] = {}
    for n, m in enumerate(found):
        if (m.start, m.end) in exact:
            out[n] = exact[m.start, m.end]
            continue
        best = (0.0, "")
        for g in marked:
            shared = min(m.end, g["end"]) - max(m.start, g["start"])
            if shared <= 0 or m.form is MentionForm.PRONOUN or g["form"] == "pronoun":
                continue
            ratio = shared / (max(m.end, g["end"]) - min(m.start, g["start"]))
            named = m.form is MentionForm.NAME and g["form"] == "name"
            if ratio >= 0.5 or (ratio > 0.3 and (named or m.end == g["end"])):
                best = max(best, (ratio + 0.2 * ((m.end == g["end"]) + (m.start == g["start"])), g["entity"]))
        if best[1]:
            out[n] = best[1]
    return out


def _majority(mentions: Sequence[Mention], whom: Mapping[int, str]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    for n, m in enumerate(mentions):
        if m.entity is not None and n in whom and m.form is not MentionForm.PRONOUN:
            votes.setdefault(m.entity, Counter())[whom[n]] += 1
    return {k: v.most_common(1)[0][0] for k, v in votes.items()}


def _marked(d: Mapping[str, Any]) -> tuple[list[Mention], dict[str, Entity], dict[int, str]]:
    """A person's mentions as they stand before anybody is resolved: names with their entity, every description as somebody new, pronouns open."""
    rows = sorted(d["mentions"], key=lambda m: (m["start"], -m["end"]))
    entities: dict[str, Entity] = {}
    mentions = []
    for n, m in enumerate(rows):
        known = d["entities"][m["entity"]]
        key = {"name": m["entity"], "pronoun": None}.get(m["form"], f"description {n}")
        mentions.append(Mention(m["start"], m["end"], m["text"], key, MentionForm(m["form"])))
        if key is not None:
            entities[key] = Entity(key, EntityType(known["type"]), tuple(Name(x["text"], NameKind(x["kind"])) for x in known["names"]))
    return mentions, entities, {n: m["entity"] for n, m in enumerate(rows)}


def _meant(g: Given, whom: Mapping[int, str], speaker: Sequence[str | None], hearer: Sequence[str | None]) -> list[list[int]]:
    w = g.window
    out = []
    for row, c in enumerate(g.candidates):
        m = w.mentions[c]
        if m.number not in whom:
            out.append([NONE])
            continue
        who = whom[m.number]
        right = [
            4 + n
            for n, x in enumerate(w.mentions)
            if n != c and whom.get(x.number) == who and (x.form is MentionForm.NAME or x.unit < m.unit)
        ]
        right += [SPEAKER] if speaker[row] == who else []
        right += [HEARER] if hearer[row] == who else []
        out.append(right or [NEW])
    return out


def _labels(
    w: Window, p: Pairs, whom: Mapping[int, str], claims: Sequence[Mapping[str, Any]]
) -> list[tuple[int, int, int, int, int, int, list[int]]]:
    number = {name: n for n, name in enumerate(predicates())}
    by: dict[tuple[str | None, str | None], list[int]] = {}
    key = [whom.get(x.number) for x in w.mentions] + [None]
    nobody = len(w.mentions)
    for n, (i, j) in enumerate(zip(p.first, p.second, strict=True)):
        if (key[i] is not None or i == nobody) and (key[j] is not None or j == nobody):
            by.setdefault((key[i], key[j]), []).append(n)
    out = []
    for c in claims:
        if c["predicate"] not in number:
            continue
        ways = [(c["subject"], c["object"])]
        if predicates_of()[c["predicate"]].symmetric:
            ways.append((c["object"], c["subject"]))
        for s, o in ways:
            near = [(far, n) for n in by.get((s, o), ()) if (far := remoteness(w, p, n, c["start"], c["end"])) is not None]
            if not near:
                continue
            best = min(near)
            inside = [u for u in range(len(w)) if w.start[u] < c["end"] and c["start"] < w.end[u]]
            mode = _MODE[c.get("mode", "actual")]
            for _, n in near:
                right = n == best[1]
                out.append(
                    (
                        n,
                        number[c["predicate"]],
                        1 if right else -1,
                        int(c["polarity"] == "denied"),
                        _CERTAINTY[c["certainty"]],
                        mode,
                        inside,
                    )
                )
    return out

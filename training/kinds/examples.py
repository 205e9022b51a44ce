"""Annotated passages as the network of kinds is taught them: for every name that the rules find and every other noun, its type or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.model import Document, EntityType, LayerKind
from variorum.reading.dates import read_dates
from variorum.reading.kinds.views import Asked, View, views
from variorum.reading.layers import read_layers
from variorum.reading.names.proper import find_propers
from variorum.reading.names.words import Word, row
from variorum.reading.read import published, sentences_of
from variorum.reading.kinds.phrases import asked_of

NUMBER = {t.value: n + 1 for n, t in enumerate(EntityType)}


@dataclass(slots=True)
class Example:
    """One view. For each phrase asked (places within the view): ``right`` 0 for none, else 1 + type, -1 for "not judged"; ``named`` whether it is a name."""

    view: View
    asked: list[tuple[int, int, int]]
    right: list[int]
    named: list[bool]
    words: list[str]


def examples(d: Mapping[str, Any]) -> list[Example]:
    """The views of one annotated document."""
    text, m = d["text"], d["document"]
    document = Document(
        m["id"], m["sha256"], title=m["title"], author=m["author"], publisher=m["publisher"], published=m["published"], chars=len(text)
    )
    layers = read_layers(text, document)
    spoken = [x for x in layers if x.kind is not LayerKind.BOILERPLATE]
    dates = read_dates(text, [(x.start, x.end) for x in spoken], published=published(document))
    words = row(text, sentences_of(text, spoken))
    dated = frozenset(k for k, w in enumerate(words) if any(x.start < w.end and w.start < x.end for x in dates))
    names = [(n.first, n.end) for n in find_propers(words, dated)[0]]
    asked = asked_of(words, names, dated)
    right = _right(words, names, asked, d)
    return list(_examples(words, names, layers, asked, right))


def _examples(
    words: Sequence[Word], names: Sequence[tuple[int, int]], layers: Any, asked: Sequence[Asked], right: Sequence[int]
) -> Iterator[Example]:
    known = {(f, e) for f, e in names}
    for v in views(words, names, layers, asked):
        those = [asked[n] for n in v.asked]
        yield Example(
            v,
            [(a.first - v.first, a.end - v.first, a.head - v.first) for a in those],
            [right[n] for n in v.asked],
            [(a.first, a.end) in known for a in those],
            [w.text for w in words[v.first : v.end]],
        )


def _right(words: Sequence[Word], names: Sequence[tuple[int, int]], asked: Sequence[Asked], d: Mapping[str, Any]) -> list[int]:
    """A name has the type of the annotated name that shares most of it; another noun that of the mention whose head it is."""
    heads: dict[int, str] = {}
    marked = []
    starts = {w.start: k for k, w in enumerate(words)}
    for m in sorted(d["mentions"], key=lambda m: m["end"] - m["start"]):
        if m["form"] == "pronoun":
            continue
        inside = [k for k, w in enumerate(words) if w.start < m["end"] and m["start"] < w.end]
        if not inside:
            continue
        kind = d["entities"][m["entity"]]["type"]
        top = next((k for k in inside if words[k].head not in inside), inside[-1])
        marked.append((inside[0], inside[-1] + 1, kind, m["form"]))
        heads.setdefault(top, kind)
    out = []
    known = {(f, e) for f, e in names}
    for a in asked:
        if (a.first, a.end) in known:
            best = (0.0, "")
            for f, e, kind, form in marked:
                shared = min(a.end, e) - max(a.first, f)
                if shared > 0:
                    ratio = shared / (max(a.end, e) - min(a.first, f))
                    if ratio >= 0.5 or (ratio > 0.3 and form == "name"):
                        best = max(best, (ratio + (form == "name") * 0.2, kind))
            out.append(NUMBER[best[1]] if best[1] else NUMBER[heads[a.head]] if a.head in heads else 0)
        else:
            out.append(NUMBER[heads[a.head]] if a.head in heads else 0)
    return out

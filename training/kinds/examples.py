"""Annotated passages as the network of kinds is taught them: for every name that the rules find and every other noun, its type or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.model import Document, EntityType, Layer, LayerKind
from variorum.reading.dates import read_dates
from variorum.reading.kinds.phrases import asked_of
from variorum.reading.kinds.views import Asked, View, views
from variorum.reading.layers import read_layers
from variorum.reading.names.proper import find_propers
from variorum.reading.names.words import Word, row
from variorum.reading.read import published, sentences_of

NUMBER = {t.value: n + 1 for n, t in enumerate(EntityType)}  #: 0 is nobody of note


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
    return list(in_views(words, names, layers, asked, right))


def in_views(
    words: Sequence[Word], names: Sequence[tuple[int, int]], layers: Sequence[Layer], asked: Sequence[Asked], right: Sequence[int]
) -> Iterator[Example]:
    """The views of a row of words, with what is right of each phrase that is asked."""
    known = set(names)
    for v in views(words, names, layers, asked):
        those = [asked[n] for n in v.asked]
        yield Example(
            v,
            [(a.first - v.first, a.end - v.first, a.head - v.first) for a in those],
            [right[n] for n in v.asked],
            [(a.first, a.end) in known for a in those],
            [w.text for w in words[v.first : v.end]],
        )


@dataclass(frozen=True, slots=True)
class _Marked:
    """An annotated name or description: ``words[first:end]``, its head word and the type of whom it means."""

    first: int
    end: int
    head: int
    type: str
    is_name: bool


def _right(words: Sequence[Word], names: Sequence[tuple[int, int]], asked: Sequence[Asked], d: Mapping[str, Any]) -> list[int]:
    """A name has the type of the annotated mention that shares most of it; another noun, and a name that shares too little of any, that of the mention
    whose head it is."""
    marked = list(_marked(words, d))
    heads: dict[int, str] = {}
    for m in marked:
        heads.setdefault(m.head, m.type)
    known = set(names)
    found = []
    for a in asked:
        own = _shared_most(a, marked) if (a.first, a.end) in known else None
        kind = own or heads.get(a.head)
        found.append(NUMBER[kind] if kind else 0)
    return found


def _marked(words: Sequence[Word], d: Mapping[str, Any]) -> Iterator[_Marked]:
    """Annotated names and descriptions in places of the row, the shortest first; pronouns have no kind of their own."""
    for m in sorted(d["mentions"], key=lambda m: m["end"] - m["start"]):
        inside = [k for k, w in enumerate(words) if w.start < m["end"] and m["start"] < w.end]
        if m["form"] != "pronoun" and inside:
            head = next((k for k in inside if words[k].head not in inside), inside[-1])
            yield _Marked(inside[0], inside[-1] + 1, head, d["entities"][m["entity"]]["type"], m["form"] == "name")


def _shared_most(a: Asked, marked: Sequence[_Marked]) -> str | None:
    """The type of the mention that covers most of a name and is covered most by it: a third of both together is enough for another name (the rules cut
    names otherwise than the annotators), half for a description; None where no mention is near."""
    near = []
    for m in marked:
        shared = min(a.end, m.end) - max(a.first, m.first)
        ratio = shared / (max(a.end, m.end) - min(a.first, m.first))
        if ratio >= 0.5 or (ratio > 0.3 and m.is_name):
            near.append((ratio + 0.2 * m.is_name, m.type))
    return max(near)[1] if near else None

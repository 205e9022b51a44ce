"""Two readers that anybody writes in an hour, to know what a figure is worth.

Both are told where names, descriptions and pronouns stand and whom they mean (or what some reader found of that); both let the author assert everything.
``every_pair`` joins each two neighbours of a sentence by what most often joins two of their types; ``nearest_names`` looks for words that mostly stand in
quotes of one predicate, and takes the nearest mention before for the subject and the nearest after for the object. What is counted is counted in books.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Annotation = Mapping[str, Any]
#: From a text with its mentions to the claims in it.
Baseline = Callable[[str, Sequence[Mapping[str, Any]], Mapping[str, Any]], list[dict[str, Any]]]
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_STOP = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z“\"(\[])|\n+")
_NEGATIVE = frozenset({"not", "never", "no", "denied", "denies", "deny", "without", "didn't", "wasn't"})
_OFTEN, _MOSTLY = 8, 0.4  #: a word speaks for a predicate that stands in so many quotes of so large a share of all that it stands in


@dataclass(frozen=True)
class Learned:
    """By pair of types, and by word, the predicate that it speaks for."""

    by_types: Mapping[tuple[str, str], str]
    by_word: Mapping[str, str]


def learn(annotations: Iterable[Annotation]) -> Learned:
    """What the baselines know, counted in annotated passages."""
    types: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    everywhere: Counter[str] = Counter()
    for a in annotations:
        everywhere.update(w.lower() for w in _WORD.findall(a["text"]))
        for c in a["claims"]:
            if c["subject"] and c["object"]:
                types[_types(a["entities"], c["subject"], c["object"])][c["predicate"]] += 1
            for word in {w.lower() for w in _WORD.findall(c["quote"])}:
                words[word][c["predicate"]] += 1
    best = {w: n.most_common(1)[0] for w, n in words.items()}
    by_word = {w: p for w, (p, n) in best.items() if n >= _OFTEN and n >= _MOSTLY * max(sum(words[w].values()), everywhere[w])}
    return Learned({pair: n.most_common(1)[0][0] for pair, n in types.items()}, by_word)


def _types(entities: Mapping[str, Any], subject: str, obj: str) -> tuple[str, str]:
    return entities[subject]["type"], entities[obj]["type"]


def every_pair(learned: Learned) -> Baseline:
    """Each mention with the next of its sentence."""

    def read(text: str, mentions: Sequence[Mapping[str, Any]], entities: Mapping[str, Any]) -> list[dict[str, Any]]:
        found = []
        for here in _by_sentence(text, mentions):
            for a, b in pairwise(here):
                predicate = learned.by_types.get(_types(entities, a["entity"], b["entity"]))
                if predicate and a["entity"] != b["entity"]:
                    found.append(_claim(text, predicate, a["entity"], b["entity"], a["start"], max(a["end"], b["end"])))
        return found

    return read


def nearest_names(learned: Learned) -> Baseline:
    """Each word that speaks for a predicate, with the nearest mention on either side in its sentence."""

    def read(text: str, mentions: Sequence[Mapping[str, Any]], entities: Mapping[str, Any]) -> list[dict[str, Any]]:
        found = []
        for start, end in _sentences(text):
            here = [m for m in mentions if m["entity"] in entities and start <= m["start"] < end]
            for w in _WORD.finditer(text, start, end):
                predicate = learned.by_word.get(w[0].lower())
                before = [m for m in here if m["end"] <= w.start()]
                after = [m for m in here if m["start"] >= w.end()]
                if predicate and before and (after or predicate in _ALONE):
                    a, b = before[-1], after[0] if after and predicate not in _ALONE else None
                    if b is None or a["entity"] != b["entity"]:
                        found.append(_claim(text, predicate, a["entity"], b and b["entity"], a["start"], b["end"] if b else w.end()))
        return found

    return read


_ALONE = frozenset({"died", "dissolved", "claimed", "strength"})  #: predicates that have no object


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _STOP.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _by_sentence(text: str, mentions: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    for start, end in _sentences(text):
        yield [m for m in mentions if m["entity"] and start <= m["start"] < end]


def _claim(text: str, predicate: str, subject: str, obj: str | None, start: int, end: int) -> dict[str, Any]:
    quote = text[start:end]
    denied = any(w.lower().replace("’", "'") in _NEGATIVE for w in _WORD.findall(quote))
    return {
        "predicate": predicate, "subject": subject, "object": obj, "args": {}, "when": None, "polarity": "denied" if denied else "affirmed",
        "certainty": "certain", "mode": "actual", "voices": [{"voice": "@author", "act": "asserts"}], "start": start, "end": end, "quote": quote,
    }  # fmt: skip

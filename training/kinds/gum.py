"""Names of the permissive part of GUM with their types, as views: real names in real prose, which invented worlds cannot teach.

Only names (mentions whose head is a proper noun) of persons, organisations, places and events are judged; everything else there is annotated by
another guide, and is asked of nobody.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path

from examples import NUMBER, Example, _examples

from variorum.model import Layer, LayerKind
from variorum.reading.kinds.views import Asked
from variorum.reading.names.words import Word, is_capital

_OPEN = re.compile(r"\((\d+)-([a-z]+)-[^()]*|\((\d+)-([a-z]+)")
_TYPES = {"person": "person", "organization": "organisation", "place": "place", "event": "event"}


def gum(path: Path, cache: Path) -> list[Example]:
    kept = cache / "gum.kinds"
    if kept.exists():
        return pickle.loads(kept.read_bytes())
    out = [e for doc in documents(path) for e in views_of(doc)]
    kept.write_bytes(pickle.dumps(out))
    return out


def documents(path: Path) -> Iterator[list[list[list[str]]]]:
    doc: list[list[list[str]]] = []
    sentence: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and doc:
            yield doc
            doc = []
        if line.startswith("#"):
            continue
        if not line:
            if sentence:
                doc.append(sentence)
            sentence = []
            continue
        cells = line.split("\t")
        if cells[0].isdigit():
            sentence.append(cells)
    if doc:
        yield doc


def views_of(doc: list[list[list[str]]]) -> Iterator[Example]:
    words: list[Word] = []
    spans: list[tuple[int, int, str]] = []
    offset = 0
    for number, sentence in enumerate(doc):
        base = len(words)
        stack: list[tuple[str, str, int]] = []
        for k, c in enumerate(sentence):
            text = c[1]
            head = base + int(c[6]) - 1 if c[6] != "0" else -1
            words.append(
                Word(offset, offset + len(text), text, text.casefold(), is_capital(text), k == 0, number, c[3], c[2], head, c[7])
            )
            offset += len(text) + 1
            entity = next((x[7:] for x in c[9].split("|") if x.startswith("Entity=")), "")
            for part in re.findall(r"\(\d+-[^()]*\)?|\d+(?:\[[^\]]*\])?\)|\)", entity):
                if part.startswith("("):
                    fields = part.strip("()").split("-")
                    stack.append((fields[0], fields[1], base + k))
                    if part.endswith(")"):
                        _, kind, first = stack.pop()
                        spans.append((first, base + k + 1, kind))
                else:
                    key = part.rstrip(")")
                    for n in range(len(stack) - 1, -1, -1):
                        if stack[n][0] == key:
                            _, kind, first = stack.pop(n)
                            spans.append((first, base + k + 1, kind))
                            break
    asked, right, names = [], [], []
    taken: set[int] = set()
    for first, end, kind in sorted(spans, key=lambda s: s[1] - s[0]):
        inside = range(first, end)
        head = next((k for k in inside if words[k].head not in inside), end - 1)
        if words[head].upos != "PROPN" or kind not in _TYPES or head in taken:
            continue
        lo = hi = head
        while lo > first and (words[lo - 1].upos == "PROPN" or words[lo - 1].cap) and words[lo - 1].upos != "DET":
            lo -= 1
        while hi + 1 < end and (words[hi + 1].upos == "PROPN" or words[hi + 1].cap):
            hi += 1
        if any(k in taken for k in range(lo, hi + 1)):
            continue
        taken.update(range(lo, hi + 1))
        asked.append(Asked(lo, hi + 1, head))
        right.append(NUMBER[_TYPES[kind]])
        names.append((lo, hi + 1))
    order = sorted(range(len(asked)), key=lambda n: asked[n].first)
    layers = [Layer(LayerKind.COMMENTARY, 0, offset)]
    yield from _examples(words, sorted(names), layers, [asked[n] for n in order], [right[n] for n in order])

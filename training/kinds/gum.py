"""Names of the permissive part of GUM with their types, as views: real names in real prose, which invented worlds cannot teach.

Only names (mentions whose head is a proper noun) of persons, organisations, places and events are judged; everything else there is annotated by
another guide, and is asked of nobody.
"""

from __future__ import annotations

import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from examples import NUMBER, Example, in_views

from variorum.model import Layer, LayerKind
from variorum.reading.kinds.views import Asked
from variorum.reading.names.words import Word, is_capital

# Where mentions open and close in the column Entity: "(7-organization-giv:act-2-coref-..." , "(8-person-...)", "7)"; "7[1/2])" is a part of one in pieces.
_BRACKET = re.compile(r"\(\d+-[^()]*\)?|\d+(?:\[[^\]]*\])?\)|\)")
_TYPES = {"person": "person", "organization": "organisation", "place": "place", "event": "event"}

Sentences = list[list[list[str]]]  #: of one document: for each word its ten columns


def gum(path: Path, cache: Path) -> list[Example]:
    """The views of a file of GUM; kept in ``cache``."""
    kept = cache / "gum.kinds"
    if kept.exists():
        loaded: list[Example] = pickle.loads(kept.read_bytes())
        return loaded
    found = [e for document in documents(path) for e in views_of(document)]
    kept.write_bytes(pickle.dumps(found))
    return found


def documents(path: Path) -> Iterator[Sentences]:
    """The documents of a CoNLL-U file, without empty words and the ranges of contractions."""
    document: Sentences = []
    sentence: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        elif not line and sentence:
            document.append(sentence)
            sentence = []
        elif cells[0].isdigit():
            sentence.append(cells)
    if document:
        yield document


def views_of(document: Sentences) -> Iterator[Example]:
    """The views of one document in which names are asked."""
    words = _row(document)
    named = sorted(_names(words, _spans(document)), key=lambda x: x[0].first)
    asked = [a for a, _ in named]
    layers = [Layer(LayerKind.COMMENTARY, 0, words[-1].end + 1)]
    yield from in_views(words, [(a.first, a.end) for a in asked], layers, asked, [NUMBER[kind] for _, kind in named])


def _row(document: Sentences) -> list[Word]:
    """The words one blank apart, with the treebank's own parts of speech, lemmas and trees."""
    words: list[Word] = []
    offset = 0
    for number, sentence in enumerate(document):
        base = len(words)
        for k, (_, text, lemma, upos, _, _, up, relation, _, _) in enumerate(sentence):
            head = base + int(up) - 1 if up != "0" else -1
            end = offset + len(text)
            words.append(Word(offset, end, text, text.casefold(), is_capital(text), k == 0, number, upos, lemma, head, relation))
            offset = end + 1
    return words


def _spans(document: Sentences) -> Iterator[tuple[int, int, str]]:
    """The mentions of a document as they close, with their types as GUM calls them. None goes over the end of a sentence."""
    base = 0
    for sentence in document:
        begun: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for k, cells in enumerate(sentence, base):
            entity = next((x.removeprefix("Entity=") for x in cells[9].split("|") if x.startswith("Entity=")), "")
            for bracket in _BRACKET.findall(entity):
                key, _, rest = bracket.strip("()").partition("-")
                if not bracket.startswith("("):
                    if begun[key]:
                        first, kind = begun[key].pop()
                        yield first, k + 1, kind
                elif bracket.endswith(")"):
                    yield k, k + 1, rest.partition("-")[0]
                else:
                    begun[key].append((k, rest.partition("-")[0]))
        base += len(sentence)


def _names(words: list[Word], spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[Asked, str]]:
    """The innermost mentions whose head is a proper noun of a type that we know: as much of each around its head as is written like a name."""
    taken: set[int] = set()
    for first, end, kind in sorted(spans, key=lambda s: s[1] - s[0]):
        head = next((k for k in range(first, end) if not first <= words[k].head < end), end - 1)
        if words[head].upos != "PROPN" or kind not in _TYPES:
            continue
        start = stop = head
        while start > first and _like_a_name(words[start - 1]) and words[start - 1].upos != "DET":
            start -= 1
        while stop + 1 < end and _like_a_name(words[stop + 1]):
            stop += 1
        if taken.isdisjoint(range(start, stop + 1)):
            taken.update(range(start, stop + 1))
            yield Asked(start, stop + 1, head), _TYPES[kind]


def _like_a_name(word: Word) -> bool:
    return word.upos == "PROPN" or word.cap

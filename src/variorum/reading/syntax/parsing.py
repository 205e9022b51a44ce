"""From text to sentences with their trees: split, tag, parse, lemmatise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from variorum.reading.syntax.lemmas import lemmas
from variorum.reading.syntax.network import Analysis, network
from variorum.reading.syntax.sentence import Sentence, Token
from variorum.reading.syntax.sentences import split as split_tokens
from variorum.reading.syntax.tokens import Span

_AT_ONCE = 1000  # sentences whose lengths are sorted together; bounds the memory of a long document


def split(text: str, start: int = 0, end: int | None = None, *, names: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Give back the half-open spans of the sentences of text[start:end], in order, without parsing them.

    >>> split("He left. She stayed.")
    ((0, 8), (9, 20))
    """
    return tuple((s[0][0], s[-1][1]) for s in split_tokens(text, start, end, names=names))


def _sentence(text: str, spans: Sequence[Span], analysis: Analysis) -> Sentence:
    model, lemma = network(), lemmas().lemma
    tokens = []
    rows = zip(spans, analysis.tags.tolist(), analysis.heads.tolist(), analysis.labels.tolist(), strict=True)
    for index, ((start, end), tag, head, label) in enumerate(rows):
        word = text[start:end]
        upos, _, feats = model.tags[tag].partition("|")
        tokens.append(Token(index, start, end, word, lemma(word, upos, feats), upos, feats, head, model.labels[label]))
    return Sentence(spans[0][0], spans[-1][1], tuple(tokens))


def sentences(text: str, start: int = 0, end: int | None = None, *, names: Sequence[Span] = ()) -> Iterator[Sentence]:
    """Give back the same as `parse`, one by one, for documents whose trees would not fit in memory together."""
    spans = split_tokens(text, start, end, names=names)
    while batch := list(islice(spans, _AT_ONCE)):
        analyses = network().analyse([[text[a:b] for a, b in s] for s in batch])
        for s, analysis in zip(batch, analyses, strict=True):
            yield _sentence(text, s, analysis)


def parse(text: str, start: int = 0, end: int | None = None, *, names: Sequence[Span] = ()) -> tuple[Sentence, ...]:
    """Give back the sentences of text[start:end] in order, with lemmas, tags and trees; offsets count in the whole text.

    The result for a sentence depends on its words alone, not on its neighbours.  It is a guess by a small model: trees of long
    sentences have errors, and nothing here says how sure it was.

    Args:
        names: half-open spans in which no sentence may end.

    >>> tokens = parse("The council dissolved the brigade.")[0].tokens
    >>> [(t.text, t.lemma, t.deprel, t.head) for t in tokens if t.deprel in ("nsubj", "root", "obj")]
    [('council', 'council', 'nsubj', 2), ('dissolved', 'dissolve', 'root', -1), ('brigade', 'brigade', 'obj', 2)]
    """
    return tuple(sentences(text, start, end, names=names))

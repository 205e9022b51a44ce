"""The lexicon of frames: every line of ``frames/*.yaml`` compiled and indexed by the lemmas that can start it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.errors import VocabularyError
from variorum.model import vocabulary
from variorum.reading.claims.patterns import Frame, compile_frame
from variorum.reading.claims.wordlists import read_yaml, wordlists

FILES = ("allegiance.yaml", "organisations.yaml", "conflict.yaml", "words.yaml", "persons.yaml")
KINDS = ("verb", "noun", "adj", "role", "work")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames in the order of the files, and for every kind the frames that each lemma can anchor."""

    frames: tuple[Frame, ...]
    index: dict[str, dict[str, tuple[Frame, ...]]]

    def at(self, kind: str, lemma: str) -> tuple[Frame, ...]:
        return self.index[kind].get(lemma, ())


@cache
def lexicon() -> Lexicon:
    """The project's own lexicon. Raises VocabularyError for a predicate or kind that nobody knows."""
    frames: list[Frame] = []
    for name in FILES:
        for predicate, kinds in read_yaml(name).items():
            if predicate not in vocabulary().claimable:
                raise VocabularyError(f"frames/{name}: `{predicate}` is not a predicate of the vocabulary")
            for kind, lines in kinds.items():
                if kind not in KINDS:
                    raise VocabularyError(f"frames/{name}: {predicate}: `{kind}` is not one of {', '.join(KINDS)}")
                frames += [compile_frame(predicate, kind, n, str(p), e) for n, (p, e) in enumerate(lines.items())]
    index: dict[str, dict[str, list[Frame]]] = {kind: {} for kind in KINDS}
    for frame in frames:
        for lemma in sorted({a.rpartition("_")[2] for a in frame.anchors}):
            index[frame.kind].setdefault(lemma, []).append(frame)
    return Lexicon(tuple(frames), {k: {w: tuple(f) for w, f in v.items()} for k, v in index.items()})


@lru_cache(maxsize=50_000)
def frames_for(kind: str, lemma: str, word: str) -> tuple[Frame, ...]:
    """The frames that a word can anchor, each once: by its lemma, by its form, and by what the lemmatiser makes of verbs that it does not
    know ("seced" of seceded, "rebuf" of rebuffed).
    """
    index = lexicon().index[kind]
    found = {f.id: f for key in (lemma, word, f"{lemma}e", lemma + lemma[-1:]) for f in index.get(key, ())}
    return tuple(found.values())


@cache
def verb_lemmas() -> frozenset[str]:
    """Every verb that anchors a frame, but those that are as often nouns in names and headings."""
    return frozenset(lexicon().index["verb"]) - wordlists().nounlike

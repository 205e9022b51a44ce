"""Sentences of the UD treebanks as plain values, with the two things that our documents do differently.

The treebanks split every hyphenated word ("al", "-", "Qarandi"); variorum's tokenizer keeps it whole, because a name with an
article is one word to a historian.  `merged` joins such words again and hangs the join where its head hung.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TRAIN = ("ud_english_gum/permissive-train.conllu", "ud_english_ewt/en_ewt-ud-train.from-sources.conllu")
DEV = ("ud_english_gum/permissive-dev.conllu",)
TEST = {"gum": "ud_english_gum/permissive-test.conllu", "ewt": "ud_english_ewt/en_ewt-ud-test.conllu"}

# Features that a claim grammar asks for; the rest (Definite, Case, NumForm...) is left out so that there are few classes to learn.
_KEPT = {
    "VERB": ("VerbForm", "Tense", "Voice"),
    "AUX": ("VerbForm", "Tense"),
    "NOUN": ("Number",),
    "PROPN": ("Number",),
    "PRON": ("Number", "Person", "Poss", "PronType"),
    "DET": ("PronType",),
    "ADV": ("PronType",),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` counts from 0 and is -1 for the root, `glued` says that no space follows."""

    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    glued: bool


def kept_feats(upos: str, feats: str) -> str:
    """Give back the features that are learnt, in a fixed order, joined with "|" ("" for none)."""
    have = dict(part.split("=", 1) for part in feats.split("|") if "=" in part)
    names = _KEPT.get(upos, ())
    if have.get("Mood") == "Imp":
        names = (*names, "Mood")
    if have.get("Tense") == "Pres" and have.get("Number") == "Sing" and have.get("Person") == "3":
        names = (*names, "Number", "Person")
    return "|".join(f"{name}={have[name]}" for name in names if name in have)


def read(path: Path) -> Iterator[tuple[Word, ...]]:
    """Give back the sentences of a CoNLL-U file; multiword ranges only tell which words are written together."""
    words: list[Word] = []
    inside_until = 0
    range_glued = False
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 10:
                if words and not line.strip():
                    yield tuple(words)
                    words, inside_until = [], 0
                continue
            number, form, lemma, upos, xpos, feats, head, deprel, _, misc = cells
            glued = "SpaceAfter=No" in misc
            if "-" in number:
                inside_until, range_glued = int(number.split("-")[1]), glued
            elif number.isdigit():
                if int(number) <= inside_until:
                    glued = int(number) < inside_until or range_glued
                words.append(Word(form, lemma, upos, xpos, kept_feats(upos, feats), int(head) - 1, deprel, glued))
    if words:
        yield tuple(words)


def _runs(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Give back the half-open runs a-b(-c...) that are written without spaces around their hyphens."""
    i = 0
    while i < len(words):
        j = i
        while (
            j + 2 < len(words)
            and words[j].glued
            and words[j + 1].text in ("-", "‐", "‑")
            and words[j + 1].glued
            and words[j].text[-1:].isalnum()
            and words[j + 2].text[:1].isalnum()
        ):
            j += 2
        if j > i:
            yield i, j + 1
        i = j + 1


def _markers(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Give back the runs "[", number, "]" of footnote markers."""
    for i in range(len(words) - 2):
        opened, number, closed = (w.text for w in words[i : i + 3])
        if opened == "[" and closed == "]" and number.isdigit() and len(number) < 4 and words[i].glued and words[i + 1].glued:
            yield i, i + 3


def _join(words: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...] | None:
    tops = [k for k in range(start, end) if not start <= words[k].head < end]
    if len(tops) != 1:
        return None
    top, size = words[tops[0]], end - start
    text = "".join(w.text for w in words[start:end])
    upos, feats = top.upos, top.feats
    if top.deprel == "amod" and upos == "VERB":
        upos, feats = "ADJ", ""
    joined = Word(text, text.lower() if upos != "PROPN" else text, upos, top.xpos, feats, top.head, top.deprel, words[end - 1].glued)
    moved = []
    for _k, word in enumerate((*words[:start], joined, *words[end:])):
        head = word.head
        head = head if head < start else start if head < end else head - size + 1
        moved.append(word if head == word.head else Word(*(getattr(word, f) for f in Word.__slots__[:5]), head, word.deprel, word.glued))
    return tuple(moved)


def merged(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Give back the sentence with hyphenated words and footnote markers in one piece; a run that is not one subtree stays as it was."""
    for start, end in sorted((*_runs(words), *_markers(words)), reverse=True):
        words = _join(words, start, end) or words
    return words

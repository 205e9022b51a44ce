"""Changes made to training sentences so that the parser does not lean on knowing a name or on tidy capitals.

All invented names are made of syllables here; none is taken from a document.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from treebank import Word

_ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "q",
    "r",
    "s",
    "sh",
    "t",
    "th",
    "w",
    "y",
    "z",
    "gh",
    "dh",
    "'",
    "br",
    "tr",
    "st",
    "v",
    "p",
    "ch",
]
_VOWELS = ["a", "a", "a", "i", "u", "aa", "i", "u", "e", "o", "ee", "ou", "ei"]
_CODAS = ["", "", "", "b", "d", "h", "k", "l", "m", "n", "r", "s", "sh", "t", "z", "q", "f", "ri", "wi", "ni", "di", "sky", "ov", "son"]
_BEFORE = ["al-", "al-", "al-", "Al-", "ad-", "ash-", "at-", "an-", "el-", "Abd-"]
_PARTICLES = ["Abu", "Abu", "Umm", "bin", "ibn", "Abd", "Ibn", "Abou", "van", "de", "Ould", "Hajj", "Sheikh", "Haji"]
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_CALENDAR = frozenset((*_MONTHS, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_HOSTS = {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "appos", "conj", "root", "iobj"}


_SINGULAR = {"he", "she", "him", "it"}
_KINDS = [
    "Northern",
    "Southern",
    "Islamic",
    "Popular",
    "National",
    "United",
    "Free",
    "General",
    "Supreme",
    "Central",
    "Revolutionary",
    "Eastern",
]
_BODIES = [
    "Front",
    "Council",
    "Guard",
    "Brigade",
    "Movement",
    "Party",
    "Army",
    "Committee",
    "League",
    "Union",
    "Ministry",
    "Group",
    "Command",
    "State",
]


def invented_name(random: Random) -> str:
    """Give back one word that looks like a transliterated or foreign name."""
    syllables = random.choice((1, 2, 2, 2, 3, 3))
    stem = "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables)).lstrip("'") + random.choice(_CODAS)
    stem = stem[:1].upper() + stem[1:]
    roll = random.random()
    if roll < 0.25:
        return random.choice(_BEFORE) + stem
    if roll < 0.29:
        return "".join(random.choice("ABDFHIJKLMNPQRSTUW") for _ in range(random.choice((2, 3, 3, 4, 4, 5))))
    if roll < 0.32:
        return stem + "-" + invented_name(random)
    return random.choice(_PARTICLES) if roll < 0.36 else stem


def _is_name(word: Word) -> bool:
    return word.upos == "PROPN" and word.text[:1].isalpha() and word.text.lower() not in _CALENDAR


def rename(words: tuple[Word, ...], random: Random, share: float, names: list[str]) -> tuple[Word, ...]:
    """Give back the sentence with about `share` of its names replaced, the same name by the same invention."""
    new: dict[str, str] = {}
    for word in words:
        if _is_name(word) and word.text not in new:
            new[word.text] = random.choice(names) if random.random() < share else word.text
    return tuple(replace(w, text=new[w.text], lemma=new[w.text]) if w.text in new else w for w in words)


def lengthen(words: tuple[Word, ...], random: Random, names: list[str]) -> tuple[Word, ...]:
    """Give back the sentence with one name made one to three words longer (flat), as kunyas and nisbas make them."""
    hosts = [i for i, w in enumerate(words) if _is_name(w) and w.deprel in _HOSTS]
    if not hosts:
        return words
    host = random.choice(hosts)
    at = max([host, *(k for k, w in enumerate(words) if w.head == host and w.deprel == "flat")]) + 1
    added = random.choice((1, 1, 2, 3))

    def moved(head: int) -> int:
        return head + added if head >= at else head

    extra = [Word(n, n, "PROPN", "NNP", "Number=Sing", host, "flat", False) for n in random.choices(names, k=added)]
    before, after = ([replace(w, head=moved(w.head)) for w in part] for part in (words[:at], words[at:]))
    return (*before, *extra, *after)


def _host_name(random: Random, names: list[str], head: int, deprel: str, at: int) -> list[Word]:
    """A person ("Abu Xadil al-Wirun") or body ("the Northern Xadil Front") as words from position `at`, hung where a pronoun hung."""
    if random.random() < 0.6:
        first, *rest = random.choices(names, k=random.choice((1, 2, 2, 2, 3)))
        top = Word(first, first, "PROPN", "NNP", "Number=Sing", head, deprel, False)
        return [top, *(Word(n, n, "PROPN", "NNP", "Number=Sing", at, "flat", False) for n in rest)]
    middle = [random.choice((random.choice(names), random.choice(_KINDS))) for _ in range(random.choice((0, 1, 1, 2)))]
    top_at = at + 1 + len(middle)
    body = random.choice(_BODIES)
    article = Word("The" if at == 0 else "the", "the", "DET", "DT", "PronType=Art", top_at, "det", False)
    parts = [
        Word(m, m, "ADJ" if m in _KINDS else "PROPN", "NNP", "" if m in _KINDS else "Number=Sing", top_at, "compound", False)
        for m in middle
    ]
    parts = [replace(p, deprel="amod") if p.upos == "ADJ" else p for p in parts]
    return [article, *parts, Word(body, body, "PROPN", "NNP", "Number=Sing", head, deprel, False)]


def name_pronoun(words: tuple[Word, ...], random: Random, names: list[str]) -> tuple[Word, ...]:
    """Give back the sentence with one he, she, him or it replaced by a name, so that "X plans to" is read like "he plans to"."""
    found = [
        i
        for i, w in enumerate(words)
        if w.text.lower() in _SINGULAR and w.upos == "PRON" and w.deprel in _HOSTS and not any(v.head == i for v in words)
    ]
    if not found:
        return words
    at = random.choice(found)
    new = _host_name(random, names, 0, words[at].deprel, at)
    more = len(new) - 1
    top = next(k for k, w in enumerate(new) if w.deprel == words[at].deprel)

    def moved(head: int) -> int:
        return head + more if head > at else head

    new[top] = replace(new[top], head=moved(words[at].head))
    before, after = ([replace(w, head=moved(w.head)) for w in part] for part in (words[:at], words[at + 1 :]))
    return (*before, *new, *after)


def recase(words: tuple[Word, ...], random: Random) -> tuple[Word, ...]:
    """Give back the sentence as a heading would print it: Title Case, ALL CAPITALS, or all lower case."""
    roll = random.random()
    if roll < 0.5:
        return tuple(replace(w, text=w.text[:1].upper() + w.text[1:]) for w in words)
    return tuple(replace(w, text=w.text.upper() if roll < 0.8 else w.text.lower()) for w in words)


def varied(words: tuple[Word, ...], random: Random, names: list[str]) -> tuple[Word, ...]:
    """Give back one training variant of a sentence; the shares were set once and not tuned to any document."""
    if random.random() < 0.25:
        words = name_pronoun(words, random, names)
    if random.random() < 0.10:
        words = lengthen(words, random, names)
    if random.random() < 0.40:
        words = rename(words, random, 0.7, names)
    if random.random() < 0.05:
        words = recase(words, random)
    last = words[-1]
    unused = all(w.head != len(words) - 1 for w in words)
    if len(words) > 3 and last.upos == "PUNCT" and last.head >= 0 and unused and random.random() < 0.06:
        words = words[:-1]
    return words

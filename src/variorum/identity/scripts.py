"""Names across scripts: letters of other alphabets romanised, and words that leave their vowels out read against Latin ones.

``بكر`` may be Bakr, Bikr or Bukr: such a word has no one romanisation, so it is kept in its letters and *read* against a Latin word. Scripts that
write their vowels are romanised letter by letter. To teach it a letter: ``scripts.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from anyascii import anyascii

#: What a short vowel that is not written may be in a folded Latin word.
_UNWRITTEN = "[aiu]?"


@dataclass(frozen=True, slots=True)
class Letters:
    """One script that leaves vowels out: what its letters may be in a folded Latin word, and which letters stand for one another."""

    consonants: Mapping[str, tuple[str, ...]]
    vowels: Mapping[str, tuple[str, ...]]
    final: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]
    article: str
    no_article: frozenset[str]
    compound: frozenset[str]
    servant: str


@cache
def _scripts() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((files("variorum.identity") / "scripts.yaml").read_text(encoding="utf-8"))
    return data


@cache
def _loose() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in _scripts()["loose"])


@cache
def _same() -> Mapping[int, str]:
    return {ord(a): b for script in _scripts()["scripts"].values() for a, b in script.get("same", {}).items()}


@cache
def _by_letter() -> Mapping[str, Letters]:
    """Each letter of these scripts, with the table of its script."""
    found: dict[str, Letters] = {}
    for script in _scripts()["scripts"].values():
        tables = {name: {k: tuple(v) for k, v in script[name].items()} for name in ("consonants", "vowels", "final")}
        words = {unified(k): str(v) for k, v in script.get("words", {}).items()}
        apart = frozenset(unified(w) for w in script.get("no_article", ()))
        letters = Letters(
            **tables,
            words=words,
            article=script.get("article", ""),
            no_article=apart,
            compound=frozenset(script.get("compound", ())),
            servant=script.get("servant", ""),
        )
        found |= dict.fromkeys((*tables["consonants"], *tables["vowels"], *tables["final"]), letters)
    return found


def unified(text: str) -> str:
    """The text with letters that stand for one another written as one: the Persian kaf as the Arabic, hamza's seats without it."""
    return text.translate(_same())


def is_unvowelled(word: str) -> bool:
    """Whether the word is in a script that leaves its short vowels out (by its first letter)."""
    return not word.isascii() and word[:1] in _by_letter()


@lru_cache(maxsize=4096)
def romanised(letter: str) -> str:
    """What one letter of another script is in Latin ones; the letter itself where its script leaves vowels out, and for Latin letters.

    >>> [romanised(c) for c in "Юг"], romanised("ب")
    (['Yu', 'g'], 'ب')
    """
    if letter.isascii() or letter <= "\u024f" or unified(letter) in _by_letter():
        return letter
    return anyascii(letter)


def without_article(word: str) -> str:
    """An unvowelled word without its article, and as a whole Latin word where the data know it as one; empty for "and" and "of".

    >>> without_article("البغدادي"), without_article("بن"), without_article("الياس")
    ('بغدادي', 'ibn', 'الياس')
    """
    letters = _by_letter()[word[0]]
    if word in letters.words:
        return letters.words[word]
    article = letters.article
    if article and word.startswith(article) and len(word) > len(article) + 1 and word not in letters.no_article:
        return word[len(article) :]
    return word


def is_servant(word: str) -> bool:
    """Whether the word is the unvowelled servant of a divine name that follows: one word with it."""
    return is_unvowelled(word) and word == _by_letter()[word[0]].servant


def is_compound(word: str) -> bool:
    """Whether the word, with its article, is one with the word before it: الدين of صلاح الدين."""
    plain = unified(word)
    return is_unvowelled(plain) and plain in _by_letter()[plain[0]].compound


def parted(word: str) -> tuple[str, str] | None:
    """A servant and the divine name that is written together with it; None for every other word.

    >>> parted("عبدالرحمن"), parted("عبدي")
    (('عبد', 'الرحمن'), None)
    """
    letters = _by_letter()[word[0]]
    rest = word.removeprefix(letters.servant) if letters.servant else ""
    return (letters.servant, rest) if rest != word and len(rest) > 3 and rest.startswith(letters.article) else None


@lru_cache(maxsize=100_000)
def reads(word: str, latin: str) -> bool:
    """Whether an unvowelled word can be read as a folded Latin one.

    >>> reads("بكر", "bakr"), reads("بكر", "bakir"), reads("امير", "umar")
    (True, True, False)
    """
    return _pattern(word).fullmatch(latin) is not None


def alike(v: str, w: str) -> bool:
    """Whether two folded words are equal, or one in a script without vowels can be read as the other."""
    if v == w or (v.isascii() and w.isascii()):
        return v == w
    return reads(v, w) if is_unvowelled(v) else is_unvowelled(w) and reads(w, v)


@lru_cache(maxsize=50_000)
def _pattern(word: str) -> re.Pattern[str]:
    letters = _by_letter()[word[0]]
    parts: list[str] = []
    for i, c in enumerate(word):
        table = (
            letters.final if i == len(word) - 1 and c in letters.final else letters.vowels if c in letters.vowels else letters.consonants
        )
        options = table.get(c)
        if options is None:  # a digit, or a letter of another script in the same word
            parts.append(re.escape(c))
            continue
        some = "|".join(re.escape(o) for o in sorted(options, key=len, reverse=True))
        parts.append(f"{_UNWRITTEN}(?:{some})")
    return re.compile("".join(parts) + _UNWRITTEN)


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """The consonants of a word of either kind, as far as all romanisations agree on them: what the two can be looked up by.

    >>> consonants("بغدادي"), consonants("bagdadi")
    ('bgdd', 'bgdd')
    """
    if not is_unvowelled(word):
        return _loosely(word)
    letters = _by_letter()[word[0]]
    kept = (c for i, c in enumerate(word) if c not in letters.vowels and not (i == len(word) - 1 and c in letters.final))
    return "".join(_loosely(letters.consonants.get(c, ("",))[0]) for c in kept)


def _loosely(latin: str) -> str:
    for written, read in _loose():
        latin = latin.replace(written, read)
    return latin

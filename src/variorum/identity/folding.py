"""Names as keys for comparing: one fold for all the ways in which printers, translators and languages spell the same name.

What may be lost is data (``folding.yaml``, which says how to add a spelling). Two names with equal folds are *written alike*; whether they are
one person's is for :mod:`variorum.identity.resolve` to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from variorum.yaml_data import from_yaml

_DOTTED = re.compile(r"\b(?:\w\.){2,}(?=\W|$)")  # U.S., I.S.I.
_POSSESSIVE = re.compile(r"(?<=\w\w)['’ʼ]s?\b(?!\w)")
_BRACKETS = re.compile(r"[\[\]]")  # the [Islamic] State: a translator's supplement is read as if written
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_DOUBLED = re.compile(r"([^\W\d])\1+")
_CHAT_DIGIT = re.compile(r"(?<=[^\W\d])\d(?=[^\W\d])")
_JOINT = "|"  # between abd and the divine name: sounds do not cross it (Abd al-Hadi has no dh)
_SERVANT = re.compile(
    r"abd(?:[aeiou]l(?=\w{3})|[aeiou](?=([rnsztdj])\1)|[aeiou](?=[rnsztdj]h?\w{3})|i(?=\w{4})|(?=\w{4}))(?:([rnsztdj])\2)?"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of ``folding.yaml``, ready to apply."""

    silent: Mapping[int, None]
    article: frozenset[str]
    hyphenated: frozenset[str]
    stop: frozenset[str]
    chat: Mapping[str, str]
    sounds: tuple[tuple[str, str], ...]
    variants: Mapping[str, str]


@cache
def rules() -> Rules:
    """The project's own folding rules."""
    data = from_yaml((files("variorum.identity") / "folding.yaml").read_text(encoding="utf-8"))
    return Rules(
        silent={ord(c): None for c in data["silent"]},
        article=frozenset(data["article"]["anywhere"]),
        hyphenated=frozenset(data["article"]["hyphenated"]) | frozenset(data["article"]["anywhere"]),
        stop=frozenset(data["stop"]),
        chat=dict(data["chat_digits"]),
        sounds=tuple((a, b) for a, b in data["sounds"]),
        variants={str(v): str(group[0]) for group in data["variants"] for v in group[1:]},
    )


def fold(name: str) -> str:
    """The folded words of a name, joined by spaces; empty when nothing but articles and marks is left.

    Articles, hyphens, case, diacritics, ayn and hamza, doubled letters and the spellings of one sound fall together; the order of words is
    kept. Does not translate and does not transliterate other scripts (their letters are kept as they are).

    >>> fold("Abū ‘Umar al-Baghdādī") == fold("Abou Omar Al Bagdadi")
    True
    >>> fold("Ḥarakat al-Rāya"), fold("the Popular Army of Sahl")
    ('harakat raia', 'pupular armi sahl')
    """
    return " ".join(words(name))


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, in order, without articles and particles."""
    return tuple("".join(_sounded(part) for part in w.split(_JOINT)) for w in _joined_servants(_plain(name)))


def _plain(name: str) -> list[str]:
    """Words in lower case without marks, articles and stop words."""
    r = rules()
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), _BRACKETS.sub("", name))
    text = _POSSESSIVE.sub("", text).translate(r.silent)
    text = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    found = list(_WORD.finditer(text))
    out = []
    for i, m in enumerate(found):
        word, last = m[0], i == len(found) - 1
        joined = not last and text[m.end() : found[i + 1].start()] in ("-", "–")
        if not last and (word in r.article or (joined and word in r.hyphenated)):
            continue
        if word in r.stop and len(found) > 1:
            continue
        word = _without_chat_digits(word)
        out.append(r.variants.get(word, word))
    return out


def _without_chat_digits(word: str) -> str:
    return word if word.isalpha() or word.isdigit() else _CHAT_DIGIT.sub(lambda m: rules().chat.get(m[0], m[0]), word)


def _joined_servants(plain: list[str]) -> list[str]:
    """``abd`` and the divine name after it are one word, however they are written: Abd al-Rahman, Abdul Rahman, Abdurrahman => abdrahman."""
    out: list[str] = []
    for word in plain:
        if out and out[-1] in ("abd", "abdul", "abdel", "abdal", "abdu"):
            out[-1] = f"abd{_JOINT}{_divine(word)}"
        elif word.startswith("abd") and len(word) > 5 and (m := _SERVANT.match(word)):
            out.append(f"abd{_JOINT}{_divine(word[m.end() :] if not m[2] else word[m.end() - 1 :])}")
        else:
            out.append(word)
    return out


def _divine(word: str) -> str:
    word = rules().variants.get(word, word)
    return "lah" if word in ("allah", "alah", "lah", "ullah", "ulah", "la") else word


@lru_cache(maxsize=200_000)
def _sounded(word: str) -> str:
    if len(word) <= 3 and not word.startswith("ab"):  # acronyms and short words lose too much
        return word
    for written, read in rules().sounds:
        word = word.replace(written, read)
    word = _DOUBLED.sub(r"\1", word)
    return word.removesuffix("h") if len(word) > 3 and word[-2:] == "ah" else word

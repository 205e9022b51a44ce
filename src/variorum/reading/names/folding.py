"""Names without what transliterations and scribes differ in.

Two foldings: :func:`fold` drops case, accents, marks, hyphens and the article (equal folds are the same name within one document);
:func:`skeleton` also drops what systems of transliteration disagree about (o/u, e/i, q/k, doubled letters, ayn), and is only trusted for
long names that stand in the same document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from variorum.identity.folding import words
from variorum.yaml_data import from_yaml

_MARKS = re.compile(r"[‘’'`ʿʾʻʼ´ˊ\"“”]")
_JOINTS = re.compile(r"[-‐‑–—_./]+")
_ARTICLE = re.compile(r"\b(?:al|el|the|ul|as|ash|ad|an|ar|at|az|il|a)\s+(?=\w)")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in lower case without accents, quotation marks, ayn and hamza, hyphens and articles.

    >>> fold("Sheikh ʿUmar al-Ḥādī"), fold("the Emirate")
    ('sheikh umar hadi', 'emirate')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = _JOINTS.sub(" ", _MARKS.sub("", name.casefold()))
    return _BLANKS.sub(" ", _ARTICLE.sub("", name)).strip()


# Abd al-Rahman, Abdul Rahman, Abdel-Rahman, Abdurrahman: the article is heard in many ways.
_SERVANT = re.compile(r"\babd(?:[uea]l(?=\w|\s)|[uea]([rsnzdt])(?=\1))\s*")

_SOUNDS = (
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"ee|ei|ie|ey|ay|ai|y|e"), "i"),
    (re.compile(r"kh|q|ck|c(?=[auo])"), "k"),
    (re.compile(r"dj|zh"), "j"),
    (re.compile(r"dh|th"), "d"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"h\b"), ""),
)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """What is left of a name when the usual disagreements between transliterations are taken away; not for display, not across documents.

    >>> skeleton("Mohammed al-Qurayshi") == skeleton("Muhammad al-Koreishi")
    True
    """
    name = _SERVANT.sub("abd ", fold(name))
    for pattern, sound in _SOUNDS:
        name = pattern.sub(sound, name)
    # An unstressed short vowel before the last consonant is the least settled of all (Mohammed, Muhammad).
    return re.sub(r"[aiu](?=[^aiu\s]\b)", "a", name)


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """A word in the one spelling that identity across documents has for it: trusted for the single words of names, as the skeleton is not.

    >>> spelling("basiira") == spelling("basira"), spelling("salim") == spelling("salam")
    (True, False)
    """
    return " ".join(words(word)) or word


@lru_cache(maxsize=65536)
def respelled(name: str) -> frozenset[str]:
    """The keys under which another spelling of a name may be found in the same document: with and without blanks, read as the usual variants of the
    parts of names (Omar, Cumar), and as other languages spell it (orthographies.yaml). Takes the name as it is written, with hyphens and marks.

    >>> bool(respelled("Faysal Cumar Darood") & respelled("Faisal Omar Darood")), bool(respelled("Abu Khafs") & respelled("Abu Hafs"))
    (True, True)
    >>> bool(respelled("Chadi er-Rimal") & respelled("Shadi al-Rimal")), bool(respelled("Şahin") & respelled("Shahin"))
    (True, True)
    """
    written = unicodedata.normalize("NFC", name).casefold()
    read = {name, *(_read_as(written, pattern, to) for pattern, to in _orthographies())}
    bones = {skeleton(n) for n in read} | {skeleton(spelling(n)) for n in read}
    return frozenset({*bones, skeleton(name).replace(" ", "")})


def _read_as(written: str, pattern: re.Pattern[str], to: Mapping[str, str]) -> str:
    return pattern.sub(lambda m: to[m[0]], written)


@cache
def _orthographies() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """For each language the pattern of the spellings that it has for a sound, and what English writes for each."""
    raw = from_yaml((files("variorum.reading.names") / "orthographies.yaml").read_text(encoding="utf-8"))
    return tuple((re.compile("|".join(to)), dict(to)) for to in raw.values())

"""Names as keys for comparing: one fold for all the ways in which printers, translators and languages spell the same name.

What may be lost is data (``folding.yaml``, which says how to add a spelling). Two names with equal folds are *written alike*; whether they are
one person's is for :mod:`variorum.identity.resolve` to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from variorum.identity.scripts import is_compound, is_servant, is_unvowelled, parted, romanised, unified, without_article
from variorum.yaml_data import from_yaml

_DOTTED = re.compile(r"\b(?:\w\.){2,}(?=\W|$)")  # U.S., I.S.I.
_POSSESSIVE = re.compile(r"(?<=\w\w)['’ʼ]s?\b(?!\w)")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_DOUBLED = re.compile(r"([^\W\d])\1+")
_CHAT_DIGIT = re.compile(r"(?<=[^\W\d])\d(?=[^\W\d])|^\d(?=[^\W\d])(?!\d(?:st|nd|rd|th)$)")  # not "3rd"
_MARKS = "'\"`*[]"  # of those that are dropped, the ones in ASCII
_JOINT = "|"  # between abd and the divine name: sounds do not cross it (Abd al-Hadi has no dh)
_SERVANT = re.compile(
    r"abd(?:[aeiou]l(?=\w{3})|[aeiou](?=([rnsztdj])\1)|[aeiou](?=[rnsztdj]h?\w{3})|i(?=\w{4})|(?=\w{4}))(?:([rnsztdj])\2)?"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of ``folding.yaml``, ready to apply."""

    silent: Mapping[int, None]
    letters: Mapping[str, str]
    article: frozenset[str]
    compound: frozenset[str]
    divine: frozenset[str]
    grown_divine: re.Pattern[str]
    grown: re.Pattern[str]
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
        letters=dict(data["letters"]),
        article=frozenset(data["article"]["anywhere"]),
        hyphenated=frozenset(data["article"]["hyphenated"]) | frozenset(data["article"]["anywhere"]),
        compound=frozenset(data["compound"]),
        divine=frozenset(data["divine"]),
        grown_divine=re.compile(rf"(?P<before>(?!abd)\w{{3,}}?)(?:{'|'.join(data['divine'])})"),
        grown=re.compile(rf"(?P<before>\w{{2,}}?)?[aeiou](?:d(?:{'|'.join(data['compound'])})|ldin)"),  # Eddine, Nuruddin, Jamaluldin
        stop=frozenset(data["stop"]),
        chat=dict(data["chat_digits"]),
        sounds=tuple((a, b) for a, b in data["sounds"]),
        variants={str(v): str(group[0]) for group in data["variants"] for v in group[1:]},
    )


def fold(name: str) -> str:
    """The folded words of a name, joined by spaces; empty when nothing but articles and marks is left.

    Articles, hyphens, case, diacritics, ayn and hamza, doubled letters and the spellings of one sound fall together; the order of words is
    kept. Scripts that write their vowels are romanised; Arabic and Hebrew letters are kept, without the article (:mod:`variorum.identity.scripts` reads
    them against Latin words). Does not translate.

    >>> fold("Abū ‘Umar al-Baghdādī") == fold("Abou Omar Al Bagdadi")
    True
    >>> fold("Ḥarakat al-Rāya"), fold("the Popular Army of Sahl")
    ('harakat raia', 'pupular armi sahl')
    >>> fold("Олег Райский") == fold("Oleg Rayskiy"), fold("أبو عمر البصري")
    (True, 'ابو عمر بصري')
    """
    return " ".join(words(name))


class Word(NamedTuple):
    """One word of a name: as it is written there, at ``name[start:end]``, and folded."""

    written: str
    folded: str
    start: int
    end: int


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, in order, without articles and particles."""
    return tuple([w.folded for w in spelled(name)])


@lru_cache(maxsize=200_000)
def spelled(name: str) -> tuple[Word, ...]:
    """The words of a name, in order, without articles and particles, each as it is written and folded.

    >>> [w.written for w in spelled("Abū ‘Abd al-Raḥmān al-Baghdādī")]
    ['Abū', 'Abd al-Raḥmān', 'Baghdādī']
    """
    return tuple(words_of(name))


def words_of(text: str) -> Iterator[Word]:
    """:func:`spelled` for a passage of text, of which nothing is kept."""
    for w in _joined_servants(text, _plain(text)):
        yield Word(w.written, "".join([_sounded(part) for part in w.folded.split(_JOINT)]), w.start, w.end)


def _plain(name: str) -> list[Word]:
    """Words in lower case without marks, articles and stop words."""
    r = rules()
    text, origins = _letters(name)
    found = list(_WORD.finditer(text))
    out: list[Word] = []
    article = False
    for i, m in enumerate(found):
        word, last = m[0], i == len(found) - 1
        after = "" if last else text[m.end() : found[i + 1].start()]
        if not last and (word in r.article or (after in ("-", "–") and word in r.hyphenated)):
            article = True
            continue
        after_article, article = article, False
        if word in r.stop and len(found) > 1 and not after.startswith("."):  # "A. Nuri": an initial
            continue
        start, end = origins[m.start()], origins[m.end() - 1] + 1
        if is_unvowelled(word):
            out += _unvowelled(name, word, start, end)
            continue
        word = _without_chat_digits(word)
        grown = r.grown.fullmatch(word)
        if out and ((after_article and word in r.compound) or (grown and not grown["before"])):
            out[-1] = _one(name, out[-1], f"{out[-1].folded}{_JOINT}din", end)
        elif out and word in r.divine and not out[-1].folded.startswith("abd"):
            out[-1] = _one(name, out[-1], f"{out[-1].folded}{_JOINT}lah", end)
        elif divine := r.grown_divine.fullmatch(word):
            out.append(Word(name[start:end], f"{r.variants.get(divine['before'], divine['before'])}{_JOINT}lah", start, end))
        elif grown and grown["before"]:
            out.append(Word(name[start:end], f"{r.variants.get(grown['before'], grown['before'])}{_JOINT}din", start, end))
        else:
            out.append(Word(name[start:end], r.variants.get(word, word), start, end))
    return out


def _one(name: str, first: Word, folded: str, end: int) -> Word:
    """Two words as one, with what stands between them."""
    return Word(name[first.start : end], folded, first.start, end)


def _letters(name: str) -> tuple[str, Sequence[int]]:
    """The name in lower case Latin letters without marks, and for each of them the place of the letter that it comes from."""
    dropped = {i for m in _DOTTED.finditer(name) for i in range(*m.span()) if name[i] == "."}
    if not dropped and name.isascii() and not any(c in name for c in _MARKS):
        return name.lower(), range(len(name))
    dropped |= {i for m in _POSSESSIVE.finditer(name) if "." not in m[0] for i in range(*m.span())}
    silent = rules().silent
    letters: list[str] = []
    origins: list[int] = []
    for i, c in enumerate(name):
        if i in dropped or c in "[]" or ord(c) in silent:  # the [Islamic] State: a supplement is read as if written
            continue
        plain = c.lower() if c.isascii() else _letter(c)
        letters.append(plain)
        origins += [i] * len(plain)
    return "".join(letters), origins


def plain_letters(text: str) -> str:
    """The text in lower case Latin letters without accents, ayn and hamza; nothing else is lost.

    >>> plain_letters("Oğlu"), plain_letters("Ó")
    ('oglu', 'o')
    """
    return "".join(_letter(c) for c in text if ord(c) not in rules().silent)


@lru_cache(maxsize=4096)
def _letter(c: str) -> str:
    """One letter in lower case without accents; of another script romanised, if its script writes vowels."""
    plain = "".join(x for x in unicodedata.normalize("NFKD", unified(c)) if not unicodedata.combining(x))
    plain = "".join(rules().letters.get(p, p) for p in plain.casefold())
    return "".join(
        x for p in plain for x in romanised(unified(p)).casefold() if ord(x) not in rules().silent and not unicodedata.combining(x)
    )


def _unvowelled(name: str, word: str, start: int, end: int) -> list[Word]:
    """A word of a script without vowels: without its article, the servant of a divine name apart from it."""
    if both := parted(word):
        return [Word(name[start:end], part, start, end) for part in (both[0], without_article(both[1])) if part]
    bare = without_article(word)
    return [Word(name[start:end], bare, start, end)] if bare else []


def _without_chat_digits(word: str) -> str:
    return word if word.isalpha() or word.isdigit() else _CHAT_DIGIT.sub(lambda m: rules().chat.get(m[0], m[0]), word)


def _joined_servants(name: str, plain: list[Word]) -> list[Word]:
    """``abd`` and the divine name after it are one word, however they are written: Abd al-Rahman, Abdul Rahman, Abdurrahman => abdrahman."""
    out: list[Word] = []
    for w in plain:
        word, before = w.folded, out[-1].folded if out else ""
        if before and (is_servant(before) or (is_compound(w.written) and is_unvowelled(before))):
            out[-1] = _one(name, out[-1], before + word, w.end)
        elif before in ("abd", "abdul", "abdel", "abdal", "abdu"):
            out[-1] = _one(name, out[-1], f"abd{_JOINT}{_divine(word)}", w.end)
        elif word.startswith("abd") and len(word) > 5 and (m := _SERVANT.match(word)):
            out.append(w._replace(folded=f"abd{_JOINT}{_divine(word[m.end() :] if not m[2] else word[m.end() - 1 :])}"))
        else:
            out.append(w)
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

"""Two names, word against word: how alike they are, and how that was found, in words.

The only place where names are compared by more than equality. Identity joins nobody by a score (decision 8): it asks whether every word of
two names reads alike (:attr:`Comparison.reads_alike`). Scores are for putting what a person may look at in order, and for near misses.

The score is the chance, by a small fitted model (``comparison.yaml``), that somebody who knows both would say that the two names are of one. What goes
into it is a handful of quantities that a reader can check (:data:`FEATURES`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from operator import itemgetter, mul
from typing import NamedTuple

import yaml
from rapidfuzz.distance import OSA

from variorum.identity.prepared import Bearer, Prepared, prepared
from variorum.identity.scripts import alike, consonants, is_unvowelled

_distance = OSA.distance

#: Words that differ in more than this share of their letters are not held against each other: "Scholz" and "Schulze" are 0.29, "Omar" and "Ali" 0.75.
_STRANGE = 0.55

FEATURES = (
    "constant",
    "missing",  # share of the letters of the shorter name in words without a counterpart
    "extra",  # the same of the longer name
    "conflict",  # both have words without a counterpart
    "slips",  # letters changed, added, left out or exchanged in words that have a counterpart: up to five, in fifths
    "worst",  # share of letters that differ in the worst pair of words
    "one_slip",  # at least one letter differs in some pair
    "three_slips",  # three or more differ in one pair
    "initial",  # an initial stands for a word
    "order",  # the words come in another order
    "numbers",  # numbers in the names of bodies differ
)


class How(StrEnum):
    """How one word was held against another."""

    WRITTEN = "is written alike"
    SPELLED = "is another spelling of"
    SCRIPT = "can be read as"
    TOGETHER = "is written together in"
    INITIAL = "is the initial of"
    NEAR = "is near to"
    INITIALS = "are the initials of"


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the one and of the other name that were held against each other."""

    a: str
    b: str
    how: How


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names have in common. ``only_a`` and ``only_b`` are the words without a counterpart. ``score`` is between 0 and 1."""

    a: str
    b: str
    score: float
    pairs: tuple[Pair, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    same_order: bool

    @property
    def reads_alike(self) -> bool:
        """Whether every word of each is, in order, a spelling of one of the other: what identity calls the same name."""
        sure = (How.WRITTEN, How.SPELLED, How.SCRIPT, How.TOGETHER)
        return self.same_order and bool(self.pairs) and not self.only_a and not self.only_b and all(p.how in sure for p in self.pairs)

    def sentence(self) -> str:
        """How the two were compared, in words.

        >>> compare("Abū Bakr al-Nūrī", "Abou Bakir", Bearer.PERSON).sentence()
        '‘Abū’ is another spelling of ‘Abou’; ‘Bakr’ is another spelling of ‘Bakir’; only the first has ‘Nūrī’'
        """
        told = [f"‘{p.a}’ {p.how} ‘{p.b}’" for p in self.pairs if p.how is not How.WRITTEN]
        alike = [p.a for p in self.pairs if p.how is How.WRITTEN]
        told = ([f"{_listed(alike)} {'is' if len(alike) == 1 else 'are'} written alike"] if alike else []) + told
        told += [f"only the first has {_listed(self.only_a)}"] if self.only_a else []
        told += [f"only the second has {_listed(self.only_b)}"] if self.only_b else []
        told += ["the order differs"] if not self.same_order else []
        return "; ".join(told)


def compare(a: str, b: str, bearer: Bearer) -> Comparison:
    """Two names held against each other, with every step in words.

    >>> compare("أبو بكر البغدادي", "Abu Bakr al-Baghdadi", Bearer.PERSON).reads_alike
    True
    """
    x, y = prepared(a, bearer), prepared(b, bearer)
    aligned = _align(x, y)
    pairs = tuple(_pair(x, y, i, j, d) for i, j, d in sorted(aligned.pairs))
    return Comparison(
        a,
        b,
        score(x, y),
        pairs,
        tuple(x.written[i] for i in aligned.rest_a),
        tuple(y.written[j] for j in aligned.rest_b),
        aligned.same_order,
    )


def score(a: Prepared, b: Prepared) -> float:
    """How likely the two are names of one, between 0 and 1: the quick way for many pairs."""
    return 1 / (1 + exp(-sum(map(mul, _weights()[a.bearer], features(a, b)))))


def features(a: Prepared, b: Prepared) -> tuple[float, ...]:
    """The quantities of :data:`FEATURES`, in that order."""
    if a.letters > b.letters:
        a, b = b, a
    if a.words == b.words and not a.native:
        return _SAME
    x = _align(a, b)
    words_a, words_b = x.words_a, x.words_b
    slips, far, worst, initial = 0, 0, 0.0, 0.0
    for i, j, d in x.pairs:
        if d > 0:
            slips += d
            m, n = len(words_a[i]), len(words_b[j])
            share = d / (m if m > n else n)
            if share > worst:
                worst = share
            if d > far:
                far = d
        elif d < 0:
            initial = 1.0
    missing = sum([len(words_a[i]) for i in x.rest_a]) / a.letters if x.rest_a else 0.0
    extra = sum([len(words_b[j]) for j in x.rest_b]) / b.letters if x.rest_b else 0.0
    return (
        1.0,
        missing,
        extra,
        1.0 if missing and extra else 0.0,
        slips / 5 if slips < 5 else 1.0,
        worst,
        1.0 if far else 0.0,
        1.0 if far > 2 else 0.0,
        initial,
        0.0 if x.same_order else 1.0,
        0.0 if a.numbers == b.numbers else 1.0,
    )


_SAME = (1.0, *[0.0] * (len(FEATURES) - 1))


class _Aligned(NamedTuple):
    """Which word went with which: places in ``words_a`` and ``words_b``, and how many letters differ (-1: an initial)."""

    words_a: tuple[str, ...]
    words_b: tuple[str, ...]
    pairs: list[tuple[int, int, int]]
    rest_a: list[int]
    rest_b: list[int]
    same_order: bool


def _align(a: Prepared, b: Prepared) -> _Aligned:
    """Equal words first, then all run together or their initials, then the nearest."""
    if a.unvowelled is not b.unvowelled:
        return _align_across(a, b)
    words_a, words_b = (a.native, b.native) if a.native and b.native and not a.unvowelled else (a.words, b.words)
    pairs: list[tuple[int, int, int]] = []
    rest_a: list[int] = []
    rest_b = list(range(len(words_b)))
    same_order, last = True, -1
    for i, w in enumerate(words_a):
        if w not in words_b:
            rest_a.append(i)
            continue
        j = words_b.index(w)
        while j not in rest_b and w in words_b[j + 1 :]:
            j = words_b.index(w, j + 1)
        if j not in rest_b:
            rest_a.append(i)
            continue
        rest_b.remove(j)
        pairs.append((i, j, 0))
        if j < last:
            same_order = False
        last = j
    if rest_a and rest_b:
        if not pairs and (a.joined == b.joined or b.joined == a.initials or a.joined == b.initials):
            return _Aligned(words_a, words_b, [(0, 0, 0)], [], [], True)
        if len(rest_a) == 1 == len(rest_b):
            same_order = _only_pair(words_a, words_b, pairs, rest_a, rest_b, same_order)
        else:
            near = [(i, j, *_nearness(words_a[i], words_b[j])) for i in rest_a for j in rest_b]
            same_order = _nearest(near, pairs, rest_a, rest_b)
    return _Aligned(words_a, words_b, pairs, rest_a, rest_b, same_order)


def _only_pair(
    a: tuple[str, ...], b: tuple[str, ...], pairs: list[tuple[int, int, int]], rest_a: list[int], rest_b: list[int], ordered: bool
) -> bool:
    """The one word that is left on each side, paired if they are kindred; gives whether the pairs still come in one order."""
    i, j = rest_a[0], rest_b[0]
    share, d = _nearness(a[i], b[j])
    if share > _STRANGE:
        return ordered
    rest_a.clear()
    rest_b.clear()
    ordered = ordered and not any([(p < i) is not (q < j) for p, q, _ in pairs])
    pairs.append((i, j, d))
    return ordered


def _nearest(near: list[tuple[int, int, float, int]], pairs: list[tuple[int, int, int]], rest_a: list[int], rest_b: list[int]) -> bool:
    """Pairs what is kindred, the nearest first; gives whether all pairs come in one order."""
    for i, j, share, d in sorted(near, key=_SHARE):
        if share > _STRANGE:
            break
        if i in rest_a and j in rest_b:
            rest_a.remove(i)
            rest_b.remove(j)
            pairs.append((i, j, d))
    pairs.sort()
    return all([p[1] < q[1] for p, q in pairwise(pairs)])


_SHARE = itemgetter(2)


def _nearness(v: str, w: str) -> tuple[float, int]:
    """The share of letters in which two words differ, and how many these are; an initial differs by a quarter and has -1."""
    m, n = len(v), len(w)
    if m == 1 or n == 1:
        return (0.25, -1) if v[:1] == w[:1] else (1.0, max(m, n))
    d = _distance(v, w)
    return d / (m if m > n else n), d


def _nearness_across(v: str, w: str) -> tuple[float, int]:
    """:func:`_nearness` by consonants alone; a word of which only one is left is no initial."""
    if len(v) == 1 or len(w) == 1:
        return _nearness(v, w) if consonants(v)[:1] == consonants(w)[:1] else (1.0, 1)
    v, w = consonants(v), consonants(w)
    d = _distance(v, w)
    return d / (max(len(v), len(w)) or 1), d


def _align_across(a: Prepared, b: Prepared) -> _Aligned:
    """A name in a script without vowels and one in Latin letters: words that can be read alike first, then those with the nearest consonants."""
    pairs: list[tuple[int, int, int]] = []
    rest_a, rest_b = [], list(range(len(b.words)))
    for i, v in enumerate(a.words):
        j = next((j for j in rest_b if alike(v, b.words[j])), None)
        if j is None:
            rest_a.append(i)
        else:
            rest_b.remove(j)
            pairs.append((i, j, 0))
    near = [(i, j, *_nearness_across(a.words[i], b.words[j])) for i in rest_a for j in rest_b]
    same_order = _nearest(near, pairs, rest_a, rest_b)
    return _Aligned(a.words, b.words, pairs, rest_a, rest_b, same_order)


def _listed(words: Sequence[str]) -> str:
    """Words in quotation marks, one after another."""
    quoted = [f"‘{w}’" for w in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _pair(x: Prepared, y: Prepared, i: int, j: int, d: int) -> Pair:
    a, b = x.written[i], y.written[j]
    if d:
        return Pair(a, b, How.NEAR if d > 0 else How.INITIAL)
    if a.casefold() == b.casefold():
        return Pair(a, b, How.WRITTEN)
    if x.words[i] == y.words[j]:
        return Pair(a, b, How.SPELLED)
    return Pair(a, b, How.SCRIPT if is_unvowelled(x.words[i]) != is_unvowelled(y.words[j]) else How.TOGETHER)


@cache
def _weights() -> Mapping[Bearer, tuple[float, ...]]:
    data = yaml.safe_load((files("variorum.identity") / "comparison.yaml").read_text(encoding="utf-8"))
    return {b: tuple(float(data[b.value][name]) for name in FEATURES) for b in Bearer}

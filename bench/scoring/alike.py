"""When a found entity, claim or chain of voices is the same as an annotated one.

Entities are the same when they share a name. Claims are the same when predicate and both ends are, and their evidence stands at the same place: the words
of two careful people differ, so places within eighty characters are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from variorum.errors import DateError
from variorum.model import When

Claim = Mapping[str, Any]

NEAR = 80  #: characters between two quotes that are still the same place
SYMMETRIC = frozenset({"allied_with", "met", "kin_of"})  #: predicates whose ends may stand in either order
_QUOTE_MARKS = re.compile(r"[‘’'`ʿʾ´\"“”]")
_DIVIDERS = re.compile(r"[-‐‑–—_./]+")
_ARTICLES = re.compile(r"\b(?:al|el|the|ul|as|ash|ad|an|ar|at|az)\s+")


@cache
def fold(name: str) -> str:
    """A name without what spellings differ in most: case, accents, hyphens, the marks of ayn and hamza, articles.

    >>> fold("al-Bayān"), fold("The Salt-Road Union")
    ('bayan', 'salt road union')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _DIVIDERS.sub(" ", _QUOTE_MARKS.sub("", plain.casefold()))
    return " ".join(_ARTICLES.sub("", plain).split())


def names_of(entity: Mapping[str, Any]) -> frozenset[str]:
    """The folded names of an entity; a name may be a text or an object with ``text``."""
    return frozenset(fold(n if isinstance(n, str) else n["text"]) for n in entity.get("names", ())) - {""}


def same_time(a: str | None, b: str | None) -> bool:
    """Whether two EDTF texts mean the same days; two that say nothing do."""
    return _bounds(a) == _bounds(b)


@cache
def _bounds(edtf: str | None) -> tuple[int, int] | None:
    """First and last day; the marks of approximation and doubt aside, since annotators do not agree on them. None where there is no date."""
    try:
        when = When.parse(re.sub("[?~%]", "", edtf)) if edtf else None
    except DateError:
        return None
    return (when.first_day, when.last_day) if when else None


def near(a: Claim, b: Claim) -> bool:
    """Whether the quotes of two claims stand at the same place of the text."""
    return bool(a["start"] - NEAR <= b["end"] and b["start"] - NEAR <= a["end"])


def spoken(chain: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """A chain without a publisher who merely prints the rest, whom the guide leaves to the annotator."""
    prints = len(chain) > 1 and chain[0]["voice"].startswith("@") and chain[0].get("act") == "quotes"
    return chain[1:] if prints else chain


class Alike:
    """The entities of two annotations of one document, by what they are called."""

    def __init__(self, gold: Mapping[str, Any], found: Mapping[str, Any]) -> None:
        self._gold = {k: names_of(e) for k, e in gold.items()}
        self._found = {k: names_of(e) for k, e in found.items()}

    @property
    def names(self) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
        """The folded names by key, of the careful annotation and of the other."""
        return self._gold, self._found

    def same(self, gold: str | None, found: str | None) -> bool:
        """Whether two keys are one entity; nobody is only nobody, and whoever writes (@author, @translator, @editor) is one voice."""
        if gold is None or found is None:
            return gold is found
        if gold.startswith("@") or found.startswith("@"):
            return gold[0] == found[0]
        return not self._gold.get(gold, frozenset()).isdisjoint(self._found.get(found, frozenset()))

    def right(self, gold: Claim, found: Claim, *, any_predicate: bool = False) -> bool:
        """Whether the found claim is the annotated one; with ``any_predicate`` for statements that no predicate fits."""
        if any_predicate:
            return self.linked(gold, found)
        either_way = gold["predicate"] in SYMMETRIC
        return gold["predicate"] == found["predicate"] and near(gold, found) and self._ends(gold, found, either_way=either_way)

    def linked(self, gold: Claim, found: Claim) -> bool:
        """The same without the predicate and without order: was it seen that these two have to do with one another here?"""
        aliases = {gold["predicate"], found["predicate"]} & {"alias"}
        both = gold["predicate"] == found["predicate"]
        return near(gold, found) and (both or not aliases) and self._ends(gold, found, either_way=True)

    def _ends(self, gold: Claim, found: Claim, *, either_way: bool) -> bool:
        gs, go, fs, fo = gold.get("subject"), gold.get("object"), found.get("subject"), found.get("object")
        if gold["predicate"] == "alias":
            called = (fold(str(c.get("args", {}).get("name") or "")) for c in (gold, found))
            return self.same(gs, fs) and len(set(called)) == 1
        return (self.same(gs, fs) and self.same(go, fo)) or (either_way and self.same(gs, fo) and self.same(go, fs))

    def same_chain(self, gold: Claim, found: Claim) -> bool:
        """Whether every voice is the same, in order."""
        a, b = spoken(gold.get("voices", ())), spoken(found.get("voices", ()))
        return len(a) == len(b) and all(self.same(x["voice"], y["voice"]) for x, y in zip(a, b, strict=True))

    def apart(self, gold: Claim, found: Claim) -> tuple[int, bool, bool, bool]:
        """How unlike two claims are, to pair the likest first: by place, then chain, date and polarity."""
        place = abs(gold["start"] - found["start"]) + abs(gold["end"] - found["end"])
        dated = not same_time(gold.get("when"), found.get("when"))
        return place, not self.same_chain(gold, found), dated, gold.get("polarity") != found.get("polarity")

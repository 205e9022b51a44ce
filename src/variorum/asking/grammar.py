"""The grammar of questions: one clause, then when and according to whom.

    question  = (yes-no | who | what | where | when) {modifier} ["?"]
    yes-no    = ("was" | "did" | "is" ...) NAME PHRASE [NAME]         was the Wing part of the Front; was the Front dissolved
    who, what = "who" PHRASE NAME | "who" AUX NAME PHRASE             who led the Front; who did the Wing pledge to
    where     = "where" AUX NAME                                      where was the Wing
    when      = "when" AUX NAME PHRASE [NAME]                         when did the Wing become the Front
    modifier  = ("on" | "in" | "as of") DATE | "according to" NAMES | "as reported by" NAMES | "except" NAMES
    PHRASE    = what the vocabulary lists under `asks`, in any inflection; "by" after it exchanges the two names
    DATE      = EDTF (2010-06, 2004/2006) or as people write it (June 2010)

A text may fit several ways ("left" is a verb and part of names); :func:`read_question` gives all, longest phrase first, and who asks tries them
against the names of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from variorum.errors import DateError
from variorum.model import When, vocabulary
from variorum.reading.dates import read_dates
from variorum.yaml_data import from_yaml


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to understand a question. ``x`` and ``y`` are names as written; None is what is asked for (or what the topic does not take)."""

    form: str  #: "yes-no", "who" (who or what stands in the empty place), "when"
    topic: str
    x: str | None
    y: str | None
    on: When | None = None
    according_to: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()


@cache
def words() -> dict[str, Any]:
    """The words of the grammar, from ``words.yaml``."""
    data = from_yaml((files("variorum.asking") / "words.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def read_question(text: str) -> tuple[Asked, ...]:
    """Every way to understand the question, longest phrase first; empty when it is outside the grammar. Names are not looked up here.

    >>> a = read_question("Who led the Front in June 2010 according to Omar Hadi?")[0]
    >>> a.form, a.topic, a.x, a.y, a.on.edtf, a.according_to
    ('who', 'leads', None, 'the Front', '2010-06', ('Omar Hadi',))
    """
    clause = re.sub(r"\s+", " ", text).strip().rstrip("?!. ").strip()
    found: list[Asked] = []
    for core, modifiers in _peel(clause, Asked("", "", None, None)):
        for reading in _clause(core):
            asked = replace(modifiers, form=reading.form, topic=reading.topic, x=reading.x, y=reading.y)
            if asked not in found:
                found.append(asked)
    return tuple(found)


def _peel(clause: str, so_far: Asked) -> Iterator[tuple[str, Asked]]:
    """The clause without the modifiers at its end; each way to peel it, most peeled first."""
    for key, field in (("according_to", "according_to"), ("reported_by", "reported_by"), ("except", "excluding")):
        m = re.search(rf"^(?P<rest>.+?),? (?:{_any(key)}) (?P<names>.+)$", clause, re.IGNORECASE)
        if m and not getattr(so_far, field):
            names = tuple(n.strip() for n in re.split(r",\s*(?:and\s+)?|\s+and\s+", m["names"]) if n.strip())
            peeled = _named(so_far, field, names)
            yield from _peel_date_inside(m["rest"], names, field, peeled)
            yield from _peel(m["rest"], peeled)
    m = re.search(rf"^(?P<rest>.+),? (?:{_any('dated')}) (?P<date>[^,]+|[\[{{][^\]}}]+[\]}}])$", clause, re.IGNORECASE)
    if m and so_far.on is None:
        on = _date(m["date"])
        if on is not None:
            yield from _peel(m["rest"], replace(so_far, on=on))
    yield clause, so_far


def _peel_date_inside(rest: str, names: tuple[str, ...], field: str, so_far: Asked) -> Iterator[tuple[str, Asked]]:
    """ "according to Omar in 2010": the date stands after the last name."""
    m = re.search(rf"^(?P<name>.+) (?:{_any('dated')}) (?P<date>\S.*)$", names[-1], re.IGNORECASE)
    on = _date(m["date"]) if m else None
    if m and on is not None and so_far.on is None:
        yield from _peel(rest, replace(_named(so_far, field, (*names[:-1], m["name"])), on=on))


def _named(asked: Asked, field: str, names: tuple[str, ...]) -> Asked:
    match field:
        case "according_to":
            return replace(asked, according_to=names)
        case "reported_by":
            return replace(asked, reported_by=names)
        case _:
            return replace(asked, excluding=names)


def _any(key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(words()[key], key=len, reverse=True))


def _date(text: str) -> When | None:
    """The date, if all of the text is one."""
    try:
        return When.parse(text)
    except DateError:
        found = [d for d in read_dates(text) if d.when is not None and d.start == 0 and d.end == len(text)]
        return found[0].when if len(found) == 1 else None


def _clause(clause: str) -> Iterator[Asked]:
    tokens = clause.split(" ")
    form = words()["forms"].get(tokens[0].casefold())
    rest = tokens[1:] if form else tokens
    asks_object = bool(rest) and rest[0].casefold() in words()["auxiliaries"]
    if form is None and not asks_object:
        return
    while rest and rest[0].casefold() in words()["auxiliaries"]:
        rest = rest[1:]
    if form == "where":
        yield Asked("who", "located_in", " ".join(rest), None)
        return
    for topic, start, end in _phrases(rest):
        before, after = _name(rest[:start]), _name(rest[end:])
        swapped = bool(rest[end:]) and rest[end].casefold() == "by"
        if swapped:
            before, after = _name(rest[end + 1 :]), before
        yield from _fill(form or "yes-no", topic, before, after, swapped)


def _fill(form: str, topic: str, before: str | None, after: str | None, swapped: bool) -> Iterator[Asked]:
    takes_object = topic not in vocabulary().predicates or bool(vocabulary()[topic].object_types)
    if form in ("yes-no", "when"):
        complete = before and (after or not takes_object) and (takes_object or not after)
        if complete or (swapped and before and after):
            yield Asked(form, topic, before, after)
        elif before and takes_object and not after and not swapped:  # "was Omar killed": the object, by anybody
            yield Asked(form, topic, None, before)
    elif before and not after:
        yield Asked("who", topic, before, None)
    elif (after and not before) or (not before and not takes_object):
        yield Asked("who", topic, None, after)


def _name(tokens: list[str]) -> str | None:
    kept = [t for t in tokens if t.casefold() not in words()["auxiliaries"]]
    kept = kept[1:] if kept and kept[0].casefold() in words()["joints"] else kept
    return " ".join(kept).strip(" ,\"'“”‘’") or None


def _phrases(tokens: list[str]) -> list[tuple[str, int, int]]:
    """Topics whose phrase stands in the tokens, with its place; longest first, then earliest, then in the order of the vocabulary."""
    stems = [_stem(t) for t in tokens]
    found = []
    for order, (topic, phrase) in enumerate(_asks()):
        n = len(phrase)
        found += [(-n, i, order, topic, i, i + n) for i in range(len(stems) - n + 1) if tuple(stems[i : i + n]) == phrase]
    return [(topic, start, end) for *_, topic, start, end in sorted(found)]


@cache
def _asks() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(_stem(t) for t in phrase.split())) for name, p in vocabulary().predicates.items() for phrase in p.asks)


@cache
def _stem(word: str) -> str:
    """A word without its inflection: enough to match the vocabulary's phrases, not a real stem."""
    w = re.sub(r"[^\w'’-]", "", word.casefold()).replace("’", "'")
    for stem, forms in words()["irregular"].items():
        if w == stem or w in forms:
            return str(stem)
    w = re.sub(r"(?<=\w{3})(ing|ed|es|s|e)$", "", w)
    return re.sub(r"i$", "y", re.sub(r"(.)\1$", r"\1", w))

"""The words of order, read from ``words.yaml``: which comes first, and how many days later the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from variorum.model import Edge
from variorum.reading.dates import lexicon as dates
from variorum.reading.dates.fold import fold
from variorum.reading.dates.relative_forms import relative_dates
from variorum.reading.dates.written import Relation, Verb, Which
from variorum.yaml_data import from_yaml

Days = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Join:
    """A word that joins a clause or noun to a main clause in time; fields as in ``words.yaml``."""

    words: tuple[str, ...]
    clause_first: bool
    days: Days
    edge: Edge
    alike: bool
    measured: bool
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``words.yaml``, ready for look-up; ``joins`` by their last word."""

    joins: Mapping[str, tuple[Join, ...]]
    lasting: frozenset[str]
    timeless: frozenset[str]
    unreal: frozenset[str]
    aspects: frozenset[str]
    continues: frozenset[str]
    times: frozenset[str]
    goes_on: re.Pattern[str]
    measure: re.Pattern[str]
    units: Mapping[str, Any]
    following: Mapping[str, tuple[int, int]]


@cache
def words() -> Words:
    """The project's own words."""
    data = from_yaml(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))
    joins: dict[str, list[Join]] = {}
    for name, entry in data["joins"].items():
        listed = tuple(str(name).split())
        edge, days = Edge(entry.get("edge", "start")), (entry["least"], entry["most"])
        join = Join(
            listed,
            entry["first"] == "clause",
            days,
            edge,
            bool(entry.get("alike")),
            name in data["measured"],
            frozenset(entry.get("nouns", ())),
        )
        joins.setdefault(listed[-1], []).append(join)
    return Words(
        {last: tuple(sorted(found, key=lambda j: -len(j.words))) for last, found in joins.items()},
        frozenset(data["lasting"]),
        frozenset(data["timeless"]),
        frozenset(data["unreal"]),
        frozenset(data["aspects"]),
        frozenset(data["continues"]),
        frozenset(data["times"]),
        re.compile(rf"(?i:{dates.either(data['goes_on'])})\b"),
        _measure(data["vague"]),
        data["units"],
        {unit: (first, last) for unit, (first, last) in data["following"].items()},
    )


def _measure(vague: list[str]) -> re.Pattern[str]:
    """What may stand right before "after": "two months", "the day", "shortly"."""
    w = dates.words()
    number = rf"(?P<count>(?i:{dates.either([*w['numbers'], *w['vague_numbers']])})|\d{{1,3}})"
    unit = rf"(?P<unit>(?i:{dates.either(dates.units())}))"
    return re.compile(
        rf"(?<![\w-])(?:{number}\s+{unit}|(?i:the)\s+(?P<next>(?i:{dates.either(dates.units())}))|(?i:{dates.either(vague)}))\s+$"
    )


def measured(text: str, end: int) -> tuple[int, Days] | None:
    """The measure that ends at ``end`` of the text: where it begins, and the days that it sets; None when none stands there."""
    before = text[max(0, end - 60) : end]
    m = words().measure.search(before)
    if m is None:
        return None
    start = end - len(before) + m.start()
    if m["next"]:
        unit = _plain(m["next"])
        return (start, words().following[unit]) if unit in ("day",) else None
    if m["unit"]:
        count = dates.count(m["count"])
        return start, _days(count, m["unit"])
    return start, (None, None)


def said_between(quote: str) -> tuple[Days, Edge]:
    """What words of order, quoted, set between two claims: the days from the first to the second, and which day of the first is meant.

    For whoever knows already which of the two is the first. Words without a measure, and words that the tables do not have, set only the order.

    >>> said_between("two months after"), said_between("two months later"), said_between("until")
    (((40, 78), <Edge.START: 'start'>), ((40, 78), <Edge.START: 'start'>), ((0, 1), <Edge.END: 'end'>))
    """
    if (counted := relative(quote)) is not None:
        return counted[1], Edge.START
    joins = sorted((j for listed in words().joins.values() for j in listed), key=lambda j: -len(j.words))
    for join in joins:
        spelled = r"\s+".join(map(re.escape, join.words))
        m = re.search(rf"(?i)\b{spelled}\b", quote)
        if m is not None and not join.nouns:
            found = measured(quote, m.start()) if join.measured else None
            return (join.days if found is None or found[1] == (None, None) else found[1]), join.edge
    return (0, None), Edge.START


def relative(quote: str) -> tuple[bool, Days] | None:
    """What a relative date says of the order of its claim and the one told before: whether its own is the later one, and the days between.

    None for a date that counts from the document's own day or says nothing of order ("that year").

    >>> relative("two months later"), relative("the following month"), relative("last year")
    ((True, (40, 78)), (True, (1, 62)), None)
    """
    written = next(iter(relative_dates(fold(quote).plain)), None)
    relation = written.relation if written else None
    if relation is None or relation.from_now:
        return None
    if relation.verb is Verb.SHIFT:
        return _shifted(relation, quote)
    if relation.verb is Verb.UNIT and relation.which in (Which.FOLLOWING, Which.PREVIOUS) and relation.unit in words().following:
        return relation.which is Which.FOLLOWING, words().following[relation.unit]
    return None


def _shifted(relation: Relation, quote: str) -> tuple[bool, Days]:
    if relation.count is None:
        earlier = any(dates.plain_phrase(quote).endswith(word) for word in dates.words()["earlier"])
        return not earlier, (1, None)
    return relation.count > 0, _days(abs(relation.count), relation.unit)


def _days(count: int | None, unit: str) -> Days:
    """The days that so many of a unit can mean; at least one where nobody says how many."""
    if count is None:
        return 1, None
    unit = _plain(unit)
    count, unit = (count * 14, "day") if unit == "fortnight" else (count, unit)
    entry = words().units[unit]
    (shortest, longest), about = entry["days"], entry["about"]
    if unit == "day" and count == 1:
        about = 0
    return max(0, count * shortest - about), count * longest + about


def _plain(unit: str) -> str:
    """The unit that a word names: "months" is month, "nights" a day."""
    name = dates.units().get(unit.lower(), unit)
    return {"night": "day", "morning": "day", "evening": "day"}.get(name, name)

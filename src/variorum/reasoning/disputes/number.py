"""Counts of one thing that cannot both hold: how many a body numbered, how many fell in one attack."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.disputes.occurring import Occurring
from variorum.yaml_data import from_yaml

#: An event without a count of its own days is told of within a month: within it, the same two bodies are taken to be in the same event.
_ONE_EVENT = 31
_MOST = 1e18  #: above every count


def sides(claims: str) -> str:
    """The greatest count of each thing against those that are certainly smaller, of times that may overlap; of events, within one month.

    Counts are compared as ranges with the tolerances of numbers.yaml, and only of the same sort ("300 men" and "40 tanks" are not). What
    cannot be read as a number takes no side.
    """
    v = vocabulary()
    lasting = ", ".join(f"'{n}'" for n, p in v.predicates.items() if "quantity" in p.args and p.is_state) or "''"
    events = ", ".join(f"'{n}'" for n, p in v.predicates.items() if "quantity" in p.args and not p.is_state) or "''"
    return f"""WITH said AS (
    SELECT p.name, c.subject AS x, c.object AS y, c.claim_id, c.start_earliest, c.end_latest, lower(replace(t.quantity, ',', '')) AS q,
        replace(lower(replace(t.quantity, ',', '')), '-', ' ') AS w
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate JOIN claim_text t ON t.claim_id = c.claim_id
    WHERE c.polarity > 0 AND c.mode = 0 AND t.quantity IS NOT NULL AND (c.subject <> 0 OR c.object <> 0) AND (p.name IN ({lasting})
        OR p.name IN ({events}) AND c.start_earliest <> {UNKNOWN_PAST} AND c.end_latest <> {UNKNOWN_FUTURE}
            AND c.end_latest - c.start_earliest <= {_ONE_EVENT})
),
{_read()},
most AS (
    SELECT b.name, b.x, b.y, b.sort, max(b.low) AS least FROM counted b
    WHERE EXISTS (
        SELECT 1 FROM counted a WHERE a.name = b.name AND a.x = b.x AND a.y = b.y AND a.sort = b.sort AND a.high < b.low
            AND a.start_earliest < b.end_latest AND b.start_earliest < a.end_latest)
    GROUP BY b.name, b.x, b.y, b.sort
),
side AS (
    SELECT c.*, CASE WHEN c.low >= m.least THEN 'more' ELSE 'fewer' END AS position
    FROM counted c JOIN most m ON m.name = c.name AND m.x = c.x AND m.y = c.y AND m.sort = c.sort WHERE c.low >= m.least OR c.high < m.least
)
SELECT 'number' AS kind, s.name || '/' || s.sort AS topic, s.x, s.y, s.position, 0 AS holder, s.claim_id FROM side s
WHERE EXISTS (
    SELECT 1 FROM side o WHERE o.name = s.name AND o.x = s.x AND o.y = s.y AND o.sort = s.sort AND o.position <> s.position
        AND s.start_earliest < o.end_latest AND o.start_earliest < s.end_latest)"""


def may(told: Occurring) -> bool:
    """Whether anything is counted."""
    return told.counted


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    name, _, sort = topic.partition("/")
    many = f"how many {sort}".strip()
    p = vocabulary()[name]
    sentence = p.sentence(label(x) if x else None, label(y) if y else None, quantity=many)
    return f"{sentence}?" if "{quantity}" in p.reads else f"{sentence}: {many}?"


@cache
def _table() -> dict[str, Any]:
    """The words of numbers.yaml."""
    found: dict[str, Any] = from_yaml((files(__package__) / "numbers.yaml").read_text(encoding="utf-8"))
    return found


@cache
def _words() -> dict[str, int]:
    """One to ninety-nine, with a space in place of the hyphen."""
    t = _table()
    found = {word: n for n, word in enumerate(t["words"], 1)}
    for n, ten in enumerate(t["tens"], 2):
        found |= {ten: 10 * n} | {f"{ten} {unit}": 10 * n + k for k, unit in enumerate(t["words"][:9], 1)}
    return found


def _any(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first; it may have no other letters beside it."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def _read() -> str:
    """The steps from ``said`` to ``counted``: name, x, y, claim_id, times, sort (what is counted; empty: people), low and high with tolerance."""
    t = _table()
    number, times = _any(_words()), _any(t["times"])
    values = ", ".join(f"('{w}', {n})" for w, n in (_words() | t["times"]).items())
    vague = " ".join(f"WHEN v = '{w}' THEN {{{i}}}" for i, w in enumerate(t["vague"]))
    lows, highs = (vague.format(*(pair[k] for pair in t["vague"].values())) for k in (0, 1))
    marks = {m: f"regexp_extract(w, '(?:^|[^a-z])({_any(t[m])})(?:[^a-z]|$)', 1) <> ''" for m in ("about", "least", "most")}
    people = ", ".join(f"'{w}'" for w in ("", *t["people"], *_words(), *t["times"], *t["vague"], "thousands", *t["about"]))
    part = {
        "d": "'([0-9]+)'",
        "e": "'[0-9]+ *(?:-|–|to|and|or) *([0-9]+)'",
        "a": f"'(?:^|[^a-z])({number})(?:[^a-z]|$)'",
        "b": f"'(?:^|[^a-z])(?:{number}) (?:to|or) ({number})(?:[^a-z]|$)'",
        "m": f"'(?:^|[^a-z])({times})(?:[^a-z]|$)'",
        "m2": f"'hundred ({times})(?:[^a-z]|$)'",
        "r": f"'hundred (?:and )?({number})(?:[^a-z]|$)'",
        "v": f"'(?:^|[^a-z])({_any(t['vague'])})(?:[^a-z]|$)'",
        "sort": "'([a-z]+)[^a-z0-9]*$'",
    }
    parts = ", ".join(f"regexp_extract({'q' if k in 'de' else 'w'}, {pattern}, 1) AS {k}" for k, pattern in part.items())
    value = {k: f"COALESCE({k}_.n, {default})" for k, default in (("m", 1), ("m2", 1), ("r", 0))}
    first = f"COALESCE(CAST(NULLIF(d, '') AS DOUBLE), a_.n, CASE WHEN m <> '' THEN 1 END) * {value['m']}"
    second = f"COALESCE(CAST(NULLIF(e, '') AS DOUBLE), b_.n) * {value['m']}"
    joins = " ".join(f"LEFT JOIN word {k}_ ON {k}_.spelled = p.{k}" for k in ("a", "b", "m", "m2", "r"))
    off = f"CASE WHEN {marks['about']} THEN {t['tolerance']['about']} ELSE {t['tolerance']['plain']} END"
    return f"""word(spelled, n) AS (VALUES {values}),
parts AS (SELECT *, {parts} FROM said),
valued AS (
    SELECT p.*, CASE {lows} ELSE ({first} + {value["r"]}) * {value["m2"]} END AS one,
        CASE {highs} ELSE COALESCE({second}, {first} + {value["r"]}) * {value["m2"]} END AS two, {off} AS off,
        {marks["least"]} AS least, {marks["most"]} AS most
    FROM parts p
    {joins}
),
counted AS (
    SELECT name, x, y, claim_id, start_earliest, end_latest, CASE WHEN sort IN ({people}) THEN '' ELSE sort END AS sort,
        CASE WHEN most THEN 0 ELSE one * (1 - off) END AS low, CASE WHEN least THEN {_MOST} ELSE two * (1 + off) END AS high
    FROM valued WHERE one IS NOT NULL
)"""

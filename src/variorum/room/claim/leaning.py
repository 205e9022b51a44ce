"""What leans on a claim: the states that it says hold, begin or end, as the whole record has them."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.calculus import states, topic_number
from variorum.reasoning.rules import Effect, Rule, rules_of
from variorum.reasoning.witness import Window, Witness
from variorum.room.opened import Opened

# $1 to $3: for each rule that applies its topic, x and y, 0 for anybody; $4: how many states to show for one rule.
_SQL = """WITH wanted AS (SELECT unnest($1::SMALLINT[]) AS topic, unnest($2::INTEGER[]) AS x, unnest($3::INTEGER[]) AS y,
    unnest(range(len($1::SMALLINT[]))) AS rule),
found AS (SELECT w.rule, s.*, row_number() OVER (PARTITION BY w.rule ORDER BY s.supports + s.opposes DESC, s.x, s.y) AS place
    FROM wanted w JOIN state s ON s.topic = w.topic AND (w.x = 0 OR s.x = w.x) AND (w.y = 0 OR s.y = w.y))
SELECT rule, topic, x, y, status, supports, opposes, from_earliest, from_latest, until_earliest, until_latest FROM found
WHERE place <= $4 ORDER BY rule, place"""
#: States shown that one claim touches for everybody alike, such as all that a death ends.
_EACH = 4


@dataclass(frozen=True, slots=True)
class Leaning:
    """A state of the record: in words, how it stands, from when to when, and what the claim does for it."""

    sentence: str
    status: str
    window: Window
    does: str
    x: int
    y: int
    supports: int
    opposes: int


def leaning(opened: Opened, w: Witness) -> tuple[Leaning, ...]:
    """The states that the claim bears on, in the order of the vocabulary, each by the first rule that fits."""
    asked = [(topic, rule, place) for topic in states() for rule in rules_of(topic) if (place := _place(topic, rule, w))]
    if not asked:
        return ()
    columns = [[topic_number(topic) for topic, _, _ in asked], *([place[i] for _, _, place in asked] for i in (0, 1))]
    found: dict[tuple[int, int, int], Leaning] = {}
    for at, topic, x, y, *rest in opened.record.rows(_SQL, [*columns, _EACH]):
        found.setdefault((topic, x, y), _leaning(opened, asked[at][0], asked[at][1], w, (x, y, *rest)))
    return tuple(found.values())


def _place(topic: str, rule: Rule, w: Witness) -> tuple[int, int] | None:
    """The x and y of the states that the claim speaks of by a rule; None when it speaks of none."""
    x, y = (_slot(w, slot) for slot in (rule.x, rule.y))
    if rule.predicate != w.predicate or x is None or y is None or x == y == 0:
        return None
    return (y, x) if vocabulary()[topic].symmetric and x and y and y < x else (x, y)


def _slot(w: Witness, slot: str | None) -> int | None:
    """The entity in a slot of the claim; 0: anybody; None: the claim names nobody there."""
    if slot is None:
        return 0
    return {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org}[slot] or None


def _leaning(opened: Opened, topic: str, rule: Rule, w: Witness, row: tuple[int, ...]) -> Leaning:
    x, y, status, supports, opposes, *days = row
    window = Window(*(u if d is None else d for d, u in zip(days, (UNKNOWN_PAST, UNKNOWN_FUTURE) * 2, strict=True)))
    sentence = vocabulary()[topic].sentence(opened.label(x) if x else None, opened.label(y) if y else None)
    return Leaning(sentence, str(status), window, _does(rule, w), x, y, supports, opposes)


def _does(rule: Rule, w: Witness) -> str:
    if not w.affirmed:
        return "denied here"
    return {Effect.HOLDS: "said here", Effect.BEGINS: "begun here", Effect.ENDS: "ended here"}[rule.effect]

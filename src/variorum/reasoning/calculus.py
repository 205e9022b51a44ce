"""The event calculus as relational queries: from the claims that a viewpoint admits to what they say for and against propositions.

One text, in the subset of SQL that DuckDB and Spark both read (docs/decisions/0003-store.md), for one question and for the whole record;
what differs is only where the claims come from and which propositions are asked about. ``plain`` says the same in plain
Python, claim by claim, and must agree on random records. The steps are common table expressions (``steps``), in this order:

rule      what a claim of a predicate says of a topic, from the vocabulary
admitted  the claims: those of the viewpoint only
bound     claims with the topics that they speak of, and the bodies that they name as its x and y
asked     the propositions; for chosen ones also x_of and y_of: the bodies that count as their x and y (earlier and later names)
fit       which claim speaks to which proposition, by the first rule that fits
told      for or against, and when: four days, half open
clipped   ends cut what persisted before them, beginnings cut the ends before them
stand     how each stands to the date that is asked about
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model import Act, Lasts, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import steps
from variorum.reasoning.rules import Effect, Rule, rules_of

_SLOTS = (None, "subject", "object", "from", "org")  #: a rule's slots by number; 0: none
_EFFECTS = tuple(Effect)
_ACTS = tuple(Act)

#: What the calculus needs of a claim beside the bodies that it names. No more is carried: a column costs in every step.
CARRIED = ("start_earliest", "start_latest", "end_earliest", "end_latest", "polarity", "certainty", "mode", "act")
#: How it speaks of a topic.
_SPOKEN = ("rank", "effect", "speaks_for", "weak", "durable", "stated", "ties", "x_slot", "y_slot", "x_said", "y_said")


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposition to judge, with the bodies that count as its x and its y: itself, and with a lineage its earlier and later names.

    ``later``: itself and the later names, of both: what ends them ends it. That an earlier name was dissolved ends nothing of the later one.
    """

    topic: str
    x: int
    y: int
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    later: frozenset[int]


_BRACES = re.compile(r"\{([a-z_.]+)\}")

#: Names that stand in braces in the steps.
_WORDS = {
    "past": str(UNKNOWN_PAST),
    "future": str(UNKNOWN_FUTURE),
    "holds": str(_EFFECTS.index(Effect.HOLDS)),
    "begins": str(_EFFECTS.index(Effect.BEGINS)),
    "ends": str(_EFFECTS.index(Effect.ENDS)),
    "one_sided": "(b.effect <> {ends} OR b.polarity > 0)",
    "loose": "b.polarity < 0 AND b.effect = {holds} AND b.x_slot <> 0 AND b.y_slot <> 0 AND (b.x_said <> 0 OR b.y_said <> 0)",
    "doubting": f"({_ACTS.index(Act.DOUBTS)}, {_ACTS.index(Act.ASKS)})",
}


def standing(up_to_clipped: str, days: tuple[int, int] | None, selected: str, *, each: bool) -> str:
    """The whole query: ``selected`` with topic, x, y and status, on the days ``first, last`` (half open; None: any).

    ``up_to_clipped`` is what :func:`clipped` gives. ``each``: a row a claim ``c``, with its predicate ``p`` and standing ``s``; else a row a proposition,
    of aggregates over ``s``.
    """
    first, last = days or (UNKNOWN_PAST, UNKNOWN_FUTURE)
    words = {**_WORDS, "first": str(first), "last": str(last), "anytime": str(days is None).lower()}
    words["over"] = " OVER (PARTITION BY topic, x, y)" if each else ""
    tables = (
        "stand s JOIN admitted c ON c.claim_id = s.claim_id JOIN predicate p ON p.predicate = c.predicate"
        if each
        else "stand s GROUP BY topic, x, y"
    )
    return f"{up_to_clipped},\n{_fill(steps.STAND, words)}\nSELECT topic, x, y, {_fill(steps.STATUS, words)}, {selected} FROM {tables}"


def topic_number(topic: str) -> int:
    """The number of a state or question in the texts: its place in the vocabulary, states before questions, from 1."""
    return _topics().index(topic) + 1


def topic_name(number: int) -> str:
    """The topic of a number."""
    return _topics()[number - 1]


def effect(name: str) -> int:
    """The number of an effect in the texts."""
    return _EFFECTS.index(Effect(name))


def states() -> tuple[str, ...]:
    """The states that a record can be in, in the order of the vocabulary; being called something is none."""
    return tuple(p.name for p in vocabulary().predicates.values() if p.is_state and p.name != "alias")


def clipped(claims: str, topics: Iterable[str], *, asked: Sequence[Asked] | None = None, sides: bool = True, alike: bool = False) -> str:
    """The common table expressions up to ``clipped``, to be followed by a SELECT.

    ``claims`` is a SELECT of the columns of a claim. ``asked`` None: every state that a claim holds or begins, or, where the topics are
    questions, every two bodies set beside each other. ``sides`` False leaves out ends that name one of two bodies only. ``alike``: claims that
    say the same become one row with their number ``n`` in place of ``claim_id``.
    """
    chosen = tuple(topics)
    if asked is None:
        propositions = steps.EVERY_PAIR if all(t in vocabulary().questions for t in chosen) else steps.EVERY_STATE
        fits = steps.FIT_EVERY
    else:
        propositions, fits = _asked(asked), steps.FIT_ASKED
    fit = steps.COUNTED.replace("{fits}", fits) if alike else steps.FIT.replace("{fits}", fits)
    words = _words(sides, alike)
    return _with(words, _rule(chosen), f"admitted AS ({claims})", steps.BOUND, propositions, fit, steps.TOLD, steps.CLIPPED)


def _with(words: Mapping[str, str], *parts: str) -> str:
    return "WITH " + ",\n".join(_fill(part, words) for part in parts)


def every_state(claims: str) -> str:
    """The query for the states (topic, x, y) that the claims hold or begin, each once."""
    return f"{bound(claims, states())}, {_fill(steps.EVERY_STATE, _WORDS)} SELECT topic, x, y FROM asked"


def bound(claims: str, topics: Iterable[str]) -> str:
    """The same up to ``bound``: which bodies the claims name as x and y of which topics."""
    return _with(_words(True), _rule(tuple(topics)), f"admitted AS ({claims})", steps.BOUND)


def _words(sides: bool, alike: bool = False) -> Mapping[str, str]:
    words = dict(_WORDS)
    words["sides"], words["sides_asked"] = (steps.FIT_SIDES, steps.FIT_SIDES_ASKED) if sides else ("", "")
    words["spoken"] = "alike" if alike else "bound"
    carried = ("n" if alike else "claim_id", *CARRIED)
    for prefix in ("", "b.", "c.", "t."):
        words[f"{prefix}carried"] = ", ".join(f"{prefix}{name}" for name in carried)
    words["c.carried"] = ", ".join(f"c.{name}" for name in ("claim_id", *CARRIED))
    words["b.counted"] = ", ".join(f"b.{name}" for name in ("topic", "paired", *_SPOKEN, *CARRIED))
    words["b.carried_fit"] = ", ".join(f"b.{name}" for name in (*_SPOKEN, *carried))
    return words


def _fill(text: str, words: Mapping[str, str]) -> str:
    while (filled := _BRACES.sub(lambda m: words.get(m[1], m[0]), text)) != text:
        text = filled
    return text


def _asked(asked: Sequence[Asked]) -> str:
    """The chosen propositions with the bodies that count as their x and y."""
    rows, xs, ys = [], [], []
    for p, a in enumerate(asked):
        rows.append(f"({p}, {topic_number(a.topic)}, {a.x}, {a.y})")
        xs += [f"({p}, {e}, {str(e in a.later).lower()})" for e in a.xs]
        ys += [f"({p}, {e}, {str(e in a.later).lower()})" for e in a.ys]
    return f"""asked(p, topic, x, y) AS (VALUES {", ".join(rows)}),
x_of(p, entity, later) AS (VALUES {", ".join(xs)}),
y_of(p, entity, later) AS (VALUES {", ".join(ys)})"""


def _rule(topics: Sequence[str]) -> str:
    """The rules of the topics as rows; predicates by name, so that a record of another version of the vocabulary is read rightly."""
    rows = [row for topic in topics for row in _rule_rows(topic)]
    return f"""rule AS (
    SELECT p.predicate, r.topic, r.rank, r.effect, r.supports, r.weak, r.durable, r.stated, r.ties, r.names, r.paired, r.twin, r.x_slot, r.y_slot FROM (VALUES
        {("," + chr(10) + "        ").join(rows)}
    ) r(name, topic, rank, effect, supports, weak, durable, stated, ties, names, paired, twin, x_slot, y_slot) JOIN predicate p ON p.name = r.name
)"""


@cache
def _rule_rows(topic: str) -> tuple[str, ...]:
    v = vocabulary()
    question = v.questions.get(topic)
    paired = "{y}" in question.asks if question else bool(v[topic].object_types)
    symmetric = question.symmetric if question else v[topic].symmetric
    found = []
    for rank, r in enumerate(rules_of(topic)):
        state = r.state or (r.predicate if v[r.predicate].is_state else None)
        flags = (
            r.supports,
            r.weak,
            state is None or v[state].lasts is Lasts.DURABLE,
            v[r.predicate].is_state,
            question is None,  # that a break is denied says little of each tie that it would have ended
        )
        names = (2 if symmetric else 1) if topic not in v or _makes_state(r, topic) else 0  # `exists` is a state and a question
        values = (rank, _EFFECTS.index(r.effect), *flags, names, paired, _has_twin(r, topic), _SLOTS.index(r.x), _SLOTS.index(r.y))
        found.append(f"('{r.predicate}', {topic_number(topic)}, {', '.join(str(v).lower() for v in values)})")
    return tuple(found)


def _has_twin(rule: Rule, topic: str) -> bool:
    """Whether a claim may say the same of the topic by another rule too; not so where the two bodies only change places."""
    others = [r for r in rules_of(topic) if r.predicate == rule.predicate and r != rule and (r.x is None) == (rule.x is None)]
    return any((r.y is None) == (rule.y is None) and (r.x, r.y) != (rule.y, rule.x) for r in others)


def _makes_state(rule: Rule, topic: str) -> bool:
    """Whether a claim of this rule puts the state forward at all: it says that it holds, or begins it."""
    return rule.effect is Effect.BEGINS or (rule.effect is Effect.HOLDS and rule.predicate == topic and rule.x == "subject")


@cache
def _topics() -> tuple[str, ...]:
    return (*vocabulary().predicates, *vocabulary().questions)

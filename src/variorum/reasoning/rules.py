"""Which claims speak to a question, compiled from the vocabulary: nothing here names a predicate.

A *topic* is a state (``part_of``) or a question that several predicates bear on (``under``). A rule says: a claim of this predicate, with
these slots as x and y, says that the topic holds, begins or ends, for or against.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from variorum.model import Kind, Pattern, Predicate, vocabulary


class Effect(StrEnum):
    HOLDS = "holds"  #: the claim says that it held (or did not) in its time
    BEGINS = "begins"  #: the claim is an event after which it holds
    ENDS = "ends"  #: the claim is an event after which it no longer holds


@dataclass(frozen=True, slots=True)
class Rule:
    """``x`` and ``y`` name the claim's slots (subject, object, from, org) that must be the topic's x and y; None: anybody, or no such argument."""

    predicate: str
    x: str | None
    y: str | None
    effect: Effect
    supports: bool
    weak: bool = False
    state: str | None = (
        None  #: the state that begins, holds or ends by it (a question has several); None for an event of a question's own list
    )


@cache
def rules_of(topic: str) -> tuple[Rule, ...]:
    """The rules of a state or question: those that bind both bodies first, then strong before weak, then as in the vocabulary. KeyError if it has none."""
    v = vocabulary()
    if topic in v.questions:
        q = v.questions[topic]
        parts = ((q.supports, True, False), (q.opposes, False, False), (q.weakly_supports, True, True), (q.weakly_opposes, False, True))
        found = [r for patterns, supports, weak in parts for p in patterns for r in _of_pattern(p, supports, weak)]
    else:
        found = list(_of_state(v[topic], "x", "y", True, False))
    # A claim speaks by the first rule that fits: one that names both bodies says more than one that names only one of them.
    return tuple(sorted(dict.fromkeys(found), key=lambda r: (r.x is None or r.y is None, r.weak)))


def predicates_of(topic: str) -> frozenset[str]:
    """The predicates whose claims can speak to the topic."""
    return frozenset(r.predicate for r in rules_of(topic))


@cache
def is_sweeping(topic: str, predicate: str) -> bool:
    """Whether claims of the predicate say of the topic nothing but that it ended for one body."""
    return all(
        r.effect is Effect.ENDS and not r.supports and not r.weak and (r.x is None or r.y is None)
        for r in rules_of(topic)
        if r.predicate == predicate
    )


def _of_pattern(pattern: Pattern, supports: bool, weak: bool) -> Iterator[Rule]:
    v = vocabulary()
    if pattern.name not in v:  # a marker such as acts(x): answered by the kind of dispute that uses it
        return
    x, y = (*pattern.terms, "*")[:2]
    p = v[pattern.name]
    if p.is_state:
        yield from _of_state(p, x, y, supports, weak)
        return
    slots = {term: slot for term, slot in zip((x, y), ("subject", "object"), strict=True) if term != "*"}
    # An event that the vocabulary gives lasting effects begins or ends the matter; any other is an incident of its own day.
    lasting = p.initiates if supports else p.terminates
    effect = Effect.HOLDS if not lasting else Effect.BEGINS if supports else Effect.ENDS
    yield Rule(p.name, slots.get("x"), slots.get("y"), effect, supports, weak)


def _of_state(p: Predicate, x: str, y: str, supports: bool, weak: bool) -> Iterator[Rule]:
    """Rules of the state p(x, y), where x and y say which place of the state is the topic's x, y or anybody (``*``)."""

    def rule(predicate: str, first: str | None, second: str | None, effect: Effect, sign: bool) -> Rule:
        slots = {x: first, y: second}
        return Rule(predicate, slots.get("x"), slots.get("y"), effect, sign is supports, weak, p.name)

    if p.kind is not Kind.DERIVED:
        yield rule(p.name, "subject", "object" if p.object_types else None, Effect.HOLDS, True)
        if p.symmetric:
            yield rule(p.name, "object", "subject", Effect.HOLDS, True)
    if p.kind is Kind.EVENT:
        return  # an event is asked about as an incident: nothing begins or ends it
    for event in vocabulary().predicates.values():
        ends = [(t, Effect.ENDS) for t in event.terminates] if supports else []  # the end of enmity is not yet friendship
        for pattern, effect in [(i, Effect.BEGINS) for i in event.initiates] + ends:
            for first, second in _slots(pattern, p):
                yield rule(event.name, first, second, effect, effect is Effect.BEGINS)


def _slots(pattern: Pattern, state: Predicate) -> Iterator[tuple[str | None, str | None]]:
    """The slots of the event's claim that fill the state's two places, if the pattern speaks of this state at all."""
    if pattern.name == "all" and state.name != "exists":
        yield pattern.terms[0], None
        yield None, pattern.terms[0]
    elif pattern.name == "personal":
        if state.subject_types & _PERSONAL:
            yield pattern.terms[0], None
    elif pattern.name == state.name:
        first, second = (*pattern.terms, "*")[:2]
        yield None if first == "*" else first, None if second == "*" else second


_PERSONAL = vocabulary()["leads"].subject_types

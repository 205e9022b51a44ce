"""Which claims about the same two may stand against each other, by what they say and how alone: what must be so before times and voices are looked at.

A denial may stand against what is affirmed by the same predicate, or by another that bears on the same question; a doubt against both; a relation told
both ways round against itself; and what is ordered, planned by its own voice, against anything. It says so too often rather than too seldom.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from variorum.model import Act, Certainty, Mode, vocabulary
from variorum.reasoning.rules import rules_of
from variorum.reasoning.witness import Witness


class Manner(IntEnum):
    """How a claim says what it says."""

    AFFIRMED = 0
    DOUBTED = 1
    DENIED = 2
    ORDERED = 3  #: whatever its polarity: an order may be held against what was done


#: The manner of a row ``c`` of the table ``claim``, in SQL.
MANNER = f"""CASE WHEN c.mode = {tuple(Mode).index(Mode.ORDERED)} THEN {Manner.ORDERED:d} WHEN c.polarity < 0 THEN {Manner.DENIED:d}
    WHEN c.act = {tuple(Act).index(Act.DOUBTS)} OR c.certainty = {tuple(Certainty).index(Certainty.DOUBTFUL)} THEN {Manner.DOUBTED:d}
    ELSE {Manner.AFFIRMED:d} END"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Which sides a claim may take: a bit for each question about two bodies on which it may stand with the ``yes`` or with the ``no``, and whether
    it may of the proposition itself (``own_yes``, ``own_no``), where only claims of its predicate meet it.
    """

    yes: int
    no: int
    own_yes: bool
    own_no: bool


def manner(w: Witness) -> Manner:
    """How the claim says what it says."""
    if w.mode is Mode.ORDERED:
        return Manner.ORDERED
    if not w.affirmed:
        return Manner.DENIED
    return Manner.DOUBTED if w.act is Act.DOUBTS or w.certainty is Certainty.DOUBTFUL else Manner.AFFIRMED


@cache
def taken(predicate: str, how: Manner) -> Taken:
    """The sides that a claim of this predicate and manner may take. KeyError for a predicate that the vocabulary has not."""
    v = vocabulary()
    questions = [q.name for q in v.questions.values() if "{y}" in q.asks]
    if how is Manner.ORDERED:
        everything = (1 << len(questions)) - 1
        return Taken(everything, everything, True, True)
    doubted, denied = how is Manner.DOUBTED, how is Manner.DENIED
    yes = no = 0
    for n, question in enumerate(questions):
        for rule in rules_of(question):
            if rule.predicate == predicate and rule.x and rule.y:  # an end that names one of two bodies only is no word about the two
                yes |= (doubted or rule.supports != denied) << n
                no |= (doubted or rule.supports == denied) << n
    either = doubted or bool(v[predicate].either_way)
    return Taken(yes, no, either or not denied, either or denied)


@cache
def taken_rows() -> str:
    """The same of every predicate as rows of SQL: (name, manner, yes, no, own_yes, own_no)."""
    found = []
    for name in vocabulary().predicates:
        for how in Manner:
            t = taken(name, how)
            found.append(f"('{name}', {how:d}, {t.yes}, {t.no}, {str(t.own_yes).lower()}, {str(t.own_no).lower()})")
    return ", ".join(found)

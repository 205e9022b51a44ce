"""What occurs among the claims of a record, by which whole kinds of dispute can be left out before their claims are looked at.

To plan a query takes the longer the more it says, however few the claims are: of a record that has two, nearly all the time. So a kind that
cannot occur is not asked for. Each says for itself when it can; what it says must hold of every record, and may say so too often.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from variorum.model import Act, Certainty, vocabulary
from variorum.model.date_mention import Calendar
from variorum.reasoning.on_behalf import renamings, ties
from variorum.reasoning.rules import rules_of
from variorum.reasoning.witness import Rows

_DOUBTING = f"c.act = {tuple(Act).index(Act.DOUBTS)} OR c.certainty = {tuple(Certainty).index(Certainty.DOUBTFUL)}"
_TOLD = f"""SELECT p.name, min(c.polarity) < 0, max(CASE WHEN {_DOUBTING} THEN 1 ELSE 0 END) = 1
FROM claim c JOIN predicate p ON p.predicate = c.predicate GROUP BY p.name"""
_ANY = f"""SELECT 'judged' AS what WHERE EXISTS (SELECT 1 FROM assessment)
UNION ALL SELECT 'counted' WHERE EXISTS (SELECT 1 FROM claim_text WHERE quantity IS NOT NULL)
UNION ALL SELECT 'hijri' WHERE EXISTS (SELECT 1 FROM date_mention WHERE calendar = '{Calendar.HIJRI}')"""


@dataclass(frozen=True, slots=True)
class Occurring:
    """The predicates of which there are claims, those of which some are ``denied``, whether any is ``doubted``, ``judged`` by somebody, or names a
    number (``counted``), and whether any date is ``hijri``."""

    predicates: frozenset[str]
    denied: frozenset[str]
    doubted: bool
    judged: bool
    counted: bool
    hijri: bool

    @classmethod
    def of(cls, record: Rows) -> Occurring:
        """What occurs in a record."""
        told = record.rows(_TOLD)
        found = {what for (what,) in record.rows(_ANY)}
        return cls(
            frozenset(name for name, _, _ in told),
            frozenset(name for name, denied, _ in told if denied),
            any(doubted for _, _, doubted in told),
            *(what in found for what in ("judged", "counted", "hijri")),
        )

    def has(self, names: Iterable[str]) -> bool:
        """Whether there are claims of any of these predicates."""
        return not self.predicates.isdisjoint(names)

    def both_ways(self, topic: str) -> bool:
        """Whether some claims may speak for a state or question, and others against it or of its end."""
        signs = {(r.supports, r.predicate) for r in rules_of(topic) if r.predicate in self.predicates}
        return len({s for s, _ in signs} | {not s for s, name in signs if name in self.denied}) > 1

    def on_behalf(self) -> bool:
        """Whether claims may count for bodies that they do not name."""
        return self.has(renamings()) or any(r.supports and r.predicate in self.predicates for t in ties() for r in rules_of(t))

    def events(self) -> bool:
        """Whether there are claims of something that happened."""
        return self.has(n for n, p in vocabulary().predicates.items() if not p.is_state)

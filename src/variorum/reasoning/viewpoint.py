"""Whose claims count. A viewpoint is a set of voices; a claim counts when the last voice of its chain is one of them.

What a voice *concedes* or *denies* is its own word too, so it counts. What it merely *reports* of another is not: the other commits to it,
not the reporter (an author who quotes without comment does not endorse, unless ``quoted`` says so). ``as_reported_by`` keeps only what reached the page through
that reporter: al-Rida as the Bureau tells it. Asking a question puts nothing forward.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.errors import UsageError
from variorum.model import Act
from variorum.reasoning.closure import endorsed, overridden

if TYPE_CHECKING:
    from variorum.reasoning.witness import Witness

_ASKS = tuple(Act).index(Act.ASKS)


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """``voices`` None: everyone. ``excluding`` voices never count. ``as_reported_by``: one of these must stand earlier in the chain (empty: no matter).
    ``without``: claims (ids) that do not count, whoever makes them. ``quoted``: claims count too that one of ``voices`` passes on without comment;
    ``notes``: claims do not count that a note of their own document disputes (``closure``). An excluded voice neither endorses nor overrides.
    ``except_readers``: claims do not count that these machine readers alone have proposed ("model"), where the record tells readers apart.

    A claim by an excluded voice changes nothing; a viewpoint of all voices admits exactly what everyone's does.
    """

    voices: frozenset[int] | None = None
    excluding: frozenset[int] = frozenset()
    as_reported_by: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    quoted: bool = False
    notes: bool = False
    except_readers: frozenset[str] = frozenset()

    def condition(self, claim: str = "c") -> str:
        """The SQL condition by which a row of ``claim`` counts, over the name of the table in the query. Reported by himself is not reported."""
        conditions = [f"{claim}.act <> {_ASKS}"]
        without = self._left_out
        if self.voices is not None:
            own = f"{claim}.voice IN ({numbers(self.voices)})"
            conditions.append(f"({own} OR {endorsed(claim, self._endorsers, without)})" if self.quoted else own)
        if self.excluding:
            conditions.append(f"{claim}.voice NOT IN ({numbers(self.excluding)})")
        if self.as_reported_by:
            through = (f"({claim}.voice <> {v} AND array_contains({claim}.chain, {v}))" for v in sorted(self.as_reported_by))
            conditions.append(f"({' OR '.join(through)})")
        if without:
            conditions.append(f"{claim}.claim_id NOT IN ({without})")
        if self.notes:
            conditions.append(f"NOT {overridden(claim, numbers(self.excluding) if self.excluding else '')}")
        return " AND ".join(conditions)

    def admits(self, witness: Witness) -> bool:
        """Whether a claim at hand counts: the same as :meth:`condition`.

        Raises UsageError where only the record can say (``quoted`` and somebody who may endorse stands in the chain, ``notes`` or ``except_readers``):
        comments, notes and proposers are not at hand. :func:`variorum.reasoning.witness.counting` asks the record.
        """
        if witness.voice in self.excluding or witness.act is Act.ASKS or witness.claim in self.without:
            return False
        if self.as_reported_by and not self.as_reported_by & (set(witness.chain) - {witness.voice}):
            return False
        own = self.voices is None or witness.voice in self.voices
        passed_on = not own and self.quoted and not self._endorsers.isdisjoint(witness.chain)
        if passed_on or (own and (self.notes or self.except_readers)):
            raise UsageError(
                "whether a claim is endorsed or overridden, or who proposed it, only the record can say; expected `counting(record, viewpoint, claims)`"
            )
        return own

    @property
    def asks_record(self) -> bool:
        """Whether :meth:`admits` may have to refuse."""
        return self.quoted or self.notes or bool(self.except_readers)

    @property
    def _left_out(self) -> str:
        """The claims that do not count, whoever makes them, for the inside of an SQL ``IN``; empty for none."""
        if not self.except_readers:
            return numbers(self.without) if self.without else ""
        named = ", ".join("'" + reader.replace("'", "''") + "'" for reader in sorted(self.except_readers))
        alone = f"SELECT r.claim_id FROM proposal r GROUP BY r.claim_id HAVING sum(CASE WHEN r.reader IN ({named}) THEN 0 ELSE 1 END) = 0"
        listed = ", ".join(f"({int(c)})" for c in sorted(self.without))
        return f"{alone} UNION ALL SELECT w.claim_id FROM (VALUES {listed}) w(claim_id)" if listed else alone

    @property
    def _endorsers(self) -> frozenset[int]:
        return (self.voices or frozenset()) - self.excluding


def numbers(ids: Iterable[int]) -> str:
    """Entities or claims for the inside of an SQL list, sorted; one that there is not when there are none."""
    return ", ".join(str(int(e)) for e in sorted(ids)) or "-1"


EVERYONE = Viewpoint()

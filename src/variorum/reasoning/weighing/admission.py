"""Everything above a grade, for a whole record: which voices and claims a bar lets count.

As a viewpoint it is ``voices`` for ``Viewpoint(voices=...)`` and, as ``without``, ``left_out``: the claims of those voices that do not count all the
same (graded too low themselves, or of a predicate on which the voice is graded too low). ``Admission.admits`` is both in one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from variorum.model import vocabulary
from variorum.reasoning.rules import predicates_of
from variorum.reasoning.viewpoint import Viewpoint
from variorum.reasoning.weighing.bar import Bar, Unknown
from variorum.reasoning.weighing.grade import ALL, known_topic, topics_for
from variorum.reasoning.weighing.grades import Grades
from variorum.reasoning.weighing.scale import is_judged, reliability, stances
from variorum.reasoning.witness import Rows, Witness


@dataclass(frozen=True, slots=True)
class Admission:
    """What a bar lets count. ``voices`` are those that count on some predicate of the topic; ``left_out`` the claims (ids) of theirs that do not.

    ``ungraded`` are the voices of ``voices`` that count although nobody graded them, or graded them F only: what the bar does not know.
    """

    voices: frozenset[int]
    left_out: frozenset[int]
    ungraded: frozenset[int]

    def viewpoint(self) -> Viewpoint:
        """The same as a viewpoint."""
        return Viewpoint(self.voices, without=self.left_out)

    def admits(self, witness: Witness) -> bool:
        """Whether the claim counts: its last voice does, and it is not left out."""
        return witness.voice in self.voices and witness.claim not in self.left_out and witness.commits


def admitted_voices(record: Rows, grades: Grades, topic: str, least: str, bar: Bar | None = None) -> frozenset[int]:
    """The voices (entities) that count on a topic at a minimum grade such as "C". Raises UsageError for an unknown topic or grade."""
    return admission(record, grades, replace(bar or Bar(), voice=reliability(least)), topic).voices


def admission(record: Rows, grades: Grades, bar: Bar, topic: str = ALL) -> Admission:
    """What the bar lets count, of claims that bear on the topic (a predicate, a question, or all).

    A voice graded apart on one of the topic's predicates counts on the others by its grade on them. Set-based: only graded voices and claims are
    looked at one by one.
    """
    predicates = _predicates(known_topic(topic))
    every = {r[0] for r in record.rows("SELECT DISTINCT voice FROM claim")}
    free = bar.passes((), bar.voice)
    graded = every & grades.by_voice.keys()
    first = () if topic == ALL else (topic,)
    passing = {
        v: {p for p in predicates if bar.passes((g.mark for g in bar.counted(grades.of_voice(v, topics_for(p, *first)))), bar.voice)}
        for v in graded
    }
    voices = frozenset(v for v in every if (passing[v] if v in graded else free))
    partly = sorted(v for v in graded & voices if passing[v] != predicates)
    rows = record.rows(_OF_VOICES, [partly]) if partly else []
    left_out = {claim for claim, predicate, voice in rows if predicate not in passing[voice]}
    left_out |= _claims_below(record, grades, bar)
    judged = {v for v in graded if any(is_judged(g.mark) for g in grades.by_voice[v])}
    return Admission(voices, frozenset(left_out), frozenset(voices - judged))


_OF_VOICES = """SELECT c.claim_id, p.name, c.voice FROM claim c JOIN predicate p ON p.predicate = c.predicate
WHERE array_contains(?, c.voice)"""


def _claims_below(record: Rows, grades: Grades, bar: Bar) -> set[int]:
    if bar.claim is None:
        return set()

    def passes(claim: int) -> bool:
        texts = [stances()[t.stance].counts_as for t in grades.in_texts.get(claim, ())] if bar.texts else []
        return bar.passes([*(g.mark for g in bar.counted(grades.of_claim(claim))), *texts], bar.claim)

    known = grades.by_claim.keys() | (grades.in_texts.keys() if bar.texts else set())
    if bar.ungraded is Unknown.LEFT_OUT:
        known |= {r[0] for r in record.rows("SELECT claim_id FROM claim")}
    return {c for c in known if not passes(c)}


def _predicates(topic: str) -> frozenset[str]:
    return frozenset(vocabulary().claimable) if topic == ALL else predicates_of(topic) | {topic} & set(vocabulary().claimable)

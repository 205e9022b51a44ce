"""All grades in force, brought to bear on a record: who grades which voice and claim how, side by side and never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from variorum.model import Stance, vocabulary
from variorum.reasoning.weighing.fetch import rows_in
from variorum.reasoning.weighing.grade import ClaimPlace, Grade, VoicePlace, from_judgement
from variorum.reasoning.weighing.places import find_claims, find_voices
from variorum.reasoning.weighing.scale import is_judged
from variorum.reasoning.witness import Rows
from variorum.shelf.judgements import Judgement, Kind, latest
from variorum.shelf.undone import standing

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class TextGrade:
    """A judgement on a claim in a text: ``voice`` takes the stance to ``claim`` in the words ``quote`` at ``start``..``end`` of ``doc``.

    It counts as a grade of its voice (:func:`scale.stances`), is shown beside persons' grades, and is none of them.
    """

    claim: int
    stance: Stance
    voice: int
    doc: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Grades:
    """Grades of persons by voice and by claim, judgements of the texts by claim, and the grades that found nothing to apply to.

    Each tuple is in order of line (of the texts: of document and place). Of one grader and one matter only the last grade is here.
    """

    by_voice: Mapping[int, tuple[Grade, ...]] = field(default_factory=dict)
    by_claim: Mapping[int, tuple[Grade, ...]] = field(default_factory=dict)
    in_texts: Mapping[int, tuple[TextGrade, ...]] = field(default_factory=dict)
    unapplied: tuple[Grade, ...] = ()

    @classmethod
    def of(cls, record: Rows, log: Iterable[Judgement] = (), *, judged_in_texts: Iterable[int] | None = None) -> Grades:
        """The grades of a log of judgements, for this record. Of the judgements in the texts those on the claims ``judged_in_texts`` (None: all).

        Raises DecisionError for a line that cannot be used.
        """
        given = [from_judgement(j) for j in standing(log) if j.kind is Kind.GRADE]
        voices = find_voices(record, [g.what for g in given if isinstance(g.what, VoicePlace)])
        claims = find_claims(record, [g.what for g in given if isinstance(g.what, ClaimPlace)])

        def target(g: Grade) -> int | None:
            return voices.get(g.what) if isinstance(g.what, VoicePlace) else claims.get(g.what)

        def matter(g: Grade) -> object:
            found = target(g)
            return (g.grader, type(g.what), g.topic, g.what if found is None else found)

        in_force = latest(given, matter)
        by_voice: dict[int, list[Grade]] = defaultdict(list)
        by_claim: dict[int, list[Grade]] = defaultdict(list)
        for g in in_force:
            found = target(g)
            if found is not None:
                (by_voice if isinstance(g.what, VoicePlace) else by_claim)[found].append(g)
        return cls(
            _tuples(by_voice), _tuples(by_claim), text_grades(record, judged_in_texts), tuple(g for g in in_force if target(g) is None)
        )

    def of_voice(self, voice: int, topics: Iterable[str]) -> tuple[Grade, ...]:
        """Each grader's most particular grade of the voice: that on the first of ``topics`` on which he grades it. In order of line."""
        order = {t: i for i, t in enumerate(topics)}
        best: dict[str, Grade] = {}
        for g in self.by_voice.get(voice, ()):
            if g.topic in order and (g.grader not in best or order[g.topic] < order[best[g.grader].topic]):
                best[g.grader] = g
        return tuple(sorted(best.values(), key=lambda g: g.line))

    def of_claim(self, claim: int) -> tuple[Grade, ...]:
        """Each grader's grade of the claim, in order of line."""
        return self.by_claim.get(claim, ())

    @property
    def contradictions(self) -> tuple[tuple[Grade, ...], ...]:
        """Grades of one matter by graders who differ, each group in order of line. F and 6 differ from nothing."""
        found = []
        for grades in (*self.by_voice.values(), *self.by_claim.values()):
            by_topic: dict[str, list[Grade]] = defaultdict(list)
            for g in grades:
                by_topic[g.topic].append(g)
            found += [tuple(gs) for gs in by_topic.values() if len({g.mark for g in gs if is_judged(g.mark)}) > 1]
        return tuple(sorted(found, key=lambda gs: gs[0].line))


def text_grades(record: Rows, claims: Iterable[int] | None = None) -> Mapping[int, tuple[TextGrade, ...]]:
    """The judgements in the texts, by the claim that they judge; of these claims only, or of all."""
    rows = record.rows(_TEXTS) if claims is None else list(rows_in(record, f"{_TEXTS} WHERE claim_id IN ({{ids}})", claims))
    found: dict[int, list[TextGrade]] = defaultdict(list)
    for claim, stance, voice, doc, start, end, quote in sorted(rows, key=lambda r: (*r[3:6], r[0], r[1], r[2])):
        found[claim].append(TextGrade(claim, Stance(stance), voice, doc, start, end, quote))
    return _tuples(found)


_TEXTS = "SELECT claim_id, stance, voice, doc, span_start, span_end, quote FROM assessment"


def topic_words(topic: str) -> str:
    """A topic as it reads after "on": "all matters", the question itself, or the predicate.

    >>> topic_words("all"), topic_words("leads")
    ('all matters', 'leads')
    """
    questions = vocabulary().questions
    return "all matters" if topic == "all" else f"{topic} ({questions[topic].asks.format(x='A', y='B')})" if topic in questions else topic


def _tuples(found: Mapping[int, list[_V]]) -> dict[int, tuple[_V, ...]]:
    return {k: tuple(v) for k, v in found.items()}

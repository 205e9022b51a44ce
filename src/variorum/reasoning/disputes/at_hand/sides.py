"""All sides of all disputes among claims at hand, as ``disputes/find.py`` finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from variorum.model import Mode
from variorum.model.hijri import WITHOUT_TABLES
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.disputes import calendar, number
from variorum.reasoning.disputes.at_hand import denial, questions, told
from variorum.reasoning.disputes.at_hand.heard import Question, Taken, grouped
from variorum.reasoning.disputes.at_hand.on_behalf import on_behalf
from variorum.reasoning.disputes.denial import AGAINST
from variorum.reasoning.disputes.find import KINDS
from variorum.reasoning.disputes.status import two_bodies
from variorum.reasoning.viewpoint import EVERYONE, numbers
from variorum.reasoning.witness import Rows, Witness, every, is_state

_WORDS = "SELECT claim_id, role, quantity FROM claim_text WHERE role IS NOT NULL OR quantity IS NOT NULL"
_JUDGED = f"""SELECT claim_id, stance, voice, doc, span_start, span_end FROM assessment WHERE stance IN ({", ".join(f"'{s}'" for s in AGAINST)})"""
_Reached = tuple[int, int, int, int, int]


def sides_at_hand(record: Rows, witnesses: Sequence[Witness]) -> list[tuple[Any, ...]]:
    """The rows of ``find.every_side`` for everybody's claims in the record, which are ``witnesses``; sorted by question, position, holder and claim."""
    words = record.rows(_WORDS)
    by_claim = {w.claim: w for w in witnesses}
    reached = on_behalf(witnesses, {claim: role for claim, role, _ in words if role})
    widened = [*witnesses, *(replace(by_claim[claim], claim=-claim, subject=x, object=y) for claim, x, y, _, _ in sorted(reached))]
    counting = [by_claim[claim] for claim, _, quantity in words if quantity is not None and claim in by_claim]
    found = {
        *questions.sides(widened, DisputeKind.STATUS, two_bodies()),
        *questions.sides(witnesses, DisputeKind.IDENTITY, ("same",)),
        *told.existence(witnesses),
        *told.ruling(widened),
        *told.direction(widened),
        *told.function(witnesses),
        *denial.sides(widened, [denial.Judgement(*row) for row in record.rows(_JUDGED)]),
        *_by_query(record, number.sides, _alike(counting, lambda a, b: a.window.may_overlap(b.window))),
        *_by_query(record, calendar.sides, _alike(filter(_is_of_a_day, witnesses), _are_near_days)),
    }
    return sorted(_rows(_uncovered(found), by_claim, reached))


# ---------------------------------------------------------------------- kinds that read the words of claims, which only their queries do
def _by_query(record: Rows, sides: Callable[[str], str], claims: Sequence[int]) -> Iterator[Taken]:
    """The sides among these claims, by the query of the kind; it is not asked about none."""
    if claims:
        for kind, topic, x, y, position, holder, claim in record.rows(sides(f"{every(EVERYONE)} AND c.claim_id IN ({numbers(claims)})")):
            yield Taken(Question(DisputeKind(kind), topic, x, y), position, holder, claim)


def _alike(witnesses: Iterable[Witness], may_differ: Callable[[Witness, Witness], bool]) -> list[int]:
    """The actual, affirmed claims that say the same of the same two as another of them from which they may differ."""
    actual = (w for w in witnesses if w.affirmed and w.mode is Mode.ACTUAL)
    groups = grouped(actual, lambda w: (w.predicate, w.subject, w.object)).values()
    return [w.claim for told in groups if any(may_differ(a, b) for a, b in combinations(told, 2)) for w in told]


def _is_of_a_day(w: Witness) -> bool:
    return not is_state(w.predicate) and w.window.end_latest == w.window.start_earliest + 1


def _are_near_days(a: Witness, b: Witness) -> bool:
    return 0 < abs(a.window.start_earliest - b.window.start_earliest) <= WITHOUT_TABLES


# ---------------------------------------------------------------------- together
@dataclass(frozen=True, slots=True)
class _Side:
    position: str
    holder: int
    claim: int
    indirect: bool  #: no claim of the two that this one is counted as names those asked about

    @property
    def stand(self) -> tuple[str, int]:
        return self.position, self.holder


_Sides = Mapping[Question, Sequence[_Side]]


def _uncovered(found: Iterable[Taken]) -> _Sides:
    """The sides of each question, but for questions all of whose claims stand together on sides of another; see ``find.every_side``."""
    direct: dict[Question, dict[tuple[str, int, int], bool]] = {}
    for t in found:
        names = direct.setdefault(t.question, {})
        key = t.position, t.holder, abs(t.claim)
        names[key] = names.get(key, False) or t.claim > 0
    every_side: _Sides = {q: [_Side(*key, not named) for key, named in names.items()] for q, names in direct.items()}
    of_claim: dict[int, dict[Question, list[_Side]]] = {}
    for question, sides in every_side.items():
        for s in sides:
            of_claim.setdefault(s.claim, {}).setdefault(question, []).append(s)
    return {q: sides for q, sides in every_side.items() if not _is_covered(q, every_side, of_claim)}


def _is_covered(narrow: Question, sides: _Sides, of_claim: Mapping[int, Mapping[Question, Sequence[_Side]]]) -> bool:
    own = sides[narrow]
    claims, indirect, holds = {s.claim for s in own}, any(s.indirect for s in own), any(s.holder for s in own)
    if not indirect and (KINDS[narrow.kind].broad or holds):
        return False
    others = set.intersection(*(set(of_claim[c]) for c in claims)) - {narrow}  # all its claims stand there
    for wide in others:
        if not indirect and not KINDS[wide.kind].broad:
            continue
        pairs = {(s.stand, w.stand) for s in own for w in of_claim[s.claim][wide] if indirect or not w.indirect}
        met = {s.claim for s in own if indirect or any(not w.indirect for w in of_claim[s.claim][wide])}
        if met != claims or len(pairs) != len({s.stand for s in own}) or len({w for _, w in pairs}) < 2:
            continue
        if not indirect or not any(s.indirect for s in sides[wide]):
            return True
        size = len({s.claim for s in sides[wide]})
        if size > len(claims) or (size == len(claims) and _place(wide) < _place(narrow)):
            return True
    return False


def _place(question: Question) -> tuple[bool, Question]:
    return not KINDS[question.kind].broad, question


def _rows(sides: _Sides, by_claim: Mapping[int, Witness], reached: Iterable[_Reached]) -> Iterator[tuple[Any, ...]]:
    counts = grouped(reached, lambda r: r[0])
    for question, own in sides.items():
        kind, topic, x, y = question
        for s in own:
            w = by_claim[s.claim]
            among = (x, y, s.holder)
            whys = [
                (why_x, why_y)
                for _, a, b, why_x, why_y in counts.get(s.claim, ())
                if s.indirect and (not why_x or a in among) and (not why_y or b in among)
            ]
            for why in whys or [(0, 0)]:
                yield (str(kind), topic, x, y, s.position, s.holder, s.claim, w.voice, w.window.start_earliest, w.window.end_latest, *why)

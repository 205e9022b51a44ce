"""Affirmed and denied, as ``disputes/denial.py`` finds it; or judged wrong by a voice in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from variorum.model import Certainty, Mode, vocabulary
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.disputes.at_hand.heard import Question, Taken, grouped, in_order, is_doubting, names_those
from variorum.reasoning.witness import Witness, is_state


class Judgement(NamedTuple):
    """That a voice in the text judges a claim, and where."""

    claim: int
    stance: str
    voice: int
    doc: int
    start: int
    end: int


def sides(witnesses: Sequence[Witness], judged: Sequence[Judgement]) -> Iterator[Taken]:
    """The sides of each proposition with claims of both polarities whose times may overlap, or that one doubts and another is sure of; and of
    claims that another voice judges, against what the judge says in the same words. ``judged`` are the judgements against claims.
    """
    for told in grouped(witnesses, _question).values():
        yield from _of_one(told)
    yield from _of_nobody(witnesses)
    yield from _of_judges(witnesses, judged)


def _question(w: Witness) -> Question:
    return Question(DisputeKind.DENIAL, w.predicate, *in_order(w.predicate, w.subject, w.object))


def _is_affirmed(w: Witness) -> bool:
    return w.affirmed and w.mode is Mode.ACTUAL and w.predicate != "alias"


def _against(a: Witness, b: Witness) -> bool:
    return names_those(a, b) and a.window.may_overlap(b.window)


def _of_one(told: Sequence[Witness]) -> Iterator[Taken]:
    """Of claims that name the same of the same."""
    yes = [w for w in told if _is_affirmed(w)]
    no = [w for w in told if not w.affirmed and any(_against(a, w) for a in yes)]
    for w in no:
        yield Taken(_question(w), "denied", 0, w.claim)
    for a in yes:
        if any(names_those(a, b) for b in no):
            yield Taken(_question(a), "doubts" if is_doubting(a) else "affirmed", 0, a.claim)
    doubting = [w for w in yes if is_doubting(w)]
    sure = [w for w in yes if not is_doubting(w) and w.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)]
    for b in doubting:
        for a in sure:
            if b.voice != a.voice and _against(a, b):
                yield Taken(_question(a), "affirmed", 0, a.claim)
                yield Taken(_question(b), "doubts", 0, b.claim)


def _of_nobody(witnesses: Sequence[Witness]) -> Iterator[Taken]:
    """An act denied of nobody in particular ("wrote to none") stands against the same act of anybody."""
    acts = [w for w in witnesses if not is_state(w.predicate) and vocabulary()[w.predicate].object_types]
    none = grouped((w for w in acts if not w.affirmed and bool(w.subject) != bool(w.object)), _question)
    if not none:
        return
    faced, alike = dict[Question, list[Witness]](), dict[Question, list[Witness]]()
    for w in filter(_is_affirmed, acts):
        for question in _faced(w) & none.keys():
            faced.setdefault(question, []).append(w)
        if _question(w) in none:  # it leaves the same place open
            alike.setdefault(_question(w), []).append(w)
    for question, denials in none.items():
        against = [b for b in denials if any(_against(a, b) for a in faced.get(question, ()))]
        yield from (Taken(question, "denied", 0, b.claim) for b in against)
        for a in (*faced.get(question, ()), *alike.get(question, ())):
            if any(names_those(a, b) for b in against):
                yield Taken(question, "affirmed", 0, a.claim)


def _faced(w: Witness) -> set[Question]:
    """The names that a denial of nobody in particular has: without the object of the act, without its subject."""
    _, _, x, y = _question(w)
    if not x or not y:
        return set()
    found = {Question(DisputeKind.DENIAL, w.predicate, x, 0), Question(DisputeKind.DENIAL, w.predicate, 0, y)}
    return found | ({Question(DisputeKind.DENIAL, w.predicate, 0, x)} if vocabulary()[w.predicate].symmetric else set())


def _of_judges(witnesses: Sequence[Witness], judged: Sequence[Judgement]) -> Iterator[Taken]:
    if not judged:
        return
    said = {w.claim: w for w in witnesses if w.claim > 0}
    own = grouped((w for w in witnesses if w.claim > 0), lambda w: (w.doc, w.voice))
    for j in judged:
        w = said.get(j.claim)
        if w is None or w.voice == j.voice or w.predicate == "alias":
            continue
        words = [o for o in own.get((j.doc, j.voice), ()) if o.claim != w.claim and o.start < j.end and j.start < o.end]
        if words:
            yield Taken(_question(w), "affirmed" if w.affirmed else "denied", 0, w.claim)
            yield from (Taken(_question(w), j.stance, 0, o.claim) for o in words)

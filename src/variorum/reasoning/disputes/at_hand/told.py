"""Kinds of which each side is told by claims that name the same bodies; each as the module of ``disputes`` that is named so finds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.model import Mode, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.disputes.at_hand.heard import Question, Taken, grouped, names_those
from variorum.reasoning.witness import Witness


def existence(witnesses: Sequence[Witness]) -> Iterator[Taken]:
    """Said to be dissolved, and said not to be, or seen acting later; said to be gone into another, and by others seen acting later."""
    q = vocabulary().questions["exists"]
    ends = {p.name for p in q.opposes}
    changes = {p.name for p in q.weakly_opposes if not vocabulary()[p.name].carries}
    for x, told in grouped((w for w in witnesses if w.mode is Mode.ACTUAL and w.subject), lambda w: w.subject).items():
        gone = [w for w in told if w.predicate in ends]
        acting = [
            w for w in told if w.affirmed and w.predicate not in ends | changes and w.window.start_earliest != UNKNOWN_PAST
        ]  # and when
        dated = [w.window.end_latest for w in gone if w.affirmed and w.window.end_latest != UNKNOWN_FUTURE]
        afterwards = [w for w in acting if dated and w.window.start_earliest >= min(dated)]
        if any(w.affirmed for w in gone) and (afterwards or any(not w.affirmed for w in gone)):
            question = Question(DisputeKind.EXISTENCE, "exists", x, 0)
            yield from (Taken(question, "dissolved" if w.affirmed else "not dissolved", 0, w.claim) for w in gone)
            yield from (Taken(question, "acting afterwards", 0, w.claim) for w in afterwards)
        changed = [w for w in told if w.predicate in changes and w.affirmed and _is_bounded(w)]
        later = {(g, w) for g in changed for w in acting if w.voice != g.voice and w.window.start_earliest >= g.window.end_latest}
        question = Question(DisputeKind.EXISTENCE, "ended", x, 0)
        yield from (Taken(question, "went into another", 0, g.claim) for g in {g for g, _ in later})
        yield from (Taken(question, "acting afterwards", 0, w.claim) for w in {w for _, w in later})


def _is_bounded(w: Witness) -> bool:
    return w.window.start_earliest != UNKNOWN_PAST and w.window.end_latest != UNKNOWN_FUTURE


def ruling(witnesses: Sequence[Witness]) -> Iterator[Taken]:
    """Ordered by one and refused by another."""
    q = vocabulary().questions["ruling"]
    done, refused, given = ({p.name for p in part} for part in (q.supports, q.opposes, q.weakly_supports))
    orders, answers = list[tuple[tuple[int, int], Witness]](), list[tuple[tuple[int, int], str, Witness]]()
    for w in witnesses:
        if w.predicate in given:
            if w.affirmed and w.mode in (Mode.ACTUAL, Mode.ORDERED) and w.subject and w.object:
                orders.append(((w.object, w.subject), w))
        elif w.affirmed and w.mode is Mode.ORDERED:
            orders += [((e, w.voice), w) for e in (w.subject, w.object) if e not in (0, w.voice)]
        if w.mode is Mode.ACTUAL:
            if w.predicate in done and w.affirmed:
                answers.append(((w.subject, w.object), "done as ordered", w))
            if w.subject and w.object and w.predicate in (refused if w.affirmed else done):
                answers.append(((w.subject, w.object), "refused", w))
    answered = grouped(answers, lambda a: a[0])
    for (x, y), own in grouped(orders, lambda o: o[0]).items():
        against = [w for _, position, w in answered.get((x, y), ()) if position == "refused"]
        if x != y and any(names_those(g, r) and r.window.end_latest > g.window.start_earliest for _, g in own for r in against):
            question = Question(DisputeKind.RULING, "ruling", x, y)
            yield from (Taken(question, "ordered", 0, w.claim) for _, w in own)
            yield from (Taken(question, position, 0, w.claim) for _, position, w in answered[x, y])


def direction(witnesses: Sequence[Witness]) -> Iterator[Taken]:
    """One relation told both ways round, by two voices."""
    told = [
        w
        for w in witnesses
        if vocabulary()[w.predicate].either_way
        and w.affirmed
        and w.mode is Mode.ACTUAL
        and w.subject
        and w.object
        and w.subject != w.object
    ]
    for (name, x, y), own in grouped(told, lambda w: (w.predicate, min(w.subject, w.object), max(w.subject, w.object))).items():
        for a in own:
            if any(b.subject != a.subject and b.voice != a.voice and names_those(a, b) and a.window.may_overlap(b.window) for b in own):
                yield Taken(Question(DisputeKind.DIRECTION, name, x, y), "", a.subject, a.claim)


def function(witnesses: Sequence[Witness]) -> Iterator[Taken]:
    """Two at once where only one can be. A single date is said of all of it; of intervals only the certain part counts."""
    told = [w for w in witnesses if w.affirmed and w.mode is Mode.ACTUAL and w.subject and w.object]
    renamed = {pair for w in told if vocabulary()[w.predicate].carries for pair in ((w.subject, w.object), (w.object, w.subject))}
    held = [w for w in told if vocabulary()[w.predicate].functional]
    for (name, x), own in grouped(held, lambda w: (w.predicate, _places(w)[0])).items():
        for a in own:
            holder, (first, last) = _places(a)[1], _held(a)
            for b in own:
                other, (begins, ends) = _places(b)[1], _held(b)
                if other != holder and (holder, other) not in renamed and b.voice != a.voice and first < ends and begins < last:
                    yield Taken(Question(DisputeKind.FUNCTION, name, x, 0), "", holder, a.claim)
                    break


def _places(w: Witness) -> tuple[int, int]:
    """What is held, and by whom."""
    return (w.object, w.subject) if vocabulary()[w.predicate].functional == "object" else (w.subject, w.object)


def _held(w: Witness) -> tuple[int, int]:
    t = w.window
    return (t.start_earliest, t.end_latest) if t.is_one_date else (t.start_latest, t.end_earliest)

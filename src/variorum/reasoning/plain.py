"""The event calculus once more, claim by claim in plain Python: for claims at hand, as when a question is tried under many gradings.

The queries of ``calculus`` say the same in one pass over the record; tests/reasoning/test_oracle.py holds the two to each other on random
records, each the other's oracle. They share the rules of the vocabulary and the values, and nothing else. A change is made to both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from variorum.model import Lasts, Mode, When, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.rules import Effect, Rule, rules_of
from variorum.reasoning.states import Status, Verdict
from variorum.reasoning.testimony import Bodies, Proposition, Testimony
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, Witness, Witnesses, counting, is_state


def verdict(
    record: Rows, p: Proposition, on: When | None = None, viewpoint: Viewpoint = EVERYONE, lineage: Lineage | None = None
) -> Verdict:
    """The verdict on a proposition from every claim of the record: for small records."""
    b = Bodies.of(p, lineage)
    about = [w for w in counting(record, viewpoint, Witnesses(record).all()) if {w.subject, w.object} & ({*b.xs, *b.ys} - {0})]
    return judge(p, on, weigh(b, about))


def states(record: Rows, viewpoint: Viewpoint = EVERYONE) -> dict[tuple[str, int, int], Status]:
    """Every state that is not unknown, of ties without direction the smaller number first."""
    found: set[Proposition] = set()
    for w in Witnesses(record, viewpoint).all():
        found.update(_states_of(w))
    judged = {(p.topic, p.x, p.y): verdict(record, p, None, viewpoint).status for p in found}
    return {k: s for k, s in judged.items() if s is not Status.UNKNOWN}


def _states_of(w: Witness) -> Iterable[Proposition]:
    if is_state(w.predicate):
        if w.predicate != "alias" and w.subject != w.object:
            x, y = w.subject, w.object
            if vocabulary()[w.predicate].symmetric and y < x:
                x, y = y, x
            yield Proposition(w.predicate, x, y)
        return
    slots = {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org}
    for pattern in vocabulary()[w.predicate].initiates:
        x, y = (*(slots.get(t, 0) for t in pattern.terms), 0)[:2]
        if x and x != y and (y or len(pattern.terms) == 1):
            yield Proposition(pattern.name, x, y)


def weigh(bodies: Bodies, witnesses: Iterable[Witness]) -> tuple[Testimony, ...]:
    """What the claims say for or against the proposition, in their order; windows already clipped by each other. All claims are admitted."""
    rules = _by_predicate(bodies.proposition.topic)
    found: list[Testimony] = []
    for w in witnesses:
        for rule in rules.get(w.predicate, ()):
            via = _match(rule, w, bodies)
            if via is not None and _speaks(rule, w, bodies):
                found.append(_testimony(rule, w, via, is_tie=bodies.proposition.topic not in vocabulary().questions))
                break  # strong rules come first: one claim speaks once
    return _clip(found)


def _speaks(rule: Rule, w: Witness, bodies: Bodies) -> bool:
    """Ends that name only one of the two say less: that somebody did *not* die says nothing of his ties to another, and that an earlier
    name of a body was dissolved ends nothing of the later one.
    """
    if rule.effect is not Effect.ENDS or (rule.x is not None and rule.y is not None):
        return True
    return w.affirmed and _slots(w)[rule.x or rule.y or "subject"] in bodies.later


def _slots(w: Witness) -> Mapping[str, int]:
    return {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org}


def judge(proposition: Proposition, on: When | None, found: Sequence[Testimony]) -> Verdict:
    """The same, from testimonies at hand.

    held: somebody sure says so and nobody denies it · denied: only denials, or it had ended · contested: both a supporter and a denial speak
    to the date (or a supporter outlasts an end) · possible: only undated, unsure or uncertainly dated support · unknown: nobody speaks to the date.
    """
    first, last = (UNKNOWN_PAST, UNKNOWN_FUTURE) if on is None else (on.first_day, on.last_day)
    strong = [t for t in found if not t.weak and not t.idle]
    speaking = [t for t in strong if t.window.possibly_in(first, last)]
    supports = [t for t in speaking if t.supports]
    opposes = [t for t in speaking if t.is_denial]
    ended = [t for t in speaking if t.effect is Effect.ENDS and not t.supports]
    sure = [t for t in supports if t.witness.is_sure and (on is None or t.window.certainly_in(first, last))]
    over = [t for t in ended if t.witness.is_sure and t.window.certainly_in(first, last)]
    if supports and (opposes or (on is not None and over and any(not t.persists for t in sure))):
        status = Status.CONTESTED
    elif sure:
        status = Status.HELD
    elif opposes or over:
        status = Status.DENIED
    elif supports:
        status = Status.POSSIBLE
    else:
        status = Status.UNKNOWN
    rest = [t for t in strong if t not in speaking]
    return Verdict(proposition, on, status, *map(tuple, (supports, opposes, ended, [t for t in found if t.weak or t.idle], rest)))


def _by_predicate(topic: str) -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = {}
    for rule in rules_of(topic):
        rules.setdefault(rule.predicate, []).append(rule)
    return rules


def _match(rule: Rule, w: Witness, bodies: Bodies) -> tuple[Witness, ...] | None:
    """The claims of lineage by which the claim is about x and y; None when it is not about them."""
    path: tuple[Witness, ...] = ()
    for slot, names in ((rule.x, bodies.xs), (rule.y, bodies.ys)):
        if slot is None:
            continue
        here = _slots(w)[slot]
        # "independent", of nobody in particular, denies the tie to anybody
        if not here and slot == "object" and rule.x and rule.y and not w.affirmed and rule.effect is Effect.HOLDS:
            continue
        if here not in names:
            return None
        path += names[here]
    return path


def _testimony(rule: Rule, w: Witness, via: tuple[Witness, ...], *, is_tie: bool) -> Testimony:
    idle = w.mode is not Mode.ACTUAL
    supports = rule.supports is w.affirmed
    if rule.effect is Effect.HOLDS and is_state(w.predicate):
        window, persists = _state_window(w, rule.state or w.predicate)
        return Testimony(w, supports, rule.effect, window, rule.weak, idle, persists, via=via)
    happened = _event_window(w)
    if rule.effect is Effect.HOLDS or not w.affirmed:  # an incident of its day; or "he never swore", said of the time it speaks of
        last = happened.end_latest
        throughout = happened if happened.is_undated else Window(happened.start_earliest, happened.start_earliest, last, last)
        # that a break is denied says little of each tie that it would have ended
        weak = rule.weak or (is_tie and rule.effect is Effect.ENDS)
        return Testimony(w, supports, Effect.HOLDS, throughout, weak, idle, via=via)
    certain = UNKNOWN_FUTURE
    stated = rule.state is not None and vocabulary()[rule.state].lasts is Lasts.STATED
    if rule.effect is Effect.BEGINS and stated and happened.start_latest != UNKNOWN_FUTURE:
        certain = happened.start_latest + 1  # "moved to the town in 2004": he may have left again
    onwards = Window(happened.start_earliest, happened.start_latest, certain, UNKNOWN_FUTURE)
    return Testimony(w, supports, rule.effect, onwards, rule.weak, idle, True, rule.x is None or rule.y is None, via)


def _event_window(w: Witness) -> Window:
    """An event happened on some day within its date: only the outer limits bind ("by August" is a limit, not a duration)."""
    last = w.window.end_latest
    return Window(w.window.start_earliest, last if last == UNKNOWN_FUTURE else last - 1, w.window.end_earliest, last)


def _state_window(w: Witness, state: str) -> tuple[Window, bool]:
    """When a state claim speaks, and whether it persists after that by the vocabulary rather than by the text."""
    t = w.window
    if t.is_undated:
        return t, False
    durable = vocabulary()[state].lasts is Lasts.DURABLE
    if t.is_one_date:  # "in 2007" is said of the whole of 2007
        if not w.affirmed:
            return Window(t.start_earliest, t.start_earliest, t.end_latest, t.end_latest), False
        return Window(t.start_earliest, t.start_earliest, UNKNOWN_FUTURE if durable else t.end_latest, UNKNOWN_FUTURE), True
    if t.end_latest == UNKNOWN_FUTURE:  # "since 2011": may still last
        certain_until = UNKNOWN_FUTURE if durable or t.start_latest == UNKNOWN_FUTURE else t.start_latest + 1
        return Window(t.start_earliest, t.start_latest, certain_until, UNKNOWN_FUTURE), True
    return t, False


def _clip(found: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Ends cut what persisted before them, beginnings cut the ends before them; only sure claims cut, and beginnings only with a date."""
    begins = [t for t in found if t.supports and t.effect is not Effect.ENDS and _cuts(t) and not t.witness.window.is_undated]
    ends = [t for t in found if not t.supports and t.effect is Effect.ENDS and _cuts(t)]
    return tuple(_cut(t, ends if t.supports else begins) if t.persists else t for t in found)


def _cuts(t: Testimony) -> bool:
    return t.witness.is_sure and not t.weak


def _cut(t: Testimony, cutters: Sequence[Testimony]) -> Testimony:
    w = t.window
    # What a claim says of its own time ("in 2007") is cut only by what lies within that time.
    of_one_date = t.effect is Effect.HOLDS and t.witness.window.is_one_date
    said_until = t.witness.window.end_latest if of_one_date else w.start_earliest
    for cutter in cutters:
        c = cutter.window
        if c.start_latest < w.start_earliest:
            continue  # certainly before: it cut something earlier
        certain = c.start_earliest if c.start_earliest > w.start_earliest else said_until
        possible = c.start_latest + 1 if c.start_earliest >= w.start_latest and c.start_latest != UNKNOWN_FUTURE else UNKNOWN_FUTURE
        w = replace(w, end_earliest=min(w.end_earliest, certain), end_latest=min(w.end_latest, possible))
    return replace(t, window=w)

"""The event calculus once more, claim by claim in plain Python: for claims at hand, as when a page shows the states of one body or a question is tried
under many gradings. To plan the queries takes longer than to judge a few thousand claims.

The queries of ``calculus`` say the same in one pass over the record; tests/reasoning/test_oracle.py holds the two to each other on random
records, each the other's oracle. They share the rules of the vocabulary and the values, and nothing else. A change is made to both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from variorum.model import Lasts, Mode, When, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.rules import Effect, Rule, is_sweeping, rules_of
from variorum.reasoning.sweeping import Cutters, Sweeping
from variorum.reasoning.testimony import Bodies, Proposition, Testimony
from variorum.reasoning.verdict import Status, Verdict
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
        found.update(states_of(w))
    judged = {(p.topic, p.x, p.y): verdict(record, p, None, viewpoint).status for p in found}
    return {k: s for k, s in judged.items() if s is not Status.UNKNOWN}


def states_of(w: Witness) -> Iterable[Proposition]:
    """The states that the claim holds or begins."""
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
    (found,) = weigh_each(Sought([bodies]), witnesses)
    return found


def weigh_each(sought: Sought, witnesses: Iterable[Witness], sweeping: Sweeping | None = None) -> list[tuple[Testimony, ...]]:
    """The same of each of many propositions.

    With ``sweeping``, the ends of all ties of a body are gathered there, as far as they end anything, and cut; but they are no testimonies.
    """
    return clipped(sought.asked, heard_of(sought, witnesses, swept=sweeping is not None), sweeping)


class Heard(NamedTuple):
    """What one claim says: its testimony on each proposition (by number) that it bears on, and the ends that it tells of one body, as of ``Sweeping.add``."""

    said: tuple[tuple[int, Testimony], ...]
    ends: tuple[tuple[str, bool, int, tuple[int, int]], ...]


def heard_of(sought: Sought, witnesses: Iterable[Witness], *, swept: bool = True) -> list[Heard]:
    """What each claim says for or against the propositions, not yet clipped by others: the same for every viewpoint that admits it.

    ``swept`` False: the ends of all ties of a body are testimonies on each, like others.
    """
    found = []
    for w in witnesses:
        slots = _slots(w)
        said: dict[int, Testimony] = {}
        for topic, rule in sought.rules.get(w.predicate, ()):
            if swept and is_sweeping(topic, w.predicate):
                continue
            testimony: Testimony | None = None
            for n in sought.matching(topic, rule, w, slots):
                if n in said or not _speaks(rule, w, sought.asked[n]):
                    continue  # strong rules come first: one claim speaks once
                testimony = testimony or _testimony(rule, w, is_tie=topic not in vocabulary().questions)
                via = _via(rule, slots, sought.asked[n])
                said[n] = replace(testimony, via=via) if via else testimony
        found.append(Heard(tuple(said.items()), tuple(_ends(sought, w, slots)) if swept and w.predicate in sought.sweeping else ()))
    return found


def _ends(sought: Sought, w: Witness, slots: Mapping[str, int]) -> Iterator[tuple[str, bool, int, tuple[int, int]]]:
    """What the claim tells of the end of one body, in the topics and places in which it is asked about."""
    if w.affirmed and w.is_sure:
        day = _starts(_event_window(w))
        for topic, is_x, slot in sought.sweeping[w.predicate]:
            if sought.is_asked(topic, is_x, slots[slot]):
                yield topic, is_x, slots[slot], day


def clipped(asked: Sequence[Bodies], heard: Iterable[Heard], sweeping: Sweeping | None = None) -> list[tuple[Testimony, ...]]:
    """The testimonies on each proposition of the claims that a viewpoint admits, clipped by each other, and by the ends that name one body only: those
    are gathered in ``sweeping``.
    """
    found: list[list[Testimony]] = [[] for _ in asked]
    for one in heard:
        for n, testimony in one.said:
            found[n].append(testimony)
        if sweeping is not None:
            for end in one.ends:
                sweeping.add(*end)
    return [_clip(f, sweeping.of(b) if sweeping else Cutters(())) for b, f in zip(asked, found, strict=True)]


class Sought:
    """Propositions (``asked``) by the bodies that may be named for them: both, or one where the other does not matter; ``sides`` False: both only."""

    def __init__(self, asked: Sequence[Bodies], *, sides: bool = True) -> None:
        self.asked = asked
        self.rules: dict[str, list[tuple[str, Rule]]] = {}
        self.sweeping: dict[
            str, list[tuple[str, bool, str]]
        ] = {}  #: of predicates that end all ties of a body: topic, whether it is x, and who it is
        for topic in dict.fromkeys(b.proposition.topic for b in asked):
            for rule in rules_of(topic):
                if not sides and (rule.x is None or rule.y is None):
                    continue
                self.rules.setdefault(rule.predicate, []).append((topic, rule))
                if is_sweeping(topic, rule.predicate):
                    self.sweeping.setdefault(rule.predicate, []).append((topic, rule.x is not None, rule.x or rule.y or "subject"))
        self._pairs: dict[tuple[str, int, int], list[int]] = {}
        self._xs: dict[tuple[str, int], list[int]] = {}
        self._ys: dict[tuple[str, int], list[int]] = {}
        for n, b in enumerate(asked):
            topic = b.proposition.topic
            for x in b.xs:
                self._xs.setdefault((topic, x), []).append(n)
                for y in b.ys:
                    self._pairs.setdefault((topic, x, y), []).append(n)
            for y in b.ys:
                self._ys.setdefault((topic, y), []).append(n)

    def is_asked(self, topic: str, is_x: bool, body: int) -> bool:
        """Whether a proposition of the topic has the body in that place."""
        return (topic, body) in (self._xs if is_x else self._ys)

    def matching(self, topic: str, rule: Rule, w: Witness, slots: Mapping[str, int]) -> Sequence[int]:
        """The numbers of the propositions that the claim is about by the rule."""
        x, y = (None if slot is None or _is_anybody(rule, slot, w) else slots[slot] for slot in (rule.x, rule.y))
        if x is not None and y is not None:
            return self._pairs.get((topic, x, y), ())
        if x is not None:
            return self._xs.get((topic, x), ())
        assert y is not None, f"{rule} names nobody"
        return self._ys.get((topic, y), ())


def _is_anybody(rule: Rule, slot: str, w: Witness) -> bool:
    """Whether the claim speaks of anybody there: "independent", of nobody in particular, denies the tie to each."""
    return slot == "object" and not w.object and bool(rule.x and rule.y) and not w.affirmed and rule.effect is Effect.HOLDS


def _via(rule: Rule, slots: Mapping[str, int], bodies: Bodies) -> tuple[Witness, ...]:
    """The claims of lineage by which the claim is about x and y."""
    x, y = (slots[slot] if slot else 0 for slot in (rule.x, rule.y))
    return bodies.xs.get(x, ()) + bodies.ys.get(y, ())


def _speaks(rule: Rule, w: Witness, bodies: Bodies) -> bool:
    """Ends that name only one of the two say less: that somebody did *not* die says nothing of his ties to another, and that an earlier
    name of a body was dissolved ends nothing of the later one.
    """
    if rule.effect is not Effect.ENDS or (rule.x is not None and rule.y is not None):
        return True
    return w.affirmed and _slots(w)[rule.x or rule.y or "subject"] in bodies.later


def _slots(w: Witness) -> Mapping[str, int]:
    return {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org}


def judge(proposition: Proposition, on: When | None, found: Sequence[Testimony], *, over: bool = False) -> Verdict:
    """The verdict from testimonies at hand. ``over``: something that is not among them says that it had ended by then.

    held: somebody sure says so and nobody denies it · denied: only denials, or it had ended · contested: both a supporter and a denial speak
    to the date (or a supporter outlasts an end) · possible: only undated, unsure or uncertainly dated support · unknown: nobody speaks to the date.
    """
    first, last = (UNKNOWN_PAST, UNKNOWN_FUTURE) if on is None else (on.first_day, on.last_day)
    strong = [t for t in found if not t.weak and not t.idle]
    speaking = [t for t in strong if t.window.possibly_in(first, last)]
    rest = [t for t in strong if not t.window.possibly_in(first, last)]
    supports = [t for t in speaking if t.supports]
    opposes = [t for t in speaking if t.is_denial]
    ended = [t for t in speaking if t.effect is Effect.ENDS and not t.supports]
    sure = [t for t in supports if t.witness.is_sure and (on is None or t.window.certainly_in(first, last))]
    over = over or any(t.witness.is_sure and t.window.certainly_in(first, last) for t in ended)
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
    return Verdict(proposition, on, status, *map(tuple, (supports, opposes, ended, [t for t in found if t.weak or t.idle], rest)))


def _testimony(rule: Rule, w: Witness, *, is_tie: bool) -> Testimony:
    idle = w.mode is not Mode.ACTUAL
    supports = rule.supports is w.affirmed
    if rule.effect is Effect.HOLDS and is_state(w.predicate):
        window, persists = _state_window(w, rule.state or w.predicate)
        return Testimony(w, supports, rule.effect, window, rule.weak, idle, persists)
    happened = _event_window(w)
    if rule.effect is Effect.HOLDS or not w.affirmed:  # an incident of its day; or "he never swore", said of the time it speaks of
        last = happened.end_latest
        throughout = happened if happened.is_undated else Window(happened.start_earliest, happened.start_earliest, last, last)
        # that a break is denied says little of each tie that it would have ended
        weak = rule.weak or (is_tie and rule.effect is Effect.ENDS)
        return Testimony(w, supports, Effect.HOLDS, throughout, weak, idle)
    certain = UNKNOWN_FUTURE
    stated = rule.state is not None and vocabulary()[rule.state].lasts is Lasts.STATED
    if rule.effect is Effect.BEGINS and stated and happened.start_latest != UNKNOWN_FUTURE:
        certain = happened.start_latest + 1  # "moved to the town in 2004": he may have left again
    onwards = Window(happened.start_earliest, happened.start_latest, certain, UNKNOWN_FUTURE)
    return Testimony(w, supports, rule.effect, onwards, rule.weak, idle, True, rule.x is None or rule.y is None)


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


def _clip(found: Sequence[Testimony], swept: Cutters) -> tuple[Testimony, ...]:
    """Ends cut what persisted before them, beginnings cut the ends before them; only sure claims cut, and beginnings only with a date."""
    if not found:
        return ()
    if not any(t.persists for t in found):
        return tuple(found)
    ends = Cutters(_starts(t.window) for t in found if not t.supports and t.effect is Effect.ENDS and _cuts(t))
    begins = beginnings(found) if any(t.persists and not t.supports for t in found) else Cutters(())
    return tuple(_cut(_cut(t, ends), swept) if t.supports else _cut(t, begins) for t in found)


def beginnings(found: Iterable[Testimony]) -> Cutters:
    """The days of those of the testimonies that cut ends."""
    dated = (t for t in found if t.supports and t.effect is not Effect.ENDS and not t.witness.window.is_undated and _cuts(t))
    return Cutters(_starts(t.window) for t in dated)


def _cuts(t: Testimony) -> bool:
    return t.witness.is_sure and not t.weak


def _starts(w: Window) -> tuple[int, int]:
    return w.start_earliest, w.start_latest


def _cut(t: Testimony, cutters: Cutters) -> Testimony:
    if not t.persists or not cutters:
        return t
    w = t.window
    # What a claim says of its own time ("in 2007") is cut only by what lies within that time.
    of_one_date = t.effect is Effect.HOLDS and t.witness.window.is_one_date
    certain, possible = cutters.bounds(_starts(w), t.witness.window.end_latest if of_one_date else w.start_earliest)
    if certain >= w.end_earliest and possible >= w.end_latest:
        return t
    window = Window(w.start_earliest, w.start_latest, min(w.end_earliest, certain), min(w.end_latest, possible))
    return Testimony(
        t.witness, t.supports, t.effect, window, t.weak, t.idle, t.persists, t.one_sided, t.via
    )  # `replace` is twenty times as slow

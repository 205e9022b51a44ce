"""What each claim says for or against a question, and for how long: the event calculus, one claim at a time.

* A state claim speaks for its own time. A durable state then persists until something ends it; a stated one is only possible after it.
* An event that begins a state speaks for it from its day on; one that ends it speaks against, from its day on, and clips what went before.
* A claim without a time is possible at any time and certain at none.
* What is planned, ordered or conditional holds in no world: such claims are kept aside (``Testimony.idle``) and shown.
* A body's lineage speaks for it: what is said of its earlier or later names counts, and says so (``via``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.model import Lasts, Mode, vocabulary
from variorum.model.when import UNKNOWN_FUTURE
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.rules import Effect, Rule, rules_of
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, Witness, Witnesses, is_state


@dataclass(frozen=True, slots=True)
class Proposition:
    """A topic (state or question of the vocabulary) about ``x`` and ``y``; y 0 when the topic has one place only."""

    topic: str
    x: int
    y: int = 0


@dataclass(frozen=True, slots=True)
class Testimony:
    """One claim brought to bear on a proposition. ``window`` is when it speaks; ``via`` the claims of lineage that carried it here.

    ``effect`` HOLDS and ``supports`` False is a denial; ENDS is no denial but an end. ``weak`` bears on the question without deciding it;
    ``idle`` was planned, ordered, conditional or asked only. ``persists`` says that the vocabulary, not the text, carries it past its own time;
    ``one_sided`` that the claim names only one of the two (a death ends ties to everybody).
    """

    witness: Witness
    supports: bool
    effect: Effect
    window: Window
    weak: bool = False
    idle: bool = False
    persists: bool = False
    one_sided: bool = False
    via: tuple[Witness, ...] = field(default=())

    @property
    def is_denial(self) -> bool:
        return not self.supports and self.effect is not Effect.ENDS


def testimonies(
    record: Rows, proposition: Proposition, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None
) -> tuple[Testimony, ...]:
    """Every claim of the viewpoint that bears on the proposition, in the order of the record; windows already clipped by each other.

    ``lineage`` None: only claims about x and y themselves count, not those about their earlier and later names.
    """
    xs, ys = bodies(lineage, proposition.x), bodies(lineage, proposition.y)
    return weigh(proposition, Witnesses(record).about([*xs, *(e for e in ys if e)]), viewpoint, xs, ys)


def weigh(
    proposition: Proposition,
    witnesses: Iterable[Witness],
    viewpoint: Viewpoint = EVERYONE,
    xs: Mapping[int, tuple[Witness, ...]] | None = None,
    ys: Mapping[int, tuple[Witness, ...]] | None = None,
) -> tuple[Testimony, ...]:
    """The same, from claims at hand; ``xs`` and ``ys`` are the bodies that count as x and y, each with the claims of lineage that make it so."""
    xs = xs if xs is not None else {proposition.x: ()}
    ys = ys if ys is not None else {proposition.y: ()}
    rules = _by_predicate(proposition.topic)
    found: list[Testimony] = []
    for w in witnesses:
        if not viewpoint.admits(w):
            continue
        for rule in rules.get(w.predicate, ()):
            via = _match(rule, w, xs, ys)
            if via is not None and _speaks(rule, w, via):
                found.append(_testimony(rule, w, via))
                break  # strong rules come first: one claim speaks once
    return _clip(found)


def _speaks(rule: Rule, w: Witness, via: tuple[Witness, ...]) -> bool:
    """Ends that name only one of the two say less: that somebody did *not* die says nothing of his ties to another, and that an earlier
    name of a body was dissolved ends nothing of the later one.
    """
    one_sided = rule.effect is Effect.ENDS and (rule.x is None or rule.y is None)
    return not one_sided or (w.affirmed and not via)


def bodies(lineage: Lineage | None, entity: int) -> dict[int, tuple[Witness, ...]]:
    """The entity and the earlier and later names of it, each with the claims of lineage that lead there."""
    if lineage is None or not entity:
        return {entity: ()}
    return {entity: (), **lineage.predecessors(entity), **lineage.successors(entity)}


def _by_predicate(topic: str) -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = {}
    for rule in rules_of(topic):
        rules.setdefault(rule.predicate, []).append(rule)
    return rules


def _match(
    rule: Rule, w: Witness, xs: Mapping[int, tuple[Witness, ...]], ys: Mapping[int, tuple[Witness, ...]]
) -> tuple[Witness, ...] | None:
    """The claims of lineage by which the claim is about x and y; None when it is not about them."""
    slots = {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org}
    path: tuple[Witness, ...] = ()
    for slot, bodies in ((rule.x, xs), (rule.y, ys)):
        if slot is None:
            continue
        here = slots[slot]
        # "independent", of nobody in particular, denies the tie to anybody
        if not here and slot == "object" and not w.affirmed and rule.effect is Effect.HOLDS:
            continue
        if here not in bodies or (not here and 0 not in bodies):
            return None
        path += bodies[here]
    return path


def _testimony(rule: Rule, w: Witness, via: tuple[Witness, ...]) -> Testimony:
    idle = w.mode is not Mode.ACTUAL
    supports = rule.supports is w.affirmed
    if rule.effect is Effect.HOLDS and is_state(w.predicate):
        window, persists = _state_window(w, rule.state or w.predicate)
        return Testimony(w, supports, rule.effect, window, rule.weak, idle, persists, via=via)
    happened = _event_window(w)
    if rule.effect is Effect.HOLDS or not w.affirmed:  # an incident of its day; or "he never swore", said of the time it speaks of
        last = happened.end_latest
        throughout = happened if happened.is_undated else Window(happened.start_earliest, happened.start_earliest, last, last)
        return Testimony(w, supports, Effect.HOLDS, throughout, rule.weak, idle, via=via)
    onwards = Window(happened.start_earliest, happened.start_latest, UNKNOWN_FUTURE, UNKNOWN_FUTURE)
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
    """Ends cut what persisted before them, beginnings cut the ends before them; only sure claims cut."""
    begins = [t for t in found if t.supports and t.effect is not Effect.ENDS and _cuts(t)]
    ends = [t for t in found if not t.supports and t.effect is Effect.ENDS and _cuts(t)]
    return tuple(_cut(t, ends if t.supports else begins) if t.persists else t for t in found)


def _cuts(t: Testimony) -> bool:
    return t.witness.is_sure and not t.weak and not t.window.is_undated


def _cut(t: Testimony, cutters: Sequence[Testimony]) -> Testimony:
    w = t.window
    for cutter in cutters:
        c = cutter.window
        if c.start_latest < w.start_earliest or cutter.witness is t.witness:
            continue  # certainly before: it cut something earlier
        certain = c.start_earliest >= w.start_latest
        end_earliest = min(w.end_earliest, max(c.start_earliest, w.start_earliest))
        end_latest = min(w.end_latest, c.start_latest + 1) if certain and c.start_latest != UNKNOWN_FUTURE else w.end_latest
        w = Window(w.start_earliest, w.start_latest, end_earliest, max(end_latest, end_earliest))
    return replace(t, window=w)

"""What held on a date for a viewpoint, and the course of a body's life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST, When
from variorum.reasoning.calculus import bound, every_state, topic_name, topic_number
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.plain import Sought, judge, weigh_each
from variorum.reasoning.testimony import Bodies, Proposition, Testimony, Weighed, bearing, bodies, weigh, weigh_every
from variorum.reasoning.verdict import Status as Status
from variorum.reasoning.verdict import Verdict as Verdict
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, Witness, Witnesses, about, every, fetched

#: So many claims are judged at hand, in plain Python; of more the record is asked by the queries of ``calculus``, which cost a quarter of a second
#: of planning however little there is to judge.
AT_HAND = 10_000


def verdict(
    record: Rows, proposition: Proposition, on: When | None = None, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None
) -> Verdict:
    """Whether the proposition holds on a date (any part of it; None: at any time) for the viewpoint, with the claims on each side."""
    return verdicts(record, [proposition], on, viewpoint, lineage=lineage)[0]


def verdicts(
    record: Rows,
    propositions: Iterable[Proposition],
    on: When | None = None,
    viewpoint: Viewpoint = EVERYONE,
    *,
    lineage: Lineage | None = None,
) -> tuple[Verdict, ...]:
    """The verdicts on many propositions at once, in their order.

    held: somebody sure says so and nobody denies it · denied: only denials, or it had ended · contested: both a supporter and a denial speak
    to the date (or a supporter outlasts an end) · possible: only undated, unsure or uncertainly dated support · unknown: nobody speaks to the date.
    """
    asked = [Bodies.of(p, lineage) for p in dict.fromkeys(propositions)]
    return _judged(record, asked, on, viewpoint)


def _judged(record: Rows, asked: Sequence[Bodies], on: When | None, viewpoint: Viewpoint, focus: Iterable[int] = ()) -> tuple[Verdict, ...]:
    """The verdicts, from claims at hand or by query: the same, but for the time that it takes."""
    near = set(focus)
    claims = fetched(record, bearing(record, asked, viewpoint, near), most=AT_HAND + 1) if asked else ()
    if len(claims) <= AT_HAND:
        return tuple(judge(b.proposition, on, found) for b, found in zip(asked, weigh_each(Sought(asked), claims), strict=True))
    days = None if on is None else (on.first_day, on.last_day)
    return tuple(_verdict(b, on, w) for b, w in zip(asked, weigh(record, asked, viewpoint, days, near), strict=True))


def _verdict(b: Bodies, on: When | None, weighed: Weighed) -> Verdict:
    parts: dict[str, list[Testimony]] = {"supports": [], "opposes": [], "ended": [], "weak": [], "elsewhen": []}
    for role, t in weighed.testimonies:
        parts[role].append(t)
    return Verdict(b.proposition, on, Status(weighed.status), *(tuple(part) for part in parts.values()))


@dataclass(frozen=True, slots=True)
class Holding:
    """One state of an entity: what it is, how it stands, and from when to when by the supporters taken together (None: nobody supports it)."""

    proposition: Proposition
    verdict: Verdict
    window: Window | None


def holdings(
    record: Rows, entity: int, on: When | None = None, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None
) -> tuple[Holding, ...]:
    """Every state in which the entity (or, with ``lineage``, an earlier or later name of it) takes part, sorted by vocabulary, then begin.

    With a date, only the states that somebody says hold or do not hold on it; those that had merely ended by then are left out.
    """
    propositions = states_of(record, entity, viewpoint, lineage=lineage)
    found = judged(record, entity, propositions, on, viewpoint, lineage=lineage)
    return tuple(sorted((Holding(v.proposition, v, together(v.supports)) for v in found if v.supports or v.opposes), key=_order))


def judged(
    record: Rows,
    entity: int,
    propositions: Iterable[Proposition],
    on: When | None = None,
    viewpoint: Viewpoint = EVERYONE,
    *,
    lineage: Lineage | None = None,
) -> tuple[Verdict, ...]:
    """The verdicts on states of one entity, in their order, from the claims about it; the lineage of the others is not followed."""
    asked = [Bodies.of(p, lineage, (entity,)) for p in propositions]
    return _judged(record, asked, on, viewpoint, bodies(lineage, entity))


def _order(h: Holding) -> tuple[int, int, int, int]:
    p = h.proposition
    return topic_number(p.topic), h.window.start_earliest if h.window else UNKNOWN_FUTURE, p.x, p.y


def states_of(record: Rows, entity: int, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None) -> tuple[Proposition, ...]:
    """The states that claims about the entity hold or begin, with the entity standing in for its other names; of ties without direction the
    entity first. A body that merged into its own later name is not part of itself.
    """
    family = set(bodies(lineage, entity))
    found = set()
    for topic, x, y in record.rows(every_state(about(family, viewpoint))):
        p = Proposition(topic_name(topic), *(entity if e in family else e for e in (x, y)))
        symmetric = vocabulary()[p.topic].symmetric
        if entity in (p.x, p.y) and p.x != p.y:
            found.add(Proposition(p.topic, p.y, p.x) if symmetric and p.y == entity else p)
    return tuple(sorted(found, key=lambda p: (topic_number(p.topic), p.x, p.y)))


def together(supports: Sequence[Testimony]) -> Window | None:
    """From when to when by all of them: the dated ones, or the undated where there are no others; None for none."""
    dated = [t.window for t in supports if not t.window.is_undated] or [t.window for t in supports]
    if not dated:
        return None
    return Window(
        min(w.start_earliest for w in dated),
        min(w.start_latest for w in dated),
        max(w.end_earliest for w in dated),
        max(w.end_latest for w in dated),
    )


def said_of(record: Rows, topic: str, about_any: Iterable[int] | None, viewpoint: Viewpoint = EVERYONE) -> tuple[Proposition, ...]:
    """The propositions of the topic that affirmed claims put forward, each once, sorted; x or y is 0 where a claim names nobody there.

    With ``about_any``, those that claims about these bodies put forward. What only begins, weakly supports or was planned counts too: to
    weigh it is the business of a verdict.
    """
    claims = every(viewpoint) if about_any is None else about(about_any, viewpoint)
    sql = f"{bound(claims, [topic])} SELECT DISTINCT x_said, y_said FROM bound WHERE speaks_for AND polarity > 0 ORDER BY x_said, y_said"
    return tuple(Proposition(topic, x, y) for x, y in record.rows(sql))


def timeline(record: Rows, entity: int, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None) -> tuple[Witness, ...]:
    """Every claim about the entity and its lineage, dated ones first, by earliest day, then by latest; undated ones after, in the order of the record."""
    family = lineage.family(entity) if lineage else (entity,)
    return tuple(sorted(Witnesses(record, viewpoint).about(family), key=lambda w: (w.window.is_undated, _first(w), w.window.end_latest)))


def _first(w: Witness) -> int:
    """The day to file it under: its earliest start, or for "by the end of 2010" the day by which."""
    return w.window.start_earliest if w.window.start_earliest != UNKNOWN_PAST else w.window.end_latest


def every_holding(record: Rows, viewpoint: Viewpoint = EVERYONE) -> Iterator[Holding]:
    """Every state of the record, at any time, for the viewpoint; in the order of the vocabulary, then of the entities. Lineages are not followed.

    For a large record see :func:`variorum.reasoning.settled.state_table`, which gives the same without the claims.
    """
    for proposition, weighed in weigh_every(record, viewpoint):
        v = _verdict(Bodies.of(proposition), None, weighed)
        if v.status is not Status.UNKNOWN:
            yield Holding(proposition, v, together(v.supports))

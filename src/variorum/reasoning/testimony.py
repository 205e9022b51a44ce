"""What each claim says for or against a question, and for how long.

* A state claim speaks for its own time. A durable state then persists until something ends it; a stated one is only possible after it.
* An event that begins a state speaks for it from its day on; one that ends it speaks against, from its day on, and clips what went before.
* A claim without a time is possible at any time and certain at none.
* What is planned, ordered or conditional holds in no world: such claims are kept aside (``Testimony.idle``) and shown.
* A body's lineage speaks for it: what is said of its earlier or later names counts, and says so (``via``).

The rules are computed by the queries of ``calculus``; here their rows become values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from variorum.reasoning.calculus import Asked, clipped, standing, topic_number
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.rules import Effect, Rule, is_sweeping, rules_of
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint, numbers
from variorum.reasoning.witness import COLUMNS, Rows, Window, Witness, witness


@dataclass(frozen=True, slots=True)
class Proposition:
    """A topic (state or question of the vocabulary) about ``x`` and ``y``; y 0 when the topic has one place only, or nobody stands there."""

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


@dataclass(frozen=True, slots=True)
class Bodies:
    """Which bodies count as the x and the y of a proposition, each with the claims of lineage that make it so."""

    proposition: Proposition
    xs: Mapping[int, tuple[Witness, ...]]
    ys: Mapping[int, tuple[Witness, ...]]
    later: frozenset[int]  #: x and y and their later names: what ends these ends the state

    @classmethod
    def of(cls, proposition: Proposition, lineage: Lineage | None = None, follow: Collection[int] | None = None) -> Bodies:
        """With the earlier and later names of both, if there is a lineage; with ``follow`` only of those of the two that stand in it."""
        x, y = proposition.x, proposition.y
        of_x, of_y = (lineage if follow is None or e in follow else None for e in (x, y))
        later = {x, y, *(of_x.successors(x) if of_x else ()), *(of_y.successors(y) if of_y else ())}
        return cls(proposition, bodies(of_x, x), bodies(of_y, y), frozenset(later) - {0})

    @property
    def asked(self) -> Asked:
        p = self.proposition
        return Asked(p.topic, p.x, p.y, tuple(self.xs), tuple(self.ys), self.later)


def bodies(lineage: Lineage | None, entity: int) -> Mapping[int, tuple[Witness, ...]]:
    """The entity and the earlier and later names of it, each with the claims of lineage that lead there."""
    if lineage is None or not entity:
        return {entity: ()}
    return {entity: (), **lineage.predecessors(entity), **lineage.successors(entity)}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is said of a proposition, in the order of the record, each with its role on the date that was asked about, and the status that follows."""

    status: str
    testimonies: tuple[tuple[str, Testimony], ...]


def testimonies(
    record: Rows, proposition: Proposition, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None
) -> tuple[Testimony, ...]:
    """Every claim of the viewpoint that bears on the proposition, in the order of the record; windows already clipped by each other.

    ``lineage`` None: only claims about x and y themselves count, not those about their earlier and later names.
    """
    (weighed,) = weigh(record, [Bodies.of(proposition, lineage)], viewpoint)
    return tuple(t for _, t in weighed.testimonies)


_SELECTED = tuple(
    f"s.{name}"
    for name in (
        *("role", "supports", "effect", "weak", "idle", "persists", "one_sided", "x_said", "y_said"),
        *("from_earliest", "from_latest", "until_earliest", "until_latest"),
    )
)
_EFFECTS = tuple(Effect)


def weigh(
    record: Rows, asked: Sequence[Bodies], viewpoint: Viewpoint = EVERYONE, days: tuple[int, int] | None = None, focus: Iterable[int] = ()
) -> list[Weighed]:
    """What is said of each proposition (each stands once in ``asked``), and its status on the days ``first, last`` (half open; None: at any time).

    Claims about all bodies of the propositions are fetched; with ``focus`` only those about these bodies, and what ended the others.
    """
    if not asked:
        return []
    topics = tuple(dict.fromkeys(b.proposition.topic for b in asked))
    steps = clipped(bearing(record, asked, viewpoint, set(focus)), topics, asked=[b.asked for b in asked])
    sql = standing(steps, days, ", ".join((*_SELECTED, COLUMNS)), each=True)
    found: dict[tuple[int, int, int], list[tuple[Any, ...]]] = {}
    for row in record.rows(f"{sql} ORDER BY topic, x, y, doc, span_start, span_end, claim_id"):
        found.setdefault(row[:3], []).append(row[3:])
    return [_weighed(b, found.get((topic_number(b.proposition.topic), b.proposition.x, b.proposition.y), [])) for b in asked]


def bearing(record: Rows, asked: Sequence[Bodies], viewpoint: Viewpoint, focus: Collection[int] = (), *, swept: bool = True) -> str:
    """The SQL for the viewpoint's claims that may bear on the propositions, each once; ``focus`` as in :func:`weigh`. ``swept`` False: without those
    that tell nothing but the end of one body (``sweeping``).

    Of a claim by whose rules both bodies must be the proposition's, it must name two of the bodies asked about, or leave one unsaid: a body that is
    told of in a hundred thousand claims stands in a few hundred with each of the others. Two or three bodies are listed by their numbers, which saves
    a third of a single verdict; more are a small table to join with: lists of numbers take longer to plan than to run.
    """
    topics = dict.fromkeys(b.proposition.topic for b in asked)
    rules = [r for topic in topics for r in rules_of(topic) if swept or not is_sweeping(topic, r.predicate)]
    everybody = {e for b in asked for e in (*b.xs, *b.ys)} - {0} or {-1}
    focused = everybody & set(focus) if focus else everybody
    number = {name: n for n, name in record.rows("SELECT predicate, name FROM predicate")}

    def listed(found: Iterable[Rule]) -> str:
        return numbers({number[r.predicate] for r in found if r.predicate in number})

    one_sided = [r for r in rules if r.x is None or r.y is None]
    words = {
        "said": f"{viewpoint.condition()} AND c.predicate IN ({listed(rules)})",
        "one_sided": f"c.predicate IN ({listed(one_sided)})",
        "ends": f"c.predicate IN ({listed(r for r in one_sided if r.effect is Effect.ENDS)})",
    }
    if len(everybody) <= _FEW:
        words |= {"near": "", "joined": ""}
        for place, column in _PLACES.items():
            words |= {place: f"c.{column} IN ({numbers(everybody)})", f"focused_{place}": f"c.{column} IN ({numbers(focused)})"}
    else:
        near = ", ".join(f"({e}, {str(e in focused).lower()})" for e in sorted(everybody))
        words["near"] = f"WITH near(e, focused) AS (VALUES {near})"
        words["joined"] = " ".join(f"LEFT JOIN near n_{place} ON n_{place}.e = c.{column}" for place, column in _PLACES.items())
        for place in _PLACES:
            words |= {place: f"n_{place}.e IS NOT NULL", f"focused_{place}": f"COALESCE(n_{place}.focused, FALSE)"}
    return _BEARING.format(**words)


_FEW = 3  #: of four and more the table is as quick
_PLACES = {"subject": "subject", "object": "object", "from_": "arg_from", "org": "arg_org"}
# Each claim by the first of its bodies that is asked about. Nobody is in focus where no claim names anybody there.
_BEARING = """{near}
SELECT c.* FROM claim c {joined}
WHERE {said} AND {subject} AND ({one_sided} OR c.object = 0 OR {object} OR {from_} OR {org})
    AND ({ends} OR {focused_subject} OR {focused_object} OR {focused_from_} OR {focused_org})
UNION ALL SELECT c.* FROM claim_o c {joined}
WHERE {said} AND {object} AND NOT ({subject}) AND ({one_sided} OR c.subject = 0 OR {from_} OR {org})
    AND ({ends} OR {focused_object} OR {focused_from_} OR {focused_org})
UNION ALL SELECT c.* FROM claim_a c {joined}
WHERE {said} AND NOT ({subject}) AND NOT ({object}) AND ({from_} OR {org}) AND ({ends} OR {focused_from_} OR {focused_org})"""


def _weighed(b: Bodies, rows: Sequence[tuple[Any, ...]]) -> Weighed:
    return Weighed(rows[0][0] if rows else "unknown", tuple((row[1], _testimony(b, row[2:])) for row in rows))


def _testimony(b: Bodies, row: tuple[Any, ...]) -> Testimony:
    supports, effect, weak, idle, persists, one_sided, x, y = row[:8]
    return Testimony(
        witness(row[12:]),
        supports,
        _EFFECTS[effect],
        Window(*row[8:12]),
        weak,
        idle,
        persists,
        one_sided,
        b.xs.get(x, ()) + b.ys.get(y, ()),
    )

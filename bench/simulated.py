"""The reasoning against a simulated world whose truth is known: called by reasoning.py, and a program of its own.

    simulated.py [--json] [--quick] [--wrong]

Asks of sampled states on sampled days and counts each answer against the truth. "Certain but wrong" (held though it was not so, denied though it was,
contested where nobody lies) must be none. Where the dates told allow certainty, by the plain reckoning of ``certain_days``, the answer must be certain.
With liars, the same is asked of honest voices one by one. --wrong prints the claims behind every wrong answer.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

import numpy as np  # noqa: E402

from simulation.filling import World, make_world  # noqa: E402
from simulation.truth import DURABLE, FIRST_DAY, LAST_DAY, OPEN, PREDICATE  # noqa: E402
from simulation.voices import Manners, Role  # noqa: E402
from variorum.model import When, vocabulary  # noqa: E402
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST  # noqa: E402
from variorum.reasoning import EVERYONE, Lineage, Proposition, Status, Testimony, Viewpoint, holdings, testimonies, verdict  # noqa: E402
from variorum.reasoning.plain import judge  # noqa: E402
from variorum.record.open import Record, open_record  # noqa: E402

TOPICS = (
    "leads",
    "member_of",
    "part_of",
    "sworn_to",
    "commands",
    "exists",
    "located_in",
    "detained",
    "controls",
    "allied_with",
    "hostile_to",
)


class Asked:
    """A record that remembers what it was asked, so that a state costs one query on however many days; sees one voice only if told so."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known: dict[tuple[str, tuple[Any, ...]], list[tuple[Any, ...]]] = {}

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        key = (sql, tuple(parameters))
        if key not in self._known:
            if len(self._known) > 50:
                self._known.clear()
            self._known[key] = self._record.rows(sql, parameters)
        return self._known[key]

    def columns(self, sql: str, parameters: Sequence[Any] = ()) -> Mapping[str, Any]:
        return self._record.columns(sql, parameters)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer: of which tie, on which day, what it was, what was so, and whether the dates allow it to be certain."""

    tie: int
    day: int
    status: Status
    true: bool
    certain: bool

    @property
    def wrong(self) -> bool:
        """Certain and not so; what is contested though all are honest is wrong, too."""
        return (
            self.status is Status.CONTESTED
            or (self.status is Status.HELD and not self.true)
            or (self.status is Status.DENIED and self.true)
        )

    @property
    def decided(self) -> bool:
        return self.status in (Status.HELD, Status.DENIED)


class Examiner:
    """Asks about the ties of a world. ``lineage`` is used for ties of renamed bodies; ties of bodies that took part in a merger are asked under their own
    name only, because a merger's lineage lets one body's ties bear on another's.
    """

    def __init__(self, world: World, viewpoint: Viewpoint = EVERYONE) -> None:
        self.world, self.viewpoint = world, viewpoint
        self.record = open_record(world.layout)
        self.asked = Asked(self.record)
        self.lineage = Lineage.of(self.record, viewpoint)
        t = world.truth.ties
        self._spans: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        e = world.truth.events
        ending = np.flatnonzero(np.isin(e.predicate, [PREDICATE[p] for p in ("died", "killed", "dissolved")]))
        self._last_event = {int(e.object[i] if e.predicate[i] == PREDICATE["killed"] else e.subject[i]): int(i) for i in ending}
        for topic, x, y, start, end in zip(t.topic, t.x, t.y, t.start, t.end, strict=True):
            self._spans.setdefault(self._key(topic, x, y), []).append((start, end))

    def _key(self, topic: int, x: int, y: int) -> tuple[int, int, int]:
        symmetric = topic == PREDICATE["allied_with"]
        return (int(topic), *((min(int(x), int(y)), max(int(x), int(y))) if symmetric else (int(x), int(y))))

    def so(self, topic: int, x: int, y: int, day: int) -> bool:
        """Whether it was so on that day."""
        return any(a <= day < b for a, b in self._spans.get(self._key(topic, x, y), ()))

    def can_be_asked(self, tie: int) -> bool:
        """Not of a body that was both renamed and merged."""
        t, w = self.world.truth.ties, self.world.truth
        bodies = [b for e in (t.x[tie], t.y[tie]) if (b := w.body[e]) >= 0]
        return not (self._renamed(tie) and any(w.merging[b] for b in bodies))

    def _renamed(self, tie: int) -> bool:
        t, w = self.world.truth.ties, self.world.truth
        return t.topic[tie] != PREDICATE["exists"] and any(w.renaming[e] >= 0 for e in (t.x[tie], t.y[tie]))

    def ask(self, tie: int, days: Sequence[int]) -> Iterator[Outcome]:
        t = self.world.truth.ties
        topic, x, y = int(t.topic[tie]), int(t.x[tie]), int(t.y[tie])
        lineage = self.lineage if self._renamed(tie) else None
        held, over = self.certain_days(tie)
        p = Proposition(TOPIC[topic], x, y)
        said = testimonies(self.asked, p, self.viewpoint, lineage=lineage)  # by the queries, once; each day is judged of the same
        for day in days:
            v = judge(p, When.of_days(day, day), said)
            true = self.so(topic, x, y, day)
            certain = not t.again[tie] and (any(a <= day < b for a, b in held) if true else day >= over)
            yield Outcome(tie, day, v.status, true, certain)

    def certain_days(self, tie: int) -> tuple[list[tuple[int, int]], int]:
        """By plain reckoning over what was told of this tie: the spans of days on which it certainly held, and the day from which it was certainly over.

        Uses the truth to know which claims are of the tie (its own beginning, its own end, the last end of both), and the rules of
        docs/explanation/states.md for how long each speaks; takes nothing from the reasoning. A state claim is certain in its own time; what persists
        is certain as long as no end, taken by itself, can have come.
        """
        t = self.world.truth.ties
        topic = int(t.topic[tie])
        lasting = UNKNOWN_FUTURE if topic in DURABLE else UNKNOWN_PAST
        said = [] if TOPIC[topic] in ("sworn_to", "exists") else self._told(topic, int(t.x_then[tie]), int(t.y_then[tie]))
        begun, ended = self._of_event(int(t.begin[tie])), self._of_event(int(t.ended_by[tie]))
        ends = ended + [c for e in (int(t.x[tie]), int(t.y[tie])) for c in self._of_event(self._last_event.get(e, -1))]
        until = min((s1 for s1, *_ in ends), default=UNKNOWN_FUTURE)
        spans = [_own_time(c) for c in said]
        spans += [
            (first, min(lasting, until)) for (first, _), (s1, _, e1, _) in zip(spans, said, strict=True) if e1 in (s1 + 1, UNKNOWN_FUTURE)
        ]
        spans += [(s2, min(lasting, until)) for _, s2, _, _ in begun]
        latest = max([s2 for _, s2, _, _ in said + begun], default=UNKNOWN_PAST)
        return spans, min((s2 for s1, s2, _, _ in ended if latest < s1), default=UNKNOWN_FUTURE)

    def _of_event(self, event: int) -> list[tuple[int, ...]]:
        e = self.world.truth.events
        return self._told(int(e.predicate[event]), int(e.subject[event]), int(e.object[event])) if event >= 0 else []

    def _told(self, predicate: int, x: int, y: int) -> list[tuple[int, ...]]:
        """The four days of every claim that says this for sure and with a date, in this viewpoint."""
        voices = self.viewpoint.voices
        mine = f"AND voice IN ({','.join(map(str, voices))})" if voices else ""
        return self.asked.rows(
            f"""SELECT start_earliest, start_latest, end_earliest, end_latest FROM claim WHERE subject = ? AND predicate = ? AND object = ?
            AND polarity > 0 AND certainty < 2 AND mode = 0 AND NOT (start_earliest = {UNKNOWN_PAST} AND end_latest = {UNKNOWN_FUTURE}) {mine}""",
            [x, predicate, y],
        )

    def days(self, tie: int, rng: np.random.Generator, count: int) -> list[int]:
        """Days to ask of: before, at and after both edges, within, and any."""
        t = self.world.truth.ties
        start, end = int(t.start[tie]), int(min(t.end[tie], LAST_DAY))
        near = [start - 200, start - 1, start, (start + end) // 2, end - 1, end, end + 60, end + 800]
        near += [int(d) for d in rng.integers(FIRST_DAY, LAST_DAY, max(0, count - len(near)))]
        return [d for d in near[:count] if FIRST_DAY <= d < LAST_DAY]

    def close(self) -> None:
        self.record.close()


TOPIC = {PREDICATE[name]: name for name in vocabulary().predicates}


def _own_time(claim: tuple[int, ...]) -> tuple[int, int]:
    """The days on which a state certainly held by the words of the claim alone."""
    s1, s2, e1, e2 = claim
    if e1 == s1 + 1 and e2 == s2 + 1:
        return s1, e2
    return s2, s2 + 1 if e1 == UNKNOWN_FUTURE else e1


def examine(examiner: Examiner, ties: Sequence[int], *, days: int, seed: int = 7) -> list[Outcome]:
    """Every answer about these ties, so far as they can be asked."""
    rng = np.random.default_rng(seed)
    return [o for tie in ties if examiner.can_be_asked(tie) for o in examiner.ask(tie, examiner.days(tie, rng, days))]


def rumours(examiner: Examiner, count: int) -> list[Outcome]:
    """Answers about ties that never were, some time after they are said to have begun."""
    r, found = examiner.world.truth.rumours, []
    for i in range(min(count, len(r.x))):
        p, day = Proposition(TOPIC[int(r.topic[i])], int(r.x[i]), int(r.y[i])), min(int(r.day[i]) + 30, LAST_DAY - 1)
        found.append(Outcome(-1 - i, day, verdict(examiner.asked, p, When.of_days(day, day), examiner.viewpoint).status, False, False))
    return found


def false_holdings(examiner: Examiner, entities: Sequence[int], day: int) -> tuple[int, int]:
    """Of all that is said to be held of these on a day, by :func:`holdings`: how much there is, and how much of it was not so. Without the renamed."""
    w = examiner.world.truth
    there, false = 0, 0
    for entity in entities:
        for h in holdings(examiner.asked, entity, When.of_days(day, day), examiner.viewpoint):
            p = h.proposition
            if h.verdict.status is Status.HELD and p.topic in TOPICS and max(w.renaming[p.x], w.renaming[p.y]) < 0:
                there += 1
                false += not examiner.so(PREDICATE[p.topic], p.x, p.y, day)
    return there, false


def told_by(world: World, voice: int, rng: np.random.Generator, count: int) -> list[int]:
    """Ties of which the voice told: those whose beginning, end or holding it states."""
    import duckdb

    with duckdb.connect() as con:
        said = con.execute(
            "SELECT DISTINCT predicate, subject, object FROM read_parquet(?) WHERE voice = ?", [world.claims, voice]
        ).fetchall()
    t, e = world.truth.ties, world.truth.events
    known = {(p, s, o) for p, s, o in said}
    found = []
    for i in rng.permutation(len(t.x)):
        state = (int(t.topic[i]), int(t.x_then[i]), int(t.y_then[i])) in known
        event = t.begin[i] >= 0 and (int(e.predicate[t.begin[i]]), int(e.subject[t.begin[i]]), int(e.object[t.begin[i]])) in known
        if state or event:
            found.append(int(i))
        if len(found) == count:
            break
    return found


def tally(outcomes: Sequence[Outcome], prefix: str) -> dict[str, Any]:
    """The figures of a set of answers."""
    status = Counter(str(o.status) for o in outcomes)
    allowed = [o for o in outcomes if o.certain]
    figures: dict[str, Any] = {f"{prefix}: asked": len(outcomes)} | {f"{prefix}: {s}": status[s] for s in map(str, Status)}
    figures[f"{prefix}: certain but wrong"] = sum(o.wrong for o in outcomes)
    figures[f"{prefix}: dates allow certainty"] = len(allowed)
    figures[f"{prefix}: and it is certain"] = sum(o.decided and not o.wrong for o in allowed)
    return figures


def measure(scratch: Path, *, quick: bool, wrong: bool = False) -> dict[str, Any]:
    """All figures of this table, from worlds made in ``scratch``."""
    figures: dict[str, Any] = {}
    claims, states, seeds = (3_000, 60, 1) if quick else (6_000, 150, 2)
    for seed in range(1, seeds + 1):
        world = make_world(scratch / f"honest-{seed}", claims=claims, seed=seed, manners=Manners(liars=0.0))
        _add(figures, _honest(world, states, wrong))
        world = make_world(scratch / f"liars-{seed}", claims=claims, seed=seed)
        _add(figures, _liars(world, states, wrong))
    return figures


def _honest(world: World, states: int, wrong: bool) -> dict[str, Any]:
    rng = np.random.default_rng(world.truth.seed)
    e = Examiner(world)
    ties = rng.permutation(len(world.truth.ties.x))[:states].tolist()
    outcomes = examine(e, ties, days=9) + rumours(e, states // 4)
    if wrong:
        show(e, outcomes)
    w = world.truth
    plain = [n for n in range(1, w.first_place) if w.renaming[n] < 0 and (w.body[n] < 0 or not w.merging[w.body[n]])]
    there, false = false_holdings(e, rng.permutation(plain)[: states // 4].tolist(), (FIRST_DAY + LAST_DAY) // 2)
    e.close()
    return tally(outcomes, "all honest") | {"all honest: held, as listed": there, "all honest: held, as listed, but wrong": false}


def _liars(world: World, states: int, wrong: bool) -> dict[str, Any]:
    rng = np.random.default_rng(world.truth.seed)
    e = Examiner(world)
    everyone = examine(e, rng.permutation(len(world.truth.ties.x))[:states].tolist(), days=9)
    e.close()
    figures = {"with liars, everyone: contested": sum(o.status is Status.CONTESTED for o in everyone)}
    figures["with liars, everyone: held or denied, but wrong"] = sum(o.wrong and o.decided for o in everyone)
    outcomes: list[Outcome] = []
    for voice in world.voices_of(Role.HONEST)[:5]:
        own = Examiner(world, Viewpoint(frozenset({voice})))
        found = examine(own, told_by(world, voice, rng, states // 5), days=9) + rumours(own, 10)
        if wrong:
            show(own, found)
        outcomes += found
        own.close()
    return figures | tally(outcomes, "with liars, one honest voice")


def _add(figures: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        figures[name] = figures.get(name, 0) + value


def show(examiner: Examiner, outcomes: Sequence[Outcome]) -> None:
    """Prints the claims behind wrong answers, and behind those that could have been certain and were not."""
    t = examiner.world.truth.ties
    for o in [o for o in outcomes if o.tie >= 0 and (o.wrong or (o.certain and not o.decided))][:20]:
        topic, x, y = TOPIC[int(t.topic[o.tie])], int(t.x[o.tie]), int(t.y[o.tie])
        truth = examiner._spans[examiner._key(int(t.topic[o.tie]), x, y)]
        spans = ", ".join(f"{_date(a)} to {_date(b)}" for a, b in truth)
        print(f"{topic}({x}, {y}) on {_date(o.day)}: {o.status}; was so {spans}; certainty {'allowed' if o.certain else 'not asked'}")
        v = verdict(
            examiner.asked,
            Proposition(topic, x, y),
            None,
            examiner.viewpoint,
            lineage=examiner.lineage if examiner._renamed(o.tie) else None,
        )
        seen = Counter(_line(s) for s in v.supports + v.opposes + v.ended + v.weak + v.elsewhen)
        for line, times in sorted(seen.items()):
            print(f"    {times} x {line}")


def _line(s: Testimony) -> str:
    w = s.witness
    told, speaks = (" ".join(map(_date, (t.start_earliest, t.start_latest, t.end_earliest, t.end_latest))) for t in (w.window, s.window))
    return f"{w.predicate}({w.subject}, {w.object}, from {w.from_}) {w.certainty}{'' if w.affirmed else ' denied'} [{told}] {s.effect} [{speaks}]"


def _date(day: int) -> str:
    return "-" if day <= UNKNOWN_PAST else "+" if day >= OPEN else str(np.datetime64(int(day) - 719_163, "D"))


# ---------------------------------------------------------------------- the whole table


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="one small world of each kind")
    a.add_argument("--wrong", action="store_true", help="print the claims behind every wrong answer")
    o = a.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure(Path(scratch), quick=o.quick, wrong=o.wrong and not o.json)
    if o.json:
        print(json.dumps({k.replace(" ", "_"): v for k, v in figures.items()}))
    else:
        for name, value in figures.items():
            print(f"{name:72s} {value:>10,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

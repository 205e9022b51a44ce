"""What the voices of a world say, as columns of claims, a chunk at a time.

A *telling* is a voice and a tie: the voice says that it began or held, and, where it ended, by what event (and, where that event began another tie, how
that one ended; and how a body that it names was renamed). Ends are always dated and sure; a beginning may be vague, unsure or without a date, but
not where the same two were tied twice, and not where it ended another tie. So whoever is honest gives a whole account, and no rule of persistence can
mislead about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.days import Form, Unit, bounds, first_of, last_of
from simulation.truth import FIRST_DAY, LAST_DAY, OPEN, PREDICATE, Ints, Truth, zipf
from simulation.voices import CHOSEN, HABITS, LATE, NONE, Manners, Role, Voices, units

Columns = Mapping[str, NDArray[np.generic]]
CHUNK = 400_000
#: Events that no rule reads: what most documents are full of.
INCIDENTS = ("attacked", "condemned", "praised", "wrote_to", "met", "supported", "asked", "rejected", "informed")
_WHAT = ("predicate", "subject", "object", "from_", "org")
_WHEN = ("form", "a", "unit_a", "b", "unit_b")
_FIELDS = (*_WHAT, *_WHEN, "polarity", "certainty", "mode", "voice", "truthful", "telling")


@dataclass(slots=True)
class _Rows:
    """Columns of one kind of claims while they are put together; a value given once stands for all."""

    values: dict[str, NDArray[np.generic]]

    @classmethod
    def of(cls, count: int, **values: object) -> _Rows:
        defaults: dict[str, object] = {"polarity": 1, "truthful": 1, "telling": -1}
        full = {f: np.broadcast_to(np.asarray(values.get(f, defaults.get(f, 0)), np.int64), (count,)) for f in _FIELDS}
        return cls(full)

    @property
    def count(self) -> int:
        return len(self.values["predicate"])

    def take(self, which: NDArray[np.generic]) -> _Rows:
        return _Rows({k: v[which] for k, v in self.values.items()})


def _stacked(parts: list[_Rows]) -> _Rows:
    return _Rows({f: np.concatenate([p.values[f] for p in parts]) for f in _FIELDS})


class Teller:
    """Draws claims of a world; the same world and manners give the same claims in the same order."""

    def __init__(self, truth: Truth, voices: Voices, manners: Manners) -> None:
        self.truth, self.voices, self.manners = truth, voices, manners
        self.rng = np.random.default_rng([truth.seed, 2])
        weight = np.cumsum(truth.ties.weight)
        self._tie_cdf = weight / weight[-1]
        self._voice_cdf = np.cumsum(zipf(len(voices.telling)))
        self._copyist_cdf = np.cumsum(zipf(max(1, len(voices.copying))))
        self._body_cdf = np.cumsum(zipf(truth.first_place - 1))
        self._agents = 1 + np.random.default_rng([truth.seed, 3]).permutation(truth.first_place - 1)
        ends = np.zeros(len(truth.events.day) + 1, np.bool_)  # the last is for no event
        ends[truth.ties.ended_by] = True
        ends[-1] = False
        self._free = ~truth.ties.again & ~ends[truth.ties.begin]  # ties that may begin vaguely: their beginning is nothing else's end
        self._rate = 2.5  # claims a telling, learnt as we go

    def chunks(self) -> Iterator[Columns]:
        """All claims, exactly ``size.claims`` of them; columns as :func:`_finished` gives them."""
        told, telling = 0, 0
        while told < self.truth.size.claims:
            count = min(CHUNK, self.truth.size.claims - told)
            yield self._finished(self._chunk(count, telling), told)
            told, telling = told + count, telling + count

    def _chunk(self, count: int, first: int) -> tuple[_Rows, NDArray[np.int64]]:
        """That many claims, with the copyists before each (two columns, outermost first, -1 none)."""
        m = self.manners
        whole = int(count * (1 - m.copied - m.incidents)) if count > 50 else 0
        rows = self._tellings(whole, first)
        copied = min(int(count * m.copied), count - rows.count) if rows.count and len(self.voices.copying) else 0
        rest = self._incidents(count - rows.count - copied)
        own = _stacked([rows, rest])
        source = self.rng.integers(0, own.count, copied)
        copies = own.take(source)
        chain = np.full((count, 2), -1)
        chain[own.count :, 1] = self._pick(self.voices.copying, self._copyist_cdf, copied)
        again = own.count + np.flatnonzero(self.rng.random(copied) < 0.2)  # a copy of a copy
        chain[again, 0] = self._pick(self.voices.copying, self._copyist_cdf, len(again))
        chain[chain[:, 0] == chain[:, 1], 0] = -1
        return _stacked([own, copies]), chain

    def _pick(self, of: Ints, cdf: NDArray[np.float64], count: int) -> Ints:
        if not len(of) or not count:
            return np.zeros(count, np.int64)
        return of[np.searchsorted(cdf, self.rng.random(count) * cdf[-1]).clip(max=len(of) - 1)]

    def _tellings(self, limit: int, first: int) -> _Rows:
        """Whole tellings, at most ``limit`` claims."""
        n = max(1, int(limit / self._rate * 1.1))
        voice = self._pick(self.voices.telling, self._voice_cdf, n)
        rumoured = self.rng.random(n) < self.manners.rumoured + self.manners.planned
        parts = [self._of_rumours(voice[rumoured], first + np.flatnonzero(rumoured))] if len(self.truth.rumours.x) else []
        parts += self._of_ties(voice[~rumoured], first + np.flatnonzero(~rumoured))
        rows = _stacked(parts)
        self._rate = max(1.0, rows.count / n)
        rows = rows.take(np.argsort(rows.values["telling"], kind="stable"))
        if rows.count <= limit:
            return rows
        cut = np.searchsorted(rows.values["telling"], rows.values["telling"][limit]) if limit else 0
        return rows.take(np.arange(cut))

    # ------------------------------------------------------------------ ties that were

    def _of_ties(self, voice: Ints, telling: Ints) -> list[_Rows]:
        t = self.truth.ties
        tie = np.searchsorted(self._tie_cdf, self.rng.random(len(voice))).clip(max=len(t.x) - 1)
        lie = self._lies(voice, t.x[tie], t.y[tie])
        denied, shifted = (lie == 1), (lie == 2)
        shift = np.where(shifted, self.rng.choice([-1, 1], len(tie)) * self.rng.integers(200, 2500, len(tie)), 0)
        style = self._style(voice, self._free[tie])
        eventful = (t.begin[tie] >= 0) & ((self.rng.random(len(tie)) < 0.5) | _derived(t.topic[tie]))
        common = {"voice": voice, "telling": telling, "truthful": lie == 0, "polarity": np.where(denied, -1, 1)}
        common["certainty"] = self._certainty(self._free[tie])
        begins = self._event_rows(t.begin[tie][eventful], style[eventful], shift[eventful], {k: v[eventful] for k, v in common.items()})
        k = ~eventful & ~_derived(t.topic[tie])
        states = self._state_rows(tie[k], style[k], shift[k], {n: v[k] for n, v in common.items()})
        return [
            begins,
            states,
            self._account(tie[~denied], voice[~denied], telling[~denied], shift[~denied], lie[~denied], eventful[~denied]),
        ]

    def _lies(self, voice: Ints, x: Ints, y: Ints) -> Ints:
        """0 the truth, 1 denied, 2 misdated: liars of the bodies that they have chosen."""
        body = np.maximum(self.truth.body[x], self.truth.body[y])
        chosen = (self.voices.role[voice] == Role.LIAR) & (body >= 0) & (body % CHOSEN == voice % CHOSEN)
        return np.where(chosen, self.rng.integers(1, 3, len(voice)), 0)

    def _style(self, voice: Ints, free: NDArray[np.bool_]) -> Ints:
        """How each is dated; no date at all only where ``free``."""
        table = np.cumsum(HABITS, axis=1)[self.voices.habit[voice]]
        style = (table < self.rng.random(len(voice))[:, None]).sum(axis=1).clip(max=NONE)
        style = np.where(self.rng.random(len(voice)) < self.manners.exact, Unit.DAY, style)
        return np.where((style == NONE) & ~free, Unit.YEAR, style)

    def _certainty(self, free: NDArray[np.bool_]) -> Ints:
        drawn = self.rng.choice(4, len(free), p=[0.8, 0.12, 0.06, 0.02])
        return np.where(free, drawn, np.minimum(drawn, 1))

    def _account(self, tie: Ints, voice: Ints, telling: Ints, shift: Ints, lie: Ints, eventful: NDArray[np.bool_]) -> _Rows:
        """How the ties ended, and all that follows for somebody who does not mislead: see the module."""
        t, e, r = self.truth.ties, self.truth.events, self.truth.renaming
        told = [t.begin[tie], t.ended_by[tie], r[t.x[tie]], r[t.y[tie]]]
        pick, event = np.tile(np.arange(len(tie)), 4), np.concatenate(told)
        seen = np.where(eventful & (t.begin[tie] >= 0), np.arange(len(tie)) * np.int64(2**32) + t.begin[tie], -1)
        frontier = pick * np.int64(2**32) + event
        frontier = np.unique(frontier[(event >= 0) & (np.repeat([False, True, True, True], len(tie)) | np.tile(eventful, 4))])
        everything = frontier
        while len(frontier):
            pick, event = frontier >> 32, frontier & 0xFFFFFFFF
            renamings = r[np.concatenate([e.subject[event], e.object[event], e.from_[event], e.org[event]])]
            following = np.concatenate([e.next[event, 0], e.next[event, 1], renamings])
            found = np.tile(pick, 6) * np.int64(2**32) + following
            frontier = np.setdiff1d(found[following >= 0], everything)
            everything = np.union1d(everything, frontier)
        everything = np.setdiff1d(everything, seen)
        pick, event = everything >> 32, everything & 0xFFFFFFFF
        common = {"voice": voice[pick], "telling": telling[pick], "truthful": lie[pick] == 0}
        common["certainty"] = (self.rng.random(len(pick)) < 0.1).astype(np.int64)
        return self._event_rows(event, self._style(voice[pick], np.zeros(len(pick), np.bool_)), shift[pick], common)

    def _event_rows(self, event: Ints, style: Ints, shift: Ints, common: Mapping[str, object]) -> _Rows:
        e = self.truth.events
        day = (e.day[event] + shift).clip(FIRST_DAY - 4000, LAST_DAY + 4000)
        lag = day + (self.rng.random(len(day)) * 400).astype(np.int64)
        day = np.where(style == LATE, last_of(lag, np.full(len(day), Unit.MONTH)), day)
        form = np.where(style == LATE, Form.BY, np.where(style == NONE, Form.UNDATED, Form.POINT))
        what = {"predicate": e.predicate[event], "subject": e.subject[event], "object": e.object[event]}
        what |= {"from_": e.from_[event], "org": e.org[event], "form": form, "a": day, "unit_a": units(style)}
        return _Rows.of(len(event), **what, **common)

    def _state_rows(self, tie: Ints, style: Ints, shift: Ints, common: Mapping[str, object]) -> _Rows:
        t = self.truth.ties
        start = t.start[tie] + shift
        end = np.where(t.end[tie] == OPEN, OPEN, t.end[tie] + shift)
        unit = np.where(style == LATE, Unit.MONTH, units(style))
        way = self.rng.random(len(tie))
        form = np.where(way < 0.5, Form.POINT, np.where((way < 0.75) & (end < LAST_DAY), Form.INTERVAL, Form.SINCE))
        form = np.where(style == NONE, Form.UNDATED, form)
        a, unit_a, b, unit_b = _true_dates(self.rng, form, start, np.minimum(end, LAST_DAY), unit)
        what = {"predicate": t.topic[tie], "subject": t.x_then[tie], "object": t.y_then[tie]}
        return _Rows.of(len(tie), **what, form=form, a=a, unit_a=unit_a, b=b, unit_b=unit_b, **common)

    # ------------------------------------------------------------------ ties that never were, and the rest

    def _of_rumours(self, voice: Ints, telling: Ints) -> _Rows:
        r = self.truth.rumours
        which = self.rng.integers(0, len(r.x), len(voice))
        planned = self.rng.random(len(voice)) < self.manners.planned / max(1e-9, self.manners.planned + self.manners.rumoured)
        lying = (self.voices.role[voice] == Role.LIAR) & ~planned
        style = self._style(voice, np.ones(len(voice), np.bool_))
        style = np.where(style == LATE, Unit.YEAR, style)
        return _Rows.of(
            len(voice),
            predicate=r.said[which],
            subject=r.x[which],
            object=r.y[which],
            form=np.where(style == NONE, Form.UNDATED, Form.POINT),
            a=r.day[which],
            unit_a=units(style),
            polarity=np.where(lying | planned, 1, -1),
            mode=np.where(planned, 1, 0),
            voice=voice,
            truthful=~lying,
            telling=telling,
        )

    def _incidents(self, count: int) -> _Rows:
        agents = self._pick(self._agents, self._body_cdf, 2 * count).reshape(2, -1)
        voice = self._pick(self.voices.telling, self._voice_cdf, count)
        style = self._style(voice, np.ones(count, np.bool_))
        day = self.rng.integers(FIRST_DAY, LAST_DAY, count)
        return _Rows.of(
            count,
            predicate=self.rng.choice([PREDICATE[p] for p in INCIDENTS], count),
            subject=agents[0],
            object=np.where(agents[0] == agents[1], 0, agents[1]),
            form=np.where(style == NONE, Form.UNDATED, np.where(style == LATE, Form.BY, Form.POINT)),
            a=day,
            unit_a=units(style),
            certainty=self._certainty(np.ones(count, np.bool_)),
            voice=voice,
        )

    def _finished(self, drawn: tuple[_Rows, NDArray[np.int64]], told: int) -> Columns:
        """The chunk as columns of ``filling``: numbers of the record, four days, chain and document."""
        rows, chain = drawn
        v = rows.values
        shuffled = self.rng.permutation(rows.count)
        v, chain = {k: c[shuffled] for k, c in v.items()}, chain[shuffled]
        event = ~np.isin(v["predicate"], list(_STATES))
        days = bounds(v["form"], v["a"], v["unit_a"], v["b"], v["unit_b"], event)
        outermost = np.where(chain[:, 0] >= 0, chain[:, 0], np.where(chain[:, 1] >= 0, chain[:, 1], v["voice"]))
        first, following = self.voices.first_document[outermost], self.voices.first_document[outermost + 1]
        document = first + (self.rng.random(rows.count) * (following - first)).astype(np.int64)
        names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
        numbers = {"number": told + np.arange(rows.count), "claim_id": _ids(self.truth.seed, told + np.arange(rows.count))}
        voiced = {"voice": v["voice"] + self.truth.first_voice, "doc": document}
        voiced |= {name: np.where(c >= 0, c + self.truth.first_voice, 0) for name, c in (("outer", chain[:, 0]), ("inner", chain[:, 1]))}
        return {**v, **numbers, **dict(zip(names, days, strict=True)), **voiced, "event": event}


_STATES = frozenset(
    PREDICATE[n] for n in ("part_of", "leads", "commands", "member_of", "allied_with", "hostile_to", "detained", "located_in", "controls")
)


def _derived(topic: Ints) -> NDArray[np.bool_]:
    return np.isin(topic, [PREDICATE["sworn_to"], PREDICATE["exists"]])


def _true_dates(rng: np.random.Generator, form: Ints, start: Ints, end: Ints, unit: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Dates that are true of what held from ``start`` to ``end`` (half open): as coarse as ``unit`` where that is true, else to the day.

    "In 2007" is said of the whole of 2007, so it must have held throughout; "since 2007" must still have been so when 2007 was over; "from 2007 to 2007"
    would say no more than "in 2007".
    """
    some = start + (rng.random(len(start)) * (end - start)).astype(np.int64)
    last = end - 1
    a = np.where(form == Form.POINT, some, start)
    throughout = (first_of(some, unit) >= start) & (last_of(some, unit) < end)
    since = last_of(start, unit) < end
    between = last_of(start, unit) < first_of(last, unit)
    good = np.where(form == Form.POINT, throughout, np.where(form == Form.SINCE, since, between))
    unit = np.where(good, unit, Unit.DAY)
    return a, unit, last, unit


def _ids(seed: int, number: Ints) -> Ints:
    """63 bits from a number, by the finaliser of splitmix64 (Steele, Lea, Flood 2014)."""
    with np.errstate(over="ignore"):
        z = number.astype(np.uint64) + np.uint64(seed + 1) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((z ^ (z >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)

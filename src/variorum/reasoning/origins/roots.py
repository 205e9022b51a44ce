"""Where the edges lead in the end: roots, the paths to them, and circles."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.reasoning.origins.descent import Descent, links
from variorum.reasoning.origins.matter import Matter, Told
from variorum.reasoning.origins.values import Circle, Path, Root, RootKind, Step, StepKind


@dataclass(frozen=True, slots=True)
class Traced:
    """The roots of some claims of one proposition, in order of how many go back to them, with the paths and circles."""

    roots: tuple[Root, ...]
    paths: tuple[Path, ...]
    circles: tuple[Circle, ...]


def traced(matter: Matter, found: Descent) -> Traced:
    """Follows every claim to its roots. Whatever cycles there are, each voice is visited once."""
    return _Tracing(matter, found).result()


class _Tracing:
    """The voices of one proposition: those with the same words drawn together (``head``), then circles drawn together (``knot``)."""

    def __init__(self, matter: Matter, found: Descent) -> None:
        self._matter, self._found = matter, found
        voices = {v for t in found.told for v in t.chain} | {v for s in (*found.steps, *found.alike) for v in (s.voice, s.to)}
        self._head = _drawn_together(sorted(voices), ((s.voice, s.to) for s in found.alike))
        closed = {self._head[v] for v in found.own}
        self._steps = [s for s in found.steps if self._head[s.voice] not in closed]
        onward: dict[int, set[int]] = {self._head[v]: set() for v in sorted(voices)}
        for s in self._steps:
            if self._head[s.voice] != self._head[s.to]:
                onward[self._head[s.voice]].add(self._head[s.to])
        self._onward = onward
        self._knot = _knots(onward)
        self._members: dict[int, list[int]] = defaultdict(list)
        for v in sorted(voices):
            self._members[self._knot[self._head[v]]].append(v)
        self._spoken: dict[int, list[Told]] = defaultdict(list)
        for t in found.told:
            self._spoken[t.voice].append(t)
        self._out = self._ways()

    def result(self) -> Traced:
        of_head = {h: self._ends(h) for h in {self._head[v] for v in self._spoken}}
        ends = {t.claim: of_head[self._head[t.voice]] for t in self._found.told}
        claims: dict[int, list[int]] = defaultdict(list)
        for t in self._found.told:
            for knot in ends[t.claim]:
                claims[knot].append(t.claim)
        roots = [(knot, self._root(knot, tuple(sorted(cs)))) for knot, cs in claims.items()]
        roots.sort(key=lambda r: (-len(r[1].claims), r[1].kind is RootKind.UNNAMED, r[1].label, r[1].voice))
        place = {knot: i for i, (knot, _) in enumerate(roots)}
        paths = [
            Path(t.claim, place[knot], self._path(t, knot, roots[place[knot]][1].voice))
            for t in self._found.told
            for knot in sorted(ends[t.claim], key=place.__getitem__)
        ]
        return Traced(tuple(r for _, r in roots), tuple(paths), tuple(self._circles()))

    # ------------------------------------------------------------------ ends
    def _ends(self, head: int) -> frozenset[int]:
        """The knots from which nothing leads on, of those that can be reached."""
        seen, queue = {head}, deque([head])
        while queue:
            here = queue.popleft()
            for there in self._onward[here] - seen:
                seen.add(there)
                queue.append(there)
        leads_on = {self._knot[h] for h in seen if any(self._knot[there] != self._knot[h] for there in self._onward[h])}
        return frozenset(self._knot[h] for h in seen) - leads_on

    def _is_circle(self, knot: int) -> bool:
        return len({self._head[v] for v in self._members[knot]}) > 1

    def _root(self, knot: int, claims: tuple[int, ...]) -> Root:
        members = self._members[knot]
        voice = min(members, key=self._rank)
        others = tuple(v for v in members if v != voice)
        kind, reason = self._kind(voice, members, is_circle=self._is_circle(knot))
        label = self._matter.label(voice)
        if kind is RootKind.UNNAMED:
            label = f"an unnamed origin, behind {label}"
        return Root(kind, voice, others, claims, label, reason)

    def _kind(self, voice: int, members: Sequence[int], *, is_circle: bool) -> tuple[RootKind, str]:
        if is_circle:
            return RootKind.CIRCLE, "they have it from one another and nobody from outside"
        if voice in self._found.own:
            return RootKind.VOICE, "is a party to it and speaks for itself"
        if voice in self._matter.works:
            writers = len(self._matter.writers.get(voice, ()))
            return RootKind.WORK, f"is a text that goes by {writers} names" if writers else "is a text whose writer nobody names"
        last = [t for v in members for t in self._spoken.get(v, ())]
        if last and not any(t.is_own_word for t in last):
            return RootKind.UNNAMED, "reports it and does not say from whom"
        return RootKind.VOICE, "names nobody from whom it is had"

    def _rank(self, voice: int) -> tuple[bool, bool, bool, int, int]:
        """Of several voices with the same words: a party, whose text a page prints, whom a page names, then whose page is the earliest."""
        pages = [(self._matter.pages[t.doc], t) for t in self._spoken.get(voice, ())]
        is_writer = any(p.is_printed(t.start) and (x := p.layer_at(t.start)) is not None and x.voice == voice for p, t in pages)
        is_named = any(voice not in p.speakers for p, _ in pages)
        first = min((p.published[0] for p, _ in pages), default=2**31)
        return (voice not in self._found.own, not is_writer, not is_named, first, voice)

    # ------------------------------------------------------------------ paths
    def _ways(self) -> Mapping[int, Sequence[Step]]:
        """The steps from each voice, surest first; those between equals lead both ways."""
        out: dict[int, list[Step]] = defaultdict(list)
        for s in (*self._steps, *self._found.alike):
            out[s.voice].append(s)
            if s.kind in (StepKind.SAME_WORDS, StepKind.SAME_LETTER):
                out[s.to].append(replace(s, voice=s.to, to=s.voice))
        order = list(StepKind)
        return {v: sorted(steps, key=lambda s: (order.index(s.kind), s.to)) for v, steps in out.items()}

    def _path(self, t: Told, knot: int, root: int) -> tuple[Step, ...]:
        """The claim's own chain, then the shortest way from its last voice to the root (of a circle: to any of it)."""
        goals = set(self._members[knot]) if self._is_circle(knot) else {root}
        return (*self._chain(t), *self._shortest([t.voice], goals))

    def _chain(self, t: Told) -> tuple[Step, ...]:
        following = dict(links(t))
        steps, at = [], t.chain[0]
        while at in following:
            words = f"{self._matter.label(at)} has it from {self._matter.label(following[at])} ({self._matter.place(t)})"
            steps.append(Step(StepKind.REPORTS, at, following[at], (t.claim,), words))
            at = following[at]
        return tuple(steps)

    def _shortest(self, begin: Iterable[int], goals: set[int], within: frozenset[int] | None = None) -> tuple[Step, ...]:
        came: dict[int, Step | None] = dict.fromkeys(begin)
        queue = deque(came)
        while queue:
            here = queue.popleft()
            if here in goals:
                return _walked_back(here, came)
            for s in self._out.get(here, ()):
                if s.to not in came and (within is None or s.to in within):
                    came[s.to] = s
                    queue.append(s.to)
        raise AssertionError("every claim leads to each of its roots")

    # ------------------------------------------------------------------ circles
    def _circles(self) -> Iterable[Circle]:
        for knot, voices in sorted(self._members.items()):
            if self._is_circle(knot):
                heads = {self._head[v] for v in voices}
                is_root = all(self._knot[there] == knot for h in heads for there in self._onward[h])
                steps = self._round(sorted(voices, key=self._rank), frozenset(voices))
                yield Circle(tuple(dict.fromkeys(s.voice for s in steps)), steps, is_root)

    def _round(self, voices: Sequence[int], within: frozenset[int]) -> tuple[Step, ...]:
        """A way through all voices of a circle that ends where it began; it may pass one of them twice."""
        steps: list[Step] = []
        here, begin = voices[0], voices[0]
        missing = set(voices[1:])
        while missing:
            part = self._shortest([here], missing, within)
            steps += part
            here = part[-1].to
            missing -= {s.to for s in part}
        return (*steps, *self._shortest([here], {begin}, within))


def _walked_back(here: int, came: Mapping[int, Step | None]) -> tuple[Step, ...]:
    steps: list[Step] = []
    while (s := came[here]) is not None:
        steps.append(s)
        here = s.voice
    return tuple(reversed(steps))


def _drawn_together(voices: Sequence[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each voice the first of those that it is joined with."""
    head = {v: v for v in voices}

    def find(v: int) -> int:
        while head[v] != v:
            head[v] = head[head[v]]
            v = head[v]
        return v

    for a, b in pairs:
        x, y = sorted((find(a), find(b)))
        head[y] = x
    return {v: find(v) for v in voices}


def _knots(onward: Mapping[int, set[int]]) -> dict[int, int]:
    """The strongly connected components, each named by one of its members (Tarjan 1972, without recursion: chains may be long)."""
    number, low, knot = dict[int, int](), dict[int, int](), dict[int, int]()
    stack: list[int] = []
    for begin in sorted(onward):
        if begin in number:
            continue
        work = [(begin, iter(sorted(onward[begin])))]
        number[begin] = low[begin] = len(number)
        stack.append(begin)
        while work:
            here, rest = work[-1]
            there = next(rest, None)
            if there is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == number[here]:
                    members = stack[stack.index(here) :]
                    del stack[len(stack) - len(members) :]
                    knot.update(dict.fromkeys(members, min(members)))
            elif there not in number:
                number[there] = low[there] = len(number)
                stack.append(there)
                work.append((there, iter(sorted(onward[there]))))
            elif there not in knot:
                low[here] = min(low[here], number[there])
    return knot

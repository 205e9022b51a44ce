"""The origins of a proposition, and of the sides of disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.errors import UsageError
from variorum.model import vocabulary
from variorum.reasoning.disputes import Dispute
from variorum.reasoning.origins.descent import descent
from variorum.reasoning.origins.matter import Matter, Texts, Told, labels_of, matter, narrowed
from variorum.reasoning.origins.roots import Traced, traced
from variorum.reasoning.origins.silence import silent
from variorum.reasoning.origins.values import Origins, Root, RootKind, Step, least_and_most
from variorum.reasoning.origins.wording import names_on, same_letter, same_words
from variorum.reasoning.witness import Rows


@dataclass(frozen=True, slots=True)
class SideRoots:
    """The roots of one side of a dispute: see :class:`Root`; a claim may go back to two of them. ``steps`` lead its claims there, each once."""

    position: str
    roots: tuple[Root, ...]
    steps: tuple[Step, ...] = ()

    @property
    def traced(self) -> int:
        """How many claims of the side have a root: those whose voice commits to them."""
        return len({c for r in self.roots for c in r.claims})

    @property
    def independent(self) -> int:
        """As :attr:`Origins.independent`."""
        return least_and_most(self.roots)[0]

    @property
    def at_most(self) -> int:
        """As :attr:`Origins.at_most`."""
        return least_and_most(self.roots)[1]


def origins(record: Rows, claim: int, texts: Texts | None = None, *, silences: bool = True, among: Matter | None = None) -> Origins:
    """Where the proposition of a claim comes from: all claims that make it, of times that may overlap, each traced to its roots.

    ``texts`` gives the words around a quote; without it only quotes are compared, and notes say so. Claims about earlier or later names of a body,
    and claims of other predicates that bear on the same question, are other propositions. ``silences`` False: who is silent on it is not sought.
    ``among``: what :func:`matter_of` gave for this claim and others already.

    Raises:
        UsageError: the record has no such claim.
    """
    found = matter(record, [claim]) if among is None else narrowed(record, among, claim)
    asked = next((t for ts in found.told.values() for t in ts if t.claim == claim), None)
    if asked is None:
        raise UsageError(f"the record has no claim {claim:016x}")
    near = [t for t in found.told[asked.key] if t.window.may_overlap(asked.window)]
    told, aside = [t for t in near if t.commits], [t for t in near if not t.commits]
    result = trace(found, told, texts)
    heard = {v for r in result.roots for v in (r.voice, *r.with_)} | {s.to for p in result.paths for s in p.steps}
    quiet = silent(record, found, asked.key, near, heard) if silences else ()
    words = vocabulary()[asked.key.predicate]
    labels = {**found.labels, **labels_of(record, (s.voice for s in quiet))}
    name, quantity = asked.key.name or None, asked.key.quantity or None
    sentence = words.sentence(
        labels.get(asked.key.subject), labels.get(asked.key.object), denied=asked.key.polarity < 0, name=name, quantity=quantity
    )
    return Origins(
        claim,
        sentence,
        tuple(t.claim for t in told),
        tuple(t.claim for t in aside),
        result.roots,
        result.paths,
        result.circles,
        quiet,
        tuple(_notes(found, asked, near, texts)),
        labels,
    )


def matter_of(record: Rows, disputes: Sequence[Dispute]) -> Matter:
    """What the claims of these disputes are traced by."""
    return matter(record, {c for d in disputes for s in d.sides for c in s.claims})


def roots_of_sides(
    record: Rows, disputes: Sequence[Dispute], texts: Texts | None = None, *, among: Matter | None = None
) -> tuple[tuple[SideRoots, ...], ...]:
    """For each dispute its sides, in their order, each with the roots of its claims. ``among``: what :func:`matter_of` gave for them already.

    Claims of a side corroborate one another whatever their predicates, but go back to one another only where they make one proposition at times
    that may overlap. Everything is fetched together: call it once for many disputes. Claims that the record does not have are passed over.
    """
    found = matter_of(record, disputes) if among is None else among
    names = names_on(found)
    of_claim: dict[int, list[Root]] = {}
    ways: dict[int, list[Step]] = {}
    for key in sorted(found.told):
        for together in _of_one_time([t for t in found.told[key] if t.commits]):
            result = trace(found, together, texts, names)
            for path in result.paths:
                of_claim.setdefault(path.claim, []).append(result.roots[path.root])
                ways.setdefault(path.claim, []).extend(path.steps)
    return tuple(tuple(SideRoots(s.position, _side(s.claims, of_claim), _steps(s.claims, ways)) for s in d.sides) for d in disputes)


def count_of_roots(record: Rows, dispute: Dispute, texts: Texts | None = None) -> Callable[[frozenset[int]], int | None]:
    """A function that says how many independent roots some claims of the dispute have at the least; None for claims that commit to nothing."""
    (sides,) = roots_of_sides(record, [dispute], texts)
    found = [root for side in sides for root in side.roots]

    def count(claims: frozenset[int]) -> int | None:
        own = {root.key: root for root in found if claims & set(root.claims)}
        return least_and_most(tuple(own.values()))[0] if own else None

    return count


def trace(found: Matter, told: Sequence[Told], texts: Texts | None = None, names: frozenset[str] | None = None) -> Traced:
    """The roots of some claims of one proposition, all of whose voices commit to it. ``names`` as :func:`names_on` gives them, when at hand."""
    names = names_on(found) if names is None else names
    alike = (*same_letter(found, told), *same_words(found, told, texts or _no_text, names))
    return traced(found, descent(found, told, alike))


def _no_text(doc: int) -> None:
    return None


def _side(claims: Iterable[int], of_claim: Mapping[int, Sequence[Root]]) -> tuple[Root, ...]:
    """The roots of a side, one for each origin, with those of its claims that go back to it."""
    merged: dict[tuple[str, int], Root] = {}
    for claim in claims:
        for root in of_claim.get(claim, ()):
            known = merged.get(root.key)
            own = {claim, *(known.claims if known else ())}
            merged[root.key] = replace(known or root, claims=tuple(sorted(own)))
    named = {r.voice for r in merged.values() if r.kind is not RootKind.UNNAMED}
    kept = [r for r in merged.values() if r.kind is not RootKind.UNNAMED or r.voice not in named]
    return tuple(sorted(kept, key=lambda r: (-len(r.claims), r.kind is RootKind.UNNAMED, r.label, r.voice)))


def _steps(claims: Iterable[int], ways: Mapping[int, Sequence[Step]]) -> tuple[Step, ...]:
    """The ways of the claims, each step once: of two that differ only in the claims that show them the first."""
    return tuple({(s.kind, s.voice, s.to): s for c in reversed(list(claims)) for s in reversed(ways.get(c, ()))}.values())[::-1]


def _of_one_time(told: Sequence[Told]) -> Iterator[list[Told]]:
    """The claims in groups whose times hang together by overlaps."""
    group: list[Told] = []
    until = 0
    for t in sorted(told, key=lambda t: (t.window.start_earliest, t.doc, t.start, t.claim)):
        if group and t.window.start_earliest >= until:
            yield group
            group = []
        until = max(until, t.window.end_latest) if group else t.window.end_latest
        group.append(t)
    if group:
        yield group


def _notes(found: Matter, asked: Told, near: Sequence[Told], texts: Texts | None) -> Iterator[str]:
    if not asked.commits:
        yield f"{found.place(asked)} only {asked.acts[-1]} it: it stands aside and has no root of its own."
    for t in near:
        if len(set(t.chain)) < len(t.chain):
            twice = next(v for v in t.chain if t.chain.count(v) > 1)
            yield f"{found.place(t)}: {found.label(twice)} is said to report what goes back to {found.label(twice)}; followed once."
    missing = [found.pages[d].id for d in sorted({t.doc for t in near}) if texts is None or texts(d) is None]
    if missing and len({t.doc for t in near}) > 1:
        yield f"Only the quotes of {', '.join(missing[:5])}{' and others' if len(missing) > 5 else ''} could be compared, not the words around them."
    elsewhen = len(found.told[asked.key]) - len(near)
    if elsewhen:
        yield f"{elsewhen} {'claim says' if elsewhen == 1 else 'claims say'} the same of times that do not overlap; not counted."

"""Who has it from whom: the edges from voice to voice, for one proposition, that the record shows.

Whoever anywhere says from whom he has it is taken at his word everywhere: an author who in one place reports a thing from an agency and in
another asserts it is no second witness. The rules err towards fewer roots: independence is what must be shown. Only the *parties* of a proposition,
who know of it at first hand, are roots whatever they quote.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.origins.matter import Matter, Page, Reference, Told
from variorum.reasoning.origins.values import Step, StepKind
from variorum.reasoning.witness import Window


@dataclass(frozen=True, slots=True)
class Descent:
    """The edges of one proposition's voices. ``alike`` join two voices without saying which of them is the earlier; ``own`` are parties who
    speak for themselves: nothing leads on from them."""

    told: tuple[Told, ...]
    steps: tuple[Step, ...]
    alike: tuple[Step, ...]
    own: frozenset[int]


def descent(matter: Matter, told: Sequence[Told], alike: Sequence[Step] = ()) -> Descent:
    """The edges that the claims of one proposition give, each once (with the claim that shows it first); ``alike`` is taken over."""
    found: dict[tuple[StepKind, int, int], Step] = {}
    known = {voice for t in told for voice in t.chain}
    for rule in (_chains, _printed, _published, _cited):
        for step in rule(matter, told):
            if step.voice != step.to:
                known.add(step.voice)
                found.setdefault((step.kind, step.voice, step.to), step)
    for step in _works(matter, told, known):
        found.setdefault((step.kind, step.voice, step.to), step)
    own = frozenset(t.voice for t in told if t.voice in t.parties)
    return Descent(tuple(told), tuple(found.values()), tuple(alike), own)


def _chains(matter: Matter, told: Sequence[Told]) -> Iterator[Step]:
    """A reports B: A has it from B. A voice that stands in one chain twice (A reports what B says that A said) speaks where it stands last."""
    for t in told:
        for voice, to in links(t):
            words = f"{matter.label(voice)} has it from {matter.label(to)} ({matter.place(t)})"
            yield Step(StepKind.REPORTS, voice, to, (t.claim,), words)


def links(t: Told) -> tuple[tuple[int, int], ...]:
    """The pairs of a chain, outermost first, without its loops: each voice once, with whoever follows where it stands last."""
    last = {voice: i for i, voice in enumerate(t.chain)}
    return tuple((voice, t.chain[i + 1]) for i, voice in enumerate(t.chain[:-1]) if last[voice] == i)


def _writer(page: Page, t: Told) -> int:
    """Whose words the claim stands in: the first voice, or the second where naming the publisher first was thought worth it."""
    return t.chain[1] if len(t.chain) > 1 and t.chain[0] == page.publisher else t.chain[0]


def _printed(matter: Matter, told: Sequence[Told]) -> Iterator[Step]:
    """The author of a page, its translator and its editor have what a text in it says from that text's writer."""
    for t in told:
        page = matter.pages[t.doc]
        writer = _writer(page, t)
        layer = page.layer_at(t.start)
        writes = page.is_printed(t.start) and layer is not None and layer.voice in (0, writer)
        if writes or writer not in (*page.speakers, page.publisher):
            for printer in sorted(page.speakers - set(t.chain)):
                words = f"{matter.label(printer)} prints the words of {matter.label(writer)} ({matter.place(t)})"
                yield Step(StepKind.PRINTS, printer, writer, (t.claim,), words)


def _published(matter: Matter, told: Sequence[Told]) -> Iterator[Step]:
    """What a publisher is said to say is what stands on its pages; unless the page itself has it from its publisher."""
    quoted = {(t.doc, voice) for t in told for voice in t.chain}
    for t in told:
        page, writer = matter.pages[t.doc], t.chain[0]
        if page.publisher and (t.doc, page.publisher) not in quoted:
            words = f"{matter.label(page.publisher)} published it as the words of {matter.label(writer)} ({matter.place(t)})"
            yield Step(StepKind.PUBLISHED, page.publisher, writer, (t.claim,), words)


def _works(matter: Matter, told: Sequence[Told], known: Collection[int]) -> Iterator[Step]:
    """A letter that "says" something is its writer's word: of several, those who are heard in the matter; else the only one.

    Whether he truly wrote it is another question: a forged letter, too, is one source.
    """
    for work in sorted({voice for t in told for voice in t.chain} & matter.works):
        writers = matter.writers.get(work, ())
        heard = [w for w in writers if w.writer in known]
        for w in heard or (writers if len(writers) == 1 else ()):
            denial = f", though {w.denied_at} denies it" if w.denied_at else ""
            words = f"{matter.label(work)} goes by the name of {matter.label(w.writer)} ({w.place}{denial})"
            yield Step(StepKind.WROTE, work, w.writer, (w.claim,), words)


def _cited(matter: Matter, told: Sequence[Told]) -> Iterator[Step]:
    """Whoever says it in his own voice, on a page that cites another page which says it, has it from there."""
    by_doc: dict[int, list[Told]] = {}
    for t in told:
        by_doc.setdefault(t.doc, []).append(t)
    cited = _by_voice(matter, by_doc)
    for t in told:
        page = matter.pages[t.doc]
        if len(t.chain) > 1 or t.voice not in page.speakers:
            continue
        for reference in page.references:
            for other in cited.get(reference.writer, ()):
                if other.doc != t.doc and reference.writer not in page.speakers and _may_cite(page, reference, other):
                    yield from _citation(matter, t, reference, other, by_doc[other.doc])


def _by_voice(matter: Matter, docs: dict[int, list[Told]]) -> dict[int, list[Page]]:
    found: dict[int, list[Page]] = {}
    for doc in docs:
        for voice in matter.pages[doc].voices:
            found.setdefault(voice, []).append(matter.pages[doc])
    return found


def _may_cite(page: Page, reference: Reference, other: Page) -> bool:
    """Whether the work or letter that ``page`` speaks of can be ``other``: not certainly later, and of a date and reader that fit."""
    if page.published[1] <= other.published[0]:
        return False
    if reference.predicate == "wrote_to":
        return any(
            r.predicate == "wrote_to"
            and (r.writer, r.other) == (reference.writer, reference.other)
            and r.window.may_overlap(reference.window)
            for r in other.references
        )
    by_itself = reference.writer in other.speakers or reference.writer == other.publisher
    known = other.published[0] != UNKNOWN_PAST or other.published[1] != UNKNOWN_FUTURE
    return not (by_itself and known) or reference.window.may_overlap(Window(other.published[0], 0, 0, other.published[1]))


def _citation(matter: Matter, t: Told, reference: Reference, other: Page, claims: Sequence[Told]) -> Iterator[Step]:
    theirs = [c for c in claims if c.chain[0] == reference.writer] or claims
    title = f"“{other.title}”" if other.title else other.id
    for c in theirs:
        words = (
            f"{matter.label(t.voice)} names no source and cites {matter.label(reference.writer)} ({matter.pages[t.doc].id}:{reference.local}); "
            f"{title} says it ({matter.place(c)})"
        )
        yield Step(StepKind.CITES, t.voice, c.chain[0], (reference.claim, c.claim), words)

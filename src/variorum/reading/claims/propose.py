"""From the sentences of a document and the mentions in them to propositions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from variorum.model import DateMention, Document, Entity, Layer, LayerKind, Mention, Polarity
from variorum.model.vocabulary import Kind, vocabulary
from variorum.reading.claims.aliases import aliases, seen_aliases
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.context import performed, recalled, reporting_left_out
from variorum.reading.claims.details import details
from variorum.reading.claims.genuine import vouched, with_writers
from variorum.reading.claims.heads import at_the_head, owned, under
from variorum.reading.claims.letterheads import letterheads
from variorum.reading.claims.listings import listings
from variorum.reading.claims.match import matches
from variorum.reading.claims.modality import modality
from variorum.reading.claims.phrases import belongs, located, of_body
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.slots import Match
from variorum.reading.claims.strengths import strengths
from variorum.reading.claims.timing import Times, begun, day_of_writing, edtf, is_now, when
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.unmarked import with_unmarked
from variorum.reading.claims.wordlists import wordlists
from variorum.reading.claims.works import cited, told_in
from variorum.reading.syntax import Sentence

_OPENS_SPEECH = frozenset({"that", '"', "“", "'", ":", "whether", "what", "how", "where", "why", "who"})
_BEHIND = 5  # code points of marks between a title and its date
_CLOSES = frozenset({",", ".", ";", ")", '"', "”", "'", "’", "''"})
_MOST = 6  # fillers of one slot: a coordination longer than this is a parse error


class HasMentions(Protocol):
    """What this stage needs of the names stage."""

    @property
    def mentions(self) -> Sequence[Mention]: ...

    @property
    def entities(self) -> Sequence[Entity]: ...


def propose(
    text: str,
    sentences: Sequence[Sentence],
    named: HasMentions,
    dates: Sequence[DateMention] = (),
    layers: Sequence[Layer] = (),
    document: Document | None = None,
) -> tuple[Proposition, ...]:
    """Every proposition that the text states, in text order, duplicates included; no voices yet, nothing from boilerplate.

    ``sentences`` are those of the layers to be read; ``named`` gives the mentions with their entities.
    """
    entities = {e.key: e for e in named.entities}
    ordered = with_unmarked(text, sorted(named.mentions, key=lambda m: (m.start, -m.end)), named.entities)
    starts = [m.start for m in ordered]
    silent = [(x.start, x.end) for x in layers if x.kind is LayerKind.BOILERPLATE]
    times = Times.of(text, dates)
    found: list[Proposition] = []
    topic: Mention | None = None
    for sentence in sentences:
        if any(a <= sentence.start < b for a, b in silent):
            continue
        here = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if here or topic:
            found += _of_sentence(sentence, here, entities, topic, times, day_of_writing(sentence.start, layers, times, document))
        topic = _topic(sentence, here, topic)
    found += aliases(text, ordered, entities)
    found += seen_aliases(getattr(named, "aliases", ()), found)
    found += listings(text, ordered, entities)
    found += [replace(p, when=_printed(times, p)) for p in cited(text, ordered, entities)]
    found += [replace(p, when=_written(times, p, document)) for p in letterheads(text, ordered, entities, layers)]
    found = list(with_writers(found, ordered, entities, getattr(named, "floors", ()), layers))
    found = list(recalled(reporting_left_out(found)))
    return tuple(sorted(found, key=lambda p: (p.start, p.end, p.predicate, p.subject or "", p.object or "")))


def _written(times: Times, letter: Proposition, document: Document | None) -> str | None:
    """When a letter was written: the date in its head, else the document's."""
    near = times.within(max(0, letter.start - 250), letter.end + 250)
    first = min(near, key=lambda d: abs(d.start - letter.start), default=None)
    return edtf(first) if first else document.published if document else None


def _printed(times: Times, work: Proposition) -> str | None:
    """When a cited work came out: the date behind its title, in brackets or after a comma."""
    behind = next(iter(times.within(work.end, work.end + _BEHIND)), None)
    return edtf(behind) if behind and not any(c.isalpha() or c == "\n" for c in times.text[work.end : behind.start]) else None


def _topic(sentence: Sentence, mentions: Sequence[Mention], before: Mention | None) -> Mention | None:
    """Whom a following sentence without a subject would be about: the first one named in this sentence, else the one before."""
    first = next((m for m in mentions if m.entity and m.start - sentence.start < 60), before)
    return first


def _of_sentence(
    sentence: Sentence,
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    topic: Mention | None,
    times: Times,
    written: str | None,
) -> Iterator[Proposition]:
    tree = Tree(sentence)
    args = Arguments(tree, mentions, entities, topic if topic and topic.entity in entities else None)
    for match in matches(tree, args):
        predicate = match.frame.predicate
        today = performed(tree, match.anchor, predicate) or (vocabulary()[predicate].kind is Kind.STATE and is_now(tree, match.anchor))
        date = begun(tree, match.anchor, predicate, when(times, tree, match.anchor, predicate) or (written if today else None))
        for p in _propositions(tree, args, match):
            yield replace(p, when=date)
    words = {start: i for i, start in enumerate(tree.start)}
    for p in (
        *located(tree, args),
        *of_body(tree, args),
        *under(tree, args),
        *at_the_head(tree, args),
        *owned(tree, args),
        *belongs(tree, args),
        *told_in(tree, args),
        *vouched(tree, args),
        *strengths(tree, args),
    ):
        yield replace(p, when=when(times, tree, words[p.anchor], p.predicate))


def _pairs(match: Match) -> Iterator[tuple[Filler | None, Filler | None]]:
    subjects: Sequence[Filler | None] = match.slots.get("S", [])[:_MOST] or [None]
    objects: Sequence[Filler | None] = match.slots.get("O", [])[:_MOST] or [None]
    if match.frame.together or any(p.kind == "and" for p in match.frame.places):
        first, *rest = [f for f in subjects if f]
        yield from ((first, other) for other in rest)
        return
    yield from ((s, o) for s in subjects for o in objects if not (s and o and s.entity == o.entity))


def _propositions(tree: Tree, args: Arguments, match: Match) -> Iterator[Proposition]:
    frame = match.frame
    manner = modality(tree, match.anchor, match.words, denied=frame.denied)
    if frame.needs_denied and (manner.polarity is Polarity.DENIED) == frame.denied:
        return
    reports = _reports(tree, match)
    if frame.needs_plain and _vouches(tree, match):
        return  # "swore to him that ..." is a report and no oath
    extra = details(tree, args, match)
    for subject, obj in _pairs(match):
        if subject is None and obj is None:
            continue
        start, end = _evidence(tree, args, match, subject, obj)
        yield Proposition(
            predicate=frame.predicate,
            subject=subject.entity if subject else None,
            object=obj.entity if obj else None,
            start=start,
            end=end,
            anchor=tree.start[match.anchor],
            frame=frame.id,
            score=match.score,
            clause=tree.clause_span(match.anchor),
            args=extra,
            recall=frame.recall if obj is None else None,
            reports=reports,
            polarity=Polarity.AFFIRMED if frame.affirm else manner.polarity,
            mode=manner.mode,
            certainty=manner.certainty,
        )


def _reports(tree: Tree, match: Match) -> tuple[int, int] | None:
    """For a verb of saying, the span of what is said, None when it says nothing in words here."""
    inside = [k for k in tree.kids[match.anchor] if tree.rel[k] in ("ccomp", "parataxis") and k > match.anchor]
    if inside:
        words = [i for i in range(len(tree)) if tree.under(i, inside[0], 12)]
        return tree.start[words[0]], tree.end[words[-1]]
    last = max(match.words)
    for f in match.slots.get("O", ()):
        last = max(last, args_end(tree, f))
    if _between_commas(tree, match, last):
        return tree.start[0], tree.start[match.anchor]
    after = [k for k in range(last + 1, min(last + 4, len(tree))) if tree.word[k] in _OPENS_SPEECH]
    return (tree.start[after[0]], tree.end[-1]) if after else None


def _between_commas(tree: Tree, match: Match, last: int) -> bool:
    """Whether the frame only stands beside what it reports: "the mill, he told me, had burnt", "“It burnt,” he told me."."""
    first = min((*match.words, *(f.token for f in match.slots.get("S", ()))))
    closed = last + 1 >= len(tree) or tree.word[last + 1] in _CLOSES
    return first > 0 and tree.word[first - 1] in _CLOSES and closed


def _vouches(tree: Tree, match: Match) -> bool:
    """Whether what is sworn is that something is so: a clause with "that" under the verb, or speech right after whom it is sworn to."""
    clauses = [k for k in tree.dependents(match.anchor, "ccomp") if k > match.anchor]
    if any(tree.word[m] in ("that", "it") for k in clauses for m in (*tree.dependents(k, "mark"), k - 1)):
        return True
    after = max((*match.words, *(args_end(tree, f) for f in match.slots.get("O", ())))) + 1
    return after < len(tree) and tree.word[after] in _OPENS_SPEECH


def args_end(tree: Tree, filler: Filler) -> int:
    """The last word of a filler's mention."""
    return (
        max((i for i in range(len(tree)) if tree.start[i] < filler.mention.end), default=0) if filler.mention.start >= tree.start[0] else 0
    )


@cache
def _mere_prepositions() -> frozenset[str]:
    """The prepositions that are no particles: "accused him of" is evidence without its "of"."""
    return wordlists().prepositions - wordlists().particles


def _evidence(tree: Tree, args: Arguments, match: Match, subject: Filler | None, obj: Filler | None) -> tuple[int, int]:
    """The shortest span from the first to the last word of the frame and of the fillers that stand in its clause."""
    words = [w for w in match.words if w == match.anchor or tree.word[w] not in _mere_prepositions()]
    clause = tree.clause_head(match.anchor)
    low, high = min(words), max(words)
    for f in (obj, subject):
        if f is None:
            continue
        first, last = args.words_of(f.mention)
        if first < 0:
            continue
        near = tree.under(f.token, clause) or abs(first - high) < 8 or abs(low - last) < 8
        if near and max(high, last) - min(low, first) < 30:
            low, high = min(low, first), max(high, last)
    return tree.start[low], tree.end[high]

"""Whether a paper is its writer's: "the letter is genuine", "he called the statement a forgery" say of whoever wrote it that he did, or did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.model import Entity, EntityType, Layer, LayerKind, Mention, MentionForm, Polarity
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.modality import modality
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists
from variorum.reading.floor import Floor

_WORK = frozenset({EntityType.WORK})


def vouched(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """authored without a subject for every work that is said to be genuine or forged: whose it would be, :func:`with_writers` says."""
    lists = wordlists()
    for i in range(len(tree)):
        forged = tree.lemma[i] in lists.forged or tree.word[i] in lists.forged
        if not forged and tree.lemma[i] not in lists.genuine:
            continue
        for work in _judged(tree, args, i):
            manner = modality(tree, i, (i,), denied=forged)
            start, end = min(work.mention.start, tree.start[i]), max(work.mention.end, tree.end[i])
            clause = tree.clause_span(i)
            yield Proposition(
                "authored", None, work.entity, start, end, tree.start[i], "authored.genuine", 0.7, clause,
                polarity=manner.polarity, mode=manner.mode, certainty=manner.certainty,
            )  # fmt: skip


def _judged(tree: Tree, args: Arguments, i: int) -> list[Filler]:
    """The work of which the word at ``i`` is said: its subject, or the object of the verb of judging that it completes."""
    up = tree.head[i]
    if tree.upos[i] == "VERB" and tree.full[i] == "root" and not tree.is_passive(i):
        return []  # whoever forges has written
    if up >= 0 and tree.lemma[up] in wordlists().judges and tree.rel[i] in ("xcomp", "obl", "obj", "ccomp"):
        around = [k for k in (tree.subjects(up) if tree.is_passive(up) else tree.objects(up)) if k != i]
        if found := [f for k in around for f in args.fill(k, _WORK)]:
            return found
    if tree.is_passive(i) or any(tree.rel[k] == "cop" for k in tree.kids[i]):
        return [f for k in tree.own_subjects(i) for f in args.fill(k, _WORK)]
    return []


def with_writers(
    found: Sequence[Proposition],
    mentions: Iterable[Mention],
    entities: Mapping[str, Entity],
    floors: Sequence[Floor],
    layers: Sequence[Layer],
) -> Iterator[Proposition]:
    """The same with the writer of every work that is vouched for: whoever is said elsewhere to have written it, else who speaks in the one document
    that the page prints, where the work is called as such a document is. What nobody is known to have written is left out."""
    writers: dict[str, list[Proposition]] = defaultdict(list)
    for p in found:
        if p.predicate == "authored" and p.subject and p.object and p.polarity is Polarity.AFFIRMED:
            writers[p.object].append(p)
    printed = _printed(floors, layers)
    papers = {m.entity for m in mentions if m.form is not MentionForm.PRONOUN and wordlists().at_hand & set(m.text.lower().split())}
    for p in found:
        if p.frame != "authored.genuine":
            yield p
        elif written := writers.get(p.object or ""):
            yield replace(p, subject=max(written, key=lambda w: (w.score, -w.start)).subject)
        elif printed is not None and p.object in papers and printed in entities:
            yield replace(p, subject=printed)


def _printed(floors: Sequence[Floor], layers: Sequence[Layer]) -> str | None:
    """Who wrote the one document that the page prints; None where it prints none, or several men's."""
    speakers = {
        f.speaker
        for f in floors
        if f.speaker and f.layer < len(layers) and layers[f.layer].kind in (LayerKind.PRIMARY, LayerKind.LETTERHEAD)
    }
    return next(iter(speakers)) if len(speakers) == 1 else None

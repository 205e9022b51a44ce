"""From propositions and their voices to claims: typed, the best of duplicates kept, numbered in text order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.model import Act, Certainty, Claim, Entity, Polarity, Voice, vocabulary
from variorum.reading.claims.context import told_left_out
from variorum.reading.claims.proposition import Proposition

_NEAR = 80  # two findings of one relation that stand this close are one finding
_AUTHOR = (Voice("@author", Act.ASSERTS),)


def assemble(
    text: str,
    propositions: Sequence[Proposition],
    chains: Sequence[tuple[Voice, ...]] | None = None,
    entities: Mapping[str, Entity] | None = None,
    *,
    hedges: Sequence[Certainty | None] | None = None,
    threshold: float = 0.0,
) -> tuple[Claim, ...]:
    """The claims of a document in text order, ids c1, c2, ...

    The last voice has its say: what it denies is denied, what it only asks is possible at most, and ``hedges`` (of the reporting frames, in
    the order of ``propositions``; None: no hedge) can only lower the certainty.

    ``chains`` are the voices of each proposition, in the same order (None: the author asserts all). ``threshold``: propositions scored lower
    are left out.
    """
    voiced = zip(propositions, chains or [_AUTHOR] * len(propositions), hedges or [None] * len(propositions), strict=True)
    pairs = [(_heard(p, chain, hedge), chain) for p, chain, hedge in voiced]
    kept = [x for x in _distinct(pairs) if x[0].score >= threshold and _typed(x[0], entities)]
    kept = told_left_out(kept)
    kept.sort(key=lambda x: (x[0].start, x[0].end, x[0].predicate, x[0].subject or "", x[0].object or ""))
    return tuple(_claim(text, f"c{n}", p, chain) for n, (p, chain) in enumerate(kept, 1))


def _heard(p: Proposition, chain: tuple[Voice, ...], hedge: Certainty | None) -> Proposition:
    """The proposition as its last voice puts it forward."""
    surest = list(Certainty)
    asked = Certainty.POSSIBLE if chain[-1].act is Act.ASKS else Certainty.CERTAIN
    certainty = max(p.certainty, hedge or Certainty.CERTAIN, asked, key=surest.index)
    denies = chain[-1].act is Act.DENIES
    return replace(p, certainty=certainty, polarity=Polarity.DENIED if denies else p.polarity)


def _key(p: Proposition) -> tuple[str, str | None, str | None, str | None]:
    subject, obj = p.subject, p.object
    if vocabulary()[p.predicate].symmetric and subject and obj and obj < subject:
        subject, obj = obj, subject
    return p.predicate, subject, obj, p.args.name


def _distinct(pairs: Sequence[tuple[Proposition, tuple[Voice, ...]]]) -> list[tuple[Proposition, tuple[Voice, ...]]]:
    """Of propositions with the same arguments within a few words, the best scored; the first of equals."""
    kept: list[tuple[Proposition, tuple[Voice, ...]]] = []
    for p, chain in sorted(pairs, key=lambda x: (-x[0].score, x[0].start)):
        if not any(_key(p) == _key(q) and q.start - _NEAR <= p.end and p.start <= q.end + _NEAR and chain == other for q, other in kept):
            kept.append((p, chain))
    return kept


def _typed(p: Proposition, entities: Mapping[str, Entity] | None) -> bool:
    predicate = vocabulary()[p.predicate]
    if p.subject is None and not predicate.subject_optional:
        return False
    if p.object is None and not predicate.object_optional:
        return False
    if entities is None:
        return True
    fits_subject = p.subject is None or entities[p.subject].type in predicate.subject_types
    return fits_subject and (p.object is None or entities[p.object].type in predicate.object_types)


def _claim(text: str, key: str, p: Proposition, chain: tuple[Voice, ...]) -> Claim:
    return Claim(
        id=key,
        predicate=p.predicate,
        subject=p.subject,
        object=p.object,
        start=p.start,
        end=p.end,
        quote=text[p.start : p.end],
        voices=chain,
        when=p.when,
        polarity=p.polarity,
        certainty=p.certainty,
        mode=p.mode,
        args=p.args,
        score=p.score if p.chance is None else p.chance,
    )

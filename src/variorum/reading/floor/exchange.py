"""Letters that answer one another: what each says of its writer and its addressee is true of the other's addressee and writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.model import Layer, LayerKind
from variorum.reading.floor.authors import Author
from variorum.reading.floor.bodies import joined_body
from variorum.reading.floor.who import Who
from variorum.reading.layers.cues import SEEN, patterns


def answered(who: Who, layers: Sequence[Layer], found: Mapping[int, Author]) -> Mapping[int, Author]:
    """The authors of the printed layers (by index) again, for letters that answer one another.

    Whoever signs by one word that stands nowhere else ("Your pupil, Deo") is the one whom his addressee's own letter addresses. Where two write in
    turn, each writes to the other ("II. Hadi to Vesk", whichever Vesk was named last before it). Whoever answers a letter ("Your letter reached us")
    and names nobody writes to the writer of the letter before. Nothing changes for other documents.
    """
    answers = {a.entity: a.hearer for i, a in found.items() if a.entity and a.hearer and layers[i].kind is LayerKind.LETTERHEAD}
    known = dict(found)
    for i, a in found.items():
        other = answers.get(a.hearer or "")
        called = who.called.get(a.entity or "", [])
        if (
            len(called) == 1
            and " " not in called[0]
            and other is not None
            and other != a.entity
            and layers[i].kind in (LayerKind.LETTERHEAD, LayerKind.PRIMARY)
        ):
            known[i] = replace(a, entity=other, ours=joined_body(who, layers, (i,), other))
    letters = {i: a for i, a in known.items() if a.entity and a.hearer}
    writers = {a.entity for a in letters.values()}
    if len(writers) == 2 and writers & {a.hearer for a in letters.values()}:
        for i, a in letters.items():
            if a.hearer not in writers:
                known[i] = replace(a, hearer=next(w for w in writers if w != a.entity))
    return _written_back(who, layers, known)


def _written_back(who: Who, layers: Sequence[Layer], known: Mapping[int, Author]) -> Mapping[int, Author]:
    """The authors again, each answer that names no addressee addressed to the writer of the letter before it."""
    found = dict(known)
    before: str | None = None  # who wrote the letter before
    last: str | None = None  # who wrote the one that is being read
    for i, a in sorted(known.items(), key=lambda x: x[0]):
        if layers[i].kind is LayerKind.QUOTATION:
            continue
        if layers[i].kind is LayerKind.LETTERHEAD:
            before = last
        last = a.entity
        if before in (None, a.entity) or not who.is_named(before or "") or who.is_named(a.hearer or ""):
            continue
        body = next((x for x in layers[i : i + 2] if x.kind is LayerKind.PRIMARY), None)
        if body is not None and patterns("speakers", "answers").search(who.text[body.start : min(body.end, body.start + SEEN)]):
            found[i] = replace(a, hearer=before)
    return found

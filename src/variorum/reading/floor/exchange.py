"""Letters that answer one another: what each says of its writer and its addressee is true of the other's addressee and writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.model import Layer, LayerKind
from variorum.reading.floor.authors import Author
from variorum.reading.floor.bodies import joined_body
from variorum.reading.floor.who import Who


def answered(who: Who, layers: Sequence[Layer], found: Mapping[int, Author]) -> Mapping[int, Author]:
    """The authors of the printed layers (by index) again, for letters that answer one another.

    Whoever signs by one word that stands nowhere else ("Your pupil, Deo") is the one whom his addressee's own letter addresses. Where two write in
    turn, each writes to the other ("II. Hadi to Vesk", whichever Vesk was named last before it). Nothing changes for other documents.
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
    return known

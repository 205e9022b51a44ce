"""The compact reader over one document: what it thinks of who is meant, and of what joins whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Layer
from variorum.reading.claims import Proposition
from variorum.reading.compact.given import Given, given
from variorum.reading.compact.meant import resolved
from variorum.reading.compact.network import Scored, score
from variorum.reading.compact.relations import Relation, relations
from variorum.reading.names.named import Named
from variorum.reading.syntax import Sentence


@dataclass(frozen=True, slots=True)
class Sight:
    """``named`` with every pronoun and description resolved again; ``relations`` refer to its mentions by number."""

    named: Named
    relations: tuple[Relation, ...]


def look(text: str, layers: Sequence[Layer], sentences: Sequence[Sentence], named: Named, proposed: Sequence[Proposition]) -> Sight:
    """One pass of the network over the document: the same for the same input on one machine.

    ``proposed`` is what the rules read; the network is told of it and judges it with the rest. Which names there are, and whose, stays the rules' word.
    """
    entities = {e.key: e for e in named.entities}
    found: list[Relation] = []

    def seen() -> Iterator[tuple[Given, Scored]]:
        for g in given(text, sentences, named.mentions, entities, layers, named.floors, proposed):
            if g.window.mentions:
                scored = score(g)
                found.extend(relations(g, scored))
                yield g, scored

    again = resolved(named, seen())  # one window at a time: a book has thousands
    return Sight(again, tuple(found))

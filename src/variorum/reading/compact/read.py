"""The compact reader over one document: what it thinks of who is meant, and of what joins whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Layer
from variorum.reading.claims import Proposition
from variorum.reading.compact.given import given
from variorum.reading.compact.meant import resolved
from variorum.reading.compact.network import score
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
    windows = given(text, sentences, named.mentions, entities, layers, named.floors, proposed)
    seen = [(g, score(g)) for g in windows if g.window.mentions]
    return Sight(resolved(named, seen), tuple(relations(seen)))

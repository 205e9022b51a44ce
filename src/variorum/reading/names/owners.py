"""What the noun of which a name is the complement says of its type: only a work has chapters, only a man can be talked with at length."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model.entity import EntityType
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.words import Word


def of_whom(words: Sequence[Word], at: int, *, the: bool) -> list[tuple[EntityType, float]]:
    """What the noun before "of" or "with" says of the name: "an interview with X", "the diary of X", "issue 41 of X", "a chapter of his X"."""
    cues = lexicon().cues
    if words[at].low in cues["possessive"]:
        at -= 1
    noun = at - 2 if words[at - 1].text.isdigit() else at - 1
    if noun < 0 or words[noun].sentence != words[at].sentence or words[noun].cap:
        return []
    w, prior = words[at], words[noun]
    if w.low == "of" and prior.low in cues["of_a_work"]:
        return [(EntityType.WORK, 3.0)]
    person = (w.low == "with" and prior.low in cues["talks"]) or (w.low == "of" and prior.low in cues["of_a_man"])
    return [(EntityType.PERSON, 2.5)] if person and not the else []

"""Whom pronouns of the third person are likely to mean: what the network, which is not told of it, has to be told of grammar.

The network weighs mentions; an entity has the weight of all of its mentions together. An earlier pronoun is a mention as well, and seldom surely of one:
it hands on the shares of all whom it may mean, so that one wrong "he" does not draw every "he" after it along. Then gender and the places
around the verb have their say. (The numbers were chosen on whole pages p29 to p34 and looked at on p35 to p40.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum.model import Entity, EntityType, Mention, MentionForm
from variorum.reading.compact.windows import RELATIONS, Seen, Window
from variorum.reading.names.lexicon import lexicon

#: What is left of his weight to somebody whom grammar speaks against: parsers err, and an earlier pronoun may have been misread.
_CLASH = 0.1
#: The same by type for "it" (n) and for "they" (a), which may be persons told one by one.
_TYPES = {
    "n": {EntityType.PERSON: 0.2},
    "a": {EntityType.PERSON: 0.5, EntityType.PLACE: 0.2, EntityType.WORK: 0.2, EntityType.EVENT: 0.2},
}
#: What a reflexive adds to the subject of its verb.
_OWN = 0.5
#: How many pronouns of the other gender leave somebody who was never called by this one half of his weight.
_DOUBT = 0.5
#: The least share that is handed on.
_LEAST = 0.01
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl")

Shares = Mapping[str, float]


class Likely:
    """What the pronouns read so far are likely to mean. Grows in reading order; the same input gives the same shares."""

    def __init__(self, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self._mentions = mentions
        self._types = {e.key: e.type for e in entities}
        self._shares: dict[int, Shares] = {}
        self._called: dict[str, dict[str, float]] = defaultdict(lambda: {"m": 0.0, "f": 0.0})

    def of(self, number: int, whom: Mapping[int, str | None]) -> Iterator[tuple[str | None, float]]:
        """Everybody whom mention ``number`` may mean, with his share; what is no pronoun of the third person means one."""
        shares = self._shares.get(number)
        yield from shares.items() if shares is not None else [(whom[number], 1.0)]

    def agree(self, mass: dict[str | None, float], window: Window, seen: Seen, whom: Mapping[int, str | None]) -> None:
        """Takes from the weight in ``mass`` of everybody who does not go with the pronoun ``seen``. Relatives and other persons are left as they are."""
        pronoun = lexicon().pronouns.get(self._mentions[seen.number].text.lower())
        if pronoun is None:
            return
        _, gender, case = pronoun
        for key in mass:
            mass[key] *= self._goes_by(key, gender) if key is not None else 1.0
        if case == "reflexive":
            for other in _subject(window, seen):
                for key, share in self.of(other.number, whom):
                    mass[key] += _OWN * share if key is not None else 0.0
            return
        for other in self._beside(window, seen):
            for key, share in self.of(other.number, whom):
                if key is not None and key in mass:
                    mass[key] *= 1 - (1 - _CLASH) * share

    def note(self, number: int, best: str | None, mass: Mapping[str | None, float]) -> None:
        """Remembers whom a pronoun that was taken for ``best`` may mean besides; one that means nobody, or somebody new, is sure."""
        low = self._mentions[number].text.lower()
        lex = lexicon()
        if self._mentions[number].form is not MentionForm.PRONOUN or low not in lex.pronouns.keys() | lex.relative:
            return
        known = {k: v for k, v in mass.items() if k is not None and k in self._types}
        if best not in known or mass[best] <= 0:
            return
        near = {k: v for k, v in known.items() if v > _LEAST * sum(known.values())}
        shares = {k: v / sum(near.values()) for k, v in near.items()}
        self._shares[number] = shares
        gender = lex.pronouns[low][1] if low in lex.pronouns else ""
        if gender in ("m", "f"):
            for key, share in shares.items():
                self._called[key][gender] += share

    def _goes_by(self, key: str, gender: str) -> float:
        """What is left of somebody's weight by his type, where no person is "it" and no book "they", and by the pronouns that he was called by so far."""
        if gender not in ("m", "f"):
            return _TYPES[gender].get(self._types.get(key, EntityType.ORGANISATION), 1.0)
        called = self._called.get(key)
        if called is None:
            return 1.0
        return max(_CLASH, (called[gender] + _DOUBT) / (sum(called.values()) + _DOUBT))

    def _beside(self, window: Window, seen: Seen) -> Iterator[Seen]:
        """The other arguments of the verb, which are others than the pronoun: "Hadi told him". What stands before the clause ("as for Hadi, he")
        and what comes after without a name say nothing."""
        own = _role(window, seen)
        if own not in _ARGUMENTS:
            return
        for other in _sisters(window, seen):
            role = _role(window, other)
            apart = role in _ARGUMENTS and (role != own if role != "obl" else own == "obl")
            told = other.unit < seen.unit or other.form is MentionForm.NAME
            if apart and told and not self._reflexive(other):
                yield other

    def _reflexive(self, seen: Seen) -> bool:
        return lexicon().pronouns.get(self._mentions[seen.number].text.lower(), ("", "", ""))[2] == "reflexive"


def _subject(window: Window, seen: Seen) -> Iterator[Seen]:
    """The subject of the verb that a reflexive hangs on without a preposition: "the Council dissolved itself", "he wrote it himself"."""
    if RELATIONS[window.relation[seen.unit]] in ("obj", "iobj", "obl:unmarked"):
        yield from (x for x in _sisters(window, seen) if x.unit < seen.unit and _role(window, x) == "nsubj")


def _role(window: Window, seen: Seen) -> str:
    return RELATIONS[window.relation[seen.unit]].partition(":")[0]


def _sisters(window: Window, seen: Seen) -> Iterator[Seen]:
    """The other mentions that depend on the same word."""
    up = window.head[seen.unit]
    return (x for x in window.mentions if up >= 0 and window.head[x.unit] == up and x.number != seen.number)

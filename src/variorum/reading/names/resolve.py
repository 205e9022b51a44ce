"""Who is meant: names to their clusters, descriptions to who was called so, pronouns to who stands out.

One pass in the order of the text. Descriptions first look at their own sentence (apposition, "is a": see beside.py), then at who owns them
("his deputy"), then back; for pronouns see antecedents.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from variorum.model.entity import EntityType
from variorum.reading.names.antecedents import NOBODY, Scene, can_mean, choose
from variorum.reading.names.bearers import Bearer, Cast
from variorum.reading.names.beside import Beside
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import Head, lexicon
from variorum.reading.names.phrases import Phrase
from variorum.reading.names.words import Word

PERSON, BODY = EntityType.PERSON, EntityType.ORGANISATION
_OVER = 6  # verbs over a description whose subjects it cannot mean
_WRITING = frozenset({"i", "me", "my", "mine", "myself"})


@dataclass(slots=True)
class Discourse:
    """The state of reading one document: the words, the cast, and what each item so far was taken to mean."""

    words: Sequence[Word]
    items: Sequence[Item]
    cast: Cast
    cluster: Mapping[int, int]
    scene: Scene
    spoken: Mapping[int, int]
    noted: Mapping[int, int] = field(default_factory=dict)
    meant: dict[int, int] = field(default_factory=dict)
    at_word: dict[int, int] = field(default_factory=dict)
    beside: Beside = field(init=False)

    def run(self) -> dict[int, int]:
        """The bearer's number for every item that could be resolved; ``spoken`` gives those of the first and second person outside quotations."""
        self.meant = self.scene.meant
        for n, item in enumerate(self.items):
            for k in range(item.first, item.end):
                self.at_word.setdefault(k, n)
            self.at_word[item.at] = n
        self.beside = Beside(self.words, self.items, self.cast, self.cluster, self.at_word, self.meant)
        for n, item in enumerate(self.items):
            bearer = self._bearer(n, item)
            if bearer is not None:
                self._note(n, item, bearer)
        return self.meant

    def _bearer(self, n: int, item: Item) -> Bearer | None:
        if item.name is not None:
            return self.cast.bearers[self.cluster[item.name]]
        if item.phrase is not None:
            return self._described(n, item, item.phrase)
        assert item.pronoun is not None
        lex = lexicon()
        if item.pronoun in lex.relative:
            return self._relative(n, item)
        if item.pronoun in lex.pronouns:
            return self._third(n, item, *lex.pronouns[item.pronoun])
        return self.cast.bearers[self.spoken[n]] if n in self.spoken else None

    def _note(self, n: int, item: Item, bearer: Bearer) -> None:
        self.meant[n] = bearer.number_of
        self.cast.note(bearer, n)
        if item.phrase is not None:
            bearer.roles.add(item.phrase.head.lemma)
            if bearer.gender is None:
                bearer.gender = item.phrase.head.gender
        if item.pronoun in lexicon().pronouns:
            gender = lexicon().pronouns[item.pronoun or ""][1]
            if gender in "mf" and bearer.type is PERSON:
                bearer.gender = bearer.gender or gender

    # ------------------------------------------------------------------ descriptions
    def _described(self, n: int, item: Item, phrase: Phrase) -> Bearer | None:
        forced = self.beside.bearer(item, phrase) or self._signing(n, phrase)
        owner = self._owner(phrase)
        if forced is None and owner is not None and self._is_only(phrase, self.cast.bearers[owner]):
            return self.cast.bearers[owner]
        if forced is not None:
            if owner is not None:
                self.cast.relations.setdefault((owner, phrase.head.lemma), forced.number_of)
            return forced
        key = self._key(phrase)
        if owner is not None:
            known = self.cast.relations.get((owner, phrase.head.lemma))
            if known is not None:
                return self.cast.bearers[known]
            if phrase.det in ("own", "the") and phrase.head.number == "s":
                held = self._by_role(phrase)
                if (
                    held is not None
                    and held.number_of != owner
                    and phrase.head.type is PERSON
                    and phrase.head.lemma not in lexicon().cues["personal_relations"]
                ):
                    self.cast.relations[(owner, phrase.head.lemma)] = held.number_of
                    return held
            fresh = self._fresh(phrase)
            if phrase.det != "a":
                self.cast.relations[(owner, phrase.head.lemma)] = fresh.number_of
            return fresh
        if phrase.det in ("a", "bare"):
            fresh = self._fresh(phrase)
            self.cast.phrases[key] = fresh.number_of
            return fresh
        found = self._taken_up(item, phrase, key)
        if found is None:
            found = self._fresh(phrase)
        self.cast.phrases[key] = found.number_of
        return found

    def _fresh(self, phrase: Phrase) -> Bearer:
        return self.cast.new(phrase.head.type, phrase.head.number, phrase.head.gender)

    def _key(self, phrase: Phrase) -> str:
        first = phrase.first + (
            phrase.det in ("the", "a") and self.words[phrase.first].low in lexicon().cues["definite"] | lexicon().cues["indefinite"]
        )
        return " ".join(w.low for w in self.words[first : phrase.stop])

    def _owner(self, phrase: Phrase) -> int | None:
        """The bearer who owns the description or stands in its complement: "his deputy", "the leader of the Front"."""
        for word in (phrase.owner, phrase.of):
            if word is None:
                continue
            n = self.at_word.get(word)
            if n is None:
                continue
            item = self.items[n]
            if item.name is not None:
                return self.cluster[item.name]
            if n in self.meant:
                return self.meant[n]
        return None

    def _is_only(self, phrase: Phrase, owner: Bearer) -> bool:
        """ "the group of the Lighthouse", "the island of Hadra": a word for a body or a place, and then its own name."""
        cues = lexicon().cues
        mere = {BODY: cues["mere_bodies"], EntityType.PLACE: cues["mere_places"]}.get(owner.type, frozenset())
        return (
            {self.words[phrase.at].low, phrase.head.lemma} & mere != set()
            and phrase.owner is None
            and phrase.det == "the"
            and (phrase.head.number == "s" or owner.type is EntityType.PLACE)
            and owner.named
            and phrase.of is not None
            and phrase.of in self.at_word
            and self.words[phrase.end].low == "of"
            and phrase.first + 2 == phrase.end
        )

    def _taken_up(self, item: Item, phrase: Phrase, key: str) -> Bearer | None:
        """Who a definite description takes up again; None when it speaks of somebody new."""
        if key in self.cast.phrases:
            return self.cast.bearers[self.cast.phrases[key]]
        held = self._by_role(phrase)
        if held is not None:
            return held
        head = phrase.head
        if head.type is BODY and head.number == "s":
            called = {head.lemma, self.words[phrase.at].low}
            for b in self.cast.recent():
                if b.type is BODY and called & b.words:
                    return b
        if head.lemma in lexicon().cues["anaphors"] and phrase.stop == phrase.end and phrase.end - phrase.first <= 2:
            return self._last_of(item, head)
        return None

    def _by_role(self, phrase: Phrase) -> Bearer | None:
        head = phrase.head
        inner = {w.low for w in self.words[phrase.first : phrase.at]}
        if (phrase.end - phrase.first > 3 and phrase.det != "own") or inner & lexicon().cues["another_one"]:
            return None
        for b in self.cast.recent():
            if b.type is head.type and b.number == head.number and head.lemma in b.roles:
                return b
        return None

    def _last_of(self, item: Item, head: Head) -> Bearer | None:
        """Whoever of the head's kind was spoken of last, but not the subject of the same clause ("he denies that he met the man"), nor who has just
        said I or been called you."""
        subjects = self._subjects_over(item.governor)
        for b in self.cast.recent():
            if b.type is not head.type or b.number != head.number or (head.gender is not None and b.gender not in (None, head.gender)):
                continue
            if b.number_of in subjects or b.last in self.spoken:
                continue
            return b
        return None

    def _subjects_over(self, verb: int) -> set[int]:
        """Who are the subjects of a verb and of those over it."""
        over: set[int] = set()
        while verb >= 0 and len(over) < _OVER:
            over.add(verb)
            verb = self.words[verb].head
        return {
            b
            for m, b in islice(reversed(self.meant.items()), 40)
            if self.items[m].governor in over and self.items[m].deprel.startswith("nsubj")
        }

    def _signing(self, n: int, phrase: Phrase) -> Bearer | None:
        """ "Your brother" as a line of its own: whoever wrote the letter above it."""
        words = self.words
        if words[phrase.first].low != "your" or phrase.head.lemma not in lexicon().cues["correspondents"] or phrase.head.number != "s":
            return None
        sentence = words[phrase.first].sentence
        begins = phrase.first == 0 or words[phrase.first - 1].sentence != sentence
        ends = phrase.end == len(words) or words[phrase.end].sentence != sentence or words[phrase.end].text == ","
        if not begins or not (ends or words[phrase.end].upos == "ADP"):
            return None
        before = (m for m in range(n - 1, max(n - 12, -1), -1) if m in self.spoken)
        return next((self.cast.bearers[self.spoken[m]] for m in before if words[self.items[m].at].low in _WRITING), None)

    # ------------------------------------------------------------------ pronouns
    def _relative(self, n: int, item: Item) -> Bearer | None:
        """The antecedent of "who" and "which": what the clause hangs on, else what stands directly before."""
        words = self.words
        seek = item.at
        for _ in range(4):
            if words[seek].deprel.startswith("acl"):
                m = self.at_word.get(words[seek].head)
                if m is not None and m in self.meant and m != n:
                    return self._agrees(item, self.meant[m])
                break
            if words[seek].head < 0:
                break
            seek = words[seek].head
        for k in range(item.at - 1, max(item.at - 4, -1), -1):
            m = self.at_word.get(k)
            if m is not None and m in self.meant:
                return self._agrees(item, self.meant[m])
            if words[k].text not in (",", ")", "–", "—") and words[k].low not in ("of", "to", "by", "for", "from", "with", "whom"):
                break
        return None

    def _agrees(self, item: Item, number: int) -> Bearer | None:
        bearer = self.cast.bearers[number]
        if item.pronoun == "which":
            return bearer if bearer.type is not PERSON else None
        return bearer if bearer.type in (PERSON, BODY) or item.pronoun == "whose" else None

    def _third(self, n: int, item: Item, number: str, gender: str, case: str) -> Bearer | None:
        if case == "reflexive":
            subject = self._subject_of(item.governor)
            if subject is not None and can_mean(self.cast.bearers[subject], number, gender):
                return self.cast.bearers[subject]
        if (anchor := self.meant.get(self.noted.get(n, -1))) is not None and can_mean(self.cast.bearers[anchor], number, gender):
            return self.cast.bearers[anchor]
        chosen = choose(self.scene, n)
        return self.cast.bearers[chosen] if chosen != NOBODY else None

    def _subject_of(self, verb: int) -> int | None:
        for _ in range(3):
            if verb < 0:
                return None
            for m, number in islice(reversed(self.meant.items()), 80):
                if self.items[m].governor == verb and self.items[m].deprel.startswith("nsubj"):
                    return number
            verb = self.words[verb].head
        return None

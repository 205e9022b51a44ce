"""Who is meant: names to their clusters, descriptions to who was called so, pronouns to who stands out.

One pass in the order of the text. Descriptions first look at their own sentence (apposition, "is a"), then at who owns them ("his deputy"), then back;
for pronouns see antecedents.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from variorum.model.entity import EntityType
from variorum.reading.names.antecedents import NOBODY, Scene, can_mean, choose
from variorum.reading.names.bearers import Bearer, Cast
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.phrases import Phrase
from variorum.reading.names.words import Word

PERSON, BODY = EntityType.PERSON, EntityType.ORGANISATION


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

    def run(self) -> dict[int, int]:
        """The bearer's number for every item that could be resolved; ``spoken`` gives those of the first and second person outside quotations."""
        self.meant = self.scene.meant
        for n, item in enumerate(self.items):
            for k in range(item.first, item.end):
                self.at_word.setdefault(k, n)
            self.at_word[item.at] = n
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
        forced = self._apposed(item, phrase) or self._copula(item, phrase) or self._made(item, phrase)
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
        found = self._taken_up(phrase, key)
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

    def _apposed(self, item: Item, phrase: Phrase) -> Bearer | None:
        """Whoever the phrase stands beside: "Hadi, a fuel trader", "his deputy, Hadi", "the pamphleteer Hadi"."""
        words, head = self.words, phrase.head
        if (glossed := self._glossed(phrase)) is not None:
            return glossed
        if head.number == "p":
            return None
        nxt = self._name_at(phrase.end)
        if nxt is not None and phrase.stop == phrase.end and self._fits(nxt, head.type):
            return nxt
        if phrase.det in ("own", "the", "a") and head.type is not EntityType.WORK:
            for stop in (phrase.stop, *phrase.wider):
                nxt = self._name_at(stop + 1) if stop < len(words) and words[stop].text in (",", ":") else None
                if nxt is not None and self._fits(nxt, head.type) and not self._in_list(stop + 1):
                    return nxt
        stop = phrase.stop
        at = self._before_adverbs(phrase.first - 1)
        if at > 0 and words[at].text in (",", "(", "[", "–", "—") and words[at].sentence == words[phrase.first].sentence:
            before = self._name_ending(self._before_bracket(at))
            closed = (
                stop >= len(words)
                or words[stop].text in ",.;:([)]–—"
                or words[stop].low in ("who", "and", "in", "at", "of", "for", "from", "whose", "to")
                or (words[stop].upos == "VERB" and words[stop].deprel.startswith("acl"))
                or words[stop].sentence != words[at].sentence
            )
            if (
                before is not None
                and closed
                and self._fits(before, head.type)
                and (phrase.det != "own" or words[phrase.first].low not in ("my", "our", "your"))
            ):
                return before
        return None

    def _glossed(self, phrase: Phrase) -> Bearer | None:
        """Whose name a bracket behind a description gives: "our teacher [Hadi]", "the people of the drum [the Lodge, a reference to its music]".

        Not where a name stands before the bracket, which is then explained itself."""
        words = self.words
        for stop in (phrase.stop, *phrase.wider):
            if stop + 1 >= len(words) or words[stop].text not in ("(", "[") or phrase.det == "a" or self._name_ending(stop) is not None:
                continue
            name = self._name_at(stop + 1)
            if name is None or name.type is not phrase.head.type:
                continue
            end = self.items[self.at_word[stop + 1]].end
            closers = (")", "]") if words[stop].text == "(" else ("]", ",", ";")
            if end < len(words) and words[end].text in closers and (name.number == phrase.head.number or name.type is BODY):
                return name
        return None

    def _before_bracket(self, at: int) -> int:
        """The place before a bracket that ends at a comma, where another name of the same is given: "Hadi (Haadi), a former clerk"."""
        words = self.words
        if at < 1 or words[at - 1].text not in (")", "]"):
            return at
        opened = next((k for k in range(at - 2, max(at - 12, 0), -1) if words[k].text in ("(", "[")), at)
        return opened if words[opened].sentence == words[at].sentence else at

    def _before_adverbs(self, at: int) -> int:
        """The place of the word before adverbs of time: ", later the founder", "is now an officer"."""
        times, words = lexicon().cues["passing_times"], self.words
        while at > 0 and words[at].low in times and words[at - 1].sentence == words[at].sentence:
            at -= 1
        return at

    def _in_list(self, i: int) -> bool:
        """Whether a name after "his deputy," is rather the next of a list: "his deputy, Hadi and Omar"."""
        n = self.at_word.get(i)
        if n is None:
            return False
        end = self.items[n].end
        return end < len(self.words) and self.words[end].low in ("and", "or")

    def _name_at(self, i: int) -> Bearer | None:
        n = self.at_word.get(i)
        if n is None or i >= len(self.words):
            return None
        item = self.items[n]
        return self.cast.bearers[self.cluster[item.name]] if item.name is not None and item.first == i else None

    def _name_ending(self, i: int) -> Bearer | None:
        n = self.at_word.get(i - 1)
        if n is None:
            return None
        item = self.items[n]
        return self.cast.bearers[self.cluster[item.name]] if item.name is not None and item.end == i else None

    def _fits(self, bearer: Bearer, kind: EntityType) -> bool:
        return bearer.type is kind and bearer.number == "s"

    def _copula(self, item: Item, phrase: Phrase) -> Bearer | None:
        """ "Hadi was a fuel trader", "he became the emir": the subject of a verb of being, when nothing denies it; or the other way round."""
        if (named := self._said_to_be(item, phrase)) is not None:
            return named
        words, at = self.words, self._before_adverbs(phrase.first - 1)
        cues = lexicon().cues["copulas"]
        if at < 1 or words[at].low not in cues or words[at].sentence != words[phrase.first].sentence:
            return None
        k = at - 1
        while k > 0 and (words[k].upos in ("AUX", "ADV") or words[k].low in cues) and words[k].low not in ("not", "never", "n't"):
            k -= 1
        n = self.at_word.get(k)
        if n is None or n not in self.meant:
            return None
        bearer = self.cast.bearers[self.meant[n]]
        return bearer if bearer.type is phrase.head.type and self.items[n].deprel.startswith("nsubj") else None

    def _said_to_be(self, item: Item, phrase: Phrase) -> Bearer | None:
        """ "The addressee is Hadi", "its armed wing was the Brigade of the Well": the name behind a verb of being whose subject is described."""
        words = self.words
        if phrase.det not in ("the", "own") or phrase.head.number == "p" or not item.deprel.startswith("nsubj"):
            return None
        for stop in (phrase.stop, *phrase.wider):
            name = self._name_at(stop + 1) if stop < len(words) and words[stop].low in lexicon().cues["equating"] else None
            if name is None or not self._fits(name, phrase.head.type):
                continue
            end = self.items[self.at_word[stop + 1]].end
            if end >= len(words) or words[end].low not in ("'s", "’s", "and", "or"):
                return name
        return None

    def _made(self, item: Item, phrase: Phrase) -> Bearer | None:
        """ "Hadi was appointed its emir", "they named Hadi as their leader", "he served as its spokesman": whoever is made or serves as it."""
        words, at = self.words, phrase.first - 1
        if phrase.head.type is not PERSON or phrase.head.number != "s" or at < 1 or words[at].sentence != words[phrase.first].sentence:
            return None
        making = lexicon().cues["making"]
        if words[at].low == "as":
            verb = item.governor
        elif words[at].lemma in making:
            verb = at
        else:
            return None
        if verb < 0 or not words[verb].upos.startswith("V"):
            return None
        roles = {self.items[m].deprel: b for m, b in islice(reversed(self.meant.items()), 60) if self.items[m].governor == verb}
        made = roles.get("obj", roles.get("nsubj:pass")) if words[verb].lemma in making else roles.get("nsubj")
        bearer = self.cast.bearers[made] if made is not None else None
        return bearer if bearer is not None and bearer.type is PERSON and bearer.number == "s" else None

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

    def _taken_up(self, phrase: Phrase, key: str) -> Bearer | None:
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
            return self._last_of(head.type, head.number, head.gender)
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

    def _others(self, held: Bearer, owner: int, role: str) -> bool:
        """Whether the office is known to be held under another: the emir of one province is not that of the next."""
        return any(b == held.number_of and r == role and o != owner for (o, r), b in self.cast.relations.items())

    def _last_of(self, kind: EntityType, number: str, gender: str | None) -> Bearer | None:
        for b in self.cast.recent():
            if b.type is kind and b.number == number and (gender is None or b.gender in (None, gender)):
                return b
        return None

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

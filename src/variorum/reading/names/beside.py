"""Who a description means by where it stands: in apposition to a name, in a bracket, behind "is a" or "was appointed"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from variorum.model.entity import EntityType
from variorum.reading.names.bearers import Bearer, Cast
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.phrases import Phrase
from variorum.reading.names.words import Word

PERSON, BODY = EntityType.PERSON, EntityType.ORGANISATION


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a description in its own sentence. ``meant`` is what each item so far was taken to mean and grows while the text is read."""

    words: Sequence[Word]
    items: Sequence[Item]
    cast: Cast
    cluster: Mapping[int, int]
    at_word: Mapping[int, int]
    meant: dict[int, int]

    def bearer(self, item: Item, phrase: Phrase) -> Bearer | None:
        """Whoever its own sentence makes of the description; None when it says nothing."""
        return self._called(phrase) or self._apposed(item, phrase) or self._copula(item, phrase) or self._made(item, phrase)

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

    def _called(self, phrase: Phrase) -> Bearer | None:
        """Whose by-name the text says that the description is: "Hadi, always called the Doctor", "the Lodge (a.k.a. the people of the drum)"."""
        words, cues = self.words, lexicon().cues
        at = phrase.first - 1
        if phrase.det != "the" or at < 1 or words[phrase.first].low != "the":
            return None
        if words[at].low == "as" and words[at - 1].low in cues["known_as"]:
            at -= 1
        elif words[at].low not in cues["called"]:
            return None
        sentence = words[phrase.first].sentence
        while (
            at > 0 and words[at - 1].sentence == sentence and (words[at - 1].upos == "ADV" or words[at - 1].text in (",", "(", "is", "was"))
        ):
            at -= 1
        name = self._name_ending(at)
        return name if name is not None and words[at].sentence == sentence and self._fits(name, phrase.head.type) else None

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

"""Where names stand: runs of capitalised words with the small words that join them, titles and articles set apart.

A capital proves little at the head of a sentence, so there a word must show itself a name: by another capital after it, by a capital elsewhere
in the document where none was forced, by a list, or by its tag. Errs towards fewer names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import Head, is_english
from variorum.reading.names.page import ACRONYM, Page
from variorum.reading.names.parts import Parts, Proper
from variorum.reading.names.runs import NEVER, Runs
from variorum.reading.names.titled import titles
from variorum.reading.names.wholes import whole_at, wholes
from variorum.reading.names.words import Word

_ROMAN = re.compile(r"[IVXLC]+$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")


class NameFinder:
    """Finds the names of one document."""

    def __init__(self, page: Page) -> None:
        self.page, self.words, self.lex = page, page.words, page.lex
        self.runs, self.parts, self.wholes, self.titles = Runs(page), Parts(page), wholes(page.words), titles(page.words)

    def find(self) -> tuple[Proper, ...]:
        """All names, sorted, not overlapping."""
        found: list[Proper] = []
        i = 0
        while i < len(self.words):
            if i in self.titles:
                found.append(Proper(i, self.titles[i], i))
                i = self.titles[i]
                continue
            if end := whole_at(self.words, i, self.wholes):
                outer = self.page.article(i)
                found.append(Proper(i, end, outer, (), the=outer < i))
                i = end
                continue
            if not self._begins(i):
                i += 1
                continue
            end = self.runs.extend(i)
            found += self.parts.split(i, end)
            i = end
        return tuple(found)

    def _answers(self, i: int) -> bool:
        """Whether the word is the "Q." or "A." of an interrogation."""
        w = self.words[i]
        return w.free and w.text in ("Q.", "A.", "Q", "A") and (i == 0 or self.words[i - 1].sentence != w.sentence)

    def _enumerates(self, i: int) -> bool:
        """Whether the word is the letter of a list: "B." at the head of its sentence in a document that has an "A." so too."""
        w = self.words[i]
        return w.free and w.text in self.page.letters and (i == 0 or self.words[i - 1].sentence != w.sentence)

    def _begins(self, i: int) -> bool:
        w, lex = self.words[i], self.lex
        if i in self.page.dated or w.low in NEVER or self._answers(i):
            return False
        if self._enumerates(i):
            return False
        if not w.cap:
            later = self.page.at(i + 1)
            if self._known_small(i):
                return True
            kunya = w.low in lex.kunya and later is not None and later.cap and not later.free and fold(later.text) in lex.given
            return kunya or (bool(_ORDINAL.match(w.low)) and later is not None and later.cap and later.low in lex.heads)
        if w.low.rstrip(".") in lex.common and w.low not in lex.kunya:
            return self._common_begins(i)
        shouted = w.sentence in self.page.shouted
        if not w.free and not shouted:
            return True
        return self._shows_itself(i, shouted)

    def _known_small(self, i: int) -> bool:
        """ "the council of Elders" in a text that also writes "Council of Elders"."""
        head = self.lex.heads.get(self.words[i].low)
        if head is None or head.type is not EntityType.ORGANISATION or head.number != "s":
            return False
        return any(tuple(w.low for w in self.words[i : i + n]) in self.page.elsewhere(n) for n in (3, 4))

    def _common_begins(self, i: int) -> bool:
        """ "New", "First", "God" begin a name only before another capital, where the capital was free to choose; a number also alone: "the Seven"."""
        w, later = self.words[i], self.page.at(i + 1)
        if w.upos == "NUM" and not w.free and w.sentence not in self.page.shouted and self.page.article(i) < i and not self.page.lavish:
            return True
        head = self.lex.heads.get(w.low)
        if not w.free and head is not None and head.number == "p" and w.sentence not in self.page.shouted:
            return later is not None and self.runs.complement(i, i + 1) > 0
        return (
            not w.free
            and w.sentence not in self.page.shouted
            and later is not None
            and later.cap
            and w.upos not in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX")
        )

    def _shows_itself(self, i: int, shouted: bool) -> bool:
        w, lex, later = self.words[i], self.lex, self.page.at(i + 1)
        if w.low in self.page.seen or w.low in lex.kunya or (w.low in lex.titles and later is not None and later.cap):
            return True
        key = fold(w.text)
        if key in lex.given or key in lex.places:
            return True
        if shouted:
            return self._shouted_name(i)
        if w.low in lex.demonyms:
            return later is not None and later.cap
        if ACRONYM.match(w.text) and not _ROMAN.match(w.text):
            return True
        if w.low in lex.heads and not (later is not None and later.cap) and not self._heads_complement(i):
            return False
        if self._heads_complement(i) or (later is not None and later.text in ".!?" and self.words[i - 1].sentence != w.sentence):
            return self._heads_complement(i)
        joined = later is not None and later.cap and later.low not in lex.common
        if not joined and is_english(w.low):
            return False
        if joined:
            return w.upos not in ("ADP", "SCONJ", "CCONJ", "DET", "PRON", "AUX", "ADV") or w.low not in self.page.small
        return w.low not in self.page.small and (w.upos in ("PROPN", "") or lex.surname_end.match(w.low) is not None)

    def _heads_complement(self, i: int) -> bool:
        """ "Army of the Truthful": the head word of one body, with a capital although it may be forced, before "of" and another capital."""
        low = self.words[i].low
        head = self.lex.heads.get(low)
        body = (
            head is not None and head.type is EntityType.ORGANISATION and (head.number == "s" or self._bodies(head))
        ) or self.lex.foreign.get(low) is EntityType.ORGANISATION
        return body and self.runs.complement(i, i + 1) > 0 if i + 1 < len(self.words) else False

    def _bodies(self, head: Head) -> bool:
        """Whether a plural is one of bodies ("Brigades of the River"), not of the people in them."""
        one = self.lex.heads.get(head.lemma)
        return one is not None and one.type is EntityType.ORGANISATION and one.number == "s"

    def _shouted_name(self, i: int) -> bool:
        """In a line of capitals only a short line that holds the head word of a body is taken for its name."""
        w = self.words[i]
        line = [x for x in self.words[max(0, i - 8) : i + 9] if x.sentence == w.sentence]
        if len([x for x in line if x.text[0].isalpha()]) > 8:
            return False
        heads = [self.lex.heads[x.low] for x in line if x.low in self.lex.heads]
        return any(h.type is EntityType.ORGANISATION and h.number == "s" for h in heads) and w.upos not in ("ADP", "DET", "CCONJ", "VERB")


def find_propers(words: Sequence[Word], dated: Collection[int] = ()) -> tuple[tuple[Proper, ...], Page]:
    """All names of the row, with what the document says about its capitals. ``dated`` are places of words inside dates."""
    page = Page(words, dated)
    return NameFinder(page).find(), page


__all__ = ["ACRONYM", "Page", "Proper", "find_propers"]

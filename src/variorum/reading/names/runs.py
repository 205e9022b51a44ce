"""How far a name runs: capitalised words and the small words that join them."""

from __future__ import annotations

import re

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import is_english
from variorum.reading.names.page import ACRONYM, Page

_BARE_DIGITS = re.compile(r"\d{1,4}$")
NEVER = frozenset({"i", "i.", "o", "a", "mr", "ph.d", "a.m.", "p.m."})


class Runs:
    """Follows a run of words that may be one name."""

    def __init__(self, page: Page) -> None:
        self.page, self.words, self.lex = page, page.words, page.lex

    def extend(self, i: int) -> int:
        """One past the last word of the run that begins at ``i``."""
        j = i + 1
        while (step := self._step(i, j)) > 0:
            j += step
        return j

    def _step(self, i: int, j: int) -> int:
        """How many words from ``j`` on continue the run; 0 when it ends here."""
        w = self.page.at(j)
        if w is None or j in self.page.dated or w.low in NEVER:
            return 0
        lex, before = self.lex, self.words[j - 1]
        if w.low in ("al", "el", "ul") and self._article_and_small(i, j):
            return 2
        if w.low == "the" and self._byname(i, j):
            return 2
        if w.cap and w.sentence in self.page.shouted and self.page.headline(w.sentence) and not self.page.stands_out(w):
            return 0
        if w.cap and (not w.free or w.sentence in self.page.shouted):
            return 0 if (w.low in lex.common and w.upos in ("PRON", "AUX")) else 1
        if w.low in ("’s", "'s", "’", "'"):
            # "the People's Front"; "Liwa' al-Nahr": the last sound of a head word of another language
            owner = before.low in lex.cues["collective_owners"] or (
                before.end == w.start and before.low in lex.foreign and "s" not in w.low
            )
            return 2 if owner and self.page.capital(j + 1) else 0
        if w.low in lex.joining or w.low in lex.nasab or w.low in lex.article_like:
            return self._particles(j)
        if w.low in ("of", "for", "in", "to"):
            return self.complement(i, j)
        if w.low in ("and", "&") and self.page.capital(j + 1):
            coded = ACRONYM.match(before.text) or ACRONYM.match(self.words[j + 1].text)
            return 2 if (w.low == "&" and not coded) or self._pair_of_aims(i, j) or self._shared_head(i, j) else 0
        if _BARE_DIGITS.match(w.low) and before.low in lex.heads and lex.heads[before.low].type is EntityType.ORGANISATION:
            return 1
        if w.text in '"“‘' and before.cap and before.low not in lex.common:
            return self._nickname(j)
        return 0

    def _particles(self, j: int) -> int:
        k = j
        while (
            (w := self.page.at(k)) is not None
            and not w.cap
            and (w.low in self.lex.joining or w.low in self.lex.nasab or w.low in self.lex.article_like)
        ):
            k += 1
        return k + 1 - j if k - j <= 3 and self.page.capital(k) else 0

    def complement(self, i: int, j: int) -> int:
        """ "of the Two Seas" after a run with the head word of a body, a place, a work or an event; never after a mere office."""
        kinds = {self.page.kind_of(k) for k in range(i, j)}
        if (n := self._of_choice(i, j)) > 0:
            return n
        if (
            not kinds & {EntityType.ORGANISATION, EntityType.WORK, EntityType.EVENT, EntityType.PLACE}
            or self.words[j - 1].low in self.lex.titles
        ):
            return 0
        low = self.words[j].low
        if low in ("of", "for") and self._closed(i, j):
            return 0
        k = j + 1
        if (w := self.page.at(k)) is not None and w.low in ("the", "all", "our"):
            k += 1
        if not self.page.capital(k) or (w := self.page.at(k)) is None or (w.low in self.lex.titles and not self._aim(k)):
            return 0
        if low == "to" or (low in ("for", "in") and EntityType.ORGANISATION not in kinds):
            return 0
        if low == "in" and not any(self.page.place_head(m) for m in range(k, k + 3)):
            return 0
        if low == "of" and fold(w.text) in self.lex.given and self.page.kind_of(j - 1) is not None:
            return 0
        if (
            low == "of"
            and kinds <= {EntityType.PLACE, None}
            and fold(w.text) not in self.lex.places
            and self.words[i].low not in ("republic", "gulf", "bay", "cape", "horn")
        ):
            return k + 1 - j
        return k + 1 - j

    def _closed(self, i: int, j: int) -> bool:
        """Whether the name is whole before "of": one of another language ("Katibat al-Sahl of Omar Hadi"), one with two complements before a man's
        name, or one before a word that opens the name of a body in another language ("the Youth Council of Dawlat al-Sahl")."""
        foreign, after = self.lex.foreign, self.page.at(j + 1)
        body = EntityType.ORGANISATION
        if j - i > 1 and foreign.get(self.words[i].low) is body and self.words[i].low not in self.lex.heads:
            return True
        if sum(self.words[k].low == "of" for k in range(i, j)) > 1 and self._strange(j + 1) and self._strange(j + 2):
            return True
        opens = after is not None and foreign.get(after.low) is body and after.low not in self.lex.heads
        return j - i > 1 and opens and self.page.capital(j + 2)

    def _strange(self, k: int) -> bool:
        """Whether a capitalised word is none of English and no known place."""
        w = self.page.at(k)
        return w is not None and w.cap and self.page.kind_of(k) is None and not is_english(w.low) and fold(w.text) not in self.lex.places

    def _of_choice(self, i: int, j: int) -> int:
        """ "the Helpers of the River", "the Call of the Valley": one ordinary word whose capital was chosen, and another after "of the"."""
        first, page = self.words[i], self.page
        if j != i + 1 or self.words[j].low != "of" or page.lavish or first.free or first.sentence in page.shouted:
            return 0
        if first.low in self.lex.titles or first.low in self.lex.heads or not is_english(first.low):
            return 0
        the = page.at(j + 1)
        after = page.at(j + 2) if the is not None and the.low == "the" else the
        at = j + 2 if the is not None and the.low == "the" else j + 1
        if after is None or not page.capital(at) or not is_english(after.low) or fold(after.text) in self.lex.given:
            return 0
        return at + 1 - j

    def _aim(self, k: int) -> bool:
        """ "General Security", "Political Affairs": what a body is for, although the first word is also a title."""
        later = self.page.at(k + 1)
        return later is not None and later.cap and (later.low in self.lex.cues["abstract"] or is_english(later.low))

    def _byname(self, i: int, j: int) -> bool:
        """ "Anton the Baker": a word for who does something or what he is like, after a name that is no ordinary word."""
        first, after = self.words[i], self.page.at(j + 1)
        if after is None or not after.cap or j - i > 2 or ((later := self.page.at(j + 2)) is not None and later.cap):
            return False
        if any(is_english(self.words[k].low) or self.page.kind_of(k) is not None or ACRONYM.match(self.words[k].text) for k in range(i, j)):
            return False
        head = self.lex.heads.get(after.low)
        a_person = head is not None and head.type is EntityType.PERSON and head.number == "s" and after.low not in self.lex.titles
        return not first.free and (a_person or after.low in self.lex.demonyms or after.low in self.lex.cues["by_names"])

    def _article_and_small(self, i: int, j: int) -> bool:
        """ "Abu Salman Al darri": a writer who leaves the nisba of a kunya without its capital."""
        later = self.page.at(j + 1)
        kunya = any(self.words[k].low in self.lex.kunya for k in range(i, j))
        return kunya and later is not None and not later.cap and later.low.isalpha() and len(later.low) > 3 and not is_english(later.low)

    def _pair_of_aims(self, i: int, j: int) -> bool:
        """ "Ministry of Defence and Security", "Party for Work and Bread": joined nouns after of or for."""
        passed = any(self.words[k].low in ("of", "for") for k in range(i, j))
        aims = self.lex.cues["abstract"]
        if passed and self.words[i].low in self.lex.cues["pairing"]:
            return True
        after = self.words[j + 1]
        plain = (
            is_english(after.low)
            and is_english(self.words[j - 1].low)
            and after.low not in self.lex.heads
            and after.low not in self.lex.titles
        )
        body = any(self.page.kind_of(k) is EntityType.ORGANISATION for k in range(i, j))
        if passed and body and plain and fold(after.text) not in self.lex.given:
            return True
        return passed and (
            self.words[j + 1].low in aims
            or (self.words[j - 1].low in aims and self.page.kind_of(j + 1) is None and self.words[j + 1].upos != "PROPN")
        )

    def _shared_head(self, i: int, j: int) -> bool:
        """ "Call and Reform League": ordinary words on both sides of "and", and the head word of one body at the end."""
        lex, k = self.lex, j + 1
        while self.page.capital(k) and self.words[k].low not in lex.heads and k - j < 4:
            k += 1
        head = lex.heads.get(self.words[k].low) if self.page.capital(k) else None
        if head is None or head.type is not EntityType.ORGANISATION or head.number != "s" or k == j + 1:
            return False
        before = range(i, j)
        return all(
            is_english(self.words[m].low) or self.words[m].low in lex.demonyms or self.words[m].low in lex.cues["abstract"] for m in before
        ) and not any(self.page.kind_of(m) is EntityType.ORGANISATION for m in before)

    def _nickname(self, j: int) -> int:
        """Juan "El Chato" Pérez: at most three quoted words between two names."""
        for k in range(j + 2, min(j + 6, len(self.words))):
            if self.words[k].text in '"”’':
                return k + 2 - j if self.page.capital(k + 1) and self.words[j + 1].cap else 0
        return 0

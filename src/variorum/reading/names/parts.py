"""The names in one run of words: titles set apart from whom they title, nothing at all for adjectives, offices and words of faith."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import is_english
from variorum.reading.names.page import ACRONYM, Page, words_the

# Assadist, Islamized, Iraqization; ISIS-led, London-based: made from a name, but none.
_DERIVED = re.compile(
    r"\w{3,}(?:ists?|ism|i[sz]ation|i[sz]ed|ites?)$|.+-(?:\w+ed|led|held|run|style|era|born|wide|like|wing|speaking|\w+ing)$"
)


@dataclass(frozen=True, slots=True)
class Proper:
    """A name in the row of words: ``words[first:end]``; ``outer`` is where its title or article begins (``first`` when it has none)."""

    first: int
    end: int
    outer: int
    title: tuple[str, ...] = ()
    the: bool = False


_NO_ADJECTIVE = re.compile(r"(?<!an)(?<!ese)(?<!ish)(?<!ic)(?<!i)(?<!ist)$")


class Parts:
    """Splits a run into the names that stand in it."""

    def __init__(self, page: Page) -> None:
        self.page, self.words, self.lex = page, page.words, page.lex

    def split(self, i: int, end: int) -> list[Proper]:
        """The names in one run: what stands before a title apart from whom it titles, nothing at all for mere adjectives and offices."""
        words, lex = self.words, self.lex
        while i < end and ((words[i].low in lex.common and words[i].free) or words[i].low in lex.cues["possessive"]):
            i += 1
        if end - i > 1 and self._swallows(i):
            i += 1
        while end > i and (words[end - 1].low in ("of", "the", "and") or words[end - 1].text in '"“”'):
            end -= 1
        if i >= end:
            return []
        found: list[Proper] = []
        if self.page.headline(words[i].sentence) and not self._more_than_a_headline(i, end):
            return []
        i = self._past_adjectives(i, end)
        title_at = self._title(i, end)
        if title_at is not None:
            a, b = title_at
            if a > i and any(words[k].low not in lex.demonyms and words[k].low not in lex.cues["office_adjectives"] for k in range(i, a)):
                found += self._plain(i, a)
            return [
                *found,
                Proper(
                    b,
                    end,
                    self.page.article(a) if b > a else a,
                    tuple(words[k].low.rstrip(".") for k in range(a, b)),
                    the=self.page.article(a) < a,
                ),
            ]
        return self._plain(i, end)

    def _swallows(self, i: int) -> bool:
        """ "Lent ABC a camp", "Left Abu Hadi": an ordinary word with a capital that was forced, before what is a name without it."""
        w, after, lex = self.words[i], self.words[i + 1], self.lex
        known = w.low in lex.heads or w.low in lex.foreign or w.low in lex.titles or w.low in lex.demonyms or fold(w.text) in lex.given
        return w.free and is_english(w.low) and not known and (ACRONYM.match(after.text) is not None or after.low in lex.kunya)

    def _more_than_a_headline(self, i: int, end: int) -> bool:
        """Whether a run in a headline holds a word that is no ordinary one, or stands outside of headlines as well."""
        words = self.words
        if any(words[k].cap and not self.page.ordinary(words[k]) for k in range(i, end)):
            return True
        return tuple(words[k].low for k in range(i, end)) in self.page.elsewhere(end - i)

    def _past_adjectives(self, i: int, end: int) -> int:
        """Where the name begins after words that only say of what people or faith its bearer is: "Egyptian Omar Hadi", "Muslims Abu Bakr"."""
        lex, words = self.lex, self.words
        k = i
        while k < end and (words[k].low in lex.demonyms or words[k].low in lex.faith or words[k].low in lex.cues["office_adjectives"]):
            k += 1
        if k == i or end - k < 2 or any(self.page.kind_of(m) is not None and words[m].low not in lex.titles for m in range(k, end)):
            return i
        personal = words[k].low in lex.kunya or fold(words[k].text) in lex.given or (end - k == 2 and words[k].low not in lex.titles)
        return k if personal and not any(is_english(words[m].low) for m in range(k, end)) else i

    def _plain(self, i: int, end: int) -> list[Proper]:
        words, lex = self.words, self.lex
        if all(
            words[k].low in lex.demonyms or words[k].low in lex.faith or not words[k].cap or words_the(words[k]) for k in range(i, end)
        ) and not self._bears_head(i, end):
            return []
        if end - i == 1 and (
            len(words[i].text) == 1
            or (_DERIVED.match(words[i].text) and self.page.article(i) == i and ACRONYM.match(words[i].text) is None)
        ):
            return []
        if words[end - 1].low in ("no.", "no", "nr.", "nos.", "number"):
            return []  # "Internal Memorandum No. 88": how the page files itself
        if end - i == 1 and self._ordinary(i):
            return []
        offices = all(
            words[k].low.rstrip(".") in lex.titles
            or words[k].low in lex.cues["office_adjectives"]
            or words[k].low in lex.demonyms
            or not words[k].cap
            for k in range(i, end)
        )
        if offices and not (end - i == 1 and fold(words[i].text) in lex.given and not self.page.article(i) < i):
            return []
        people = [words[k].low in lex.heads and lex.heads[words[k].low].number == "p" for k in range(i, end)]
        if end - i == 1 and people[0] and lex.heads[words[i].low].type is EntityType.ORGANISATION and self.page.article(i) == i:
            return []
        outer = self.page.article(i)
        if (end - i == 1 and self._of_faith(i)) or self._of_old(i, end):
            return []
        if end - i == 1 and (self._modifies(i) or self._mere_word(i, outer)):
            return []
        if (
            outer == i
            and i
            and words[i - 1].low in lex.cues["directions"]
            and words[i - 1].sentence == words[i].sentence
            and self.page.kind_of(end - 1) is None
        ):
            # "southern Tsalar" is a land of its own, not another name of Tsalar.
            return [Proper(i - 1, end, i - 1)]
        return [Proper(i, end, outer, (), the=outer < i)]

    def _ordinary(self, i: int) -> bool:
        """A word of the dictionary that has its capital from the writer's habit ("the Sugar", "a Bookkeeper"): no other name holds it, and it
        stands once in a document that does so, or behind "a". The head word of a body is none of these, nor is a word that is said to be a name."""
        w, lex, page = self.words[i], self.lex, self.page
        if (
            not (is_english(w.low) or w.low in lex.heads)
            or w.low in lex.foreign
            or fold(w.text) in lex.given
            or fold(w.text) in lex.places
            or ACRONYM.match(w.text)
        ):
            return False
        before = self.words[i - 1] if i and self.words[i - 1].sentence == w.sentence else None
        if before is not None and (
            before.low in lex.cues["indefinite"] or before.low in lex.cues["possessive"] or before.low in ("this", "these")
        ):
            return True
        head = lex.heads.get(w.low)
        if (head is not None and head.number == "s") or w.low in lex.titles or (before is not None and before.text in "\"“‘'(*_"):
            return False
        return page.often[w.low] == 1 and (page.lavish or page.article(i) == i or w.low in lex.faith or self._in_title(i))

    def _in_title(self, i: int) -> bool:
        """Whether the word before, small words apart, is an ordinary word with a capital as well: "The Rain after the Drought"."""
        words, small, k = self.words, self.lex.cues["title_words"], i - 1
        while k >= 0 and words[k].sentence == words[i].sentence and (words[k].low in small or words[k].text in "\"“‘'"):
            if words[k].cap and words[k].low not in small:
                return True
            k -= 1
        if k < 0 or words[k].sentence != words[i].sentence:
            return False
        return words[k].cap and (is_english(words[k].low) or words[k].low in self.lex.common) and not (words[k].free and i - k > 1)

    def _of_faith(self, i: int) -> bool:
        """The prophet of a blessing ("blessings upon our prophet Muhammad"), a companion beside the word for one, or anybody of whom only scripture
        tells: nobody of whom the document makes a claim."""
        cues, key = self.lex.cues, fold(self.words[i].text)
        around = {w.low for w in self.words[max(0, i - 6) : i + 5]}
        return (
            key in cues["figures"]
            or (key in cues["prophets"] and bool(around & cues["blessings"]))
            or (key in cues["companions"] and bool(around & cues["of_companions"]))
        )

    def _of_old(self, i: int, end: int) -> bool:
        """ "Ibn Taymiyya", "the Banu Qurayza": a scholar or tribe of the first centuries."""
        words, lex = self.words, self.lex
        opens = words[i].low in lex.nasab or words[i].low in lex.cues["sons_of"]
        return end - i == 2 and opens and fold(words[i + 1].text) in lex.cues["figures_of_old"]

    def _bears_head(self, i: int, end: int) -> bool:
        """ "the Caliphate" is a body, although a word of faith; "Sharia" is none."""
        low = self.words[end - 1].low
        return low in self.lex.heads and self.page.article(i) < i

    def _modifies(self, i: int) -> bool:
        """ "the Tamziran army", "a Yaravian general": one capitalised word between a determiner and a common noun only says of which kind."""
        w, before, after = self.words[i], self.words[i - 1] if i else None, self.page.at(i + 1)
        if after is not None and not after.cap and after.upos == "NOUN" and self._adjective_of_name(w.low):
            return True
        if before is None or after is None or after.cap or after.upos not in ("NOUN", "ADJ") or before.sentence != w.sentence:
            return False
        if ACRONYM.match(w.text) or w.low in self.lex.heads or fold(w.text) in self.lex.places:
            return False
        cues = self.lex.cues
        if (
            (after.low in cues["naming_bodies"] or after.low in cues["land_after"])
            and _NO_ADJECTIVE.search(w.low)
            and not is_english(w.low)
        ):
            return False  # "the Mizan group" is Mizan, the Yavar delta a land
        return before.low in cues["definite"] or before.low in cues["indefinite"] or before.low in cues["possessive"]

    def _mere_word(self, i: int, outer: int) -> bool:
        """An ordinary word with a capital and nothing else that makes a name of it ("Maintenance, Repair and Overhaul"), or a code with digits."""
        w, lex = self.words[i], self.lex
        if any(c.isdigit() for c in w.text):
            return ACRONYM.match(w.text) is None
        head = lex.heads.get(w.low)
        if (
            outer == i
            and head is not None
            and head.type is EntityType.ORGANISATION
            and w.low in self.page.small
            and w.low not in lex.foreign
        ):
            return True  # "a new Alliance" beside "the alliance": the writer's habit
        known = w.low in lex.heads or w.low in lex.foreign or fold(w.text) in lex.given or fold(w.text) in lex.places or w.low in lex.titles
        return outer == i and not known and is_english(w.low) and w.low in self.page.small

    def _adjective_of_name(self, low: str) -> bool:
        """ "Imerati intelligence" in a text that knows Imerat."""
        return any(
            low.endswith(end)
            and len(low) - len(end) > 3
            and (low[: -len(end)] in self.page.seen or low[: -len(end)] + "a" in self.page.seen)
            for end in ("i", "ian", "an", "n", "ese", "ish")
        )

    def _before_title(self, i: int, a: int) -> bool:
        """Whether what stands before a title is no part of a man's name: "Egyptian Colonel", "FSD Major", but not "Hamada Ould Sidi"."""
        lex, words = self.lex, self.words
        if words[a - 1].low in lex.nasab or words[a - 1].low in lex.kunya or words[a - 1].low in lex.theophoric or a - i > 4:
            return False
        return not any(fold(words[k].text) in lex.given and fold(words[k].text) not in lex.places for k in range(i, a))

    def _inside_body(self, i: int, a: int) -> bool:
        """Whether a title is only a word in the name of a body or a place: "Directorate of General Affairs"."""
        joined = any(not self.words[k].cap and self.words[k].low in ("of", "for") for k in range(i + 1, a))
        return joined and any(self.page.kind_of(k) is not None for k in range(i, a))

    def _title(self, i: int, end: int) -> tuple[int, int] | None:
        """Where the titles of a titled person begin and end within a run; None when nobody is titled here."""
        words, lex = self.words, self.lex
        bodies = (EntityType.ORGANISATION, EntityType.PLACE)
        for a in range(i, end):
            if words[a].low.rstrip(".") not in lex.titles or (a > i and len(words[a].low.rstrip(".")) == 1):
                continue  # "Hadi M. R.": M. is an initial there, monsieur only in front
            if a > i and (not self._before_title(i, a) or self._inside_body(i, a)):
                return None
            if words[a].low in lex.foreign and a + 1 < end and words[a + 1].low.startswith(("al-", "el-")):
                return None  # "Liwa al-Nahr" is a brigade, "Liwa Hadi" a general
            b = a + 1
            while b < end and words[b].low.rstrip(".") in lex.titles and b + 1 < end:
                b += 1
            rest = range(b, end)
            if not rest or any(not words[k].cap and words[k].low in ("of", "for") for k in rest):
                return None
            if any(self.page.kind_of(k) in bodies and lex.heads.get(words[k].low) for k in rest):
                return None
            return a, b
        return None

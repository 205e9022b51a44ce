"""Where names stand: runs of capitalised words with the small words that join them, titles and articles set apart.

A capital proves little at the head of a sentence, so there a word must show itself a name: by another capital after it, by a capital elsewhere
in the document where none was forced, by a list, or by its tag. Errs towards fewer names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import Lexicon, is_english, lexicon
from variorum.reading.names.words import Word

ACRONYM = re.compile(
    r"(?:[A-Z]\.){2,}$|[A-Z]{2,5}[a-z]?$|[A-Z]{1,5}-\d{1,3}[A-Z]?$|[A-Z]{2,}(?:[-/][A-Z]{1,}[a-z]*)+$|[A-Z]{2,}\d[a-z]?[a-z]*$"
)
_ROMAN = re.compile(r"[IVXLC]+$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_BARE_DIGITS = re.compile(r"\d{1,4}$")
# Assadist, Islamized, Iraqization; ISIS-led, London-based: made from a name, but none.
_DERIVED = re.compile(
    r"\w{3,}(?:ists?|ism|i[sz]ation|i[sz]ed|ites?)$|.+-(?:\w+ed|led|held|run|style|era|born|wide|like|wing|speaking|\w+ing)$"
)
_NEVER = frozenset({"i", "i.", "o", "a", "mr", "ph.d", "a.m.", "p.m."})


@dataclass(frozen=True, slots=True)
class Proper:
    """A name in the row of words: ``words[first:end]``; ``outer`` is where its title or article begins (``first`` when it has none)."""

    first: int
    end: int
    outer: int
    title: tuple[str, ...] = ()
    the: bool = False


class NameFinder:
    """Finds the names of one document; holds what the document itself says about capitals."""

    def __init__(self, words: Sequence[Word], dated: Collection[int] = ()) -> None:
        self.words, self.lex = words, lexicon()
        self.dated = frozenset(dated)
        self.capitals, headlines = _shouted_sentences(words)
        self.shouted = self.capitals | headlines
        self.seen = self._capitals_of_choice()
        self.small = frozenset(w.low for w in words if not w.cap)

    def find(self) -> tuple[Proper, ...]:
        """All names, sorted, not overlapping."""
        found: list[Proper] = []
        i = 0
        while i < len(self.words):
            if not self._begins(i):
                i += 1
                continue
            end = self._extend(i)
            found += self._split(i, end)
            i = end
        return tuple(found)

    def _answers(self, i: int) -> bool:
        """Whether the word is the "Q." or "A." of an interrogation."""
        w = self.words[i]
        return w.free and w.text in ("Q.", "A.", "Q", "A") and (i == 0 or self.words[i - 1].sentence != w.sentence)

    def _capitals_of_choice(self) -> frozenset[str]:
        """Words that the writer capitalised where nothing forced it."""
        return frozenset(
            w.low
            for i, w in enumerate(self.words)
            if w.cap and not w.free and w.sentence not in self.shouted and w.low not in self.lex.common and i not in self.dated
        )

    def _begins(self, i: int) -> bool:
        w, lex = self.words[i], self.lex
        if i in self.dated or w.low in _NEVER or self._answers(i):
            return False
        if not w.cap:
            later = self._at(i + 1)
            kunya = w.low in lex.kunya and later is not None and later.cap and not later.free and fold(later.text) in lex.given
            return kunya or (bool(_ORDINAL.match(w.low)) and later is not None and later.cap and later.low in lex.heads)
        if w.low.rstrip(".") in lex.common and w.low not in lex.kunya:
            return self._common_begins(i)
        shouted = w.sentence in self.shouted
        if not w.free and not shouted:
            return True
        return self._shows_itself(i, shouted)

    def _common_begins(self, i: int) -> bool:
        """ "New", "First", "God" begin a name only before another capital, where the capital was free to choose."""
        w, later = self.words[i], self._at(i + 1)
        return (
            not w.free
            and w.sentence not in self.shouted
            and later is not None
            and later.cap
            and w.upos not in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX")
        )

    def _shows_itself(self, i: int, shouted: bool) -> bool:
        w, lex, later = self.words[i], self.lex, self._at(i + 1)
        if w.low in self.seen or w.low in lex.kunya or (w.low in lex.titles and later is not None and later.cap):
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
            return w.upos not in ("ADP", "SCONJ", "CCONJ", "DET", "PRON", "AUX", "ADV") or w.low not in self.small
        return w.low not in self.small and (w.upos in ("PROPN", "") or lex.surname_end.match(w.low) is not None)

    def _heads_complement(self, i: int) -> bool:
        """ "Army of the Truthful": the head word of one body, with a capital although it may be forced, before "of" and another capital."""
        low = self.words[i].low
        head = self.lex.heads.get(low)
        body = (head is not None and head.type is EntityType.ORGANISATION and head.number == "s") or self.lex.foreign.get(
            low
        ) is EntityType.ORGANISATION
        return body and self._complement(i, i + 1) > 0 if i + 1 < len(self.words) else False

    def _shouted_name(self, i: int) -> bool:
        """In a line of capitals only a short line that holds the head word of a body is taken for its name."""
        w = self.words[i]
        line = [x for x in self.words[max(0, i - 8) : i + 9] if x.sentence == w.sentence]
        if len([x for x in line if x.text[0].isalpha()]) > 8:
            return False
        heads = [self.lex.heads[x.low] for x in line if x.low in self.lex.heads]
        return any(h.type is EntityType.ORGANISATION and h.number == "s" for h in heads) and w.upos not in ("ADP", "DET", "CCONJ", "VERB")

    def _at(self, i: int) -> Word | None:
        """The word at ``i`` when it stands in the same sentence as the one before it."""
        ok = 0 < i < len(self.words) and self.words[i].sentence == self.words[i - 1].sentence
        return self.words[i] if ok else None

    def _extend(self, i: int) -> int:
        """One past the last word of the run that begins at ``i``."""
        j = i + 1
        while (step := self._step(i, j)) > 0:
            j += step
        return j

    def _step(self, i: int, j: int) -> int:
        """How many words from ``j`` on continue the run; 0 when it ends here."""
        w = self._at(j)
        if w is None or j in self.dated or w.low in _NEVER:
            return 0
        lex, before = self.lex, self.words[j - 1]
        if w.cap and w.sentence in self.shouted and self.headline(w.sentence) and not self._stands_out(w):
            return 0
        if w.cap and (not w.free or w.sentence in self.shouted):
            return 0 if (w.low in lex.common and w.upos in ("PRON", "AUX")) else 1
        if w.low in ("’s", "'s", "’", "'"):
            owner = before.low in lex.cues["collective_owners"]
            return 2 if owner and self._cap(j + 1) else 0
        if w.low in lex.joining or w.low in lex.nasab or w.low in lex.article_like:
            return self._particles(j)
        if w.low in ("of", "for", "in", "to"):
            return self._complement(i, j)
        if w.low in ("and", "&") and self._cap(j + 1):
            coded = ACRONYM.match(before.text) or ACRONYM.match(self.words[j + 1].text)
            return 2 if (w.low == "&" and not coded) or self._pair_of_aims(i, j) or self._shared_head(i, j) else 0
        if _BARE_DIGITS.match(w.low) and before.low in lex.heads and lex.heads[before.low].type is EntityType.ORGANISATION:
            return 1
        if w.text in '"“‘' and before.cap and before.low not in lex.common:
            return self._nickname(j)
        return 0

    def headline(self, sentence: int) -> bool:
        """Whether the sentence gives every word a capital, but is not in capitals throughout."""
        return sentence in self.shouted and sentence not in self.capitals

    def _stands_out(self, w: Word) -> bool:
        """Whether a word of a headline is more than an ordinary word: known as a name elsewhere, or not in the dictionary."""
        key = fold(w.text)
        listed = w.low in self.seen or key in self.lex.given or key in self.lex.places or w.low in self.lex.heads
        return listed or not (is_english(w.low) or w.low in self.lex.common)

    def _cap(self, j: int) -> bool:
        w = self._at(j)
        return w is not None and w.cap and j not in self.dated

    def _particles(self, j: int) -> int:
        k = j
        while (
            (w := self._at(k)) is not None
            and not w.cap
            and (w.low in self.lex.joining or w.low in self.lex.nasab or w.low in self.lex.article_like)
        ):
            k += 1
        return k + 1 - j if k - j <= 3 and self._cap(k) else 0

    def _complement(self, i: int, j: int) -> int:
        """ "of the Two Seas" after a run with the head word of a body, a place, a work or an event; never after a mere office."""
        kinds = {self.kind_of(k) for k in range(i, j)}
        if (
            not kinds & {EntityType.ORGANISATION, EntityType.WORK, EntityType.EVENT, EntityType.PLACE}
            or self.words[j - 1].low in self.lex.titles
        ):
            return 0
        low = self.words[j].low
        k = j + 1
        if (w := self._at(k)) is not None and w.low in ("the", "all", "our"):
            k += 1
        if not self._cap(k) or (w := self._at(k)) is None or w.low in self.lex.titles:
            return 0
        if low == "to" or (low in ("for", "in") and EntityType.ORGANISATION not in kinds):
            return 0
        if low == "in" and not any(self._place_head(m) for m in range(k, k + 3)):
            return 0
        if low == "of" and fold(w.text) in self.lex.given and self.kind_of(j - 1) is not None:
            return 0
        if (
            low == "of"
            and kinds <= {EntityType.PLACE, None}
            and fold(w.text) not in self.lex.places
            and self.words[i].low not in ("republic", "gulf", "bay", "cape", "horn")
        ):
            return k + 1 - j
        return k + 1 - j

    def _place_head(self, k: int) -> bool:
        w = self.words[k] if k < len(self.words) else None
        return w is not None and w.cap and w.low in self.lex.heads and self.lex.heads[w.low].type is EntityType.PLACE

    def _pair_of_aims(self, i: int, j: int) -> bool:
        """ "Ministry of Defence and Security", "Party for Work and Bread": joined nouns after of or for."""
        passed = any(self.words[k].low in ("of", "for") for k in range(i, j))
        aims = self.lex.cues["abstract"]
        if passed and self.words[i].low in self.lex.cues["pairing"]:
            return True
        return passed and (
            self.words[j + 1].low in aims
            or (self.words[j - 1].low in aims and self.kind_of(j + 1) is None and self.words[j + 1].upos != "PROPN")
        )

    def _shared_head(self, i: int, j: int) -> bool:
        """ "Call and Reform League": ordinary words on both sides of "and", and the head word of one body at the end."""
        lex, k = self.lex, j + 1
        while self._cap(k) and self.words[k].low not in lex.heads and k - j < 4:
            k += 1
        head = lex.heads.get(self.words[k].low) if self._cap(k) else None
        if head is None or head.type is not EntityType.ORGANISATION or head.number != "s" or k == j + 1:
            return False
        before = range(i, j)
        return all(
            is_english(self.words[m].low) or self.words[m].low in lex.demonyms or self.words[m].low in lex.cues["abstract"] for m in before
        ) and not any(self.kind_of(m) is EntityType.ORGANISATION for m in before)

    def _nickname(self, j: int) -> int:
        """Juan "El Chato" Pérez: at most three quoted words between two names."""
        for k in range(j + 2, min(j + 6, len(self.words))):
            if self.words[k].text in '"”’':
                return k + 2 - j if self._cap(k + 1) and self.words[j + 1].cap else 0
        return 0

    def kind_of(self, k: int) -> EntityType | None:
        """What the word says as a head inside a name; None for a word that says nothing."""
        low = self.words[k].low
        if low in self.lex.heads:
            return self.lex.heads[low].type
        return self.lex.foreign.get(low.partition("-")[0]) if not low.startswith(("al-", "el-")) else self.lex.foreign.get(low[3:])

    def _split(self, i: int, end: int) -> list[Proper]:
        """The names in one run: what stands before a title apart from whom it titles, nothing at all for mere adjectives and offices."""
        words, lex = self.words, self.lex
        while i < end and words[i].low in lex.common and words[i].free:
            i += 1
        while end > i and (words[end - 1].low in ("of", "the", "and") or words[end - 1].text in '"“”'):
            end -= 1
        if i >= end:
            return []
        found: list[Proper] = []
        i = self._past_adjectives(i, end)
        title_at = self._title(i, end)
        if title_at is not None:
            a, b = title_at
            if a > i and any(words[k].low not in lex.demonyms and words[k].low not in lex.cues["office_adjectives"] for k in range(i, a)):
                found += self._plain(i, a)
            return [
                *found,
                Proper(
                    b, end, self._article(a) if b > a else a, tuple(words[k].low.rstrip(".") for k in range(a, b)), the=self._article(a) < a
                ),
            ]
        return self._plain(i, end)

    def _past_adjectives(self, i: int, end: int) -> int:
        """Where the name begins after words that only say of what people or faith its bearer is: "Egyptian Omar Hadi", "Muslims Abu Bakr"."""
        lex, words = self.lex, self.words
        k = i
        while k < end and (words[k].low in lex.demonyms or words[k].low in lex.faith or words[k].low in lex.cues["office_adjectives"]):
            k += 1
        if k == i or end - k < 2 or any(self.kind_of(m) is not None and words[m].low not in lex.titles for m in range(k, end)):
            return i
        personal = words[k].low in lex.kunya or fold(words[k].text) in lex.given or (end - k == 2 and words[k].low not in lex.titles)
        return k if personal and not any(is_english(words[m].low) for m in range(k, end)) else i

    def _plain(self, i: int, end: int) -> list[Proper]:
        words, lex = self.words, self.lex
        if all(
            words[k].low in lex.demonyms or words[k].low in lex.faith or not words[k].cap for k in range(i, end)
        ) and not self._bears_head(i, end):
            return []
        if end - i == 1 and (
            len(words[i].text) == 1 or (_DERIVED.match(words[i].text) and self._article(i) == i and ACRONYM.match(words[i].text) is None)
        ):
            return []
        offices = all(
            words[k].low.rstrip(".") in lex.titles
            or words[k].low in lex.cues["office_adjectives"]
            or words[k].low in lex.demonyms
            or not words[k].cap
            for k in range(i, end)
        )
        if offices and not (end - i == 1 and fold(words[i].text) in lex.given and not self._article(i) < i):
            return []
        people = [words[k].low in lex.heads and lex.heads[words[k].low].number == "p" for k in range(i, end)]
        if end - i == 1 and people[0] and lex.heads[words[i].low].type is EntityType.ORGANISATION and self._article(i) == i:
            return []
        outer = self._article(i)
        if end - i == 1 and self._of_faith(i):
            return []
        if end - i == 1 and (self._modifies(i) or self._mere_word(i, outer)):
            return []
        if (
            outer == i
            and i
            and words[i - 1].low in lex.cues["directions"]
            and words[i - 1].sentence == words[i].sentence
            and self.kind_of(end - 1) is None
        ):
            # "southern Tsalar" is a land of its own, not another name of Tsalar.
            return [Proper(i - 1, end, i - 1)]
        return [Proper(i, end, outer, (), the=outer < i)]

    def _of_faith(self, i: int) -> bool:
        """The prophet of a blessing ("blessings upon our prophet Muhammad"): nobody of whom the document makes a claim."""
        if fold(self.words[i].text) not in self.lex.cues["prophets"]:
            return False
        around = {w.low for w in self.words[max(0, i - 6) : i + 5]}
        return bool(around & self.lex.cues["blessings"])

    def _bears_head(self, i: int, end: int) -> bool:
        """ "the Caliphate" is a body, although a word of faith; "Sharia" is none."""
        low = self.words[end - 1].low
        return low in self.lex.heads and self._article(i) < i

    def _modifies(self, i: int) -> bool:
        """ "the Tamziran army", "a Yaravian general": one capitalised word between a determiner and a common noun only says of which kind."""
        w, before, after = self.words[i], self.words[i - 1] if i else None, self._at(i + 1)
        if after is not None and not after.cap and after.upos == "NOUN" and self._adjective_of_name(w.low):
            return True
        if before is None or after is None or after.cap or after.upos not in ("NOUN", "ADJ") or before.sentence != w.sentence:
            return False
        if ACRONYM.match(w.text) or w.low in self.lex.heads or fold(w.text) in self.lex.places:
            return False
        cues = self.lex.cues
        return before.low in cues["definite"] or before.low in cues["indefinite"] or before.low in cues["possessive"]

    def _mere_word(self, i: int, outer: int) -> bool:
        """An ordinary word with a capital and nothing else that makes a name of it ("Maintenance, Repair and Overhaul"), or a code with digits."""
        w, lex = self.words[i], self.lex
        if any(c.isdigit() for c in w.text):
            return ACRONYM.match(w.text) is None
        head = lex.heads.get(w.low)
        if outer == i and head is not None and head.type is EntityType.ORGANISATION and w.low in self.small and w.low not in lex.foreign:
            return True  # "a new Alliance" beside "the alliance": the writer's habit
        known = w.low in lex.heads or w.low in lex.foreign or fold(w.text) in lex.given or fold(w.text) in lex.places or w.low in lex.titles
        return outer == i and not known and is_english(w.low) and w.low in self.small

    def _adjective_of_name(self, low: str) -> bool:
        """ "Imerati intelligence" in a text that knows Imerat."""
        return any(
            low.endswith(end) and len(low) - len(end) > 3 and (low[: -len(end)] in self.seen or low[: -len(end)] + "a" in self.seen)
            for end in ("i", "ian", "an", "n", "ese", "ish")
        )

    def _article(self, i: int) -> int:
        return i - 1 if i and words_the(self.words[i - 1]) and self.words[i - 1].sentence == self.words[i].sentence else i

    def _before_title(self, i: int, a: int) -> bool:
        """Whether what stands before a title is no part of a man's name: "Egyptian Colonel", "FSD Major", but not "Hamada Ould Sidi"."""
        lex, words = self.lex, self.words
        if words[a - 1].low in lex.nasab or words[a - 1].low in lex.kunya or words[a - 1].low in lex.theophoric or a - i > 4:
            return False
        return not any(fold(words[k].text) in lex.given and fold(words[k].text) not in lex.places for k in range(i, a))

    def _title(self, i: int, end: int) -> tuple[int, int] | None:
        """Where the titles of a titled person begin and end within a run; None when nobody is titled here."""
        words, lex = self.words, self.lex
        bodies = (EntityType.ORGANISATION, EntityType.PLACE)
        for a in range(i, end):
            if words[a].low.rstrip(".") not in lex.titles or (a > i and len(words[a].low.rstrip(".")) == 1):
                continue  # "Hadi M. R.": M. is an initial there, monsieur only in front
            if a > i and not self._before_title(i, a):
                return None
            b = a + 1
            while b < end and words[b].low.rstrip(".") in lex.titles and b + 1 < end:
                b += 1
            rest = range(b, end)
            if not rest or any(not words[k].cap and words[k].low in ("of", "for") for k in rest):
                return None
            if any(self.kind_of(k) in bodies and lex.heads.get(words[k].low) for k in rest):
                return None
            return a, b
        return None


def words_the(word: Word) -> bool:
    """Whether a word is the definite article."""
    return word.low == "the"


def _shouted_sentences(words: Sequence[Word]) -> tuple[frozenset[int], frozenset[int]]:
    """Sentences written in capitals throughout, or word by word with one (headlines, telegrams): there a capital says nothing."""
    tallies: dict[int, list[int]] = {}
    last: dict[int, str] = {}
    for w in words:
        last[w.sentence] = w.text
        if w.text[0].isalpha() and len(w.text) > 1:
            tally = tallies.setdefault(w.sentence, [0, 0, 0, 0])
            tally[0] += w.text.isupper()
            tally[1] += 1
            if len(w.text) > 3 and (is_english(w.low) or w.low in lexicon().common):
                tally[2] += w.cap
                tally[3] += 1
    capitals = {s for s, (up, every, _, _) in tallies.items() if up >= 2 and up > 0.7 * every}
    # A headline: most of its ordinary words are capitalised, and no stop ends it.
    headlines = {s for s, (_, _, up, every) in tallies.items() if every >= 4 and up >= 0.65 * every and last[s] not in ".!?"}
    return frozenset(capitals), frozenset(headlines - capitals)


def find_propers(words: Sequence[Word], dated: Collection[int] = ()) -> tuple[tuple[Proper, ...], NameFinder]:
    """All names of the row, with the finder that knows the document's capitals. ``dated`` are places of words inside dates."""
    finder = NameFinder(words, dated)
    return finder.find(), finder


__all__ = ["ACRONYM", "Lexicon", "NameFinder", "Proper", "find_propers"]

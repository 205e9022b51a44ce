"""What a document itself says about its capitals: where they were forced, where chosen, which lines shout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import is_english, lexicon
from variorum.reading.names.words import Word

ACRONYM = re.compile(
    r"(?:[A-Z]\.){2,}$|[A-Z]{2,5}[a-z]?$|[A-Z]{1,5}-\d{1,3}[A-Z]?$|[A-Z]\d{1,2}[A-Z]$|[A-Z]{2,}(?:[-/][A-Z]{1,}[a-z]*)+$|[A-Z]{2,}\d[a-z]?[a-z]*$"
)

# PW3, DW12: the third witness for the prosecution, as the papers of a court call him
NUMBERED = re.compile(r"[A-Z]{1,3}-?\d{1,3}$")
# From how many different nouns, and from which share of all of them, capitals are a habit. (Set on worlds w01 to w06.)
_FEW_CHOSEN, _LAVISH = 3, 0.12


class Page:
    """The words of one document with what its writer does with capitals; asked by every step that finds names.

    ``shouted`` are the numbers of sentences where a capital says nothing, ``capitals`` those in capitals throughout; ``seen`` words capitalised
    where nothing forced it, ``small`` words that stand somewhere without a capital; ``lavish`` whether the writer gives capitals to ordinary nouns
    from habit; ``letters`` those that number the parts of the page ("A.", "B."); ``dated`` places of words inside dates.
    """

    def __init__(self, words: Sequence[Word], dated: Collection[int] = ()) -> None:
        self.words, self.lex = words, lexicon()
        self.dated = frozenset(dated)
        self.capitals, headlines = _shouted_sentences(words)
        self.shouted = self.capitals | headlines
        self.seen = self._capitals_of_choice()
        self._rows: dict[int, frozenset[tuple[str, ...]]] = {}
        self.often = Counter(w.low for w in words if w.cap)
        self.small = frozenset(w.low for w in words if not w.cap)
        self.lavish = self._lavish()
        self.letters = self._letters()

    def elsewhere(self, size: int) -> frozenset[tuple[str, ...]]:
        """Every row of so many words that stands outside of headlines and begins and ends with a capital."""
        if size not in self._rows:
            w = self.words
            self._rows[size] = frozenset(
                tuple(x.low for x in w[k : k + size])
                for k in range(len(w) - size + 1)
                if w[k].cap and w[k + size - 1].cap and w[k].sentence not in self.shouted
            )
        return self._rows[size]

    def headline(self, sentence: int) -> bool:
        """Whether the sentence gives every word a capital, but is not in capitals throughout."""
        return sentence in self.shouted and sentence not in self.capitals

    def stands_out(self, w: Word) -> bool:
        """Whether a word of a headline is more than an ordinary word: known as a name elsewhere, or not in the dictionary."""
        key = fold(w.text)
        listed = w.low in self.seen or key in self.lex.given or key in self.lex.places or w.low in self.lex.heads
        return listed or not (is_english(w.low) or w.low in self.lex.common)

    def ordinary(self, w: Word) -> bool:
        """Whether a word of a headline is one of the language: in the dictionary, a small word, a quarter of the sky, a head word."""
        cues = self.lex.cues
        return (
            is_english(w.low)
            or w.low in self.lex.common
            or w.low in self.lex.heads
            or w.low in cues["directions"]
            or w.low in cues["possessive"]
        )

    def capital(self, j: int) -> bool:
        w = self.at(j)
        return w is not None and w.cap and j not in self.dated

    def at(self, i: int) -> Word | None:
        """The word at ``i`` when it stands in the same sentence as the one before it."""
        ok = 0 < i < len(self.words) and self.words[i].sentence == self.words[i - 1].sentence
        return self.words[i] if ok else None

    def kind_of(self, k: int) -> EntityType | None:
        """What the word says as a head inside a name; None for a word that says nothing."""
        low = self.words[k].low.strip("'")
        if low in self.lex.heads:
            return self.lex.heads[low].type
        return self.lex.foreign.get(low.partition("-")[0]) if not low.startswith(("al-", "el-")) else self.lex.foreign.get(low[3:])

    def article(self, i: int) -> int:
        return i - 1 if i and words_the(self.words[i - 1]) and self.words[i - 1].sentence == self.words[i].sentence else i

    def behind_name(self, i: int) -> bool:
        """Whether the word stands somewhere alone in brackets behind a name that is no ordinary word: "Hadi (PW3)"."""
        words, low = self.words, self.words[i].low
        return any(
            w.low == low and words[k - 1].text == "(" and words[k - 2].cap and words[k + 1].text == ")" and not self.ordinary(words[k - 2])
            for k, w in enumerate(words[:-1])
            if k > 1
        )

    def place_head(self, k: int) -> bool:
        w = self.words[k] if k < len(self.words) else None
        return w is not None and w.cap and w.low in self.lex.heads and self.lex.heads[w.low].type is EntityType.PLACE

    def _letters(self) -> frozenset[str]:
        """ "A.", "B." and so on, as far as each stands at the head of a sentence after the one before it; none where there is no "B."."""
        heads = [w.text for i, w in enumerate(self.words) if i == 0 or self.words[i - 1].sentence != w.sentence]
        found: list[str] = []
        for head in heads:
            if head == f"{chr(ord('A') + len(found))}.":
                found.append(head)
        return frozenset(found) if len(found) > 1 else frozenset()

    def _lavish(self) -> bool:
        """Whether many different ordinary nouns stand alone with a capital that nothing forced ("the Sugar"), or one of them and one behind "a"."""
        words, lex = self.words, self.lex
        chosen: set[str] = set()
        plain: set[str] = set()
        indefinite = False
        for i, w in enumerate(words):
            known = w.low in lex.heads or w.low in lex.titles
            if w.free or w.sentence in self.shouted or i in self.dated or not (known or is_english(w.low)) or w.low in lex.demonyms:
                continue
            beside = [words[k] for k in (i - 1, i + 1) if 0 <= k < len(words) and words[k].sentence == w.sentence]
            alone = not any((x.cap and not x.free) or x.upos in ("NOUN", "PROPN") for x in beside)
            if not w.cap:
                if w.upos == "NOUN":
                    plain.add(w.low)
            elif alone and beside and beside[0].low in ("a", "an"):
                indefinite = True
            elif alone and not known and fold(w.text) not in lex.given and fold(w.text) not in lex.places:
                chosen.add(w.low)
        many = len(chosen) > _FEW_CHOSEN and len(chosen) > _LAVISH * len(plain | chosen)
        return many or (indefinite and len(chosen) > 0)

    def _capitals_of_choice(self) -> frozenset[str]:
        """Words that the writer capitalised where nothing forced it."""
        return frozenset(
            w.low
            for i, w in enumerate(self.words)
            if w.cap and not w.free and w.sentence not in self.shouted and w.low not in self.lex.common and i not in self.dated
        )


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

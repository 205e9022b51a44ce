"""Which entities a word of the tree stands for: mentions by their head word, coordination, relative pronouns, nouns that only count others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.model import Entity, EntityType, Mention, MentionForm, NameKind
from variorum.reading.claims.lexicon import verb_lemmas
from variorum.reading.claims.modality import governors
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_AFTER_A_VERB = frozenset({"DET", "ADP", "PRON", "PROPN", "NUM", "PART", "ADV"})


@dataclass(frozen=True, slots=True)
class Filler:
    """One mention in a slot. ``quality`` is 1 for what the tree says, less for guesses from the word order."""

    mention: Mention
    token: int
    quality: float = 1.0

    @property
    def entity(self) -> str:
        assert self.mention.entity is not None
        return self.mention.entity


class Arguments:
    """The mentions of one sentence by their head word. Mentions without an entity are passed over: nobody can be named."""

    def __init__(self, tree: Tree, mentions: Iterable[Mention], entities: Mapping[str, Entity], topic: Mention | None = None) -> None:
        self.tree = tree
        self.topic = topic
        self.entities = entities
        self.by_head: dict[int, list[Mention]] = {}
        self.by_start: dict[int, list[Mention]] = {}
        self.by_end: dict[int, list[Mention]] = {}
        self.span: dict[tuple[int, int], tuple[int, int]] = {}
        for m in mentions:
            if m.entity in entities and (words := self._words(m)):
                self.by_head.setdefault(self._head(words), []).append(m)
                self.by_start.setdefault(words[0], []).append(m)
                self.by_end.setdefault(words[-1], []).append(m)
                self.span[m.start, m.end] = (words[0], words[-1])
        self.by_word: dict[int, Mention] = {}
        for m in sorted(mentions, key=lambda m: m.end - m.start, reverse=True):
            if (m.start, m.end) in self.span and m.form is MentionForm.NAME:
                first, last = self.span[m.start, m.end]
                self.by_word |= dict.fromkeys(range(first, last + 1), m)
        self._retag()
        for group in (*self.by_head.values(), *self.by_start.values(), *self.by_end.values()):
            group.sort(key=lambda m: m.start - m.end)

    def _words(self, m: Mention) -> list[int]:
        t = self.tree
        return [i for i in range(len(t)) if t.start[i] < m.end and m.start < t.end[i]]

    def _head(self, words: Sequence[int]) -> int:
        """The word of the span that the rest hangs on; of several, the first that is a noun and not itself after a preposition."""
        inside = set(words)
        tops = [i for i in words if self.tree.head[i] not in inside and self.tree.rel[i] != "punct"]
        nominal = [i for i in tops if self.tree.upos[i] in ("PROPN", "NOUN", "PRON", "NUM")] or tops or list(words)
        return nominal[0]

    def type_of(self, m: Mention) -> EntityType:
        assert m.entity is not None
        return self.entities[m.entity].type

    def at(self, i: int, types: frozenset[EntityType]) -> Mention | None:
        """The longest mention headed by word ``i`` whose entity is of one of ``types``; of a name any word will do."""
        if m := next((m for m in self.by_head.get(i, ()) if self.type_of(m) in types), None):
            return self._body_of(m, i, types) or m
        named = self.by_word.get(i)
        return named if named and self.tree.upos[i] == "PROPN" and self.type_of(named) in types else None

    def named_beside(self, m: Mention, i: int, types: frozenset[EntityType]) -> Filler | None:
        """The name beside which a description of nobody known stands in apposition: Omar of "Omar (d. 2004), head of the Guard"; None for others."""
        if m.form is not MentionForm.DESCRIPTION or any(n.kind is not NameKind.TITLE for n in self.entities[m.entity or ""].names):
            return None
        t, first = self.tree, self.words_of(m)[0]
        beside = [t.head[i]] if t.rel[i] == "appos" else []
        if first > 1 and t.word[first - 1] in (",", "–", "—"):
            beside += [self._head_of(x) for x in self.by_end.get(first - 2, ()) if x.form is MentionForm.NAME]
        named = (x for k in beside for x in self.by_head.get(k, ()) if x.form is MentionForm.NAME and self.type_of(x) in types)
        return next((Filler(x, self._head_of(x), 0.9) for x in named), None)

    def _body_of(self, men: Mention, i: int, types: frozenset[EntityType]) -> Mention | None:
        """The body whose men a description names: the Front of "the Front's fighters". The men of a person stay themselves."""
        t = self.tree
        plural = t.word[i] != t.lemma[i] or t.word[i] == "people"
        if men.form is not MentionForm.DESCRIPTION or not plural or t.lemma[i] not in wordlists().collective:
            return None
        inside = (
            m for group in self.by_head.values() for m in group if men.start <= m.start and m.end <= men.end and m.entity != men.entity
        )
        bodies = [m for m in inside if m.form is MentionForm.NAME and self.type_of(m) is EntityType.ORGANISATION]
        whose = [m for m in bodies if self._possesses(m, men)]
        return whose[0] if whose and EntityType.ORGANISATION in types else None

    def _possesses(self, owner: Mention, owned: Mention) -> bool:
        """Whether a name inside a description ends it ("the men of the Front") or stands before its noun ("Front fighters", "the Front's men")."""
        return owner.end == owned.end or self.words_of(owner)[0] - self.words_of(owned)[0] <= 1

    def _retag(self) -> None:
        """Makes verbs of the words right after a mention that the tagger took for the end of the name ("The Guard controls Marsa")."""
        t = self.tree
        for i in range(1, len(t)):
            if t.upos[i] == "VERB" and i - 1 in self.by_end and not t.own_subjects(i):
                h = self._head_of(self.by_end[i - 1][0])
                if t.head[h] == i and t.rel[h] in ("compound", "flat", "amod", "nmod", "dep"):
                    t.make_verb(i, t.lemma[i], h, keep=True)
            subject = self._before_a_verb(i)
            if (
                subject is None
                or t.upos[i] not in ("NOUN", "ADJ", "PROPN")
                or i in self.by_head
                or i in self.by_word
                or t.word[i].isupper()
            ):
                continue
            lemma = _as_verb(t.word[i])
            following = t.upos[i + 1] if i + 1 < len(t) else ""
            to = following == "PART" and t.word[i + 1] == "to"
            plausible = following in _AFTER_A_VERB or i + 1 in self.by_start or t.upos[i] == "ADJ"
            has_verb = any(t.upos[k] == "VERB" and t.head[k] == i for k in range(len(t)))
            if (to and lemma in governors()) or (plausible and lemma in verb_lemmas() and not has_verb):
                t.make_verb(i, lemma, subject)

    def _before_a_verb(self, i: int) -> int | None:
        """The head of the mention right before word ``i``, or of the one that is all that is said before it and what stands beside it:
        "Omar, emir of the Front, lives in Marsa"; None where there is none.
        """
        t = self.tree
        if i - 1 in self.by_end:
            return self._head_of(self.by_end[i - 1][0])
        h = t.head[i]
        alone = t.word[i - 1] == "," and 0 <= h < i and t.rel[h] == "root" and h in self.by_head and not t.own_subjects(h)
        return h if alone and t.rel[i] in ("conj", "list", "dep", "parataxis") else None

    def fill(self, i: int, types: frozenset[EntityType], depth: int = 0) -> list[Filler]:
        """Who word ``i`` stands for, coordinated ones included, in text order; empty when nobody of the right type."""
        found = self._single(i, types, depth)
        for k in self.tree.dependents(i, "conj"):
            if depth < 5 and not self.tree.own_subjects(k):
                found += self.fill(k, types, depth + 1)
        return list({f.entity: f for f in reversed(found)}.values())[::-1]

    def _single(self, i: int, types: frozenset[EntityType], depth: int) -> list[Filler]:
        t = self.tree
        if m := self.at(i, types):
            return [Filler(m, i)]
        if depth > 4:
            return []
        if t.word[i] in _RELATIVE and (up := self._antecedent(i)) is not None:
            return self._single(up, types, depth + 1)
        for k in t.dependents(i, "appos", "flat"):
            if m := self.at(k, types):
                return [Filler(m, k, 0.95)]
        if said := self._said_of(i, types, depth):
            return said
        if t.lemma[i] in wordlists().transparent or t.word[i] in wordlists().transparent or t.upos[i] == "NUM":
            return self._carried(i, types, depth)
        return []

    def _said_of(self, i: int, types: frozenset[EntityType], depth: int) -> list[Filler]:
        """Who is said to be the nameless one at ``i``: Omar of "Omar is the man who leads it", "Omar was one of those who left it"."""
        t = self.tree
        top = t.head[i] if t.rel[i] == "nmod" and t.head[i] >= 0 and t.word[t.head[i]] == "one" else i
        if not any(t.rel[k] == "cop" for k in t.kids[top]):
            return []
        return [f for k in t.own_subjects(top) for f in self._single(k, types, depth + 1)]

    def _carried(self, i: int, types: frozenset[EntityType], depth: int) -> list[Filler]:
        """The X of "members of X", "X's fighters", "X fighters", when the noun at ``i`` names nobody itself."""
        t = self.tree
        for k in t.kids[i]:
            carries = t.full[k] == "nmod:poss" or (t.rel[k] == "nmod" and t.preposition(k) in ("of", "from", "in", "loyal"))
            if (carries or t.rel[k] in ("compound", "amod")) and (found := self._single(k, types, depth + 1)):
                return [Filler(f.mention, f.token, f.quality * 0.85) for f in found]
        return []

    def _antecedent(self, i: int) -> int | None:
        t, up = self.tree, self.tree.head[i]
        for _ in range(4):
            if up < 0:
                return None
            if t.full[up] == "acl:relcl":
                return t.head[up] if t.head[up] != i else None
            up = t.head[up]
        return None

    def with_coordinated(self, last: Filler, types: frozenset[EntityType]) -> list[Filler]:
        """The filler and those that the text lists before it: "X, Y and" Z."""
        t, found = self.tree, [last]
        first = self.words_of(last.mention)[0]
        if first < 2 or t.word[first - 1] not in ("and", "or"):
            return found
        while first >= 2 and t.word[first - 1] in ("and", "or", ","):
            before = next((m for m in self.by_end.get(first - 2, ()) if self.type_of(m) in types), None)
            if before is None:
                break
            found.insert(0, Filler(before, self._head_of(before), last.quality))
            first = self.words_of(before)[0]
        return found

    def following(self, i: int, types: frozenset[EntityType], reach: int = 3) -> Filler | None:
        """The mention that begins at most ``reach`` words after word ``i``, nothing but determiners, adjectives and nouns between."""
        t = self.tree
        for k in range(i + 1, min(len(t), i + 1 + reach)):
            for m in self.by_start.get(k, ()):
                if self.type_of(m) in types:
                    return Filler(m, self._head_of(m), 0.7)
            if t.upos[k] not in ("DET", "ADJ", "NUM", "PUNCT", "PROPN", "NOUN") or (t.upos[k] == "PUNCT" and t.word[k] not in "\"'“”‘’"):
                return None
        return None

    def preceding(self, i: int, types: frozenset[EntityType], reach: int = 5) -> Filler | None:
        """The mention that ends at most ``reach`` words before the verb ``i``, only auxiliaries, adverbs and brackets of commas between."""
        t = self.tree
        for k in range(i - 1, max(-1, i - 1 - reach), -1):
            for m in self.by_end.get(k, ()):
                if self.type_of(m) in types:
                    return Filler(m, self._head_of(m), 0.6)
            if t.upos[k] not in ("AUX", "ADV", "PART") and not (t.word[k] == "," and k == i - 1):
                return None
        return None

    def topic_of(self, i: int, types: frozenset[EntityType]) -> Filler | None:
        """For the main verb of a sentence without any subject, as lists have them ("Banned in 2002."): whom the entry is about."""
        t = self.tree
        if t.rel[i] not in ("root", "conj", "parataxis") or self.topic is None or self.type_of(self.topic) not in types:
            return None
        if t.has_feat(i, "Mood=Imp") or any(t.rel[k] == "nsubj" for k in range(i)):
            return None
        return Filler(self.topic, i, 0.7)

    def possessor_before(self, noun: int, types: frozenset[EntityType]) -> Filler | None:
        """The mention with 's before a noun, adjectives between or not, whatever the tree says ("Karim Dost's last oath")."""
        t = self.tree
        for k in range(noun - 1, max(-1, noun - 4), -1):
            if t.word[k] in ("'s", "'"):
                for m in (*self.by_end.get(k - 1, ()), *self.by_end.get(k, ())):
                    if self.type_of(m) in types:
                        return Filler(m, self._head_of(m), 0.9)
                return None
            if t.upos[k] not in ("ADJ", "NUM", "NOUN", "PROPN", "VERB"):
                return None
        return None

    def adjacent_before(self, i: int, types: frozenset[EntityType]) -> Filler | None:
        """The mention that ends right before word ``i`` ("Column" in "Column fighters")."""
        for m in self.by_end.get(i - 1, ()):
            if self.type_of(m) in types:
                return Filler(m, self._head_of(m), 0.85)
        return None

    def adjacent_after(self, i: int, types: frozenset[EntityType]) -> Filler | None:
        """The mention that begins right after word ``i`` ("Omar" in "commander Omar")."""
        for m in self.by_start.get(i + 1, ()):
            if self.type_of(m) in types:
                return Filler(m, self._head_of(m), 0.85)
        return None

    def _head_of(self, m: Mention) -> int:
        first, last = self.span[m.start, m.end]
        return self._head(range(first, last + 1))

    def filler(self, m: Mention, quality: float) -> Filler:
        """A mention of this sentence as a guess of ``quality``."""
        return Filler(m, self._head_of(m), quality)

    def words_of(self, m: Mention) -> tuple[int, int]:
        """First and last word of a mention, both included; of a mention elsewhere, the anchor of nothing: (-1, -1)."""
        return self.span.get((m.start, m.end), (-1, -1))


def _as_verb(word: str) -> str:
    """The lemma if ``word`` can be the -s or past form of a verb that the lexicon or the grammar knows, else ""."""
    known = verb_lemmas() | governors()
    guesses = [wordlists().irregular.get(word, "")]
    if word.endswith("s"):
        guesses += [word[:-1], word[:-2], word[:-3] + "y"]
    if word.endswith("ed"):
        guesses += [word[:-2], word[:-1], word[:-3], word[:-3] + "y"]
    return next((g for g in guesses if g in known), "")

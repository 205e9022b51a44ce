"""A sentence as the claim grammar walks it: who is under whom, in arrays, with the questions that the grammar asks of a word.

The parser's trees have errors in about a fifth of the arcs; the questions here therefore forgive what is cheap to forgive (an oblique
read as a nominal modifier, a passive without its mark) and leave the rest to the surface fall-backs of ``arguments``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from variorum.reading.claims.patterns import Literal
from variorum.reading.claims.wordlists import wordlists
from variorum.reading.syntax import Sentence

_CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "conj"})
_SUBJECT = frozenset({"nsubj", "csubj"})


@dataclass(slots=True)
class Tree:
    """The words of one sentence: parallel lists by index, heads counted from 0, the root's head -1. ``rel`` has no subtypes."""

    sentence: Sentence
    word: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    rel: list[str] = field(default_factory=list)
    full: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    words: frozenset[str] | None = None  #: all forms and lemmas, once asked for
    repaired: set[int] = field(default_factory=set)  #: words that became verbs after parsing

    def __post_init__(self) -> None:
        irregular = wordlists().irregular
        for t in self.sentence.tokens:
            word = t.text.lower().replace("’", "'")
            self.word.append(word)
            self.lemma.append(irregular.get(word, t.lemma.lower()) if t.upos in ("VERB", "AUX") else t.lemma.lower())
            self.upos.append(t.upos)
            self.full.append(t.deprel)
            self.rel.append(t.deprel.partition(":")[0])
            self.head.append(t.head)
            self.kids.append([])
            self.start.append(t.start)
            self.end.append(t.end)
        for i, h in enumerate(self.head):
            if h >= 0:
                self.kids[h].append(i)

    def __len__(self) -> int:
        return len(self.word)

    def make_verb(self, i: int, lemma: str, subject: int, *, keep: bool = False) -> None:
        """Reads word ``i`` as a verb whose subject is the word ``subject``: a repair of the tree. It is a main verb unless ``keep``."""
        if self.under(i, subject):
            self._hang(i, self.head[subject])
        self._hang(subject, i)
        if not keep:
            self.upos[i], self.lemma[i], self.rel[i], self.full[i] = "VERB", lemma, "root", "root"
        self.rel[subject] = self.full[subject] = "nsubj"
        self.repaired.add(i)

    def _hang(self, i: int, head: int) -> None:
        if self.head[i] >= 0:
            self.kids[self.head[i]].remove(i)
        self.head[i] = head
        if head >= 0:
            self.kids[head] = sorted([*self.kids[head], i])

    def dependents(self, i: int, *rels: str) -> list[int]:
        """The dependents of ``i`` with one of the (bare) relations, in text order."""
        return [k for k in self.kids[i] if self.rel[k] in rels]

    def has_feat(self, i: int, feat: str) -> bool:
        return self.sentence.tokens[i].has(feat)

    def preposition(self, i: int) -> str | None:
        """The preposition that introduces word ``i`` ("to" in "to the north"), None if there is none."""
        cases = [k for k in self.kids[i] if self.rel[k] == "case" and k < i and self.word[k] != "'s"]
        return self.lemma[cases[0]] if cases else None

    def prepositions(self, i: int) -> set[str]:
        """All words that introduce ``i``: "out of" gives both."""
        found = {self.lemma[k] for k in self.kids[i] if self.rel[k] in ("case", "mark", "fixed") and k < i}
        if not found:  # "of Salim Tor": the parser may hang the preposition on the first half of the name
            for part in self.kids[i]:
                if part < i and self.rel[part] in ("compound", "flat", "amod"):
                    found |= {self.lemma[k] for k in self.kids[part] if self.rel[k] == "case" and k < part}
        return found - {"'s"}

    def is_passive(self, i: int) -> bool:
        """Whether the verb at ``i`` is passive: marked so, or a bare past participle after its noun ("letters sent by")."""
        if self.upos[i] not in ("VERB", "AUX"):
            return False
        if any(self.full[k] in ("aux:pass", "nsubj:pass") for k in self.kids[i]):
            return True
        if self._by_somebody(i):
            return True
        if any(self.rel[k] == "aux" for k in self.kids[i]):
            return False
        if self.rel[i] == "conj" and self.head[i] >= 0 and not self.dependents(i, "nsubj", "obj"):
            return self.has_feat(i, "VerbForm=Part") and self.has_feat(i, "Tense=Past") and self.is_passive(self.head[i])
        return self.has_feat(i, "Voice=Pass") and not self.dependents(i, "obj")

    def _by_somebody(self, i: int) -> bool:
        """Whether a past form that may be a participle has no object but its doer after "by": led in "the Column, led since May by Omar"."""
        return (
            self.has_feat(i, "Tense=Past")
            and self.lemma[i] not in wordlists().vague
            and any(self.full[k] == "obl:agent" for k in self.kids[i])
            and not self.dependents(i, "obj", "aux")
        )

    def clause_head(self, i: int) -> int:
        """The word that heads the smallest clause around ``i`` (itself, if it heads one)."""
        seen = 0
        while self.head[i] >= 0 and seen < len(self):
            if self.rel[i] in _CLAUSAL and (self.rel[i] != "conj" or self.upos[i] in ("VERB", "AUX")):
                return i
            i = self.head[i]
            seen += 1
        return i

    def clause_span(self, i: int) -> tuple[int, int]:
        """The span of the clause that word ``i`` heads or stands in."""
        head = self.clause_head(i)
        inside = [k for k in range(len(self)) if self.under(k, head, 12)]
        return self.start[inside[0]], self.end[inside[-1]]

    def under(self, i: int, top: int, depth: int = 6) -> bool:
        """Whether ``i`` is ``top`` or stands below it, at most ``depth`` arcs down."""
        for _ in range(depth + 1):
            if i == top:
                return True
            if i < 0:
                return False
            i = self.head[i]
        return False

    def has_literals(self, literals: Iterable[Literal]) -> bool:
        """Whether every required literal has one of its words somewhere in the sentence: a quick no before the tree is walked."""
        if self.words is None:
            self.words = frozenset(self.word) | frozenset(self.lemma)
        return all(x.optional or not x.lemmas.isdisjoint(self.words) for x in literals)

    def own_subjects(self, i: int) -> list[int]:
        """The subjects that hang on ``i`` itself."""
        return [k for k in self.kids[i] if self.rel[k] in _SUBJECT]

    def subjects(self, i: int, depth: int = 0) -> list[int]:
        """The words that stand as the (surface) subject of ``i``, its own or passed on to it by the clause above; may be empty.

        "asked X to release Y": X for `release`. "X split and joined Y": X for `joined`. "a group based in Z": group for `based`.
        """
        if own := self.own_subjects(i):
            return own
        h, rel = self.head[i], self.rel[i]
        if h < 0 or depth > 5:
            return []
        if self.full[i] == "acl:relcl":
            return [] if self.relative_is_object(i) else [h]
        if rel == "acl":
            return [h] if not self._infinitive(i) else self._decider(h, depth)
        if rel == "xcomp" or (rel in ("advcl", "ccomp") and self._infinitive(i)):
            return self._controller(h, depth)
        if rel == "amod" and self.upos[i] in ("VERB", "ADJ"):
            return [h]
        if (rel in ("conj", "parataxis") and self.upos[h] in ("VERB", "AUX", "ADJ")) or (rel == "conj" and self.own_subjects(h)):
            return self.subjects(h, depth + 1)
        if rel in ("conj", "parataxis", "list", "dep") and h < i and self.upos[i] == "VERB":
            # "Omar, emir of the Front, lives in Marsa", "Omar: arrested in May": the name was read as all that is said
            name = self.head[h] if rel == "parataxis" and self.rel[h] == "flat" else h
            return [name] if self.rel[name] == "root" and self._breaks_off(name, i) else []
        if (
            rel in ("advcl", "acl")
            and self.prepositions(i) & {"for", "of"}
            and (objects := self.dependents(h, "obj"))
            and not self.is_passive(h)
        ):
            return objects  # "blacklisted X for having armed Y", "accused X of killing Y"
        if rel in ("advcl", "ccomp") and not self._finite(i):
            return self.subjects(h, depth + 1) if self.upos[h] in ("VERB", "AUX", "ADJ") else [h]
        return []

    def _breaks_off(self, noun: int, verb: int) -> bool:
        """Whether what was begun with a noun ends before the verb, at a comma, a dash, a colon or a bracket."""
        return self.word[verb - 1] in (",", ":", "–", "—", ")") and not self.own_subjects(noun)

    def relative_is_object(self, i: int) -> bool:
        """Whether the gap of the relative clause ``i`` is its object: "the man whom they killed", "the man they killed"."""
        return any(self.word[k] not in ("who", "which", "that") for k in self.own_subjects(i))

    def objects(self, i: int) -> list[int]:
        """Direct and indirect objects of ``i``, the gap of a relative clause included."""
        found = self.dependents(i, "obj", "iobj")
        if not found and self.full[i] == "acl:relcl" and self.relative_is_object(i) and not self.dependents(i, "ccomp", "xcomp"):
            found = [self.head[i]]
        if not found and self.rel[i] == "conj" and self.upos[self.head[i]] == "VERB":
            # "attacked and burned the mill": the parser hangs the object on one of them
            later = [k for k in self.dependents(self.head[i], "obj") if k > i]
            found = later
        if not found and self.upos[i] == "VERB":
            nxt = [k for k in self.dependents(i, "conj") if self.upos[k] == "VERB" and not self.own_subjects(k) and k <= i + 3]
            found = [o for k in nxt for o in self.dependents(k, "obj")]
        return found

    def _infinitive(self, i: int) -> bool:
        return self.has_feat(i, "VerbForm=Inf") and any(self.word[k] == "to" for k in self.kids[i])

    def _finite(self, i: int) -> bool:
        if self.has_feat(i, "VerbForm=Fin"):
            return True
        return any(self.rel[k] in ("aux", "cop") and self.has_feat(k, "VerbForm=Fin") for k in self.kids[i])

    def _controller(self, h: int, depth: int) -> list[int]:
        if self.lemma[h] in wordlists().object_control and not self.is_passive(h):
            if objects := self.dependents(h, "obj", "iobj"):
                return objects
            targets = [k for k in self.dependents(h, "obl") if self.preposition(k) in ("to", "on", "upon", "with", "for")]
            if targets and self.lemma[h] in ("call", "appeal", "plead"):
                return targets
        return self.subjects(h, depth + 1)

    def _decider(self, noun: int, depth: int) -> list[int]:
        """Whose decision, order, promise to do something it is: the possessor, else the subject of the verb above."""
        if owner := [k for k in self.kids[noun] if self.full[k] == "nmod:poss"]:
            return owner
        h = self.head[noun]
        return self.subjects(h, depth + 1) if h >= 0 and self.upos[h] in ("VERB", "AUX") else []

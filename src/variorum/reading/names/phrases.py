"""Descriptions: noun phrases without a name that still mean somebody: "a fuel trader", "the group's spokesman", "three field commanders".

A phrase is found from its head noun (heads.yaml) outwards: to the left over adjectives and nouns to its determiner or owner, to the right over one
"of", "for", "in" or "from". What has no determiner is only taken where a plural acts or a role stands in apposition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from variorum.model.entity import EntityType
from variorum.reading.names.lexicon import Head, lexicon
from variorum.reading.names.page import words_the
from variorum.reading.names.words import Word, is_plural

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV", "X", ""})
_OF_MANY = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART"})
_WIDEST = 7
_LONGEST_CLAUSE, _DEEPEST = 12, 8  # words of a clause that is part of a description, and steps from one of them up to the noun
_ENDS = frozenset(",.;:()[]–—")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A description: ``words[first:end]`` with its complement up to ``stop``. ``det``: the, a, own (possessive) or bare.

    ``owner`` is the word of the possessor ("his", or the last word of "the group" in "the group's spokesman"), ``of`` the first word of the
    complement; both None when there is none. ``wider`` are the ends that it has with further complements ("the emir of X for the affairs of Y").
    """

    first: int
    end: int
    stop: int
    at: int
    head: Head
    det: str
    owner: int | None = None
    of: int | None = None
    wider: tuple[int, ...] = ()


def find_phrases(
    words: Sequence[Word], named: Mapping[int, int], dated: frozenset[int], told: Mapping[int, Head | None] = MappingProxyType({})
) -> tuple[Phrase, ...]:
    """All descriptions, sorted by place. ``named`` tells for each word inside a name one past the end of that name, ``told`` for some nouns whether
    they head one, whatever the lists say (None: no)."""
    found: list[Phrase] = []
    for i in range(len(words)):
        if i in named or i in dated:
            continue
        said = told.get(i)
        if said is None and i in told:
            continue
        head = _head(words, i) if said is None else _as_told(words, i, said)
        phrase = _partitive(words, i, named) if head is None else _phrase(words, i, head, named, dated, said is not None)
        if phrase is not None:
            found.append(phrase)
    return tuple(found)


def _partitive(words: Sequence[Word], i: int, named: Mapping[int, int]) -> Phrase | None:
    """ "two of them", "most of the Front's fighters", "one of the four": a part of a body, which is a body of its own; one of them a person."""
    w, cues = words[i], lexicon().cues
    if w.low not in cues["partitive"] or i + 2 >= len(words) or words[i + 1].low != "of" or words[i + 2].sentence != w.sentence:
        return None
    j = i + 2
    while j < len(words) - 1 and words[j].sentence == w.sentence and _determines(words[j].low) and j not in named:
        j += 1
    end = j
    while end < len(words) and words[end].sentence == w.sentence and end - j < 6 and (words[end].upos in _OF_MANY or end in named):
        end = named.get(end, end + 1)
    persons = any(words[k].low in lexicon().heads and lexicon().heads[words[k].low].number == "p" for k in range(j, end))
    pronoun = words[j].low in ("them", "us", "you", "whom") and w.sentence == words[j].sentence
    if not (persons or pronoun or any(words[k].low in cues["several"] for k in range(j, end))):
        return None
    one = w.low in ("one", "another", "neither", "either")
    head = Head("member", EntityType.PERSON if one else EntityType.ORGANISATION, "s" if one else "p", None)
    return Phrase(i, i + 1, j + 1 if pronoun else end, i, head, "a", None, j)


def _head(words: Sequence[Word], i: int) -> Head | None:
    """The head noun at ``i``, or an adjective of people used as one ("the Egyptian", "the Kurds")."""
    w, lex = words[i], lexicon()
    head = lex.heads.get(w.low)
    if head is not None and head.type in (EntityType.PLACE, EntityType.EVENT):
        return None
    after = words[i + 1] if i + 1 < len(words) and words[i + 1].sentence == w.sentence else None
    if head is None:
        return _people(words, i, after) or _speaker(words, i)
    if w.upos in ("VERB", "AUX", "ADP", "ADV") or (w.upos == "ADJ" and after is not None and after.upos in ("NOUN", "PROPN")):
        return None
    if after is not None and (after.low in lex.heads or after.upos == "NOUN") and after.upos in ("NOUN", "PROPN", "") and not after.cap:
        return None
    return head


def _as_told(words: Sequence[Word], i: int, said: Head) -> Head:
    """The head at ``i`` as the lists have it, with the type that was told; as it was told where they do not know it. A title with a capital ("the
    Sheikh") stays one man, whatever was told."""
    known = _head(words, i)
    if known is not None and words[i].cap and words[i].low in lexicon().titles and known.number == "s":
        return known
    return said if known is None else replace(known, type=said.type)


def _people(words: Sequence[Word], i: int, after: Word | None) -> Head | None:
    w, lex = words[i], lexicon()
    if not w.cap or w.low not in lex.demonyms or i == 0 or not _determines(words[i - 1].low):
        return None
    if after is not None and (after.upos in ("NOUN", "PROPN", "ADJ") or after.cap or after.low in lex.heads):
        return None
    many = w.low.endswith(("s", "ese", "ish", "ch")) and words[i - 1].low in ("the", "these", "those", "some")
    return Head(w.low, EntityType.ORGANISATION if many else EntityType.PERSON, "p" if many else "s", None)


def _speaker(words: Sequence[Word], i: int) -> Head | None:
    """Any common noun with a determiner that says, tells or writes something: a person, or persons where it is a plural."""
    w, lex = words[i], lexicon()
    if (
        w.upos != "NOUN"
        or w.cap
        or w.deprel != "nsubj"
        or w.head < 0
        or w.low in lex.heads
        or w.lemma in lex.cues["never_speaks"] | lex.cues["partitive"]
    ):
        return None
    verb = words[w.head]
    if (verb.low not in lex.cues["person_verbs"] and verb.lemma not in lex.cues["person_verbs"]) or i == 0 or not _determined(words, i):
        return None
    many = is_plural(w)
    return Head(w.lemma, EntityType.ORGANISATION if many else EntityType.PERSON, "p" if many else "s", None)


def _determined(words: Sequence[Word], i: int) -> bool:
    """Whether an article or a possessive stands within three words before."""
    return any(_determines(w.low) for w in words[max(0, i - 3) : i] if w.sentence == words[i].sentence)


def _phrase(words: Sequence[Word], i: int, head: Head, named: Mapping[int, int], dated: frozenset[int], told: bool) -> Phrase | None:
    """The phrase around the head noun at ``i``; None where it stands bare, or leans on its noun too little to describe anybody. Of a noun that the
    network was asked of (``told``) that is known already."""
    left, det, owner = _left(words, i, named)
    if det == "bare" and not _stands_bare(words, left, i, head, named):
        return None
    stop, of = _right(words, i, named, dated)
    owned = det == "own" or (of is not None and of in named)
    if (
        not told
        and head.lemma in lexicon().cues["idle"]
        and not owned
        and not (head.number == "p" and head.type is EntityType.ORGANISATION and det == "the")
    ):
        return None
    if words[left].low in ("no", "any", "every", "each"):
        return None
    wider = _wider(words, stop, named, dated)
    clause = _clause(words, i, stop)
    return Phrase(left, i + 1, stop, i, head, det, owner, of, (*wider, clause) if clause and clause not in (stop, *wider) else wider)


def _left(words: Sequence[Word], i: int, named: Mapping[int, int]) -> tuple[int, str, int | None]:
    """Where the phrase begins, what determines it and who owns it."""
    j = i
    while j > 0 and i - j < _WIDEST:
        w = words[j - 1]
        if w.sentence != words[i].sentence:
            break
        if w.low in lexicon().cues["possessive"]:
            return j - 1, "own", j - 1
        if w.low in ("'s", "’s", "'", "’") and j >= 2 and words[j - 2].end == w.start:
            return _owner_start(words, j - 2, named), "own", j - 2
        if w.low in lexicon().cues["definite"]:
            if w.low == "that" and (w.upos == "SCONJ" or words[i].low.endswith("s")):
                break  # "he said that former officers ...": a conjunction
            return j - 1, "the", None
        if w.low in lexicon().cues["several"]:
            while j >= 2 and words[j - 2].sentence == w.sentence and words[j - 2].low in lexicon().cues["several"]:
                j -= 1
            if j >= 2 and words[j - 2].low == "some" and words[j - 2].sentence == w.sentence:
                return j - 2, "a", None
            return (
                (j - 2, "the", None)
                if j >= 2 and words[j - 2].low in lexicon().cues["definite"] and words[j - 2].low != "that"
                else (j - 1, "a", None)
            )
        if w.low in lexicon().cues["indefinite"]:
            return j - 1, "a", None
        if w.upos not in _INSIDE or not (w.text[0].isalnum()) or (w.upos == "VERB" and not w.low.endswith(("ed", "ing", "en", "wn", "nt"))):
            break
        if w.upos == "ADV" and w.low not in lexicon().cues["inner_adverbs"]:
            break
        j -= 1
    return j, "bare", None


def _determines(low: str) -> bool:
    """Whether a word is an article, a demonstrative, a quantity word or a possessive."""
    cues = lexicon().cues
    return low in cues["definite"] or low in cues["indefinite"] or low in cues["possessive"]


def _owner_start(words: Sequence[Word], last: int, named: Mapping[int, int]) -> int:
    """Where an owner that ends with ``last`` begins ("the group" in "the group's spokesman")."""
    j = last
    while j > 0 and named.get(j - 1) == named.get(last) and last in named:
        j -= 1
    while (
        j > 0
        and words[j - 1].sentence == words[last].sentence
        and last - j < 4
        and (words[j - 1].upos in ("ADJ", "NOUN", "PROPN") and last not in named)
    ):
        j -= 1
    if j > 0 and (words_the(words[j - 1]) if last in named else _determines(words[j - 1].low)):
        j -= 1  # "(he said) that Hadi's men": a name takes no other determiner
    return j


def _stands_bare(words: Sequence[Word], left: int, i: int, head: Head, named: Mapping[int, int]) -> bool:
    """Whether a phrase without determiner is worth reading: a plural that acts, a role beside a name."""
    w = words[i]
    if head.number == "p" and head.type is EntityType.ORGANISATION:
        of_a_body = i + 2 < len(words) and words[i + 1].low == "of" and (i + 2 in named or (i + 3 in named and words[i + 2].low == "the"))
        return of_a_body or w.deprel.startswith(("nsubj", "obl:agent")) or (left > 0 and words[left - 1].low == "by")
    if head.lemma in lexicon().cues["bare_bodies"]:
        return w.deprel.startswith("nsubj")
    before = words[left - 1] if left else None
    return (
        head.type is EntityType.PERSON and before is not None and before.text in (",", "(", "–", "—") and left >= 2 and (left - 2) in named
    )


def _wider(words: Sequence[Word], stop: int, named: Mapping[int, int], dated: frozenset[int]) -> tuple[int, ...]:
    """Where the phrase ends with one, two or three further complements ("the speech of 3 May", "a letter dated 3 May" among them)."""
    ends: list[int] = []
    while len(ends) < 3 and stop + 1 < len(words) and words[stop].low in lexicon().cues["complement_words"]:
        j = stop + 1
        while j < len(words) and words[j].sentence == words[stop].sentence and _determines(words[j].low):
            j += 1
        last = j
        while (
            j < len(words)
            and words[j].sentence == words[stop].sentence
            and j - last < 6
            and (j in named or j in dated or words[j].upos in ("ADJ", "NOUN", "NUM", "PROPN"))
        ):
            j = named.get(j, j + 1)
        if j == last:
            break
        stop = j
        ends.append(stop)
    return tuple(ends)


def _clause(words: Sequence[Word], i: int, stop: int) -> int | None:
    """One past the clause that tells who or what is meant ("the officer who held the gate", "a letter smuggled from the fort"); None without one."""
    if stop >= len(words) or words[stop].sentence != words[i].sentence or not _qualifies(words, stop, i):
        return None
    k = stop
    while k < len(words) and k - stop < _LONGEST_CLAUSE and words[k].sentence == words[i].sentence and words[k].text not in _ENDS:
        if k > stop and not _qualifies(words, k, i):
            break
        k += 1
    return k


def _qualifies(words: Sequence[Word], k: int, i: int) -> bool:
    """Whether the word at ``k`` hangs on the noun at ``i`` by a clause of its own."""
    for _ in range(_DEEPEST):
        if words[k].head == i:
            return words[k].deprel.startswith("acl")
        if words[k].head < 0:
            return False
        k = words[k].head
    return False


def _right(words: Sequence[Word], i: int, named: Mapping[int, int], dated: frozenset[int]) -> tuple[int, int | None]:
    """One past the complement of the phrase, and where the complement's own phrase begins."""
    k = i + 1
    if k + 1 >= len(words) or words[k].sentence != words[i].sentence or words[k].low not in ("of", "for", "from", "in", "at", "to"):
        return i + 1, None
    j = k + 1
    while j < len(words) and words[j].sentence == words[i].sentence and _determines(words[j].low):
        j += 1
    if j < len(words) and words[j].sentence == words[i].sentence and j in named:
        return named[j], j
    if words[k].low != "of" or j in dated:
        return i + 1, None  # a date is no owner; see _wider
    start = j
    while j < len(words) and j - start < 4 and words[j].sentence == words[i].sentence and words[j].upos in ("ADJ", "NOUN", "NUM", "PROPN"):
        j += 1
    return (j, start) if j > start else (i + 1, None)

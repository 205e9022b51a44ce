"""Frames without a verb of saying: "according to X", "in X's words", "X's claim that", "rumours that", "citing X"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from variorum.model import Act, Certainty
from variorum.reading.voices.contents import clause_start, content_end
from variorum.reading.voices.frames import Frame
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.lexicon import lexicon
from variorum.reading.voices.speakers import Subject, subject_after
from variorum.reading.voices.surface import Surface

Speaks = Callable[[int], bool]
_CITING = frozenset({"citing", "quoting"})


def phrase_frames(s: Surface, speaks: Speaks) -> Iterator[Frame]:
    """The frames of phrases and nouns, in the order of their first words."""
    for i in range(len(s.words)):
        f = s.form(i)
        if f in lexicon().before:
            yield from _before(s, i, speaks)
        if f in lexicon().prepositions:
            yield from _possessive(s, i, speaks)
        if f in lexicon().nouns:
            yield from _noun(s, i, speaks)
        if f in lexicon().hearsay:
            yield from _hearsay(s, i, speaks)


def _before(s: Surface, i: int, speaks: Speaks) -> Iterator[Frame]:
    for rest, act in lexicon().before[s.form(i)]:
        j = i + len(rest)
        if s.words.forms[i + 1 : j + 1] != rest:
            continue
        speaker = subject_after(s, j) or Subject(None, j + 1, j + 1)
        if s.form(i) in _CITING:
            if speaker.entity is not None and i > 0:
                yield Frame(i, (i, j + 1), speaker, act, ((clause_start(s, i), i),), inner=True)
            return
        if not rest and speaker.entity is None:
            return
        hedge = None if speaker.entity is not None else Certainty.POSSIBLE
        yield Frame(i, (i, j + 1), speaker, act, _around(s, i, _past(s, speaker, j), speaks), hedge)
        return


def _past(s: Surface, speaker: Subject, j: int) -> int:
    """The word after the speaker's noun phrase and what is hung on it, up to the comma that closes it."""
    k = max(speaker.last, j) + 1
    while k < len(s.words) and s.form(k) not in (",", ";", ".", ":", "–", "—", ")"):
        if s.form(k) in classes()["subject_pronouns"] - {"who"} or (
            k in s.beginning and s.form(k - 1) not in classes()["prepositions"] | {"the", "a"} | classes()["conjunctions"]
        ):
            break
        k += 1
    if s.form(k) == "," and s.form(k + 1) in ("who", "which", "whose", "whom"):
        k = next((n for n in range(k + 1, len(s.words)) if s.form(n) == ","), k)
    return k


def _around(s: Surface, first: int, after: int, speaks: Speaks) -> tuple[tuple[int, int], ...]:
    """The parts of the clause on both sides of a phrase: words ``first`` to ``after``."""
    parts = []
    start = clause_start(s, first)
    at = first - 2 if s.form(first - 1) == "," else first - 1
    opening = classes()["conjunctions"] | {"that"} | ({"who", "which", "whom"} if at < first - 1 else set())
    if first - start < 2 or s.form(at) in opening:
        start = first
    if start < first:
        parts.append((start, first))
    end = content_end(s, after, speaks)
    if end - after > 2:
        parts.append((after, end))
    return tuple(parts)


def _possessive(s: Surface, i: int, speaks: Speaks) -> Iterator[Frame]:
    p = s.mention_beginning(i + 1)
    candidates = s.beginning.get(i + 1, ())
    for p in candidates:
        if not p.possessive and s.form(p.last + 1) != "own":
            continue
        k = p.last + 1
        while s.form(k) in ("own", "first", "second", "later", "recent", "last", "published", "dying"):
            k += 1
        act = lexicon().possessive.get(s.form(k))
        if act is None or s.form(k + 1) in ("that",):
            continue
        speaker = Subject(p.mention.entity, p.first, p.last, s.form(p.last))
        yield Frame(i, (i, k + 1), speaker, act, _around(s, i, k + 1, speaks))
        return


def _noun(s: Surface, i: int, speaks: Speaks) -> Iterator[Frame]:
    """ "X's claim that P", "the claim by X that P", "rumours that P"."""
    noun = lexicon().nouns[s.form(i)]
    at = next(
        (k for k in range(i + 1, min(i + 9, len(s.words))) if s.form(k) in ("that", ".", ";", ",") or s.form(k) in classes()["finite"]),
        None,
    )
    copula = False
    if at is not None and s.form(at) in ("is", "was") and s.form(at + 1) == "that":
        at, copula = at + 1, True
    if at is None or s.form(at) != "that" or (at > i + 1 and s.form(i + 1) not in classes()["prepositions"] and not copula):
        return
    speaker = _owner(s, i) or _by(s, i, at)
    act = noun.act
    hedge = None
    if speaker is None:
        if s.form(i - 1) in ("no", "any", "of", "in") and noun.word not in ("rumour", "rumours", "report", "reports"):
            return
        speaker, act, hedge = Subject(None, i, i), Act.REPORTS if act is not Act.DENIES else act, Certainty.POSSIBLE
    yield Frame(
        speaker.first if speaker.first < i else i,
        (i, i + 1),
        speaker,
        act or Act.ASSERTS,
        ((at + 1, content_end(s, at + 1, speaks)),),
        hedge,
    )


def _owner(s: Surface, i: int) -> Subject | None:
    for k in range(i - 1, max(i - 4, -1), -1):
        for p in s.ending.get(k, ()):
            if p.possessive:
                return Subject(p.mention.entity, p.first, p.last, s.form(p.last))
        if s.form(k) in classes()["finite"] or s.form(k) in (",", ";"):
            return None
    return None


def _by(s: Surface, i: int, at: int) -> Subject | None:
    for k in range(i + 1, at):
        if s.form(k) in ("by", "of", "from") and (found := subject_after(s, k)) is not None and found.entity is not None:
            return found
    return None


def _hearsay(s: Surface, i: int, speaks: Speaks) -> Iterator[Frame]:
    for rest, certainty in lexicon().hearsay[s.form(i)]:
        j = i + len(rest)
        if s.words.forms[i + 1 : j + 1] != rest:
            continue
        if not rest:
            return  # an adverb inside the clause is the clause's own hedge: see VoiceMap.hedge
        after = j + 1 + (s.form(j + 1) in (",", "that"))
        yield Frame(i, (i, j + 1), Subject(None, i, j), Act.REPORTS, _around(s, i, after, speaks), certainty)
        return

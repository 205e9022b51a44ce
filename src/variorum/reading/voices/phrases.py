"""Frames without a verb of saying: "according to X", "in X's words", "X's claim that", "rumours that", "citing X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.model import Act, Certainty, Span
from variorum.reading.voices.contents import clause_start, content_end, has_finite
from variorum.reading.voices.frames import Frame, Speaks
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.lexicon import lexicon
from variorum.reading.voices.speakers import Subject, antecedent, subject_after
from variorum.reading.voices.surface import Surface

_BOUNDS = frozenset({",", ";", ":", "(", ")", "–", "—", "but", "and"})
_CITING = frozenset({"citing", "quoting"})


def phrase_frames(s: Surface, speaks: Speaks, verbs: Sequence[Frame]) -> Iterator[Frame]:
    """The frames of phrases and nouns, in the order of their first words; ``verbs`` are the frames that verbs make of the sentence."""
    taken = {k for v in verbs for k in range(*v.cue)}
    governed = {v.parts[0][0] - 1 for v in verbs if v.speaker.entity is not None and not v.phrase}
    for i in range(len(s.words)):
        f = s.form(i)
        if i in taken:
            continue
        if f in lexicon().before:
            yield from _before(s, i, speaks, verbs)
        if f in lexicon().prepositions:
            yield from _possessive(s, i, speaks)
        if f in lexicon().nouns and _that_of(s, i) not in governed:  # "told the court under oath that": the verb's own content
            yield from _noun(s, i, speaks)
        if f in lexicon().hearsay:
            yield from _hearsay(s, i, speaks)
        if i in s.brackets:
            yield from _headed(s, i)


def _before(s: Surface, i: int, speaks: Speaks, verbs: Sequence[Frame]) -> Iterator[Frame]:
    for rest, act in lexicon().before[s.form(i)]:
        j = i + len(rest)
        if s.words.forms[i + 1 : j + 1] != rest:
            continue
        if s.form(j + 1) in ("which", "whom"):  # "a notebook, according to which": who is meant stands before
            if (named := antecedent(s, i)) is not None:
                yield Frame(i, (i, j + 2), named, act, ((j + 2, content_end(s, j + 2, speaks)),))
            return
        speaker = subject_after(s, j) or Subject(None, j + 1, j + 1)
        if (host := _host(i, verbs)) is not None and speaker.entity is not None:
            # "Radio Jabara, citing a colonel, reported that", "claims, on the word of a guard, that": a voice inside the other.
            if s.form(i) in _CITING or s.form(i) == "on":
                yield Frame(i, (i, j + 1), speaker, act, host.parts, inner=True)
            else:  # "he also said, according to the detainee, that": the detainee tells of his saying so
                yield Frame(i, (i, j + 1), speaker, act, ((host.first, i), (host.cue[1] if host.cue[1] > i else j + 1, host.parts[0][1])))
            return
        if s.form(i) in _CITING:
            if speaker.entity is not None and i > 0 and s.form(i - 1) not in classes()["be"]:
                told = next((v for v in reversed(verbs) if v.cue[0] < i and v.parts[0][1] <= v.cue[0]), None)
                yield Frame(i, (i, j + 1), speaker, act, told.parts if told else ((clause_start(s, i), i),), inner=True)
            return
        if not rest and speaker.entity is None:
            return
        yield Frame(i, (i, j + 1), speaker, act, _around(s, i, _past(s, speaker, j), speaks))
        return


def _host(i: int, verbs: Sequence[Frame]) -> Frame | None:
    """The frame between whose speaker and content word ``i`` stands."""
    return next((v for v in verbs if v.first < i and v.speaker.last < i and v.parts[0][0] > i and not v.inner), None)


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
    if s.form(first - 1) != "," and first - start > 2:
        # "until his death, of heart failure according to X": without a comma of its own it bears on the last phrase alone.
        start = next((k + 1 for k in range(first - 1, max(first - 7, start), -1) if s.form(k) == ","), start)
    if start < first:
        parts.append((start, first))
    end = content_end(s, after, speaks)
    if end - after > 2:
        parts.append((after, end))
    return tuple(parts)


def _headed(s: Surface, i: int) -> Iterator[Frame]:
    """ "[Its statement of May: P]", "(Omar, in court: P)": a bracket whose words stand behind a speaker and a colon."""
    p, last = s.mention_beginning(i + 1), s.brackets[i] - 1
    colon = next((k for k in range(i + 2, min(i + 14, last)) if s.form(k) == ":" or s.is_finite(k)), None)
    if p is not None and colon is not None and p.last < colon and s.form(colon) == ":" and has_finite(s, colon + 1, last):
        yield Frame(
            i + 1, (p.first, p.last + 1), Subject(p.mention.entity, p.first, p.last, s.form(p.last)), Act.ASSERTS, ((colon + 1, last),)
        )


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
    at = _that_of(s, i)
    if at is None:
        return
    speaker = _owner(s, i) or _by(s, i, at)
    act = noun.act
    hedge = None
    if speaker is None:
        if s.form(i - 1) in ("no", "any", "of", "in") and noun.word not in ("rumour", "rumours", "report", "reports"):
            return
        speaker, act, hedge = (
            Subject(None, i, i),
            Act.REPORTS if act is not Act.DENIES else act,
            Certainty.POSSIBLE if noun.act is None else None,
        )
    yield Frame(
        speaker.first if speaker.first < i else i,
        (i, i + 1),
        speaker,
        act or Act.ASSERTS,
        ((at + 1, content_end(s, at + 1, speaks)),),
        hedge,
    )


def _that_of(s: Surface, i: int) -> int | None:
    """The "that" which the noun at word ``i`` governs: "claim that", "claim by X that", "claim, made by X, that", "claim is that"."""
    c = classes()
    k = i + 1
    if s.form(k) in ("is", "was", ",") and s.form(k + 1) == "that":
        return k + 1
    while k < min(i + 16, len(s.words)) and s.form(k) != "that":
        if k > i + 1 and s.form(k) == "," and s.form(k + 1) == "that":
            return k + 1
        if s.form(k) in (".", ";", ":") or (s.form(i + 1) != "," and (s.form(k) in c["finite"] or s.form(k) == ",")):
            return None
        k += 1
    if s.form(k) != "that" or (k > i + 1 and (s.form(i + 1) == "," or s.form(i + 1) not in c["prepositions"])):
        return None
    return k


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


def hedged_clauses(s: Surface) -> Iterator[tuple[Span, Certainty]]:
    """The clauses that "reportedly", "allegedly" and their like make hearsay of, with the certainty left."""
    for i, f in enumerate(s.words.forms):
        for rest, certainty in lexicon().hearsay.get(f, ()):
            if not rest:
                left = next((k + 1 for k in range(i - 2, -1, -1) if s.form(k) in _BOUNDS), 0)
                right = next((k for k in range(i + 2, len(s.words)) if s.form(k) in _BOUNDS), len(s.words))
                yield Span(s.words.starts[left], s.words.ends[right - 1]), certainty


def _hearsay(s: Surface, i: int, speaks: Speaks) -> Iterator[Frame]:
    for rest, certainty in lexicon().hearsay[s.form(i)]:
        j = i + len(rest)
        if s.words.forms[i + 1 : j + 1] != rest:
            continue
        if not rest:
            return  # an adverb inside the clause: see hedged_clauses
        after = j + 1 + (s.form(j + 1) in (",", "that"))
        yield Frame(
            i,
            (i, j + 1),
            Subject(None, i, j),
            Act.REPORTS,
            _around(s, i, after, speaks),
            certainty if certainty is not Certainty.CERTAIN else None,
        )
        return

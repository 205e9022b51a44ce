"""Reporting frames of one sentence: every verb, noun and phrase that hands the word to somebody, and what it hands over.

Frames of nouns and phrases are in :mod:`variorum.reading.voices.phrases`; a new kind of frame is a function from a surface to frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Act, Certainty
from variorum.reading.voices.contents import clause_start, content_end, has_finite
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.lexicon import Verb, lexicon
from variorum.reading.voices.speakers import Subject, group_start, subject_after, subject_before
from variorum.reading.voices.surface import Surface

_STOPS = frozenset({",", ".", ";", ":", "?", "!", "–", "—", ")", "]", '"', "”", "'", "’"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One reporting frame: the words of its cue, its speaker and the stretches of words it hands over (half open)."""

    first: int  #: the first word of the reporting clause
    cue: tuple[int, int]  #: first word of the cue and the word after its last
    speaker: Subject
    act: Act
    parts: tuple[tuple[int, int], ...]
    hedge: Certainty | None = None
    inner: bool = False  #: "citing X": inside the frame that holds the same words


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying in its sentence: words ``i`` to ``j``, the verb group from ``g``."""

    i: int
    j: int
    g: int
    verb: Verb
    passive: bool
    negated: bool
    infinitive: bool
    participle: bool
    subject: Subject | None
    inverted: bool = False


def verb_cues(s: Surface) -> list[Cue]:
    """Every verb of saying that speaks in this sentence, with its subject."""
    found: list[Cue] = []
    for i in range(len(s.words)):
        verbs = lexicon().verbs.get(s.form(i))
        if verbs is None:
            continue
        verb = next((v for v in verbs if s.words.forms[i + 1 : i + 1 + len(v.rest)] == v.rest), None)
        if verb is not None and not _within_name(s, i):
            cue = _cue(s, i, verb, verbs, found)
            if cue is not None:
                found.append(cue)
    return found


def _within_name(s: Surface, i: int) -> bool:
    """Whether word ``i`` is part of a proper name that goes on after it ("the Report Commission")."""
    return any(p.first <= i < p.last and s.text[s.words.starts[i]].isupper() for ps in s.ending.values() for p in ps)


def _cue(s: Surface, i: int, verb: Verb, verbs: tuple[Verb, ...], earlier: list[Cue]) -> Cue | None:
    c = classes()
    node = s.node(i)
    if node is not None and node.token.upos in ("NOUN", "PROPN", "ADJ") and s.form(i) in lexicon().nouns and not _governs(s, i):
        return None
    g = group_start(s, i)
    group = s.words.forms[g:i]
    before = s.form(g - 1)
    form = verb.form
    can_be_part = any(v.form == "part" for v in verbs)
    passive = can_be_part and any(f in c["be"] for f in group)
    if form == "ing" and any(f in c["be"] for f in group) and "having" not in group:
        form = "past"
    negated = any(f in c["negations"] for f in group) or before in ("nobody", "none", "neither", "nor")
    j = i + len(verb.rest)
    if before == "to" and not passive and verb.form == "base":
        k = group_start(s, g - 2) if g >= 2 else 0
        lead = s.form(g - 2)
        subject = subject_before(s, k) if g >= 2 else None
        negated = negated or lead in ("refused", "refuses", "declined", "declines", "failed", "fails")
        return Cue(i, j, k, verb, False, negated, True, False, subject) if subject else None
    if form == "ing":
        return _participle(s, i, j, g, verb, negated, earlier)
    if (
        not group
        and (before in c["determiners"] or before in c["prepositions"] or before.endswith("'s"))
        and before not in ("that", "which", "both", "no")
    ):
        p = s.mention_ending(g - 1)
        if p is None or p.possessive or before in c["determiners"]:
            return None
    if (
        not group
        and s.mention_ending(g - 1) is not None
        and s.ending[g - 1][0].possessive
        and s.form(g - 1) not in ("it's", "he's", "she's")
    ):
        return None
    subject = subject_before(s, g)
    if subject is None and not passive and verb.form != "base" and _inverts(s, g):
        after = subject_after(s, j)
        if after is not None:
            return Cue(i, j, i, verb, False, negated, False, False, after, inverted=True)
    if subject is None and not passive and not group and before in ("and", "but", "or", "then", ",") and earlier:
        subject = earlier[-1].subject
        return Cue(i, j, g, verb, False, negated, False, False, subject) if subject else None
    if subject is None and not passive:
        return Cue(i, j, g, verb, True, negated, False, True, None) if can_be_part and _bare_passive(s, g, j) else None
    if not passive and verb.form == "base" and not group and subject is not None and subject.form in ("he", "she", "it"):
        return None
    return Cue(i, j, g, verb, passive, negated, False, False, subject)


def _governs(s: Surface, i: int) -> bool:
    """Whether something that only a verb of saying governs follows at once: the tagger is overruled."""
    k = i + 1
    while s.form(k) in classes()["adverbs"]:
        k += 1
    return (s.form(k) in ("that", ":") and i - 1 in s.ending) or k in s.quotes


def _bare_passive(s: Surface, g: int, j: int) -> bool:
    """ "Reported to have died", ", said to be ill": a participle that nobody is the subject of."""
    return s.form(j + 1) == "to" and (g == 0 or s.form(g - 1) in _STOPS or (g - 1) in s.ending)


def _inverts(s: Surface, g: int) -> bool:
    return g == 0 or s.form(g - 1) in _STOPS or s.form(g - 1) in ("as", "so", "thus")


def _participle(s: Surface, i: int, j: int, g: int, verb: Verb, negated: bool, earlier: list[Cue]) -> Cue | None:
    before = s.form(g - 1)
    if before in classes()["determiners"]:
        return None
    subject = next((c.subject for c in reversed(earlier) if c.subject is not None), None)
    if before not in (",", "and", "but", "–", "—", "by", "as", "in", "without", "") and g > 0:
        near = subject_before(s, g)
        subject = near or subject
    if subject is None:
        first = min(s.beginning, default=None)
        subject = Subject(s.beginning[first][0].mention.entity, first, first) if first is not None and first < i else None
    return Cue(i, j, g, verb, False, negated, False, True, subject) if subject else None


def cue_openings(s: Surface, cues: Sequence[Cue]) -> Callable[[int], bool]:
    """A test whether a reporting clause of its own begins with a word of the sentence (adverbs before it are passed over)."""
    opens = {_clause_first(c) for c in cues if not c.infinitive}

    def speaks(k: int) -> bool:
        while k not in opens and (s.form(k) in classes()["adverbs"] or s.form(k).endswith("ly")):
            k += 1
        return k in opens

    return speaks


def _clause_first(c: Cue) -> int:
    return c.subject.first if c.subject is not None and not c.inverted and c.subject.first < c.i and not c.participle else c.g


def verb_frames(s: Surface, c: Cue, speaks: Callable[[int], bool]) -> Iterator[Frame]:
    """What one verb hands over: the content after it, before it, or around it."""
    act, hedge, speaker = _speaker(s, c)
    if act is None or speaker is None:
        return
    first = _clause_first(c)
    after, kind = _content_after(s, c, first)
    end = content_end(s, after, speaks, c.i)
    if kind == "quote":
        end = s.quotes[after]
    if kind == "bare" and s.form(first - 1) == "as" and (first == 1 or s.form(first - 2) not in (",", "–", "—")):
        rest = end_of_tag(s, c, after)
        if rest is not None:
            yield Frame(first - 1, (c.i, c.j + 1), speaker, act, ((rest, content_end(s, rest, speaks, c.i)),), hedge)
        return
    post = _post(s, c, first, after, end, kind)
    if c.passive and s.form(after) == "to" and kind == "bare":
        start = c.subject.first if c.subject else after
        yield Frame(first, (c.i, c.j + 1), speaker, act, ((start, end),), hedge)
        return
    if post is not None:
        parts = [post]
        rest = end_of_tag(s, c, after)
        if rest is not None and kind == "bare":
            parts.append((rest, content_end(s, rest, speaks, c.i)))
        elif kind != "bare":
            parts.append((after, end))
        yield Frame(first, (c.i, c.j + 1), speaker, act, tuple(p for p in parts if p[1] > p[0]), hedge)
    elif kind != "bare" or _takes_bare(s, c, after, end):
        yield Frame(first, (c.i, c.j + 1), speaker, act, ((after, end),), hedge)


def _takes_bare(s: Surface, c: Cue, after: int, end: int) -> bool:
    """Whether what follows without "that" or a quotation mark is content at all."""
    if after >= end or c.passive:
        return after < end and not c.verb.only_that
    if s.form(after) in ("yes", "no", "so", "not", "otherwise", "nothing"):
        return True
    node = s.node(c.i)
    if node is not None and any(t.start >= s.words.starts[after] for t in node.sentence.children(node.token.index, "ccomp")):
        return True
    begins = s.form(after) in classes()["subject_pronouns"] or s.form(after) in classes()["determiners"] or after in s.beginning
    if c.verb.tells:
        return after > c.j + 1 and begins and has_finite(s, after, end)
    if c.verb.only_that:
        return False
    return bool(c.verb.takes & {"np", "inf", "ing"}) or ((begins or node is None) and has_finite(s, after, end))


def _speaker(s: Surface, c: Cue) -> tuple[Act | None, Certainty | None, Subject | None]:
    """The act, the hedge and the speaker of the frame; an act of None where nothing is reported."""
    act = c.verb.act
    subject = c.subject
    if c.passive:
        if s.form(c.j + 1) == "as" and s.form(c.j + 2).endswith("ing"):
            return None, None, None
        agent = _agent(s, c.j + 1)
        if agent is not None and agent.entity is not None:
            return act or Act.ASSERTS, None, agent
        return Act.REPORTS, Certainty.POSSIBLE, Subject(None, c.i, c.j)
    if act is None:
        source = _agent(s, c.j + 1, ("from",))
        return Act.ASSERTS, None, source or Subject(None, c.i, c.j)
    if c.negated:
        act = {Act.DENIES: Act.CONCEDES, Act.ASSERTS: Act.DOUBTS, Act.CONCEDES: Act.DENIES}.get(act)
        if act is Act.DOUBTS and c.verb.base not in ("think", "believe", "suppose", "consider", "accept", "agree", "know"):
            return None, None, None
    return act, None, subject


def _agent(s: Surface, k: int, by: tuple[str, ...] = ("by",)) -> Subject | None:
    """The speaker named after "by" (or "from") within the next words."""
    for i in range(k, min(k + 6, len(s.words))):
        if s.form(i) in by:
            return subject_after(s, i)
        if s.form(i) in ("that", ",", ";", ":", "to"):
            return None
    return None


_WH = frozenset({"whether", "if", "how", "why", "who", "whom", "what", "when", "where", "which"})


def _content_after(s: Surface, c: Cue, first: int) -> tuple[int, str]:
    """The first word of what follows the verb, and its kind: that, quote, colon, wh or bare."""
    cl = classes()
    n = len(s.words)
    k = c.j + 1
    if c.inverted and c.subject is not None:
        k = c.subject.last + 1
    if (c.verb.tells and not c.passive) or (s.form(k) in ("to",) and k + 1 in s.beginning):
        k = _over_addressee(s, k)
    if s.form(k) == "," and k + 1 not in s.quotes and s.form(first - 1) in (",", "as", "so", "–", "—"):
        return k, "bare"  # a parenthesis: ", he writes, "
    limit = min(k + 14, n)
    i = k
    while i < limit:
        f = s.form(i)
        if i in s.quotes and _is_speech(s, i) and (i == k or s.form(i - 1) in (",", ":", "–", "that") or i - k < 8):
            return i, "quote" if s.form(i - 1) != "that" else "that"
        if f == "that" and s.form(i + 1) not in ("of", ",", "."):
            return i + 1, "that"
        if f == ":":
            return (i + 1, "quote") if i + 1 in s.quotes else (i + 1, "colon")
        if (
            f in _WH
            and (i == k or ("wh" in c.verb.takes and f in ("whether", "if", "how", "why")))
            and s.form(i - 1) not in cl["prepositions"]
        ):
            return i, "wh"
        if f in (";", ".", "?", "!") or f in cl["finite"] or f in cl["subject_pronouns"] or (i > k and s.is_finite(i)):
            break
        if f == "," and not _short_insert(s, i):
            break
        if f in cl["conjunctions"] and i + 1 not in s.beginning and s.form(i + 1) not in cl["determiners"]:
            break
        i += 1
    return k, "bare"


def _is_speech(s: Surface, i: int) -> bool:
    """Whether the quotation that opens at word ``i`` is said, and not a name or a word held at arm's length."""
    end = s.quotes[i]
    return end - i > 6 or has_finite(s, i, end) or s.form(end - 2) in (".", "?", "!", ",")


def _short_insert(s: Surface, i: int) -> bool:
    """Whether the comma at ``i`` opens a short insertion before the content: "said, on Sunday, that"."""
    if i + 1 in s.quotes:
        return True
    for k in range(i + 1, min(i + 10, len(s.words))):
        if s.form(k) == ",":
            return s.form(k + 1) == "that" or k + 1 in s.quotes
        if s.form(k) == "that":
            return True
        if s.form(k) in classes()["finite"]:
            return False
    return False


def _over_addressee(s: Surface, k: int) -> int:
    if s.form(k) in ("to", "before"):
        k += 1
    p = s.mention_beginning(k)
    if p is not None:
        return p.last + 1
    if s.form(k) in ("me", "us", "him", "her", "them", "you", "it", "everyone", "everybody", "people", "reporters", "journalists"):
        return k + 1
    if s.form(k) in classes()["determiners"]:
        inner = next((s.beginning[x][0] for x in range(k + 1, min(k + 4, len(s.words))) if x in s.beginning), None)
        if inner is not None:
            return inner.last + 1
        return k + 2
    return k


def end_of_tag(s: Surface, c: Cue, after: int) -> int | None:
    """The word after the comma that closes the reporting clause of "P, he said on Sunday, Q"; None when nothing follows."""
    for i in range(max(after, c.j + 1), min(after + 12, len(s.words))):
        if s.form(i) in (",", "–", "—", ":"):
            return i + 1 if i + 1 < len(s.words) else None
        if s.form(i) in (".", ";", "?", "!"):
            return None
    return None


def _post(s: Surface, c: Cue, first: int, after: int, end: int, kind: str) -> tuple[int, int] | None:
    """The stretch before the reporting clause that it reports, when it does: "P, said Omar"; None otherwise."""
    if c.passive or c.infinitive or (c.participle and not c.inverted) or first == 0:
        return None
    mark = first - 1
    if s.form(mark) in ("as", "so", "thus") and mark > 0:
        mark -= 1
    if mark in s.closers and "quote" in c.verb.takes | {"quote"}:
        return s.closers[mark], mark + 1
    if s.form(mark) == "," and mark - 1 in s.closers and s.form(mark - 1) != ",":
        return s.closers[mark - 1], mark
    if s.form(mark) not in (",", "–", "—", "-", "?", "!"):
        return None
    if kind in ("that", "wh", "colon", "quote"):
        return None
    tag_end = next((i for i in range(after, len(s.words)) if s.form(i) in _STOPS), len(s.words))
    if has_finite(s, after, tag_end):
        return None
    start = clause_start(s, mark)
    if s.form(start) in classes()["conjunctions"]:
        start += 1
    if tag_end >= len(s.words) - 1 or s.form(tag_end) in (",", "–", "—", ";"):
        return (start, mark) if mark - start >= 2 else None
    return None

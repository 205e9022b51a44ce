"""Reporting frames of verbs: what each verb of saying hands over, and to whom it gives the word.

Frames of nouns and phrases are in :mod:`variorum.reading.voices.phrases`; a new kind of frame is a function from a surface to frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Act, Certainty
from variorum.reading.voices.contents import clause_start, content_end, has_finite
from variorum.reading.voices.cues import STOPS, Cue
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.lexicon import lexicon
from variorum.reading.voices.openings import clause_follows, content_after
from variorum.reading.voices.speakers import Subject, subject_after
from variorum.reading.voices.surface import Surface

Speaks = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Frame:
    """One reporting frame: the words of its cue, its speaker and the stretches of words it hands over (half open)."""

    first: int  #: the first word of the reporting clause
    cue: tuple[int, int]  #: first word of the cue and the word after its last
    speaker: Subject
    act: Act
    parts: tuple[tuple[int, int], ...]
    hedge: Certainty | None = None
    past: bool = False  #: a simple past: said then, not now
    inner: bool = False  #: "citing X": inside the frame that holds the same words
    deed: bool = False  #: saying so is a deed of its own
    phrase: bool = False  #: the content is a noun phrase or a bare answer, not a clause of its own


def cue_openings(s: Surface, cues: Sequence[Cue]) -> Speaks:
    """A test whether a reporting clause of its own begins with a word of the sentence (adverbs before it are passed over)."""
    opens = {c.first for c in cues if not c.infinitive}

    def speaks(k: int) -> bool:
        while k not in opens and (s.form(k) in classes()["adverbs"] or s.form(k).endswith("ly")):
            k += 1
        return k in opens

    return speaks


def verb_frames(s: Surface, c: Cue, speaks: Speaks) -> Iterator[Frame]:
    """What one verb hands over: the content after it, before it, or around it; two frames where a hearer names his source."""
    for act, hedge, speaker, inner in _speakers(s, c):
        parts, phrase = _parts(s, c, speaks)
        parts = tuple(p for p in parts if p[1] > p[0])
        if parts:
            past = c.verb.form in ("past", "part") and c.g == c.i
            yield Frame(c.first, (c.i, c.j + 1), speaker, act, parts, hedge, past, inner, c.verb.deed, phrase)


def _parts(s: Surface, c: Cue, speaks: Speaks) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The stretches that the verb hands over, and whether they are a noun phrase rather than a clause."""
    first = c.first
    after, kind = content_after(s, c)
    if c.passive and s.form(after) == "by" and (agent := subject_after(s, after)) is not None and s.form(agent.last + 1) == "to":
        after, kind = agent.last + 1, "bare"  # "is reported by the Herald to have left"
    end = s.quotes[after] if kind == "quote" else content_end(s, after, speaks, c.i if kind == "bare" else -1)
    if s.form(first - 1) in classes()["beforehand"]:
        end = _before_next_clause(s, after, end)
    if kind == "bare" and s.form(first - 1) == "as" and (first == 1 or s.form(first - 2) not in (",", "–", "—")):
        rest = _after_tag(s, c, after)  # "As Omar tells it, P"
        return (((rest, content_end(s, rest, speaks)),) if rest is not None else ()), False
    if kind == "bare" and c.subject is not None and c.passive and s.form(first - 1) == "if" and c.verb.base in classes()["credits"]:
        rest = _after_tag(s, c, after) or after
        return ((clause_start(s, first - 1), first - 1), (rest, content_end(s, rest, speaks))), False
    if c.passive and kind == "bare" and s.form(after) == "to":
        end = content_end(s, after, speaks)
    if c.passive and kind == "bare" and (s.form(after) == "to" or s.form(after) in ("dead", "killed", "missing", "wounded", "captured")):
        return ((c.subject.first if c.subject else after, end),), False
    before = _before(s, c, after, kind)
    if before is not None:
        rest = _after_tag(s, c, after) if kind == "bare" else after
        if s.form(first - 1) == "as" and any(
            s.form(n) in ("not", "neither", "nor", "never") for n in range(max(before[0], before[1] - 8), before[1])
        ):
            return (), False  # "he is not, as you say, its chairman": the writer denies what the other affirms
        more = ((rest, content_end(s, rest, speaks, through=True) if kind == "bare" else end),) if rest is not None else ()
        if more and s.form(before[1] - 1) in classes()["conjunctions"]:
            return more, False  # "it mourned him and, Omar says, paid for his grave": what stands before the conjunction is the reporter's
        return (before, *more), False
    if kind != "bare":
        return ((after, end),), False
    if c.verb.act is Act.ASKS or c.verb.strict:
        return (), False
    if s.form(after) in ("this", "it") and s.form(after + 1) in STOPS and not c.verb.tells:
        return ((after, after + 1),), True
    clause = c.verb.takes != {"np"} and (clause_follows(s, after) or _extracted(s, c, after))
    if not clause:
        end = _before_next_clause(s, after, end)
    if c.verb.deed and any(s.form(n) in classes()["summons"] for n in range(after, min(after + 8, end)) if n not in s.quotes):
        return (), False
    if not clause and any(s.form(n) in classes()["relatives"] for n in range(max(first - 3, 0), first)):
        end = _relative_end(s, after, end)
    return (((after, end),) if clause or _takes_phrase(s, c, after, end) else ()), not clause


def _before_next_clause(s: Surface, after: int, end: int) -> int:
    """The comma between words ``after`` and ``end`` behind which a clause of its own begins ("HJK blamed Difat, Difat claimed it"), else ``end``."""
    commas = (i for i in range(after + 1, end) if s.form(i) == "," and i + 1 not in s.quotes and s.form(i + 1) != "that")
    return next((i for i in commas if clause_follows(s, i + 1)), end)


def _relative_end(s: Surface, after: int, end: int) -> int:
    """Where the clause "whom the brothers call Abu Nur, came down" goes back to its own verb: a comma that no further name follows, or
    that verb itself."""
    for i in range(after, end):
        if (s.form(i) == "," and i + 1 not in s.quotes and i not in s.closers) or (i > after and s.is_finite(i)):
            return i
    return end


def _extracted(s: Surface, c: Cue, after: int) -> bool:
    """ "which he said had passed": the relative pronoun is the subject of what is said."""
    return s.form(c.first - 1) in classes()["relatives"] and s.is_finite(after)


def _takes_phrase(s: Surface, c: Cue, after: int, end: int) -> bool:
    """Whether what follows without "that", a quotation mark or a plain clause is content at all."""
    if after >= end or c.passive:
        return after < end and c.verb.tells and not c.verb.only_that
    if s.form(after) in classes()["answers"]:
        return True
    if c.verb.only_that:
        return False
    node = s.node(c.i)
    if node is not None and any(t.start >= s.words.starts[after] for t in node.sentence.children(node.token.index, "ccomp")):
        return True
    fits = {"inf": s.form(after) in ("to", "not", "never"), "ing": s.form(after).endswith("ing"), "np": True}
    if any(fits[kind] for kind in c.verb.takes & fits.keys()):
        return True
    begins = s.form(after) in classes()["subject_pronouns"] or s.form(after) in classes()["determiners"] or after in s.beginning
    return (begins or node is None) and has_finite(s, after, end) and (after > c.j + 1 or not c.verb.tells)


def _speakers(s: Surface, c: Cue) -> list[tuple[Act, Certainty | None, Subject, bool]]:
    """Act, hedge and speaker of the frames that the verb makes, the outer first; none where nothing is reported."""
    nobody = (Act.REPORTS, lexicon().passive_hedges.get(c.verb.base), Subject(None, c.i, c.j), False)
    if c.passive:
        if s.form(c.j + 1) == "as" and s.form(c.j + 2).endswith("ing"):
            return []
        if c.subject is not None and s.form(c.first - 1) == "if" and c.verb.base in classes()["credits"]:
            return [(Act.ASSERTS, None, c.subject, False)]
        agent = _agent(s, c.j + 1, ("by",))
        if agent is None or agent.entity is None:
            return [nobody]
        told = c.verb.tells and c.subject is not None and c.subject.entity is not None
        hearer = [(Act.REPORTS, None, c.subject, False)] if told and c.subject else []
        return [*hearer, (c.verb.act or Act.ASSERTS, None, agent, bool(hearer))]
    if c.subject is None:
        return []
    if c.verb.deed and c.verb.act is Act.ASSERTS and (c.subject.form in classes()["anybody"] or s.form(c.j + 1) in classes()["reflexives"]):
        return []  # "whom they call the Scribe", "calls itself the Front": a name and nobody's claim
    if c.verb.base.partition(" ")[0] in classes()["be"] and (c.subject.entity is None or c.subject.form in ("it", "this", "that")):
        return []  # "it is certain that", "the matter is clear:"
    quoted = subject_after(s, c.j) if c.verb.base == "quote" else None
    if quoted is not None and quoted.entity and s.words.forms[quoted.last + 1 : quoted.last + 5] == ("to", "the", "effect", "that"):
        return [(Act.REPORTS, None, c.subject, False), (Act.ASSERTS, None, quoted, True)]
    if c.verb.act is None:
        source = _agent(s, c.j + 1, ("from",))
        if c.subject.first_person:
            return [(Act.ASSERTS, None, source, False) if source is not None else nobody]
        if c.verb.base == "reach":  # "it reached us from Omar that": what reaches one has no voice of its own
            return [(Act.ASSERTS, None, source, False)] if source is not None else []
        if source is None and c.verb.base == "have it":
            return [(Act.ASSERTS, None, c.subject, False)]  # "the agency has it that": it tells so itself
        inner = [(Act.ASSERTS, None, source, True)] if source is not None else []
        return [(Act.REPORTS, None, c.subject, False), *inner] if inner or c.verb.base == "hear" else []
    act = _negated(c) if c.negated else c.verb.act
    return [(act, lexicon().active_hedges.get(c.verb.base), c.subject, False)] if act is not None else []


def _negated(c: Cue) -> Act | None:
    """What is done by not doing it: who does not deny concedes, who does not believe doubts; who does not say, says nothing."""
    if c.verb.act is Act.ASSERTS:
        return Act.DOUBTS if c.verb.base in classes()["minds"] else None
    return {Act.DENIES: Act.CONCEDES, Act.CONCEDES: Act.DENIES, Act.DOUBTS: Act.ASSERTS}.get(c.verb.act) if c.verb.act else None


def _agent(s: Surface, k: int, by: tuple[str, ...]) -> Subject | None:
    """The speaker named after "by" (or "from") within the next words."""
    for i in range(k, min(k + 6, len(s.words))):
        if s.form(i) in by:
            return subject_after(s, i)
        if s.form(i) in ("that", ",", ";", ":", "to"):
            return None
    return None


def _after_tag(s: Surface, c: Cue, after: int) -> int | None:
    """The word after the comma that closes the reporting clause of "P, he said on Sunday, Q"; None when nothing follows."""
    for i in range(max(after, c.j + 1), min(after + 12, len(s.words))):
        if s.form(i) in (",", "–", "—", ":", ";"):
            return i + 1 if i + 1 < len(s.words) else None
        if s.form(i) in (".", "?", "!"):
            return None
    return None


def _has_object(s: Surface, c: Cue, after: int) -> bool:
    """Whether the verb has an object of its own, so that it cannot report what stands before it: "the Front claimed it", "he blamed Omar"."""
    if c.verb.tells or c.inverted:
        return False
    named = after in s.beginning and s.form(after) not in classes()["subject_pronouns"]
    return named or (s.form(after) in ("it", "this", "them") and s.form(after + 1) in STOPS)


def _before(s: Surface, c: Cue, after: int, kind: str) -> tuple[int, int] | None:
    """The stretch before the reporting clause that it reports, when it does: "P, said Omar"; None otherwise."""
    first = c.first
    relative = c.subject is not None and c.subject.form in classes()["relatives"]
    nameless = c.subject is None or (c.subject.entity is None and s.form(first - 1) != "," and not c.inverted)
    if nameless and first > 0 and s.form(first - 1) not in STOPS:
        return None
    if c.passive or c.infinitive or relative or (c.participle and not c.inverted) or first == 0:
        return None
    mark = first - 1
    if s.form(mark) in ("as", "so", "thus") and mark > 0:
        mark -= 2 if s.form(mark - 1) == "or" else 1
    if mark in s.closers:
        return s.closers[mark], mark + 1
    if s.form(mark) == "," and mark - 1 in s.closers and s.form(mark - 1) != ",":
        return s.closers[mark - 1], mark
    if s.form(mark) not in (",", "–", "—", "-", "?", "!") or kind != "bare":
        return None
    tag_end = next((i for i in range(after, len(s.words)) if s.form(i) in STOPS), len(s.words))
    if has_finite(s, after, tag_end) or (kind == "bare" and _has_object(s, c, after)):
        return None
    if "ing" in c.verb.takes and any(f.endswith("ing") for f in s.words.forms[after : min(after + 3, tag_end)]):
        return None  # "Asked about it, he denied ever having served"
    start = mark if s.form(mark - 1) in classes()["relatives"] else clause_start(s, mark)
    if s.form(start) in classes()["conjunctions"]:
        start += 1
    if tag_end >= len(s.words) - 1 or s.form(tag_end) in (",", "–", "—", ";"):
        return (start, mark) if mark - start >= 2 or s.form(mark - 1) in classes()["relatives"] else None
    return None

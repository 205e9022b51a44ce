"""The voices of a document, laid over its text: who speaks by default where, and the scopes of those who are reported."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from variorum.model import Act, Certainty, Mention, Span, Voice

#: A scope applies to a span when it holds this share of the span's characters; or when the span holds all of it. Evidence spans of
#: reported claims often begin with the reporting clause ("he claims not to have asked"); those of the reporting itself end before its content.
_SHARE = 0.6

_Link = tuple[str | None, Act, str | None, bool]  #: speaker, act, said, verbatim


@dataclass(frozen=True, slots=True)
class Scope:
    """What one reported speaker says: ``start`` to ``end`` of the text, without the words that report him.

    ``speaker`` is an entity key, or one of ``@author``, ``@translator``, ``@editor``; None when the text reports without saying whom
    ("it was announced that"). ``said`` is EDTF or None; ``cue`` the word of saying; ``hedge`` the certainty that the frame itself leaves.
    """

    start: int
    end: int
    speaker: str | None
    act: Act
    said: str | None
    cue: Span
    hedge: Certainty | None = None
    verbatim: bool = False  #: between quotation marks
    phrase: bool = False  #: the content is a noun phrase or a bare answer: "announced his resignation", "says no"
    deed: bool = False  #: saying so is a deed: "called him an apostate"; a span that goes on beyond what is said is not said
    rejected: bool = False  #: nobody's words, which whoever reports them rejects at once: "it is said that P; this is a lie"


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch whose words are, when nobody is reported, those of ``speakers``: outermost first, usually one."""

    start: int
    end: int
    speakers: tuple[str, ...]
    layer: int = 0  #: index of the layer it belongs to


@dataclass(frozen=True, slots=True)
class VoiceMap:
    """``turns`` cover what was read, in order, without overlaps; ``scopes`` are sorted by start, outer before inner, properly nested."""

    turns: tuple[Turn, ...]
    scopes: tuple[Scope, ...]
    questions: tuple[Span, ...] = ()
    names: frozenset[int] = frozenset()  #: where mentions begin and end
    #: Where verbs begin, sorted, and every word that no parse covers: what is not parsed is taken for a clause.
    verbs: tuple[int, ...] = ()
    copulas: frozenset[int] = frozenset()  #: where forms of "be" end
    hedged: tuple[tuple[Span, Certainty], ...] = ()  #: clauses that an adverb of hearsay governs
    inserted: tuple[Turn, ...] = ()  #: what a publisher put into a printed document in brackets, in order
    mentions: tuple[Mention, ...] = ()  #: of persons and bodies, sorted by start

    def holding(self, start: int, end: int) -> tuple[Scope, ...]:
        """The scopes that hold the span, from the outside in."""
        end = max(end, start + 1)
        return tuple(s for s in self.scopes if s.start < end and start < s.end and _holds(s, start, end))

    def turn(self, offset: int) -> Turn:
        """The turn that ``offset`` stands in (the nearest before it; ``@author`` where nothing was read)."""
        i = bisect_right(self.turns, offset, key=lambda t: t.start) - 1
        return self.turns[i] if i >= 0 else Turn(0, 0, ("@author",))

    def speaks_of(self, start: int, end: int, entity: str | None) -> bool:
        """Whether the words of ``start`` to ``end`` hold a mention of ``entity``."""
        i = bisect_left(self.mentions, start, key=lambda m: m.start)
        j = bisect_left(self.mentions, end, key=lambda m: m.start)
        return any(m.entity == entity for m in self.mentions[i:j])

    def chain(
        self, start: int, end: int, *, own_words: bool = False, told: Callable[[Scope], bool] | None = None, nominal: bool = True
    ) -> tuple[Voice, ...]:
        """The voices through which the words of ``start`` to ``end`` reach the page, outermost first; the last commits to them.

        What a reporter says in his own noun phrases inside a reported clause ("Omar, whose real name is Hadi, had left") is his own:
        noun phrases that name somebody are taken so unless ``nominal`` is False, and with ``own_words`` any span is. ``told``: the innermost
        scopes of which it holds are what the words tell of, and no voices of theirs.
        """
        turn = self._insertion(start, end) or self.turn(start)
        links: list[_Link] = [(s, Act.ASSERTS, None, False) for s in turn.speakers]
        reported = self._reported(start, end, own_words=own_words or (nominal and self.is_nominal(start, end)))
        reported = tuple(s for s in reported if s.start >= turn.start)
        while told is not None and reported and told(reported[-1]):
            reported = reported[:-1]
        for s in reported:
            last = _last_named(links)
            if s.speaker is not None and s.speaker == last:
                links = _again(links, s)
            else:
                links.append((s.speaker, s.act, s.said, s.verbatim))
        voices = _voices(links, asked=self._asked(start, end))
        if reported and reported[-1].rejected:
            return (*voices[:-1], replace(voices[-1], act=Act.DENIES))
        return voices

    def _insertion(self, start: int, end: int) -> Turn | None:
        """The insertion that a span ends in: it says what the words before the bracket only name ("the Bureau [i.e. Bureau Nine"). One that a
        span merely begins with or passes completes a sentence of the document: "[Omar] came to me"."""
        i = bisect_left(self.inserted, end - 1, key=lambda t: t.end)
        return self.inserted[i] if i < len(self.inserted) and self.inserted[i].start < end - 1 else None

    def _reported(self, start: int, end: int, *, own_words: bool) -> tuple[Scope, ...]:
        """The scopes that hold the span; with ``own_words`` only down to the innermost quotation."""
        holding = self.holding(start, end)
        if not own_words:
            return holding
        quoted = max((i for i, s in enumerate(holding) if s.verbatim and s.start <= start), default=-1)
        return holding[: quoted + 1]

    def is_nominal(self, start: int, end: int) -> bool:
        """Whether the span is a noun phrase from one mention to another, without a verb: "his brother", "Omar, emir of the Front"."""
        i = bisect_left(self.verbs, start)
        verbless = i == len(self.verbs) or self.verbs[i] >= end
        return verbless and start in self.names and any(e in self.names for e in range(end - 2, end + 2)) and not self._is_predicate(start)

    def _is_predicate(self, start: int) -> bool:
        """Whether the noun phrase at ``start`` is what a clause says of its subject: "it is Omar's brother"."""
        return start - 1 in self.copulas

    def _asked(self, start: int, end: int) -> bool:
        return any(q.start <= start < q.end and end <= q.end + 1 for q in self.questions)

    def rebuttal(self, start: int, end: int) -> bool:
        """Whether the last voice denies what the words of ``start`` to ``end`` say: the polarity of such a claim is denied."""
        return self.chain(start, end)[-1].act is Act.DENIES

    def hedge(self, start: int, end: int) -> Certainty | None:
        """The certainty that the innermost reporting frame or an adverb of hearsay leaves, None when nothing is taken away.

        What the clause itself says ("may have", "probably") is not looked at.
        """
        order = list(Certainty)
        innermost = self.holding(start, end)[-1:]
        hedges = [s.hedge for s in innermost if s.hedge is not None and not s.rejected]
        hedges += [
            c
            for span, c in self.hedged
            if span.start < end and start < span.end and min(end, span.end) - max(start, span.start) >= (end - start) / 2
        ]
        return max(hedges, key=order.index) if hedges else None


def _holds(s: Scope, start: int, end: int) -> bool:
    if start < s.end <= s.cue.start < end and 2 * (s.end - start) >= end - start:
        end = s.end  # it ends in the reporting clause: "shot at his gate, according to the Society"
    shared = min(end, s.end) - max(start, s.start)
    if s.deed and start <= s.cue.start < s.start < end:
        return end <= s.end + 2  # "the man whom the file calls the Butcher was seen" says more than the name
    if start <= s.cue.start < s.start < end and s.phrase:
        return True  # the span begins with the reporting clause, and there is no other claim in it
    if start <= s.cue.start < s.start < end <= s.end + 2:
        return True  # it begins with the reporting clause and ends in what is said
    return shared >= min(_SHARE * (end - start), s.end - s.start - 2)


def _last_named(links: list[_Link]) -> str | None:
    return next((v for v, *_ in reversed(links) if v is not None), None)


def _again(links: list[_Link], s: Scope) -> list[_Link]:
    """A voice that reports itself is one voice: it does what the inner frame says."""
    at = max(i for i, (v, *_) in enumerate(links) if v is not None)
    voice, _, said, verbatim = links[at]
    return [*links[:at], (voice, s.act, s.said or said, verbatim)]


def _voices(links: list[_Link], *, asked: bool) -> tuple[Voice, ...]:
    """A nameless link adds no voice: it makes the one before it report. All but the last report, or quote what is given word for word.

    The page reports even then: what it quotes in the sense of the annotation guide are whole documents, which are layers of their own.
    """
    out: list[Voice] = []
    for i, (voice, act, said, _) in enumerate(links):
        if voice is None:
            continue
        inner = next((k for k in links[i + 1 :]), None)
        if inner is not None:
            act = Act.QUOTES if inner[3] and inner[0] is not None and not voice.startswith("@") else Act.REPORTS
        elif asked and act is Act.ASSERTS:
            act = Act.ASKS
        out.append(Voice(voice, act, said))
    return tuple(out)


def nested(scopes: Iterable[Scope]) -> tuple[Scope, ...]:
    """The scopes sorted, empty ones dropped, and those that would cross an outer one cut off at its end."""
    out: list[Scope] = []
    open_: list[Scope] = []
    for s in sorted((s for s in scopes if s.end > s.start), key=lambda s: (s.start, -s.end)):
        while open_ and open_[-1].end <= s.start:
            open_.pop()
        end = min([s.end, *(o.end for o in open_)])
        cut = s if end == s.end else replace(s, end=end)
        if cut.end > cut.start:
            out.append(cut)
            open_.append(cut)
    return tuple(out)

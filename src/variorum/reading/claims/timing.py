"""When: the date that a clause carries, the one that opens its sentence, or the one that heads its line in a dated list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.model import DateMention, Document, Layer, LayerKind, When
from variorum.model.date_mention import Bound, DateKind
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_SAME_TIME = frozenset(
    {
        "conj",
        "advcl",
        "xcomp",
        "acl",
        "parataxis",
        "appos",
        "nmod",
        "obj",
        "obl",
        "nsubj",
        "compound",
        "amod",
        "flat",
        "list",
        "dep",
        "root",
    }
)
_OPENS = 25  # characters within which a date opens its sentence
_HEADING = 14  # characters of bullets and numbers that may stand before the date of a line
_PRINTED = frozenset({LayerKind.PRIMARY, LayerKind.QUOTATION})
_BY_THE_PUBLISHER = frozenset({LayerKind.COMMENTARY, LayerKind.NOTE})
_HEAD = 150  # code points of a letter in which its own date stands
_GAP = 4  # code points between a letterhead and its letter
_ENDS = (Bound.UNTIL, Bound.BY, Bound.BEFORE)
_LINKS = {str(b): b for b in (Bound.SINCE, Bound.UNTIL, Bound.BEFORE)}  # conjunctions that are called as the bounds they make
_HALF = 4  # words from a verb to the one that goes with it: "seized and killed", "declared it dissolved"
_NEAR = 2  # characters between a date and the "when" that hangs on it


@dataclass(frozen=True, slots=True)
class Times:
    """The dates of a document that say when, sorted by place."""

    text: str
    dates: tuple[DateMention, ...]

    @classmethod
    def of(cls, text: str, dates: Sequence[DateMention]) -> Times:
        return cls(text, tuple(sorted((d for d in dates if d.when is not None), key=lambda d: (d.start, d.end))))

    def within(self, start: int, end: int) -> tuple[DateMention, ...]:
        starts = [d.start for d in self.dates]
        return self.dates[bisect_left(starts, start) : bisect_left(starts, end)]

    def heading(self, offset: int) -> DateMention | None:
        """The date that opens the line around ``offset``, as in "3 May 2004: the Guard splits" or "3 May 2004 The Guard splits"; None for lines that
        do not begin so.
        """
        line = self.text.rfind("\n", 0, offset) + 1
        first = next(iter(self.within(line, line + _HEADING)), None)
        if first is None or first.start > offset:
            return None
        after = self.text[first.end : first.end + 3].lstrip()
        bare = not any(c.isalpha() for c in self.text[line : first.start])
        return first if bare and (after[:1] in tuple(":–—-.|,)") or after == "" or after[:1].isupper()) else None


def when(times: Times, tree: Tree, anchor: int, predicate: str) -> str | None:
    """The time of the relation ``predicate`` anchored at word ``anchor``, as EDTF; None where the text gives none."""
    start, end = tree.start[0], tree.end[-1]
    here = times.within(start, end)
    if _in_passing(tree, anchor, predicate):
        here = tuple(d for d in here if tree.under(word_of(tree, d), anchor, 2))
        return edtf(here[0]) if here else None
    if span := _span(tree, anchor, here):
        return span
    if resumed := _resumed(tree, anchor, here):
        return edtf(resumed)
    told = _in_clause(tree, anchor, here) or _hung(tree, anchor, here) or _shared(tree, anchor, here)
    if told is None and (said := _said_before(tree, anchor, here)) is not None:
        return said
    found = told or _opening(tree, anchor, here) or _joined(tree, anchor, here) or _in_stretch(tree, anchor, here)
    chosen = found or times.heading(tree.start[anchor])
    return edtf(chosen) if chosen else None


def begun(tree: Tree, anchor: int, predicate: str, time: str | None) -> str | None:
    """The time of a state that a verb of beginning tells ("took over in May 2009", "became"): from then on."""
    begins = predicate in wordlists().begun and tree.lemma[anchor] in wordlists().begins
    return f"{time}/.." if begins and time is not None and "/" not in time and time[0] not in "[{" else time


def is_now(tree: Tree, anchor: int) -> bool:
    """Whether a clause in the present tense says of itself that it is so on the day of the writing: "he lives in the port now"."""
    words = (anchor, *tree.kids[anchor], *tree.kids[tree.head[anchor]]) if tree.rel[anchor] == "cop" else (anchor, *tree.kids[anchor])
    present = any(tree.has_feat(k, "Tense=Pres") and tree.has_feat(k, "VerbForm=Fin") for k in words)
    return present and any(tree.rel[k] == "advmod" and tree.lemma[k] in wordlists().nowadays for k in words)


def day_of_writing(start: int, layers: Sequence[Layer], times: Times, document: Document | None) -> str | None:
    """When what stands at ``start`` was written: with its document, but for a text that somebody else prints, whose day is in its own head or at its end."""
    here = next((x for x in layers if x.start <= start < x.end), None)
    if here is None or here.kind not in _PRINTED or not any(x.kind in _BY_THE_PUBLISHER for x in layers):
        return document.published if document else None
    head = next((x.start for x in layers if x.kind is LayerKind.LETTERHEAD and 0 <= here.start - x.end < _GAP), here.start)
    near = (*times.within(head, min(here.end, here.start + _HEAD)), *times.within(max(here.start, here.end - _HEAD), here.end))
    return edtf(near[0]) if near else None


def _in_stretch(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The one date of the sentence, where no stop, conjunction or pronoun parts it from the verb: what the parser may have hung elsewhere."""
    if len(dates) != 1 or tree.upos[anchor] not in ("VERB", "AUX"):
        return None
    low, high = sorted((anchor, word_of(tree, dates[0])))
    between = range(low + 1, high)
    return None if any(tree.upos[k] in ("PUNCT", "CCONJ", "SCONJ", "PRON", "VERB") for k in between) else dates[0]


def _hung(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of a clause that hangs on that of the relation: "took over when X was killed in 2011", "led it until he fled in 2014"."""
    if tree.upos[anchor] not in ("VERB", "AUX") and tree.clause_head(anchor) != anchor:
        return None
    for clause in tree.dependents(tree.clause_head(anchor), "advcl", "acl", "ccomp"):
        link = next((tree.word[k] for k in tree.kids[clause] if k < clause and tree.rel[k] in ("mark", "advmod")), "")
        bound = _LINKS.get(link, Bound.AT if link in wordlists().same_time else None)
        inside = [d for d in dates if tree.clause_head(word_of(tree, d)) == clause]
        if bound is not None and inside and inside[0].bound is Bound.AT:
            return replace(inside[0], bound=bound)
    return None


def _said_before(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> str | None:
    """The limit of what was over when it was told: "announced on 4 May that it had killed him" is no later than 4 May."""
    clause = tree.clause_head(anchor)
    over = tree.head[clause]
    if (
        over < 0
        or tree.rel[clause] != "ccomp"
        or not any(tree.lemma[k] == "have" and tree.has_feat(k, "Tense=Past") for k in tree.kids[clause])
    ):
        return None
    told = _in_clause(tree, over, dates) or _opening(tree, over, dates)
    return edtf(replace(told, bound=Bound.BY)) if told is not None and told.bound in (Bound.AT, Bound.BY) else None


def _in_passing(tree: Tree, anchor: int, predicate: str) -> bool:
    """Whether a noun names a tie on the way ("met his brother in May", "shot its deputy"): such a noun has its own dates or none."""
    if predicate not in wordlists().in_passing or tree.upos[anchor] in ("VERB", "AUX"):
        return False
    predicated = any(tree.rel[k] in ("cop", "nsubj") for k in tree.kids[anchor])
    return not predicated and tree.rel[anchor] not in ("root", "xcomp", "conj")


def _span(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> str | None:
    """The interval of a clause that says since when, and until when or for how long."""
    clause = tree.clause_head(anchor)
    mine = [(d, v) for d in dates if tree.clause_head(word_of(tree, d)) == clause and (v := _value(d)) is not None]
    single = [(d, v) for d, v in mine if not v.is_interval and not v.is_set]
    first, begins = next(((d, v) for d, v in single if d.bound is Bound.SINCE), (None, None))
    if first is None or begins is None:
        return None
    last, ends = next(((d, v) for d, v in single if d.bound is Bound.UNTIL), (None, None))
    if last is not None and first.start < last.start:
        return f"{begins}/{ends}"
    return next((str(v) for d, v in mine if d.kind is DateKind.RELATIVE and v.is_interval and v.first_day == begins.first_day), None)


def _resumed(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The date that a clause with "when" takes up, without its bound: "kept to it until 1998, when they set up ..." is of 1998."""
    clause = tree.clause_head(anchor)
    if tree.head[clause] < 0 or not any(tree.word[k] == "when" for k in tree.kids[clause]):
        return None
    first = min((k for k in range(len(tree)) if tree.under(k, clause, 12)), default=clause)
    named = next((d for d in dates if 0 <= tree.start[first] - d.end <= _NEAR), None)
    return replace(named, bound=Bound.AT) if named else None


def _shared(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The date that stands in the second half of what a verb says: "was seized and killed in May", "declared it dissolved in 1986"."""
    clause = tree.clause_head(anchor)
    if tree.upos[clause] not in ("VERB", "AUX"):
        return None
    halves = {k for k in tree.dependents(clause, "conj", "xcomp") if k > clause and not tree.own_subjects(k) and k - clause <= _HALF}
    return next((d for d in dates if tree.clause_head(word_of(tree, d)) in halves), None)


def _joined(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of the clause before the "and" of this one."""
    clause = tree.clause_head(anchor)
    up = tree.head[clause]
    if up < 0:
        return None
    before = [d for d in dates if d.end <= tree.start[anchor]]
    if tree.rel[clause] != "conj" or tree.upos[up] not in ("VERB", "AUX"):
        return None
    return _in_clause(tree, up, [d for d in before if d.bound not in _ENDS])


def word_of(tree: Tree, d: DateMention) -> int:
    """The word of a date that hangs on the rest of the sentence."""
    words = [i for i in range(len(tree)) if tree.start[i] < d.end and d.start < tree.end[i]]
    inside = set(words)
    return next((i for i in words if tree.head[i] not in inside), words[0] if words else 0)


def _in_clause(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The date nearest to the anchor that belongs to the same clause."""
    clause = tree.clause_head(anchor)
    mine = [d for d in dates if tree.clause_head(word_of(tree, d)) == clause]
    nearest = min(mine, key=lambda d: min(abs(d.start - tree.start[anchor]), abs(d.end - tree.start[anchor])), default=None)
    return _bounding(tree, clause, anchor, nearest) if nearest is not None else None


def _bounding(tree: Tree, clause: int, anchor: int, date: DateMention) -> DateMention:
    """The date with the bound of the event that it dates: "until the killing of the judge in December 2006", "since its split in 2011"."""
    if date.bound is not Bound.AT:
        return date
    for event in tree.dependents(clause, "obl", "nmod"):
        bound = next((b for word, b in _LINKS.items() if word in tree.prepositions(event)), None)
        if bound is not None and tree.start[event] < date.start and event != word_of(tree, date) and not tree.under(anchor, event):
            return replace(date, bound=bound)
    return date


def _opening(tree: Tree, anchor: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The date that opens the sentence ("In 2004 he left and joined"), for a clause on a level with the main one."""
    first = next((d for d in dates if d.start - tree.start[0] < _OPENS), None)
    if first is None:
        return None
    i = tree.clause_head(anchor)
    while tree.head[i] >= 0:
        if tree.rel[i] not in _SAME_TIME or tree.full[i] == "acl:relcl":
            return None
        i = tree.head[i]
    return first if tree.under(word_of(tree, first), i, 3) else None


def edtf(date: DateMention) -> str:
    """A date with the bound that its words give: "since 2011" is 2011/.., "until 2014" and "by 2014" ../2014."""
    time = _value(date)
    value = str(time)
    if time is None or time.is_interval or time.is_set or date.when is None:
        return value
    if date.bound in (Bound.SINCE, Bound.AFTER):
        return f"{value}/.."
    if date.bound in _ENDS:
        return f"../{value}"
    return value


def _value(date: DateMention) -> When | None:
    return date.converted or date.when

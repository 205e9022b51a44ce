"""Verbs of saying at work in a sentence: which words speak, in what form, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.reading.voices.contents import has_finite
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.lexicon import Verb, lexicon
from variorum.reading.voices.speakers import (
    Subject,
    described_by,
    first_subject,
    group_start,
    subject_after,
    subject_before,
    subject_in_tree,
)
from variorum.reading.voices.surface import Surface

#: Marks after which a clause or a parenthesis may begin.
STOPS = frozenset({",", ".", ";", ":", "?", "!", "–", "—", ")", "]", '"', "”", "'", "’"})
_REFUSED = frozenset({"refused", "refuses", "refusing", "declined", "declines", "failed", "fails"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying in its sentence: words ``i`` to ``j``, the verb group from ``g``."""

    i: int
    j: int
    g: int
    verb: Verb
    subject: Subject | None
    passive: bool = False
    negated: bool = False
    infinitive: bool = False
    participle: bool = False
    inverted: bool = False

    @property
    def first(self) -> int:
        """The first word of the reporting clause."""
        if self.subject is None or self.inverted or self.participle or self.subject.first >= self.i:
            return self.g
        return self.subject.first


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What is known of a possible cue before its subject is looked for."""

    i: int
    j: int
    g: int
    verb: Verb
    group: tuple[str, ...]
    part: bool  #: the form may be a past participle
    negated: bool


def verb_cues(s: Surface, previous: str | None = None) -> list[Cue]:
    """Every verb of saying that speaks in this sentence, with its subject.

    ``previous`` is who was reported last before this sentence: the speaker of a clipped "(e) Says he was beaten".
    """
    found: list[Cue] = []
    for i, form in enumerate(s.words.forms):
        verbs = lexicon().verbs.get(form)
        if verbs is None:
            continue
        verb = next((v for v in verbs if s.words.forms[i + 1 : i + 1 + len(v.rest)] == v.rest), None)
        if verb is None or (found and found[-1].i < i <= found[-1].j) or _within_name(s, i) or _is_noun(s, i, verb):
            continue
        c = classes()
        g = group_start(s, i)
        group = s.words.forms[g:i]
        negated = any(f in c["negations"] for f in group) or s.form(g - 1) in ("nobody", "none", "neither", "nor")
        candidate = _Candidate(i, i + len(verb.rest), g, verb, group, any(v.form == "part" for v in verbs), negated)
        cue = _cue(s, candidate, found, previous)
        if cue is not None:
            found.append(cue)
    return found


def _within_name(s: Surface, i: int) -> bool:
    """Whether word ``i`` is part of a proper name: the Report Commission, the Delta Herald."""
    if not s.text[s.words.starts[i]].isupper():
        return False
    return any(p.first <= i <= p.last and p.first < p.last and not (i == p.last and i == p.first) for ps in s.ending.values() for p in ps)


def _is_noun(s: Surface, i: int, verb: Verb) -> bool:
    """Whether the parse takes the word for a noun, and nothing that only a verb of saying governs follows at once."""
    node = s.node(i)
    known = s.form(i) in lexicon().nouns or verb.form == "base" or verb.present
    if node is None or node.token.upos not in ("NOUN", "PROPN", "ADJ") or not known or verb.rest:
        return False
    k = i + 1
    while s.form(k) in classes()["adverbs"]:
        k += 1
    after_name = i - 1 in s.ending and not s.ending[i - 1][0].possessive
    before = s.node(i - 1)
    after_noun = before is not None and before.token.upos in ("NOUN", "PROPN", "PRON") and s.form(k) == "that"
    return not ((s.form(k) in ("that", ":", "having", "to", ",") and (after_name or s.form(i - 1) == ",")) or after_noun or k in s.quotes)


def _cue(s: Surface, x: _Candidate, earlier: list[Cue], previous: str | None) -> Cue | None:
    c = classes()
    before = s.form(x.g - 1)
    if "would" in x.group and "have" in x.group:
        return None  # what somebody would have said was not said
    if before == "to" and x.verb.form == "base" and not any(f in c["be"] for f in x.group):
        return _infinitive(s, x)
    if before == "to" and x.part and x.group == ("have",):
        return _infinitive(s, x)  # "is said to have told Omar that"
    if before == "as" and x.part and x.group == ("having",):
        return _participle(s, x, earlier)  # "is reported as having said that"
    if x.verb.form == "ing" and not (any(f in c["be"] for f in x.group) and "having" not in x.group):
        return _participle(s, x, earlier)
    if not x.group and _modifies(s, x.g):
        return None
    node = s.node(x.i)
    modifier = node is not None and node.token.deprel == "acl" and node.token.has("VerbForm=Part")
    if x.part and not x.group and modifier and "that" not in s.words.forms[x.j + 1 : x.j + 6]:
        return None  # "a video posted on Friday"
    passive = x.part and any(f in c["be"] for f in x.group)
    if (
        x.part
        and not passive
        and x.verb.deed
        and node is not None
        and node.token.has("VerbForm=Part")
        and "had" not in x.group
        and "has" not in x.group
    ):
        return None  # "Ould Merzoug, also called "Rougy""
    subject = subject_before(s, x.g) or _joined(s, x.g)
    if subject is not None and subject.form == "whom":
        subject = Subject(None, x.g - 1, x.g - 1, s.form(x.g - 1))  # "the man whom the port called": the port, and not he
    elif subject is None or subject.entity is None:
        subject = described_by(s, x.i) or subject_in_tree(s, x.i) or subject
    if subject is None and not passive:
        return _without_subject(s, x, earlier, previous)
    if not passive and x.verb.form == "base" and not x.group and subject is not None and subject.form in ("he", "she", "it"):
        return None
    return Cue(x.i, x.j, x.g, x.verb, subject, passive=passive, negated=x.negated)


def _modifies(s: Surface, g: int) -> bool:
    """Whether the word at ``g`` stands where an adjective or noun would: "the said Khalid", "his reports"."""
    c = classes()
    before = s.form(g - 1)
    p = s.mention_ending(g - 1)
    if p is not None:
        return p.possessive and before not in ("it's", "he's", "she's")
    return (before in c["determiners"] or before in c["prepositions"] or before.endswith("'s")) and before not in (
        "that",
        "which",
        "both",
        "no",
    )


def _without_subject(s: Surface, x: _Candidate, earlier: list[Cue], previous: str | None) -> Cue | None:
    before = s.form(x.g - 1)
    if previous is not None and x.verb.form in ("s", "past", "part") and _opens_item(s, x.g):
        return Cue(x.i, x.j, x.g, x.verb, Subject(previous, x.g, x.g), negated=x.negated)
    if x.verb.form != "base" and (x.g == 0 or before in STOPS or before in ("as", "so", "thus")):
        after = subject_after(s, x.j)
        if after is not None and not any(p.possessive and p.first == after.first for p in s.ending.get(after.last, ())):
            return Cue(x.i, x.j, x.i, x.verb, after, negated=x.negated, inverted=True)
    if not x.group and before in ("and", "but", "or", "then", ","):
        inside = _in_content(s, earlier[-1], x.i) if earlier else None
        subject = inside or subject_in_tree(s, x.i) or (earlier[-1].subject if earlier else first_subject(s, x.i))
        if subject is not None:
            return Cue(x.i, x.j, x.g, x.verb, subject, negated=x.negated)
    if x.part and s.form(x.j + 1) == "to" and (x.g == 0 or before in STOPS or (x.g - 1) in s.ending):
        # "Reported to have died", ", said to be ill": a participle that nobody is the subject of.
        return Cue(x.i, x.j, x.g, x.verb, None, passive=True, negated=x.negated, participle=True)
    return None


def _joined(s: Surface, g: int) -> Subject | None:
    """The subject of the single verb that the conjunction before word ``g`` joins it to, behind an insertion: "Omar, whom I asked, laughed and said"."""
    k = g - 2
    if s.form(g - 1) not in ("and", "but") or not s.is_finite(k):
        return None
    start = group_start(s, k)
    return subject_before(s, start) if s.form(start - 1) == "," else None


def _opens_item(s: Surface, g: int) -> bool:
    """Whether only the mark of a list item stands before word ``g``."""
    return all(not f.isalpha() or len(f) == 1 for f in s.words.forms[:g])


def _in_content(s: Surface, outer: Cue, i: int) -> Subject | None:
    """The subject of the reported clause that the verb at word ``i`` goes on with: "said that Omar wept and told her"; None when there is none."""
    at = next((k for k in range(outer.j + 1, i) if s.form(k) == "that"), None)
    p = s.mention_beginning(at + 1) if at is not None else None
    if p is None or not has_finite(s, p.last + 1, i - 1):
        return None
    return Subject(p.mention.entity, p.first, p.last, s.form(p.last))


def _infinitive(s: Surface, x: _Candidate) -> Cue | None:
    """ "refused to say that", "went on to claim that": the subject is that of the governing verb."""
    if x.g < 2 or (x.verb.takes == {"np"} and not x.verb.deed):
        return None
    k = group_start(s, x.g - 2)
    subject = subject_before(s, k)
    negated = x.negated or s.form(x.g - 2) in _REFUSED
    return Cue(x.i, x.j, k, x.verb, subject, negated=negated, infinitive=True) if subject else None


def _participle(s: Surface, x: _Candidate, earlier: Sequence[Cue]) -> Cue | None:
    """ "..., saying that", "quoted Mokhov as saying that", "a caller claiming to speak"."""
    before = s.form(x.g - 1)
    if before in classes()["determiners"]:
        return None
    subject = next((c.subject for c in reversed(earlier) if c.subject is not None), None)
    if before == "as":  # "quoted Omar as saying", "Omar is on record as saying"
        near = (subject_before(s, x.g - 1), subject, first_subject(s, x.i))
        subject = next((n for n in near if n is not None and n.entity is not None), near[0] or subject)
    elif before not in (",", "and", "but", "–", "—", "by", "in", "without", "") and x.g > 0:
        subject = subject_before(s, x.g) or subject
    subject = subject or first_subject(s, x.i)
    return Cue(x.i, x.j, x.g, x.verb, subject, negated=x.negated, participle=True) if subject else None

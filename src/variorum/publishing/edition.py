"""A reading made ready for the eye: claims numbered in the order of the text and put into words, each voice with its siglum.

The terminal and the page show the same words. Nothing here decides anything: who differs from whom is seen within the one document only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase
from typing import TypeVar

from variorum.model import Assessment, Certainty, Claim, EntityType, Mode, Polarity, Reading, Stance, vocabulary
from variorum.model.claim import SPEAKERS, Act

_V = TypeVar("_V", bound=Hashable)


class Status(StrEnum):
    """How a claim stands among those of its own document; the strongest sign first."""

    CONTESTED = "contested"  #: another voice, or another sentence, of the document denies, disputes or doubts it
    DENIED = "denied"  #: a denial
    POSSIBLE = "possible"  #: hedged, doubted, or only intended, commanded or supposed
    HELD = "held"  #: said, and not opposed in this document


#: How a status is called where it is shown: "held" would say more than one document can.
STATUS_WORDS = {
    Status.CONTESTED: "voices differ",
    Status.DENIED: "a denial",
    Status.POSSIBLE: "hedged",
    Status.HELD: "said, not opposed here",
}


STANCE_WORDS = {
    Stance.SUPPORTS: "supports it",
    Stance.DISPUTES: "disputes it",
    Stance.DOUBTS: "doubts it",
    Stance.QUALIFIES: "qualifies it",
    Stance.EXPLAINS_AWAY: "explains it away",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One voice of a chain in words. ``said`` is EDTF or None."""

    voice: str
    label: str
    siglum: str
    act: str
    said: str | None
    is_body: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in words. ``extra`` is what is not the usual: denied, hedged, not actual, and the words of its arguments; never the date.

    Where a language model had part in the reading, it says also who proposed the claim.
    """

    number: int
    claim: Claim
    sentence: str
    chain: tuple[Link, ...]
    status: Status
    extra: tuple[str, ...]

    @property
    def note(self) -> str:
        """The address of its note on the page."""
        return f"a{self.number}"

    @property
    def voices(self) -> str:
        """The chain in one line, outermost first.

        ``Lena Hart reports (2012) > Omar Hadi asserts``
        """
        return " > ".join(f"{x.label} {x.act}{f' ({x.said})' if x.said else ''}" for x in self.chain)


@dataclass(frozen=True)
class Edition:
    """A reading and its text, with the claims as ``entries`` in the order of the text; ``sigla`` by voice, in order of first speaking."""

    reading: Reading
    text: str
    labels: Mapping[str, str]
    sigla: Mapping[str, str]
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, reading: Reading, text: str) -> Edition:
        """The edition of a reading; ``text`` is that of its document."""
        labels = _labels(reading)
        claims = sorted(reading.claims, key=lambda c: (c.start, c.end))
        spoken = [x.voice for x in reading.layers if x.voice] + [v.voice for c in claims for v in c.voices]
        signs = sigla(dict.fromkeys([*spoken, *(a.voice for a in reading.assessments)]), labels)
        readers: dict[str, list[str]] = {}
        for p in reading.proposals:
            readers.setdefault(p.claim, []).append(p.reader)
        bodies = {e.key for e in reading.entities if e.type is EntityType.ORGANISATION}
        opposed = _opposed(reading)
        entries = tuple(
            Entry(
                number=n,
                claim=c,
                sentence=sentence(c, labels),
                chain=tuple(
                    Link(v.voice, labels.get(v.voice, v.voice), signs[v.voice], str(v.act), v.said, v.voice in bodies) for v in c.voices
                ),
                status=status_of(c.voices[-1].act, c.certainty, c.mode, denied=c.polarity is Polarity.DENIED, opposed=c.id in opposed),
                extra=(*_extra(c, labels), *([f"read by {' and '.join(sorted(readers[c.id]))}"] if c.id in readers else [])),
            )
            for n, c in enumerate(claims, 1)
        )
        return cls(reading, text, labels, signs, entries)

    def within(self, start: int, end: int) -> list[Entry]:
        """The entries whose claims begin in ``text[start:end]``."""
        first, last = (bisect_left(self.entries, at, key=lambda e: e.claim.start) for at in (start, end))
        return list(self.entries[first:last])

    def judged(self, entry: Entry) -> list[Assessment]:
        """What voices of the document say of the claim itself, in the order of the text."""
        return [a for a in self.reading.assessments if a.claim == entry.claim.id]

    def predicates(self) -> list[tuple[str, int]]:
        """How many claims each predicate has, the most first."""
        return _tally(c.predicate for c in self.reading.claims)

    def unread(self) -> list[tuple[str, int]]:
        """How much was seen and not made out, by kind, the most first."""
        return _tally(u.kind for u in self.reading.unread)


def sentence(claim: Claim, labels: Mapping[str, str]) -> str:
    """The claim in the words of the vocabulary, with the labels of its entities."""
    subject, obj = (labels.get(k, k) if k is not None else None for k in (claim.subject, claim.object))
    predicate, denied = vocabulary()[claim.predicate], claim.polarity is Polarity.DENIED
    return predicate.sentence(subject, obj, denied=denied, name=claim.args.name, quantity=claim.args.quantity)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "claim"), counted(2, "entity", "entities")
    ('1 claim', '2 entities')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def _labels(reading: Reading) -> dict[str, str]:
    """What to call each entity and speaker; speakers by what the shelf knows of the document."""
    d = reading.document
    known = {"@author": d.author, "@editor": d.publisher}
    speakers = {s: known.get(s) or f"the {s[1:]}" for s in SPEAKERS}
    return {**speakers, **{e.key: e.label for e in reading.entities}}


def sigla(voices: Iterable[_V], labels: Mapping[_V, str]) -> dict[_V, str]:
    """One capital a voice, of its last name where that is free; two letters when they run out, then numbers."""
    found: dict[_V, str] = {}
    free = dict.fromkeys([*ascii_uppercase, *(a + b.lower() for a in ascii_uppercase for b in ascii_uppercase)])
    for voice in voices:
        words = [w.removeprefix("al-").upper() for w in reversed(labels.get(voice, str(voice)).split())]
        wished = [w[0] for w in words if w] + [x for w in words for x in w]
        found[voice] = next((x for x in wished if x in free), None) or next(iter(free), str(len(found) + 1))
        free.pop(found[voice], None)
    return found


def _opposed(reading: Reading) -> set[str]:
    """Ids of the claims of which this document also says the contrary, or that a voice in it disputes, doubts or explains away."""
    against = {a.claim for a in reading.assessments if a.stance in (Stance.DISPUTES, Stance.DOUBTS, Stance.EXPLAINS_AWAY)}
    sides: dict[object, set[Polarity]] = {}
    for c in reading.claims:
        sides.setdefault(_proposition(c), set()).add(c.polarity)
    return against | {c.id for c in reading.claims if len(sides[_proposition(c)]) > 1}


def _proposition(c: Claim) -> object:
    ends = (c.subject, c.object)
    return c.predicate, frozenset(ends) if vocabulary()[c.predicate].symmetric else ends, c.args.name, str(c.args.quantity)


def status_of(act: Act, certainty: Certainty, mode: Mode, *, denied: bool, opposed: bool) -> Status:
    """How a claim stands, given what its last voice does with it and whether anybody stands against it.

    >>> str(status_of(Act.ASSERTS, Certainty.POSSIBLE, Mode.ACTUAL, denied=False, opposed=False))
    'possible'
    """
    if opposed:
        return Status.CONTESTED
    if denied or act is Act.DENIES:
        return Status.DENIED
    hedged = certainty is not Certainty.CERTAIN or mode is not Mode.ACTUAL or act in (Act.DOUBTS, Act.ASKS)
    return Status.POSSIBLE if hedged else Status.HELD


def _extra(c: Claim, labels: Mapping[str, str]) -> tuple[str, ...]:
    usual = ((c.polarity, Polarity.AFFIRMED), (c.certainty, Certainty.CERTAIN), (c.mode, Mode.ACTUAL))
    a = c.args
    args: Sequence[tuple[str, object]] = (
        ("as", a.role),
        ("from", a.from_ and labels.get(a.from_, a.from_)),
        ("of", a.org and labels.get(a.org, a.org)),
        ("at", a.place and labels.get(a.place, a.place)),
        ("number", a.quantity),
        ("words", a.text),
    )
    return (*(str(value) for value, normal in usual if value is not normal), *(f"{word} {x}" for word, x in args if x is not None))


def _tally(words: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda x: (-x[1], x[0]))

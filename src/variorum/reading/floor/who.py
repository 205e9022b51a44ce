"""Which bearer of a name the words that name a speaker mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.model import EntityType, Mention, MentionForm, Span
from variorum.reading.layers.blocks import words_of
from variorum.reading.layers.cues import single_words

_SPEAKS = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_OF = re.compile(r"(?P<head>[\w-]+) (?:of|for|in|from|with|to|between|among) (?:the )?$", re.IGNORECASE)
_HEAD_AFTER = re.compile(r"(?:['’]s?)?[ -](?P<head>[\w-]+)")
#: A name that was taken for a place, in words that name nothing else and where a speaker is due.
_TAKEN = 0.3
_LONGEST = 120  # characters of a mention: how far before a place one may begin that reaches it


@dataclass(slots=True)
class Who:
    """The mentions of a document, for asking which of them some words mean. ``mentions`` are sorted by start."""

    text: str
    mentions: Sequence[Mention]
    types: Mapping[str, EntityType]
    starts: list[int] = field(default_factory=list)
    called: dict[str, list[str]] = field(default_factory=dict)  #: the names by which each is called, in order
    meant: dict[str, list[Mention]] = field(default_factory=dict)  #: the mentions of each, in order
    joined: dict[str, tuple[tuple[int, str, float], ...]] = field(
        default_factory=dict
    )  #: what bodies.py has found of a man, asked for each of his quotations

    words: dict[str, dict[str, tuple[str, ...]]] = field(
        default_factory=dict
    )  #: the words of each of these names, once however often it stands

    def __post_init__(self) -> None:
        self.starts = [m.start for m in self.mentions]
        for m in self.mentions:
            if m.entity is not None:
                self.meant.setdefault(m.entity, []).append(m)
            if m.form is MentionForm.NAME and m.entity is not None:
                self.called.setdefault(m.entity, []).append(m.text)
                names = self.words.setdefault(m.entity, {})
                if m.text not in names:
                    names[m.text] = tuple(words_of(m.text))

    def inside(self, start: int, end: int) -> list[Mention]:
        """Mentions of persons and bodies that begin or reach into the stretch, in order."""
        first = bisect_left(self.starts, start - _LONGEST)
        found = []
        for k in range(first, len(self.mentions)):  # no slice: it would copy the rest of the document at every question
            m = self.mentions[k]
            if m.start >= end:
                break
            if m.end > start and m.entity is not None and self.types.get(m.entity) in _SPEAKS:
                found.append(m)
        return found

    def named(self, span: Span, *, body: bool = False) -> Iterator[tuple[str, float]]:
        """Entities that the words may mean, each with how well it fits (0 to 1): the head of the phrase, not the body or man that it belongs to.

        A name alone that was taken for a place may be meant too, unless the words are a letterhead (``body``), where places stand.
        """
        inside = [m for m in self.inside(span.start, span.end) if m.form is not MentionForm.PRONOUN]
        for m in inside:
            outer = next((o for o in inside if o is not m and o.start <= m.start and m.end <= o.end and o.entity != m.entity), None)
            if outer is not None and m.start > outer.start and outer.form is MentionForm.DESCRIPTION and self._governed(m, outer):
                yield m.entity or "", 0.15
                continue
            yield m.entity or "", self._fit(m, span)
        if not inside and not body:
            yield from ((m.entity, _TAKEN) for m in self.mentions if m.entity and m.start == span.start and m.end == span.end)

    def is_named(self, entity: str) -> bool:
        """Whether a bearer is called by a name anywhere."""
        return entity in self.called

    def bears(self, entity: str, word: str) -> bool:
        """Whether a word is part of a name by which a bearer is called."""
        return any(word in words for words in self.words.get(entity, {}).values())

    def is_office(self, entity: str) -> bool:
        """Whether an office is all that a bearer is called by where his name stands: "the Wali"."""
        offices = single_words("speakers", "offices")
        called = self.words.get(entity, {}).values()
        return bool(called) and all(word == "the" or word in offices for words in called for word in words)

    def _governed(self, m: Mention, outer: Mention) -> bool:
        """Whether a name only says to whom a description belongs: "the deputy of X", but not "the comrades of X", who are X."""
        of = _OF.search(self.text[max(0, m.start - 40) : m.start])
        return of is not None and not (outer.end == m.end and of["head"].casefold() in single_words("speakers", "bodies_of"))

    def _fit(self, m: Mention, span: Span) -> float:
        fit = 1.0 if m.form is MentionForm.NAME else 0.8
        before = _OF.search(self.text[max(span.start, m.start - 40) : m.start])
        after = _HEAD_AFTER.match(self.text[m.end : span.end + 20])
        if before is not None and m.start > span.start:
            # "the leaders of X" speak for X; "the deputy of X" and "letter to X" do not.
            fit *= 0.9 if before["head"].casefold() in single_words("speakers", "bodies_of") else 0.2
        elif after is not None and (after["head"].casefold() in single_words("speakers", "offices") or "’" in after[0] or "'" in after[0]):
            fit *= 0.2
        return fit

    def label(self, span: Span) -> str | None:
        """Whom the label of a turn names: the mention in it, or the one name of the text that holds its words or its initials."""
        for m in self.inside(span.start, span.end):
            if m.form is not MentionForm.PRONOUN and m.start >= span.start - 1:
                return m.entity
        wanted = set(words_of(span.of(self.text))) - single_words("speakers", "no_names")
        if not wanted:
            return None
        initials = re.fullmatch(r"(?:[A-Z]\.?){2,4}", span.of(self.text).replace(" ", ""))
        letters = re.sub(r"[^A-Z]", "", span.of(self.text)).lower() if initials else ""
        for m in self.mentions:
            if m.form is not MentionForm.NAME or m.entity is None or self.types.get(m.entity) not in _SPEAKS:
                continue
            words = words_of(m.text)
            if wanted <= set(words) or (letters and letters == "".join(w[0] for w in words)):
                return m.entity
            if len(words) >= 1 and set(words) <= wanted and self.types.get(m.entity) is EntityType.PERSON:
                return m.entity
        return None

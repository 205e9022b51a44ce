"""Entries of official lists: "POB: Marsa", "Address: Marsa", "Father's name: Omar": labels whose values belong to whom the entry is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from variorum.model import Args, Entity, EntityType, Mention, MentionForm, vocabulary
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.wordlists import read_yaml


@cache
def _labels() -> tuple[tuple[re.Pattern[str], str, bool, str | None], ...]:
    entries = read_yaml("listings.yaml")["labels"]
    return tuple(
        (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, e['words']))})\s*(?::|(?<=name )is\b)", re.IGNORECASE),
            e["predicate"],
            e.get("swap", False),
            e.get("role"),
        )
        for e in entries
    )


def listings(text: str, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> Iterator[Proposition]:
    """One proposition for every value of a known label up to the next label or the end of its sentence; ``mentions`` sorted by start.

    The entry is about the first one named in its paragraph, or after the last "Name:" above.
    """
    for pattern, predicate, swap, role in _labels():
        for label in pattern.finditer(text):
            about = _entry(text, label.start(), mentions, entities)
            if about is None or about.entity is None:
                continue
            end = _value_end(text, label.end())
            for m in mentions:
                if m.entity in (None, about.entity) or m.form is MentionForm.PRONOUN or not label.end() <= m.start < end:
                    continue
                assert m.entity is not None
                subject, obj = (m.entity, about.entity) if swap else (about.entity, m.entity)
                if _fits(predicate, subject, obj, entities):
                    span = (label.start(), m.end)
                    yield Proposition(predicate, subject, obj, *span, m.start, f"{predicate}.label", 0.7, span, Args(role=role))


def _entry(text: str, at: int, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> Mention | None:
    start = text.rfind("\n\n", 0, at) + 1
    named = text.rfind("Name:", start, at)
    spot = named if named >= 0 else start
    agents = (EntityType.PERSON, EntityType.ORGANISATION)
    return next(
        (m for m in mentions if spot <= m.start < at and m.entity and m.entity in entities and entities[m.entity].type in agents), None
    )


def _value_end(text: str, start: int) -> int:
    stop = re.compile(r"\n|(?<!\w)[A-Z][\w' ]{1,30}:").search(text, start)
    return stop.start() if stop else len(text)


def _fits(predicate: str, subject: str, obj: str, entities: Mapping[str, Entity]) -> bool:
    p = vocabulary()[predicate]
    return subject in entities and obj in entities and entities[subject].type in p.subject_types and entities[obj].type in p.object_types

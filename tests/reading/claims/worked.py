"""Sentences with their arguments marked, read with the real parser: {S|Salim Tor} left {O|the Guard}."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.model import Claim, Entity, EntityType, Mention, MentionForm, Name, NameKind
from variorum.reading.claims import assemble, propose
from variorum.reading.syntax import parse

PRONOUNS = frozenset({"he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "we", "us", "our", "who", "which", "whom"})


@dataclass(frozen=True)
class Worked:
    """Text without marks, and what the names stage would have made of the marks."""

    text: str
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


def worked(marked: str, types: dict[str, EntityType] | None = None) -> Worked:
    """Unmarks a sentence: {KEY|words} is a mention of the entity KEY, nested where one stands inside another."""
    out: list[str] = []
    open_: list[tuple[str, int]] = []
    mentions: list[Mention] = []
    for part in re.split(r"(\{\w+\||\})", marked):
        if part.startswith("{"):
            open_.append((part[1:-1], sum(map(len, out))))
        elif part == "}":
            key, start = open_.pop()
            words = "".join(out)[start:]
            form = MentionForm.PRONOUN if words.lower() in PRONOUNS else MentionForm.NAME
            mentions.append(Mention(start, start + len(words), words, key, form))
        else:
            out.append(part)
    names: dict[str, list[Name]] = {}
    for m in mentions:
        names.setdefault(m.entity or "", []).append(Name(m.text, NameKind.OFFICIAL))
    kinds = types or {}
    entities = tuple(Entity(k, kinds.get(k, EntityType.PERSON), tuple(n)) for k, n in sorted(names.items()))
    return Worked("".join(out), tuple(sorted(mentions, key=lambda m: (m.start, -m.end))), entities)


def claims_of(w: Worked) -> tuple[Claim, ...]:
    return assemble(w.text, propose(w.text, parse(w.text), w), None, {e.key: e for e in w.entities})

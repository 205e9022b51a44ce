"""The second question: who and what the document speaks of, under which names, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from variorum.errors import AnnotationError
from variorum.model import Entity, EntityType, Layer, LayerKind, Mention, MentionForm, Name, NameKind
from variorum.reading.json_fields import list_of, object_of, one_of, shown, words_of
from variorum.reading.language_model.answers import items
from variorum.reading.language_model.exchanges import Answer
from variorum.reading.language_model.lines import Page, Window, layer_at, occurrences, pattern_of
from variorum.reading.language_model.prompts import question
from variorum.reading.language_model.refusal import Fault, Reason, Refusal, Refused
from variorum.reading.language_model.request import Asker
from variorum.reading.language_model.stage import Ask, Checked, put

_LONGEST_NAME = 200
_KEY = re.compile(r"[A-Z0-9][A-Z0-9_]{0,79}")


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity with the places where it is spoken of without a name."""

    entity: Entity
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """All entities of a text by key, in the order in which they were found, and every mention of them by name or otherwise, by place."""

    entities: dict[str, Entity]
    mentions: tuple[Mention, ...]
    refusals: tuple[Refusal, ...]
    used: tuple[Answer, ...]


def ask_names(ask: Ask, asker: Asker, page: Page, layers: Sequence[Layer]) -> Names:
    """The entities of the text, window by window; later windows are told of those found before."""
    known: dict[str, Listed] = {}
    refusals: list[Refusal] = []
    used: list[Answer] = []
    for window in page.windows(layers, asker.window):
        listed_before = entities_shown([x.entity for x in known.values()], [m for x in known.values() for m in x.mentions])
        told = f"Known so far:\n{listed_before}\n\n" if known else ""
        request = question(asker, "names", known=told, lines=page.shown(window.lines))
        taken = put(ask, request, partial(_check, page, window, known), window.start, window.end)
        refusals += taken.refusals
        used += taken.used
        for key, listed in taken.items.items():
            known[key] = _joined(known[key], listed) if key in known else listed
    entities = {key: listed.entity for key, listed in known.items()}
    otherwise = [m for listed in known.values() for m in listed.mentions]
    return Names(entities, _mentions(page.text, layers, entities, otherwise), tuple(refusals), tuple(used))


def entities_shown(entities: Sequence[Entity], mentions: Sequence[Mention]) -> str:
    """The entities as a model sees them, one a line: key, type, names; who has none by the first words that stand for it."""
    words = {m.entity: f"“{' '.join(m.text.split())}”" for m in reversed(mentions) if m.form is MentionForm.DESCRIPTION}
    named = ((e, "; ".join(n.text for n in e.names) or words.get(e.key, "without a name")) for e in entities)
    return "\n".join(f"{e.key} ({e.type}): {names}" for e, names in named) or "none"


def _check(page: Page, window: Window, known: Mapping[str, Listed], answer: Mapping[str, Any]) -> Checked[Listed]:
    found: dict[str, Listed] = {}
    faults: list[Fault] = []
    small: list[Fault] = []
    for n, entry in enumerate(items(answer, "entities"), 1):
        item = f"entity {n}"
        try:
            entry = object_of(entry)
            item = words_of(entry, "key")
            key, type_ = _key(item, found), one_of(entry, "type", EntityType)
            if key in known and known[key].entity.type != type_:
                raise Refused(Reason.KEY, f"the key is that of a {known[key].entity.type}; give this {type_} another")
            names, unnamed = _names(page, entry)
            mentions, lost = _described(page, window, key, entry)
        except Refused as err:
            faults.append(err.fault(item))
            continue
        except AnnotationError as err:
            faults.append(Fault(item, Reason.FIELD, str(err)))
            continue
        small += (Fault(item, reason, told) for reason, told in lost)
        faults += (
            Fault(item, Reason.OUTSIDE, f"the name {shown(name)} stands nowhere in the document; copy it from the lines")
            for name in unnamed
        )
        if names or mentions or key in known:
            found[key] = Listed(Entity(key, type_, names), mentions)
        elif not unnamed:
            faults.append(Fault(item, Reason.OUTSIDE, "it has neither a name nor a mention that stands in the lines"))
    return Checked(found, faults, small)


def _key(key: str, found: Mapping[str, Listed]) -> str:
    if not _KEY.fullmatch(key):
        raise Refused(Reason.FIELD, "`key` must be of capital letters, digits and underscores")
    if key in found:
        raise Refused(Reason.KEY, "two entities have this key; they are one entry with all names, or have two keys")
    return key


def _names(page: Page, entry: Mapping[str, Any]) -> tuple[tuple[Name, ...], list[str]]:
    """The names as the text writes them where they first stand, and those that stand nowhere."""
    names: dict[str, Name] = {}
    unnamed: list[str] = []
    for raw in map(object_of, list_of(entry, "names")):
        text, kind = words_of(raw, "text"), one_of(raw, "kind", NameKind)
        if len(text) <= _LONGEST_NAME and occurrences(page.text, text, 0, len(page.text)):
            name = " ".join(text.split())
            names.setdefault(name, Name(name, kind))
        else:
            unnamed.append(text)
    return tuple(names.values()), unnamed


def _described(page: Page, window: Window, key: str, entry: Mapping[str, Any]) -> tuple[tuple[Mention, ...], list[tuple[Reason, str]]]:
    lines = {line.number: line for line in window.lines}
    found: list[Mention] = []
    lost: list[tuple[Reason, str]] = []
    for raw in map(object_of, list_of(entry, "mentions")):
        words, form = words_of(raw, "text"), one_of(raw, "form", MentionForm)
        line = lines.get(raw.get("line", 0))
        spans = occurrences(page.text, words, line.start, line.end) if line else []
        if len(spans) == 1:
            start, end = spans[0]
            found.append(Mention(start, end, page.text[start:end], key, form))
        else:
            reason = Reason.SEVERAL if spans else Reason.ABSENT
            lost.append((reason, f"the mention {shown(words)} stands {len(spans)} times in line {shown(raw.get('line'))}"))
    return tuple(found), lost


def _joined(before: Listed, now: Listed) -> Listed:
    names = dict.fromkeys((*before.entity.names, *(n for n in now.entity.names if n.text not in {x.text for x in before.entity.names})))
    return Listed(replace(before.entity, names=tuple(names)), before.mentions + now.mentions)


def _mentions(text: str, layers: Sequence[Layer], entities: Mapping[str, Entity], described: Sequence[Mention]) -> tuple[Mention, ...]:
    """Every place of a name, the longest where several fit, and of the descriptions that lie in none; a name that two bear is resolved to nobody."""
    bearers: dict[str, set[str]] = {}
    for e in entities.values():
        for n in e.names:
            bearers.setdefault(n.text, set()).add(e.key)
    found: list[Mention] = []
    if bearers:
        ordered = sorted(bearers, key=lambda name: (-len(name), name))
        pattern = re.compile("|".join(pattern_of(name) for name in ordered))
        for m in pattern.finditer(text):
            if layer_at(layers, m.start()).kind is not LayerKind.BOILERPLATE:
                keys = bearers[" ".join(m[0].split())]
                found.append(Mention(m.start(), m.end(), m[0], next(iter(keys)) if len(keys) == 1 else None, MentionForm.NAME))
    starts, ends = [m.start for m in found], [m.end for m in found]
    found += (m for m in dict.fromkeys(described) if not (at := bisect_right(starts, m.start)) or ends[at - 1] < m.end)
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.entity or "")))

"""A reader for tests: every line "A leads B" is a claim. What it was given to read is noted in the file that READ_NOTES names."""

from __future__ import annotations

import os
import re
from pathlib import Path

from variorum.model import Act, Claim, Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm, Name, NameKind, Reading, Voice

_LINE = re.compile(r"^(?P<who>.+) leads (?P<what>.+)\.$", re.MULTILINE)


def read(document: Document, text: str) -> Reading:
    if notes := os.environ.get("READ_NOTES"):
        with Path(notes).open("a") as file:
            file.write(document.id + "\n")
    if "unreadable" in text:
        raise ValueError("cannot make head or tail of it")
    if "deadly" in text:
        os._exit(9)
    keys: dict[str, Entity] = {}
    claims, mentions = [], []
    for i, m in enumerate(_LINE.finditer(text)):
        for group, type_, kind in (("who", EntityType.PERSON, NameKind.LEGAL), ("what", EntityType.ORGANISATION, NameKind.OFFICIAL)):
            keys.setdefault(m[group], Entity(m[group], type_, (Name(m[group], kind),)))
            mentions.append(Mention(m.start(group), m.end(group), m[group], m[group], MentionForm.NAME))
        voice = (Voice("@author", Act.ASSERTS),)
        claims.append(Claim(f"c{i}", "leads", m["who"], m["what"], m.start(), m.end(), m[0], voice, document.published))
    layers = (Layer(LayerKind.COMMENTARY, 0, len(text), "@author"),)
    return Reading(document, "plain", layers, tuple(keys.values()), tuple(mentions), claims=tuple(claims))

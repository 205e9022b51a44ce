"""The cue files of this folder, read once: phrases as word sequences, patterns compiled.

To add a cue, write it into the YAML file it belongs to; nothing here needs to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from variorum.reading.layers.blocks import words_of
from variorum.yaml_data import from_yaml

Words = tuple[str, ...]
#: Patterns look at no more of a block than this, so that the time they take does not depend on the length of a paragraph.
SEEN = 400
_PIECE = re.compile(r"(?<!\?P)<(\w+)>")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, for finding any of them in a sequence of words in time that depends on the words alone."""

    by_first: dict[str, tuple[Words, ...]]

    def at(self, words: Words, i: int) -> bool:
        """Whether one of the phrases begins at word ``i``."""
        group = self.by_first.get(words[i])
        return group is not None and any(words[i : i + len(p)] == p for p in group)

    def whole(self, words: Words) -> bool:
        """Whether the words are, from first to last, one of the phrases."""
        return bool(words) and words in self.by_first.get(words[0], ())

    def starts(self, words: Words) -> bool:
        """Whether the words begin with one of the phrases."""
        return bool(words) and self.at(words, 0)

    def inside(self, words: Words) -> bool:
        """Whether one of the phrases stands anywhere among the words."""
        return not self.by_first.keys().isdisjoint(words) and any(self.at(words, i) for i in range(len(words)))


@dataclass(frozen=True, slots=True)
class Patterns:
    """Alternatives of one cue list, tried in the order of the file."""

    all: tuple[re.Pattern[str], ...]

    def match(self, text: str) -> re.Match[str] | None:
        """The first pattern that matches at the beginning of the text (its first 400 characters)."""
        seen = text[:SEEN]
        return next((m for p in self.all if (m := p.match(seen))), None)

    def search(self, text: str) -> re.Match[str] | None:
        """The first pattern that is found in the text (its first 400 characters)."""
        seen = text[:SEEN]
        return next((m for p in self.all if (m := p.search(seen))), None)


@cache
def data(name: str) -> dict[str, Any]:
    """What stands in the cue file ``name``.yaml of this folder."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = from_yaml(text)
    return loaded


@cache
def single_words(name: str, *path: str) -> frozenset[str]:
    """The words under ``path`` of the cue file ``name``."""
    return frozenset(_at(name, path))


@cache
def phrases(name: str, *path: str) -> Phrases:
    """The phrases under ``path`` of the cue file ``name``."""
    return _indexed(words_of(str(p).replace("#", "0")) for p in _at(name, path))


@cache
def patterns(name: str, *path: str, cased: bool = False) -> Patterns:
    """The patterns under ``path`` of the cue file ``name``; ``cased``: capitals matter. ``<piece>`` in them is the file's piece of that name."""
    pieces = data(name).get("pieces", {})
    whole = (_PIECE.sub(lambda m: pieces.get(m[1], m[0]), p) for p in _at(name, path))
    return Patterns(tuple(re.compile(p, 0 if cased else re.IGNORECASE) for p in whole))


def _at(name: str, path: tuple[str, ...]) -> list[str]:
    node: Any = data(name)
    for key in path:
        node = node[key]
    return list(node)


def _indexed(found: Iterable[Words]) -> Phrases:
    by_first: dict[str, list[Words]] = {}
    for words in found:
        by_first.setdefault(words[0], []).append(words)
    return Phrases({first: tuple(group) for first, group in by_first.items()})

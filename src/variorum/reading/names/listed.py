"""The labels of official lists ("Name: X ... A.k.a.: a) Y b) Z"): which names stand behind one, and of whom the entry is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from variorum.model.entity import EntityType
from variorum.reading.names.aliases import Link
from variorum.reading.names.glosses import Stand
from variorum.reading.names.lexicon import data


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{data('alias_cues')['labels']})\s*:", re.IGNORECASE)


# the end of what a label lists: an empty line, the next label, a full stop after a word
_VALUE_ENDS = re.compile(r"\n\s*\n|(?<!\w)[A-Z][\w/' ]{1,30}(?:\.k\.a\.)?:|(?<=[\w’'\"”)]{2})\.(?=\s+[A-Z(])")
_FORMER = re.compile(r"(?i)f\.?k\.?a")


def listed_links(text: str, names: Sequence[Stand]) -> tuple[Link, ...]:
    """ "Name: X ... A.k.a.: a) Y b) Z": the names behind a label of an official list are names of whom the entry is about: the name behind the last
    "Name:" of the paragraph, or the first name in it; inside a bracket, "X (other names: Y)", the name before it."""
    starts = [x.start for x in names]
    found: list[Link] = []
    for label in _labels().finditer(text):
        about, end = _entry(text, label.start(), starts), _VALUE_ENDS.search(text, label.end())
        stop = end.start() if end else len(text)
        if (bracket := _bracket(text, label.start())) is not None:
            about = bisect_left(starts, bracket) - 1
            stop = min(stop, text.find(")", label.end()) % (len(text) + 1))
        if not 0 <= about < len(names) or names[about].start >= label.start():
            continue
        former = _FORMER.match(label.group()) is not None
        for n in range(bisect_left(starts, label.end()), len(names)):
            if names[n].end > stop:
                break
            if names[n].type in (EntityType.WORK, EntityType.EVENT) or (former and names[about].type is EntityType.ORGANISATION):
                continue
            found.append(Link(about, n, label.start(), names[n].end))
    return tuple(found)


def _entry(text: str, at: int, starts: Sequence[int]) -> int:
    """The number of the name that the paragraph around a label is about."""
    top = text.rfind("\n\n", 0, at) + 1
    named = text.rfind("Name:", top, at)
    return bisect_left(starts, named if named >= 0 else top)


def _bracket(text: str, at: int) -> int | None:
    """Where the bracket that is open at a place opened, on the same line; None when none is."""
    line = text.rfind("\n", 0, at) + 1
    opened = text.rfind("(", line, at)
    return opened if opened >= 0 and ")" not in text[opened:at] else None

"""Hearsay that the speaker rejects as soon as he has reported it: "It is said that Omar left. This is a lie." """

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from variorum.reading.voices.voice_map import Scope
from variorum.yaml_data import from_yaml

_JOINT = re.compile(
    r"[\s,;:.!?)\]\"”’—–-]*(?:(?:and|but|yet|however|though|while|indeed|verily|truly|in truth|by god)\b[\s,]*){0,2}", re.IGNORECASE
)
_PAUSE = re.compile(r"[,;:–—]\s")
_SEEN = 160  # characters after the reported words


@cache
def _rejects() -> tuple[re.Pattern[str], ...]:
    text = resources.files(__package__).joinpath("rejections.yaml").read_text(encoding="utf-8")
    return tuple(re.compile(p, re.IGNORECASE) for p in from_yaml(text)["rejects"])


def rejected(text: str, scopes: Iterable[Scope]) -> Iterator[Scope]:
    """The same scopes; those of nobody whom the text names are marked where the words right after them reject what they say.

    A named speaker's words are his whoever rejects them: that is for assessments. Rejections further off are not seen.
    """
    for s in scopes:
        end = _rejected_from(text, s) if s.speaker is None else None
        yield s if end is None else replace(s, end=end, rejected=True)


def _rejected_from(text: str, s: Scope) -> int | None:
    """Where the reported words end and their rejection begins: after a comma within the scope, or at its end."""
    for end in (*(m.start() for m in _PAUSE.finditer(text, s.start, s.end)), s.end):
        after = _JOINT.match(text, end)
        at = after.end() if after is not None else end
        rest = text[at : at + _SEEN].split("\n")[0]
        if any(p.match(rest) for p in _rejects()):
            return end
    return None

"""Replies under a post: "↳ Hadi: I never had it" is Hadi's, to whoever wrote the post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from variorum.model import Span
from variorum.reading.floor.floor import Floor
from variorum.reading.floor.who import Who

_REPLY = re.compile(r"(?m)^[ \t]*[↳↪⤷└╰→»>]+[ \t]*(?:@?(?P<who>[^\s:@][^:\n]{0,48}?)[ ]?:)[ ](?=\S)[^\n]*")


def with_replies(who: Who, floors: Sequence[Floor]) -> Iterator[Floor]:
    """The floors, and within them those of the lines that an arrow marks as replies, to their ends; whoever speaks around them is addressed.

    A reply of somebody who is named nowhere is nobody's known (``@author`` among its voices, no speaker).
    """
    for floor in floors:
        at = floor.start
        for line in _REPLY.finditer(who.text, floor.start, floor.end):
            speaker = who.label(Span(*line.span("who")))
            if line.start() > at:
                yield replace(floor, start=at, end=line.start())
            yield Floor(line.start(), line.end(), floor.layer, (speaker or "@author",), speaker, floor.speaker)
            at = line.end()
        if at < floor.end:
            yield replace(floor, start=at)

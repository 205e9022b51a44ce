"""Who has the word in an interview, a hearing or an intercept: the turns and their labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model.document import Layer
from variorum.model.span import Span
from variorum.reading.layers.blocks import Block, split_blocks, words_of
from variorum.reading.layers.cues import single_words

#: "Q.", "A:", "PRESENTER:", "Mr Ilao:", "A (callsign TENT):", "SARASOLA.", "[voice, 0:41] Umm Ziyad:", "(Announcer)", "[Presenter]",
#: "Voice of the Gorge, [12.03.19 18:22]" of exported chats.
_NAME = r"(?:(?:The |Mrs? |Dr |Lord |Sir )?[A-Z][\w.’'-]*(?: (?:al-|bin |de |of |the )?[A-Z][\w.’'-]*){0,3})"
_LABEL = re.compile(
    rf"(?:\[[^\]\n]{{1,24}}\] ?)?(?P<who>{_NAME})(?: ?\([^)\n]{{1,60}}\))?\s?:\s"
    r"|(?P<caps>[QA]|[A-Z][A-Z'’-]{3,}(?: [A-Z][A-Z'’-]+){0,2})\.\s"
    r"|[\[(](?P<box>[A-Z][a-z]+(?: [a-z]+)?)[\])] (?=[\"“A-Z(\[])"
    rf"|(?P<post>{_NAME}), \[\d[^\]\n]{{4,24}}\]\s?:?$"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without interruption. ``label`` is the words that name the speaker, without colon or stop; ``start`` is where the
    label begins, ``end`` where the next turn begins or the layer ends (half open)."""

    start: int
    end: int
    label: Span


def label_of(text: str) -> tuple[int, int] | None:
    """Start and end of the words at the head of a paragraph that name its speaker; None when there are none.

    >>> label_of("Mr Ilao: Name him."), label_of("Date: 9 March")
    ((0, 7), None)
    """
    found = _LABEL.match(text[:160])
    if found is None:
        return None
    group = next(g for g in ("who", "caps", "box", "post") if found[g])
    if not single_words("speakers", "no_speakers").isdisjoint(words_of(found[group])):
        return None
    return found.span(group)


def turn_blocks(blocks: Sequence[Block], free: Sequence[bool]) -> tuple[int, int] | None:
    """First and one past the last block of a conversation among the ``free`` blocks; None when the page holds none.

    It takes three turns, a speaker who speaks twice, and turns that make up at least half of the blocks from the first to the last.
    """
    at = [i for i, b in enumerate(blocks) if free[i] and not b.inline and label_of(b.text)]
    names = Counter(_name(blocks[i]) for i in at)
    at = [i for i in at if names[_name(blocks[i])] > 1 or len(names) <= 4]
    if len(at) < 3 or len(names) < 2 or max(names.values()) < 2 or 2 * len(at) < at[-1] + 1 - at[0]:
        return None
    end = at[-1] + 1
    return at[0], end


def _name(block: Block) -> str:
    span = label_of(block.text)
    return block.text[span[0] : span[1]].casefold() if span else ""


def turns(text: str, layer: Layer) -> tuple[Turn, ...]:
    """The turns of one layer, in order, without gaps from the first label to the end of the layer; empty when it is no conversation.

    A layer is one when at least two turns are found and some speaker is named by a label of the cue (one turn is enough where the layers around
    hold the questions).
    """
    heads = []
    for block in split_blocks(text[layer.start : layer.end]):
        if span := label_of(block.text):
            at = layer.start + block.start
            heads.append((at, Span(at + span[0], at + span[1])))
    ends = [start for start, _ in heads[1:]] + ([layer.end] if heads else [])
    found = tuple(Turn(start, end, label) for (start, label), end in zip(heads, ends, strict=True))
    return found if len(found) > 1 or (found and found[0].start == layer.start) else ()

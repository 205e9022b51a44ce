"""Interviews of which the answers alone have a label: whatever stands between two answers of one speaker is not his."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.model import Span

_GAP = re.compile(r"\n[ \t]*\n\s*")
_LEAST = 2  #: stretches between answers, and questions in them, before it is an interview


def unlabelled(text: str, gaps: Sequence[Span]) -> tuple[int, ...]:
    """Where the questions begin in the stretches ``gaps``, each from the label of an answer to the next label of the same speaker.

    Nobody has a label of his own put before words with which he only goes on: the last paragraph of such a stretch is somebody else's, and the
    whole of it behind the first where answers are seldom longer than a paragraph. Empty where hardly any stretch has a second paragraph, or
    too few of them end in a question: then the label is a heading or a form of address.

    >>> text = "HADI: I left.\\n\\nWhy?\\n\\nHADI: I was ill.\\n\\nWhere to?\\n\\nHADI: The coast."
    >>> unlabelled(text, [Span(0, 21), Span(21, 50)])
    (15, 39)
    """
    behind = [_paragraphs(text, gap)[1:] for gap in gaps]
    asked = [starts for starts in behind if starts]
    questions = sum(text[starts[-1] : gap.end].rstrip().endswith("?") for starts, gap in zip(behind, gaps, strict=True) if starts)
    if len(asked) < _LEAST or len(asked) < 0.8 * len(gaps) or questions < max(_LEAST, len(asked) / 4):
        return ()
    brief = sum(len(starts) == 1 for starts in asked) > len(asked) / 2
    return tuple(starts[0] if brief else starts[-1] for starts in asked)


def _paragraphs(text: str, stretch: Span) -> list[int]:
    """Where each paragraph of a stretch begins."""
    return [stretch.start, *(m.end() for m in _GAP.finditer(text, stretch.start, stretch.end) if m.end() < stretch.end)]

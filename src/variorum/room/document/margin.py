"""How much room there is beside the text: which notes are shown, which are folded away, and where the next ones may begin.

A note floats beside the paragraphs of its group, and a group cannot begin above the notes that stand before it. So a group goes on until
the notes have been caught up with, lest the text be torn apart; and of a paragraph with more notes than fit, the rest is folded. Heights are
estimates in pixels of the style sheet: where one is wrong, there is a gap, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from variorum.model import LayerKind
from variorum.publishing.edition import Status
from variorum.room.document.apparatus import Noted

#: Pixels a line and letters a line of the layers, as room.css sets them.
_TEXT = {LayerKind.PRIMARY: (31, 60), LayerKind.LETTERHEAD: (27, 60), LayerKind.QUOTATION: (29, 58), LayerKind.NOTE: (24, 78)}
_OTHERS = (27, 68)
_NOTE, _NOTE_LETTERS, _GAP = 21, 47, 10
#: The card of the claim in focus, beside its lines: chain, sides, links.
_CARD = 190
#: Of a paragraph at least so many notes are shown; more only beside it: on a phone notes follow their group, which should be short.
_AT_LEAST = 1
#: Notes that end so little below the text do not keep the next group waiting: a gap of a line is not seen.
_UNSEEN = 24


class Beside(NamedTuple):
    """The notes of a paragraph: those ``shown`` in full and those ``folded`` away, each in the order of the text."""

    shown: tuple[Noted, ...]
    folded: tuple[Noted, ...]


class Margin:
    """How far down text and notes have come."""

    def __init__(self) -> None:
        self._text = self._notes = 0.0

    @property
    def is_caught_up(self) -> bool:
        """Whether notes for the next paragraph could begin beside it."""
        return self._notes <= self._text + _UNSEEN

    def paragraph(self, text: str, kind: LayerKind) -> None:
        """Goes down by a paragraph of text."""
        height, letters = _TEXT.get(kind, _OTHERS)
        self._notes = max(self._notes, self._text)
        self._text += height * sum(1 + len(line) // letters for line in text.splitlines() if line.strip()) + 17

    def keyed(self, words: str) -> None:
        """Goes down by a note that is repeated beside its marker."""
        self._notes += _NOTE * (1 + len(words) // _NOTE_LETTERS) + _GAP

    def beside(self, notes: Sequence[Noted], focus: int | None) -> Beside:
        """Which notes of the paragraph just set are shown: the one in focus, those on which voices differ, denials, then the first others."""
        order = sorted(range(len(notes)), key=lambda i: (notes[i].claim.id != focus, _weight(notes[i].status), i))
        shown: set[int] = set()
        for place, i in enumerate(order):
            height = _height(notes[i], notes[i].claim.id == focus)
            last = place == len(order) - 1
            if place >= _AT_LEAST and self._notes + height + (0 if last else _NOTE + _GAP) > self._text + _UNSEEN:
                break
            shown.add(i)
            self._notes += height
        if len(notes) - len(shown) == 1:  # one line would hide one note
            shown = set(range(len(notes)))
        self._notes += _NOTE + _GAP if len(shown) < len(notes) else 0
        return Beside(*(tuple(n for i, n in enumerate(notes) if (i in shown) is kept) for kept in (True, False)))


def _weight(status: Status) -> int:
    return {Status.CONTESTED: 0, Status.DENIED: 1}.get(status, 2)


def _height(note: Noted, in_focus: bool) -> int:
    c, e = note.claim, note.elsewhere
    letters = len(c.lemma) + len(c.sentence) + 12 * len(c.chain) + (16 if c.when else 0)
    letters += sum(12 + 3 * min(len(found), 8) for found in e.others.values()) + 40 * len(e.disputes)
    return _NOTE * (1 + letters // _NOTE_LETTERS) + _GAP + (_CARD + 24 * len(c.chain) if in_focus else 0)

"""The claims of a part beside its text: numbered, marked, with who else says so and who does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.publishing.edition import Status
from variorum.room.document.parts import Part
from variorum.room.document.source import Source
from variorum.room.elsewhere import NOWHERE, Bearing, Elsewhere, elsewhere, standing
from variorum.room.findings import findings
from variorum.room.opened import Opened, document_ids
from variorum.room.worded import Worded, worded


@dataclass(frozen=True, slots=True)
class Noted:
    """A claim with how it stands in the whole record: what a mark in the text and a note beside it need.

    ``number`` counts the claims of its document from 1, in the order of the text.
    """

    number: int
    claim: Worded
    status: Status
    elsewhere: Elsewhere

    @property
    def id(self) -> str:
        """The address of its words in the text."""
        return f"c{self.claim.digits}"

    @property
    def note(self) -> str:
        """The address of its note."""
        return f"a{self.claim.digits}"

    @property
    def voices(self) -> str:
        return self.claim.voices


def noted(opened: Opened, source: Source, part: Part, numbers: Mapping[int, int]) -> tuple[Noted, ...]:
    """The claims that a part's text has words of, in the order of the text; those that begin in an earlier part among them."""
    claims = worded(opened, "c.doc = ? AND c.span_start < ? AND c.span_end > ?", [source.doc, part.after, part.start])
    return with_status(claims, elsewhere(opened, claims), numbers)


def with_status(claims: Sequence[Worded], known: Mapping[int, Elsewhere], numbers: Mapping[int, int]) -> tuple[Noted, ...]:
    """The claims with what was found of them; ``numbers`` by id."""
    return tuple(Noted(numbers[c.id], c, standing(c, e), e) for c in claims for e in (known.get(c.id, NOWHERE),))


#: How a status is called where the whole record is looked at.
STATUS_WORDS = {
    Status.HELD: "nobody in the record disputes it",
    Status.CONTESTED: "voices differ",
    Status.DENIED: "a denial",
    Status.POSSIBLE: "hedged",
}
#: Who stands how to a claim, in one word before their letters; and on the card of the claim in focus, with the sign beside it.
_BEARINGS = (
    (Bearing.SO, "so"),
    (Bearing.AGAIN, "again"),
    (Bearing.AGAINST, "against"),
    (Bearing.DOUBTS, "doubted by"),
    (Bearing.OTHERWISE, "otherwise"),
)
_SIDES = (
    (Bearing.SO, "held", "for"),
    (Bearing.AGAIN, "held", "again"),
    (Bearing.AGAINST, "denied", "against"),
    (Bearing.DOUBTS, "possible", "doubts"),
    (Bearing.OTHERWISE, "unknown", "otherwise"),
)


def apparatus_words(opened: Opened) -> dict[str, Any]:
    """What the template of the apparatus needs beside the claims."""
    return {
        "status_words": STATUS_WORDS,
        "bearings": _BEARINGS,
        "sides": _SIDES,
        "doc_ids": document_ids(opened),
        "disputes": findings(opened).disputes,
    }

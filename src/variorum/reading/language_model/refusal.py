"""Why something that a model proposed was not taken: values that are counted and shown, never dropped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model import Unread

#: How the kind of an ``Unread`` begins that is a refusal.
REFUSED = "proposal refused: "
WITHDRAWN = "proposal withdrawn"


class Reason(StrEnum):
    """What was wrong; each is the kind under which refusals are counted."""

    JSON = "no answer in the form asked for"
    CUT = "answer cut off"
    FIELD = "a field with no allowed value"
    ABSENT = "quote not in the text"
    SEVERAL = "quote at several places"
    ELSEWHERE = "quote outside the part shown"
    LONG = "quote longer than a clause"
    UNLISTED = "entity not among those listed"
    OUTSIDE = "entity outside the text"
    KEY = "key of another entity"
    PREDICATE = "unknown predicate"
    TYPE = "type that the vocabulary forbids"
    VOICE = "voice that the layer cannot have"
    WORDS = "words not in the text"
    LAYERS = "layers that do not cover the text"
    TWICE = "proposed twice"
    NEW = "new in a repair or a second look"
    UNKNOWN = "judges what was not proposed"
    ORDER = "order that the claims cannot have"
    MARK = "mark of a note that stands at no one place"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one item of an answer. ``item`` is its id, "" for the answer as a whole; ``told`` is the sentence that the model is told."""

    item: str
    reason: Reason
    told: str
    proposed: str = ""


class Refused(Exception):
    """Raised where an item is checked, by what is found wrong with it."""

    def __init__(self, reason: Reason, told: str) -> None:
        super().__init__(told)
        self.reason, self.told = reason, told

    def fault(self, item: str, proposed: str = "") -> Fault:
        """As a value, of that item."""
        return Fault(item, self.reason, self.told, proposed)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fault that one repair has not mended, of the stretch ``start`` to ``end`` that the model was shown."""

    stage: str
    fault: Fault
    start: int
    end: int

    def unread(self) -> Unread:
        """As what was seen and not made out."""
        proposed = f": {self.fault.proposed}" if self.fault.proposed else ""
        return Unread(f"{REFUSED}{self.fault.reason}", self.start, self.end, f"{self.fault.told}{proposed}")

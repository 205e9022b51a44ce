"""One question, its answer checked item by item, and one repair: what every stage of the reading does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from variorum.errors import VariorumError
from variorum.reading.language_model.answers import read_answer
from variorum.reading.language_model.exchanges import Answer
from variorum.reading.language_model.prompts import said_back
from variorum.reading.language_model.refusal import Fault, Reason, Refusal, Refused
from variorum.reading.language_model.request import Request

#: Gives the answer to a request: from those kept, from a server, or by raising :class:`Unanswered`.
Ask = Callable[[Request], Answer]

T = TypeVar("T")

#: What of an answer that cannot be read is shown again to the model: its length is likely what is wrong with it.
_SHOWN_AGAIN = 2000
#: How many mistakes are told; a model that makes more does not do better for hearing of all.
_TOLD = 40


class Unanswered(VariorumError):
    """There is no answer to a question yet, and nobody may be asked now; the reading of the document waits."""

    def __init__(self, request: Request) -> None:
        super().__init__(f"the question {request.id[:16]} ({request.stage}) has no answer yet")
        self.request = request


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """The items of one answer: those that can be used, by id, and what is wrong. An item may be in both: usable, but for something."""

    items: dict[str, T]
    faults: Sequence[Fault] = ()
    beyond_repair: Sequence[Fault] = ()  #: too small a thing to ask again for


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """What came of a question. ``exchange`` says for each item from which exchange it is; ``repaired`` are the ids that were right only the second time."""

    items: dict[str, T]
    exchange: dict[str, str] = field(default_factory=dict)
    repaired: frozenset[str] = frozenset()
    refusals: tuple[Refusal, ...] = ()
    used: tuple[Answer, ...] = ()


Check = Callable[[Mapping[str, Any]], Checked[T]]


def put(ask: Ask, request: Request, check: Check[T], start: int, end: int) -> Taken[T]:
    """Asks, checks, has what is wrong put right once, and refuses what then still is. ``start`` and ``end`` bound what the question shows.

    Raises Unanswered, and whatever else ``ask`` raises.
    """
    first = ask(request)
    found = _checked(first, check)
    exchange = dict.fromkeys(found.items, first.request)
    if not found.faults:
        return Taken(found.items, exchange, refusals=_refusals(request, found.beyond_repair, start, end), used=(first,))
    whole = any(not f.item for f in found.faults)
    shown = first.text[:_SHOWN_AGAIN] if whole else first.text
    told = "; ".join(f.told for f in found.faults) if whole else "\n".join(f"- {f.item}: {f.told}" for f in found.faults[:_TOLD])
    second = ask(request.then(shown, said_back(request.asker, "again" if whole else "repair", told)))
    mended = _checked(second, check)
    if whole:
        faults = (*mended.faults, *mended.beyond_repair)
        exchange = dict.fromkeys(mended.items, second.request)
        return Taken(mended.items, exchange, frozenset(mended.items), _refusals(request, faults, start, end), (first, second))
    wanted = {f.item for f in found.faults}
    right = {i: item for i, item in mended.items.items() if i in wanted and not any(f.item == i for f in mended.faults)}
    again = {f.item for f in mended.faults}
    left = [f for f in mended.faults if f.item in wanted]
    left += [f for f in found.faults if f.item not in right and f.item not in again]
    new = sorted(mended.items.keys() - wanted - found.items.keys())
    left += [Fault(i, Reason.NEW, "a repair may add nothing") for i in new]
    return Taken(
        {**found.items, **right},
        {**exchange, **dict.fromkeys(right, second.request)},
        frozenset(right),
        _refusals(request, (*left, *found.beyond_repair), start, end),
        (first, second),
    )


def _checked(answer: Answer, check: Check[T]) -> Checked[T]:
    try:
        return check(read_answer(answer.text, answer.finish))
    except Refused as err:
        return Checked({}, (err.fault(""),))


def _refusals(request: Request, faults: Sequence[Fault], start: int, end: int) -> tuple[Refusal, ...]:
    return tuple(Refusal(request.stage, f, start, end) for f in faults)

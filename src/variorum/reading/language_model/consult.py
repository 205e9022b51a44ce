"""Asks a model about documents, several at a time, until all questions are answered, the budget is spent, or somebody breaks it off.

Each answer is on the disk before it is looked at: whatever happens then, it is not asked for, and not paid for, a second time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from variorum.errors import VariorumError
from variorum.reading.language_model.client import ServerDown
from variorum.reading.language_model.cost import BudgetSpent, Cost, Purse
from variorum.reading.language_model.exchanges import Answer, Exchanges
from variorum.reading.language_model.read import ModelReading
from variorum.reading.language_model.request import Request
from variorum.reading.language_model.stage import Ask, Unanswered


class BrokenOff(VariorumError):
    """Somebody has broken the asking off; what was answered is kept."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How far it has come: documents done and in all, what was spent, how many proposals were refused."""

    done: int
    of: int
    spent: Cost
    refused: int
    currency: str = ""

    def words(self) -> str:
        """What was spent and refused, for beside a bar."""
        return f"{self.spent.words(self.currency)}; {self.refused} proposals refused"


@dataclass(frozen=True, slots=True)
class Consulted:
    """What came of it. ``complete`` are the documents all of whose questions are answered; ``waiting`` says why for each other; ``stopped`` why it ended early.

    ``pending`` has for documents, where nobody was asked, the question that can be put now and has no answer.
    """

    complete: tuple[str, ...]
    waiting: Mapping[str, str]
    pending: dict[str, Request]
    spent: Cost
    refused: int
    stopped: str | None = None
    currency: str = ""


@dataclass
class Asking:
    """Answers questions: from those kept; else, where there is a server, from it, within the budget, and keeps the answer."""

    exchanges: Exchanges
    server: Ask | None = None
    purse: Purse | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    _one: threading.Lock = field(default_factory=threading.Lock, init=False)
    _each: dict[str, threading.Lock] = field(default_factory=dict, init=False)

    def __call__(self, request: Request) -> Answer:
        """The answer. Raises Unanswered without a server, BudgetSpent, BrokenOff, or what the server raises."""
        with self._one:
            same = self._each.setdefault(request.id, threading.Lock())
        with same:  # two documents with one text have the same questions: the second waits for the answer to the first
            return self.exchanges.get(request.id) or self._ask(request)

    def _ask(self, request: Request) -> Answer:
        if self.server is None or self.purse is None:
            raise Unanswered(request)
        if self.stop.is_set():
            raise BrokenOff("it was broken off")
        ticket = self.purse.hold(request)
        answer: Answer | None = None
        try:
            answer = self.server(request)
            self.exchanges.keep(answer)
        finally:
            self.purse.pay(ticket, answer)
        return answer


Read = Callable[[Ask], ModelReading]
Note = Callable[[Tally], None]


def consult(
    documents: Iterable[tuple[str, Read]],
    asking: Asking,
    *,
    complete: Callable[[str, ModelReading], None],
    concurrency: int = 1,
    note: Note | None = None,
) -> Consulted:
    """Reads each document (its id, and what reads it with given answers), and calls ``complete`` with those that have all of them, one at a time.

    A server that fails for one document does not stop the others; one that is not there, or a spent budget, stops all, when the questions under way are
    answered. KeyboardInterrupt is raised again once they are, so that what was paid for is kept.
    """
    listed = list(documents)
    found = _Found(len(listed), asking, note)
    with ThreadPoolExecutor(max_workers=max(1, concurrency if asking.server else 1)) as pool:
        under_way: dict[Future[ModelReading], str] = {}
        left = iter(listed)
        try:
            while True:
                while len(under_way) < 2 * max(1, concurrency) and not asking.stop.is_set():
                    if (following := next(left, None)) is None:
                        break
                    under_way[pool.submit(following[1], asking)] = following[0]
                if not under_way:
                    break
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    found.take(under_way.pop(future), future, complete)
        except BaseException:
            asking.stop.set()
            for future in under_way:
                future.cancel()
            raise
    for id_, _ in left:
        found.waiting.setdefault(id_, found.stopped or "it was not come to")
    return found.whole()


class _Found:
    """What has been found so far."""

    def __init__(self, of: int, asking: Asking, note: Note | None) -> None:
        self._of, self._asking, self._note = of, asking, note
        self._complete: list[str] = []
        self.waiting: dict[str, str] = {}
        self._pending: dict[str, Request] = {}
        self._refused = 0
        self.stopped: str | None = None

    def take(self, id_: str, future: Future[ModelReading], complete: Callable[[str, ModelReading], None]) -> None:
        try:
            reading = future.result()
        except Unanswered as err:
            self.waiting[id_] = "not every question has an answer yet"
            self._pending[id_] = err.request
        except BrokenOff:
            self.waiting[id_] = ""  # for the reason for which all is stopped
        except (BudgetSpent, ServerDown) as err:
            self.stopped = self.stopped or str(err)
            self.waiting[id_] = str(err)
            self._asking.stop.set()
        except VariorumError as err:
            self.waiting[id_] = str(err)
        else:
            self._refused += len(reading.refusals)
            self._complete.append(id_)
            complete(id_, reading)
        if self._note:
            self._note(Tally(len(self._complete) + len(self.waiting), self._of, self._spent, self._refused, self._currency))

    @property
    def _spent(self) -> Cost:
        return self._asking.purse.spent if self._asking.purse else Cost()

    @property
    def _currency(self) -> str:
        return self._asking.purse.settings.currency if self._asking.purse else ""

    def whole(self) -> Consulted:
        waiting = {id_: why or self.stopped or "it was broken off" for id_, why in self.waiting.items()}
        return Consulted(tuple(sorted(self._complete)), waiting, self._pending, self._spent, self._refused, self.stopped, self._currency)

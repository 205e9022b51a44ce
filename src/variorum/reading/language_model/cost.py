"""What reading with a model costs: estimated before the first question, counted while it is asked, and stopped before the budget is passed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from variorum.errors import VariorumError
from variorum.reading.language_model.client import estimated
from variorum.reading.language_model.exchanges import Answer
from variorum.reading.language_model.prompts import question
from variorum.reading.language_model.request import Asker, Request
from variorum.shelf.model_settings import ModelSettings

#: Tokens of answer for one of text, from the recorded answers about the sample (bench/model_reader.py). Its texts are as dense as any, with a claim in every
#: clause, and each claim takes a hundred tokens to say; a text with less in it costs less.
_ANSWER = {"layers": 0.2, "names": 2.4, "claims": 6.4, "second_look": 1.5}
#: Of the names and the claims, what later questions show again.
_NAMES_SHOWN, _CLAIMS_SHOWN = 0.8, 4.0


class BudgetSpent(VariorumError):
    """The next question might pass the budget; everything answered so far is kept."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Questions, tokens sent and received, and money in the currency of the prices."""

    questions: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    money: float = 0.0

    def words(self, currency: str) -> str:
        """In words, without money where there are no prices.

        >>> Cost(3, 4000, 900, 0.012).words("EUR")
        '3 questions, 4,000 tokens sent and 900 received, 0.01 EUR'
        """
        named = "1 question" if self.questions == 1 else f"{self.questions:,} questions"
        money = f", {self.money:,.2f} {currency}" if self.money else ""
        return f"{named}, {self.tokens_in:,} tokens sent and {self.tokens_out:,} received{money}"


def price(settings: ModelSettings, tokens_in: int, tokens_out: int) -> float:
    """What so many tokens cost."""
    return (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000


def estimate(sizes: Iterable[int], settings: ModelSettings) -> Cost:
    """What texts of so many bytes of UTF-8 will cost, if no repair is needed and none is a menu. Repairs and long lists of names come on top."""
    asker = Asker.of(settings)
    fixed = {stage: estimated(question(asker, stage, **given).chars) for stage, given in _EMPTY.items()}
    questions = tokens_in = tokens_out = 0
    for size in sizes:
        text = estimated(size)
        for stage in fixed:
            windows = max(1, -(-size // (settings.window * (2 if stage == "layers" else 1))))
            questions += windows
            # Names are listed with the claims, and the claims with the second look.
            beside = {"claims": _NAMES_SHOWN, "second_look": _NAMES_SHOWN + _CLAIMS_SHOWN}.get(stage, 0.0)
            tokens_in += windows * fixed[stage] + int(text * (1.2 + beside))
            tokens_out += int(text * _ANSWER[stage])
    return Cost(questions, tokens_in, tokens_out, price(settings, tokens_in, tokens_out))


_EMPTY: dict[str, dict[str, str]] = {
    "layers": {"before": "", "lines": "", "first": "", "last": ""},
    "names": {"known": "", "lines": ""},
    "claims": {"published": "", "entities": "", "lines": ""},
    "second_look": {"published": "", "entities": "", "lines": "", "claims": ""},
}


@dataclass
class Purse:
    """Counts what is spent, for several threads at once, and refuses a question that might pass the budget."""

    settings: ModelSettings
    spent: Cost = Cost()
    _held: dict[int, tuple[int, int]] = field(default_factory=dict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def hold(self, request: Request) -> int:
        """Sets aside what the question may cost at most, and gives a ticket for it. Raises BudgetSpent when that is more than is left."""
        tokens = (estimated(request.chars), request.asker.most_tokens)
        with self._lock:
            held_in = self.spent.tokens_in + sum(i for i, _ in self._held.values()) + tokens[0]
            held_out = self.spent.tokens_out + sum(o for _, o in self._held.values()) + tokens[1]
            s = self.settings
            if s.budget is not None and price(s, held_in, held_out) > s.budget:
                raise BudgetSpent(f"the budget of {s.budget:g} {s.currency} does not allow for one more question")
            if s.budget_tokens is not None and held_in + held_out > s.budget_tokens:
                raise BudgetSpent(f"the budget of {s.budget_tokens:,} tokens does not allow for one more question")
            ticket = max(self._held, default=0) + 1
            self._held[ticket] = tokens
            return ticket

    def pay(self, ticket: int, answer: Answer | None) -> None:
        """Gives back what was set aside, and counts what was used; None: nothing came, and nothing is counted."""
        with self._lock:
            del self._held[ticket]
            if answer is not None:
                s = self.spent
                tokens_in, tokens_out = s.tokens_in + answer.tokens_in, s.tokens_out + answer.tokens_out
                self.spent = Cost(s.questions + 1, tokens_in, tokens_out, price(self.settings, tokens_in, tokens_out))

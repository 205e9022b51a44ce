"""A question in plain words, and its answer with sides and quotes. A small written grammar (docs/reference/questions.md), not a chatbot."""

from variorum.asking.answer import Answer, Item, Position
from variorum.asking.ask import Most, ask
from variorum.asking.grammar import Asked, read_question

__all__ = ["Answer", "Asked", "Item", "Most", "Position", "ask", "read_question"]

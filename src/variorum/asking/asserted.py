"""The proposition that a yes-no question asks about, for those who judge it otherwise than ``ask`` does."""

from __future__ import annotations

from variorum.asking.ask import Record
from variorum.asking.grammar import read_question
from variorum.asking.suggest import not_understood, unknown_name
from variorum.errors import QuestionError
from variorum.model import When, vocabulary
from variorum.reasoning import Proposition


def asserted(record: Record, question: str) -> tuple[Proposition, When | None]:
    """What the question asks whether it is so, and for which date (None: at any time).

    Raises:
        QuestionError: it is no yes-no question of the grammar, names a viewpoint, or names somebody whom the record does not know.
    """
    readings = [a for a in read_question(question) if a.form == "yes-no" and a.x and (a.y or not vocabulary()[a.topic].object_types)]
    if not readings:
        raise not_understood(question)
    missing: list[str] = []
    for asked in readings:
        names = [n for n in (asked.x, asked.y) if n]
        found = {n: record.find_entity(n) for n in names}
        missing = missing or [n for n in names if not found[n]]
        if all(found.values()):
            if asked.according_to or asked.reported_by or asked.excluding:
                raise QuestionError(f"{question!r} names a viewpoint; what is weighed is everyone above the bar, so ask without it")
            x, y = (found[n][0].entity if n else 0 for n in (asked.x, asked.y))
            return Proposition(asked.topic, x, y), asked.on
    raise unknown_name(record, missing)

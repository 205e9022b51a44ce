"""What to say when a question is not understood: the forms that are, the words that come nearest, the names that the record knows."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process

from variorum.asking.grammar import words
from variorum.errors import QuestionError
from variorum.model import vocabulary
from variorum.reasoning.witness import Rows

EXAMPLES = (
    "was the Wing part of the Front on 2007-12",
    "who led the Front in June 2010 according to Omar Hadi",
    "who did the Wing pledge to",
    "when did the Wing become the Army",
    "where was Omar Hadi in 2009",
    "was the Front dissolved",
)

# For each predicate the two that most claims of it name; one query for all.
_MOST_TOLD = """SELECT p.name, s.label, coalesce(o.label, '') FROM claim c JOIN predicate p USING (predicate)
JOIN entity s ON s.entity = c.subject LEFT JOIN entity o ON o.entity = c.object AND o.entity > 0
WHERE c.subject > 0 AND p.name IN (SELECT unnest(?::VARCHAR[])) GROUP BY p.name, s.label, o.label
QUALIFY row_number() OVER (PARTITION BY p.name ORDER BY count(*) DESC, s.label, o.label) = 1"""


def examples_of(record: Rows) -> tuple[str, ...]:
    """Questions that this record has an answer to: one of each form, about whom its claims tell most. Empty where it tells nothing of the kind."""
    forms: dict[str, str] = words()["examples"]
    told = {name: (subject, object_) for name, subject, object_ in record.rows(_MOST_TOLD, [list(forms)])}
    asked = ((form, told[name]) for name, form in forms.items() if name in told)
    return tuple(form.format(subject=x, object=y) for form, (x, y) in asked if y or "{object}" not in form)


def not_understood(question: str) -> QuestionError:
    """The error for a question outside the grammar, with the phrases that come nearest."""
    phrases = [a for p in vocabulary().predicates.values() for a in p.asks]
    near = [m[0] for m in process.extract(question, phrases, limit=3, score_cutoff=60)]
    hint = f" Nearest words that are understood: {', '.join(near)}." if near else ""
    forms = "\n  ".join(EXAMPLES)
    return QuestionError(f"The question {question!r} is not understood.{hint} Questions look like:\n  {forms}")


def unknown_name(record: Rows, names: Sequence[str]) -> QuestionError:
    """The error for names that the record does not know, with the known names that come nearest."""
    known = [r[0] for r in record.rows("SELECT DISTINCT text FROM name ORDER BY text")]
    parts = []
    for n in dict.fromkeys(names):
        near = [m[0] for m in process.extract(n, known, limit=3, score_cutoff=50)]
        parts.append(f"Nobody and nothing in the record is called {n!r}." + (f" Nearest: {', '.join(near)}." if near else ""))
    return QuestionError(" ".join(parts))

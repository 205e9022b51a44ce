"""Where quotations begin and end."""

from __future__ import annotations

import pytest

from variorum.reading.floor.quotes import quotes

TABLE = [
    ('He said "no" twice.', ['"no"']),
    # curly, with a nested one
    ("He wrote: “She said ‘never’ to me.”", ["“She said ‘never’ to me.”", "‘never’"]),
    # apostrophes are no quotation marks
    ("Ebiev's nurse and the brothers' oath weren't there.", []),
    # nor is one that nothing closes
    ("He sent 'Imad and the boys to the well.", []),
    # single marks alone
    ("It was 'arranged, and not by God', he said.", ["'arranged, and not by God'"]),
    # guillemets
    ("Il dit «jamais».", ["«jamais»"]),
    # opened in every paragraph, closed in the last
    ('"First.\n\n"Second."', ['"First.', '"Second."']),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_quotations_of_a_text(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotes(text, 0, len(text))] == expected


def test_a_text_of_nothing_but_marks_is_one_open_quotation() -> None:
    """A hundred thousand marks, each searched for at every other, would never end."""
    assert [(q.start, q.end, q.closed) for q in quotes("“" * 100_000, 0, 100_000)] == [(0, 100_000, False)]
    assert len(quotes("“ ‘a’ ”" * 1000, 0, 7000)) == 2000

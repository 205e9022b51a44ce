"""Sentences and the order that they tell: claims by predicate, and the words that say so. Names are invented."""

from __future__ import annotations

import pytest

from variorum.model import Document
from variorum.reading.read import read_by_rules

Told = tuple[str, str, int | None, int | None, str, str]

NAMES = "Karim Sulayman leads the Ridge Front. Nadir Hamdan is an officer of the Marsh Guard."
ROWS: list[tuple[str, str, list[Told]]] = [
    # (what is special, text, earlier, later, least, most, edge, quote)
    (
        "a subordinate clause before its main clause",
        "After Nadir Hamdan was killed, Karim Sulayman joined the Marsh Guard.",
        [("killed", "member_of", 0, None, "start", "After Nadir Hamdan was killed")],
    ),
    (
        "and after it",
        "Karim Sulayman left the Ridge Front after Nadir Hamdan was killed.",
        [("killed", "split_from", 0, None, "start", "after Nadir Hamdan was killed")],
    ),
    (
        "a number of months between",
        "Two months after Nadir Hamdan was killed, Karim Sulayman joined the Marsh Guard.",
        [("killed", "member_of", 40, 78, "start", "Two months after Nadir Hamdan was killed")],
    ),
    (
        "shortly is no number",
        "Shortly before his death, Nadir Hamdan pledged allegiance to the Ridge Front.",
        [("pledged_to", "died", 0, None, "start", "Shortly before his death")],
    ),
    (
        "a noun is an event too",
        "Following the death of Nadir Hamdan, Karim Sulayman joined the Marsh Guard.",
        [("died", "member_of", 0, None, "start", "Following the death of Nadir Hamdan")],
    ),
    (
        "until: the last day of a state",
        "Nadir Hamdan commanded the Marsh Guard until he was killed.",
        [("leads", "killed", 0, 1, "end", "until he was killed")],
    ),
    (
        "before: the main clause comes first",
        "Karim Sulayman left the Ridge Front before he joined the Marsh Guard.",
        [("split_from", "member_of", 0, None, "start", "before he joined the Marsh Guard")],
    ),
    (
        "when, of two events",
        "When Nadir Hamdan was killed, Karim Sulayman joined the Marsh Guard.",
        [("killed", "member_of", 0, None, "start", "When Nadir Hamdan was killed")],
    ),
    ("when, of a state, is no order", "When Nadir Hamdan was killed, Karim Sulayman led the Ridge Front.", []),
    ("what lasts may be older than what comes before it", "After Nadir Hamdan was killed, Karim Sulayman led the Ridge Front.", []),
    ("when, after a pluperfect, is no order", "Karim Sulayman had left the Ridge Front when Nadir Hamdan was killed.", []),
    ("what might have been has no day", "Nadir Hamdan was killed before he could join the Ridge Front.", []),
    ("a denied claim is in no order", "After Nadir Hamdan was killed, Karim Sulayman did not join the Marsh Guard.", []),
    (
        "from one sentence to the next",
        "Nadir Hamdan was killed by the Ridge Front. Two years later Karim Sulayman joined the Marsh Guard.",
        [("killed", "member_of", 546, 916, "start", "Two years later")],
    ),
    (
        "the unit that follows",
        "Nadir Hamdan was killed by the Ridge Front. The following month Karim Sulayman joined the Marsh Guard.",
        [("killed", "member_of", 1, 62, "start", "The following month")],
    ),
    (
        "without a number",
        "Nadir Hamdan was killed by the Ridge Front. Shortly afterwards Karim Sulayman joined the Marsh Guard.",
        [("killed", "member_of", 0, None, "start", "Shortly afterwards")],
    ),
    (
        "a step back",
        "Nadir Hamdan was killed by the Ridge Front. Two years earlier Karim Sulayman had joined the Marsh Guard.",
        [("member_of", "killed", 546, 916, "start", "Two years earlier")],
    ),
    (
        "within one sentence, by and",
        "Karim Sulayman left the Ridge Front and two months later joined the Marsh Guard.",
        [("split_from", "member_of", 40, 78, "start", "two months later")],
    ),
    (
        "then, within one sentence",
        "Karim Sulayman left the Ridge Front and then joined the Marsh Guard.",
        [("split_from", "member_of", 0, None, "start", "then")],
    ),
    (
        "a participle of the past",
        "Having left the Ridge Front, Karim Sulayman joined the Marsh Guard.",
        [("split_from", "member_of", 0, None, "start", "Having left the Ridge Front")],
    ),
    (
        "an answer comes after what it answers",
        "In response to the arrest of Nadir Hamdan, the Marsh Guard split from the Ridge Front.",
        [("detained", "split_from", 0, None, "start", "In response to the arrest of Nadir Hamdan")],
    ),
    (
        "on, before a noun of the list",
        "On the death of Nadir Hamdan, Karim Sulayman joined the Marsh Guard.",
        [("died", "member_of", 0, None, "start", "On the death of Nadir Hamdan")],
    ),
    ("the day when is a date", "Karim Sulayman left the Ridge Front on the day when Nadir Hamdan was killed.", []),
    ("a habit has no day", "When Nadir Hamdan attacks the Ridge Front, Karim Sulayman praises the Marsh Guard.", []),
    (
        "not across a paragraph",
        "Nadir Hamdan was killed by the Ridge Front.\n\nTwo years later Karim Sulayman joined the Marsh Guard.",
        [],
    ),
    ("what follows in the telling is in no order", "Nadir Hamdan was killed. Karim Sulayman joined the Marsh Guard.", []),
]


@pytest.mark.parametrize(("special", "text", "told"), ROWS, ids=[r[0] for r in ROWS])
def test_what_a_text_says_of_order(special: str, text: str, told: list[Told]) -> None:
    text = f"{NAMES}\n\n{text}"
    reading = read_by_rules(Document("d", "0" * 64, chars=len(text)), text)
    of = {c.id: c for c in reading.claims}
    found = [(of[p.earlier].predicate, of[p.later].predicate, p.least, p.most, str(p.edge), p.quote) for p in reading.order]
    assert found == told
    assert all(text[p.start : p.end] == p.quote for p in reading.order)
    assert all(p.voices == of[p.later].voices for p in reading.order)

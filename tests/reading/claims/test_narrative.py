"""Times that no words of a sentence give and its telling does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worked import worked

from variorum.model import Document, EntityType
from variorum.reading.claims import Proposition, carried, propose
from variorum.reading.dates import read_dates
from variorum.reading.syntax import parse

TYPES = {"COL": EntityType.ORGANISATION, "GUA": EntityType.ORGANISATION, "MAR": EntityType.PLACE}


def told(marked: str) -> tuple[tuple[Proposition, ...], tuple[Proposition, ...]]:
    """What a text published on 3 May 2004 proposes, before and after the times that its telling implies."""
    w = worked(marked, TYPES)
    sentences, dates = parse(w.text), read_dates(w.text)
    document = Document("page", "0" * 64, published="2004-05-03", chars=len(w.text))
    found = propose(w.text, sentences, w, dates, document=document)
    return found, carried(w.text, sentences, dates, (), found, document)


TABLE = [
    # a deed in the simple past goes on from the sentence before
    ("A bomb went off on 4 May 1999. {GUA|The Guard} killed {SAL|Salim Tor}.", "killed", "1999-05-04"),
    ("A bomb went off on 4 May 1999. {SAL|Salim Tor} was killed.", "killed", "1999-05-04"),
    # ... not what had happened before or was still to come, what is only reported, nor what is said or asked
    ("A bomb went off on 4 May 1999. {GUA|The Guard} had killed {SAL|Salim Tor}.", "killed", None),
    ("A bomb went off on 4 May 1999. {GUA|The Guard} would kill {SAL|Salim Tor}.", "killed", None),
    ("A bomb went off on 4 May 1999. The papers say that {GUA|the Guard} killed {SAL|Salim Tor}.", "killed", None),
    ("A bomb went off on 4 May 1999. {GUA|The Guard} asked {SAL|Salim Tor} to leave.", "asked", None),
    # ... nor over the end of a paragraph, from a bound, or past a date of its own
    ("A bomb went off on 4 May 1999.\n\n{GUA|The Guard} killed {SAL|Salim Tor}.", "killed", None),
    ("The mill stood until 4 May 1999. {GUA|The Guard} killed {SAL|Salim Tor}.", "killed", None),
    ("A bomb went off on 4 May 1999. {GUA|The Guard} killed {SAL|Salim Tor} in 2001.", "killed", "2001"),
    # the present perfect: over by the day of the writing
    ("{GUA|The Guard} has condemned {COL|the Column}.", "condemned", "../2004-05-03"),
    ("{GUA|The Guard} has never supported {COL|the Column}.", "supported", "../2004-05-03"),
    ("{GUA|The Guard} condemned {COL|the Column}.", "condemned", None),
    ("{GUA|The Guard} had condemned {COL|the Column}.", "condemned", None),
]


@pytest.mark.parametrize(("marked", "predicate", "wanted"), TABLE, ids=[t[0] for t in TABLE])
def test_the_time_that_a_telling_implies(marked: str, predicate: str, wanted: str | None) -> None:
    _, after = told(marked)
    assert {p.when for p in after if p.predicate == predicate} == {wanted}


@pytest.mark.parametrize("marked", [t[0] for t in TABLE])
def test_nothing_but_a_missing_time_changes(marked: str) -> None:
    before, after = told(marked)
    assert [replace(p, when=None) for p in before] == [replace(p, when=None) for p in after]
    assert all(b.when in (None, a.when) for b, a in zip(before, after, strict=True))


def test_a_cited_work_has_the_date_behind_its_title() -> None:
    w = worked("See {SAL|Salim Tor}, {BOO|The Salt Road} (1999).", {"BOO": EntityType.WORK})
    found = propose(w.text, parse(w.text), w, read_dates(w.text))
    assert {p.when for p in found if p.predicate == "authored"} == {"1999"}

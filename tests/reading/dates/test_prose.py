"""Dates in prose, wording by wording: the table is prose.txt."""

import re
from pathlib import Path

import pytest

from variorum.model.when import When
from variorum.reading.dates import read_dates

_ROW = re.compile(r"(?:\[(?P<day>[\d-]+)\] )?(?P<text>.*?) =>(?: (?P<dates>.*))?")


def _rows() -> list[tuple[str, str | None, dict[str, str]]]:
    rows = []
    for line in (Path(__file__).parent / "prose.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found = _ROW.fullmatch(line)
            assert found is not None, line
            dates = dict(pair.rsplit(" = ", 1) for pair in (found["dates"] or "").split("; ") if pair)
            rows.append((found["text"].replace("\\n", "\n"), found["day"], dates))
    return rows


@pytest.mark.parametrize(("text", "published", "expected"), [pytest.param(*row, id=row[0][:60]) for row in _rows()])
def test_the_dates_of_a_sentence(text: str, published: str | None, expected: dict[str, str]) -> None:
    found = read_dates(text, published=When.parse(published) if published else None)
    assert {d.quote: str(d.best) if d.best else "null" for d in found} == expected

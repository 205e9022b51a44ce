"""`variorum date`: what is made of a date, in words and for programs."""

import json

import pytest
from click.testing import CliRunner, Result

from variorum.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["date", *words])


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["8 Muharram 1443 [17 August 2021]"], 0, ["tabular civil 2021-08-17", "differs by 1 day", "from 2021-08-15 to 2021-08-17"]),
        (["[2004,2006]", "--against", "2005"], 0, ["overlaps 2005: no", "before 2005: cannot say"]),
        (["since three days ago", "--published", "2010-05-04"], 0, ["since: 2010-05-01/.."]),
        (["--", "-0044"], 0, ["possible to 0001-01-01"]),
        (["31 Safar 1433"], 1, ["no such Hijri day"]),
        (["2014-02-30"], 1, ["could not be told"]),
        (["nothing of the kind"], 2, ["there is no date", "at offset 0"]),
        (["2004", "--against", "04"], 1, ["'04'", "offset 0"]),
    ],
)
def test_a_date_is_shown_or_refused_in_words(words: list[str], code: int, says: list[str]) -> None:
    found = run(*words)
    assert found.exit_code == code and all(s in found.output for s in says), found.output


def test_for_programs() -> None:
    (found,) = json.loads(run("8 Muharram 1443", "--json", "--against", "2021").output)
    assert (
        found["edtf"] == "2021-08-16"
        and found["reckonings"]["Umm al-Qura"] == "2021-08-16"
        and found["possible"] == "2021-08-15/2021-08-17"
    )
    assert found["against"] == {"edtf": "2021", **dict.fromkeys(("before", "after", "overlaps", "contains", "same as"), "cannot say")}

"""EDTF in, four days inside, comparisons with three answers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import DateError
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST, Answer, When

YES, NO, CANNOT_SAY = Answer.YES, Answer.NO, Answer.CANNOT_SAY


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("edtf", "start_earliest", "start_latest", "end_earliest", "end_latest"),
    [
        ("2014-06-29", "2014-06-29", "2014-06-29", "2014-06-30", "2014-06-30"),
        ("2004-10", "2004-10-01", "2004-10-31", "2004-10-02", "2004-11-01"),
        ("2004-10-XX", "2004-10-01", "2004-10-31", "2004-10-02", "2004-11-01"),
        ("2004", "2004-01-01", "2004-12-31", "2004-01-02", "2005-01-01"),
        ("2004-XX", "2004-01-01", "2004-12-31", "2004-01-02", "2005-01-01"),
        ("199X", "1990-01-01", "1999-12-31", "1990-01-02", "2000-01-01"),
        ("19XX", "1900-01-01", "1999-12-31", "1900-01-02", "2000-01-01"),
        ("2008-22", "2008-06-01", "2008-08-31", "2008-06-02", "2008-09-01"),
        ("2007-24", "2007-12-01", "2008-02-29", "2007-12-02", "2008-03-01"),  # winter runs into a leap year
        ("2007/2008", "2007-01-01", "2007-12-31", "2008-01-02", "2009-01-01"),
        ("2006/2006", "2006-01-01", "2006-12-31", "2006-01-02", "2007-01-01"),  # cannot end before it begins
        ("2007~", "2007-01-01", "2007-12-31", "2007-01-02", "2008-01-01"),  # the mark is a flag: bounds are as written
    ],
)
def test_four_days(edtf: str, start_earliest: str, start_latest: str, end_earliest: str, end_latest: str) -> None:
    when = When.parse(edtf)
    expected = tuple(day(x) for x in (start_earliest, start_latest, end_earliest, end_latest))
    assert (when.start_earliest, when.start_latest, when.end_earliest, when.end_latest) == expected
    assert (when.first_day, when.last_day) == (expected[0], expected[3])


def test_open_sides_reach_to_the_sentinels_of_the_store() -> None:
    until, since, ended = When.parse("../2010"), When.parse("2010/.."), When.parse("2010/")
    assert (until.start_earliest, until.start_latest) == (UNKNOWN_PAST, UNKNOWN_FUTURE)
    assert (since.end_earliest, since.end_latest) == (UNKNOWN_FUTURE, UNKNOWN_FUTURE)
    assert since.is_open and not ended.is_open and not until.is_open
    assert since.held_on(day("2026-01-01")) and not ended.held_on(day("2026-01-01")) and ended.possible_on(day("2026-01-01"))
    assert UNKNOWN_PAST >= -(2**31) and UNKNOWN_FUTURE < 2**31


def test_a_date_without_a_year_has_no_bounds_but_knows_its_month() -> None:
    april = When.parse("XXXX-04")
    assert (april.first_day, april.last_day, april.has_year) == (UNKNOWN_PAST, UNKNOWN_FUTURE, False)
    assert april.overlaps(When.parse("XXXX-05")) is NO
    assert april.overlaps(When.parse("2004-05-03")) is NO
    assert april.overlaps(When.parse("2004-04-03")) is CANNOT_SAY
    assert april.same(When.parse("2004-03/2004-07")) is CANNOT_SAY
    assert When.parse("XXXX-04-12").overlaps(When.parse("2004-04-13")) is NO
    assert When.parse("XXXX-02-29").before(When.parse("2004")) is CANNOT_SAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "June 2014",
        "2014-13",
        "2014-00",
        "2014-02-30",
        "2013-02-29",
        "2014-22-01",
        "2014-6-29",
        "20140629",
        "2010/2008",
        "2014-06/2014-05-31",
        "../..",
        "../",
        "2010/2011/2012",
        "XXXX-13",
        "XXXX-02-30",
        "٢٠١٤",  # digits of another script: the reader's work, not EDTF
        "2010..",
        "12014",
    ],
)
def test_what_is_not_a_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(DateError, match=r"expected EDTF|exist|no calendar|before it begins|neither|0000"):
        When.parse(text)


@pytest.mark.parametrize(("written", "canonical"), [("2007?~", "2007%"), (" 200x ", "200X"), ("/2010", "../2010"), ("xxxx-04", "XXXX-04")])
def test_canonical_text(written: str, canonical: str) -> None:
    assert When.parse(written).edtf == canonical


@pytest.mark.parametrize(
    ("a", "b", "before", "overlaps", "contains", "same"),
    [
        ("2004", "2005", YES, NO, NO, NO),
        ("2005", "2004", NO, NO, NO, NO),
        ("2004-10", "2004-10", CANNOT_SAY, CANNOT_SAY, YES, CANNOT_SAY),
        ("2004-10-05", "2004-10-05", NO, YES, YES, YES),
        ("2004-10-05", "2004-10-06", YES, NO, NO, NO),
        ("2004", "2004-10-05", CANNOT_SAY, CANNOT_SAY, YES, CANNOT_SAY),
        ("2004-10-05", "2004", CANNOT_SAY, CANNOT_SAY, CANNOT_SAY, CANNOT_SAY),
        ("2003/2005", "2004-06", NO, YES, YES, NO),  # surely began before, surely ended after
        ("2003/2004", "2005/..", YES, NO, NO, NO),
        ("2003/..", "2010-01-01", NO, YES, YES, NO),
        ("../2003", "2004", YES, NO, NO, NO),
        ("../2003", "2002", NO, CANNOT_SAY, YES, NO),
        ("2007~", "2008-06", CANNOT_SAY, CANNOT_SAY, CANNOT_SAY, CANNOT_SAY),  # about 2007 may be 2008
        ("2007~", "2009-06", YES, NO, NO, NO),
        ("2007?", "2007-01-01", CANNOT_SAY, CANNOT_SAY, YES, CANNOT_SAY),
    ],
)
def test_comparisons_say_yes_no_or_cannot_say(a: str, b: str, before: Answer, overlaps: Answer, contains: Answer, same: Answer) -> None:
    x, y = When.parse(a), When.parse(b)
    assert (x.before(y), x.overlaps(y), x.contains(y), x.same(y)) == (before, overlaps, contains, same)
    assert y.after(x) is before


def test_marks_are_flags() -> None:
    assert [(w.approximate, w.uncertain) for w in map(When.parse, ("2007", "2007~", "2007?", "2007%", "2006/2007~"))] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
        (True, False),
    ]


def test_an_answer_is_not_a_truth_value_and_a_time_has_no_order() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(When.parse("2004").before(When.parse("2005")))
    with pytest.raises(TypeError):
        When.parse("2004") < When.parse("2005")  # type: ignore[operator]  # noqa: B015


# ------------------------------------------------------------------ laws
DAYS = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30))


@st.composite
def points(draw: st.DrawFn) -> str:
    when = draw(DAYS).isoformat()
    return when[: draw(st.sampled_from([4, 7, 10]))] + draw(st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def edtf_texts(draw: st.DrawFn) -> str:
    a, b = draw(points()), draw(points())
    season = f"{draw(st.integers(1, 9998)):04}-{draw(st.integers(21, 24))}"
    ends = sorted([a, b], key=lambda x: When.parse(x).first_day)
    return draw(st.sampled_from([a, season, a[:3] + "X", "XXXX" + a[4:], f"../{a}", f"{a}/..", "/".join(ends)]))


@given(edtf_texts())
def test_canonical_edtf_parses_to_itself(text: str) -> None:
    when = When.parse(text)
    assert When.parse(when.edtf) == when


@given(edtf_texts())
def test_the_four_days_are_in_order(text: str) -> None:
    when = When.parse(text)
    assert when.start_earliest <= when.start_latest and when.end_earliest <= when.end_latest
    assert when.start_earliest <= when.end_earliest and when.first_day < when.last_day


@given(edtf_texts(), edtf_texts())
def test_comparisons_agree_with_each_other(one: str, two: str) -> None:
    a, b = When.parse(one), When.parse(two)
    assert a.overlaps(b) is b.overlaps(a) and a.same(b) is b.same(a)
    if a.before(b) is YES:
        assert a.overlaps(b) is NO and b.before(a) is not YES and a.same(b) is NO
    if a.overlaps(b) is YES:
        assert a.before(b) is NO and b.before(a) is NO
    assert a.contains(a) is not NO and a.same(a) is not NO


@given(st.data())
def test_answers_hold_for_every_way_the_two_times_can_have_been(data: st.DataObject) -> None:
    """Slow oracle: draw two possible histories; a definite answer must be true of them."""

    def history(when: When) -> tuple[int, int]:
        low, high = max(when.start_earliest, day("1900-01-01")), min(when.end_latest - 1, day("2100-01-01"))
        start = data.draw(st.integers(low, min(when.start_latest, high)))
        end = data.draw(st.integers(max(start + 1, when.end_earliest), max(when.end_latest, when.end_earliest)))
        return start, end

    texts = st.sampled_from(["2004", "2004-10", "2004-10-05", "2003/2005", "2004-09/2004-10-05", "../2004-10", "2004-10-20/..", "2004-22"])
    a, b = When.parse(data.draw(texts)), When.parse(data.draw(texts))
    (s, e), (t, f) = history(a), history(b)
    assert a.before(b) in (CANNOT_SAY, YES if e <= t else NO)
    assert a.overlaps(b) in (CANNOT_SAY, YES if s < f and t < e else NO)
    assert a.same(b) in (CANNOT_SAY, YES if (s, e) == (t, f) else NO)


@given(DAYS, DAYS)
def test_of_days_names_exactly_these_days(one: date, two: date) -> None:
    first, last = sorted((one.toordinal(), two.toordinal()))
    when = When.of_days(first, last)
    assert (when.first_day, when.last_day) == (first, last + 1)

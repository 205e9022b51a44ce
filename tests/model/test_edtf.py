"""EDTF: level 1 whole and what is read of level 2, its canonical text, and what is said of text that is none."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.errors import DateError
from variorum.model.edtf import read_edtf
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST, Answer, When

YES, NO, CANNOT_SAY = Answer.YES, Answer.NO, Answer.CANNOT_SAY


@pytest.mark.parametrize(
    ("edtf", "first", "last"),  # the first and the last day, None for no bound
    [
        ("2001-02-03T09:30:01", "2001-02-03", "2001-02-03"),  # level 0: a time of day
        ("2004-01-01T10:10:10+05:30", "2004-01-01", "2004-01-01"),
        ("0000", None, "0001-01-01"),  # level 1: the year before 1, and others beyond the calendar
        ("-1985", None, "0001-01-01"),
        ("Y170000002", "9999-12-31", None),
        ("Y-170000002", None, "0001-01-01"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2004-06-11%", "2004-06-11", "2004-06-11"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("1985-04-12/", "1985-04-12", None),
        ("1964~/2008~", "1964-01-01", "2008-12-31"),
        ("2001-29", "2001-09-01", "2001-11-30"),  # level 2: the southern spring
        ("2001-30", "2001-12-01", "2002-02-28"),
        ("2001-34", "2001-04-01", "2001-06-30"),  # the second quarter
        ("2001-38", "2001-05-01", "2001-08-31"),
        ("2001-41", "2001-07-01", "2001-12-31"),
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("1XXX-12", "1000-12-01", "1999-12-31"),
        ("1984-1X", "1984-10-01", "1984-12-31"),
        ("2004-XX-31", "2004-01-31", "2004-12-31"),
        ("2003-XX-29", "2003-01-29", "2003-12-29"),
        ("19X4-02-29", "1904-02-29", "1984-02-29"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[..1760-12-03]", None, "1760-12-03"),
        ("[1760-12..]", "1760-12-01", None),
        ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
        ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"),
    ],
)
def test_first_and_last_day(edtf: str, first: str | None, last: str | None) -> None:
    when = When.parse(edtf)
    assert when.edtf == edtf
    assert when.first_day == (UNKNOWN_PAST if first is None else date.fromisoformat(first).toordinal())
    assert when.last_day == (UNKNOWN_FUTURE if last is None else date.fromisoformat(last).toordinal() + 1)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("?2004-?06-?11", "2004-06-11?"),  # what all parts share stands behind the last
        ("?2004-06-~11", "2004?-06-~11"),
        ("2004-?06~", "2004~-%06"),  # a mark behind a part is of all before it too
        ("2004?~", "2004%"),
        ("[1984, 1982, 1984]", "[1982,1984]"),
        ("{2004}", "2004"),
        ("/1985", "../1985"),
        (" 156x-12 ", "156X-12"),
        ("1985-04-12t23:20:30z", "1985-04-12T23:20:30Z"),
    ],
)
def test_one_canonical_text(written: str, canonical: str) -> None:
    assert read_edtf(written).text == canonical
    assert read_edtf(canonical).text == canonical


@pytest.mark.parametrize(
    ("text", "offset", "says"),
    [
        ("2014-6-29", 5, "a month of two digits"),
        ("20140629", 0, "a year of four digits"),
        ("2014-06-29x", 8, "a day of two digits"),
        ("2014-", 5, "a month of two digits"),
        ("2014-13", 5, "01 to 12"),
        ("2014-2X", 5, "01 to 12"),
        ("2014-02-30", 8, "no calendar"),
        ("2004-02-3X", 8, "no calendar"),
        ("2014-21-05", 8, "within a season"),
        ("2010/2008", 5, "ends before it begins"),
        ("2010/2011/2012", 9, "end of the interval"),
        ("[2004;2005]", 5, "a comma or ]"),
        ("[2004", 5, "a comma or ]"),
        ("[2004-03-09,2004-09-03]~", 23, "end of the set"),
        ("{2006..2004}", 7, "ends before it begins"),
        ("2004-06-11T25:00", 10, "time of day"),
        ("2004-06-11T10:00/2005", 10, "time of day"),
        ("Y2014", 0, "more than four digits"),
        ("  June 2014", 2, "a year of four digits"),
        ("-0000", 0, "0000"),
        ("Y-17E7", 0, "exponent"),
    ],
)
def test_what_is_wrong_is_said_with_its_offset(text: str, offset: int, says: str) -> None:
    with pytest.raises(DateError) as caught:
        read_edtf(text)
    assert f"offset {offset}" in str(caught.value) and says in str(caught.value) and repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("a", "b", "overlaps", "contains"),
    [
        ("[2004,2006]", "2005", NO, NO),  # the year between is neither
        ("[2004,2006]", "2004-05", CANNOT_SAY, CANNOT_SAY),
        ("{2004,2006}", "2004-05", CANNOT_SAY, YES),  # all of them
        ("{2004,2006}", "2005-05-03", NO, NO),
        ("[..1984]", "1985", NO, NO),
        ("[..1980,1990..]", "1985", NO, NO),
        ("[..1980,1990..]", "1979", CANNOT_SAY, CANNOT_SAY),
        ("156X-12-25", "1565-06", NO, NO),
        ("156X-12-25", "1565-12-25", CANNOT_SAY, CANNOT_SAY),
        ("2004-1X", "2004-11-03", CANNOT_SAY, YES),
        ("XXXX-02-29", "2003", NO, NO),  # no leap year
        ("XXXX-02-29", "XXXX-02-28", NO, NO),
        ("XXXX-24", "XXXX-01-15", CANNOT_SAY, CANNOT_SAY),  # the winter reaches into January
        ("2004?-06-11", "2005-06-11", CANNOT_SAY, CANNOT_SAY),  # the year may be another
        ("2004-06-~11", "2004-06-20", NO, NO),  # the day may be the next
        ("-0044", "2004", NO, NO),
        ("-0044", "-0043", CANNOT_SAY, CANNOT_SAY),  # beyond the calendar they have no order
        ("2001-34", "2001-07", NO, NO),
    ],
)
def test_comparing_dates_with_gaps(a: str, b: str, overlaps: Answer, contains: Answer) -> None:
    x, y = When.parse(a), When.parse(b)
    assert (x.overlaps(y), y.overlaps(x), x.contains(y)) == (overlaps, overlaps, contains)


def test_a_set_bound_as_an_interval_runs_from_its_first_to_its_last() -> None:
    assert [When.parse(t).as_interval().edtf for t in ("[1979?,1982]", "{..1984}", "[1670..1672,1680..]", "2004-06")] == [
        "1979?/1982",
        "../1984",
        "1670/..",
        "2004-06",
    ]


# ------------------------------------------------------------------ laws
MARKS = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def masked(draw: st.DrawFn) -> str:
    """A date any of whose digits but the first two may be unknown, with marks anywhere."""
    day = draw(st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))).isoformat()
    hidden = day[:2] + "".join(c if c == "-" or draw(st.integers(0, 5)) else "X" for c in day[2:])
    parts = hidden.split("-")[: draw(st.integers(1, 3))]
    return "-".join(draw(MARKS) + p + draw(MARKS) for p in parts)


@st.composite
def any_edtf(draw: st.DrawFn) -> str:
    a = draw(masked())
    if draw(st.integers(0, 2)):
        return a
    opening = draw(st.sampled_from(["[", "{"]))
    return opening + ",".join([a, draw(masked())]) + {"[": "]", "{": "}"}[opening]


def _read(text: str) -> When | None:
    try:
        return When.parse(text)
    except DateError:  # an X has made a month or a day that cannot be
        return None


@settings(max_examples=30, deadline=None)
@given(any_edtf())
def test_canonical_text_reads_as_itself(text: str) -> None:
    when = _read(text)
    assert when is None or When.parse(when.edtf) == when


@settings(max_examples=30, deadline=None)
@given(masked(), st.data())
def test_the_days_of_a_date_lie_within_it_and_comparisons_allow_them(text: str, data: st.DataObject) -> None:
    """Each day that the digits leave open is between the first and the last, and no comparison with it says no."""
    when = _read(text)
    part = None if when is None else read_edtf(text).parts[0]
    if when is None or part is None or part.hull is None or not part.has_year:
        return
    pieces = list(part.pieces(*part.hull))
    first, last = data.draw(st.sampled_from(pieces))
    day = When.of_days(first, first)
    assert when.first_day <= first <= last < when.last_day
    assert (when.first_day, when.last_day) == (pieces[0][0], pieces[-1][1] + 1)
    assert when.overlaps(day) is not NO and when.contains(day) is not NO and day.same(when) is not NO


@settings(max_examples=30, deadline=None)
@given(any_edtf(), any_edtf(), any_edtf())
def test_what_lies_within_lies_within_what_holds_it(one: str, two: str, three: str) -> None:
    a, b, c = _read(one), _read(two), _read(three)
    if a and b and c and a.contains(b) is YES and b.contains(c) is YES:
        assert a.contains(c) is YES
    if a and b and a.contains(b) is YES:
        assert a.first_day <= b.first_day and b.last_day <= a.last_day and a.overlaps(b) is not NO


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="0123456789X-/.[]{},?~%YSTZ: ", max_size=24))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        when = When.parse(text)
    except DateError as err:
        assert "expected" in str(err) or "calendar" in str(err)
    else:
        assert when.first_day < when.last_day and When.parse(when.edtf) == when

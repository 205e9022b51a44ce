"""The dates of sentences: what is found, what it means, how it binds. Each row says what is special about it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model.date_mention import Bound, Calendar, DateKind
from variorum.model.when import When
from variorum.reading.dates import read_dates


def found(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    day = When.parse(published) if published else None
    return [(d.quote, str(d.best) if d.best else None) for d in read_dates(text, published=day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on 29 June 2014.", [("29 June 2014", "2014-06-29")]),
        ("He left on June 29th, 2014.", [("June 29th, 2014", "2014-06-29")]),
        ("He left on Jun. 29, 2014.", [("Jun. 29, 2014", "2014-06-29")]),
        ("He left on the 29th of June, 2014.", [("the 29th of June, 2014", "2014-06-29")]),
        ("made this 21st day of May 2008 between", [("21st day of May 2008", "2008-05-21")]),
        ("on the first of May 1999", [("the first of May 1999", "1999-05-01")]),
        ("January 8 of 2005", [("January 8 of 2005", "2005-01-08")]),
        ("on 29/6/2014 and 6/28/2014", [("29/6/2014", "2014-06-29"), ("6/28/2014", "2014-06-28")]),  # both can be read one way only
        ("dated 2014-06-29.", [("2014-06-29", "2014-06-29")]),
        ("12.05.2011", [("12.05.2011", "2011-05-12")]),  # full stops: day first, always
        ("5-XI-76; again in 1977", [("5-XI-76", "1976-11-05"), ("1977", "1977")]),  # months in Roman figures
        ("FM EMBASSY 191640Z MAR 85", [("191640Z MAR 85", "1985-03-19")]),  # date-time group
        ("31MAR73", [("31MAR73", "1973-03-31")]),
        ("07.2005: liquidated", [("07.2005", "2005-07")]),
        ("Thursday 3 Apr1l 1986", [("Thursday 3 Apr1l 1986", "1986-04-03")]),  # a worn scan
        ("in June 2014", [("June 2014", "2014-06")]),
        ("in December '06", [("December '06", "2006-12")]),
        ("in 2014", [("2014", "2014")]),
        ("in nineteen ninety-eight", [("nineteen ninety-eight", "1998")]),
        ("that was in ninety-eight, when", [("ninety-eight", "1998")]),
        ("the 1990s", [("the 1990s", "199X")]),
        ("the early eighties, renamed in 1986", [("the early eighties", "1980/1984"), ("1986", "1986")]),
        ("in the nineteenth century", [("the nineteenth century", "18XX")]),
        ("in early 2003", [("early 2003", "2003-01/2003-04")]),
        ("mid-2006", [("mid-2006", "2006-05/2006-08")]),
        ("by the end of March 2012", [("the end of March 2012", "2012-03-21/2012-03-31")]),
        ("in late June 2011", [("late June 2011", "2011-06")]),  # wide, not wrong
        ("in spring 2008", [("spring 2008", "2008-21")]),
        ("the autumn of 2010", [("the autumn of 2010", "2010-23")]),
        ("the winter of 1997-98", [("the winter of 1997-98", "1997-24")]),
        ("in the fourth quarter of 1999", [("the fourth quarter of 1999", "1999-10/1999-12")]),
        ("about 2007", [("about 2007", "2007~")]),
        ("(b. c. 1950)", [("c. 1950", "1950~")]),
        ("from 2003 to 2006", [("2003 to 2006", "2003/2006")]),
        ("between May and July 2007", [("May and July 2007", "2007-05/2007-07")]),
        ("between November and March 2007", [("November and March 2007", "2006-11/2007-03")]),  # over New Year
        ("in 2007-8 and 2009/10", [("2007-8", "2007/2008"), ("2009/10", "2009/2010")]),
        ("(2002-2004)", [("2002-2004", "2002/2004")]),
        ("on the night of 3-4 May 1999", [("the night of 3-4 May 1999", "1999-05-03/1999-05-04")]),
        ("May/June 2009", [("May/June 2009", "2009-05/2009-06")]),
        ("born in 1979 or 1982", [("1979 or 1982", "[1979,1982]")]),
        ("٢٩ يونيو ٢٠١٤", [("٢٩ يونيو ٢٠١٤", "2014-06-29")]),  # Arabic figures and month
        ("في تشرين الثاني 2014", [("تشرين الثاني 2014", "2014-11")]),  # the Levantine name of two words
        ("12/25 April 1917", [("12/25 April 1917", "1917-04-25")]),  # Julian and Gregorian
        ("23 February 1917 (O.S.)", [("23 February 1917 (O.S.)", "1917-03-08")]),
        ("on 31 June 2014", [("31 June 2014", None)]),  # recognised, impossible, kept
    ],
)
def test_dates_that_say_themselves_when(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "(p. 1998) and page 2004",
        "Resolution 1904 of the Council",
        "Brigade 1920 fought on",
        "No. m.a/08/43001",
        "telephone 2014",
        "some 2000 men and 1900 rifles",
        "1,998 prisoners",
        "at 1900 hours",
        "it may be so, and they march on",
        "May God preserve him",  # a prayer, not a month
        "the fall of the town",
        "after Friday prayers",
        "the 14th Division",
        "every Friday",
        "Verrier (2009, 44) holds",  # a book's year and page
        "version 3.2014.1",
        "http://example.org/2014/06/29/page",
        "they need it within a week",
        "In 1433 they refused",  # a number like a Hijri year, in a text with no Hijri date
    ],
)
def test_numbers_and_words_that_are_no_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("He resigned in July.", "2010-08-14", [("July", "2010-07")]),
        ("He resigned in October.", "2010-08-14", [("October", "2009-10")]),  # the last one
        ("He resigned on 1 August.", "2010-08-14", [("1 August", "2010-08-01")]),
        ("The hearing will resume on 19 August.", "2010-08-14", [("19 August", "2010-08-19")]),  # "will": the next one
        ("He was killed on Sunday 16 October.", "1994-10-14", [("Sunday 16 October", "1994-10-16")]),  # the weekday tells the year
        ("Made minister in May 1997, he resigned in July.", "2006-07-14", [("May 1997", "1997-05"), ("July", "1997-07")]),  # same sentence
        ("He went in November 1999. Ruin came in February.", None, [("November 1999", "1999-11"), ("February", "2000-02")]),
        ("He left on 12 April.", None, [("12 April", "XXXX-04-12")]),  # no year anywhere
        (
            "2013\nApril 9 - He left.\nMay 23: He came.\n2014\nJune 1: He died.",
            "2016-08-30",
            [("April 9", "2013-04-09"), ("May 23", "2013-05-23"), ("June 1", "2014-06-01")],
        ),
        (
            "1 Aug 2010: steps down.\n4 Aug: takes it back.\n3 Jan: dies.",
            "2015-02-01",
            [("1 Aug 2010", "2010-08-01"), ("4 Aug", "2010-08-04"), ("3 Jan", "2011-01-03")],
        ),
        ("who last June broke with them", "2011-02-27", [("last June", "2010-06")]),
        ("since May of last year", "2000-12-26", [("May of last year", "1999-05")]),
        ("until late last year", "1979-06-04", [("late last year", "1978-09/1978-12")]),
    ],
)
def test_a_missing_year_comes_from_what_stands_around(text: str, published: str | None, expected: list[tuple[str, str]]) -> None:
    assert [pair for pair in found(text, published) if pair[0] not in ("2013", "2014")] == expected


def test_an_inferred_year_is_marked() -> None:
    (said, guessed) = read_dates("In May 1997. Later, in July.", published=When.parse("2006-07-14"))
    assert (said.year_inferred, guessed.year_inferred) == (False, True)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("On 14 October 2007 it was so. Three days later it was not.", None, "2007-10-17"),
        ("By January 2012 it was so. Three months later it was not.", None, "2012-04"),
        ("In October 2005 it was so. Two years earlier it was not.", None, "2003"),
        ("In October 2005 it was so. Three days later it was not.", None, "2005-10-04/2005-11-03"),  # the day in October is not known
        ("On 2 April 2007 he spoke; he was corrected the next day.", None, "2007-04-03"),
        ("He was made emir in 1983. In the following year he went.", None, "1984"),
        ("He went in 2005. He wrote that year to them.", None, "2005"),
        ("the same people, six years ago, cheered", "1994-10-02", "1988"),
        ("Twelve days ago you handed", "1990-03-18", "1990-03-06"),
        ("he was killed yesterday", "2018-07-04", "2018-07-03"),
        ("the body shown on Tuesday", "2005-03-12", "2005-03-08"),
        ("said on Wednesday that", "2011-01-26", "2011-01-26"),  # the day of publication itself
        ("captured Saturday last by", "1969-09-02", "1969-08-30"),
        ("is to send a lorry on Wednesday", "1994-10-02", "1994-10-05"),
        ("swore to her last month that", "2008-01-17", "2007-12"),
        ("yours of 25 ult. received", "1969-09-02", "1969-08-25"),
        ("On 2 January 2002 it was outlawed. On the 14th he spoke.", None, "2002-01-14"),
        ("declared by your Company on the 28th, and", "1971-11-06", "1971-10-28"),
        ("It was announced on 21 March 2004; the other within a month of that date.", None, "2004-02-21/2004-04-21"),
        ("to this day", "2012-11-03", "../2012-11-03"),
        ("yesterday", None, None),  # no day to count from: found, not resolved
        ("several weeks later", "2016-08-30", None),
    ],
)
def test_relative_dates(text: str, published: str | None, expected: str | None) -> None:
    assert found(text, published)[-1][1] == expected


def test_a_letter_is_read_from_its_own_date_not_the_publisher_s() -> None:
    """In a page of 2016 that prints a letter of 2010, "yesterday" is the letter's."""
    text = "Below is the letter.\n\n14 May 2010\nTo our brother: he came yesterday."
    assert found(text, "2016-02")[-1] == ("yesterday", "2010-05-13")


def test_figures_that_can_be_read_two_ways() -> None:
    (alone,) = read_dates("on 3/9/1999")
    assert str(alone.when) == "[1999-03-09,1999-09-03]" and alone.note and "exchanged" in alone.note
    assert found("on 3/9/1999, then 29/9/1999")[0][1] == "1999-09-03"  # the other one shows the order
    assert found("on 3/9/1999, then 9/29/1999")[0][1] == "1999-03-09"
    assert found("3/9/1999", "1999-03-09") == [("3/9/1999", "1999-03-09")]  # the day of the document


@pytest.mark.parametrize(
    ("text", "bound", "bounded"),
    [
        ("held since 2011", Bound.SINCE, "2011/.."),
        ("he led it until 2014", Bound.UNTIL, "../2014"),
        ("given by May 2010", Bound.BY, "../2010-05"),
        ("before 2005", Bound.BEFORE, "../2005"),
        ("after 1986", Bound.AFTER, "1986/.."),
        ("followed from February 2004", Bound.SINCE, "2004-02/.."),
        ("from 2005 to 2008", Bound.SINCE, "2005/2008"),
        ("between 2007 and 2011", Bound.BETWEEN, "2007/2011"),
        ("in 2012", Bound.AT, "2012"),
        ("until about 2007", Bound.UNTIL, "../2007~"),
    ],
)
def test_the_words_before_bind_the_fact(text: str, bound: Bound, bounded: str) -> None:
    (mention,) = read_dates(text)
    assert (mention.bound, str(mention.bounded())) == (bound, bounded)


def test_kinds() -> None:
    kinds = [d.kind for d in read_dates("On 2 May 2004; in spring 2005; 2006-2008; the following year; and on 3 June.")]
    assert kinds == [DateKind.ABSOLUTE, DateKind.SEASON, DateKind.RANGE, DateKind.RELATIVE, DateKind.PARTIAL]


def test_spans_limit_the_answer() -> None:
    text = "In 2004. Share this: 2016. In 2005."
    assert [d.quote for d in read_dates(text, [(0, 8), (27, len(text))])] == ["2004", "2005"]


# ------------------------------------------------------------------ laws
PIECES = st.sampled_from(
    [
        "12 ",
        "May ",
        "2004",
        "1433 ",
        "Ramadan ",
        "since ",
        "yesterday ",
        "the ",
        "29/6/",
        "'77 ",
        "three days later ",
        "Shaʿbān ",
        "٣٠ ",
        "– ",
        "\n",
        ". ",
        "AH ",
        "of ",
        "7-8 ",
        "last ",
        "year ",
        "é",
        "next Friday ",
        "0000 ",
        "31 ",
        "February ",
    ]
)


@given(
    st.lists(PIECES, max_size=12).map("".join),
    st.sampled_from([None, "2016-08-30", "2016", "9999-12-31", "0001-01-01", "XXXX-04", "../2010"]),
)
def test_every_quote_is_the_text_at_its_place_in_order_and_alone(text: str, published: str | None) -> None:
    dates = read_dates(text, published=When.parse(published) if published else None)
    assert all(text[d.start : d.end] == d.quote and d.quote for d in dates)
    assert all(a.end <= b.start for a, b in pairwise(dates))
    assert all((d.calendar is Calendar.HIJRI) == (d.written is not None) for d in dates)
    assert dates == read_dates(text, published=When.parse(published) if published else None)


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    assert all(text[d.start : d.end] == d.quote for d in read_dates(text))

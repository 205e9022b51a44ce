"""The forms in which dates are written: one line per form, a regular expression over the folded text with named groups.

To add a form: add a line to the list of its family below (calendar dates here, relative ones in ``relative_forms.py``), with groups named
``day month year short part season which ...`` (``groups.py`` says what each becomes), and a row to tests/reading/dates/prose.txt. Among expressions
that overlap the one that begins first wins, then the longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from variorum.model.date_mention import DateKind
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.groups import read_groups
from variorum.reading.dates.written import Written


@dataclass(frozen=True, slots=True)
class Form:
    """A named way to write a date. ``gate`` names what a text must have anywhere for the form to be tried at all (see :func:`_gates`)."""

    name: str
    kind: DateKind
    pattern: re.Pattern[str]

    @property
    def gate(self) -> str | None:
        """The gate of its rarest part, None when it is always tried."""
        groups = self.pattern.groupindex
        return "hmonth" if "hmonth" in groups else "century" if "century" in groups else None


@cache
def _gates() -> dict[str, re.Pattern[str]]:
    """Most texts have no Hijri month: one look for its many spellings saves the five forms that begin with them."""
    return {"hmonth": re.compile(r"(?<!\w)" + lex.hijri()), "century": re.compile("(?i:century)")}


def _day(n: str = "") -> str:
    return rf"(?P<day{n}>(?:0?[1-9]|[12]\d|3[01])(?!\d)|{lex.anycase(lex.either(lex.ordinals()))})(?:\s?(?i:st|nd|rd|th)\b)?"


def _hijri_number(n: str = "") -> str:
    """A day to be found wrong where it is above 30, not to be passed over."""
    return rf"(?P<day{n}>(?:0?[1-9]|[123]\d)(?!\d)|{lex.anycase(lex.either(lex.ordinals()))})(?:\s?(?i:st|nd|rd|th)\b)?"


def _month(n: str = "") -> str:
    return rf"(?P<month{n}>{lex.gregorian()})"


def _year(n: str = "") -> str:
    return rf"(?P<year{n}>[1l][5-9]\d\d|20\d\d)(?![\d]|,\d{{3}})"


def _any_year(n: str = "") -> str:
    return rf"(?:{_year(n)}|'(?P<short{n}>\d\d)(?!\d))"


@cache
def _pieces() -> dict[str, str]:
    w = lex.words()
    day_name = lex.anycase(lex.either(lex.weekdays()))
    digit = lex.either(name for name, value in w["numbers"].items() if 0 < value < 10 and " " not in name)
    return {
        "WD": rf"(?:(?P<weekday>{day_name})\b\.?,?\s+(?:the\s+)?)?",
        "PART": rf"(?:(?P<part>{lex.anycase(lex.either(lex.parts()))})[\s-]*(?:the\s+)?)",
        "SEASON": rf"(?P<season>{lex.anycase(lex.either(lex.seasons()))})\b",
        "WHICH": rf"(?P<which>{lex.anycase(lex.either(lex.which()))})",
        "WHICHYEAR": rf"(?:,?\s+(?:of\s+)?(?P<which>{lex.anycase(lex.either(lex.which()))})\s+year\b)",
        "HM": rf"(?P<hmonth>{lex.hijri()})",
        "HY": r"(?P<hyear>1[2-5]\d\d)(?!\d)",
        "ERA": rf"(?:\s?(?P<era>{lex.either(lex.load('hijri_months')['era'])})(?!\w))",
        "HD": _hijri_number(),
        "HYEARWORD": lex.either(lex.load("hijri_months")["year_words"]),
        "CE": rf"(?:\s?{lex.either(w['common_era'])}(?!\w))?",
        "CENT": rf"(?P<spoken_century>(?i:{lex.either(w['spoken_centuries'])}))",
        "SPOKEN": rf"(?P<spoken>(?i:{lex.either(w['spoken_decades'])}(?:-{digit})?|oh-{digit}))",
        "ONES": rf"(?P<spoken>(?i:{lex.either(n for n, value in w['numbers'].items() if 0 < value < 20 and ' ' not in n)}))",
        "ROMAN": rf"(?P<roman>(?i:{lex.either(lex.load('gregorian_months')['roman'])}))",
        "TENS": rf"(?P<tens>{lex.anycase(lex.either(w['tens']))})\b",
        # AUG or Aug, but not May, which is no abbreviation: "on 12 May 30 men" is no year.
        "FEAST": rf"(?P<feast>(?i:{lex.either(w['feasts']['gregorian'])}))",
        "HFEAST": rf"(?P<hfeast>(?i:{lex.either(w['feasts']['hijri'])}))",
        "MON": rf"(?P<month>(?=[A-Z][a-z]{{2}}(?![a-z])|[A-Z]{{3}}(?![A-Z]))(?!May){lex.gregorian().removesuffix(lex.NOT_IN_WORD)})",
        "OF": r"(?:\s+day)?(?:\s+of)?(?:\s+the\s+month\s+of)?",
        "YR": r",?\s*(?:of\s+|in\s+(?=the\s+year))?(?:(?:the\s+)?year\s+)?",
        "B": r"(?<!\w)(?=\w)(?<!\d[.,:/])(?:(?<!\d-)|(?<=\d\d\d\d-)(?=[A-Z]))(?<!/)",  # the second end of "July 2016-April 2017"
        "HB": r"(?<!\w)(?=\w)(?:(?<!\d[.,:/])(?<!\d-)(?<!/)|(?<=\d\d\d\d/))",  # the second of a printed pair: 17 August 2021/8 Muharram 1443
    }


# The small words of the patterns below stand in capitals in telegrams: "NIGHT OF 7 TO 8 MAY".
_SMALL_WORDS = re.compile(r"(?<![\w\\<=:|])(the|of|to|year|past)(?=[\\|)])")


def _forms(kind: DateKind, rows: dict[str, str]) -> list[Form]:
    return [Form(name, kind, re.compile(_SMALL_WORDS.sub(r"(?i:\1)", row))) for name, row in rows.items()]


@cache
def calendar_forms() -> tuple[Form, ...]:
    """All forms that name their own month or year."""
    p = _pieces()
    month, day, year, any_year = _month(), _day(), _year(), _any_year()
    b, wd, of, yr, part = p["B"], p["WD"], p["OF"], p["YR"], p["PART"]
    dash = r"(?:\s*-\s*|/|\s+(?i:to)\s+)"
    absolute = {
        "day month year": rf"{b}{wd}(?:the\s+)?{day}{of}\s*[/-]?\s*{month}(?:{yr}|\s*[/-]\s*){any_year}{p['CE']}",
        "month day year": rf"{b}{wd}{month}\s*(?:the\s+)?{day}(?:{yr}|/){any_year}{p['CE']}",
        "year, day month": rf"{b}{year},\s+{day}{of}\s+{month}",
        "month year": rf"{b}(?:the\s+month\s+of\s+)?{month}(?:{yr}|-){any_year}{p['CE']}",
        # "in June 92", "September ninety-one": above 31 it is no day.
        "month yy": rf"{b}{month}\s+(?:(?P<short>3[2-9]|[4-9]\d)(?![\w:%]|[.,]\d)|{p['SPOKEN']}(?![\w-]))",
        "season yy": rf"{b}(?:the\s+)?{part}?{p['SEASON']}(?:\s+of)?\s+(?:(?P<short>3[2-9]|[4-9]\d)(?![\w:%]|[.,]\d)|{p['SPOKEN']}(?![\w-]))",
        "year month day": rf"{b}{year}(?P<sep>[-/.])(?P<nmonth>0?[1-9]|1[0-2])(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01])"
        r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
        "yyyymmdd": r"(?<![\w./:-])(?P<year>19\d\d|20\d\d)(?P<nmonth>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\w/-]|[.:]\d)",
        "year month name day": rf"{b}{year}[ -]{month}[ -]{day}(?!\w)",
        "numbers": r"(?<![\w./:-])(?P<a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<c>\d{4}|\d{2})"
        rf"(?![\w/-]|\.\d)(?:(?<=1[2-5]\d\d){p['ERA']})?",
        "numbers, year first": r"(?<![\w./:-])(?P<c>1[2-5]\d\d)(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<a>\d{1,2})(?![\w/-]|\.\d)"
        rf"{p['ERA']}?",
        "month number, year": rf"(?<![\w./:-])(?P<nmonth>0[1-9]|1[0-2])(?P<sep>[./]){year}(?![\w/-]|\.\d)",
        "day roman year": rf"{b}(?P<day>\d\d?)(?P<sep>[-./])\s?{p['ROMAN']}(?P=sep)\s?(?:{year}|(?P<short>\d\d))(?!\w)",
        "day MON yy": rf"{b}{wd}(?P<day>\d\d?)(?P<sep>[ -]?){p['MON']}(?P=sep)(?:{year}|(?P<short>\d\d))(?![\w:]|[.,]\d)",
        "date-time group": rf"(?<!\w)(?P<day>[0-3]\d)(?P<clock>[0-2]\d[0-5]\d)[A-Z]?\s?{month}\s?(?:{year}|(?P<short>\d\d))(?!\w)",
        "season year": rf"{b}(?:the\s+)?{part}?{p['SEASON']}(?:\s+of|,)?\s+(?:the\s+year\s+)?{any_year}(?:[/-](?P<until>\d\d(?:\d\d)?)(?!\d))?",
        "quarter": rf"{b}(?:the\s+)?(?P<nth>(?i:first|second|third|fourth|last|latter))\s+(?P<share>(?i:quarter|half))(?:\s+of|,)?\s+{any_year}(?!s\b)",
        "half decade": rf"{b}(?:the\s+)?(?P<nth>(?i:first|second|last|latter))\s+half\s+of\s+the\s+(?P<decade>(?:1[5-9]|20)\d0)'?s\b",
        "feast": rf"{b}{p['FEAST']}(?:,?\s+(?:of\s+)?{any_year})",
        "hijri feast": rf"{b}{p['HFEAST']},?\s+(?:of\s+)?{p['HY']}{p['ERA']}?",
        "Q1": rf"{b}Q(?P<nth>[1-4])[\s/]+{year}",
        "part month year": rf"{b}{part}{month}{yr}{any_year}",
        "part year": rf"{b}{part}{year}(?!\d|s\b|-\d)",
        "decade": rf"{b}(?:the\s+)?{part}?(?P<decade>(?:1[5-9]|20)\d0)'?s\b",
        "named decade": rf"{b}(?:(?:the\s+)?{part}|the\s+){p['TENS']}",
        "spoken decade": rf"{b}(?:(?:the\s+)?{part}|the\s+)?{p['CENT']}[\s-]{p['TENS']}",
        "century": rf"{b}(?:the\s+)?{part}?(?P<century>\d\d?(?:st|nd|rd|th)|{lex.anycase(lex.either(lex.ordinals()))})[\s-]+[Cc]entury\b",
        "year": rf"(?<![\w/:.#§$€£=_])(?<![A-Za-z\d]-)(?:the\s+year\s+)?{year}{p['CE']}(?!\w|[/:-]\d|\.\d|-[a-z])",
        "circa year": rf"(?:(?<=\bc\.)|(?<=\bca\.)|(?<=\bc\.\s)|(?<=\bca\.\s)){year}(?!\w|[/:-]\d|\.\d)",
        "joined year": rf"(?i:(?<=\bpost-)|(?<=\bpre-)){year}(?!\w)",
        "spoken year": rf"(?<![\w-])(?:the\s+year\s+)?(?:{p['CENT']}[\s-])?{p['SPOKEN']}(?![\w-])",
        "two thousand": rf"(?<![\w-])(?i:two\s+thousand)(?:\s+(?i:and)\s+|\s+){p['ONES']}(?![\w-])",
        "'77": r"(?<![\w.,)])'(?P<short>\d\d)(?![\w'])",
        "hijri day": rf"{p['HB']}{wd}(?:the\s+)?{p['HD']}{of}\s*[/-]?\s*{p['HM']}\s*[,/-]?{yr}[/-]?\s*{p['HY']}{p['ERA']}?",
        "hijri month day year": rf"{b}{p['HM']}\s+{day},?\s+{p['HY']}{p['ERA']}?",
        "hijri days": rf"{p['HB']}(?:the\s+)?{_hijri_number()}(?:-|/|\s+(?i:to|and)\s+)(?:the\s+)?{_hijri_number('2')}{of}\s+{p['HM']}{yr}{p['HY']}{p['ERA']}?",
        "hijri month": rf"{p['HB']}{part}?{p['HM']}\s*[,/-]?{yr}{p['HY']}{p['ERA']}?",
        "hijri years": rf"(?<![\w/:.-])(?P<hyear>1[2-5]\d\d)\s?[-/]\s?(?P<hyear2>1[2-5]\d\d|\d\d?)(?!\d){p['ERA']}",
        "hijri decade": rf"(?<![\w/:.])(?:the\s+)?(?P<hyear>1[2-5]\d0)'?s{p['ERA']}",
        "hijri year in words": r"(?<!\w)(?:the\s+)?(?:year\s+)?(?P<hyear>1[0-5]\d\d)\s+(?:of|after)\s+the\s+(?i:hijra|hijrah|hegira)(?!\w)",
        "arabic hijri year": rf"(?<!\w){p['HYEARWORD']}\s+(?P<hyear>1[2-5]\d\d)(?!\d|\s?م(?!\w)){p['ERA']}?",
        "hijri year": rf"(?<![\w/:.])(?:the\s+year\s+)?(?P<hyear>1[0-5]\d\d|[1-9]\d\d)(?!\d){p['ERA']}",
        "AH year": r"(?<!\w)A\.?H\.?\s(?P<hyear>1[0-5]\d\d|[1-9]\d\d)(?!\d)",
        "short hijri year": r"(?<!\w)(?:the\s+)?year\s+'?(?P<hshort>\d\d)(?!\w|[/:-]\d|[.,]\d|\s*%)",
        "bare hijri year": r"(?<![\w/:.-])(?P<hyear>1[2-5]\d\d)(?!\w|[/:-]\d|\.\d|,\d)",
    }
    partial = {
        "day month": rf"{b}{wd}(?:the\s+)?{day}{of}\s*{month}{p['WHICHYEAR']}?(?!\w)",
        "month day": rf"{b}{wd}{month}\s*(?:the\s+)?{day}(?![\w%]|[:.,]\d){p['WHICHYEAR']}?",
        "month": rf"(?<![\w-])(?:(?:{p['WHICH']}|the\s+month\s+of)\s+)?{month}(?!\w)(?:\s+past\b)?",
        "month of year": rf"(?<![\w-]){month}{p['WHICHYEAR']}",
        "part month": rf"{b}{part}{month}(?!\w)",
        "month 'short": rf"{b}{month}\s+'(?P<short>\d\d)(?!\d)",
        "hijri day month": rf"{b}{wd}(?:the\s+)?{day}{of}\s*[/-]?\s*{p['HM']}",
        "hijri month only": rf"{b}(?:{p['WHICH']}\s+)?{p['HM']}",
    }
    partial |= {
        "day roman": rf"{b}(?P<day>\d\d?)[-./]{p['ROMAN']}(?![\w./-])",
        "day.month": r"(?<![\w./:-])(?P<day>\d\d?)[./](?P<nmonth>1[0-2]|0?[1-9])\.?(?![\w/%-]|[.,:]\d)",
        "day/month": r"(?<![\w./:-])(?P<day>\d\d?)/(?P<nmonth>1[0-2]|0?[1-9])(?![\w./:-])",
    }
    season = {
        "season": rf"(?<![\w-])(?:{p['WHICH']}\s+|the\s+)?{part}?{p['SEASON']}(?!')",
        "season of year": rf"(?<![\w-])(?:the\s+)?{p['SEASON']}{p['WHICHYEAR']}",
    }
    ranges = {
        "old and new style": rf"{b}{day}\s?(?:/\s?{_day('2')}|\(\s?{_day('3')}\s?\))\s+{month}{yr}{year}",
        "days month year": rf"{b}(?:(?:the\s+)?(?i:nights?)\s+of\s+)?(?:the\s+)?{day}{dash}(?:the\s+)?{_day('2')}{of}\s+{month}(?:(?:{yr}){any_year})?",
        "day and day": rf"{b}(?:the\s+)?{day}\s+(?P<joint>(?i:or|and))\s+(?:the\s+)?{_day('2')}{of}\s+{month}(?:(?:{yr}){any_year})?",
        "days MON yy": rf"{b}(?P<day>\d\d?)-(?P<day2>\d\d?)\s(?P<month>[A-Z]{{3}}|[A-Z][a-z]{{2}})\s(?P<short>\d\d)(?!\w)",
        "month days year": rf"{b}{month}\s+{day}\s*(?:-|to)\s*{_day('2')}(?!\w)(?:,?\s+{year})?",
        "months year": rf"{b}{month}\s*[/-]\s*{_month('2')}{yr}{any_year}",
        "years": rf"(?<![\w/:.#§$€£=_])(?<![A-Za-z\d]-){year}\s?[-/]\s?(?P<until>\d{{4}}|\d\d?)(?![\w/-]|[.:]\d|\s+{month})",
    }
    return tuple(
        [
            *_forms(DateKind.ABSOLUTE, absolute),
            *_forms(DateKind.PARTIAL, partial),
            *_forms(DateKind.SEASON, season),
            *_forms(DateKind.RANGE, ranges),
        ]
    )


def calendar_dates(plain: str) -> Iterator[Written]:
    """Every place of the folded text where a form of this module fits; overlapping, unsorted, context not yet asked."""
    absent = {gate for gate, pattern in _gates().items() if pattern.search(plain) is None}
    for form in calendar_forms():
        if form.gate in absent:
            continue
        for match in form.pattern.finditer(plain):
            found = read_groups(Written(match.start(), match.end(), form.kind, form.name), match)
            if found is not None:
                yield found

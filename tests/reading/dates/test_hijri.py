"""Hijri dates: spellings, conversion against published tables, width, and pairs printed in two calendars."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Answer, When
from variorum.model.hijri import HijriDate, converted, hijri_day, parse_hijri, possible, tabular, tabular_day, umm_al_qura
from variorum.reading.dates import read_dates

SPELLINGS = {
    1: "Muharram Moharram Muḥarram محرم",
    2: "Safar Ṣafar صفر",
    3: "Rabi'_al-Awwal Rabi_I Rabīʿ_al-Awwal Rabiulawal Rabi_ul-Awwal ربيع_الأول",
    4: "Rabi'_al-Thani Rabi_II Rabi'_al-Akhir Rabīʿ_al-Ākhir Rabi_ath-Thani ربيع_الآخر",
    5: "Jumada_al-Ula Jumada_I Jumādā_l-Ūlā Jamadi_ul-Awwal Jumadil_Awal جمادى_الأولى",
    6: "Jumada_al-Akhira Jumada_II Jumada_al-Thani Jumādā_l-Ākhira Jamadi-us-Sani جمادى_الآخرة",
    7: "Rajab Redjeb رجب",
    8: "Sha'ban Shaban Shaaban Shaʿbān Cha'ban شعبان",
    9: "Ramadan Ramadhan Ramzan Ramaḍān رمضان",
    10: "Shawwal Shawal Shawwāl شوال",
    11: "Dhu_al-Qa'da Dhul-Qi'dah zul_Qaedh Dhu'l-Qa'dah Zilqad Dhū_l-Qaʿda Zulkadah ذو_القعدة ذي_القعدة",
    12: "Dhu_al-Hijja Zil_Hajj Dhul-Hijjah Zulhijjah Dhū_l-Ḥijja Dhou_al-Hidja ذو_الحجة",
}


@pytest.mark.parametrize(("month", "name"), [(m, name.replace("_", " ")) for m, names in SPELLINGS.items() for name in names.split()])
def test_months_in_every_common_spelling(month: int, name: str) -> None:
    (mention,) = read_dates(f"Date: 7 {name} 1433")
    assert mention.written == f"1433-{month:02}-07", mention


@pytest.mark.parametrize(
    ("text", "written", "gregorian"),
    [
        ("dated 12 / zul Qaedh / 1434, by", "1434-11-12", "2013-09-18"),
        ("Date: 13 Ramadan 1436 AH", "1436-09-13", "2015-06-30"),
        ("١٩ ذو القعدة ١٤٣٣ هـ", "1433-11-19", "2012-10-05"),
        ("19/11/1433", "1433-11-19", "2012-10-05"),
        ("1433/11/19", "1433-11-19", "2012-10-05"),
        ("In date 03 Safar of year 1434 and", "1434-02-03", "2012-12-16"),
        ("on the 26th of Muharram 1422 he", "1422-01-26", "2001-04-20"),
        ("in Ramadan 1433", "1433-09", "2012-07-20/2012-08-18"),
        ("in 1433 AH", "1433", "2011-11/2012-11"),  # a year is worth months
        ("سنة 1433 هـ", "1433", "2011-11/2012-11"),
    ],
)
def test_hijri_dates_and_their_umm_al_qura_days(text: str, written: str, gregorian: str) -> None:
    (mention,) = read_dates(text)
    assert (mention.written, str(mention.converted)) == (written, gregorian)
    assert mention.when is not None and mention.converted is not None
    assert mention.when.first_day <= mention.converted.first_day + 31 and mention.converted.last_day - 31 <= mention.when.last_day


def test_a_bare_number_is_a_hijri_year_only_where_the_text_counts_so() -> None:
    assert [d.written for d in read_dates("4 Shawwal 1433\n\nWe have asked since 1430.")] == ["1433-10-04", "1430"]


def test_last_month_in_a_letter_dated_by_the_hijri_calendar_is_a_hijri_month() -> None:
    mention = read_dates("Date: 25 Safar 1432 AH\n\nLast month they came.")[-1]
    assert (mention.written, str(mention.converted)) == ("1432-01", "2010-12-07/2011-01-04")


def test_a_printed_pair_that_differs_is_a_finding() -> None:
    hijri, gregorian = read_dates("Dated 9 Muharram 1443 AH [18 August 2021]")
    assert str(hijri.converted) == "2021-08-18" and str(gregorian.when) == "2021-08-18"  # as printed: sighting may be a day off the tables
    assert hijri.note == gregorian.note and hijri.note is not None and "differs by 1 day:" in hijri.note
    same = read_dates("17 Dhu al-Qa'da 1435 [12 September 2014]")
    assert [d.note for d in same] == [None, None]


def test_outside_the_tables_there_is_a_width_and_a_note_but_no_day() -> None:
    (mention,) = read_dates("5 Rajab 1330 AH")
    assert mention.converted is None and mention.note is not None and "1343" in mention.note
    assert str(mention.when) == "1912-06-18/1912-06-22"


def test_a_day_becomes_what_sighting_and_arithmetic_allow() -> None:
    assert str(possible(HijriDate(1436, 9, 13))) == "2015-06-29/2015-07-01"


@pytest.mark.parametrize("wrong", [(1433, 13, 1), (1433, 1, 31), (0, 1, 1), (1433, None, 5)])
def test_impossible_hijri_dates_are_refused(wrong: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="no Hijri date"):
        HijriDate(*wrong)


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2200, 1, 1)))
def test_every_day_has_a_hijri_day_and_comes_back(day: date) -> None:
    there = hijri_day(day.toordinal())
    back = umm_al_qura(there) or tabular(there)
    # 1 August 1924 is where the tables begin: the arithmetic calendar before it may be a day off theirs.
    assert back == (day.toordinal(), day.toordinal()) or abs(day.toordinal() - date(1924, 8, 1).toordinal()) < 3


@given(st.integers(1, 1600), st.integers(1, 12))
def test_tabular_months_have_29_or_30_days(year: int, month: int) -> None:
    following = HijriDate(year, month).next_month()
    assert tabular_day(following.year, following.month or 1, 1) - tabular_day(year, month, 1) in (29, 30)


@given(st.integers(1343, 1499), st.integers(1, 12), st.integers(1, 29))
def test_the_exact_day_lies_in_the_possible_ones(year: int, month: int, day: int) -> None:
    when = HijriDate(year, month, day)
    exact = converted(when)
    assert exact is not None and possible(when).first_day < exact.first_day < possible(when).last_day - 1


@pytest.mark.shared
def test_published_vectors(shared: Path) -> None:
    """Every day that three published sources give: a comparison calendar, the calendar's website, a newspaper's mastheads."""
    for name in ("kfupm_comparison_calendar", "ummalqura_calendar_website", "ummalqura_newspaper_issues"):
        for row in json.loads((shared / "data" / "hijri_vectors" / f"{name}.json").read_text(encoding="utf-8")):
            (hijri, gregorian) = row[0]
            day = date(*gregorian).toordinal()
            assert umm_al_qura(HijriDate(*hijri)) == (day, day), (name, hijri)


@pytest.mark.shared
def test_all_month_starts_of_the_published_table(shared: Path) -> None:
    """1343 to 1500 AH, but for 12/1354, where the table is a day off the newspaper of 11/12/1354 (5 March 1936) and we follow the paper."""
    wrong = []
    with (shared / "data" / "ummalqura_table" / "ummalqura-calendar.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["hd"] == "1":
                day = date(int(row["gy"]), int(row["gm"]), int(row["gd"])).toordinal()
                if umm_al_qura(HijriDate(int(row["hy"]), int(row["hm"]), 1)) != (day, day):
                    wrong.append((row["hy"], row["hm"]))
    assert wrong == [("1354", "12")]


@pytest.mark.parametrize(
    ("text", "written", "umm_al_qura"),
    [
        ("from Rajab to Ramadan 1433", "1433-07/1433-09", "2012-05-22/2012-08-18"),
        ("between 5 and 9 Rajab 1433", "1433-07-05/1433-07-09", "2012-05-26/2012-05-30"),
        ("5-9 Rajab 1433 AH", "1433-07-05/1433-07-09", "2012-05-26/2012-05-30"),
        ("in 1433-1434 AH", "1433/1434", "2011-11/2013-11"),
        ("in 1433/4 AH", "1433/1434", "2011-11/2013-11"),
        ("in the 1430s AH", "1430/1439", "2008-12/2018-09"),
        ("mid-Ramadan 1433", "1433-09", "2012-07-20/2012-08-18"),  # wide, not wrong
        ("the last ten days of Ramadan 1433", "1433-09-21/1433-09-30", "2012-08-09/2012-08-18"),
        ("at the end of Safar 1433", "1433-02-21/1433-02-29", "2012-01-15/2012-01-23"),  # a month of 29 days
        ("in the year 1433 of the Hijra", "1433", "2011-11/2012-11"),
        ("عام 1433", "1433", "2011-11/2012-11"),
        ("٨/١/١٤٤٣ هـ", "1443-01-08", "2021-08-16"),
    ],
)
def test_spans_parts_and_years_alone(text: str, written: str, umm_al_qura: str) -> None:
    (mention,) = read_dates(text)
    assert (mention.written, str(mention.converted), mention.note) == (written, umm_al_qura, None)
    assert mention.when is not None and mention.when.contains(When.parse(umm_al_qura)) is not Answer.NO


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8 Muharram 1443 AH, corresponding to 17 August 2021", "differs by 1 day:"),
        ("17 August 2021/8 Muharram 1443", "differs by 1 day:"),
        ("٨ محرم ١٤٤٣ هـ الموافق ١٨ أغسطس ٢٠٢١", "differs by 2 days:"),
        ("Ramadan 1433 (June 2012)", "has no day in common:"),
        ("1433 AH (2005)", "has no day in common:"),
        ("5 Rajab 1330 AH (5 June 1912)", "by the tabular calendar"),  # before the tables
        ("Ramadan 1433 (July 2012)", None),
        ("1433 AH (2012)", None),
        ("8 Muharram 1443 AH. On 19 August 2021 he left", None),  # no pair
    ],
)
def test_what_a_printed_pair_does_not_agree_on_is_told_of_both(text: str, said: str | None) -> None:
    first, second = read_dates(text)
    assert first.is_at_odds == second.is_at_odds == (said is not None)
    assert said is None or (said in str(first.note) and first.note == second.note) or "outside the" in str(first.note)


@pytest.mark.parametrize("text", ["31 Safar 1433", "32 Safar 1433 AH", "31/2/1433"])
def test_a_day_that_no_month_has_is_found_and_not_told(text: str) -> None:
    (mention,) = read_dates(text)
    assert (mention.quote, mention.best, mention.note) == (text, None, "no such Hijri day")


def test_the_thirtieth_of_a_month_of_29_days_is_a_finding() -> None:
    (mention,) = read_dates("30 Safar 1433 AH")
    assert str(mention.converted) == "2012-01-24" and mention.is_at_odds and "has 29 days" in str(mention.note)


def test_each_rule_has_its_day() -> None:
    (mention,) = read_dates("8 Muharram 1443 AH")
    assert [str(r) for r in mention.reckonings] == [
        "Umm al-Qura 2021-08-16",
        "tabular civil 2021-08-17",
        "by sighting 2021-08-15 to 2021-08-17",
    ]
    (old,) = read_dates("1 Muharram 1300 AH")
    assert [r.rule for r in old.reckonings] == ["tabular civil", "by sighting"]
    assert read_dates("8 March 2011")[0].reckonings == ()


@pytest.mark.parametrize("wrong", ["1433-2-1", "Safar 1433", "1433-13", "1433-09/1433-07", ""])
def test_what_is_not_written_as_a_hijri_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no Hijri date"):
        parse_hijri(wrong)

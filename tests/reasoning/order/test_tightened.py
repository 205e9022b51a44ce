"""Days that follow from other claims: one story each, with the words of the proof."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import Viewpoint
from variorum.reasoning.order import Limit, tightened
from variorum.reasoning.witness import Window

from .telling import document, order, shown, spoke, witnesses


def day(text: str) -> int:
    return When.parse(text).first_day


def one(book: Any, claim: int, viewpoint: Viewpoint | None = None) -> Any:
    return tightened(book, witnesses(book, claim), viewpoint or Viewpoint()).get(claim)


def test_a_sentence_gives_an_undated_event_the_day_of_the_other_as_its_first(book: Any) -> None:
    fell = book.claim("dissolved", "Front", when="2005-03-04")
    named = book.claim("appointed", None, "Omar")
    order(book, fell, named, by="Hadi", quote="after the Front was dissolved")
    t = one(book, named)
    assert (t.window.start_earliest, t.window.end_latest) == (day("2005-03-04"), UNKNOWN_FUTURE)
    assert shown(t) == "not before 2005-03-04: Front was dissolved (2005-03-04); “after the Front was dissolved” (Hadi)"


def test_so_many_days_bind_on_both_sides_and_backwards(book: Any) -> None:
    fell = book.claim("dissolved", "Front", when="2005")
    named = book.claim("appointed", None, "Omar", when="2005-02-10")
    order(book, fell, named, least=15, most=45)
    t = one(book, fell)
    assert (t.window.start_earliest, t.window.start_latest) == (day("2005-01-01"), day("2005-02-10") - 15)
    assert [b.limit for b in t.bounds] == [Limit.NOT_AFTER]


def test_until_binds_the_last_day_of_a_state(book: Any) -> None:
    led = book.claim("leads", "Omar", "Front", when="2001/..")
    ruled = book.claim("controls", "Front", "Town")
    fell = book.claim("dissolved", "Front", when="2005-03-04")
    for state in (led, ruled):
        order(book, state, fell, least=0, most=0, edge="end", quote="until the end")
    assert one(book, led) is None  # what may still last is ended by the calculus of events, not here
    t = one(book, ruled)
    assert (t.window.end_earliest, t.window.end_latest) == (day("2005-03-05"), day("2005-03-05"))
    assert t.window.start_latest == day("2005-03-04")  # it began before it ended
    assert "ended not after 2005-03-04" in shown(t)


def test_the_dead_do_nothing(book: Any) -> None:
    swore = book.claim("pledged_to", "Omar", "Front")
    book.claim("killed", None, "Omar", when="2006-05", by="Hadi")
    t = one(book, swore)
    assert t.window.end_latest == day("2006-06-01")
    assert shown(t) == ("not after 2006-05-31: somebody killed Omar (2006-05); Omar did nothing after dying")


def test_a_man_dies_once_so_that_vague_deaths_take_the_days_of_sharp_ones(book: Any) -> None:
    vague = book.claim("died", "Omar", when="2006")
    book.claim("killed", "Band", "Omar", when="2006-05-07", by="Hadi")
    t = one(book, vague)
    assert (t.window.start_earliest, t.window.end_latest) == (day("2006-05-06"), day("2006-05-09"))


def test_a_renaming_begins_one_body_and_ends_the_other(book: Any) -> None:
    book.claim("became", "Band", "Wing", when="2005")
    founded = book.claim("founded", "Omar", "Band", when="../2010")
    ended = book.claim("dissolved", "Wing")
    assert one(book, founded).window.end_latest == day("2006-01-01")
    assert one(book, ended).window.start_earliest == day("2005-01-01")


def test_nothing_that_happened_was_told_before_it_happened(book: Any) -> None:
    document(book, 1, "2014-06")
    told = book.claim("dissolved", "Front")
    heard = book.claim("dissolved", "Wing")
    spoke(book, heard, "2009-02-01")
    planned = book.claim("dissolved", "Band", mode="planned")
    assert shown(one(book, told)) == "not after 2014-06-30: told in a document of 2014-06"
    assert shown(one(book, heard)) == "not after 2009-02-01: told by a voice that spoke 2009-02-01"
    assert one(book, planned) is None


@pytest.mark.parametrize(
    "options",
    [{"denied": True}, {"certainty": "possible"}, {"mode": "planned"}, {"act": "asks"}, {"act": "doubts"}],
    ids=lambda o: next(iter(o)),
)
def test_only_what_is_surely_put_forward_as_actual_binds(book: Any, options: dict[str, Any]) -> None:
    swore = book.claim("pledged_to", "Omar", "Front")
    book.claim("died", "Omar", when="2006-05", **options)
    assert one(book, swore) is None


def test_the_viewpoint_decides_whose_claims_and_sentences_bind(book: Any) -> None:
    swore = book.claim("pledged_to", "Omar", "Front", by="Hadi")
    died = book.claim("died", "Omar", when="2006-05", by="Rida")
    fell = book.claim("dissolved", "Front", when="2001", by="Hadi")
    order(book, fell, swore, by="Rida")
    hadi = Viewpoint(frozenset({book.id("Hadi")}))
    assert one(book, swore, hadi) is None
    assert one(book, died, hadi) is None
    t = one(book, swore)
    assert (t.window.start_earliest, t.window.end_latest) == (day("2001-01-01"), day("2006-06-01"))
    assert one(book, swore, Viewpoint(excluding=frozenset({book.id("Rida")}))) is None


def test_what_cannot_all_be_dated_narrows_nothing(book: Any) -> None:
    swore = book.claim("pledged_to", "Omar", "Front")
    book.claim("died", "Omar", when="2006-05")
    book.claim("attacked", "Omar", "Town", when="2008")
    assert one(book, swore) is None


def test_a_date_marked_about_gives_way_by_a_unit(book: Any) -> None:
    fell = book.claim("dissolved", "Front", when="2006-06")
    named = book.claim("appointed", None, "Omar", when="2005~")
    order(book, fell, named)
    t = one(book, named)
    assert t.window == Window(day("2006-06-01"), day("2007-01-01"), day("2006-06-02"), day("2007-01-02"))  # 2004 had 366 days


def test_a_state_of_a_single_date_keeps_its_days(book: Any) -> None:
    """ "Led it in 2007" says that he led it then; a death in June does not change what is said of 2007."""
    led = book.claim("leads", "Omar", "Front", when="2007")
    book.claim("died", "Omar", when="2007-06-01")
    assert one(book, led) is None


def test_the_other_end_of_a_sentence_is_found_through_its_own_bodies(book: Any) -> None:
    """The death of a man of whom the asked claim says nothing dates it, through the sentence that joins both."""
    died = book.claim("died", "Omar")
    book.claim("killed", "Band", "Omar", when="2006-05-07", by="Hadi")
    split = book.claim("split_from", "Wing", "Front")
    order(book, died, split, quote="after his death")
    assert one(book, split).window.start_earliest == day("2006-05-06")
    assert one(book, split).window.start_latest == UNKNOWN_FUTURE
    assert one(book, split).bounds[0].day > UNKNOWN_PAST

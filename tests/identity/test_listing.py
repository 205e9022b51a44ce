"""Who is taken for a party of a published list, who is not, and what is said of it."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.invented_lists import UN
from variorum.identity.decisions import Decision, DecisionKind, Side
from variorum.identity.in_text import Finder, ListedMention
from variorum.identity.listed_names import ListIndex
from variorum.identity.listing import Listing, listings, shared_names
from variorum.identity.resolve import resolve
from variorum.model import Document, Entity, EntityType, Name, NameKind, Reading
from variorum.shelf.gazetteers import FORMS

LIST = FORMS["un"].parse(BytesIO(UN.encode()))
INDEX = ListIndex(LIST)
PERSON, BODY, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
LEGAL, KUNYA, NOM, OFFICIAL, ACRONYM = NameKind.LEGAL, NameKind.KUNYA, NameKind.NOM_DE_GUERRE, NameKind.OFFICIAL, NameKind.ACRONYM


def held(type_: EntityType, *names: tuple[str, NameKind], decisions: tuple[Decision, ...] = ()) -> tuple[Listing, ...]:
    """What is found for one entity with these names."""
    entity = Entity("E", type_, tuple(Name(text, kind) for text, kind in names))
    found, unapplied = listings(resolve([Reading(Document("d", "d"), "person", entities=(entity,))]), [("list", INDEX)], decisions)
    assert not unapplied
    return found


# what the record calls somebody => the party, and by which rule
LINKED = [
    (PERSON, ("Idris Salim Qasimi", LEGAL), "SWi.017", "whole name, folded"),
    (PERSON, ("Sheikh Abu Salim al-Marwahi", KUNYA), "SWi.017", "alias, good quality"),  # another romanisation, with a title
    (PERSON, ("Yusuf al-Hadrawi", LEGAL), "SWi.022", "whole name, folded"),
    (PERSON, ("Idris Qasimi", LEGAL), "SWi.017", "fuller name"),
    (PERSON, ("صالح منصور", LEGAL), "SWi.003", "whole name, folded"),
    (PERSON, ("ابو سالم المروحي", KUNYA), "SWi.017", "name in its own script"),
    (BODY, ("the Emirate of the Three Wells", OFFICIAL), "SWe.004", "whole name, folded"),
    (BODY, ("ETW", ACRONYM), "SWe.004", "acronym"),
    (BODY, ("Council of the Salt Coast", OFFICIAL), "SWe.004", "alias, good quality"),
    (PLACE, ("Emirate of the Three Wells", OFFICIAL), "SWe.004", "whole name, folded"),  # what a reading takes it for is a guess
]

# what the record calls somebody => why nobody is taken for it
APART = [
    (PERSON, ("Hakim al-Bahri", NOM), "is only 'Hakim al-Bahri' (alias, low quality)"),
    (PERSON, ("Abu Salim", KUNYA), "shares only the kunya with 'Abou Salem el-Marwahi'"),
    (PERSON, ("Bashir Tahhan", LEGAL), "'BASHIR TAHHAN' fits as well"),  # two of the list are written alike
    (PERSON, ("Murad Ghuzlani", LEGAL), "is near to 'MOURAD GHAZLANI' (listed name): ‘Murad’ is another spelling of ‘MOURAD’"),
    (PERSON, ("Hakim Omar al-Bahri", NOM), "fits only 'Hakim al-Bahri' (alias, low quality)"),  # a fuller form of it proves no more
    (PERSON, ("Abu Salim al-Sahli", KUNYA), None),  # one kunya, another nisba
    (PERSON, ("Idris", LEGAL), None),
    (PERSON, ("Emirate", LEGAL), None),
    (BODY, ("Council", OFFICIAL), None),
]


@pytest.mark.parametrize(("type_", "name", "reference", "rule"), LINKED, ids=[n[0] for _, n, _, _ in LINKED])
def test_taken_for(type_: EntityType, name: tuple[str, NameKind], reference: str, rule: str) -> None:
    (x,) = [x for x in held(type_, name) if x.linked]
    assert (x.reference, x.rule, x.name) == (reference, rule, name[0])
    assert name[0] in x.reason


@pytest.mark.parametrize(("type_", "name", "reason"), APART, ids=[n[0] for _, n, _ in APART])
def test_not_taken_for(type_: EntityType, name: tuple[str, NameKind], reason: str | None) -> None:
    found = held(type_, name)
    assert not [x for x in found if x.linked]
    assert any(reason in x.reason for x in found) if reason else True


def test_an_alias_does_not_overrule_another_full_name() -> None:
    found = held(PERSON, ("Karam Adib", LEGAL), ("Abu Salim al-Marwahi", KUNYA))
    assert [x.linked for x in found if x.reference == "SWi.017"] == [False]
    assert "the full names differ: 'Karam Adib' and 'IDRIS SALIM QASIMI'" in found[0].reason


def test_an_acronym_that_stands_for_something_else_links_nobody() -> None:
    found = held(BODY, ("ETW", ACRONYM), ("the Eastern Tanners and Weavers", OFFICIAL))
    assert [x.linked for x in found if x.rule == "acronym"] == [False]
    assert "it stands for 'the Eastern Tanners and Weavers' in the record" in found[0].reason


# A name in a text => the listed name that it is, and how
HOW = [
    ("Emirate of the Three Wells", "EMIRATE OF THE THREE WELLS", "but for capitals"),
    ("Council of the Salt Coast", "The Council of the Salt Coast", "folded"),  # but for the article
    ("صالح منصور", "صالح منصور", "letter for letter"),
    ("Yusuf al-Hadrawi", "YUSEF AL HADRAWY", "folded"),
    ("Мурад Газлани", "MOURAD GHAZLANI", "other script"),
]


@pytest.mark.parametrize(("written", "listed", "how"), HOW)
def test_a_place_says_which_name_it_is_and_how(written: str, listed: str, how: str) -> None:
    (m,) = Finder([("list", LIST)]).mentions("d", f"Then {written} came.")
    assert (m.written, m.listed, m.how) == (written, listed, how)


def test_of_two_spellings_on_the_list_the_nearer_counts() -> None:
    """Whatever their order: that a name stands there letter for letter is never called folding."""
    more = UN.replace("<ALIAS_NAME>Abou Salem el-Marwahi<", "<ALIAS_NAME>Idriss Salim al-Qasimi; Idris Salim Qasimi<")
    found = FORMS["un"].parse(BytesIO(more.encode()))
    (m,) = Finder([("list", found)]).mentions("d", "It was Idriss Salim al-Qasimi.")
    assert (m.listed, m.how) == ("Idriss Salim al-Qasimi", "letter for letter")
    entity = Entity("E", PERSON, (Name("Idris Salim Qasimi", LEGAL),))
    listed, _ = listings(resolve([Reading(Document("d", "d"), "person", entities=(entity,))]), [("list", ListIndex(found))])
    assert [(x.listed, x.how) for x in listed if x.linked] == [("IDRIS SALIM QASIMI", "but for capitals")]


def test_a_bare_kunya_is_never_an_alias_however_good() -> None:
    upgraded = UN.replace("<QUALITY>Low</QUALITY><ALIAS_NAME>Abu Hatim", "<QUALITY>Good</QUALITY><ALIAS_NAME>Abu Hatim")
    good = FORMS["un"].parse(BytesIO(upgraded.encode()))
    entity = Entity("E", PERSON, (Name("Abu Hatim", KUNYA),))
    found, _ = listings(resolve([Reading(Document("d", "d"), "person", entities=(entity,))]), [("list", ListIndex(good))])
    assert [x.linked for x in found] == [False]


def test_a_person_decides() -> None:
    """For and against the rules; the reason is the person's."""
    party, side = Side("list", key="SWi.017"), Side("d", name="Hakim al-Bahri")
    (x,) = [
        x
        for x in held(PERSON, ("Hakim al-Bahri", NOM), decisions=(Decision(DecisionKind.SAME, side, party, "mara", why="the photograph"),))
        if x.linked
    ]
    assert (x.rule, x.reason) == ("decision", "mara decided that they are one and the same: the photograph")
    apart = Decision(DecisionKind.NOT_SAME, party, Side("d", key="E"), "mara", why="another man")
    assert [(x.linked, x.rule) for x in held(PERSON, ("Idris Salim Qasimi", LEGAL), decisions=(apart,))] == [(False, "decision")]


def test_a_decision_without_object_is_said() -> None:
    entity = Entity("E", PERSON, (Name("Karam Adib", LEGAL),))
    ids = resolve([Reading(Document("d", "d"), "person", entities=(entity,))])
    gone = Decision(DecisionKind.SAME, Side("d", key="E"), Side("list", key="SWi.999"))
    nobody = Decision(DecisionKind.SAME, Side("d", name="Selim"), Side("list", key="SWi.017"))
    _, unapplied = listings(ids, [("list", INDEX)], [gone, nobody])
    assert "has no party SWi.999" in unapplied[0]
    assert "in d is called 'Selim'" in unapplied[1]


def test_a_name_that_a_list_gives_to_two_parties_joins_nobody() -> None:
    """Though two documents write it alike; and the near miss says why."""
    two = UN.replace("BASHEER", "BASHIR").replace("TAHAN", "TAHHAN")
    shared = shared_names([("list", ListIndex(FORMS["un"].parse(BytesIO(two.encode()))))])
    readings = [Reading(Document(d, d), "person", entities=(Entity("E", PERSON, (Name("Bashir Tahhan", LEGAL),)),)) for d in ("d1", "d2")]
    assert resolve(readings).key_of("d1", "E") == resolve(readings).key_of("d2", "E")
    apart = resolve(readings, shared=shared)
    assert apart.key_of("d1", "E") != apart.key_of("d2", "E")
    assert apart.links[0].reason == "both are called 'Bashir Tahhan', but the list list gives that name to SWi.040 and to SWi.041"


# a text => each listed name that stands in it, with its party
TEXTS = [
    ("The Emirate of the Three Wells denied it.", [("Emirate of the Three Wells", "SWe.004")]),
    ("Sheikh Abu Salim al-Marwahi met Yusuf al-Hadrawi.", [("Abu Salim al-Marwahi", "SWi.017"), ("Yusuf al-Hadrawi", "SWi.022")]),
    ("كتب صالح منصور رسالة", [("صالح منصور", "SWi.003")]),
    ("He met Abu Hatim and Hakim al-Bahri.", []),  # a bare kunya; of low quality
    ("Saleh. Mansour left.", []),  # two sentences
    ("the emirate of the three wells", []),  # no name: no capitals
    ("Bashir Tahhan", [("Bashir Tahhan", "SWi.040"), ("Bashir Tahhan", "SWi.041")]),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS, ids=[t for t, _ in TEXTS])
def test_listed_names_are_found_where_they_stand(text: str, wanted: list[tuple[str, str]]) -> None:
    found = list(Finder([("list", LIST)]).mentions("d", f"Before it.\n{text}"))
    assert [(text[m.start - 11 : m.end - 11], m.reference) for m in found] == wanted
    assert all(m.linked == (len(wanted) == len({m.start for m in found})) for m in found)


def test_the_longest_name_goes_first() -> None:
    more = UN.replace("The Council of the Salt Coast", "Emirate of the Three Wells in Dimsar")
    (m,) = Finder([("list", FORMS["un"].parse(BytesIO(more.encode())))]).mentions("d", "Emirate of the Three Wells in Dimsar")
    assert isinstance(m, ListedMention)
    assert (m.start, m.end, m.rule) == (0, 36, "former name, good quality")

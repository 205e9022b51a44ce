"""How many independent roots: twenty cases of the sample archive with their reasons, the rules one by one, and the laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.archive import Archive
from variorum.errors import UsageError
from variorum.identity.folding import fold
from variorum.model import Act
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST, When
from variorum.reasoning import disputes
from variorum.reasoning.origins import Origins, RootKind, StepKind, find_claim, matter_of, origins, roots_of_sides
from variorum.reasoning.origins.matter import Key, Layer, Matter, Page, Reference, Told
from variorum.reasoning.origins.roots import Traced, _knots
from variorum.reasoning.origins.trace import trace
from variorum.reasoning.origins.values import least_and_most
from variorum.reasoning.witness import Window

from .conftest import Book
from .origins_archive import build

CASES: list[tuple[str, int, int, set[str], str]] = [
    # (claim, independent roots shown, at most, what they are, why)
    (
        "agency:pledge",
        2,
        2,
        {"Abu Salim al-Marwahi", "Yusuf al-Hadrawi"},
        "eight of ten reports go back to one letter; its reader has his own word",
    ),
    ("denial:pledge", 1, 1, {"Emirate of the Three Wells"}, "a spokesman who signs the body's statement is no second voice"),
    (
        "agency:emirate",
        2,
        3,
        {"Abu Salim al-Marwahi", "Lena Hartwig", "an unnamed origin, behind Institute for Littoral Studies"},
        "a letter disputed as forged is still one source; 'recent reporting' may be anybody's; a misread analyst is quoted as the origin",
    ),
    ("speech:branch", 2, 2, {"Yusuf al-Hadrawi", "MINISTRY OF INTERIOR"}, "the analyst has it from al-Hadrawi; the ministry says it twice"),
    ("denial:branch", 1, 1, {"Emirate of the Three Wells"}, "the Monitor reports what the Emirate itself says"),
    (
        "listing:dissolved",
        3,
        4,
        {"three commanders", "MINISTRY OF INTERIOR", "Institute for Littoral Studies", "an unnamed origin, behind Abu Hatim"},
        "the paper was the commanders'; whoever wrote what was read in the mosques Abu Hatim does not say",
    ),
    ("salt-brigade:standing", 1, 1, {"Bashir Tahhan"}, "both pages of the analyst report the colonel"),
    (
        "testimony:killed",
        2,
        3,
        {"Bashir Tahhan", "his brother", "an unnamed origin, behind Hakim al-Bahri"},
        "the Gazette prints the colonel's statement as its own; 'whom they say' names nobody",
    ),
    ("directive:killed", 1, 1, {"Hakim al-Bahri"}, "one denial in one letter"),
    ("chronology:killed", 1, 1, {"Ministry of Interior"}, "'is reported' on one page, and on another page of hers she says by whom"),
    (
        "chronology:lighthouse",
        1,
        1,
        {"an unnamed origin, behind Sarwan Press Agency"},
        "the analyst has it from the agency, which did not say how it knew",
    ),
    (
        "chronology:expelled",
        3,
        3,
        {"Lena Hartwig", "Institute for Littoral Studies", "MINISTRY OF INTERIOR"},
        "three who name nobody; the analyst twice is one",
    ),
    ("council-letter-ar:branch", 1, 1, {"Salih Mansur"}, "an original, its translation and the translator's note"),
    ("chronology:died", 2, 2, {"Lena Hartwig", "Tomas Brandt"}, "the analyst on two pages, and a translator's note"),
    ("chronology:became", 1, 1, {"Lena Hartwig"}, "one author on two pages"),
    ("harbour-notes:seen", 1, 1, {"an unnamed origin, behind Harbour Notes"}, "'was seen': by whom is not said"),
    ("harbour-notes:money", 1, 1, {"A waiter of the harbour hotel"}, "described, not named, is somebody"),
    ("monitor:secret", 1, 1, {"Abu Salim al-Marwahi"}, "the publisher sums up the letter that he prints below"),
    ("testimony:same", 2, 2, {"MINISTRY OF INTERIOR", "Tomas Brandt"}, "an inference and a list that do not name each other"),
    ("daily-kharaz:asked", 1, 1, {"Bashir Tahhan"}, "the one who was asked says so"),
    # more than the sample: pages that retell, copy and cite one another
    ("second-translation:founded", 1, 1, {"Abu Salim al-Marwahi"}, "a second translation of the letter, posted without his name"),
    ("lamp:wadi", 1, 1, {"The Lamp on the Quay"}, "two papers that have it from each other"),
    ("lamp:met", 1, 1, {"Rima Darwish"}, "two that have it from each other, and one of them from a witness"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return build(tmp_path_factory.mktemp("origins"))


@pytest.mark.parametrize(("claim", "shown", "most", "labels", "why"), CASES, ids=[c[0] for c in CASES])
def test_cases_of_the_sample_archive(archive: Archive, claim: str, shown: int, most: int, labels: set[str], why: str) -> None:
    found = archive.origins(claim)
    assert {r.label for r in found.roots} == labels, why
    assert (found.independent, found.at_most) == (shown, most), why


def test_every_step_of_the_five_reports_says_why(archive: Archive) -> None:
    found = archive.origins("harbour-notes:pledge")
    (path,) = [p for p in found.paths if p.claim == found.claim]
    assert [(s.kind, found.labels[s.voice], found.labels[s.to]) for s in path.steps] == [
        (StepKind.REPORTS, "Harbour Notes", "Institute for Littoral Studies"),
        (StepKind.REPORTS, "Institute for Littoral Studies", "Sarwan Press Agency"),
        (StepKind.REPORTS, "Sarwan Press Agency", "the letter"),
        (StepKind.WROTE, "the letter", "Abu Salim al-Marwahi"),
    ]
    assert path.steps[-1].reason == "the letter goes by the name of Abu Salim al-Marwahi (agency:signed, though agency:forged denies it)"


def test_circles_are_drawn_and_say_whether_they_have_a_way_out(archive: Archive) -> None:
    for claim, is_root in (("lamp:wadi", True), ("masthead:met", False)):
        (circle,) = archive.origins(claim).circles
        assert circle.is_root is is_root
        assert len(circle.voices) == 2
        assert circle.steps[-1].to == circle.steps[0].voice


def test_who_spoke_about_the_matter_and_was_silent(archive: Archive) -> None:
    found = archive.origins("chronology:expelled")
    silent = {found.labels[s.voice]: s.reason for s in found.silent}
    assert silent == {"Emirate of the Three Wells": "spoke of both 2 times", "Yusuf al-Hadrawi": "spoke of both 3 times"}


def test_sides_of_a_dispute_have_roots(archive: Archive) -> None:
    found = disputes(archive.record)
    sides = roots_of_sides(archive.record, found)
    assert [len(s) for s in sides] == [len(d.sides) for d in found]
    dissolved = next(i for i, d in enumerate(found) if d.question == "Was Salt Brigade dissolved?")
    assert {s.position: (s.independent, s.at_most) for s in sides[dissolved]}["not dissolved"] == (1, 1)
    assert all(len(r.roots) <= len(s.claims) for d, rs in zip(found, sides, strict=True) for s, r in zip(d.sides, rs, strict=True))


def test_a_claim_has_the_same_origins_where_its_dispute_was_fetched_before(archive: Archive) -> None:
    for d in disputes(archive.record):
        among = matter_of(archive.record, [d])
        for claim in d.clash:
            alone, found = origins(archive.record, claim), origins(archive.record, claim, among=among)
            assert replace(found, labels=alone.labels) == alone
            assert alone.labels.items() <= found.labels.items()


# ---------------------------------------------------------------------- the rules, one by one
class Shelf(Book):
    """A record with documents: ``page`` begins one, ``say`` puts a claim there whose quote is ``words``, alone in its text."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[int, str] = {}

    def page(
        self, doc: int, speaker: str, *, published: str | None = None, publisher: str | None = None, prints: str | None = None
    ) -> None:
        w = When.parse(published) if published else None
        days = (w.start_earliest, w.end_latest) if w else (UNKNOWN_PAST, UNKNOWN_FUTURE)
        row = [doc, f"d{doc}", "x", None, None, publisher, None, None, None, None, 0, "person", *days]
        self.db.execute(f"INSERT INTO document VALUES ({','.join('?' * len(row))})", row)
        self.db.execute("INSERT INTO local_entity VALUES (?, '@author', ?)", [doc, self.id(speaker)])
        kind, voice = ("primary", prints) if prints else ("commentary", speaker)
        self.db.execute("INSERT INTO layer VALUES (?, ?, 0, 100000, ?, NULL)", [doc, kind, self.id(voice)])
        if publisher:
            self.db.execute("INSERT INTO name VALUES (?, ?, 'official', ?, ?)", [self.id(publisher), publisher, fold(publisher), doc])
        self.texts[doc] = ""

    def say(self, doc: int, by: str, words: str = "", predicate: str = "killed", subject: str = "A", obj: str = "B", **more: Any) -> int:
        claim = self.claim(predicate, subject, obj, by=by, doc=doc, **more)
        start = len(self.texts[doc])
        self.texts[doc] += words + "\n"
        for table in ("claim", "claim_o"):
            self.db.execute(f"UPDATE {table} SET span_start = ?, span_end = ? WHERE claim_id = ?", [start, start + len(words), claim])
        self.db.execute("UPDATE claim_text SET quote = ? WHERE claim_id = ?", [words, claim])
        return claim

    def work(self, name: str) -> None:
        entity = self.id(name)
        self.db.execute("UPDATE entity SET type = 'work' WHERE entity = ?", [entity])

    def origins(self, claim: int) -> Origins:
        return origins(self, claim, self.texts.get)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def labels(found: Origins) -> set[str]:
    return {r.label for r in found.roots}


LONG = (
    "they came down from the quarry before daylight with two lanterns and a mule and left the body under the fig tree beside the mill wheel"
)
LONG_AGAIN = (
    "coming from the quarry before daylight, with a mule and two lanterns, they left the body at the mill wheel, beneath the fig tree"
)
OTHER = (
    "nobody in our street heard a shot that evening although the window of the bakery stood open and the boys were still playing outside"
)


def test_a_chain_goes_back_to_its_last_voice(shelf: Shelf) -> None:
    shelf.page(1, "P")
    found = shelf.origins(shelf.say(1, "P>Q>R"))
    assert labels(found) == {"R"}
    assert [(found.labels[s.voice], found.labels[s.to]) for s in found.paths[0].steps] == [("P", "Q"), ("Q", "R")]


def test_whoever_says_once_from_whom_he_has_it_has_it_from_there(shelf: Shelf) -> None:
    shelf.page(1, "P")
    shelf.page(2, "P")
    shelf.say(1, "P>Q")
    assert labels(shelf.origins(shelf.say(2, "P"))) == {"Q"}


def test_a_party_is_a_root_whatever_it_quotes(shelf: Shelf) -> None:
    shelf.page(1, "B")
    shelf.say(1, "B>Q")
    assert labels(shelf.origins(shelf.say(1, "B"))) == {"B", "Q"}


def test_it_is_reported_goes_back_to_an_origin_without_a_name(shelf: Shelf) -> None:
    shelf.page(1, "P")
    shelf.page(2, "Q")
    shelf.say(2, "Q")
    found = shelf.origins(shelf.say(1, "P", act="reports"))
    assert [r.kind for r in found.roots] == [RootKind.VOICE, RootKind.UNNAMED]
    assert (found.independent, found.at_most) == (1, 2)


def test_a_publisher_is_no_second_voice(shelf: Shelf) -> None:
    shelf.page(1, "P", publisher="Paper")
    shelf.page(2, "Q")
    shelf.say(1, "P")
    assert labels(shelf.origins(shelf.say(2, "Q>Paper"))) == {"P"}


def test_whoever_prints_a_text_has_it_from_its_writer(shelf: Shelf) -> None:
    shelf.page(1, "P", prints="W")
    shelf.page(2, "P")
    shelf.say(1, "W")
    assert labels(shelf.origins(shelf.say(2, "P"))) == {"W"}


@pytest.mark.parametrize(("published", "expected"), [("2011", {"P"}), ("2015", {"P", "Q"})])
def test_a_page_that_cites_an_earlier_one_has_it_from_there(shelf: Shelf, published: str, expected: set[str]) -> None:
    shelf.page(1, "P", published=published)
    shelf.page(2, "Q", published="2013")
    shelf.say(1, "P")
    shelf.claim("authored", "P", "Article", by="Q", doc=2)
    assert labels(shelf.origins(shelf.say(2, "Q"))) == expected


def test_a_work_is_its_writers_word_and_of_two_unheard_writers_nobodys(shelf: Shelf) -> None:
    shelf.page(1, "P")
    shelf.work("Letter")
    shelf.claim("authored", "W", "Letter", by="P", doc=1)
    claim = shelf.say(1, "P>Letter")
    assert labels(shelf.origins(claim)) == {"W"}
    shelf.claim("authored", "X", "Letter", by="P", doc=1)
    (root,) = shelf.origins(claim).roots
    assert (root.kind, root.reason) == (RootKind.WORK, "is a text that goes by 2 names")


@pytest.mark.parametrize(
    ("special", "ours", "theirs", "expected"),
    [
        ("word for word", LONG, LONG, {"P"}),
        ("in other words", LONG, LONG_AGAIN, {"P"}),
        ("told for themselves", LONG, OTHER, {"P", "Q"}),
        ("the same few words that anybody would use", "A killed B in October 2011", "A killed B in October 2011", {"P", "Q"}),
    ],
)
def test_passages_in_common(shelf: Shelf, special: str, ours: str, theirs: str, expected: set[str]) -> None:
    shelf.page(1, "P", published="2011")
    shelf.page(2, "Q", published="2012")
    shelf.say(1, "P", ours)
    assert labels(shelf.origins(shelf.say(2, "Q", theirs))) == expected


def test_two_named_witnesses_do_not_become_one_for_a_sentence_in_common(shelf: Shelf) -> None:
    sentence = "the guards had the gate open and the lamps put out, he said, when the cart went through"
    shelf.page(1, "P")
    shelf.page(2, "Q")
    shelf.say(1, "P>First", sentence)
    assert labels(shelf.origins(shelf.say(2, "Q>Second", sentence))) == {"First", "Second"}


def test_a_letter_in_two_languages_is_one(shelf: Shelf) -> None:
    for doc, writer in ((1, "Translated"), (2, "Writer")):
        shelf.page(doc, "P" if doc == 1 else "Writer", prints="Writer")
        shelf.claim("wrote_to", "Writer", "Reader", by="Writer", when="2009-06-13", doc=doc)
        shelf.say(doc, writer, f"{writer} in a language of its own")
    assert labels(shelf.origins(4)) == {"Writer"}


def test_other_times_and_other_modes_are_other_propositions(shelf: Shelf) -> None:
    shelf.page(1, "P")
    shelf.say(1, "Q", when="2004")
    shelf.say(1, "R", mode="planned")
    found = shelf.origins(shelf.say(1, "P", when="2011"))
    assert labels(found) == {"P"}
    assert found.notes == ("1 claim says the same of times that do not overlap; not counted.",)


def test_a_symmetric_predicate_has_no_direction(shelf: Shelf) -> None:
    shelf.page(1, "P")
    shelf.page(2, "Q")
    shelf.say(2, "Q", predicate="met", subject="B", obj="A")
    assert labels(shelf.origins(shelf.say(1, "P", predicate="met"))) == {"P", "Q"}


def test_a_question_stands_aside(shelf: Shelf) -> None:
    shelf.page(1, "P")
    found = shelf.origins(shelf.say(1, "P", act="asks"))
    assert (found.independent, found.claims, len(found.aside)) == (0, (), 1)
    assert "only asks it" in found.notes[0]


@pytest.mark.parametrize("chain", ["P>P", "P>Q>P", "P>Q>P>Q>P"])
def test_a_voice_that_reports_itself_is_followed_once(shelf: Shelf, chain: str) -> None:
    shelf.page(1, "P")
    found = shelf.origins(shelf.say(1, chain))
    assert labels(found) == {"P"}
    assert "said to report what goes back to P" in found.notes[0]


def test_a_long_circle_neither_hangs_nor_counts_twice(shelf: Shelf) -> None:
    names = [f"V{i}" for i in range(60)]
    for i, name in enumerate(names):
        shelf.page(i + 1, name)
        claim = shelf.say(i + 1, f"{name}>{names[(i + 1) % len(names)]}")
    found = shelf.origins(claim)
    assert (found.independent, found.at_most, [r.kind for r in found.roots]) == (1, 1, [RootKind.CIRCLE])
    (circle,) = found.circles
    assert len(circle.steps) == 60


def test_silence_is_of_those_who_spoke_near_the_time(shelf: Shelf) -> None:
    shelf.page(1, "P")
    shelf.say(1, "Near", predicate="hostile_to", obj="C", when="2011-03")
    shelf.say(1, "Far", predicate="hostile_to", obj="C", when="2004")
    shelf.say(1, "Undated", predicate="hostile_to", obj="C")
    shelf.say(1, "Both", predicate="hostile_to", when=None)
    shelf.say(1, "Denier", denied=True, when="2011")
    shelf.say(1, "Passer>P", when="2011")
    found = shelf.origins(shelf.say(1, "P", when="2011"))
    assert [found.labels[s.voice] for s in found.silent] == ["Both", "Near"]


def test_texts_that_cannot_be_had_are_named(shelf: Shelf) -> None:
    for doc, speaker in ((1, "P"), (2, "Q")):
        shelf.page(doc, speaker)
        claim = shelf.say(doc, speaker, "so it was")
    assert shelf.origins(claim).notes == ()
    assert origins(shelf, claim).notes == ("Only the quotes of d1, d2 could be compared, not the words around them.",)
    del shelf.texts[1]
    assert shelf.origins(claim).notes == ("Only the quotes of d1 could be compared, not the words around them.",)


WRONG = [
    ("nowhere:c1", "no document 'nowhere'; it has d1"),
    ("d1:c9", "has no claim 'c9'; it has c1"),
    ("c1", "names no claim; expected DOCUMENT:LOCALID"),
    ("", "names no claim"),
    ("00000000000000ff", "has no claim 00000000000000ff"),
    ("ffffffffffffffff", "has no claim"),
    (999, "has no claim"),
]


@pytest.mark.parametrize(("wanted", "message"), WRONG)
def test_a_claim_that_there_is_not_is_answered_in_words(shelf: Shelf, wanted: str | int, message: str) -> None:
    shelf.page(1, "P")
    assert find_claim(shelf, f"{shelf.say(1, 'P'):016x}") == find_claim(shelf, "d1:c1") == find_claim(shelf, 1)
    with pytest.raises(UsageError, match=message):
        find_claim(shelf, wanted)


# ---------------------------------------------------------------------- the laws
VOICES = ("P", "Q", "R", "S", "A")  # A is a party
SENTENCES = (LONG, LONG_AGAIN, OTHER, "A killed B", "it was so")

sayings = st.fixed_dictionaries(
    {
        "chain": st.lists(st.sampled_from(VOICES), min_size=1, max_size=3),
        "act": st.sampled_from((Act.ASSERTS, Act.ASSERTS, Act.REPORTS)),
        "words": st.sampled_from(SENTENCES),
    }
)
shelves = st.lists(
    st.fixed_dictionaries(
        {
            "speaker": st.sampled_from(VOICES[:4]),
            "prints": st.sampled_from((None, None, "R", "A")),
            "publisher": st.sampled_from((None, None, "S", "Paper")),
            "year": st.sampled_from((None, 2012, 2013)),
            "cites": st.sampled_from((None, None, "P", "Q")),
            "says": st.lists(sayings, min_size=1, max_size=3),
        }
    ),
    min_size=1,
    max_size=5,
)
_NUMBERS = {name: i for i, name in enumerate((*VOICES, "B", "Paper", "Copier", "Article"), 1)}


def filled(wanted: Sequence[dict[str, Any]], numbers: dict[str, int] = _NUMBERS) -> tuple[Matter, tuple[Told, ...], dict[int, str]]:
    """The claims that A killed B on these pages, with their texts, without a record."""
    told, shelf, texts = list[Told](), dict[int, Page](), dict[int, str]()
    for doc, page in enumerate(wanted, 1):
        text = "\n".join(said["words"] for said in page["says"])
        at = 0
        for said in page["says"]:
            acts = (*([Act.REPORTS] * (len(said["chain"]) - 1)), said["act"])
            key = Key("killed", numbers["A"], numbers["B"], 1, 0, "", "")
            chain, end = tuple(numbers[v] for v in said["chain"]), at + len(said["words"])
            told.append(Told(len(told) + 1, key, Window(), chain, acts, doc, at, end, said["words"], f"c{at}"))
            at = end + 1
        layer = ("primary", page["prints"]) if page["prints"] else ("commentary", page["speaker"])
        cited = [Reference(0, "r", "authored", numbers[page["cites"]], numbers["Article"], Window())] if page["cites"] else []
        days = (page["year"] * 365, page["year"] * 365 + 365) if page["year"] else (UNKNOWN_PAST, UNKNOWN_FUTURE)
        shelf[doc] = Page(
            doc,
            f"d{doc}",
            None,
            days,
            frozenset({numbers[page["speaker"]]}),
            numbers[page["publisher"]] if page["publisher"] else 0,
            (Layer(layer[0], 0, len(text) + 1, numbers[layer[1]]),),
            tuple(cited),
        )
        texts[doc] = text
    return Matter({told[0].key: tuple(told)}, shelf, {n: v for v, n in numbers.items()}), tuple(told), texts


def roots(wanted: Sequence[dict[str, Any]], numbers: dict[str, int] = _NUMBERS) -> Traced:
    found, told, texts = filled(wanted, numbers)
    return trace(found, told, texts.get)


@settings(max_examples=examples(80), deadline=None)
@given(shelves)
def test_there_are_never_more_roots_than_claims_and_every_path_ends(wanted: list[dict[str, Any]]) -> None:
    found, claims = roots(wanted), range(1, 1 + sum(len(p["says"]) for p in wanted))
    least, most = least_and_most(found.roots)
    assert 1 <= least <= most == len(found.roots) <= len(claims)
    assert {p.claim for p in found.paths} == set(claims)
    for path in found.paths:
        root = found.roots[path.root]
        assert path.claim in root.claims
        assert all(before.to == after.voice for before, after in pairwise(path.steps))
        assert not path.steps or path.steps[-1].to in (root.voice, *root.with_)
    for place, root in enumerate(found.roots):
        assert set(root.claims) == {p.claim for p in found.paths if p.root == place}


@settings(max_examples=examples(80), deadline=None)
@given(shelves, st.data())
def test_a_copy_of_a_document_never_raises_the_number_of_roots(wanted: list[dict[str, Any]], data: st.DataObject) -> None:
    """A copy under the same name or a new one, of the same time or later, of words long enough to be known again."""
    for page in wanted:
        for said in page["says"]:
            said["words"] = LONG if len(said["words"].split()) < 10 else said["words"]
    original = data.draw(st.sampled_from(wanted))
    name = data.draw(st.sampled_from((original["speaker"], "Copier")))
    renamed = [{**s, "chain": [name if v == original["speaker"] else v for v in s["chain"]]} for s in original["says"]]
    year = data.draw(st.sampled_from((original["year"], 2014))) if original["year"] else None
    before, after = roots(wanted), roots([*wanted, {**original, "speaker": name, "year": year, "says": renamed}])
    assert all(now <= then for now, then in zip(least_and_most(after.roots), least_and_most(before.roots), strict=True))


@settings(max_examples=examples(80), deadline=None)
@given(shelves, st.randoms(use_true_random=False))
def test_the_order_of_documents_and_of_entities_does_not_matter(wanted: list[dict[str, Any]], random: Any) -> None:
    shuffled, names = list(wanted), list(_NUMBERS)
    random.shuffle(shuffled)
    random.shuffle(names)
    a, b = roots(wanted), roots(shuffled, {name: i for i, name in enumerate(names, 1)})
    assert sorted((r.kind, len(r.claims)) for r in a.roots) == sorted((r.kind, len(r.claims)) for r in b.roots)


@settings(max_examples=examples(60), deadline=None)
@given(st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7)), max_size=8))
def test_knots_are_those_who_reach_one_another(edges: dict[int, set[int]]) -> None:
    onward = {n: edges.get(n, set()) for n in range(8)}
    reach = {n: {n} for n in onward}
    for _ in onward:
        reach = {n: seen | {x for s in seen for x in onward[s]} for n, seen in reach.items()}
    knots = _knots(onward)
    assert all((knots[a] == knots[b]) == (a in reach[b] and b in reach[a]) for a in onward for b in onward)

"""Who is joined across documents, who is not, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.identity.decisions import Decision, DecisionKind, Side
from variorum.identity.identities import Identities, Ref
from variorum.identity.resolve import resolve
from variorum.model import Act, Args, Claim, Document, Entity, EntityType, Name, NameKind, Reading, Voice

PERSON, BODY, PLACE, WORK = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.WORK
KINDS = {
    "l": NameKind.LEGAL,
    "k": NameKind.KUNYA,
    "n": NameKind.NOM_DE_GUERRE,
    "o": NameKind.OFFICIAL,
    "a": NameKind.ACRONYM,
    "x": NameKind.EXONYM,
    "t": NameKind.TITLE,
}


def who(key: str, type_: EntityType, *names: str) -> Entity:
    """An entity whose names are written "l:Rashad Nuri", the letter being the kind."""
    return Entity(key, type_, tuple(Name(n[2:], KINDS[n[0]]) for n in names))


def page(id_: str, *entities: Entity, author: str | None = None, claims: tuple[Claim, ...] = ()) -> Reading:
    return Reading(Document(id_, id_, author=author), "person", entities=entities, claims=claims)


def says(predicate: str, subject: str, obj: str | None = None, *, voice: str = "@author", name: str | None = None) -> Claim:
    return Claim("c1", predicate, subject, obj, 0, 4, "says", (Voice(voice, Act.ASSERTS),), args=Args(name=name))


@dataclass(frozen=True)
class Case:
    """Two documents with one entity each."""

    what: str
    type: EntityType
    a: tuple[str, ...]
    b: tuple[str, ...]
    other_type: EntityType | None = None


JOINED = [
    Case("a full name in two romanisations", PERSON, ("l:Rashad al-Nouri",), ("l:Rashād al-Nūrī",)),
    Case("a kunya with its nisba", PERSON, ("k:Abu Omar al-Sahli",), ("k:Abou Umar as-Sahli",)),
    Case("a title before a full name", PERSON, ("t:Sheikh Karam al-Adib",), ("l:Karam al-Adib",)),
    Case("two given names that few bear together", PERSON, ("l:Salih Mansur",), ("l:Salih Mansour",)),
    Case("surname first", PERSON, ("l:Orhan, Selim Kaya",), ("l:Selim Kaya Orhan",)),
    Case("one of several names is enough", PERSON, ("l:Selim Orhan", "k:Abu Dawud al-Sahli"), ("n:the Ferryman", "k:Abu Daud al-Sahli")),
    Case("a fuller name, one only", PERSON, ("l:Selim Orhan",), ("l:Selim Kaya Orhan",)),
    Case("an initial, one bearer only", PERSON, ("l:S. Orhan",), ("l:Selim Orhan",)),
    Case("a surname that one alone bears", PERSON, ("l:Yandarov",), ("l:Movsar Yandarov",)),
    Case("a body's name", BODY, ("o:the Front of the Plain",), ("o:Front of the Plain",)),
    Case("its head word translated", BODY, ("o:Jabhat al-Sahl",), ("o:the Sahl Front",)),
    Case("its head word left out, one only", BODY, ("o:Harakat al-Sahliya",), ("o:al-Sahliya",)),
    Case("an acronym beside its expansion", BODY, ("o:the Front of the Plain", "a:FP"), ("a:FP",)),
    Case(
        "an acronym with expansions that are alike",
        BODY,
        ("o:Army of Plain and River", "a:APR"),
        ("o:Army in the Plain and the River", "a:APR"),
    ),
    Case("an acronym of three letters that nobody expands", BODY, ("a:TLP",), ("a:TLP",)),
    Case("a place", PLACE, ("o:al-Marsa",), ("o:Marsa",)),
    Case("a kunya with its nisba in two scripts", PERSON, ("k:أبو عمر السهلي",), ("k:Abu Omar as-Sahli",)),
    Case("a full name in two scripts", PERSON, ("l:كرم بن سليم النوري",), ("l:Karam bin Selim al-Nouri",)),
    Case("a full name in Cyrillic letters", PERSON, ("l:Мовсар Яндаров",), ("l:Movsar Yandarov",)),
    Case("a body in two scripts, its head word translated", BODY, ("o:حركة السهل",), ("o:the Sahl Movement",)),
    Case("a compound of the faith", PERSON, ("l:Nur al-Din Sahli",), ("l:Noureddine Sahli",)),
    Case("a work by its title", WORK, ("o:The Marsa Agreement",), ("o:the Marsa Agreement",)),
]

APART = [
    Case("a bare kunya", PERSON, ("k:Abu Omar",), ("k:Abu Omar",)),
    Case("a bare kunya and one with a nisba", PERSON, ("k:Abu Omar",), ("k:Abu Omar al-Sahli",)),
    Case("one kunya with two nisbas", PERSON, ("k:Abu Omar al-Sahli",), ("k:Abu Omar al-Jabali",)),
    Case(
        "one kunya with its nisba, two full names",
        PERSON,
        ("k:Abu Omar al-Sahli", "l:Selim Orhan"),
        ("k:Abu Omar al-Sahli", "l:Karam Adib"),
    ),
    Case("a given name", PERSON, ("l:Karim",), ("l:Karim",)),
    Case("a given name and a full name that begins so", PERSON, ("n:Selim",), ("l:Selim Orhan",)),
    Case("a common nisba alone", PERSON, ("k:al-Masri",), ("k:Abu Omar al-Masri",)),
    Case("two common given names", PERSON, ("l:Muhammad Ali",), ("l:Mohammed Ali",)),
    Case("a bare title", PERSON, ("t:the sheikh",), ("t:the sheikh",)),
    Case("a description", PERSON, ("t:the leader of the Front",), ("t:the leader of the Front",)),
    Case("words of kind", BODY, ("o:the Central Committee",), ("o:the Central Committee",)),
    Case("our branch", BODY, ("x:your branch",), ("x:your branch",)),
    Case("a name within a longer one", BODY, ("o:Emirate of Sahl",), ("o:Emirate of Sahl and Jabal",)),
    Case("an acronym that stands for two things", BODY, ("o:Front of the Plain", "a:FOP"), ("o:Friends of Peace", "a:FOP")),
    Case("two letters that nobody expands", BODY, ("a:FP",), ("a:FP",)),
    Case("a place and a body", PLACE, ("o:Marsa",), ("o:Marsa",), BODY),
    Case("a person and a body", PERSON, ("l:Sahl Nur",), ("o:Sahl Nur",), BODY),
    Case("a bare kunya in two scripts", PERSON, ("k:أبو عمر",), ("k:Abu Omar",)),
    Case("a bare kunya in Arabic letters", PERSON, ("k:أبو عمر",), ("k:أبو عمر",)),
    Case("one kunya with two nisbas in two scripts", PERSON, ("k:أبو عمر السهلي",), ("k:Abu Omar al-Sufli",)),
    Case("two common given names in Arabic letters", PERSON, ("l:محمد علي",), ("l:Mohammed Ali",)),
    Case("another name with the same consonants", PERSON, ("l:كريم الناصري",), ("l:Karam al-Nasri",)),
    Case("a given name of the faith", PERSON, ("n:Nuruddin",), ("n:Nur al-Din",)),
]


def pair(case: Case) -> Identities:
    return resolve([page("d1", who("A", case.type, *case.a)), page("d2", who("B", case.other_type or case.type, *case.b))])


@pytest.mark.parametrize("case", JOINED, ids=lambda c: c.what)
def test_joined(case: Case) -> None:
    found = pair(case)
    assert found.key_of("d1", "A") == found.key_of("d2", "B")
    (link,) = [x for x in found.links if x.joined]
    assert link.rule
    assert len(link.reason) > 10, "every link says why"


@pytest.mark.parametrize("case", APART, ids=lambda c: c.what)
def test_kept_apart(case: Case) -> None:
    found = pair(case)
    assert found.key_of("d1", "A") != found.key_of("d2", "B")
    assert not [x for x in found.links if x.joined]


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (APART[0], "share only the kunya 'Abu Omar'"),
        (APART[1], "share only the kunya 'Abu Omar'; 'Abu Omar al-Sahli' may be another"),
        (APART[3], "their full names differ"),
        (APART[7], "made of two common given names"),
        (APART[13], "it stands for 'Front of the Plain' in one and 'Friends of Peace' in the other"),
    ],
    ids=lambda x: x.what if isinstance(x, Case) else None,
)
def test_a_near_miss_is_kept_with_its_reason(case: Case, reason: str) -> None:
    assert any(reason in link.reason and not link.joined for link in pair(case).links)


def test_one_kunya_with_two_known_bearers_joins_neither_when_it_stands_alone() -> None:
    found = resolve(
        [
            page("d1", who("A", PERSON, "k:Abu Omar al-Sahli", "l:Selim Orhan")),
            page("d2", who("B", PERSON, "k:Abu Omar al-Sahli", "l:Karam Adib")),
            page("d3", who("C", PERSON, "k:Abu Omar al-Sahli")),
        ]
    )
    assert len({found.key_of("d1", "A"), found.key_of("d2", "B"), found.key_of("d3", "C")}) == 3
    assert any("could be either" in x.reason for x in found.links)


def test_two_entities_of_one_document_are_never_one_through_another_document() -> None:
    """A page that calls the later body by both names must not make one of what another page tells apart: a lineage."""
    careful = page("careful", who("OLD", BODY, "o:Emirate of Sahl", "a:ES"), who("NEW", BODY, "o:Emirate of Sahl and Jabal", "a:ESJ"))
    loose = page("loose", who("E", BODY, "o:Emirate of Sahl and Jabal", "a:ESJ", "o:Emirate of Sahl"))
    third = page("third", who("E", BODY, "o:Emirate of Sahl"))
    found = resolve([careful, loose, third])
    assert found.key_of("careful", "OLD") != found.key_of("careful", "NEW")
    assert found.key_of("loose", "E") == found.key_of("careful", "NEW")
    assert found.key_of("third", "E") == found.key_of("careful", "OLD")


def test_a_name_that_one_document_gives_to_two_joins_neither() -> None:
    two = page("two", who("A", PERSON, "l:Selim Orhan"), who("B", PERSON, "l:Selim Orhan"))
    found = resolve([two, page("one", who("C", PERSON, "l:Selim Orhan"))])
    assert len({found.key_of("two", "A"), found.key_of("two", "B"), found.key_of("one", "C")}) == 3
    assert any("two itself speaks of two called 'Selim Orhan'" in x.reason for x in found.links)


def test_a_surname_that_two_bear_joins_neither() -> None:
    found = resolve(
        [
            page("d1", who("A", PERSON, "l:Movsar Yandarov")),
            page("d2", who("B", PERSON, "l:Isa Yandarov")),
            page("d3", who("C", PERSON, "l:Yandarov")),
        ]
    )
    assert len({found.key_of("d1", "A"), found.key_of("d2", "B"), found.key_of("d3", "C")}) == 3


def test_what_a_text_claims_about_identity_stays_a_claim() -> None:
    claim = says("same_as", "A", "B")
    found = resolve([page("d1", who("A", PERSON, "l:Selim Orhan"), who("B", PERSON, "k:Abu Omar al-Sahli"), claims=(claim,))])
    assert found.key_of("d1", "A") != found.key_of("d1", "B")


@pytest.mark.parametrize(
    ("voice", "joined"),
    [("@author", True), ("A", False)],  # the document's own word, and what one of its people says
)
def test_an_alias_in_the_documents_own_voice_joins_within_it(voice: str, joined: bool) -> None:
    claim = says("alias", "A", voice=voice, name="Dawud al-Sahli")
    found = resolve([page("d1", who("A", PERSON, "l:Selim Orhan"), who("B", PERSON, "n:Dawud al-Sahli"), claims=(claim,))])
    assert (found.key_of("d1", "A") == found.key_of("d1", "B")) is joined


def test_an_alias_in_the_documents_own_voice_is_a_name_for_other_documents() -> None:
    d1 = page("d1", who("A", PERSON, "l:Selim Orhan"), claims=(says("alias", "A", name="Dawud al-Sahli"),))
    found = resolve([d1, page("d2", who("B", PERSON, "n:Dawood as-Sahli"))])
    assert found.key_of("d1", "A") == found.key_of("d2", "B")


def test_the_author_is_whoever_bears_the_name_in_the_text_or_in_other_documents() -> None:
    d1 = page("d1", who("K", PERSON, "l:Karam Adib"), author="Karam Adib")
    d2 = page("d2", author="Karam Adib")
    d3 = page("d3", who("P", BODY, "t:the leaders of the Front"), author="leaders of the Front")
    d4 = page("d4")
    found = resolve([d1, d2, d3, d4])
    assert found.key_of("d1", "@author") == found.key_of("d1", "K") == found.key_of("d2", "@author")
    assert found.key_of("d3", "@author") == found.key_of("d3", "P")
    nobody = next(e for e in found.entities if Ref("d4", "@author") in e.members)
    assert (nobody.label, nobody.key) == ("the author of d4", "author-of-d4")


SIDE_A, SIDE_B = Side("d1", key="A"), Side("d2", name="Abu Omar")


def test_decisions_override_names() -> None:
    pages = [
        page("d1", who("A", PERSON, "l:Selim Orhan")),
        page("d2", who("B", PERSON, "k:Abu Omar")),
        page("d3", who("C", PERSON, "l:Selim Orhan")),
    ]
    one = Decision(DecisionKind.SAME, SIDE_A, SIDE_B, "K. Adib", why="his letter")
    found = resolve(pages, [one, Decision(DecisionKind.NOT_SAME, SIDE_A, Side("d3", key="C"))])
    assert found.key_of("d1", "A") == found.key_of("d2", "B") != found.key_of("d3", "C")
    assert {x.reason for x in found.links if x.rule == "decision"} == {
        "K. Adib decided that they are one and the same: his letter",
        "a person decided that they are not the same",
    }


def test_a_decision_about_somebody_who_is_not_there_is_kept_and_said() -> None:
    pages = [page("d1", who("A", PERSON, "l:Selim Orhan")), page("d2", who("B", PERSON, "k:Abu Omar"), who("C", PERSON, "k:Abu Umar"))]
    found = resolve(
        pages,
        [
            Decision(DecisionKind.SAME, SIDE_A, Side("d9", key="Z")),
            Decision(DecisionKind.SAME, SIDE_A, Side("d2", name="Abou Omar")),
            Decision(DecisionKind.NOT_SAME, SIDE_A, Side("d1", name="Selim Orhan")),
        ],
    )
    assert found.unapplied == (
        "A of d1 and Z of d9 are same: no reading has an entity Z of d9",
        "A of d1 and 'Abou Omar' of d2 are same: 2 entities of d2 are called 'Abou Omar'; name it by its key",
        "A of d1 and 'Selim Orhan' of d1 are not same: the reading of d1 has one entity for both",
    )


NAMES = [
    "l:Selim Orhan",
    "l:Karam Adib",
    "l:Orhan",
    "k:Abu Omar",
    "k:Abu Omar al-Sahli",
    "k:Abu Omar al-Jabali",
    "l:S. Orhan",
    "l:Selim Kaya Orhan",
    "n:Dawud",
]
BODIES = [
    "o:Front of the Plain",
    "a:FP",
    "a:FOP",
    "o:Friends of Peace",
    "o:the Plain",
    "o:Emirate of Sahl",
    "o:Emirate of Sahl and Jabal",
    "a:ES",
]


@st.composite
def archives(draw: st.DrawFn) -> list[Reading]:
    found = []
    for d in range(draw(st.integers(1, 5))):
        people = draw(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), max_size=3))
        bodies = draw(st.lists(st.lists(st.sampled_from(BODIES), min_size=1, max_size=3), max_size=3))
        entities = [who(f"P{i}", PERSON, *n) for i, n in enumerate(people)] + [who(f"B{i}", BODY, *n) for i, n in enumerate(bodies)]
        found.append(page(f"d{d}", *entities, author=draw(st.sampled_from([None, "Selim Orhan", "FOP"]))))
    return found


@settings(max_examples=examples(40), deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_laws(readings: list[Reading], random: object) -> None:
    """Every entity and author is in exactly one cluster, types agree, a document's own entities stay apart, keys are unique, order is nothing."""
    found = resolve(readings)
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == found
    members = [m for e in found.entities for m in e.members]
    expected = [Ref(r.document.id, k) for r in readings for k in (*(e.key for e in r.entities), "@author")]
    assert sorted(members) == sorted(expected)
    types = {Ref(r.document.id, e.key): e.type for r in readings for e in r.entities}
    for identity in found.entities:
        assert {types[m] for m in identity.members if m in types} <= {identity.type}
        own = [m.document for m in identity.members if m in types]
        assert len(own) == len(set(own))
    assert len({e.key for e in found.entities}) == len(found.entities)
    for link in found.links:
        assert link.reason
        if link.joined:
            assert found.key_of(link.a.document, link.a.key) == found.key_of(link.b.document, link.b.key)


def test_work_grows_with_the_archive_and_not_with_its_square() -> None:
    """A thousand documents that all speak of the same ten, and five thousand different men: a second or two, not minutes."""
    same = [who(f"P{letter}", PERSON, f"l:Selim Orhan{letter}", f"l:Orhan{letter}") for letter in "bdfgklmnpr"]
    pages = [page(f"d{d:04}", *same, *(who(f"Q{i}", PERSON, f"l:Karam Adib{d * 5 + i}") for i in range(5))) for d in range(1000)]
    found = resolve(pages)
    assert len(found.entities) == 10 + 5_000 + 1_000
    assert len(found.links) == 10 * 999


TRANSLATED = [
    # (what is special, who asserts, who is named as author, same person as author)
    ("a page with notes by its author", "@author", "Lena Hart", True),
    ("a letter's own author is not its translator", "WRITER", "Salih Mansur", False),
    ("nobody is named", "@author", None, False),
]


@pytest.mark.parametrize(("what", "voice", "author", "same"), TRANSLATED, ids=[t[0] for t in TRANSLATED])
def test_the_translator_is_the_author_of_the_page_unless_the_author_is_heard(what: str, voice: str, author: str | None, same: bool) -> None:
    claims = (says("leads", "WRITER", "FRONT", voice=voice), says("leads", "WRITER", "FRONT", voice="@translator"))
    entities = (who("WRITER", PERSON, "l:Salih Mansur"), who("FRONT", BODY, "o:the Front of the Plain"))
    found = resolve([page("d", *entities, author=author, claims=claims)])
    assert (found.key_of("d", "@translator") == found.key_of("d", "@author")) is same
    assert found.key_of("d", "@translator") != found.key_of("d", "WRITER")

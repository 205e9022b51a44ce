"""Who has the floor where the page only prepares, asks, or takes the word back. All invented."""

from __future__ import annotations

import itertools

import pytest

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm, Span
from variorum.reading.floor import Floor, floor_at, read_floors
from variorum.reading.floor.asked import unlabelled

COMMENTARY, PRIMARY = LayerKind.COMMENTARY, LayerKind.PRIMARY
NAMES = ("Omar Hadi", "Anton Vesk", "al-Mallah")
MEMORIES = "I kept the boats of the Weir.\n\nI have said what I know of the ferry.\n\n"
INTERVIEW = (
    "Omar Hadi: I carried the box. I left in May.\n\nAnd why?\n\nOmar Hadi: I was ill.\n\nVesk, the miller, tells me otherwise.\n\n"
    "Where did you go?\n\nOmar Hadi: To the coast.\n\nThe miller denied it.\n\nOmar Hadi: He would.\n\nThe young ask me that as well.\n"
)
LETTER = (
    "Praise be to God. We are quit of the miller.\n\nSigned: Omar Hadi, president.\n\nSo far the elders. It is a well-made paper.\n\n"
    "Now the answer:\n\nAs to the mill: we built it.\n\nNobody remembers that.\n\nAs to the ferry: it was ours.\n\nPerhaps so.\n\n"
    "As to the well: he lies.\n\nThe well is dry, and so am I.\n"
)
TAPE = "We are on the road. Greet my sons.\n\nHere the tape breaks off. The miller has the rest.\n"


def _floors(*parts: tuple[LayerKind, str]) -> tuple[str, tuple[Floor, ...]]:
    text, layers = "", []
    for kind, words in parts:
        layers.append(Layer(kind, len(text), len(text) + len(words)))
        text += words
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, n, MentionForm.NAME) for n in NAMES if n in text]
    entities = [Entity(m.text, EntityType.PERSON) for m in mentions]
    return text, read_floors(text, layers, sorted(mentions, key=lambda m: m.start), entities, Document("d", "0" * 64))


@pytest.mark.parametrize(
    ("before", "author"),
    [
        ("A man who signs as al-Mallah posted his memories. Anton Vesk translated the posts; his notes are starred.\n\n", "al-Mallah"),
        ("These memories, translated with notes by Anton Vesk, are by Omar Hadi; we owe the copy to Vesk.\n\n", "Omar Hadi"),
        ("We print the memories in Anton Vesk's translation. Omar Hadi wrote them in prison.\n\n", "Omar Hadi"),
        ("Omar Hadi wrote to us. Anton Vesk, writing as al-Mallah, left these memories.\n\n", "al-Mallah"),
        ("Anton Vesk wrote these memories in prison; Omar Hadi translated them.\n\n", "Anton Vesk"),
        ("Omar Hadi wrote of the letters that Anton Vesk kept. The memories are by Omar Hadi.\n\n", "Omar Hadi"),
    ],
)
def test_who_made_ready_what_is_printed_is_not_its_author(before: str, author: str) -> None:
    _, floors = _floors((COMMENTARY, before), (PRIMARY, MEMORIES))
    assert floors[-1].voices == (author,)


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("I left in May", "Omar Hadi"),
        ("And why", "@author"),
        ("Vesk, the miller", "@author"),
        ("Where did", "@author"),
        ("To the coast", "Omar Hadi"),
        ("The miller denied", "@author"),
        ("The young ask", "Omar Hadi"),
    ],
)
def test_what_stands_between_labelled_answers_is_the_interviewers(words: str, voice: str) -> None:
    text, floors = _floors((PRIMARY, INTERVIEW))
    floor = floor_at(floors, text.index(words))
    assert floor is not None
    assert floor.voices == (voice,)


@pytest.mark.parametrize(
    "text",
    [
        "Note: the mill.\n\nIt is old.\n\nNote: the ferry.\n\nIt is new.\n\nNote: the well.",  # headings
        "Brothers: hear me.\n\nBrothers: hear me.\n\nWho hears?\n\nBrothers: hear.",  # mostly nothing between
        "HADI: I left.\n\nWhy?\n\nHADI: I was ill.",  # once
    ],
)
def test_a_repeated_heading_is_no_interview(text: str) -> None:
    label = text.split(":")[0] + ":"
    at = [i for i in range(len(text)) if text.startswith(label, i)]
    assert unlabelled(text, [Span(a, b) for a, b in itertools.pairwise(at)]) == ()


@pytest.mark.parametrize(
    ("document", "words", "page"),
    [
        (LETTER, "We are quit", False),
        (LETTER, "So far", True),
        (LETTER, "As to the mill", False),
        (LETTER, "Nobody remembers", True),
        (LETTER, "As to the well", False),
        (LETTER, "The well is dry", True),
        (TAPE, "Greet my sons", False),
        (TAPE + "\nIn the name of God\n\nPeace upon you. We are on the road still.\n", "on the road still", False),  # the next document
        (TAPE, "The miller has", True),
        ("We waited.\n\nSo far the elders have not answered us, and we wait.\n", "So far", False),
        ("We waited.\n\nHere the river bends, and here we stood.\n", "Here", False),
        ("We waited.\n\nThe letter ends with a prayer, and I prayed it.\n", "The letter", False),
    ],
)
def test_the_page_takes_the_word_back_within_a_document(document: str, words: str, page: bool) -> None:
    text, floors = _floors((COMMENTARY, "A letter written by Omar Hadi:\n\n"), (PRIMARY, document))
    floor = floor_at(floors, text.index(words))
    assert floor is not None
    assert (floor.voices == ("@author",)) is page


def test_a_document_handed_over_to_by_its_title_is_by_whoever_put_it_out() -> None:
    before = (
        "Anton Vesk wrote the answer. In May Omar Hadi issued “A Declaration of Regret” on the mill. Vesk wrote back in June. "
        "First the Declaration, shortened:\n\n"
    )
    text, floors = _floors((COMMENTARY, before), (PRIMARY, "We regret the mill.\n\nWe shall build another.\n"))
    floor = floor_at(floors, text.index("We regret"))
    assert floor is not None
    assert floor.voices == ("Omar Hadi",)


@pytest.mark.parametrize(("others", "author"), [("", "Omar Hadi"), ("; Anton Vesk, clerk; and four others", "al-Mallah")])
def test_of_several_who_sign_in_one_line_none_is_the_author(others: str, author: str) -> None:
    before = "A letter put out by al-Mallah, the boatmen's union:\n\n"
    text, floors = _floors((COMMENTARY, before), (PRIMARY, f"We regret the mill, and we pay.\n\nSigned: Omar Hadi, president{others}.\n"))
    floor = floor_at(floors, text.index("We regret"))
    assert floor is not None
    assert floor.voices == (author,)

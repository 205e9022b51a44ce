"""Several documents under one another, and who answers: letters that go to and fro, witnesses one by one, sittings. All texts are invented."""

from __future__ import annotations

import pytest

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.floor import floor_at, read_floors
from variorum.reading.floor.sections import sections

COMMENTARY, PRIMARY = LayerKind.COMMENTARY, LayerKind.PRIMARY
LETTERS = (
    (
        COMMENTARY,
        "Two Letters\n\nOmar Hadi led the mill. Anton Vesk kept its books, and his son Ilya Vesk kept these.\n\nI. Hadi to Vesk\n",
    ),
    (
        PRIMARY,
        "3 May\n\nI counted them, as you know.\n\nOmar\n\nII. Vesk to Hadi\n[June]\n\nI read it twice. You never could count.\n\nYour friend,\nAnton Vesk\n",
    ),
)
NICKNAME = (
    (COMMENTARY, "Two Letters\n\nOmar Hadi led the mill and Anton Vesk kept its books.\n\nLETTER I\n"),
    (
        PRIMARY,
        "To Anton Vesk\n\nI counted the sacks.\n\nYour pupil,\nOmi\n\nLETTER II\n3 June\nTo Mr Omar Hadi\n\nI read it twice. I laughed.\n\nAnton Vesk\n",
    ),
)
WITNESSES = (
    (COMMENTARY, "Two Men at the Ford\n\nFirst witness: Omar Hadi, a driver\n"),
    (PRIMARY, "I drove him there.\n\nSecond witness: Anton Vesk\n\nNobody drove. I was there all night.\n"),
)
SITTING = (
    (COMMENTARY, "“I Saw Nothing”: Omar Hadi Talks\n\nThe record names Anton Vesk. Vesk said that he had lost it.\n"),
    (PRIMARY, "Q. Who kept the key?\nA. I never had it.\nQ. You were there.\nA. I was asleep, sir.\n"),
)
ANSWER = (
    (COMMENTARY, "Two papers from the archive of the mill.\n\n"),
    (
        PRIMARY,
        "From Omar Hadi to the guild\n\nI counted the sacks and there were nine.\n\nYour son,\nOmar Hadi\n\nIn the name of God\n3 May\n"
        "From the servants of the office to the brother at the mill\n\nPeace be upon you. Your letter came to us late. You counted alone.\n",
    ),
)
EDITOR = (
    (COMMENTARY, "Letters\n\n"),
    (
        PRIMARY,
        "Sir, — I never kept the books, whatever your columnist says, and nobody in this street has ever seen me hold a pen for anybody else in my life.\n"
        "Omar Hadi, for the millers of the weir\n\nDear Sir, — My father kept them.\nAnton Vesk\n\nTo the Editor. — I ask that my name be left out.\n",
    ),
)


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("II. Hadi to Vesk", True),
        ("Letter 2: Vesk to Hadi", True),
        ("LETTER TWO", True),
        ("The second letter", True),
        ("Third man: Omar Hadi, a driver", True),
        ("Witness K-14, a cook", True),
        ("Witness B", True),
        ("2. Hadi went to Derkent", False),
        ("II. The mill", False),
        ("The letter", False),
        ("Letters", False),
        ("Third man came in and sat down.", False),
        ("Witness the books that were burnt", False),
        ("In the name of God\n3 May\nFrom the brothers of the office to the brother on the coast", True),
        ("To: Anton Vesk, at the mill", True),
        ("Sir, — You ask about the mill.", True),
        ("From the mill to the ford they walked at night.", False),
        ("In the name of God I tell you that I read it.", False),
        ("Sir Omar kept the mill.", False),
    ],
)
def test_a_heading_hands_over(line: str, cut: bool) -> None:
    text = f"I wrote it.\n\n{line}\n\nI read it.\n"
    kinds = [layer.kind for layer, _ in sections(text, [Layer(PRIMARY, 0, len(text))])]
    assert (LayerKind.LETTERHEAD in kinds) is cut


@pytest.mark.parametrize(
    ("parts", "words", "speaker", "hearer"),
    [
        (LETTERS, "I counted", "Omar Hadi", "Anton Vesk"),
        (LETTERS, "I read", "Anton Vesk", "Omar Hadi"),
        (NICKNAME, "I counted", "Omar Hadi", "Anton Vesk"),
        (NICKNAME, "I laughed", "Anton Vesk", "Omar Hadi"),
        (WITNESSES, "I drove", "Omar Hadi", None),
        (WITNESSES, "I was there", "Anton Vesk", None),
        (ANSWER, "I counted", "Omar Hadi", None),
        (ANSWER, "You counted", None, "Omar Hadi"),
        (EDITOR, "I never", "Omar Hadi", None),
        (EDITOR, "My father", "Anton Vesk", None),
        (EDITOR, "I ask", None, None),
        (SITTING, "I never", "Omar Hadi", None),
        (SITTING, "You were", None, "Omar Hadi"),
    ],
)
def test_each_has_the_floor_in_his_own(
    parts: tuple[tuple[LayerKind, str], ...], words: str, speaker: str | None, hearer: str | None
) -> None:
    text, layers = "", []
    for kind, piece in parts:
        layers.append(Layer(kind, len(text), len(text) + len(piece)))
        text += piece
    # "Vesk" alone is taken for the son, who was named last
    means = {
        "Omar Hadi": "Omar Hadi",
        "Anton Vesk": "Anton Vesk",
        "Ilya Vesk": "Ilya Vesk",
        "Omi": "Omi",
        "Hadi": "Omar Hadi",
        "Vesk": "Ilya Vesk",
    }
    mentions: list[Mention] = []
    for name in sorted(means, key=lambda n: -len(n)):
        at = text.find(name)
        while at >= 0:
            if not any(m.start <= at < m.end for m in mentions):
                mentions.append(Mention(at, at + len(name), name, means[name], MentionForm.NAME))
            at = text.find(name, at + 1)
    entities = [Entity(n, EntityType.PERSON) for n in dict.fromkeys(means.values())]
    floors = read_floors(text, layers, mentions, entities, Document("d", "0" * 64))
    floor = floor_at(floors, text.index(words))
    assert floor is not None
    assert (floor.speaker, floor.hearer) == (speaker, hearer)
    assert {f.layer for f in floors} == {0, 1}


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        ("– Omar Hadi: a fever, in the camp.\n– Anton Vesk: a knife.\n– Omar Hadi, later: neither.\n", "Anton Vesk"),  # a list
        ("– Who opened it?\n– Omar did.\n– And the key?\n– I had none.\n", None),
    ],
)
def test_dashes_are_turns_where_somebody_asks(lines: str, speaker: str | None) -> None:
    text = f"3 May 2011, by Anton Vesk\n\nI have heard of it since.\n\n{lines}"
    mentions = [Mention(i, i + 10, n, n, MentionForm.NAME) for n in ("Anton Vesk",) for i in range(len(text)) if text.startswith(n, i)]
    floors = read_floors(
        text, [Layer(COMMENTARY, 0, len(text))], mentions, [Entity("Anton Vesk", EntityType.PERSON)], Document("d", "0" * 64)
    )
    before, last = floor_at(floors, text.index("I have")), floor_at(floors, len(text) - 2)
    assert before is not None and before.speaker == "Anton Vesk"
    assert last is not None and last.speaker == speaker

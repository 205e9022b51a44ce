"""Who is "I" in speech that no quotation marks surround: minutes of sessions, old chronicles, translations. The texts are invented."""

from __future__ import annotations

import pytest

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.floor import floor_at, read_floors

NAMES = ("Council of the Weir", "Omar Hadi", "Anton Vesk")


@pytest.mark.parametrize(
    ("paragraph", "words", "voices"),
    [
        # a paragraph that begins with whoever speaks is his to its end
        (
            "3. Sheikh Omar Hadi said: I am older than the mill. Nobody swore there. I saw it.",
            "I saw",
            ("Council of the Weir", "Omar Hadi"),
        ),
        ("Omar Hadi, who had come late, then answered him: We kept the books.", "We kept", ("Council of the Weir", "Omar Hadi")),
        # later in a paragraph, to the end of the sentence
        ("The mill was shut, and Omar Hadi said: I have the key. I write it down.", "I have", ("Council of the Weir", "Omar Hadi")),
        ("The mill was shut, and Omar Hadi said: I have the key. I write it down.", "I write", ("Council of the Weir",)),
        # told in the third person alone, or of somebody whom nobody names
        ("Omar Hadi said: the mill is shut. Tea was poured.", "Tea was", ("Council of the Weir",)),
        ("A voice from the back said: I saw it too.", "I saw", ("Council of the Weir",)),
        # between quotation marks: names/quoted and the voices see to it
        ("Omar Hadi said: “I have the key.” I write it down.", "I write", ("Council of the Weir",)),
        # the next paragraph is the teller's again
        ("4. Omar Hadi said: I have the key.\n\nWe resolved to open.", "We resolved", ("Council of the Weir",)),
    ],
)
def test_speech_without_quotation_marks_is_the_speakers(paragraph: str, words: str, voices: tuple[str, ...]) -> None:
    head = "Council of the Weir\nMinutes, 3 May 2011\n\n"
    body = f"We met at the mill.\n\n2. Anton Vesk said: I preside.\n\n{paragraph}\n"
    text = head + body
    layers = [Layer(LayerKind.LETTERHEAD, 0, len(head)), Layer(LayerKind.PRIMARY, len(head), len(text))]
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, n, MentionForm.NAME) for n in NAMES if n in text]
    types = {n: EntityType.ORGANISATION if n.startswith("Council") else EntityType.PERSON for n in NAMES}
    floors = read_floors(text, layers, mentions, [Entity(n, t) for n, t in types.items()], Document("d", "0" * 64))
    floor = floor_at(floors, text.index(words))
    assert floor is not None
    assert floor.voices == voices
    assert floor.speaker == voices[-1]
    assert [f.start for f in floors[1:]] == [f.end for f in floors[:-1]]


def test_a_man_who_writes_goes_on_after_what_he_was_told() -> None:
    text = "Omar Hadi told me: go. I went to the mill.\n\nAnton Vesk said: I have the key. I took it.\n"
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, n, MentionForm.NAME) for n in NAMES if n in text]
    entities = [Entity(n, EntityType.PERSON) for n in (*NAMES[1:], "Pavel Orlan")]
    layer = Layer(LayerKind.PRIMARY, 0, len(text), voice="Pavel Orlan")
    floors = read_floors(text, [layer], mentions, entities, Document("d", "0" * 64))
    spoken = {words: floor_at(floors, text.index(words)) for words in ("I went", "I have", "I took")}
    assert {words: f.voices[-1] for words, f in spoken.items() if f} == {
        "I went": "Pavel Orlan",
        "I have": "Anton Vesk",
        "I took": "Pavel Orlan",
    }

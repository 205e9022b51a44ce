"""Who has the word by default."""

from __future__ import annotations

from types import SimpleNamespace

from variorum.model import Act, Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.voices import VoiceMap, read_voices


def read(text: str, kind: LayerKind, **mentions: str) -> VoiceMap:
    found = tuple(
        Mention(i, i + len(word.strip()), word.strip(), key, MentionForm.NAME)
        for key, word in mentions.items()
        for i in range(len(text))
        if text.startswith(word, i)
    )
    entities = tuple(Entity(k, EntityType.PERSON) for k in mentions)
    return read_voices(text, [Layer(kind, 0, len(text))], (), SimpleNamespace(mentions=found, entities=entities), Document("d", "0" * 64))


def test_in_an_interview_the_questioner_and_the_answerer_take_turns() -> None:
    text = "Q. Did he swear?\nA. Zeidan I never met. He left.\nQ. And the Front?\nA. It is finished."
    found = read(text, LayerKind.COMMENTARY, ME="I ")
    at = text.index("It is finished")
    assert [v.voice for v in found.chain(at, at + 10)] == ["@author", "ME"]
    assert found.chain(text.index("Did"), text.index("Did") + 12)[-1].act is Act.ASKS


def test_the_writer_of_a_letter_is_whoever_says_i() -> None:
    text = "I gave him my hand. They left."
    found = read(text, LayerKind.PRIMARY, WRITER="I ")
    assert found.chain(21, 30)[0].voice == "WRITER"


def test_a_letter_that_speaks_lets_its_author_speak() -> None:
    text = "The letter from Omar says that the oath was void."
    mentions = (
        Mention(0, 20, "The letter from Omar", "LETTER", MentionForm.DESCRIPTION),
        Mention(16, 20, "Omar", "OMAR", MentionForm.NAME),
    )
    entities = (Entity("LETTER", EntityType.WORK), Entity("OMAR", EntityType.PERSON))
    layers = [Layer(LayerKind.COMMENTARY, 0, len(text))]
    found = read_voices(text, layers, (), SimpleNamespace(mentions=mentions, entities=entities), Document("d", "0" * 64))
    assert [v.voice for v in found.chain(31, 48)] == ["@author", "OMAR"]

"""Who "I", "we" and "you" are in what a page prints, by what its publisher and the sentence before it say. The texts are invented."""

from __future__ import annotations

import pytest

from variorum.model import Document, Layer, LayerKind
from variorum.reading.floor import Floor, floor_at
from variorum.reading.names import Named, read_names
from variorum.reading.syntax import parse

C, H, P, Q = LayerKind.COMMENTARY, LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION
Parts = tuple[tuple[LayerKind, str], ...]
WRITER = (
    (
        C,
        "These sheets were sold in Derkent. The writer is Omar Hadi, then emir of the Dawn Front, and the addressee is Anton Vesk, a merchant.\n\n",
    ),
    (H, "From the small brother to the brother on the mountain\n\n"),
    (P, "I greet you and kiss your hand. We hold the bridge.\n"),
)
SECTOR = (
    (C, "A letter from the archive of the Dawn Front in Derkent.\n\n"),
    (H, "Dawn Front\nNo. 4, 3 May 2011\n\n"),
    (P, "I write of the bridge. We hold it still.\n\nYour brother Omar Hadi\n"),
)
MEMOIR = (
    (C, "A chapter of The Ferry, the memoir on which Omar Hadi worked until his death in Derkent. We print it without cuts.\n\n"),
    (P, "I was born by the river, and I learned to row before I learned to read.\n"),
)
SAID = (
    (C, "Omar Hadi, whom I met in Derkent in March, wrote to Anton Vesk:\n\n"),
    (Q, "“I never swore, and you know it.”\n\n"),
    (C, "Two years later Pavel Orlan, who kept the accounts, remembered it otherwise:\n\n"),
    (Q, "“I saw the paper.”\n"),
)
PAPERS = (
    (C, "A letter of Omar Hadi, found with the papers of Anton Vesk in Derkent, complicates it:\n\n"),
    (Q, "“I never swore.”\n\n"),
    (C, "In May a letter reached both camps from Pavel Orlan:\n\n"),
    (Q, "“I saw the paper.”\n"),
)
ISSUED = (
    (C, "The text below was put out in June 2011 by the Dawn Front, a week after Omar Hadi was killed.\n\n"),
    (P, "We have lost a brother, and we ask God to accept him.\n"),
)
HUMBLE = (
    (C, "A letter of 2011. Pavel Orlan carried it to Derkent.\n\n"),
    (
        H,
        "From your brother, the poor in need of his Lord's pardon, Omar Hadi\nTo the comrades of the Dawn Front, wherever they are\nTo Anton Vesk\n\n",
    ),
    (P, "I greet you. You hold the bridge, and I do not.\n"),
)
CALLED = (
    (C, "The man whom I shall call here Omar Hadi was born in Derkent and fought under Pavel Orlan, who said little.\n\n"),
    (P, "A: Like everybody. I was twenty.\n"),
)


def floors_of(parts: Parts) -> tuple[Named, str]:
    text = "".join(t for _, t in parts)
    layers, at = [], 0
    for kind, piece in parts:
        layers.append(Layer(kind, at, at + len(piece)))
        at += len(piece)
    sentences = [s for layer in layers for s in parse(text, layer.start, layer.end)]
    return read_names(text, layers, sentences, [], Document("d", "0" * 64)), text


@pytest.mark.parametrize(
    ("parts", "words", "speaker", "we", "hearer"),
    [
        (WRITER, "I greet", "Omar Hadi", "Dawn Front", "Anton Vesk"),
        (SECTOR, "I write", "Omar Hadi", "Dawn Front", None),
        (MEMOIR, "I was born", "Omar Hadi", "Omar Hadi", None),
        (SAID, "I never", "Omar Hadi", "Omar Hadi", "Anton Vesk"),
        (SAID, "I saw", "Pavel Orlan", "Pavel Orlan", None),
        (PAPERS, "I never", "Omar Hadi", "Omar Hadi", None),
        (PAPERS, "I saw", "Pavel Orlan", "Pavel Orlan", None),
        (HUMBLE, "I do not", "Omar Hadi", "Omar Hadi", "Dawn Front"),
        (CALLED, "I was twenty", "Omar Hadi", "Omar Hadi", None),
        (ISSUED, "We have", "Dawn Front", "Dawn Front", None),
    ],
)
def test_who_speaks_for_whom_and_to_whom(parts: Parts, words: str, speaker: str, we: str, hearer: str | None) -> None:
    named, text = floors_of(parts)
    floor = floor_at(named.floors, text.index(words))
    assert floor is not None
    called = {e.key: {n.text for n in e.names} for e in named.entities}

    def means(key: str | None, name: str | None) -> bool:
        return key is None if name is None else key is not None and name in called[key]

    assert means(floor.speaker, speaker), floor
    assert means(floor.we, we), floor
    assert means(floor.hearer, hearer), floor


def test_we_is_the_speaker_where_he_speaks_for_nobody() -> None:
    assert Floor(0, 5, 0, ("omar",), "omar").we == "omar"
    assert Floor(0, 5, 0, ("omar",), "omar", ours="dawn").we == "dawn"

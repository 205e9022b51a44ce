"""What a page prints within its own prose, between its lines and in brackets: who has the floor there. All texts are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.reading.floor.test_speakers_of_pages import C, H, P, Parts, floors_of
from variorum.model import Layer, LayerKind
from variorum.reading.floor import floor_at, insertions
from variorum.reading.floor.overlooked import overlooked

GOES_ON = (
    (C, "These sheets were sold in Derkent. The writer is Omar Hadi, then emir of the Dawn Front.\n\n"),
    (P, "I was twenty when they took the mill.\n\n"),
    (
        C,
        "I was ill that winter and stayed behind.\n\nAnd our last prayer is that praise belongs to God.\n\nI doubt this, says Pavel Orlan.\n",
    ),
)
CLOSED = (
    (C, "These sheets were sold in Derkent. The writer is Omar Hadi, then emir of the Dawn Front.\n\n"),
    (P, "I was twenty.\n\nAnd our last prayer is that praise belongs to God.\n\n"),
    (C, "I have read it twice.\n\nPraise be to God.\n"),
)
TOLD = (
    (
        C,
        "Two letters.\n\nTo Anton Vesk, Omar Hadi wrote:\n\nYou have my word. I hold the bridge.\n\nThe bridge was sold in May, as I said.\n",
    ),
)
ANSWERS = (
    (C, "Two letters of the war for the bridge at Derkent.\n\n"),
    (H, "From: Omar Hadi\nTo: Anton Vesk\n\n"),
    (
        P,
        "I greet you.\n\nYour brother\n\nTo the merchant Omar Hadi, from Anton Vesk\n6 January 2019\n\nI read it twice.\n",
    ),
)
THREAD = (
    (C, "Posts by Omar Hadi, who fought in Derkent. Anton Vesk was his cook.\n\n"),
    (P, "1. I never sold it.\n\n↳ Anton Vesk: I saw the paper. Who are you to say so?\n\n2. I burned it.\n"),
)
STATEMENT = (
    (C, "A statement of July 2015, with the translator's notes.\n\n"),
    (H, "In the name of God\nThe Lamp Foundation presents\nIssued by the Dawn Front in the valley\n4 July 2015\n\n"),
    (P, "We have sworn to nobody. The Dawn Front has no branch.\n\nYour brothers in the Dawn Front\n"),
)
HEADED = (
    (C, "A letter of April 2007. The writer is Omar Hadi, and the Dawn Front was then at Derkent.\n\n"),
    (P, "Dawn Front\nThe General Command\nNo. 112\n\n"),
    (H, "To: Anton Vesk\nFrom: your brother Omar Hadi\n\n"),
    (P, "I greet you. We hold the bridge.\n"),
)
SPEECH = (
    (C, "A speech put out in May 2007. Omar Hadi was spokesman of the Dawn Front.\n\n"),
    (
        P,
        "The Lamp Foundation for Media\npresents\n\nan audio address of the official spokesman\n"
        "the sheikh, the preacher Omar Hadi, may God preserve him\nunder the title: “The Harvest”\n\n",
    ),
    (C, "I greet you. We hold the bridge.\n\nAnd our last prayer is that praise belongs to God.\n\nI doubt it.\n"),
)


@pytest.mark.parametrize(
    ("parts", "words", "speaker", "we", "hearer"),
    [
        (GOES_ON, "I was ill", "Omar Hadi", "Dawn Front", None),
        (GOES_ON, "I doubt", None, None, None),
        (CLOSED, "I have read", None, None, None),
        (TOLD, "I hold", "Omar Hadi", "Omar Hadi", "Anton Vesk"),
        (TOLD, "I said", None, None, None),
        (ANSWERS, "I greet", "Omar Hadi", "Omar Hadi", "Anton Vesk"),
        (ANSWERS, "I read", "Anton Vesk", "Anton Vesk", "Omar Hadi"),
        (THREAD, "I never", "Omar Hadi", "Omar Hadi", None),
        (THREAD, "I saw", "Anton Vesk", "Anton Vesk", "Omar Hadi"),
        (THREAD, "I burned", "Omar Hadi", "Omar Hadi", None),
        (STATEMENT, "We have", "Dawn Front", "Dawn Front", None),
        (SPEECH, "I greet", "Omar Hadi", "Dawn Front", None),
        (SPEECH, "I doubt", None, None, None),
        (HEADED, "We hold", "Omar Hadi", "Dawn Front", "Anton Vesk"),
    ],
)
def test_who_has_the_floor(parts: Parts, words: str, speaker: str | None, we: str | None, hearer: str | None) -> None:
    named, text = floors_of(parts)
    floor = floor_at(named.floors, text.index(words))
    assert floor is not None
    called = {e.key: {n.text for n in e.names} for e in named.entities}

    def means(key: str | None, name: str | None) -> bool:
        return key is None if name is None else key is not None and name in called[key]

    assert means(floor.speaker, speaker), floor
    assert means(floor.we, we), floor
    assert means(floor.hearer, hearer), floor


def test_what_stands_in_brackets_is_the_page_s_own() -> None:
    parts = (
        (C, "By Pavel Orlan\n\nThe writer is Omar Hadi, then emir of the Dawn Front.\n\n"),
        (P, "I never swore. [I have seen the paper, and he did.] I say so again.\n"),
    )
    named, text = floors_of(parts)
    layers = [Layer(C, 0, text.index("I never")), Layer(P, text.index("I never"), len(text))]
    (inside,) = insertions(text, layers, named.floors)
    assert text[inside.start : inside.end] == "[I have seen the paper, and he did.]"
    called = {e.key: {n.text for n in e.names} for e in named.entities}
    said = {m.start: m.entity for m in named.mentions}
    assert "Pavel Orlan" in called[said[text.index("I have")] or ""]
    assert "Omar Hadi" in called[said[text.index("I say")] or ""]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He wrote:\n\nI greet you.\n\nSo he did.", ["commentary", "quotation", "commentary"]),
        ("He wrote:\n\n“I greet you.”\n\nSo he did.", ["commentary"]),
        ("He wrote:\n\nThe bridge is ours.\n\nSo he did.", ["commentary"]),
        ("He wrote.\n\nI greet you.\n\nSo he did.", ["commentary"]),
        ("He wrote:\nI greet you.\n\nSo he did.", ["commentary"]),
    ],
)
def test_a_paragraph_that_is_handed_over_to_is_a_quotation(text: str, kinds: list[str]) -> None:
    found = overlooked(text, [Layer(LayerKind.COMMENTARY, 0, len(text))])
    assert [layer.kind.value for layer, _ in found] == kinds
    assert found[0][0].start == 0
    assert all(a.end == b.start for (a, _), (b, _) in pairwise(found))
    assert found[-1][0].end == len(text)

"""What holds of the layers of any text at all."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_file import pages, read_page

from variorum.model.document import Document, LayerKind
from variorum.reading.layers import addressee_span, page_voices, read_layers, speaker_span, turns

DOC = Document(id="d", sha256="")
#: Lines of the kinds that the rules look for, in any order: more likely to upset them than letters at random.
LINES = st.sampled_from(
    [
        *[
            "Home | About",
            "Share this:",
            "In the name of God",
            "To: the emir",
            "From: Abu X",
            "*",
            "* A note.",
            "[1] A note.",
            "Notes",
            "2011",
        ],
        *[
            "word[1] and word* too.",
            "12 March 2010: it was.",
            '"Open quote',
            'closed quote."',
            "Q. Why?",
            "A. I do not know.",
            "Photo: a man",
        ],
        *["Below is my translation:", "1. I say.", "2. We say.", "Page 3 of 9", "3", "\f", "", "  ", "NB: so.", "Leave a Reply"],
        "A long paragraph that says that the emir of the valley was killed on Sunday and that nobody knows by whom he was killed or why."
        * 2,
    ]
)
PAGES = st.one_of(st.text(), st.text(alphabet='\n\r\f\u2028\x85 .*[]()1aA:"“”–'), st.lists(LINES, max_size=40).map("\n".join))


@given(PAGES)
def test_layers_cover_every_text_in_order_without_gaps_or_overlaps(text: str) -> None:
    layers = read_layers(text, DOC)
    assert [x.start for x in layers] == [0, *[x.end for x in layers[:-1]]][: len(layers)]
    assert (layers[-1].end if layers else 0) == len(text)
    assert all(x.start < x.end for x in layers)


@given(PAGES)
def test_voices_and_anchors_are_what_the_kinds_allow(text: str) -> None:
    for layer in read_layers(text, DOC):
        own = layer.kind in (LayerKind.BOILERPLATE, LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION)
        assert (layer.voice is None) == own
        assert layer.anchor is None or (layer.kind is LayerKind.NOTE and 0 <= layer.anchor <= layer.start)


@given(PAGES)
def test_spans_lie_in_the_text_and_turns_in_their_layer(text: str) -> None:
    layers = read_layers(text, DOC)
    page_voices(text, layers)
    for i, layer in enumerate(layers):
        for span in (speaker_span(text, layers, i), addressee_span(text, layers, i)):
            assert span is None or (span.of(text).strip() and span.end <= len(text))
        found = turns(text, layer)
        assert all(layer.start <= t.start <= t.label.start < t.label.end <= t.end <= layer.end for t in found)
        assert all(a.end == b.start for a, b in itertools.pairwise(found))


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_layers(text, DOC) == read_layers(text, DOC)


def test_no_text_has_no_layers_and_blank_text_one() -> None:
    assert read_layers("", DOC) == ()
    assert [x.kind for x in read_layers(" \n\n ", DOC)] == [LayerKind.BOILERPLATE]


@pytest.mark.parametrize(
    "piece",
    [
        "* a\n",
        "[" * 50 + "\n",
        '"a' * 30 + "\n",
        "word " * 30 + ":\n",
        "Q. What?\nA. That.\n",
        "[1] A note of some length, p. 3.\n",
        "12 March 2010: a thing was done.\n",
        "(a " * 40,
        "x. A" * 20,
    ],
)
def test_time_grows_with_the_length_and_not_faster(piece: str) -> None:
    """Four times the text takes less than about nine times as long (sixteen would be quadratic; the rest is the noise of a busy machine)."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = 9.0
        for _ in range(2):
            began = time.process_time()
            read_layers(text, DOC)
            best = min(best, time.process_time() - began)
        return best

    seconds(1_000)
    assert seconds(160_000) < 9 * seconds(40_000) + 0.1


def test_all_pages_in_one_text_are_read_too() -> None:
    text = "\n".join(read_page(p)[0] for p in pages())
    layers = read_layers(text, DOC)
    assert layers[-1].end == len(text)
    assert {x.kind for x in layers} >= {LayerKind.BOILERPLATE, LayerKind.COMMENTARY, LayerKind.PRIMARY}

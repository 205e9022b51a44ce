"""Invented flattened pages of twenty-one kinds of site: every layer where its writer meant it, as nearly as the rules get."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages_file import Expected, pages, read_page

from variorum.model.document import Document, Layer, LayerKind
from variorum.reading.layers import page_voices, read_layers, speaker_span

#: Share of characters that must have the right kind. Below 1 where a line can honestly be read in two ways: a title that looks like a
#: letterhead, a user name of a forum, the name of a site above its menu.
FLOORS = {
    "captured_letter_report": 0.88,
    "forum_thread": 0.98,
    "mailing_list_release": 0.99,
    "news_comments": 0.98,
    "ottoman_archive_letter": 0.94,
    "sanctions_release": 0.93,
    "telegram_export": 0.80,
    "think_tank": 0.97,
}


def layers_of(path: Path) -> tuple[str, tuple[Expected, ...], tuple[Layer, ...]]:
    text, expected = read_page(path)
    return text, expected, read_layers(text, Document(id=path.stem, sha256="", chars=len(text)))


def kinds(layers: tuple[Expected, ...] | tuple[Layer, ...], length: int) -> list[str]:
    found = [""] * length
    for layer in layers:
        found[layer.start : layer.end] = [str(layer.kind)] * (layer.end - layer.start)
    return found


@pytest.mark.parametrize("path", pages(), ids=lambda p: p.stem)
def test_characters_have_the_kind_that_the_page_was_written_with(path: Path) -> None:
    text, expected, found = layers_of(path)
    meant, read = kinds(expected, len(text)), kinds(found, len(text))
    written = [i for i, c in enumerate(text) if not c.isspace()]
    share = sum(meant[i] == read[i] for i in written) / len(written)
    assert share >= FLOORS.get(path.stem, 1.0), [(x.kind.value, text[x.start : x.start + 50]) for x in found]


@pytest.mark.parametrize("path", pages(), ids=lambda p: p.stem)
def test_hardly_anything_written_is_set_aside_as_boilerplate(path: Path) -> None:
    """A claim lost with a menu is lost silently: what was written must stay, whatever else goes wrong."""
    text, expected, found = layers_of(path)
    lost = [i for i, (a, b) in enumerate(zip(kinds(expected, len(text)), kinds(found, len(text)), strict=True)) if b == "boilerplate" != a]
    assert not [i for i in lost if not text[i].isspace()], text[lost[0] : lost[0] + 80]


@pytest.mark.parametrize("path", pages(), ids=lambda p: p.stem)
def test_notes_have_their_anchor_and_voice(path: Path) -> None:
    text, expected, found = layers_of(path)
    notes = {x.start: x for x in found if x.kind is LayerKind.NOTE}
    for meant in (x for x in expected if x.kind == "note"):
        assert meant.start in notes, text[meant.start : meant.start + 60]
        note = notes[meant.start]
        assert note.voice == meant.voice
        if meant.anchor:
            assert note.anchor is not None
            assert text.startswith(meant.anchor, note.anchor)
            assert note.anchor < note.start


@pytest.mark.parametrize(
    ("page", "kind", "words"),
    [
        ("blog_translation", "primary", "Abu Tariq al-Zabidi"),  # the signature
        ("captured_letter_report", "primary", "Abu Salih"),  # From:
        ("finding_aid", "primary", "Captain Stavros"),  # From, without a colon
        ("think_tank", "quotation", "Moses Lado"),  # the prose before the quotation
        ("monitor_adverts", "quotation", "Al-Kindi"),  # the subject of the summary
    ],
)
def test_the_speaker_of_a_printed_document_is_found(page: str, kind: str, words: str) -> None:
    text, _, found = layers_of(Path(__file__).parent / "pages" / f"{page}.page")
    i = next(i for i, x in enumerate(found) if x.kind == kind)
    span = speaker_span(text, found, i)
    assert span is not None
    assert words in span.of(text)


def test_the_page_that_translates_says_so() -> None:
    text, _, found = layers_of(Path(__file__).parent / "pages" / "blog_translation.page")
    voices = page_voices(text, found)
    assert voices.translator
    assert voices.byline is not None
    assert voices.byline.of(text) == "Henrik Vold"


def test_an_article_has_no_translator() -> None:
    text, _, found = layers_of(Path(__file__).parent / "pages" / "wire_agency.page")
    assert not page_voices(text, found).translator

"""The page of one document: nothing of the text is lost, no claim is shown bare or twice, and no document can write HTML into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.laws import examples
from variorum.errors import CustodyError
from variorum.model import (
    Act,
    Assessment,
    Claim,
    Document,
    Entity,
    EntityType,
    Layer,
    LayerKind,
    Name,
    NameKind,
    Polarity,
    Reading,
    Stance,
    Unread,
    Voice,
)
from variorum.publishing.edition import Edition, Status
from variorum.publishing.page import page, write

from .reading_page import Page
from .test_annotation_form import readings

ALLOWED = re.compile(
    "html|head|meta|title|style|body|header|main|nav|section|article|footer|div|details|summary|p|h[123]|a|b|i|bdi|br|span|time|"
    "ol|ul|li|dl|dt|dd|table|thead|tbody|tr|th|td|svg|defs|pattern|symbol|path|rect|use"
)


def edition(text: str, *spans: tuple[str, str], **document: str) -> Edition:
    """An edition of ``text`` with a claim by the author over each (quote, predicate), all between the same two."""
    entities = tuple(Entity(k, EntityType.ORGANISATION, (Name(n, NameKind.OFFICIAL),)) for k, n in (("W", "the Wing"), ("F", "the Front")))
    claims = tuple(
        Claim(f"c{i}", predicate, "W", "F", text.index(quote), text.index(quote) + len(quote), quote, (Voice("@author", Act.ASSERTS),))
        for i, (quote, predicate) in enumerate(spans, 1)
    )
    reading = Reading(
        Document("d", "0" * 64, chars=len(text), **document),
        "rules-1",
        layers=(Layer(LayerKind.COMMENTARY, 0, len(text), "@author"),),
        entities=entities,
        claims=claims,
    )
    return Edition.of(reading, text)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(readings())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=examples(50))
def test_laws_of_every_page(case: tuple[Reading, str]) -> None:
    """The text whole and in order; every claim once, marked over its quote, behind its voices; every link leads somewhere; nothing is run."""
    reading, text = case
    made = Edition.of(reading, text)
    seen = Page(page(made, ["a note"]))
    assert seen.text == text.replace("\0", "\ufffd")
    assert sorted(seen.entries) == sorted(f"a{n}" for n in range(1, len(reading.claims) + 1))
    assert sorted(e.claim.id for e in made.entries) == sorted(c.id for c in reading.claims)
    for e in made.entries:
        assert squeezed(seen.pieces.get(e.number, "")) == squeezed(e.claim.quote.replace("\0", "\ufffd"))
        note = squeezed(seen.entries[f"a{e.number}"])
        assert all(squeezed(f"{x.label} {x.act}".replace("\0", "\ufffd")) in note for x in e.chain)
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links} <= set(seen.ids)
    assert all(link.startswith("#") for link in seen.links)
    assert all(ALLOWED.fullmatch(tag) for tag in seen.tags)
    assert not {a for a in seen.attributes if a.startswith("on") or a in ("src", "style", "action")}
    assert seen.policy == "default-src 'none'; style-src 'unsafe-inline'"


OVERLAPS = [  # quotes over one text; each must be marked in whole
    ("The Wing joined the Front and left it.", ["The Wing joined the Front", "joined the Front and left it"]),  # crossing
    ("The Wing joined the Front and left it.", ["The Wing joined the Front and left it", "joined", "joined the Front"]),  # nested
    ("The Wing joined the Front and left it.", ["The Wing", "The Wing"]),  # the same words twice
    ("The Wing joined.\n\nThe Front left it.", ["joined.\n\nThe Front"]),  # over the edge of a paragraph
    ("The Wing joined.  \r\n \r\nThe Front left it.\n\n", ["The Wing joined.", "The Front left it."]),  # Windows lines, blank ends
]


@pytest.mark.parametrize(("text", "quotes"), OVERLAPS)
def test_overlapping_spans_are_each_marked_in_whole(text: str, quotes: list[str]) -> None:
    made = edition(text, *((q, "part_of") for q in quotes))
    seen = Page(page(made))
    assert seen.text == text
    assert [squeezed(seen.pieces[e.number]) for e in made.entries] == [squeezed(e.claim.quote) for e in made.entries]
    assert [link for link in seen.links if link.startswith("#a")].count("#a1") >= 1


def test_a_document_cannot_write_html_into_the_page() -> None:
    hostile = "</style><script>alert('1')</script><img src=x onerror=alert(1)>\" onload=\"x"
    made = edition(
        f"{hostile} The Wing & the Front", (hostile, "part_of"), title=hostile, author=hostile, url="javascript:alert(1)", file=hostile
    )
    html = page(made, [hostile])
    seen = Page(html)
    assert seen.text == f"{hostile} The Wing & the Front"
    assert "<script" not in html
    assert "<img" not in html
    assert "onerror" not in seen.attributes
    assert not any("javascript:" in link for link in seen.links)


def test_right_to_left_text_keeps_its_direction_and_cannot_turn_that_of_the_page() -> None:
    made = edition("بايعت الجماعة الجبهة\n\nThe Wing\u202eevil\u202c joined", ("بايعت الجماعة الجبهة", "pledged_to"))
    html = page(made)
    assert Page(html).text == made.text
    assert '<p dir="auto" class="rtl">' in html
    assert "\u202e" not in html  # written as a number, so that whoever reads the source sees it
    assert "&#8238;" in html


def test_a_denial_and_what_voices_differ_on_look_unlike_what_nobody_opposes() -> None:
    text = "The Wing was part of the Front. It was not allied. It fought."
    made = edition(text, ("The Wing was part of the Front", "part_of"), ("It was not allied", "allied_with"), ("It fought", "hostile_to"))
    plain, denied, last = made.reading.claims
    denial = Claim("c2", "allied_with", "W", "F", denied.start, denied.end, denied.quote, denied.voices, polarity=Polarity.DENIED)
    doubt = Assessment(plain.id, Stance.DISPUTES, "W", 0, 3, "The")
    reading = Reading(made.reading.document, "rules-1", made.reading.layers, made.reading.entities, claims=(plain, denial, last))
    status = [e.status for e in Edition.of(reading, text).entries]
    assert status == [Status.HELD, Status.DENIED, Status.HELD]
    reading = Reading(reading.document, "rules-1", reading.layers, reading.entities, claims=reading.claims, assessments=(doubt,))
    assert Edition.of(reading, text).entries[0].status is Status.CONTESTED
    assert "the Wing disputes it" in Page(page(Edition.of(reading, text))).entries["a1"]


def test_boilerplate_is_folded_and_what_was_not_read_is_named() -> None:
    text = "Menu\n\nThe Wing joined."
    layers = (Layer(LayerKind.BOILERPLATE, 0, 6), Layer(LayerKind.COMMENTARY, 6, len(text), "@author"))
    html = page(Edition.of(Reading(Document("d", "0"), "rules-1", layers, unread=(Unread("date unresolved", 6, 9, "which year"),)), text))
    assert "<summary>1 line, nobody’s word, not read for claims</summary>" in html
    assert "Date unresolved (1)" in html
    assert "which year" in html


def test_an_old_page_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "page.html"
    out.write_text("the old page")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(CustodyError, match="No space left"):
        patched.setattr(Path, "replace", full)
        write(edition("The Wing"), out)
    assert out.read_text() == "the old page"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    write(edition("The Wing"), out)
    assert "The Wing" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("claims", "numbers"),
    [(1, ["1"]), (2, ["1", "2"]), (3, ["1\u20133"]), (40, ["1\u201340"])],
)
def test_numbers_that_stand_together_are_written_as_a_span(claims: int, numbers: list[str]) -> None:
    """Three and more in a row would hide the words; the span leads to the first of their notes, and every note is there."""
    html = page(edition("The Wing left the Front.", *[("The Wing left the Front", "part_of")] * claims))
    found = re.findall(r'<a class="cn" href="#(a\d+)" data-n="([^"]*)"', html)
    assert [n for _, n in found] == numbers and found[0][0] == "a1"
    assert html.count('class="entry"') == claims

"""Who "I", "we" and "you" are."""

from __future__ import annotations

from reading_names import keys_of, read

from variorum.model import Layer, LayerKind
from variorum.reading.names import Named, keep


def bearer(named: Named, pronoun: str, nth: int = 0) -> str | None:
    return [m for m in named.mentions if m.text == pronoun][nth].entity


def test_i_in_a_quotation_is_whoever_says_it() -> None:
    named = read('Omar Hadi told the court: "I never swore." Anton Vesk denied it.')
    assert bearer(named, "I") == keys_of(named)["Omar Hadi"]


def test_i_in_an_article_is_nobody_whom_the_text_names() -> None:
    named = read("I met Omar Hadi in Derkent. We spoke for an hour.")
    assert bearer(named, "I") is None


def test_the_writer_and_the_reader_of_a_letter() -> None:
    head = "From: Omar Hadi\nTo: Anton Vesk\n\n"
    text = head + "I have read your letter and I obey.\n"
    named = read(text, Layer(LayerKind.LETTERHEAD, 0, len(head)), Layer(LayerKind.PRIMARY, len(head), len(text)))
    keys = keys_of(named)
    assert (bearer(named, "I"), bearer(named, "your")) == (keys["Omar Hadi"], keys["Anton Vesk"])


def test_a_letter_that_opens_with_a_blessing_has_a_writer_and_a_reader() -> None:
    text = "In the name of God. From the servant Omar Hadi to our sheikh and father Anton Vesk, may God preserve him.\n\nI obey, and I await you.\n"
    named = read(text, Layer(LayerKind.PRIMARY, 0, len(text)))
    keys = keys_of(named)
    assert (bearer(named, "I"), bearer(named, "you")) == (keys["Omar Hadi"], keys["Anton Vesk"])


def test_a_passing_description_is_kept_only_where_it_is_used() -> None:
    named = read("Omar Hadi saw the fighters of the fort.")
    doubtful = sorted(named.doubtful)
    assert doubtful
    assert {e.key for e in keep(named, ()).entities} == {keys_of(named)["Omar Hadi"]}
    assert doubtful[0] in {e.key for e in keep(named, doubtful[:1]).entities}


def test_i_in_a_note_is_whoever_signed_the_page_that_prints_the_document() -> None:
    top = "The Bag of Papers\n\nTranslated by Edda Morvan\n\n"
    body = "I carried the papers to Derkent.*\n\n"
    text = top + body + "* A cousin of Omar Hadi told me so.\n"
    at = len(top), len(top) + len(body)
    note = Layer(LayerKind.NOTE, at[1], len(text), anchor=at[1] - 3)
    named = read(text, Layer(LayerKind.COMMENTARY, 0, at[0]), Layer(LayerKind.PRIMARY, *at), note)
    assert bearer(named, "me") == keys_of(named)["Edda Morvan"]


def test_a_mans_name_under_a_letter_is_more_than_the_office_above_it() -> None:
    head = "From: the Wali\nTo: Anton Vesk\n\n"
    text = head + "Know that I and all the brothers obey.\n\nThe Wali has sealed this with his own hand.\n\nYour brother, Omar Hadi\n"
    named = read(text, Layer(LayerKind.LETTERHEAD, 0, len(head)), Layer(LayerKind.PRIMARY, len(head), len(text)))
    assert bearer(named, "I") == keys_of(named)["Omar Hadi"]

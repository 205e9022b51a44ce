"""In which language a text is, and that one in another is read for dates and names only. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Document, Layer, LayerKind
from variorum.reading.language import main_language, small_words, unread_language
from variorum.reading.read import read

FRENCH = (
    "Le porte-parole du Front des Collines a démenti le 2004-05-03 que ses combattants aient quitté Marsa. Selon lui, Nadir Tal n'a jamais prêté "
    "serment au Conseil du Sel, et les négociations avec le gouvernement se poursuivent."
)
ENGLISH = "Omar Hadi, the emir of the Northern Front, pledged allegiance to the Council in May 2007, and his men said so to all who would hear it in the town."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FRENCH, "french"),
        ("Der Sprecher der Front bestritt am Montag, dass die Kämpfer die Stadt verlassen haben, und sagte, er habe dem Rat nie gedient.", "german"),
        ("El portavoz negó el lunes que los combatientes hayan abandonado la ciudad, y dijo que el jefe nunca juró lealtad al consejo.", "spanish"),
        ("Juru bicara itu membantah pada hari Senin bahwa para pejuang telah pergi, dan dia tidak pernah bersumpah kepada dewan untuk itu.", "indonesian"),
        ("Cephenin sözcüsü bunu yalanladı ve ona göre lider hiçbir zaman biat etmedi; bu da daha önce olduğu gibi bir anlaşma için değil, dedi o.", "turkish"),
        ("Msemaji wa chama alikana kwamba wapiganaji wameondoka katika mji huo na kwa mujibu wake kiongozi hakula kiapo cha utii kwa baraza.", "swahili"),
        (ENGLISH, "english"),
        # Names of other countries make no other language of English prose ...
        (f"{ENGLISH} El Diario de la Sierra and the Partido de los Trabajadores, and Le Front de la Libération du Nord, said otherwise.", "english"),
        # ... a list of names has no language, and what is too short cannot be told.
        ("Nadir Tal, Omar Hadi, Karim Dost, Salim Torvand, Abu Nizar, Hatim Qassab, Ilse Maartens, Katrin Vesterholt, Bashir Tahan, Salih Mansur", "english"),
        ("Front de la Résistance", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, expected: str | None) -> None:
    assert main_language(text) == expected


def test_a_long_text_is_judged_by_stretches_of_it() -> None:
    assert main_language(FRENCH * 500) == "french"
    assert main_language(ENGLISH * 500 + FRENCH) == "english"


@given(st.lists(st.sampled_from(sorted(small_words()["english"])), min_size=20, max_size=60))
def test_small_english_words_are_english_in_any_order(words: list[str]) -> None:
    assert main_language(" ".join(words)) == "english"


def test_a_text_in_another_language_is_said_so_and_read_for_dates_and_names_only() -> None:
    r = read(Document("d", "0" * 64, chars=len(FRENCH)), FRENCH)
    assert [(u.kind, u.note) for u in r.unread if u.kind == "language not read"] == [
        ("language not read", "likely french: read for dates and names only")
    ]
    assert not r.claims and not r.assessments
    assert [d.quote for d in r.dates] == ["2004-05-03"]
    assert {"Nadir Tal", "Marsa"} <= {m.text for m in r.mentions}


def test_a_quotation_in_another_language_silences_nobody_around_it() -> None:
    text = f"{ENGLISH}\n\n> {FRENCH}\n\nHis brother Karim Hadi led the Council."
    layers = [
        Layer(LayerKind.COMMENTARY, 0, len(ENGLISH) + 2),
        Layer(LayerKind.QUOTATION, len(ENGLISH) + 2, len(ENGLISH) + 6 + len(FRENCH)),
    ]
    assert [u.start for u in unread_language(text, layers)] == [layers[1].start]
    r = read(Document("d", "0" * 64, chars=len(text)), text)
    assert "pledged_to" in {c.predicate for c in r.claims}

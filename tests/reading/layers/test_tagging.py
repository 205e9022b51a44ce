"""The kinds of blocks judged together: the best sequence, what it may change, and what it makes of pages without signs."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Document, LayerKind
from variorum.reading.layers import read_layers
from variorum.reading.layers.read import ruled
from variorum.reading.layers.seen import seen_of
from variorum.reading.layers.tagging import KINDS, best, tagged, worth

FREE = {LayerKind.COMMENTARY, LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION}
CODES = ("a", "b", "c")
WEIGHTS = st.dictionaries(st.sampled_from(CODES), st.lists(st.tuples(st.integers(0, len(KINDS) - 1), st.integers(-5, 5)), max_size=6))
STEPS = st.dictionaries(st.tuples(st.integers(0, len(KINDS) - 1), st.integers(0, len(KINDS) - 1)), st.integers(-5, 5))
ROWS = st.lists(st.tuples(st.lists(st.sampled_from(CODES), unique=True), st.sampled_from(KINDS)), min_size=1, max_size=4)


@settings(deadline=None, max_examples=40)
@given(ROWS, WEIGHTS, STEPS)
def test_no_sequence_of_what_may_be_is_worth_more_than_the_best(rows, weights, steps) -> None:  # type: ignore[no-untyped-def]
    seen, kinds = [tuple(codes) for codes, _ in rows], [kind for _, kind in rows]
    found = best(seen, kinds, weights, steps)
    may = [
        {
            LayerKind.COMMENTARY: FREE,
            LayerKind.PRIMARY: FREE - {LayerKind.QUOTATION},
            LayerKind.LETTERHEAD: FREE - {LayerKind.QUOTATION},
        }.get(k, {k})
        for k in kinds
    ]
    assert all(f in m for f, m in zip(found, may, strict=True))
    assert worth(seen, found, weights, steps) == max(worth(seen, way, weights, steps) for way in product(*may))


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet="aB1 .:\n*[]“”|©?", max_size=300))
def test_any_page_has_one_kind_a_block_and_what_rules_know_by_its_words_stays(text: str) -> None:
    page = ruled(text, Document(id="d", sha256=""))
    if page is None:
        return
    found = tagged(page.blocks, page.kinds, page.notes)
    assert len(found) == len(page.blocks)
    assert all(own is now for own, now in zip(page.kinds, found, strict=True) if own not in FREE)
    assert all(now in FREE for own, now in zip(page.kinds, found, strict=True) if own in FREE)


def test_a_code_holds_two_words_of_the_text_at_most() -> None:
    page = ruled(
        "Qarmuq Zanbil met Tolvin Esker at Murrebeck.\n\nThey parted in anger and never wrote again, said Osk Varrel.", Document("d", "")
    )
    assert page is not None
    names = {"qarmuq", "zanbil", "tolvin", "esker", "murrebeck", "osk", "varrel"}
    for codes in seen_of(page.blocks, page.kinds, page.notes):
        assert all(len(names & set(code.split())) <= 2 for code in codes)


MESSAGES = """\
Notes from the lower valley
The Man Who Counted Boats
By Ilse Marr, 4 May 2016
Between March and June a man who calls himself the Counter sent me some thirty voice messages about his years in the harbour office of the League of Sorn. He mends nets in a country that I have promised not to name. I have cut the messages into parts and left out the curses.
1. In the name of God. You asked me for the truth, and I will give you what I have of it. I was the clerk of our emir for four years, and I wrote down who came to us and who left us.
2. My brother was with them before me. He told me that the emir had sworn to nobody, and I believed him, because he was my brother.
3. We were eleven at the meeting on the barge. I held the lamp, and I saw whose hands went up and whose did not.
4. Then they sold us. I do not say who. You know him, and he knows that I know.
"""  # noqa: E501
LETTER = """\
The Letter of the Two Seals
Ilse Marr, 9 May 2015
The four sheets below were put on a forum last month by an account that had until then posted nothing but verse. They carry no signature. According to the account the writer is Abu Harun, then the emir of the Guild of Sorn, and the brother is Varn Tollet, the leader of the League. I think that both are right.
Whether private post should be printed at all was discussed here at some length.
Peace be upon you, O brother, and the mercy of God and His blessings. I praise God to you in cold and in hunger. Your letter reached us after three months, and we kissed what remained of it.
You ask about the oath. We gave our hands to you when you were a man without a roof, and we ask for nothing but the salt that was promised.
The Baker came to us with gifts and asked that we lend him twenty men. We lent him none, and he took thirty.
Forgive me the numbers. They were written at night.
What we know of the answer
There may have been one. In September the League moved its stores out of Sorn, and two of its clerks were arrested in the capital. Tollet has never spoken of the letter, and his biographer, who has read everything, says that he never received it.
"""  # noqa: E501


@pytest.mark.parametrize(
    ("page", "words", "kind"),
    [
        pytest.param(MESSAGES, "Between March and June", LayerKind.COMMENTARY, id="the publisher's own prose above numbered messages"),
        pytest.param(MESSAGES, "1. In the name of God", LayerKind.PRIMARY, id="the first of them"),
        pytest.param(MESSAGES, "4. Then they sold us", LayerKind.PRIMARY, id="the last of them"),
        pytest.param(LETTER, "Peace be upon you", LayerKind.PRIMARY, id="a letter that nothing hands over"),
        pytest.param(LETTER, "Forgive me the numbers", LayerKind.PRIMARY, id="its end"),
        pytest.param(LETTER, "There may have been one", LayerKind.COMMENTARY, id="the publisher again, below a heading"),
    ],
)
def test_pages_without_signs_that_the_rules_know_are_parted(page: str, words: str, kind: LayerKind) -> None:
    page = page.replace("\n", "\n\n")
    at = page.index(words)
    assert next(x.kind for x in read_layers(page, Document(id="d", sha256="")) if x.start <= at < x.end) is kind

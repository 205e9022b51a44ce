"""The trees that claim grammars rely on, on invented sentences, and the laws of offsets and of batch independence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.reading.syntax import Sentence, parse, split

ODD = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aAbB .\n'’‘[]-1\u200f\u202e\u0000😀é\u0301")), max_size=200)


@settings(max_examples=examples(50), deadline=None)
@given(ODD, st.integers(0, 20), st.integers(0, 250))
def test_every_token_is_its_own_slice_and_every_sentence_is_a_tree(text: str, start: int, end: int) -> None:
    end = min(end, len(text))
    last = start
    for sentence in parse(text, start, end):
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        assert sum(t.head < 0 for t in sentence.tokens) == 1
        for k, token in enumerate(sentence.tokens):
            assert token.index == k and last <= token.start < token.end <= end
            assert text[token.start : token.end] == token.text
            assert token.head < len(sentence.tokens) and sum(1 for _ in sentence.ancestors(k)) <= len(sentence.tokens)
            last = token.end


PAGE = """MINISTRY OF SUPPLY
Ref: 14/B
12 March 1987

To: the Governor of Tal Hamra

The council of Wadi Sarat dissolved its northern brigade in June, and Colonel Abu Idris al-Hamri, who had commanded it since 1984,
joined the Reform Front. "We were never theirs," he told the court. His deputy was killed by a mine near the river.

1. The witness stated that he had met the emir twice.
2. He denied that the group had pledged allegiance to anyone.

Was it true? Nobody knew; the letter, which was signed by six men, was lost when the archive of the Front burned down in the winter."""


def test_a_sentence_is_read_the_same_alone_and_on_its_page() -> None:
    pages = "\n\n".join([PAGE] * 12)
    for sentence in parse(pages):
        assert parse(pages, sentence.start, sentence.end) == (sentence,)


def test_a_part_of_the_text_keeps_the_offsets_of_the_whole() -> None:
    whole = parse(PAGE)
    assert parse(PAGE, whole[3].start, whole[5].end) == whole[3:6]


def words(sentence: Sentence, deprel: str) -> list[str]:
    return [t.text for t in sentence.tokens if t.deprel == deprel]


@pytest.mark.parametrize(
    ("text", "root", "arcs"),
    [
        ("The council dissolved the brigade in June.", "dissolve", {"nsubj": ["council"], "obj": ["brigade"], "obl": ["June"]}),
        # A relative clause between subject and verb.
        (
            "The man who founded the group left the city.",
            "leave",
            {"nsubj": ["man", "who"], "acl:relcl": ["founded"], "obj": ["group", "city"]},
        ),
        # Passive with an agent.
        ("The deputy was killed by soldiers.", "kill", {"nsubj:pass": ["deputy"], "aux:pass": ["was"], "obl:agent": ["soldiers"]}),
        # A possessive and a clause of report.
        (
            "He said that his brother's house was empty.",
            "say",
            {"nsubj": ["He", "house"], "nmod:poss": ["his", "brother"], "ccomp": ["empty"]},
        ),
        # Two verbs with one subject.
        ("She left the party and joined the Front.", "leave", {"nsubj": ["She"], "conj": ["joined"], "obj": ["party", "Front"]}),
    ],
)
def test_plain_sentences_have_the_expected_tree(text: str, root: str, arcs: dict[str, list[str]]) -> None:
    (sentence,) = parse(text)
    assert sentence.root.lemma == root
    for deprel, expected in arcs.items():
        assert words(sentence, deprel) == expected


def test_an_unseen_name_is_a_proper_noun() -> None:
    (sentence,) = parse("Abu Zuhayr al-Qarandi met Sheikh Wakhid Tumenov in Tal Ghurab.")
    names = ["Abu", "Zuhayr", "al-Qarandi", "Sheikh", "Wakhid", "Tumenov", "Tal", "Ghurab"]
    assert [t.text for t in sentence.tokens if t.upos == "PROPN"] == names


def test_splitting_alone_gives_the_spans_of_the_parsed_sentences() -> None:
    assert split(PAGE) == tuple((s.start, s.end) for s in parse(PAGE))


def test_the_ways_through_a_tree() -> None:
    (sentence,) = parse("The council of elders dissolved the brigade.")
    council, brigade = sentence.tokens[1], sentence.tokens[6]
    assert [t.text for t in sentence.children(sentence.root.index, "nsubj", "obj")] == ["council", "brigade"]
    assert sentence.subtree(council.index) == (0, 1, 2, 3)
    assert sentence.span(council.index) == (0, 21)
    assert sentence.path(council.index, brigade.index) == (1, 4, 6)
    assert sentence.token_at(4) == council and sentence.token_at(3) is None

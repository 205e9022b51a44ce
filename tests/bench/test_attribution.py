"""The bench of attribution: how a file of the public corpus is read. The article here is invented."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from attribution import article, as_prose, measured, row

WORDS = ["The Mill reopens", "3 May 2004", "The mayor said that the council will sell the mill .", "`` We object , '' said Nadir Tal ."]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A headline, a date line, two sentences; "said" of the first links the mayor's word to the sale, that of the second is linked to nothing."""
    tokens, numbers = [], {}
    for sentence, words in ((0, WORDS[0]), (1, WORDS[1]), (2, WORDS[2]), (3, WORDS[3])):
        for word in words.split():
            key = str(len(tokens) + 1)
            numbers.setdefault(f"{sentence}:{word}", key)
            tokens.append(f'<token t_id="{key}" sentence="{sentence}">{word}</token>')

    def mark(tag: str, m_id: int, *words: str) -> str:
        anchors = "".join(f'<token_anchor t_id="{numbers[w]}"/>' for w in words)
        return f'<{tag} m_id="{m_id}" syntactic_type="NOM">{anchors}</{tag}>'

    marked = mark("EVENT_MENTION", 1, "2:said") + mark("EVENT_MENTION", 2, "2:sell") + mark("ENTITY_MENTION", 3, "2:The", "2:mayor")
    marked += mark("EVENT_MENTION", 5, "3:said") + mark("ENTITY_MENTION", 6, "3:Nadir", "3:Tal")
    marked += '<ENTITY m_id="4" ent_type="PER"/><ENTITY m_id="7" ent_type="PER"/>'
    related = "".join(
        f'<{tag} {role}><source m_id="{a}"/><target m_id="{b}"/></{tag}>'
        for tag, role, a, b in (
            ("SLINK", "", 1, 2),
            ("HAS_PARTICIPANT", 'sem_role="Arg0"', 1, 3),
            ("REFERS_TO", "", 3, 4),
            ("REFERS_TO", "", 6, 7),
        )
    )
    file = tmp_path / "mill.xml"
    file.write_text(
        f"<Document>{''.join(tokens)}<Markables>{marked}</Markables><Relations>{related}</Relations></Document>", encoding="utf-8"
    )
    return file


def test_an_article_is_set_as_prose_with_its_links_in_place(path: Path) -> None:
    a = article(path)
    assert a.text == "The Mill reopens\n\n3 May 2004\n\nThe mayor said that the council will sell the mill. “We object,” said Nadir Tal."
    (link,) = a.links
    assert [a.text[slice(*p)] for p in (link.cue, link.event, link.speaker or (0, 0))] == ["said", "sell", "The mayor"]


def test_who_says_it_is_found_and_an_unlinked_word_of_saying_counts_against(path: Path) -> None:
    count: Counter[str] = Counter()
    measured(article(path), count, [], whole=False)
    found = row(count)
    assert (found["cues P"], found["cues R"], found["whole link, of all with a speaker"]) == (0.5, 1.0, 1.0)


def test_quotation_marks_stand_where_a_printer_sets_them() -> None:
    words = ["(", "he", "said", ")", '"', "No", '"', ",", "n't", "US", "$", "40"]
    assert as_prose([(str(n), 2, w) for n, w in enumerate(words)])[0] == '(he said) "No",n\'t US $40'

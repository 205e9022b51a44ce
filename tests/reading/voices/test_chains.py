"""Who says it: sentences with their speakers marked, and the chain that a stretch of them must have.

In the texts ``[[KEY|words]]`` is a mention; ``{{`` and ``}}`` enclose the stretch whose chain is asked for.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.voices import VoiceMap, read_voices

DOCUMENT = Document("d", "0" * 64)


def marked(source: str) -> tuple[str, tuple[Mention, ...], tuple[int, int]]:
    """The text without its marks, its mentions, and the stretch that is asked about."""
    text, mentions, span, opened = "", [], [0, 0], []
    for part in re.split(r"(\[\[\w+\||\]\]|\{\{|\}\})", source):
        if part == "{{":
            span[0] = len(text)
        elif part == "}}":
            span[1] = len(text)
        elif part.startswith("[["):
            opened.append((part[2:-1], len(text)))
        elif part == "]]":
            key, start = opened.pop()
            form = (
                MentionForm.PRONOUN
                if text[start:].lower() in ("he", "she", "it", "they", "who", "i", "his", "her", "their", "my")
                else MentionForm.NAME
            )
            mentions.append(Mention(start, len(text), text[start:], key, form))
        else:
            text += part
    return text, tuple(mentions), (span[0], span[1])


def voices(source: str, kind: LayerKind = LayerKind.COMMENTARY, voice: str | None = None) -> tuple[VoiceMap, tuple[int, int]]:
    text, mentions, span = marked(source)
    keys = sorted({m.entity for m in mentions if m.entity})
    named = SimpleNamespace(mentions=mentions, entities=tuple(Entity(k, EntityType.PERSON) for k in keys))
    return read_voices(text, [Layer(kind, 0, len(text), voice)], (), named, DOCUMENT), span


def chain(source: str, kind: LayerKind = LayerKind.COMMENTARY, voice: str | None = None) -> str:
    found, span = voices(source, kind, voice)
    return " > ".join(f"{v.voice} {v.act}" for v in found.chain(*span))


CHAINS = [
    # nobody is reported
    ("{{[[T|Tashuev]] left the Emirate}}.", "@author asserts"),
    # a finite clause, with and without "that"
    ("[[T|Tashuev]] said on Sunday that {{[[T|he]] had left the Emirate}}.", "@author reports > T asserts"),
    ("[[D|The Directorate]] says {{its officers killed him}} near Surkhat.", "@author reports > D asserts"),
    # the clause that reports is not reported itself
    ("{{[[K|Kebedov]] wrote to his pupil}} that the qadi had fallen.", "@author asserts"),
    # four deep
    (
        "[[N|The nurse]] said [[E|Ebiev]] swore to her that [[L|Lecha]] told him that [[S|Shamkhal]] had said that {{it was arranged}}.",
        "@author reports > N reports > E reports > L reports > S asserts",
    ),
    # the reporter takes the word back after a conjunction or a semicolon
    ("[[A|Asim]] said that he was ill, and [[B|Bashir]] said that {{the oath was void}}.", "@author reports > B asserts"),
    ("[[C|The cabinet]] admits that there were talks; [[C|it]] denies that {{money was mentioned}}.", "@author reports > C denies"),
    # after the clause, inverted, in the middle
    ("{{The emir is dead}}, [[M|Magomedov]] said on Thursday.", "@author reports > M asserts"),
    ('"{{The emir is dead}}," said [[M|Magomedov]].', "@author quotes > M asserts"),
    ("{{The emir}}, [[M|Magomedov]] said, {{had been poisoned}}.", "@author reports > M asserts"),
    # an apposition between the speaker and the verb
    (
        "[[P|Prokhovin]], a spokesman for [[F|the Directorate]], told [[R|reporters]] that {{the man was dead}}.",
        "@author reports > P asserts",
    ),
    # phrases
    ("According to [[O|Ortskhanov]], who has since resigned, {{the minister met him}}.", "@author reports > O asserts"),
    ("{{His driver survived}}, according to [[H|a herdsman]].", "@author reports > H asserts"),
    ("In [[Y|Yandarov's]] account {{the dead approved of everything}}.", "@author reports > Y asserts"),
    # nouns
    ("[[Y|Yandarov's]] claim that {{the qadi had sworn}} was never tested.", "@author reports > Y asserts"),
    # nobody named: the reporter reports
    ("It was announced that {{the front had been dissolved}}.", "@author reports"),
    ("[[X|Salmurzaev]] {{is said to have objected}}.", "@author reports"),
    # a letter: its own writer speaks, and whoever he reports
    ("[[I|I]] told you that {{the seal was lost}}.", "I asserts"),
]


@pytest.mark.parametrize(("source", "expected"), CHAINS)
def test_the_chain_of_a_stretch_names_its_speakers_from_the_outside_in(source: str, expected: str) -> None:
    kind = LayerKind.PRIMARY if source.startswith("[[I|I]]") else LayerKind.COMMENTARY
    assert chain(source, kind) == expected


def test_a_rebuttal_is_told_from_a_plain_report() -> None:
    found, span = voices("[[C|The cabinet]] denied that {{money was mentioned}}.")
    assert found.rebuttal(*span)
    found, span = voices("[[C|The cabinet]] said that {{money was mentioned}}.")
    assert not found.rebuttal(*span)


def test_hearsay_leaves_its_content_only_possible() -> None:
    found, span = voices("[[X|Salmurzaev]] {{is said to have objected}}.")
    assert str(found.hedge(*span)) == "possible"

"""Who says it: sentences with their speakers marked, and the chain that a stretch of them must have.

In the texts ``[[KEY|words]]`` is a mention; ``{{`` and ``}}`` enclose the stretch whose chain is asked for.
"""

from __future__ import annotations

import re
from importlib.resources import files
from types import SimpleNamespace

import pytest

from variorum.model import DateMention, Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm, When
from variorum.model.vocabulary import vocabulary
from variorum.reading.voices import VoiceMap, chain_of, read_voices
from variorum.yaml_data import from_yaml

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
    ('"{{The emir is dead}}," said [[M|Magomedov]].', "@author reports > M asserts"),
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
    # a hearer is a voice too, and his source the next
    ("[[U|Untzue]] had it from [[O|Otxoa]] that {{the pipe was old}}.", "@author reports > U reports > O asserts"),
    ("[[G|Garmendi]] was told by [[P|a police doctor]] that {{the pipe was old}}.", "@author reports > G reports > P asserts"),
    # a source named between the speaker and his words
    ("[[R|Radio Jabara]], citing [[S|a colonel]], reported that {{he had died}}.", "@author reports > R reports > S asserts"),
    ("[[K|Kestrel]] claims, on the word of [[M|a physician]] who saw it, that {{he had died}}.", "@author reports > K reports > M asserts"),
    # whoever tells of the saying stands outside of it
    (
        "[[U|Abu Usman]] also said, according to [[D|the detainee]], that {{the guests would stay}}.",
        "@author reports > D reports > U asserts",
    ),
    # an addressee without a mention does not swallow the clause
    ("[[B|Brannock]] told a press conference that {{[[Q|Quilty]] never gave an order}}.", "@author reports > B asserts"),
    # "as X says" beside a negation: the writer denies what the other affirms
    ("{{My brother is not}}, as [[Y|you]] allege, {{its chairman}}.", "@author asserts"),
    ("{{The oath was void}}, as [[Y|Yandarov]] maintains.", "@author reports > Y asserts"),
    # a verb that goes on with the reported clause keeps to it
    (
        "[[T|Tashuev]] said that [[O|Omar]] hesitated and told [[H|her]] that {{the seal was lost}}.",
        "@author reports > T reports > O asserts",
    ),
    # the verb of one speaker stands for the next
    ("[[A|Amin]] says that he left; [[B|Bashir]], in the recording, that {{he was killed}}.", "@author reports > B asserts"),
    ("[[A|Amin]] says that {{he left}}; [[B|Bashir]] that he was killed.", "@author reports > A asserts"),
    ("[[A|Amin]] says that he left, and [[O|others]] that {{he was killed}}.", "@author reports > O asserts"),
    ("[[K|The agency]] has it that {{[[U|Umar]] was put to death}}.", "@author reports > K asserts"),
    # a name given in a relative clause ends with it; one that anybody gives is nobody's claim
    ("[[N|Nur]], whom [[F|the file]] calls Abu Nur, {{came down with ninety men}}.", "@author asserts"),
    ("{{[[N|Nur]], whom [[F|the file]] calls Abu Nur}}, came down.", "@author reports > F asserts"),
    ("{{[[N|Nur]], whom they call Abu Nur}}, came down.", "@author asserts"),
    ("{{[[N|The man]] whom [[F|the file]] calls the Butcher was seen}} in May.", "@author asserts"),
    # a clause on the speaker of a later verb ends before that verb
    ("[[O|An officer]], who [[M|the ministry]] says is ill, told us that {{[[U|Umar]] was held}}.", "@author reports > O asserts"),
    # words that begin with the reporting clause and end in what is said
    ("{{[[K|Karam]] swore that [[S|the sheikh]] knew}} and was content.", "@author reports > K asserts"),
    # a footnote mark ends a sentence as its stop does
    ("[[H|His family]] holds that he was poisoned.[1] {{[[Z|Zarif]] led them}}.", "@author asserts"),
    # another noun phrase begins after that of the speaker
    ("According to the account [[W|the writer]] is {{an emir}}.", "@author reports"),
    # what a clause says of its subject is no noun phrase of the reporter's own
    ("[[S|Shatu]] says that it is {{[[K|Kamil]]'s [[B|brother]]}}.", "@author reports > S asserts"),
    # a denial of a denial concedes, a refusal to believe doubts
    ("[[S|Sattar]] does not deny that {{the Front paid}}.", "@author reports > S concedes"),
    ("[[S|Sattar]] does not believe that {{the Front paid}}.", "@author reports > S doubts"),
    # clipped entries go on with the last speaker
    ("(a) [[D|Detainee]] states that he was ill.\n(b) Says {{the farm was abandoned}}.", "@author reports > D asserts"),
    # a question inside and outside
    ("[[D|The Herald]] asked whether {{the oath was void}}.", "@author reports > D asks"),
    # a clause that stands before its main clause ends with it, and a phrase before the next clause
    ("When [[D|the State]] declared itself in April, {{[[B|Bashir]] crossed over to it}}.", "@author asserts"),
    ("When [[O|Omar]] said that the oath was void, {{[[B|Bashir]] crossed over to it}}.", "@author asserts"),
    ("[[H|The Hunters]] blamed [[K|the Kin]], {{[[K|the Kin]] blamed [[D|the Downs]]}}.", "@author reports > K asserts"),
    # what has an object of its own reports nothing that stands before it; nor does a summons
    ("{{[[K|The Kin]] fled}}, [[D|the Downs]] claimed it.", "@author asserts"),
    ("[[S|Salman]] called {{[[B|Bashir]] and [[O|Omar]] to the house}}.", "@author asserts"),
    # words that end in the reporting clause
    (
        "[[B|Bashir]] was dead by April, {{shot at his gate by three riders, according to [[S|the Society]]}}.",
        "@author reports > S asserts",
    ),
    ("{{[[B|Bashir]] took them in}}, or so [[W|the Wadi press]] maintains.", "@author reports > W asserts"),
    # a longer insertion before "that", and a noun with a comma before it
    ("[[A|Amin]] told [[B|Bashir]], a month before he was taken, that {{the paper was false}}.", "@author reports > A asserts"),
    ("[[Y|Yandarov's]] further charge, that {{the qadi was poisoned}}, has never found a witness.", "@author reports > Y asserts"),
    # a paper that a relative clause goes back to; a clause between the speaker and his verb
    ("[[B|The paper]] printed [[E|a eulogy]], according to which {{he fell in August}}.", "@author reports > E asserts"),
    ("[[C|A clerk]] whom [[I|I]] asked in May insists that {{the order was burnt}}.", "@author reports > C asserts"),
    # an owner is no speaker
    ("{{They seized [[L|Lorenz]]}}, demanded [[S|the sheikh's]] release and fled.", "@author asserts"),
    # what sources set down, in the present tense alone; what they speak of; what reaches one from somebody
    ("[[R|The register]] names {{[[G|Gul]] as founder}}, in April.", "@author reports > R asserts"),
    ("[[C|The council]] named {{[[G|Gul]] as founder}}, in April.", "@author asserts"),
    ("[[M|The ministry]] spoke of {{a failure of [[Q|Qasim's]] heart}}.", "@author reports > M asserts"),
    ("It reached [[U|us]] from [[A|Amin]], that {{[[B|Bashir]] was killed there}}.", "@author reports > A asserts"),
    ("[[T|The fighters]] found that {{[[A|Amin]] was too near}}.", "@author reports > T asserts"),
    # a verb of saying joined to another verb behind an insertion
    (
        "[[W|Warsan]], to whom [[I|I]] read the letter, laughed and said that {{[[W|he]] was on no boat}}.",
        "@author reports > W asserts",
    ),
    # a bracket with a speaker before its colon; the number of a note ends a sentence as its stop does
    ("[[Z|Zubayr]] resigns ([[M|a spokesman]], in June: {{[[Z|he]] was removed}}).", "@author reports > M asserts"),
    ("[[R|Ramli]] wrote that he was quit of [[C|the Council]].3 {{[[T|Thawr]] left them}}.", "@author asserts"),
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


def test_the_reporter_s_own_words_inside_a_reported_clause_are_his() -> None:
    found, _ = voices("[[T|Tashuev]] said that [[O|Omar]], whose real name is Hadi, {{had left}}.")
    at = 22
    assert found.chain(at, at + 20)[-1].voice == "T"
    assert found.chain(at, at + 20, own_words=True)[-1].voice == "@author"


def test_a_date_in_the_reporting_clause_says_when_the_voice_spoke() -> None:
    text, mentions, span = marked("On 8 May 2014 [[F|the Front]] said on Friday that {{he had left}}.")
    dates = (DateMention(3, 13, "8 May 2014", When.parse("2014-05-08")), DateMention(32, 38, "Friday", When.parse("2014-05-09")))
    named = SimpleNamespace(mentions=mentions, entities=())
    found = read_voices(text, [Layer(LayerKind.COMMENTARY, 0, len(text))], (), named, DOCUMENT, dates=dates)
    assert found.chain(*span)[-1].said == "2014-05-09"


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("[[X|Salmurzaev]] {{is believed to have objected}}.", "probable"),
        ("{{Salmurzaev had reportedly objected}}.", "possible"),
        ("It was announced that {{the front was dissolved}}.", "None"),
        ("[[T|Tashuev]] claims that {{he left}}.", "None"),
    ],
)
def test_what_a_frame_takes_from_certainty(sentence: str, left: str) -> None:
    found, span = voices(sentence)
    assert str(found.hedge(*span)) == left


TELLINGS = [
    # a deed of speech is told by whoever tells it
    ("condemned", "H", "{{[[H|Al-Hijazi]] called him an apostate}}.", "@author asserts"),
    ("claimed", "B", "{{[[F|A fax]] claimed the attack for [[B|the Brigades]]}}.", "@author asserts"),
    ("founded", "T", "{{[[T|Talib]] announced [[G|the Guests]]}} in May.", "@author asserts"),
    # who denies it, or says so in other words, speaks for himself
    ("wrote_to", "T", "{{[[T|Talib]] denies having written}} to [[G|the Guests]].", "@author reports > T denies"),
    ("wrote_to", "T", "[[T|Talib]] says that {{[[T|he]] wrote to [[G|the Guests]]}}.", "@author reports > T asserts"),
    ("alias", "N", "{{[[F|The file]] calls [[N|Nur]] the Butcher}}.", "@author reports > F asserts"),
    # a name that the reporter gives within a reported clause is his own, in whatever words; one that stands in a quotation is not
    ("alias", "N", "[[F|The file]] says that {{[[N|Nur]], better known as the Butcher}}, has left.", "@author asserts"),
    ("alias", "N", '[[F|The file]] says: "{{[[N|Nur]], better known as the Butcher}}, has left."', "@author reports > F asserts"),
    # another's clause on a deed of speech is his word; the deed itself is not, nor words that are the deed
    ("authored", "K", "{{[[F|The file]] says that [[K|Kamil]] wrote the letter}}.", "@author reports > F asserts"),
    ("ordered", "S", "[[S|The sheikh]] sent word with a boy: {{release [[H|him]] before sunset}}.", "@author asserts"),
    ("ordered", "S", "[[S|The sheikh]] said that {{[[S|he]] told them to release [[H|him]]}}.", "@author reports > S asserts"),
    # a bare name tells of no event: the words around it do
    ("killed", "H", "[[F|The file]] says that {{[[H|Hadi]]}} had been shot.", "@author reports > F asserts"),
]


@pytest.mark.parametrize(("predicate", "subject", "source", "expected"), TELLINGS)
def test_a_claim_that_tells_of_words_is_not_its_subjects_own(predicate: str, subject: str, source: str, expected: str) -> None:
    found, (start, end) = voices(source)
    claim = SimpleNamespace(predicate=predicate, subject=subject, start=start, end=end)
    assert " > ".join(f"{v.voice} {v.act}" for v in chain_of(found, claim)) == expected


def test_claims_that_tell_of_words_are_of_the_vocabulary() -> None:
    kinds = from_yaml((files("variorum.reading.voices") / "tellings.yaml").read_text(encoding="utf-8"))
    assert all(set(listed) <= set(vocabulary().claimable) and len(listed) == len(set(listed)) for listed in kinds.values())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[[B|Barq]] swore “by Him who raised the hills” that {{[[N|Nahri]] never saw the mill}}.", "@author reports > B asserts"),
        ("[[B|Barq]] said “with a heavy heart” that [[N|Nahri]] had gone, and that {{the mill was sold}}.", "@author reports > B asserts"),
        ("[[N|Nahri]] is reported by [[P|the Press]] {{to have been in the port}} since May.", "@author reports > P asserts"),
        ("[[N|Nahri]] is said by [[P|the Press]] {{to have left}}.", "@author reports > P asserts"),
        # a tag behind a conjunction bears on what follows it alone
        ("{{[[U|The Union]] mourned the miller}}, took in his sons and, [[D|Dawud]] says, paid his debts.", "@author asserts"),
        ("[[U|The Union]] mourned the miller and, [[D|Dawud]] says, {{paid all of his debts}}.", "@author reports > D asserts"),
        ("{{[[U|The Union]] mourned the miller}}, [[D|Dawud]] says, and paid his debts.", "@author reports > D asserts"),
    ],
)
def test_oaths_agents_and_tags_within_a_sentence(source: str, expected: str) -> None:
    assert chain(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[[O|Omar]] is adamant that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[O|Omar]] is convinced that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[O|Omar]] has no doubt that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[O|Omar]] was of the opinion that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[O|Omar]] let slip that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[O|Omar]] goes further: {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        # of nobody's mind
        ("It is certain that {{[[B|Barq]] sold the mill}}.", "@author asserts"),
        ("It is clear that {{[[B|Barq]] sold the mill}}.", "@author asserts"),
        ("[[O|Omar]] is not certain that {{[[B|Barq]] sold the mill}}.", "@author asserts"),
        ("{{[[O|Omar]] is sure of [[B|Barq]]}} and sold him the mill.", "@author asserts"),
        # saying within saying
        ("[[O|Omar]] is on record as saying that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[O|Omar]] is reported as having said that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[O|Omar]] is said to have told [[K|Kamil]] that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
        ("[[K|Kamil]] quotes [[O|Omar]] to the effect that {{[[B|Barq]] sold the mill}}.", "@author reports > K reports > O asserts"),
        ("[[O|Omar]] told the court under oath that {{[[B|Barq]] sold the mill}}.", "@author reports > O asserts"),
    ],
)
def test_turns_of_several_words_and_saying_within_saying(source: str, expected: str) -> None:
    assert chain(source) == expected

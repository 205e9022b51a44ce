"""Help, praise, friendship, requests, letters and meetings in the turns that pages have: invented sentences, and some that say nothing of the kind."""

from __future__ import annotations

import pytest
from worked import claims_of, worked

from variorum.model import EntityType, Polarity

ORG = EntityType.ORGANISATION
TYPES = {"COL": ORG, "GUA": ORG, "MAR": EntityType.PLACE}

FOR_SOMEBODY = [
    # whose words they are does what they do, whatever stands between
    ("{KAR|Karim Dost}'s speech of May commends {SAL|Salim Tor} by name.", {("praised", "KAR", "SAL")}),
    ("The letter of {SAL|Salim Tor} condemned {KAR|Karim Dost}.", {("condemned", "SAL", "KAR")}),
    # a participle under a verb of showing, in the British spelling
    ("The papers show {SAL|Salim Tor} counselling {KAR|Karim Dost} to leave.", {("asked", "SAL", "KAR")}),
    ("{SAL|Salim Tor} considers {KAR|Karim Dost} sincere and will quote him.", {("praised", "SAL", "KAR")}),
    ("{SAL|Salim Tor} is said to have written on {KAR|Karim Dost}'s behalf.", {("supported", "SAL", "KAR")}),
    ("{COL|The Column} had sold petrol and flour to {GUA|the Guard}.", {("supported", "COL", "GUA")}),
    ("In those weeks {GUA|the Guard} stood with {COL|the Column}.", {("allied_with", "GUA", "COL")}),
    # beside a verb, before it or after it: whose subject met, wrote, was asked
    ("After a meeting with {KAR|Karim Dost} in May, {SAL|Salim Tor} went home.", {("met", "SAL", "KAR")}),
    ("In alliance with {COL|the Column}, {GUA|the Guard} burned the mill.", {("allied_with", "GUA", "COL")}),
    ("At the request of {SAL|Salim Tor}, {KAR|Karim Dost} closed the mill.", {("asked", "SAL", "KAR")}),
    ("On {SAL|Salim Tor}'s advice {KAR|Karim Dost} closed the mill.", {("asked", "SAL", "KAR")}),
    # whose meeting it was, the words say
    ("After the meeting of {SAL|the Sheikh} with {KAR|Karim Dost}, {LEI|Leila Tor} went home.", {("met", "SAL", "KAR")}),
    # beside somebody is with him
    ("{GUA|The Guard} stormed the mill together with {COL|the Column}.", {("allied_with", "GUA", "COL")}),
    ("{SAL|Salim Tor} had travelled in the company of {KAR|Karim Dost}.", {("met", "SAL", "KAR")}),
    ("{GUA|The Guard}'s rifles had come from {COL|the Column}.", {("supported", "COL", "GUA")}),
    # whoever is sent to ask is not asked
    ("{SAL|Salim Tor} sent {LEI|a rider} to ask {KAR|Karim Dost} if the oath binds.", {("asked", "SAL", "KAR")}),
    # a house lent, without a word of lending
    ("{KAR|Karim Dost} hid in {SAL|Salim Tor}'s barn until the rains.", {("supported", "SAL", "KAR")}),
    ("{SAL|Salim Tor} never answered {KAR|Karim Dost} in writing.", {("wrote_to", "SAL", "KAR")}),
    ("{SAL|Salim Tor}, {SAL|who} had sent word to {KAR|Karim Dost}, keeps bees.", {("wrote_to", "SAL", "KAR")}),
]


@pytest.mark.parametrize(("marked", "wanted"), FOR_SOMEBODY, ids=[m[:40] for m, _ in FOR_SOMEBODY])
def test_what_is_done_for_somebody(marked: str, wanted: set[tuple[str, str, str]]) -> None:
    assert {(c.predicate, c.subject, c.object) for c in claims_of(worked(marked, TYPES)) if c.predicate != "ordered"} == wanted


NOTHING_FOR = [
    # the words are about him and not his: who wrote the book praises nobody through him
    "A book about {SAL|Salim Tor} praised {KAR|Karim Dost}.",
    # the same one twice is nobody's friend
    "The letter of {SAL|Salim Tor} praised the letter of {SAL|Salim Tor}.",
    "{SAL|Salim Tor} came to the mill with {KAR|Karim Dost} behind him.",
    "{SAL|Salim Tor} found {KAR|Karim Dost} a great nuisance.",
    "{GUA|The Guard} sold petrol and flour in {MAR|Marsa}.",
    "{GUA|The Guard} stormed the mill on the same day as {COL|the Column}.",
]


@pytest.mark.parametrize("marked", NOTHING_FOR)
def test_what_is_no_deed_for_anybody(marked: str) -> None:
    assert not {c.predicate for c in claims_of(worked(marked, TYPES))} & {"praised", "supported", "allied_with", "asked", "wrote_to"}


def test_what_goes_before_a_refusal_was_done() -> None:
    w = worked("Asked by {SAL|Salim Tor} to leave, {KAR|Karim Dost} refused.")
    assert {c.polarity for c in claims_of(w) if c.predicate == "asked"} == {Polarity.AFFIRMED}
    w = worked("{SAL|Salim Tor} refused, praising {KAR|Karim Dost}.")
    assert {c.polarity for c in claims_of(w) if c.predicate == "praised"} == {Polarity.AFFIRMED}
    w = worked("{SAL|Salim Tor} refused to praise {KAR|Karim Dost}.")
    assert {c.polarity for c in claims_of(w) if c.predicate == "praised"} == {Polarity.DENIED}

"""Sentences and the claims they make; laws that hold for any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worked import Worked, claims_of, worked

from tests.laws import examples
from variorum.model import (
    Act,
    Certainty,
    DateMention,
    Document,
    Entity,
    EntityType,
    Layer,
    LayerKind,
    Mention,
    MentionForm,
    Mode,
    NameKind,
    Polarity,
    Voice,
    When,
    vocabulary,
)
from variorum.model.date_mention import Bound
from variorum.reading.claims import assemble, propose
from variorum.reading.dates import read_dates
from variorum.reading.syntax import parse

ORG, PLACE, PERSON, WORK = EntityType.ORGANISATION, EntityType.PLACE, EntityType.PERSON, EntityType.WORK
TYPES = {"COL": ORG, "GUA": ORG, "SCO": ORG, "MAR": PLACE, "LET": WORK}

# (sentence, claims it must make as predicate, subject, object), a comment per row saying what is special
TABLE = [
    # coordination distributes
    (
        "{SAL|Salim Tor}, {KAR|Karim Dost} and {LEI|Leila Tor} swore loyalty to {COL|the Column}.",
        {("pledged_to", k, "COL") for k in ("SAL", "KAR", "LEI")},
    ),
    # agentless passive: nobody named
    ("{SAL|Salim Tor} was arrested in May.", {("detained", None, "SAL")}),
    # passive with agent
    ("{SAL|Salim Tor} was expelled from the town by {COL|the Column}.", {("expelled", "COL", "SAL")}),
    # relative clause
    ("{SAL|Salim Tor}, {SAL|who} left {GUA|the Guard} in 1998, keeps bees.", {("split_from", "SAL", "GUA")}),
    # object control: the one asked does the releasing
    ("{KAR|Karim Dost} asked {GUA|the Guard} to release {SAL|Salim Tor}.", {("asked", "KAR", "GUA"), ("released", "GUA", "SAL")}),
    # shared subject of two verbs
    (
        "{SAL|Salim Tor} broke with {GUA|the Guard} and joined {COL|the Column}.",
        {("split_from", "SAL", "GUA"), ("member_of", "SAL", "COL")},
    ),
    # apposition before the name
    ("{COL|Column} leader {KAR|Karim Dost} keeps bees.", {("leads", "KAR", "COL")}),
    # copula
    ("{KAR|Karim Dost} is the emir of {COL|the Column}.", {("leads", "KAR", "COL")}),
    # a work told by its kind and maker alone, by a possessor, by what is done in it, in a reference
    ("{LET|A message of 3 May from {SAL|Salim Tor}} was found.", {("authored", "SAL", "LET")}),
    ("{KAR|Karim Dost} quotes {LET|{COL|the Column}'s statement of May 2010}.", {("authored", "COL", "LET")}),
    ("{SAL|Salim Tor} renewed his vows in {LET|a video}.", {("authored", "SAL", "LET")}),
    ("In {LET|a letter} of 3 May 2010 {KAR|Karim Dost} calls the mill his own.", {("authored", "KAR", "LET")}),
    ("See {SAL|S. Tor}, {LET|The Long Orchard} (Marsa, 2011).", {("authored", "SAL", "LET")}),
    # who heads an office or a region of the whole is one of its members
    ("{SAL|Salim Tor}, {COL|the Column}'s head of security, keeps bees.", {("member_of", "SAL", "COL")}),
    ("{SAL|Salim Tor}, {COL|the Column}'s commander in {MAR|Marsa}, keeps bees.", {("member_of", "SAL", "COL")}),
    # an apposition after whom is sworn to, and another that-clause after it, make no report of the oath
    (
        "It is known that {SAL|Salim Tor} swore to {KAR|Karim Dost}, the miller, and that the mill burnt.",
        {("pledged_to", "SAL", "KAR")},
    ),
    # possessive pronoun as owner
    ("{KAR|Karim Dost} came with {SAL|{KAR|his} brother}.", {("kin_of", "SAL", "KAR")}),
    # a verb's own object is not passed over for the name after it
    ("{SAL|Salim Tor} took the name {ABU|Abu Zayn} and left {GUA|the Guard}.", {("split_from", "SAL", "GUA")}),
    # nominalisation with a light verb
    ("{SAL|Salim Tor} announced {SAL|his} defection to {COL|the Column}.", {("defected", "SAL", "COL")}),
    # an answer without its object
    ("{KAR|Karim Dost} ordered {GUA|the Guard} to leave. {GUA|They} refused.", {("ordered", "KAR", "GUA"), ("rejected", "GUA", "KAR")}),
    # a name with its body, a description with its place
    ("The nuns met {SAL|Salim Tor} of {COL|the Column} at the ford.", {("member_of", "SAL", "COL")}),
    # one word, two relations of different pairs: the longer line does not swallow the shorter
    (
        "{SAL|Salim Tor} left {GUA|the Guard} with the blessing of {KAR|Karim Dost}.",
        {("split_from", "SAL", "GUA"), ("praised", "KAR", "SAL")},
    ),
    # what is given stands there too
    ("{KAR|Karim Dost} sent {SAL|Salim Tor} forty rifles and a mule.", {("supported", "KAR", "SAL")}),
    # the copula between two names
    ("The nuns say that {SAL|Abu Hatim} is {KAR|Karim Dost}.", {("same_as", "SAL", "KAR")}),
    # place inside the noun phrase
    ("The letter was read by {GUA|the brothers in {MAR|Marsa}}.", {("located_in", "GUA", "MAR")}),
    # what stands beside a name ends before the verb: the name is its subject
    (
        "{COL|The Column}, a small band of millers with a cart, killed {KAR|Karim Dost} in May.",
        {("killed", "COL", "KAR")},
    ),
    # an entry: the name before the colon is whom its participles are about
    ("{SAL|Salim Tor}: arrested January 1980; released 1989.", {("detained", None, "SAL"), ("released", None, "SAL")}),
    # two titles of one man over one body, in either order
    (
        "{KAR|Karim Dost}, founder and emir of {COL|the Column}, keeps bees.",
        {("founded", "KAR", "COL"), ("leads", "KAR", "COL")},
    ),
    # a form of a verb that is also a noun's, after what stands beside a name
    ("{KAR|Karim Dost}, founder of {COL|the Northern Column}, lives in {MAR|Marsa}.", {("located_in", "KAR", "MAR")}),
    (
        "{KAR|Karim Dost}, emir and founder of {COL|the Column}, keeps bees.",
        {("founded", "KAR", "COL"), ("leads", "KAR", "COL")},
    ),
    # where and on whose order somebody dies is no other deed
    ("{SAL|Salim Tor} died in custody in August.", {("died", "SAL", None), ("detained", None, "SAL")}),
    ("{SAL|Salim Tor} was killed on the orders of {KAR|Karim Dost}.", {("killed", None, "SAL")}),
    # under: after brackets, after what stands beside the body, with the verb that begins it
    ("{COL|The Column} ({COL|NC}), under {KAR|Karim Dost}, cooperated with {GUA|the Guard}.", {("leads", "KAR", "COL")}),
    ("{COL|The Column}, two hundred men, under {KAR|Karim Dost}, entered {MAR|Marsa}.", {("leads", "KAR", "COL")}),
    ("{COL|It} split from {GUA|the Guard} in 2014 under {KAR|Karim Dost}.", {("leads", "KAR", "COL")}),
    # at its head
    ("{COL|The Column} is a militia with {KAR|Karim Dost} at its head.", {("leads", "KAR", "COL")}),
    ("{COL|The Column}, with {KAR|Karim Dost} in command, entered {MAR|Marsa}.", {("leads", "KAR", "COL")}),
    # whose a body is
    ("{COL|{KAR|Dost}'s faction} did not answer.", {("leads", "KAR", "COL")}),
    # a past form with its doer after "by" is a participle, whatever stands between
    ("{COL|The Column}, led since 2004 by {KAR|Karim Dost}, prints a paper.", {("leads", "KAR", "COL")}),
    # who is said to be the nameless one
    ("{KAR|Karim Dost} is the man who runs {COL|the Column}.", {("leads", "KAR", "COL")}),
    ("{KAR|Karim Dost} was one of those who founded {COL|the Column}.", {("founded", "KAR", "COL")}),
    # the title is the subject
    ("{COL|The Column}, {COL|whose} leader is {KAR|Karim Dost}, prints a paper.", {("leads", "KAR", "COL")}),
    ("The emir of {COL|the Column} at the time was {KAR|Karim Dost}.", {("leads", "KAR", "COL")}),
    # the name after the comma, whatever the tree says; since when, once, itself
    ("{COL|The Column}'s armed wing, {GUA|the Guard}, prints a paper.", {("part_of", "GUA", "COL")}),
    ("The leader of {COL|the Column}, one {KAR|Karim Dost}, keeps bees.", {("leads", "KAR", "COL")}),
    ("{GUA|The Guard}, itself part of {COL|the Column}, prints a paper.", {("part_of", "GUA", "COL")}),
    ("{KAR|Karim Dost}, since 2004 head of {COL|the Column}, keeps bees.", {("leads", "KAR", "COL")}),
    ("{SAL|Salim Tor}, formerly of {COL|the Column}, keeps bees.", {("member_of", "SAL", "COL")}),
    # the noun that a relative clause is about belongs to the frame
    ("An oath that {SAL|Salim Tor} gave to {KAR|Karim Dost} was printed.", {("pledged_to", "SAL", "KAR")}),
    # leaving one body to join another
    ("{SAL|Salim Tor} left {GUA|the Guard} to join {COL|the Column}.", {("split_from", "SAL", "GUA"), ("member_of", "SAL", "COL")}),
    # a lower rank is no leader's
    ("{KAR|Karim Dost}, military commander of {COL|the Column}, keeps bees.", {("member_of", "KAR", "COL")}),
    # begun with so many
    ("{KAR|Karim Dost} founded {COL|the Column} with forty men.", {("founded", "KAR", "COL"), ("strength", "COL", None)}),
]


@pytest.mark.parametrize(("marked", "wanted"), TABLE, ids=[w for w, _ in TABLE])
def test_sentence_makes_its_claims(marked: str, wanted: set[tuple[str, str | None, str | None]]) -> None:
    found = {(c.predicate, c.subject, c.object) for c in claims_of(worked(marked, TYPES))}
    assert wanted <= found


NOT_MADE = [
    # words that look like a predicate and are not: (sentence, what it must not say)
    ("{COL|The Column} named {SAL|Salim Tor} in its complaint.", "appointed"),
    ("{COL|The Column} attacked {SAL|Salim Tor} at the ford.", "condemned"),
    ("{SAL|Salim Tor} met {KAR|Karim Dost} in {MAR|Marsa}.", "located_in"),
    ("{COL|The Column} disowned {SAL|Salim Tor}.", "split_from"),
    ("{KAR|Karim Dost} sent {SAL|Salim Tor} a letter.", "supported"),
    ("{KAR|Karim Dost} commands {COL|the Column}.", "ordered"),
    ("{SAL|Salim Tor}, a colonel of {COL|the Column}, keeps bees.", "leads"),
    ("{SAL|Salim Tor}, buried in {MAR|Marsa}, kept bees.", "founded"),
    ("{KAR|Karim Dost} drove {SAL|Salim Tor} to {MAR|Marsa}.", "supported"),
    ("{SAL|Salim Tor} read {KAR|Karim Dost} the paper.", "authored"),
    ("{SAL|Salim Tor}, {COL|the Column}'s head of security, keeps bees.", "leads"),
    ("{SAL|Salim Tor} was {COL|the Column}'s chief of the media office.", "leads"),
    ("{SAL|Salim Tor} swore to {KAR|Karim Dost} that the mill had burnt.", "pledged_to"),
    ("{SAL|Salim Tor} had read it in {LET|a letter}.", "authored"),
    ("{LET|A photograph of {SAL|Salim Tor}} was burnt.", "authored"),
    ("Then came {COL|the Column}, of {COL|which} {KAR|Karim Dost} is coordinator.", "member_of"),
    ("{SAL|Salim Tor} lived in {MAR|Marsa} under {KAR|Karim Dost}.", "leads"),
    ("{COL|{KAR|Dost}'s party} did not answer.", "split_from"),
    ("{KAR|Karim Dost} was a regional commander of {COL|the Column}.", "leads"),
    ("{SAL|Salim Tor}, our brother {KAR|Karim Dost}, keeps bees.", "kin_of"),
    ("{SAL|Salim Tor} asked {KAR|Karim Dost} who had burnt the mill.", "asked"),
    ("The mill, {SAL|Salim Tor} told {KAR|Karim Dost}, had burnt.", "informed"),
    ("The elders of {COL|the Column} slept. The army of {MAR|Marsa} did not.", "located_in"),
    ("Sixty fighters of {COL|the Column} crossed the river.", "strength"),
    ("{SAL|Salim Tor} had once been severe with {COL|the Column}.", "member_of"),
    ("{SAL|Salim Tor} set up a mill in {MAR|Marsa}.", "moved_to"),
]


@pytest.mark.parametrize(("marked", "unsaid"), NOT_MADE, ids=[w for w, _ in NOT_MADE])
def test_a_word_that_looks_like_a_predicate_makes_no_claim(marked: str, unsaid: str) -> None:
    assert unsaid not in {c.predicate for c in claims_of(worked(marked, TYPES))}


def test_what_is_said_of_a_description_beside_a_name_is_said_of_the_name() -> None:
    """Where the names stage left an apposition to itself: "Omar, head of the Guard" is Omar."""
    w = worked("{SAL|Salim Tor}, {DES|head of {GUA|the Guard}}, keeps bees.", TYPES)
    mentions = tuple(replace(m, form=MentionForm.DESCRIPTION) if m.entity == "DES" else m for m in w.mentions)
    entities = tuple(replace(e, names=tuple(replace(n, kind=NameKind.TITLE) for n in e.names)) if e.key == "DES" else e for e in w.entities)
    assert [(c.predicate, c.subject, c.object) for c in claims_of(Worked(w.text, mentions, entities))] == [("leads", "SAL", "GUA")]


def test_evidence_ends_before_a_preposition_that_leads_nowhere() -> None:
    (c,) = claims_of(worked("{COL|The Column} suspected {SAL|Salim Tor} of theft.", TYPES))
    assert (c.predicate, c.quote) == ("condemned", "The Column suspected Salim Tor")


def test_a_bare_reporting_frame_is_a_voice_and_no_claim() -> None:
    """Ruling of the guide: informed is left out where it only introduces what is said."""
    found = {
        c.predicate
        for c in claims_of(worked("{KAR|Karim Dost} told {SAL|Salim Tor} that {GUA|the Guard} had attacked {MAR|Marsa}.", TYPES))
    }
    assert "informed" not in found
    assert "attacked" in found


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{SAL|Salim Tor} ({SAL|Abu Hatim}) keeps bees.", "Abu Hatim"),
        ("{SAL|Salim Tor}, better known as {SAL|Abu Hatim}, keeps bees.", "Abu Hatim"),
        ("{SAL|the man called {SAL|Hatim}} keeps bees.", "Hatim"),
        ('{SAL|Salim Tor} (a.k.a. "{SAL|THE MILLER}"; born 1971)', "THE MILLER"),
        ("{SAL|Salim Tor} (civil name {SAL|Omar Dost}) keeps bees.", "Omar Dost"),
        ("{SAL|Salim Tor} (in the Danish press {SAL|Selim Thor}) keeps bees.", "Selim Thor"),
        ("{SAL|Salim Tor} ({SAL|Hatim} among his pupils) keeps bees.", "Hatim"),
    ],
)
def test_names_side_by_side_are_aliases(marked: str, name: str) -> None:
    assert [(c.subject, c.args.name) for c in claims_of(worked(marked)) if c.predicate == "alias"] == [("SAL", name)]


MANNERS = [
    ("{SAL|Salim Tor} never joined {GUA|the Guard}.", Polarity.DENIED, Mode.ACTUAL, Certainty.CERTAIN),
    ("{SAL|Salim Tor} refused to join {GUA|the Guard}.", Polarity.DENIED, Mode.ACTUAL, Certainty.CERTAIN),
    ("{SAL|Salim Tor} denied having joined {GUA|the Guard}.", Polarity.DENIED, Mode.ACTUAL, Certainty.CERTAIN),
    ("{SAL|Salim Tor} will join {GUA|the Guard}.", Polarity.AFFIRMED, Mode.PLANNED, Certainty.CERTAIN),
    ("{SAL|Salim Tor} plans to join {GUA|the Guard}.", Polarity.AFFIRMED, Mode.PLANNED, Certainty.CERTAIN),
    ("{SAL|Salim Tor} was ordered to join {GUA|the Guard}.", Polarity.AFFIRMED, Mode.ORDERED, Certainty.CERTAIN),
    ("If {SAL|Salim Tor} joins {GUA|the Guard}, the mill will close.", Polarity.AFFIRMED, Mode.CONDITIONAL, Certainty.CERTAIN),
    ("{SAL|Salim Tor} may have joined {GUA|the Guard}.", Polarity.AFFIRMED, Mode.ACTUAL, Certainty.POSSIBLE),
    ("{SAL|Salim Tor} probably joined {GUA|the Guard}.", Polarity.AFFIRMED, Mode.ACTUAL, Certainty.PROBABLE),
    ("{SAL|Salim Tor} is believed to have joined {GUA|the Guard}.", Polarity.AFFIRMED, Mode.ACTUAL, Certainty.PROBABLE),
    ("{SAL|Salim Tor} is said to have joined {GUA|the Guard}.", Polarity.AFFIRMED, Mode.ACTUAL, Certainty.POSSIBLE),
    ("{SAL|Salim Tor} supposedly joined {GUA|the Guard}.", Polarity.AFFIRMED, Mode.ACTUAL, Certainty.DOUBTFUL),
]


@pytest.mark.parametrize(("marked", "polarity", "mode", "certainty"), MANNERS, ids=[m[0] for m in MANNERS])
def test_manner_of_a_clause(marked: str, polarity: Polarity, mode: Mode, certainty: Certainty) -> None:
    claim = next(c for c in claims_of(worked(marked, TYPES)) if c.predicate == "member_of")
    assert (claim.polarity, claim.mode, claim.certainty) == (polarity, mode, certainty)


WORDS = [
    "Karim",
    "Guard",
    "Marsa",
    "he",
    "they",
    "swore",
    "allegiance",
    "to",
    "left",
    "and",
    ",",
    ".",
    "not",
    "killed",
    "by",
    "the",
    "of",
    "leader",
    "who",
    "brother",
    "400",
    "men",
    "(",
    ")",
    "“",
    "’s",
    "plans",
]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Mention], list[Entity]]:
    """Any text with any mentions over it, overlapping as they like."""
    text = draw(st.one_of(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.text(max_size=80)))
    keys = {"A": PERSON, "B": ORG, "C": PLACE, "D": EntityType.WORK}
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 9), st.sampled_from(sorted(keys))), max_size=6))
    mentions = [Mention(a, min(a + n, len(text)), text[a : a + n], k, MentionForm.NAME) for a, n, k in spans if a < len(text)]
    return text, mentions, [Entity(k, t) for k, t in keys.items()]


@settings(max_examples=examples(50), deadline=None)
@given(documents())
def test_any_text_gives_grounded_typed_claims_and_the_same_ones_again(case: tuple[str, list[Mention], list[Entity]]) -> None:
    """Every quote is the slice of its span; arguments are of the vocabulary's types; a second reading is equal."""
    text, mentions, entities = case

    class Given:
        pass

    known = Given()
    known.mentions, known.entities = mentions, entities  # type: ignore[attr-defined]
    by_key = {e.key: e for e in entities}
    sentences = parse(text)
    claims = assemble(text, propose(text, sentences, known), None, by_key)  # type: ignore[arg-type]
    assert claims == assemble(text, propose(text, sentences, known), None, by_key)  # type: ignore[arg-type]
    for n, c in enumerate(claims, 1):
        p = vocabulary()[c.predicate]
        assert c.id == f"c{n}" and text[c.start : c.end] == c.quote and c.quote
        assert (c.subject is None and p.subject_optional) or (c.subject and by_key[c.subject].type in p.subject_types)
        assert (c.object is None and p.object_optional) or (c.object and by_key[c.object].type in p.object_types)
        assert c.score is not None and 0 <= c.score <= 1


LISTED = [
    ("Name: {SAL|SALIM TOR}. POB: {MAR|Marsa}. Address: {MAR|Marsa}.", ("located_in", "SAL", "MAR")),
    ("Name: {SAL|SALIM TOR}. Father's name is {KAR|Karim Tor}.", ("kin_of", "KAR", "SAL")),
    # a sentence of a list without a subject is about its entry
    ("{SAL|Salim Tor}, a miller. Arrested in {MAR|Marsa} in 1999.", ("detained", None, "SAL")),
    # the head of a letter
    ("To {KAR|Karim Dost}, from {SAL|Salim Tor}\n\nPeace upon you.", ("wrote_to", "SAL", "KAR")),
    ("From: {SAL|Salim Tor}\nTo: {KAR|Karim Dost}\n\nPeace upon you.", ("wrote_to", "SAL", "KAR")),
]


@pytest.mark.parametrize(("marked", "wanted"), LISTED, ids=[w for w, _ in LISTED])
def test_lists_and_letterheads(marked: str, wanted: tuple[str, str | None, str]) -> None:
    assert wanted in {(c.predicate, c.subject, c.object) for c in claims_of(worked(marked, TYPES))}


def test_what_the_last_voice_denies_is_denied() -> None:
    """A rebuttal denies whatever the clause says; a question is possible at most; a hedge of the frame only lowers."""
    w = worked("{SAL|Salim Tor} joined {GUA|the Guard}.", TYPES)
    found = propose(w.text, parse(w.text), w)
    denied = assemble(w.text, found, [(Voice("@author", Act.REPORTS), Voice("SAL", Act.DENIES))] * len(found))
    assert {c.polarity for c in denied} == {Polarity.DENIED}
    asked = assemble(w.text, found, [(Voice("@author", Act.ASKS),)] * len(found))
    assert {c.certainty for c in asked} == {Certainty.POSSIBLE}
    hedged = assemble(w.text, found, None, hedges=[Certainty.DOUBTFUL] * len(found))
    assert {c.certainty for c in hedged} == {Certainty.DOUBTFUL}


DATED = [
    ("{SAL|Salim Tor} attacked {GUA|the Guard} in 1999.", "1999", Bound.AT, "1999"),
    ("{SAL|Salim Tor} has led {GUA|the Guard} since 1999.", "1999", Bound.SINCE, "1999/.."),
    ("{SAL|Salim Tor} led {GUA|the Guard} until 1999.", "1999", Bound.UNTIL, "../1999"),
    ("1999: {SAL|Salim Tor} leaves {GUA|the Guard}.", "1999", Bound.AT, "1999"),
    ("1999 {SAL|Salim Tor} leaves {GUA|the Guard}.", "1999", Bound.AT, "1999"),
    # the date of the report is not that of what is reported, but what was over then was no later
    ("In 1999 {KAR|Karim Dost} said that {SAL|Salim Tor} had left {GUA|the Guard}.", "1999", Bound.AT, "../1999"),
    ("In 1999 {KAR|Karim Dost} said that {SAL|Salim Tor} would leave {GUA|the Guard}.", "1999", Bound.AT, None),
    # a clause that hangs on it tells when
    ("{SAL|Salim Tor} attacked {GUA|the Guard} when the mill burnt in 1999.", "1999", Bound.AT, "1999"),
    ("{SAL|Salim Tor} led {GUA|the Guard} until he fled in 1999.", "1999", Bound.AT, "../1999"),
    # the date of an event that bounds the clause bounds it too
    ("{SAL|Salim Tor} led {GUA|the Guard} until the burning of the mill in 1999.", "1999", Bound.AT, "../1999"),
    # what "when" takes up is no bound of what then happens
    ("They waited until 1999, when {SAL|Salim Tor} attacked {GUA|the Guard}.", "1999", Bound.UNTIL, "1999"),
    # the date may stand in the second half of what a verb says
    ("{SAL|Salim Tor} attacked {GUA|the Guard} and fled in 1999.", "1999", Bound.AT, "1999"),
    ("{SAL|Salim Tor} shot {GUA|Omar Dost} dead in 1999.", "1999", Bound.AT, "1999"),
]


@pytest.mark.parametrize(("marked", "quote", "bound", "wanted"), DATED, ids=[d[0] for d in DATED])
def test_the_date_of_a_clause(marked: str, quote: str, bound: Bound, wanted: str | None) -> None:
    w = worked(marked, TYPES)
    start = w.text.index(quote)
    date = DateMention(start, start + len(quote), quote, When.parse(quote), bound=bound)
    assert {p.when for p in propose(w.text, parse(w.text), w, [date]) if p.subject == "SAL" and p.object == "GUA"} == {wanted}


ON_THE_WAY = [
    ("In 1999 they stormed {COL|the Column}, a branch of {GUA|the Guard}.", "part_of"),
    ("In 1999 {SAL|Karim Dost}, a teacher from {MAR|Marsa}, left the town.", "located_in"),
    ("In 1999 {SAL|Salim Tor} shot {KAR|Karim Dost}, an aide of {LEI|Leila Tor}.", "commands"),
]


@pytest.mark.parametrize(("marked", "predicate"), ON_THE_WAY, ids=[p for _, p in ON_THE_WAY])
def test_a_tie_named_on_the_way_has_not_the_date_of_what_is_told(marked: str, predicate: str) -> None:
    w = worked(marked, TYPES)
    found = propose(w.text, parse(w.text), w, read_dates(w.text))
    assert {p.when for p in found if p.predicate == predicate} == {None}


def test_who_takes_over_leads_from_then_on() -> None:
    w = worked("{SAL|Salim Tor} took over {GUA|the Guard} in May 1999.", TYPES)
    found = propose(w.text, parse(w.text), w, read_dates(w.text))
    assert {p.when for p in found if p.predicate == "leads"} == {"1999-05/.."}


SPANS = [
    ("From 1999 {SAL|Salim Tor} led {GUA|the Guard} until 2004.", "1999/2004"),
    ("From May 2004 {SAL|Salim Tor} led {GUA|the Guard} for two years.", "2004-05/2006-05"),
    ("{SAL|Salim Tor} led {GUA|the Guard} for two years from May 2004.", "2004-05/2006-05"),
    ("{SAL|Salim Tor} joined {GUA|the Guard} in 1979 or 1982.", "[1979,1982]"),
    ("{SAL|Salim Tor} has led {GUA|the Guard} since 1979 or 1982.", "[1979,1982]"),
]


@pytest.mark.parametrize(("marked", "wanted"), SPANS, ids=[s[0] for s in SPANS])
def test_the_time_that_the_dates_of_a_clause_make_together(marked: str, wanted: str) -> None:
    w = worked(marked, TYPES)
    found = propose(w.text, parse(w.text), w, read_dates(w.text))
    assert {p.when for p in found if p.subject == "SAL" and p.object == "GUA"} == {wanted}


WRITTEN = [
    # what is done by being written is done on the day of the writing
    ("{KAR|We} ask {SAL|Salim Tor} to leave the mill.", "2004-05-03"),
    ("{KAR|I} thank {SAL|Salim Tor}.", "2004-05-03"),
    # ... and what is so "now" is so then
    ("{SAL|Salim Tor} now leads {GUA|the Guard}.", "2004-05-03"),
    ("{SAL|Salim Tor} leads {GUA|the Guard}.", None),
    ("{SAL|Salim Tor} now led {GUA|the Guard}.", None),
    # what was done before, what another does, what is quoted: the text does not say when
    ("{KAR|We} asked {SAL|Salim Tor} to leave the mill.", None),
    ("{KAR|They} ask {SAL|Salim Tor} to leave the mill.", None),
    ('The paper has: "{KAR|We} thank {SAL|Salim Tor}."', None),
]


@pytest.mark.parametrize(("marked", "wanted"), WRITTEN, ids=[w[0] for w in WRITTEN])
def test_words_that_are_deeds_have_the_day_of_their_writing(marked: str, wanted: str | None) -> None:
    w = worked(marked, TYPES)
    document = Document("letter", "0" * 64, published="2004-05-03", chars=len(w.text))
    assert {p.when for p in propose(w.text, parse(w.text), w, document=document)} == {wanted}


def test_a_letter_that_somebody_prints_has_the_day_in_its_head_not_that_of_the_page() -> None:
    comment = "The Institute prints this. "
    w = worked(comment + "1 May 1999. {KAR|We} thank {SAL|Salim Tor}.", TYPES)
    layers = (Layer(LayerKind.COMMENTARY, 0, len(comment)), Layer(LayerKind.PRIMARY, len(comment), len(w.text)))
    document = Document("page", "0" * 64, published="2004-05-03", chars=len(w.text))
    sentences = [s for x in layers for s in parse(w.text, x.start, x.end)]
    head = DateMention(len(comment), len(comment) + 10, "1 May 1999", When.parse("1999-05-01"))
    assert {p.when for p in propose(w.text, sentences, w, [head], layers, document)} == {"1999-05-01"}
    assert {p.when for p in propose(w.text, sentences, w, [], layers, document)} == {None}


def test_what_the_fighters_of_a_body_do_the_body_does() -> None:
    text = "The Guard's fighters stormed Marsa."
    mentions = (
        Mention(0, 20, "The Guard's fighters", "MEN", MentionForm.DESCRIPTION),
        Mention(0, 9, "The Guard", "GUA", MentionForm.NAME),
        Mention(29, 34, "Marsa", "MAR", MentionForm.NAME),
    )
    entities = (Entity("GUA", ORG, ()), Entity("MAR", PLACE, ()), Entity("MEN", ORG, ()))
    w = Worked(text, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))), entities)
    assert ("attacked", "GUA", "MAR") in {(c.predicate, c.subject, c.object) for c in claims_of(w)}


def test_a_title_is_kept_as_it_is_written() -> None:
    (claim,) = (
        c for c in claims_of(worked("{KAR|Karim Dost} is the military commander of {GUA|the Guard}.", TYPES)) if c.predicate == "member_of"
    )
    assert claim.args.role == "military commander"


def test_an_event_keeps_its_place() -> None:
    claims = claims_of(worked("{KAR|Karim Dost} met {SAL|Salim Tor} in {MAR|Marsa}.", TYPES))
    assert [c.args.place for c in claims if c.predicate == "met"] == ["MAR"]


# (text, entity and polarity of the authorships that come of judgements on a paper)
GENUINE = [
    ("{KAR|Karim Dost} wrote {LET|the letter}. {LET|The letter} is genuine.", {("KAR", Polarity.AFFIRMED)}),
    ("{KAR|Karim Dost} wrote {LET|the letter}. {SAL|Salim Tor} thinks {LET|it} authentic.", {("KAR", Polarity.AFFIRMED)}),
    ("{KAR|Karim Dost} wrote {LET|the letter}. {SAL|Salim Tor} called {LET|it} a forgery.", {("KAR", Polarity.DENIED)}),
    ("{KAR|Karim Dost} wrote {LET|the letter}. {LET|It} is not genuine.", {("KAR", Polarity.DENIED)}),
    ("{KAR|Karim Dost} wrote {LET|the letter}. {LET|The letter} was forged.", {("KAR", Polarity.DENIED)}),
    # nobody is known to have written it
    ("{SAL|Salim Tor} read {LET|the letter}. {LET|It} is genuine.", set()),
    # what is genuine is no paper; whoever forges papers has made them
    ("{KAR|Karim Dost} wrote {LET|the letter}. {SAL|Salim Tor} is genuine.", set()),
    ("{KAR|Karim Dost} wrote {LET|the letter}. {SAL|Salim Tor} was in {MAR|Marsa}.", set()),
]


@pytest.mark.parametrize(("marked", "expected"), GENUINE)
def test_a_paper_that_is_genuine_is_its_writers(marked: str, expected: set[tuple[str, Polarity]]) -> None:
    w = worked(marked, TYPES)
    assert {(p.subject, p.polarity) for p in propose(w.text, parse(w.text), w) if p.frame == "authored.genuine"} == expected


# (text, who condemns whom by what is told, if anybody)
CALLED = [
    ("{KAR|Karim Dost} called {LET|the letter} “a bag of wind”.", {("KAR", "LET")}),
    ("{KAR|Karim Dost}, {KAR|who} has dismissed {COL|it} as “the plague of the orchards”, keeps bees.", {("KAR", "COL")}),
    ("{SAL|Salim Tor} was called “a sack with a hole” by {KAR|Karim Dost}.", {("KAR", "SAL")}),
    # praise, a plain name, nothing quoted, words quoted that are another clause's
    ("{GUA|The Guard} called {SAL|Salim Tor} “the lion of the hills”.", set()),
    ("{GUA|The Guard} called {SAL|Salim Tor} “Abu Nur”.", set()),
    ("{GUA|The Guard} called {SAL|Salim Tor} in the evening.", set()),
    ("{GUA|The Guard} called {SAL|Salim Tor} and read “a bag of wind” aloud.", set()),
    # idioms, and papers refuted
    ("{KAR|Karim Dost} took {COL|the Column} to task over the bees.", {("KAR", "COL")}),
    ("{KAR|Karim Dost} took {COL|the Column} to the mill.", set()),
    ("{GUA|The Guard} brought out a rebuttal of {LET|the letter} in May.", {("GUA", "LET")}),
    ("{KAR|Karim Dost} laid the blame at {SAL|Salim Tor}'s door.", {("KAR", "SAL")}),
    ("{KAR|Karim Dost} laid the sack at {SAL|Salim Tor}'s door.", set()),
]


@pytest.mark.parametrize(("marked", "expected"), CALLED)
def test_who_is_reviled_in_words_quoted_and_in_idioms(marked: str, expected: set[tuple[str, str]]) -> None:
    assert {(c.subject, c.object) for c in claims_of(worked(marked, TYPES)) if c.predicate == "condemned"} == expected


# (text, claim, whether it is made)
STANDS_AGAINST = [
    ("{GUA|The Guard} cannot stand {SAL|Salim Tor}.", ("hostile_to", "GUA", "SAL"), True),
    ("{GUA|The Guard} stood {SAL|Salim Tor} a drink.", ("hostile_to", "GUA", "SAL"), False),
    ("{SAL|Salim Tor} never forgave {KAR|Karim Dost}.", ("hostile_to", "SAL", "KAR"), True),
    ("{SAL|Salim Tor} forgave {KAR|Karim Dost}.", ("hostile_to", "SAL", "KAR"), False),
    ("{GUA|The Guard} made peace with {COL|the Column}.", ("hostile_to", "GUA", "COL"), False),
    ("{GUA|The Guard} would not hear of {COL|the Column}.", ("rejected", "GUA", "COL"), True),
    ("{GUA|The Guard} heard of {COL|the Column} in May.", ("rejected", "GUA", "COL"), False),
    ("{SAL|Salim Tor} was set aside in March.", ("expelled", None, "SAL"), True),
    ("{SAL|Salim Tor} was put to death at the behest of {KAR|Karim Dost}.", ("expelled", "KAR", "SAL"), False),
    ("{SAL|Salim Tor} was strangled in a cell on {KAR|Karim Dost}'s instructions.", ("ordered", "KAR", None), True),
    ("{SAL|Salim Tor} took {SAL|his} orders from {KAR|Karim Dost}.", ("ordered", "SAL", None), False),
    ("{GUA|The Guard} declared {LET|the letter} a slander.", ("condemned", "GUA", "LET"), True),
    ("{GUA|The Guard} declared {LET|the letter} a model.", ("condemned", "GUA", "LET"), False),
    ("{KAR|Karim Dost} used to say that {SAL|Salim Tor} was a liar.", ("condemned", "KAR", "SAL"), True),
    ("{KAR|Karim Dost} used to say that {SAL|Salim Tor} was a baker.", ("condemned", "KAR", "SAL"), False),
    ("{GUA|The Guard}'s channel denounced {SAL|Salim Tor}.", ("condemned", "GUA", "SAL"), True),
    ("{GUA|The Guard}'s channel denounced {SAL|Salim Tor}.", ("hostile_to", "GUA", "SAL"), False),
    ("The assault of {GUA|the Guard} upon {MAR|Marsa} failed.", ("attacked", "GUA", "MAR"), True),
    ("{GUA|The Guard} sent {KAR|Karim Dost} its excuses.", ("rejected", "GUA", "KAR"), True),
    ("{GUA|The Guard} sent {KAR|Karim Dost} its regards.", ("rejected", "GUA", "KAR"), False),
    ("{GUA|The Guard} returned {KAR|Karim Dost}'s letters unopened.", ("rejected", "GUA", "KAR"), True),
    ("{GUA|The Guard} returned {KAR|Karim Dost}'s letters in May.", ("rejected", "GUA", "KAR"), False),
    ("{GUA|The Guard} showed {COL|the Column} mercy.", ("hostile_to", "GUA", "COL"), False),
]


@pytest.mark.parametrize(("marked", "claim", "made"), STANDS_AGAINST)
def test_who_stands_against_whom(marked: str, claim: tuple[str, str | None, str], made: bool) -> None:
    assert (claim in {(c.predicate, c.subject, c.object) for c in claims_of(worked(marked, TYPES))}) is made

"""An annotation becomes a reading only if every word of it is at its place; both versions of the form are understood."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from variorum.errors import AnnotationError
from variorum.model import Act, Args, Certainty, Claim, Document, Edge, EntityType, Layer, LayerKind, Mode, Polarity, Voice
from variorum.reading.annotated import from_dict

TEXT = "Karam Dali* said on 3 May 2001 that the Reed League left the Council.\n* Translator's note: he is doubtful."
DOCUMENT = Document(id="w-1", sha256="0" * 64, author="Star")


def at(words: str, quote: str = "quote") -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), quote: words}


def annotation() -> dict[str, Any]:
    end = TEXT.index("*", 20)
    return {
        "document": {"id": "other", "title": "Statement", "author": "not asked", "published": "2001-05", "sha256": "0" * 64},
        "layers": [
            {"kind": "commentary", "start": 0, "end": end},
            {"kind": "note", "start": end, "end": len(TEXT), "voice": "@translator", "anchor": {"start": 10, "end": 11, "mark": "*"}},
        ],
        "entities": {
            "KARAM": {"type": "person", "names": [{"text": "Karam Dali", "kind": "legal"}]},
            "LEAGUE": {"type": "organisation", "names": [{"text": "the Reed League", "kind": "official"}]},
            "COUNCIL": {"type": "organisation", "names": []},
        },
        "claims": [
            {
                "id": "c1",
                "predicate": "split_from",
                "subject": "LEAGUE",
                "object": "COUNCIL",
                "args": {"text": "planned"},
                "when": None,
                "polarity": "denied",
                "certainty": "possible",
                "voices": [{"voice": "@author", "act": "reports"}, {"voice": "KARAM", "act": "denies"}],
                **at("the Reed League left the Council"),
            }
        ],
        "assessments": [{"claim": "c1", "stance": "doubts", "voice": "@translator", **at("he is doubtful")}],
        "dates": [{**at("3 May 2001"), "when": "2001-05-03", "calendar": "gregorian"}],
        "said": [{"claim": "c1", "voice": "KARAM", "when": "2001-05-03"}],
        "anatomy": [{"part": "by"}],
        "disputes": [],
        "marginal": ["c1"],
    }


def test_version_1_is_understood() -> None:
    """Mode stands in args.text and ``said`` in a list of its own."""
    reading = from_dict(annotation(), DOCUMENT, TEXT)
    (claim,) = reading.claims
    assert claim == Claim(
        id="c1",
        predicate="split_from",
        subject="LEAGUE",
        object="COUNCIL",
        **at("the Reed League left the Council"),
        voices=(Voice("@author", Act.REPORTS), Voice("KARAM", Act.DENIES, "2001-05-03")),
        polarity=Polarity.DENIED,
        certainty=Certainty.POSSIBLE,
        mode=Mode.PLANNED,
        args=Args(text="planned"),
    )
    assert reading.layers[1] == Layer(LayerKind.NOTE, reading.layers[0].end, len(TEXT), "@translator", 10)
    assert next((e.key, e.type) for e in reading.entities) == ("KARAM", EntityType.PERSON)
    assert reading.dates[0].when is not None
    assert reading.dates[0].when.edtf == "2001-05-03"
    assert (reading.reader, reading.raw) == ("person", annotation())


def test_version_2_says_mode_and_said_in_the_claim() -> None:
    raw = annotation()
    del raw["said"]
    raw["claims"][0] |= {"mode": "ordered", "voices": [{"voice": "KARAM", "act": "asserts", "said": "2001"}]}
    (claim,) = from_dict(raw, DOCUMENT, TEXT).claims
    assert (claim.mode, claim.voices) == (Mode.ORDERED, (Voice("KARAM", Act.ASSERTS, "2001"),))


def test_the_annotation_fills_in_what_is_not_known_of_the_document() -> None:
    document = from_dict(annotation(), DOCUMENT, TEXT).document
    assert (document.id, document.author, document.title, document.published) == ("w-1", "Star", "Statement", "2001-05")


@pytest.mark.parametrize("key", ["layers", "assessments", "dates", "said", "anatomy", "disputes", "marginal", "document", "claims"])
def test_what_is_left_out_is_empty(key: str) -> None:
    raw = annotation()
    del raw[key]
    if key == "claims":
        del raw["assessments"], raw["said"]
    from_dict(raw, DOCUMENT, TEXT)


def test_hijri_values_are_kept_as_written() -> None:
    raw = annotation()
    raw["dates"] = [{**at("3 May 2001"), "when": "1422-02-30", "calendar": "hijri", "converted": "2001-05-24"}]
    (date,) = from_dict(raw, DOCUMENT, TEXT).dates
    assert date.written == "1422-02-30"
    assert date.best is not None
    assert date.best.edtf == "2001-05-24"


def test_results_are_sorted_by_place() -> None:
    raw = annotation()
    early = copy.deepcopy(raw["claims"][0]) | {"id": "c0"} | at("Karam Dali")
    raw["claims"].append(early)
    assert [c.id for c in from_dict(raw, DOCUMENT, TEXT).claims] == ["c0", "c1"]


CLAIM = ("claims", 0)
# (where in the annotation, the value put there, what the message says)
MISTAKES: list[tuple[tuple[Any, ...], Any, str]] = [
    ((*CLAIM, "start"), 41, r"claim c1 at 41..*: “the Reed League left the Council” is not at its place: at 41.*the text reads “"),
    ((*CLAIM, "quote"), "the Reed League joined", r"claim c1 at .*; the words stand nowhere in it"),
    ((*CLAIM, "end"), 10_000, rf"`start` and `end` are 36 and 10000; expected 0 <= start <= end <= {len(TEXT)}"),
    ((*CLAIM, "start"), True, "`start` and `end` are True"),
    ((*CLAIM, "predicate"), "left", "claim c1 at .*: unknown predicate 'left'; known are pledged_to"),
    ((*CLAIM, "predicate"), "sworn_to", "unknown predicate 'sworn_to'"),  # a derived state: no text says it by itself
    ((*CLAIM, "subject"), "LEAGE", "`subject` is 'LEAGE'; expected null or the key"),
    ((*CLAIM, "args", "place"), "Halab", "`place` is 'Halab'; expected null or the key"),
    ((*CLAIM, "args", "quantity"), [2], r"`args.quantity` is \[2\]; expected a number"),
    ((*CLAIM, "polarity"), "negative", "`polarity` is 'negative'; expected one of affirmed, denied"),
    ((*CLAIM, "certainty"), None, "`certainty` is missing; expected one of certain"),
    ((*CLAIM, "when"), "May 2001", "`when`: .*EDTF"),
    ((*CLAIM, "voices"), [], "has no voices"),
    ((*CLAIM, "voices", 1, "voice"), "@publisher", "`voices.voice` is '@publisher'; expected @author, @translator, @editor or the key"),
    ((*CLAIM, "voices", 1, "act"), "says", "`act` is 'says'; expected one of asserts, reports"),
    ((*CLAIM, "id"), "", "`id` is ''; expected words"),
    (("entities", "KARAM", "type"), "man", "entity KARAM: `type` is 'man'; expected one of person"),
    (("entities", "KARAM", "names", 0, "kind"), "nickname", "entity KARAM: `kind` is 'nickname'; expected one of legal, kunya"),
    (("entities",), [], r"entities: is \[\]; expected an object"),
    (("assessments", 0, "claim"), "c9", r"assessments\[0\] at .*: judges the claim 'c9', which there is not"),
    (("said", 0, "voice"), "COUNCIL", "said: claim c1 has no voice COUNCIL"),
    (("said", 0, "claim"), "c9", "said: there is no claim c9"),
    (("dates", 0, "calendar"), "julian", "`calendar` is 'julian'"),
    (("layers", 0, "end"), 20, r"layer note at .*: expected to begin at 20"),
    (("layers", 1, "end"), 80, rf"layers: end at 80; expected to cover the text to its end at {len(TEXT)}"),
    (("layers", 1, "anchor"), 9999, "`anchor` is 9999"),
    (("layers",), {}, "layers: is {}; expected a list"),
    (("document", "published"), "long ago", "document.published: "),
    (("claims", 0), "c1", r"claims\[0\]: is 'c1'; expected an object"),
]


@pytest.mark.parametrize(("path", "value", "message"), MISTAKES)
def test_mistakes_are_named_with_their_place(path: tuple[Any, ...], value: Any, message: str) -> None:
    raw = annotation()
    target: Any = raw
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(AnnotationError, match=message) as caught:
        from_dict(raw, DOCUMENT, TEXT)
    assert "'w-1'" in str(caught.value)


def ordered(**fields: Any) -> dict[str, Any]:
    raw = annotation()
    raw["claims"].append(copy.deepcopy(raw["claims"][0]) | {"id": "c2"} | at("Karam Dali"))
    raw["order"] = [{"earlier": "c1", "later": "c2", "voices": [{"voice": "KARAM", "act": "asserts"}], **at("left the Council"), **fields}]
    return raw


def test_an_order_of_claims_is_read_and_is_a_plain_after_where_it_says_no_days() -> None:
    (plain,) = from_dict(ordered(), DOCUMENT, TEXT).order
    assert (plain.earlier, plain.later, plain.least, plain.most, plain.edge) == ("c1", "c2", 0, None, Edge.START)
    (told,) = from_dict(ordered(edge="end", least=28, most=62), DOCUMENT, TEXT).order
    assert (told.least, told.most, told.edge, told.voices) == (28, 62, Edge.END, (Voice("KARAM", Act.ASSERTS),))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"earlier": "c9"}, r"order\[0\] at .*: puts the claim 'c9' in order, which there is not"),
        ({"later": "c1"}, "puts the claim 'c1' before itself"),
        ({"voices": []}, "has no voices"),
        ({"edge": "middle"}, "`edge` is 'middle'; expected one of start, end"),
        ({"least": "two"}, "`least` is 'two'; expected a whole number of days or null"),
        ({"most": 10**9}, "`most` is 1000000000; expected a whole number of days"),
        ({"least": 9, "most": 3}, "`most` is 3; expected no less than `least`, which is 9"),
        ({"quote": "joined"}, "is not at its place"),
    ],
)
def test_mistakes_in_an_order_are_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(AnnotationError, match=message):
        from_dict(ordered(**fields), DOCUMENT, TEXT)


def test_all_mistakes_are_listed_at_once() -> None:
    raw = annotation()
    raw["claims"] = [raw["claims"][0] | {"id": f"c{i}", "predicate": "left"} for i in range(14)]
    raw["assessments"] = raw["said"] = []
    with pytest.raises(AnnotationError, match=r"14 mistakes:") as caught:
        from_dict(raw, DOCUMENT, TEXT)
    assert str(caught.value).endswith("and 4 more")


def test_what_leans_on_a_refused_claim_is_no_second_mistake() -> None:
    raw = annotation()
    raw["claims"][0]["predicate"] = "left"
    with pytest.raises(AnnotationError, match="one mistake:"):
        from_dict(raw, DOCUMENT, TEXT)


def test_two_claims_with_one_id_are_refused() -> None:
    raw = annotation()
    raw["claims"] *= 2
    with pytest.raises(AnnotationError, match="claim c1: there are several claims with this id"):
        from_dict(raw, DOCUMENT, TEXT)

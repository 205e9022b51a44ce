"""What a record holds, and that it is the same whenever and in whatever order it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from variorum.errors import RecordError
from variorum.model import (
    Act,
    Args,
    Assessment,
    Claim,
    Document,
    Edge,
    Entity,
    EntityType,
    Layer,
    LayerKind,
    Mention,
    MentionForm,
    Name,
    NameKind,
    Polarity,
    Precedence,
    Reading,
    Stance,
    Voice,
    When,
)
from variorum.record import reduce

Dump = Callable[[Path], dict[str, list[tuple[object, ...]]]]
REPORT = "Rashad Nuri leads the Front of the Plain, said Karam Adib. The editor doubts it."
LETTER = "The Front of the Plain broke with Rashad Nouri in 2011."


def entity(key: str, kind: EntityType, *names: str) -> Entity:
    name_kind = NameKind.LEGAL if kind is EntityType.PERSON else NameKind.OFFICIAL
    return Entity(key, kind, tuple(Name(n, name_kind) for n in names))


def report() -> Reading:
    said = Claim(
        "c1",
        "leads",
        "R",
        "F",
        0,
        38,
        REPORT[0:38],
        (Voice("@author", Act.REPORTS), Voice("K", Act.ASSERTS, "2012")),
        args=Args(role="emir"),
    )
    return Reading(
        Document("report", "aa", title="A report", author="Karam Adib", published="2012-05", chars=len(REPORT)),
        "person",
        layers=(Layer(LayerKind.COMMENTARY, 0, len(REPORT), "@author"),),
        entities=(
            entity("R", EntityType.PERSON, "Rashad Nuri"),
            entity("F", EntityType.ORGANISATION, "the Front of the Plain"),
            entity("K", EntityType.PERSON, "Karam Adib"),
        ),
        mentions=(Mention(0, 11, "Rashad Nuri", "R", MentionForm.NAME), Mention(61, 67, "editor", None, MentionForm.DESCRIPTION)),
        claims=(said,),
        assessments=(Assessment("c1", Stance.DOUBTS, "@editor", 59, 80, REPORT[59:80]),),
    )


def letter() -> Reading:
    split = Claim("c1", "split_from", "F", None, 0, 55, LETTER, (Voice("@author", Act.ASSERTS),), "2011", Polarity.DENIED)
    return Reading(
        Document("letter", "bb", chars=len(LETTER)),
        "person",
        entities=(entity("F", EntityType.ORGANISATION, "Front of the Plain"), entity("R", EntityType.PERSON, "Rashad Nouri")),
        claims=(split, replace(split, id="c2", object="R"), replace(split, id="c3", object="R")),
    )


def test_a_claim_has_its_row_with_entities_days_and_voices(tmp_path: Path) -> None:
    reduce([report(), letter()], path=tmp_path / "r")
    with duckdb.connect(str(tmp_path / "r"), read_only=True) as con:
        rows = con.execute(
            """SELECT p.name, s.label, coalesce(o.label, ''), polarity, start_earliest, end_latest, d.id, len(chain), chain[len(chain)] = voice
            FROM claim c JOIN predicate p USING (predicate) JOIN document d USING (doc) JOIN entity s ON s.entity = c.subject
            LEFT JOIN entity o ON o.entity = c.object ORDER BY d.id, 3"""
        ).fetchall()
    year = When.parse("2011")
    assert rows[0] == ("split_from", "Front of the Plain", "", -1, year.start_earliest, year.end_latest, "letter", 1, True)
    assert rows[3][:3] == ("leads", "Rashad Nouri", "Front of the Plain")
    assert rows[3][3:] == (1, -2_147_483_647, 2_147_483_647, "report", 2, True)


def test_the_same_input_gives_the_same_rows_in_any_order(tmp_path: Path, rows_of: Dump) -> None:
    reduce([report(), letter()], path=tmp_path / "a")
    reduce([letter(), report()], path=tmp_path / "b")
    first = rows_of(tmp_path / "a")
    assert first == rows_of(tmp_path / "b")
    assert len(first["claim"]) == len(first["claim_o"]) == len(first["claim_text"]) == 4


def test_an_order_has_its_row_with_claims_days_and_voices(tmp_path: Path) -> None:
    chain = (Voice("@author", Act.REPORTS), Voice("R", Act.ASSERTS))
    told = Precedence("c2", "c3", 0, 9, LETTER[:9], chain, 0, None, Edge.END)
    reduce([report(), replace(letter(), order=(told, replace(told, earlier="c3", later="c2", most=4)))], path=tmp_path / "r")
    with duckdb.connect(str(tmp_path / "r"), read_only=True) as con:
        rows = con.execute(
            """SELECT a.local_id, b.local_id, edge, least, most, e.label, len(chain), p.acts, span_start, span_end, p.quote
            FROM precedence p JOIN claim_text a ON a.claim_id = p.earlier JOIN claim_text b ON b.claim_id = p.later
            JOIN entity e ON e.entity = p.voice ORDER BY 1"""
        ).fetchall()
    said = ("Rashad Nouri", 2, ["reports", "asserts"], 0, 9, "The Front")
    assert rows == [("c2", "c3", "end", 0, None, *said), ("c3", "c2", "end", 0, 4, *said)]


def test_an_order_of_a_claim_that_there_is_not_is_refused(tmp_path: Path) -> None:
    told = Precedence("c2", "c9", 0, 9, LETTER[:9], (Voice("@author", Act.ASSERTS),))
    with pytest.raises(RecordError, match="letter: the order told at 0 is of the claim 'c9'"):
        reduce([replace(letter(), order=(told,))], path=tmp_path / "r")


def test_equal_claims_are_told_apart_and_documents_with_the_same_bytes_too(tmp_path: Path, rows_of: Dump) -> None:
    twin = replace(letter(), document=replace(letter().document, id="letter again"))
    reduce([letter(), twin], path=tmp_path / "r")
    ids = [row[0] for row in rows_of(tmp_path / "r")["claim"]]
    assert len(set(ids)) == 6


def test_the_copies_hold_the_same_claims_each_in_its_order(tmp_path: Path, rows_of: Dump) -> None:
    reduce([report(), letter()], path=tmp_path / "r")
    rows = rows_of(tmp_path / "r")
    assert sorted(rows["claim"], key=str) == sorted(rows["claim_o"], key=str)
    assert rows["claim"] == sorted(rows["claim"], key=lambda r: (r[2], r[1], r[4], r[0]))
    assert rows["claim_o"] == sorted(rows["claim_o"], key=lambda r: (r[3], r[1], r[4], r[0]))
    further = [r for r in rows["claim"] if r[-3] or r[-2]]
    assert rows["claim_a"] == sorted(further, key=lambda r: (r[-3], r[-2], r[0]))


def test_a_date_of_an_event_is_some_day_within(tmp_path: Path, rows_of: Dump) -> None:
    by = replace(letter().claims[0], when="../2011-08-31")
    reduce([replace(letter(), claims=(by,))], path=tmp_path / "r")
    bounds = rows_of(tmp_path / "r")["claim"][0][4:8]
    when = When.parse("../2011-08-31").as_event()
    assert bounds == (when.start_earliest, when.start_latest, when.end_earliest, when.end_latest)


def test_a_time_that_is_not_edtf_is_kept_as_unread(tmp_path: Path, rows_of: Dump) -> None:
    odd = replace(letter().claims[0], when="in the year of the elephant")
    reduce([replace(letter(), claims=(odd,))], path=tmp_path / "r")
    rows = rows_of(tmp_path / "r")
    assert [r[1] for r in rows["unread"]] == ["date unresolved"]
    assert rows["claim_text"][0][4] == "in the year of the elephant"


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        (replace(letter().claims[0], subject="NOBODY"), "letter: claim c1 names 'NOBODY'; expected one of the entities"),
        (replace(letter().claims[0], predicate="befriended"), "'befriended', which is not in the vocabulary"),
    ],
)
def test_a_reading_that_does_not_hold_together_is_refused_in_words(tmp_path: Path, claim: Claim, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        reduce([replace(letter(), claims=(claim,))], path=tmp_path / "r")
    assert list(tmp_path.iterdir()) == []

"""Lines of the log that withdraw and restore: which are in force, what they find in a reading, and which cannot be obeyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from variorum.errors import DecisionError
from variorum.identity.decisions import Decision, DecisionKind, Side, append, load
from variorum.identity.identities import Ref
from variorum.model import Act, Claim, Document, Entity, EntityType, Name, NameKind, Reading, Voice
from variorum.record import build, open_record
from variorum.record.claim_id import claim_ids
from variorum.record.counted import Counted, Judged
from variorum.record.withdrawals import ClaimTarget, DocumentTarget, LinkTarget, Target, VoiceTarget, withdrawals
from variorum.shelf import judgements
from variorum.shelf.judgements import Judgement, Kind, signed
from variorum.shelf.layout import Layout

LINK = LinkTarget(Side("a", name="Abu Umar"), Side("b", key="U"))
TARGETS: list[Target] = [
    DocumentTarget("a"),
    ClaimTarget("a", 12, "leads", 0, 5, "words"),
    LINK,
    VoiceTarget("Lena Hart", (Ref("a", "@author"), Ref("b", "LENA"))),
]


def line(kind: Kind, target: Target | dict[str, Any], n: int = 1) -> Judgement:
    return Judgement(kind, target if isinstance(target, dict) else target.fields(), "mara", None, "w", n, f"decisions.jsonl, line {n}")


@pytest.mark.parametrize("target", TARGETS, ids=str)
def test_a_target_is_kept_and_read_back(target: Target, tmp_path: Path) -> None:
    log = tmp_path / "decisions.jsonl"
    judgements.append(log, signed(Kind.WITHDRAW, target.fields(), why="w", by="mara"))
    (found,) = withdrawals(judgements.read(log))
    assert (found.target, found.who, found.why, found.line) == (target, "mara", "w", 1)
    judgements.append(log, signed(Kind.RESTORE, target.fields(), why="w"))
    assert withdrawals(judgements.read(log)) == ()
    judgements.append(log, signed(Kind.WITHDRAW, target.fields(), why="again"))
    assert [w.line for w in withdrawals(judgements.read(log))] == [3]


def test_a_link_is_one_matter_with_what_was_decided_of_the_two(tmp_path: Path) -> None:
    log = tmp_path / "decisions.jsonl"
    same = Decision(DecisionKind.SAME, LINK.b, LINK.a)

    def kinds() -> list[tuple[str, int]]:
        return [(d.kind, d.line) for d in load(log)]

    append(log, same)
    judgements.append(log, signed(Kind.WITHDRAW, LINK.fields(), why="w"))
    assert kinds() == [("not same", 2)]
    judgements.append(log, signed(Kind.RESTORE, LINK.fields(), why="w"))
    assert kinds() == [("same", 1)]
    judgements.append(log, signed(Kind.WITHDRAW, LINK.fields(), why="w"))
    append(log, same)
    assert kinds() == [("same", 5)]
    append(log, Decision(DecisionKind.SAME, LINK.a, Side("c", key="C")))
    append(log, Decision(DecisionKind.SAME, Side("c", key="C"), Side("d", key="D")))
    with pytest.raises(DecisionError, match="exclude each other"):
        Judged.of([*judgements.read(log), line(Kind.WITHDRAW, LinkTarget(LINK.b, Side("d", key="D")), 8)], "log")


SIDE = {"document": "a", "key": "K"}
BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "it is about nothing; expected one of document, claim, link, voice"),
    ({"document": "a", "voice": {"name": "x", "members": [SIDE]}}, "it is about document and voice"),
    ({"document": "a", "page": 3}, "unknown field page"),
    ({"document": 3}, "`document` is 3; expected the id of a document"),
    ({"claim": "a:c1"}, "`claim` is 'a:c1'; expected document, id (16 hexadecimal digits), predicate, start, end and quote"),
    ({"claim": {"document": "a", "id": "zz", "predicate": "p", "start": 0, "end": 1, "quote": "q"}}, "16 hexadecimal digits"),
    ({"claim": {"document": "a", "id": 7, "predicate": "p", "start": 0, "end": 1, "quote": "q"}}, "16 hexadecimal digits"),
    ({"link": [SIDE]}, "expected a list of two sides"),
    ({"link": [SIDE, SIDE]}, "a link is between two"),
    ({"link": [SIDE, {"document": "b"}]}, "expected a document and either a key or a name"),
    ({"voice": "Lena"}, "`voice` is 'Lena'; expected a name and members"),
    ({"voice": {"name": "Lena", "members": []}}, "expected a name and members"),
    ({"voice": {"name": "Lena", "members": [{"document": "a", "name": "Lena"}]}}, "has no key"),
]


@pytest.mark.parametrize(("fields", "says"), BAD)
def test_a_line_that_cannot_be_obeyed_is_named(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(DecisionError) as err:
        withdrawals([line(Kind.WITHDRAW, fields, 4)])
    assert says in str(err.value)
    assert "decisions.jsonl, line 4" in str(err.value)


def reading() -> Reading:
    says = (Voice("@author", Act.ASSERTS),)
    first = Claim("c1", "leads", "O", "F", 0, 10, "Omar leads", says)
    names = {"O": (EntityType.PERSON, "Omar Hadi"), "F": (EntityType.ORGANISATION, "the Front")}
    entities = tuple(Entity(k, t, (Name(n, NameKind.OFFICIAL),)) for k, (t, n) in names.items())
    return Reading(
        Document("a", "sha", author="Lena Hart", chars=99), "r", entities=entities, claims=(first, replace(first, id="c2", when="2007"))
    )


def counted(*lines: Judgement, found: Reading | None = None) -> tuple[list[str], list[str]]:
    result = Counted([found or reading()], Judged.of(lines, "log"))
    kept = [c.id for r in result for c in r.claims]
    return kept, result.unapplied


def target(at: int, found: Reading | None = None) -> ClaimTarget:
    r = found or reading()
    c = r.claims[at]
    return ClaimTarget("a", list(claim_ids("sha", r.claims))[at], c.predicate, c.start, c.end, c.quote)


def test_a_claim_goes_and_no_other_at_its_place() -> None:
    assert counted(line(Kind.WITHDRAW, target(0))) == (["c2"], [])
    assert counted(line(Kind.WITHDRAW, target(1))) == (["c1"], [])


def test_a_claim_is_found_again_by_its_words_in_a_new_reading_where_they_say_one_thing() -> None:
    anew = reading()
    renamed = tuple(replace(c, subject="OMAR") for c in anew.claims)
    entities = tuple(replace(e, key={"O": "OMAR"}.get(e.key, e.key)) for e in anew.entities)
    one = replace(anew, entities=entities, claims=renamed[:1])
    assert counted(line(Kind.WITHDRAW, target(0)), found=one) == ([], [])
    kept, unapplied = counted(line(Kind.WITHDRAW, target(0)), found=replace(one, claims=renamed))
    assert kept == ["c1", "c2"], "which of the two is meant nobody can say"
    assert len(unapplied) == 1
    assert "the claim" in unapplied[0] and "is now read otherwise" in unapplied[0]


def test_equal_claims_go_together_whichever_is_named() -> None:
    twice = replace(reading(), claims=(*reading().claims, replace(reading().claims[0], id="c3")))
    for at in (0, 2):
        assert counted(line(Kind.WITHDRAW, target(at, twice)), found=twice) == (["c2"], [])


def test_what_finds_nothing_is_said() -> None:
    gone = VoiceTarget("Nobody", (Ref("z", "N"),))
    kept, unapplied = counted(line(Kind.WITHDRAW, gone), line(Kind.WITHDRAW, replace(target(0), document="z"), 2))
    assert kept == ["c1", "c2"]
    assert unapplied[0] == "the voice Nobody: no reading has any of z:N"
    assert "there is no such document" in unapplied[1]


def test_a_withdrawn_voice_is_silent_in_documents_that_come_in_later() -> None:
    later = replace(reading(), document=replace(reading().document, id="b", sha256="other"))
    result = Counted([reading(), later], Judged.of([line(Kind.WITHDRAW, VoiceTarget("Lena", (Ref("a", "@author"),)))], "log"))
    assert [c.id for r in result for c in r.claims] == []


def test_a_build_leaves_out_what_is_withdrawn_and_says_so(
    new_archive: Callable[..., Layout], reader: str, rows_of: Callable[[Path], dict[str, Any]]
) -> None:
    """The law on the shelf: also the hashes of what the record was made of are those of an archive in which it never was."""
    never, layout = new_archive("never", order=["letter.txt", "list.txt", "memo.txt"]), new_archive("with")
    build(never, reader=reader, workers=1)
    append(layout.decisions, Decision(DecisionKind.SAME, Side("report", name="Karam Adib"), Side("memo", name="Selim Orhan")))
    judgements.append(layout.decisions, signed(Kind.WITHDRAW, {"document": "report"}, why="forged"))
    report = build(layout, reader=reader, workers=1)
    assert rows_of(layout.record) == rows_of(never.record)
    assert (report.documents, report.read, report.withdrawn, report.unapplied) == (3, 3, ("the document report",), ())
    assert "Withdrawn: the document report." in report.sentence()
    assert report.to_dict()["withdrawn"] == ["the document report"]
    judgements.append(layout.decisions, signed(Kind.RESTORE, {"document": "report"}, why="genuine"))
    assert build(layout, reader=reader, workers=1).documents == 4
    assert open_record(layout).rows("SELECT count(*) FROM document") == [(4,)]

"""An archive with a language model: its claims have a lane of their own, its answers belong to the archive, and a person goes before it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.reading.language_model.pretended import DOCUMENT, TEXT, pretended
from tests.reading.language_model.scripted import Scripted, well
from variorum.archive import Archive
from variorum.asking.dossier import ClaimFilter
from variorum.asking.whose import Whose
from variorum.errors import MetadataError, RecordError, UsageError
from variorum.model import Reading
from variorum.reading.language_model.consult import Consulted
from variorum.reading.language_model.exchanges import Exchanges
from variorum.reading.language_model.read import read_with_model
from variorum.reading.language_model.request import Asker
from variorum.record.as_judged import as_judged
from variorum.record.claim_id import claim_ids
from variorum.record.readings import Readings, readings
from variorum.record.reviewed import Review
from variorum.record.withdrawals import ClaimTarget
from variorum.room.opened import Opened
from variorum.room.rebuilding import is_behind
from variorum.shelf import judgements
from variorum.shelf.judgements import Kind
from variorum.shelf.lock import locked
from variorum.shelf.settings import read_settings

TEXTS = {
    "hills": "The Hill Front\n\nOmar Hadi leads the Hill Front. Nadir Sama leads the Salt Wing.\n",
    "coast": "Yusuf Amin leads the Coast Guard.\n",
    "menu": "كتب الشيخ رسالة إلى أخيه في الجبل\n",
}


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted(well).running() as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path, server: Scripted) -> Callable[..., Archive]:
    """Makes an archive of the texts with a reader and further lines of archive.toml."""

    def make(reader: str = "model", more: str = "", **settings: Any) -> Archive:
        a = Archive.create(tmp_path / "papers")
        for name, text in TEXTS.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
            a.add([tmp_path / f"{name}.txt"], by="test")
        path = a.layout.settings
        lines = "".join(f"{k} = {v!r}\n" for k, v in {"endpoint": server.endpoint, "model": "pretended", "tries": 1, **settings}.items())
        path.write_text(
            path.read_text(encoding="utf-8").replace('reader = "compact"', f'reader = "{reader}"') + f"{more}\n[model]\n{lines}",
            encoding="utf-8",
        )
        return a

    return make


def rows(a: Archive, sql: str) -> list[tuple[Any, ...]]:
    return a.record.rows(sql)


def everything(a: Archive) -> list[Any]:
    """All of the record that could differ."""
    tables = ("document", "claim", "claim_text", "entity", "name", "unread", "proposal", "exchange", "assessment", "meta", "mention")
    return [rows(a, f"SELECT * FROM {t} ORDER BY ALL") for t in tables]


def read_in(a: Archive, reader: str | None = None) -> tuple[Readings, dict[str, Reading]]:
    """What a build reads, without making the record of it."""
    found = readings(a.layout, workers=1, reader=reader)
    return found, {r.document.id: r for r in found}


def test_a_build_asks_nobody_and_waits(archive: Callable[..., Archive], server: Scripted) -> None:
    found, read = read_in(archive())
    assert found.waiting == ("coast", "hills", "menu")
    assert found.by_model == ()
    assert {r.reader for r in read.values()} == {"compact"}
    assert server.calls == []


def test_what_was_answered_makes_the_record_again_without_the_model(archive: Callable[..., Archive], server: Scripted) -> None:
    a = archive()
    assert a.consult().complete == ("coast", "hills", "menu")
    report = a.build(workers=1)
    assert (report.by_model, report.waiting, report.read) == (3, (), 3)
    first, calls = everything(a), len(server.calls)
    claims = rows(
        a,
        """SELECT d.id, t.quote, p.reader, x.model, x.stage, x.prompts FROM claim_text t JOIN document d USING (doc) JOIN proposal p USING (claim_id)
            JOIN exchange x ON x.exchange = p.exchange AND x.doc = t.doc ORDER BY ALL""",
    )
    assert claims == [
        ("coast", "Yusuf Amin leads the Coast Guard", "model", "pretended", "claims", "2"),
        ("hills", "Nadir Sama leads the Salt Wing", "model", "pretended", "claims", "2"),
        ("hills", "Omar Hadi leads the Hill Front", "model", "pretended", "claims", "2"),
    ]
    for derived in ("readings", "exchanges/documents"):
        shutil.rmtree(a.layout.root / derived)
    a.layout.record.unlink()
    assert a.consult().complete == ()
    assert a.build(workers=1).cached == 3  # made anew of the answers when it was looked whether any are missing
    assert everything(a) == first
    shutil.rmtree(a.layout.root / "readings")
    assert read_in(a)[0].read == 3
    assert read_in(a)[0].cached == 3
    assert len(server.calls) == calls
    shutil.rmtree(a.layout.exchanges)  # they are no cache: without them the model has said nothing
    assert read_in(a)[0].waiting == ("coast", "hills", "menu")


def test_with_both_the_machine_s_claims_stand_as_they_are_and_agreement_is_told(archive: Callable[..., Archive]) -> None:
    a = archive("both")
    alone = read_in(a, "compact")[1]
    assert all(r.proposals == () for r in alone.values())
    a.consult()
    both = read_in(a)[1]
    for name, reading in both.items():
        ours = {p.claim for p in reading.proposals if p.reader == "compact"}
        assert tuple(c for c in reading.claims if c.id in ours) == alone[name].claims
    told = [p for r in both.values() for p in r.proposals]
    assert sum(p.reader == "model" for p in told) == 3
    assert {p.agreement for p in told} <= {0.0, 0.5, 1.0}
    assert {r.reader for r in both.values()} == {"compact and model"}
    assert read_in(a)[0].cached == 3


def test_only_what_the_machine_doubts_is_sent_where_that_is_the_rule(archive: Callable[..., Archive], server: Scripted) -> None:
    a = archive("doubted")  # the machine finds nothing to doubt in English so plain, and cannot read the third
    assert a.consult(workers=1).complete == ("menu",)
    assert all("كتب" in c["messages"][1]["content"] for c in server.calls)
    assert read_in(a)[0].by_model == ("menu",)


def test_the_reader_may_differ_by_document(archive: Callable[..., Archive]) -> None:
    a = archive("compact", '[readers]\n"co*" = "model"\n"hills" = "rules"\n')
    assert a.consult().complete == ("coast",)
    assert {name: r.reader for name, r in read_in(a)[1].items()} == {"coast": "model", "hills": "rules", "menu": "compact"}


def test_what_a_person_has_read_or_withdrawn_is_not_sent(archive: Callable[..., Archive], server: Scripted, tmp_path: Path) -> None:
    a = archive()
    sha = hashlib.sha256(TEXTS["coast"].encode()).hexdigest()
    (tmp_path / "coast.json").write_text(f'{{"document": {{"sha256": "{sha}"}}, "entities": {{}}, "claims": []}}', encoding="utf-8")
    a.add_annotations(tmp_path / "coast.json", by="test")
    judgements.append(a.layout.decisions, judgements.signed(Kind.WITHDRAW, {"document": "menu"}, why="it is not ours", by="test"))
    assert a.consult().complete == ("hills",)
    assert not any("Yusuf" in str(c) or "كتب" in str(c) for c in server.calls)
    assert read_in(a)[1]["coast"].reader == "person"


def test_a_person_s_judgement_of_a_proposal_stands() -> None:
    """What is rejected goes, and who proposed it; what is corrected has the person among its proposers."""
    reading = read_with_model(DOCUMENT, TEXT, Asker("m"), pretended()).reading
    targets = [
        ClaimTarget(DOCUMENT.id, number, c.predicate, c.start, c.end, c.quote)
        for c, number in zip(reading.claims, claim_ids(DOCUMENT.sha256, reading.claims), strict=True)
    ]
    reviews = (Review(Kind.REJECT, targets[0]), Review(Kind.CORRECT, targets[1], {"when": "2006"}))
    found = as_judged(reading, reviews, (), [])
    assert [(c.id, c.when) for c in found.claims] == [("m2", "2006"), ("m3", None)]
    assert [(p.claim, p.reader) for p in found.proposals] == [("m2", "model"), ("m3", "model"), ("m2", "person")]


def test_who_accepts_a_proposal_stands_behind_it_until_he_takes_that_back(archive: Callable[..., Archive]) -> None:
    """The person's endorsement is beside the model's proposal, whose exchange stays; it counts when the model's claims are left out."""
    a = archive("compact", '[readers]\n"hills" = "model"\n')
    a.consult()
    a.build(workers=1)
    (omar,) = [c for c in a.claims(ClaimFilter(document="hills")) if c.subject == "Omar Hadi"]
    whose = Whose(except_readers=("model",))
    assert a.state("the Hill Front", whose=whose) == ()
    a.accept(f"{omar.claim:016x}", by="mara")
    assert is_behind(Opened(a, datetime.now(UTC)))
    assert a.build(workers=1).unapplied == ()
    assert not is_behind(Opened(a, datetime.now(UTC)))
    told = rows(a, f"SELECT reader, exchange IS NOT NULL, note FROM proposal WHERE claim_id = {omar.claim} ORDER BY reader")
    assert told == [("model", True, None), ("person", False, "accepted by mara")]
    assert len(a.state("the Hill Front", whose=whose)) == 1
    assert a.ask("who led the Hill Front?", whose=whose).items != ()
    assert a.ask("who led the Salt Wing?", whose=whose).items == ()
    (confirmed,) = a.claims(ClaimFilter(proposed_by="person"))
    assert (confirmed.claim, confirmed.proposers()) == (omar.claim, "read by model, confirmed by a person")
    assert omar.claim not in {c.claim for c in a.claims(ClaimFilter(proposed_by="model"))}
    assert a.claims(ClaimFilter(proposed_by="both")) == ()
    a.undo(1, why="read in haste", by="mara")
    a.build(workers=1)
    assert a.claims(ClaimFilter(proposed_by="person")) == ()


def test_an_acceptance_whose_claim_is_gone_is_told_where_readers_are_told_apart() -> None:
    reading = read_with_model(DOCUMENT, TEXT, Asker("m"), pretended()).reading
    lost = Review(Kind.ACCEPT, ClaimTarget(DOCUMENT.id, 7, "leads", 0, 3, "The"), who="mara")
    told: list[str] = []
    assert as_judged(reading, (lost,), (), told) == reading
    assert len(told) == 1 and "is now read otherwise" in told[0]
    plain = replace(reading, proposals=())
    assert as_judged(plain, (lost,), (), told) == plain
    assert len(told) == 1


def test_two_cannot_ask_at_the_same_time(archive: Callable[..., Archive], server: Scripted) -> None:
    a = archive()
    with locked(a.layout.root / ".asking.lock"), pytest.raises(RecordError, match="somebody else"):
        a.consult()
    assert server.calls == []


def test_offline_forbids_to_ask_and_not_to_use(archive: Callable[..., Archive], server: Scripted) -> None:
    a = archive()
    a.consult()
    calls = len(server.calls)
    path = a.layout.settings
    path.write_text("offline = true\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert a.consult() == Consulted((), {}, {}, a.consult().spent, 0)  # nothing to ask: nothing is forbidden
    shutil.rmtree(a.layout.exchanges)
    with pytest.raises(UsageError, match="`offline = true` forbids"):
        a.consult()
    assert len(server.calls) == calls


def test_the_same_questions_of_two_documents_with_one_text_are_asked_once(
    archive: Callable[..., Archive], server: Scripted, tmp_path: Path
) -> None:
    a = archive(concurrency=1)
    (tmp_path / "again.txt").write_text(TEXTS["coast"], encoding="utf-8")
    a.add([tmp_path / "again.txt"], by="test")
    a.consult()
    assert len(list(Exchanges(a.layout.exchanges).all())) == len(server.calls)


def test_an_archive_goes_on_with_the_prompts_with_which_it_began(archive: Callable[..., Archive], server: Scripted, tmp_path: Path) -> None:
    """A newer version must not have everything asked, and paid for, again; who wants that says so."""
    a = archive(prompts="1")
    a.consult()
    path, calls = a.layout.settings, len(server.calls)
    path.write_text(path.read_text(encoding="utf-8").replace("prompts = '1'\n", ""), encoding="utf-8")
    assert read_in(a)[0].waiting == ()
    (tmp_path / "more.txt").write_text("Nadir Sama leads the Salt Wing.\n", encoding="utf-8")
    a.add([tmp_path / "more.txt"], by="test")
    assert a.consult().complete == ("more",)
    assert {x.prompts for x in Exchanges(a.layout.exchanges).all()} == {"1"}
    assert len(server.calls) == calls + 4
    path.write_text(path.read_text(encoding="utf-8").replace("[model]\n", '[model]\nprompts = "2"\n'), encoding="utf-8")
    assert len(read_in(a)[0].waiting) == 4


def test_a_damaged_exchange_is_named_and_the_others_are_read(archive: Callable[..., Archive]) -> None:
    a = archive()
    a.consult()
    path = next(a.layout.exchanges.glob("[0-9a-f][0-9a-f]/*.json"))
    assert a.verify() == []
    path.write_bytes(path.read_bytes()[:-20])
    (finding,) = a.verify()
    assert path.stem in finding.file
    found, _ = read_in(a)
    ((_, why),) = found.failed
    assert path.stem in why
    assert len(found.by_model) == 3


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('reader = "model"\n', "expected a table [model]"),
        ('[readers]\n"x" = "both"\n', "expected a table [model]"),
        ('[readers]\n"x" = "oracle"\n', "`readers.x` is 'oracle'"),
        ('offline = "yes"\n', "`offline` is 'yes'"),
        ("[model]\nmodel = 'm'\n", "`model.endpoint` is None"),
        ("[model]\nendpoint = 'example.org'\nmodel = 'm'\n", "expected the address of a server"),
        ("[model]\nendpoint = 'https://me:secret@example.org/v1'\nmodel = 'm'\n", "holds a password"),
        ("[model]\nendpoint = 'https://example.org/v1'\nmodel = 'm'\nkey = 'abc'\n", "unknown field `model.key`. Did you mean `key_env`?"),
        ("[model]\nendpoint = 'https://example.org/v1'\nmodel = 'm'\nbudget = 0\n", "expected a number above zero"),
        ("[model]\nendpoint = 'https://example.org/v1'\nmodel = 'm'\nseed = 1.5\n", "expected a whole number of zero or more"),
        ("[model]\nendpoint = 'https://example.org/v1'\nmodel = 'm'\nform = 'xml'\n", "`model.form` is 'xml'"),
        ("[model]\nendpoint = 'https://example.org/v1'\nmodel = 'm'\nleave_out = ['model']\n", "expected a list of 'temperature'"),
        ("[model]\nendpoint = 'https://example.org/v1'\nmodel = 'm'\nparameters = 1\n", "expected a table: [model.parameters]"),
    ],
)
def test_settings_that_cannot_mean_anything_are_refused(tmp_path: Path, lines: str, said: str) -> None:
    path = tmp_path / "archive.toml"
    path.write_text(f'title = "x"\n{lines}', encoding="utf-8")
    with pytest.raises(MetadataError, match=said.replace("[", r"\[").replace("?", r"\?").replace("(", r"\(")):
        read_settings(path)


def test_the_model_s_claims_can_be_told_apart_and_left_out_of_an_answer(archive: Callable[..., Archive]) -> None:
    a = archive("compact", '[readers]\n"hills" = "model"\n')
    a.consult()
    a.build(workers=1)
    assert {c.document for c in a.claims(ClaimFilter(proposed_by="model"))} == {"hills"}
    assert all(c.proposers() == "read by model" and c.to_dict()["readers"] == ["model"] for c in a.claims(ClaimFilter(document="hills")))
    assert "readers" not in next(iter(a.claims(ClaimFilter(document="coast")))).to_dict()
    assert a.ask("who led the Hill Front?").items != ()
    without = a.ask("who led the Hill Front?", whose=Whose(except_readers=("model",)))
    assert without.items == ()
    assert "Claims that only the reader 'model' proposed do not count." in without.notes
    assert a.state("the Hill Front", whose=Whose(except_readers=("model",))) == ()
    with pytest.raises(UsageError, match="claims are proposed by"):
        a.claims(ClaimFilter(proposed_by="nobody"))


def test_a_reader_that_asks_needs_a_model_that_is_named(tmp_path: Path) -> None:
    a = Archive.create(tmp_path / "papers")
    with pytest.raises(UsageError, match="has no table \\[model\\]"):
        a.build(reader="both")

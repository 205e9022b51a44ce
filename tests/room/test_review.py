"""The review: its queue and evidence, judgements kept under the name of whoever made them, and what is said when somebody else was quicker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import HOST, TOKEN, client_of, text_of
from variorum.archive import Archive
from variorum.room import rebuilding
from variorum.room.accounts import Accounts, Role, keep
from variorum.room.app import create_app
from variorum.room.doors import Doors
from variorum.room.judged import on_claim, on_dispute, on_document, on_entity
from variorum.room.opened import Current
from variorum.room.rebuilding import Rebuilding
from variorum.room.review.queue import ClaimItem, PairItem, queue
from variorum.shelf.lock import locked

PASSWORD = "a long password"


@pytest.fixture(scope="session")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    """Mara and Noor review, Rana reads."""
    path = tmp_path_factory.mktemp("accounts") / "accounts.jsonl"
    for name, role in (("mara", Role.REVIEWER), ("noor", Role.REVIEWER), ("rana", Role.READER)):
        keep(path, name, role, PASSWORD)
    return Accounts.load(path)


@pytest.fixture
def team(own_sample: Archive, accounts: Accounts) -> Iterator[dict[str, TestClient]]:
    """The browsers of the three, in one server of an archive of their own."""
    app = create_app(own_sample.layout, Doors(accounts=accounts), hosts=(HOST,))
    browsers = {}
    for name in ("mara", "noor", "rana"):
        browsers[name] = TestClient(app)
        assert browsers[name].post("/enter", data={"name": name, "password": PASSWORD}).status_code == 200
    yield browsers
    assert app.state.room.rebuilding.wait(60)


def page(client: TestClient, where: str = "/review") -> str:
    answer = client.get(where)
    assert answer.status_code == 200, text_of(answer.text)
    return answer.text


def form_of(html: str) -> dict[str, str]:
    """The hidden fields of the form that judges, as a browser would send them."""
    form = html.split('<form class="judge noprint"', 1)[1].split("</form>", 1)[0]
    return {**dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)), "why": "seen in the text"}


def judge(client: TestClient, verdict: str, where: str = "/review?kind=claims", **more: str) -> Any:
    return client.post("/review/judge", data={**form_of(page(client, where)), "verdict": verdict, **more})


def log(archive: Archive) -> list[dict[str, Any]]:
    path = archive.layout.decisions
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def made(client: TestClient) -> None:
    """Waits until the record has what was judged."""
    assert client.app.state.room.rebuilding.wait(60)  # type: ignore[attr-defined]


def claim_ids(archive: Archive) -> set[int]:
    return {c for (c,) in Current(archive.layout).get().record.rows("SELECT claim_id FROM claim")}


# ---------------------------------------------------------------- the queue
def test_what_would_change_most_comes_first(sample: Archive) -> None:
    items = queue(Current(sample.layout).get()).items
    assert [i.impact for i in items] == sorted((i.impact for i in items), reverse=True)
    assert {type(i) for i in items} == {ClaimItem, PairItem}
    assert len({i.key for i in items}) == len(items)
    alone = [i for i in items if isinstance(i, ClaimItem)]
    assert all(i.impact > 0 and i.why for i in alone)
    assert any("its voice contradicts itself" in i.why for i in alone)
    assert any("undated, and a date beside it was not read" in i.why for i in alone)
    unsure = [i.score for i in alone if i.impact == alone[0].impact]
    assert unsure == sorted(unsure, key=lambda s: 1.0 if s is None else s), "of equal weight, what the reader is least sure of"
    kept_apart = [i for i in items if isinstance(i, PairItem) and not i.joined]
    assert any(i.rule == "same kunya" for i in kept_apart)


def test_every_item_has_its_page_with_evidence_and_a_form(client: TestClient, sample: Archive) -> None:
    items = queue(Current(sample.layout).get()).items
    for item in [*items[:6], *(i for i in items if isinstance(i, ClaimItem))][:12]:
        said = text_of(page(client, f"/review?item={item.key}"))
        wanted = (
            ["Same", "Not the same", "Cannot say", *item.labels]
            if isinstance(item, PairItem)
            else ["Accept", "Correct", "Reject", item.title]
        )
        for words in [*wanted, "Reason", "How far", f"{len(items)} wait"]:
            assert words in said


def test_both_sides_of_a_pair_are_shown_with_reasons(client: TestClient, sample: Archive) -> None:
    item = next(i for i in queue(Current(sample.layout).get()).items if isinstance(i, PairItem) and i.rule == "same kunya" and i.impact)
    html = page(client, f"/review?item={item.key}")
    said = text_of(html)
    assert "The machine has kept the two apart" in said
    assert html.count('class="cl held focus"') == 2
    for words in ("share only the kunya", "may be another", "with both: ", "times meet: "):
        assert words in said
    assert '<svg viewBox="0 0 560 56" role="img" aria-label="When each is spoken of.' in html


def test_the_list_can_be_narrowed_and_seen_whole(client: TestClient, sample: Archive) -> None:
    assert "Does " in text_of(page(client, "/review?kind=claims"))
    items = queue(Current(sample.layout).get()).items
    a, b = next(i for i in items if isinstance(i, PairItem)).labels
    asked = f"Is “{a}” one and the same in both?" if a == b else f"Is “{a}” the same as “{b}”?"
    assert asked in unescape(text_of(page(client, "/review?kind=names")))
    assert page(client, "/review/all").count("<tr>") == 1 + len(items)


# ---------------------------------------------------------------- judging
def test_an_accepted_claim_leaves_the_queue_and_changes_nothing(team: dict[str, TestClient], own_sample: Archive) -> None:
    before = own_sample.layout.record.stat().st_mtime_ns
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    answer = judge(team["mara"], "accept", why="")
    said = text_of(answer.text)
    left = len(queue(Current(own_sample.layout).get()).items) - 1
    assert "Kept as line 1" in said and f"{left} wait" in said and "mara accepted the claim" in said
    assert f'<a class="plain" href="/review?item={item}' not in answer.text
    assert [(j["kind"], j["who"]) for j in log(own_sample)] == [("accept", "mara")]
    made(team["mara"])
    assert own_sample.layout.record.stat().st_mtime_ns == before, "no record was made for it"


def test_a_rejected_claim_leaves_the_record_and_comes_back_when_undone(team: dict[str, TestClient], own_sample: Archive) -> None:
    before = claim_ids(own_sample)
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    assert judge(team["mara"], "reject").status_code == 200
    made(team["mara"])
    assert before - claim_ids(own_sample) == {int(item, 16)}
    gone = team["noor"].get(f"/review?item={item}")
    assert gone.status_code == 404
    assert "is no longer in the record. Line 1 of decisions.jsonl: mara rejected the claim" in text_of(gone.text)
    html = page(team["noor"])
    assert "mara rejected" in text_of(html)
    csrf = form_of(html)["csrf"]
    back = team["noor"].post("/review/undo", data={"csrf": csrf, "line": "1"})
    assert "Kept as line 2" in text_of(back.text)
    made(team["noor"])
    assert claim_ids(own_sample) == before
    again = team["noor"].post("/review/undo", data={"csrf": csrf, "line": "1"})
    assert again.status_code == 409
    assert "line 1 is undone already, by line 2 (noor: taken back in the review)" in text_of(again.text)
    assert [(j["kind"], j["who"]) for j in log(own_sample)] == [("reject", "mara"), ("undo", "noor")]


def test_two_are_decided_to_be_one_and_identity_obeys(team: dict[str, TestClient], own_sample: Archive) -> None:
    current = Current(own_sample.layout)
    item = next(i for i in queue(current.get()).items if isinstance(i, PairItem) and not i.joined and i.impact)
    assert judge(team["mara"], "same", f"/review?item={item.key}").status_code == 200
    made(team["mara"])
    joined = current.get().record.rows("SELECT rule, reason FROM identity_link WHERE joined AND rule = 'decision'")
    assert joined and "mara decided that they are one and the same: seen in the text" in joined[0][1]
    assert item.key not in page(team["noor"], "/review/all")


def test_a_pair_that_was_decided_by_other_names_waits_no_longer(team: dict[str, TestClient], own_sample: Archive) -> None:
    item = next(i for i in queue(Current(own_sample.layout).get()).items if isinstance(i, PairItem) and not i.joined and i.impact)
    own_sample.decide("not-same", f"{item.b[0]}:{item.labels[1]}", f"{item.a[0]}:{item.labels[0]}", why="two men", by="zeki")
    html = page(team["mara"], f"/review?item={item.key}")
    assert "zeki" in html.split('<section class="judged">')[1]
    assert item.key not in page(team["mara"], "/review/all")


def test_grades_and_notes_are_kept_and_the_item_stays(team: dict[str, TestClient], own_sample: Archive) -> None:
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    assert f'value="{item}"' in judge(team["mara"], "grade", grade="4").text
    assert f'value="{item}"' in judge(team["mara"], "note", why="<b>مهم</b>").text
    assert [(j["kind"], j.get("grade"), j["why"]) for j in log(own_sample)] == [
        ("grade", "4", "seen in the text"),
        ("note", None, "<b>مهم</b>"),
    ]
    html = page(team["noor"], f"/review?item={item}")
    assert "&lt;b&gt;مهم&lt;/b&gt;" in html and "<b>مهم</b>" not in html


def test_whoever_cannot_say_puts_the_item_aside_for_himself(team: dict[str, TestClient], own_sample: Archive) -> None:
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    html = judge(team["mara"], "cannot say", why="").text
    assert "1 item put aside by you" in text_of(html)
    assert form_of(page(team["mara"], "/review?kind=claims"))["item"] != item
    assert log(own_sample) == []
    judge(team["mara"], "cannot say", why="the page is torn")
    assert [(j["kind"], j["why"]) for j in log(own_sample)] == [("note", "the page is torn")]
    team["mara"].post("/review/take-up", data={"csrf": form_of(html)["csrf"]})
    assert form_of(page(team["mara"], "/review?kind=claims"))["item"] == item


REFUSED = [
    ({"verdict": "reject", "why": " "}, "a judgement needs its reason, in words"),
    ({"verdict": "grade", "grade": "9"}, "9"),
    ({"verdict": "dance"}, "is no judgement of a claim; expected accept, reject, note or grade"),
]


@pytest.mark.parametrize(("fields", "says"), REFUSED)
def test_what_cannot_be_kept_is_said_and_the_words_stay_in_the_form(
    team: dict[str, TestClient], own_sample: Archive, fields: dict[str, str], says: str
) -> None:
    answer = judge(team["mara"], **{"why": "my long reason", **fields})  # type: ignore[arg-type]
    assert answer.status_code == 409
    assert "Not kept." in text_of(answer.text) and says in text_of(answer.text)
    assert fields.get("why", "my long reason").strip() in answer.text
    assert log(own_sample) == []


def test_only_reviewers_judge_and_only_by_their_own_form(team: dict[str, TestClient], own_sample: Archive, client: TestClient) -> None:
    fields = form_of(page(team["mara"]))
    for who, sent in (("rana", fields), ("noor", fields), ("mara", {**fields, "csrf": "x"})):
        for where in ("/review/judge", "/review/correct", "/review/undo", "/review/make", "/review/take-up"):
            assert team[who].post(where, data={**sent, "verdict": "same", "line": "1"}).status_code == 403
    for where in ("/review", "/review/all", "/review/state", "/review/effect", "/review/correct"):
        assert team["rana"].get(where).status_code == 403
    assert log(own_sample) == []


def test_a_withdrawal_is_for_keepers_to_undo(team: dict[str, TestClient], own_sample: Archive) -> None:
    own_sample.withdraw(document="agency", why="forged", by="zeki")
    csrf = form_of(page(team["mara"]))["csrf"]
    answer = team["mara"].post("/review/undo", data={"csrf": csrf, "line": "1"})
    assert answer.status_code == 409
    assert "is for keepers" in text_of(answer.text)


def test_a_read_only_room_has_no_review(sample: Archive) -> None:
    with client_of(sample, read_only=True) as client:
        assert client.get("/review").status_code == 404
        assert client.post("/review/judge", data={}).status_code in (403, 404, 405)


# ---------------------------------------------------------------- two at once
def test_who_accepts_what_was_rejected_brings_it_back_also_when_the_record_lacks_it(
    team: dict[str, TestClient], own_sample: Archive
) -> None:
    before = claim_ids(own_sample)
    where = "/review?item=" + form_of(page(team["mara"], "/review?kind=claims"))["item"]
    seen = form_of(page(team["noor"], where))
    judge(team["mara"], "reject", where)
    made(team["mara"])
    assert claim_ids(own_sample) != before
    stale = team["noor"].post("/review/judge", data={**seen, "verdict": "accept", "why": "it does"})
    assert stale.status_code == 409 and "it does" in stale.text, "made before it was rejected"
    assert "Kept as line 2" in text_of(team["noor"].post("/review/judge", data={**seen, "mark": "1", "verdict": "accept"}).text)
    made(team["noor"])
    assert claim_ids(own_sample) == before


def test_whoever_is_second_is_shown_both_and_asked(team: dict[str, TestClient], own_sample: Archive) -> None:
    where = "/review?item=" + form_of(page(team["mara"], "/review?kind=claims"))["item"]
    first, second = form_of(page(team["mara"], where)), form_of(page(team["noor"], where))
    team["mara"].post("/review/judge", data={**first, "verdict": "accept", "why": "it does"})
    answer = team["noor"].post("/review/judge", data={**second, "verdict": "reject", "why": "it <i>does</i> not"})
    assert answer.status_code == 409
    said = text_of(answer.text)
    for words in ("Somebody else was quicker", "mara accepted the claim", "it does", "Yours, reject", "is not kept"):
        assert words in said
    assert "it &lt;i&gt;does&lt;/i&gt; not</textarea>" in answer.text
    assert len(log(own_sample)) == 1
    team["noor"].post("/review/judge", data={**form_of(answer.text), "verdict": "reject", "why": "it does not"})
    assert [(j["kind"], j["who"]) for j in log(own_sample)] == [("accept", "mara"), ("reject", "noor")]


def test_one_sees_who_is_on_which_item_and_is_given_another(team: dict[str, TestClient]) -> None:
    hers = form_of(page(team["mara"]))["item"]
    html = page(team["noor"])
    assert form_of(html)["item"] != hers
    assert "mara is on another item" in text_of(html)
    assert "mara is on this item too." in text_of(page(team["noor"], f"/review?item={hers}"))


def test_two_servers_of_one_archive_lose_nothing(own_sample: Archive) -> None:
    servers = [client_of(own_sample) for _ in range(2)]
    for n in range(4):
        assert judge(servers[n % 2], "reject", why=f"reason {n}").status_code == 200
    for server in servers:
        made(server)
    assert [j["why"] for j in log(own_sample)] == [f"reason {n}" for n in range(4)]
    gone = {int(j["claim"]["id"], 16) for j in log(own_sample)}
    assert len(gone) == 4
    assert not gone & claim_ids(own_sample)


# ---------------------------------------------------------------- the record made meanwhile
def test_a_build_in_the_way_is_told_and_waited_for(own_sample: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.errors import RecordError

    monkeypatch.setattr(rebuilding, "AGAIN", 0.05)
    tries: list[int] = []

    def build(_: object) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise RecordError("somebody else is writing to this archive")

    m = Rebuilding(own_sample.layout, build)
    m.ask()
    assert m.wait(20)
    assert len(tries) == 3
    assert (m.progress.is_making, m.progress.trouble) == (False, None)


def test_what_is_asked_while_one_is_made_is_made_once_more(own_sample: Archive) -> None:
    import threading

    go, begun, builds = threading.Event(), threading.Event(), list[int]()

    def build(_: object) -> None:
        builds.append(1)
        begun.set()
        assert go.wait(20)

    m = Rebuilding(own_sample.layout, build)
    m.ask()
    assert begun.wait(20)
    for _ in range(5):
        m.ask()
    go.set()
    assert m.wait(20)
    assert len(builds) == 2


def test_a_build_that_fails_is_told_on_the_page_and_nothing_is_lost(own_sample: Archive) -> None:
    from variorum.errors import DecisionError

    client = client_of(own_sample)
    room = client.app.state.room  # type: ignore[attr-defined]

    def build(_: object) -> None:
        raise DecisionError("two decisions <exclude> each other")

    room.rebuilding = Rebuilding(own_sample.layout, build)
    judge(client, "reject")
    made(client)
    html = page(client)
    assert "The record could not be made:</b> <bdi>two decisions &lt;exclude&gt; each other" in html
    assert 'action="/review/make"' in html
    assert len(log(own_sample)) == 1
    room.rebuilding = Rebuilding(own_sample.layout)
    client.post("/review/make", data={"csrf": form_of(html)["csrf"]})
    made(client)
    assert "Saved; the record has all judgements" in page(client)


def test_the_log_waits_for_another_writer(own_sample: Archive) -> None:
    client = client_of(own_sample)
    fields = form_of(page(client, "/review?kind=claims"))
    with locked(own_sample.layout.decisions.with_name(".decisions.lock")):
        import threading

        answers: list[Any] = []
        sent = threading.Thread(target=lambda: answers.append(client.post("/review/judge", data={**fields, "verdict": "accept"})))
        sent.start()
        sent.join(0.3)
        assert sent.is_alive() and not answers
    sent.join(30)
    assert answers[0].status_code == 200
    assert len(log(own_sample)) == 1


# ---------------------------------------------------------------- correcting
def correct_form(client: TestClient, item: str) -> dict[str, str]:
    html = page(client, f"/review/correct?item={item}")
    form = html.split('<form class="correct"', 1)[1].split("</form>", 1)[0]
    fields = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form))
    for name, options in re.findall(r'<select [^>]*name="(\w+)">(.*?)</select>', form, re.S):
        fields[name] = re.search(r"<option selected>([^<]*)", options)[1]  # type: ignore[index]
    fields["quote"] = re.search(r'name="quote"[^>]*>\n(.*?)</textarea>', form, re.S)[1]  # type: ignore[index]
    return {**{name: unescape(value) for name, value in fields.items()}, "why": "the line above"}


def test_a_claim_is_corrected_and_only_what_changed_is_kept(team: dict[str, TestClient], own_sample: Archive) -> None:
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    fields = correct_form(team["mara"], item)
    nothing = team["mara"].post("/review/correct", data=fields)
    assert nothing.status_code == 409 and "nothing would change" in nothing.text
    answer = team["mara"].post("/review/correct", data={**fields, "when": "2013-06", "certainty": "probable"})
    assert "Kept as line 1" in text_of(answer.text)
    made(team["mara"])
    (line,) = log(own_sample)
    assert line["to"] == {"when": "2013-06", "certainty": "probable"}
    opened = Current(own_sample.layout).get()
    assert int(line["says"]["id"], 16) in claim_ids(own_sample)
    for digits in (item, line["says"]["id"]):
        assert [t.judgement.who for t in on_claim(opened, digits)] == ["mara"]


WRONG = [
    ({"when": "soon"}, "not a date that can be read"),
    ({"subject": "Nobody <b>"}, "is called"),
    ({"quote": "words that are not there"}, "stand nowhere in the document"),
    ({"why": " ", "when": "2013"}, "a judgement needs its reason"),
]


@pytest.mark.parametrize(("change", "says"), WRONG)
def test_a_wrong_correction_comes_back_as_it_was_filled_in(
    team: dict[str, TestClient], own_sample: Archive, change: dict[str, str], says: str
) -> None:
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    answer = team["mara"].post("/review/correct", data={**correct_form(team["mara"], item), **change})
    assert answer.status_code == 409
    assert says in text_of(answer.text)
    assert all(v.replace("<", "&lt;").replace(">", "&gt;") in answer.text for v in change.values())
    assert log(own_sample) == []


def test_a_correction_of_what_is_gone_keeps_the_words(team: dict[str, TestClient], own_sample: Archive) -> None:
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    fields = correct_form(team["noor"], item)
    judge(team["mara"], "reject", f"/review?item={item}")
    answer = team["noor"].post("/review/correct", data={**fields, "when": "2013", "why": "my long reason"})
    assert answer.status_code == 409
    assert "was rejected by line 1" in text_of(answer.text) and "my long reason" in answer.text
    made(team["mara"])
    late = team["noor"].post("/review/judge", data={**fields, "verdict": "reject", "why": "another reason"})
    assert late.status_code == 409
    assert "is no longer in the record" in text_of(late.text) and "another reason" in late.text


def test_a_claim_that_was_brought_back_can_be_corrected_before_the_record_has_it_again(
    team: dict[str, TestClient], own_sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = form_of(page(team["mara"], "/review?kind=claims"))["item"]
    fields = correct_form(team["mara"], item)
    judge(team["mara"], "reject", f"/review?item={item}")
    made(team["mara"])
    monkeypatch.setattr(Rebuilding, "ask", lambda self: None)  # the record stays without it
    team["mara"].post("/review/undo", data={"csrf": fields["csrf"], "line": "1"})
    assert int(item, 16) not in claim_ids(own_sample)
    again = correct_form(team["mara"], item)
    answer = team["mara"].post("/review/correct", data={**again, "when": "2013-06", "why": "the line above"})
    assert answer.status_code == 200
    assert [j["kind"] for j in log(own_sample)] == ["reject", "undo", "correct"]


# ---------------------------------------------------------------- shown elsewhere, and strange archives
def test_judgements_are_found_by_what_they_are_about(own_sample: Archive) -> None:
    (claim,) = own_sample.record.rows("SELECT printf('%016x', claim_id) FROM claim ORDER BY claim_id LIMIT 1")[0]
    own_sample.accept(claim, by="mara")
    own_sample.note("torn", document="agency", by="mara")
    own_sample.note("who is he?", entity="agency:Abu Nizar al-Dimsari", by="mara")
    own_sample.note("the main one", dispute="1", by="mara")
    own_sample.undo(2, why="not torn", by="noor")
    opened = Current(own_sample.layout).get()
    digits = own_sample.judgements()[3].judgement.fields["dispute"]
    key = next(n.key for n in opened.entities.values() if n.label == "Abu Nizar al-Dimsari")
    lines = [
        [t.judgement.line for t in found]
        for found in (on_claim(opened, claim), on_document(opened, "agency"), on_entity(opened, key), on_dispute(opened, digits))
    ]
    assert lines == [[1], [2, 5], [3], [4]]
    assert on_entity(opened, "nobody") == on_dispute(opened, "0" * 10) == on_claim(opened, "0" * 16) == ()


def test_hostile_names_and_texts_are_shown_as_text(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "a", title="<script>alert(1)</script>")
    (tmp_path / "one.txt").write_text(
        "On 3 May 2004 Omar Hadi <b>led</b> the Front of the Plain. \u202eOmar\u202c & قاد عمر الجبهة\n", encoding="utf-8"
    )
    archive.add([tmp_path / "one.txt"], by="<img src=x onerror=alert(1)>")
    archive.build()
    with client_of(archive) as client:
        for where in ("/review", "/review?kind=claims", "/review/all"):
            html = page(client, where)
            assert "<script>alert" not in html and "<b>led</b>" not in html and "onerror" not in html
        answer = (
            judge(client, "note", why="</textarea><script>alert(2)</script>")
            if "form class" in page(client, "/review?kind=claims")
            else None
        )
        if answer:
            assert "<script>alert" not in answer.text


def test_an_empty_record_has_nothing_to_judge(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "a", title="Nothing")
    (tmp_path / "one.txt").write_text("Good morning.\n", encoding="utf-8")
    archive.add([tmp_path / "one.txt"])
    archive.build()
    with client_of(archive) as client:
        said = text_of(page(client))
        assert "Nothing waits to be judged" in said and "0 wait" in said


@pytest.mark.parametrize("item", ["0" * 16, "f" * 16, "p123", "../x", "%3Cb%3E", "99999999999999999999"])
def test_an_item_that_there_is_not_is_told(client: TestClient, item: str) -> None:
    answer = client.get(f"/review?item={item}")
    assert answer.status_code == 404
    assert "to review in this record" in text_of(answer.text)


def test_what_exactly_would_change_is_worked_out(client: TestClient, sample: Archive) -> None:
    items = queue(Current(sample.layout).get()).items
    claim = next(i for i in items if isinstance(i, ClaimItem) and any("alone" in w for w in i.why))
    said = text_of(page(client, f"/review/effect?item={claim.key}"))
    assert "What would change if the claim were rejected" in said and "Worked out: " in said
    assert not sample.layout.decisions.exists(), "nothing was kept"


def test_the_token_is_the_keepers(client: TestClient) -> None:
    assert TOKEN and "keeper" in text_of(page(client))

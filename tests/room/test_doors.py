"""Who may come in, from where, and what each may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import HOST, TOKEN, client_of
from variorum.archive import Archive
from variorum.errors import UsageError
from variorum.room.accounts import Accounts, Role, keep
from variorum.room.app import create_app
from variorum.room.doors import Doors
from variorum.room.guard import POLICY
from variorum.room.serving import Serving, doors_of, is_loopback, listening


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    path = tmp_path / "accounts"
    keep(path, "mara", Role.REVIEWER, "a long enough word")
    keep(path, "tom", Role.READER, "another long word")
    return path


def stranger(archive: Archive, doors: Doors | None = None) -> TestClient:
    return TestClient(create_app(archive.layout, doors or Doors(token=TOKEN), hosts=(HOST,)))


@pytest.mark.parametrize("address", ["/", "/documents", "/search?q=oath", "/nowhere", "/search/complete?q=abc"])
def test_a_stranger_sees_nothing_of_the_archive(sample: Archive, address: str) -> None:
    answer = stranger(sample).get(address)
    assert answer.status_code == 401
    assert "Serrat" not in answer.text and "Hadrawi" not in answer.text


def test_the_token_lets_in_and_leaves_the_address(sample: Archive) -> None:
    client = stranger(sample)
    answer = client.get(f"/?token={TOKEN}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert client.get("/").status_code == 200


def test_a_wrong_token_does_not(sample: Archive) -> None:
    client = stranger(sample)
    assert client.get("/?token=wrong").status_code == 403
    assert client.get("/").status_code == 401


def test_another_host_name_is_refused(sample: Archive) -> None:
    with client_of(sample) as client:
        assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", f"https://{HOST}.elsewhere.example"])
def test_a_form_from_another_page_is_refused(sample: Archive, origin: str) -> None:
    with client_of(sample) as client:
        assert client.post("/leave", data={}, headers={"origin": origin}).status_code == 403
        assert client.post("/leave", data={}).status_code == 403, "without the token of its session"
        assert client.get("/").status_code == 200


def test_every_answer_has_the_policy(sample: Archive) -> None:
    with client_of(sample) as client:
        for address in ("/", "/nowhere", "/static/room.css", "/search/complete?q=abc"):
            answer = client.get(address)
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY and "http" not in POLICY


def test_accounts_let_in_by_password_only(sample: Archive, accounts: Path) -> None:
    client = stranger(sample, Doors(accounts=Accounts.load(accounts)))
    answer = client.get("/documents")
    assert answer.status_code == 401 and '<input type="hidden" name="to" value="/documents">' in answer.text
    assert client.post("/enter", data={"name": "mara", "password": "wrong"}).status_code == 403
    assert client.post("/enter", data={"name": "nobody", "password": "a long enough word"}).status_code == 403
    form = {"name": "mara", "password": "a long enough word", "to": "/documents"}
    answer = client.post("/enter", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents")
    assert client.get("/documents").status_code == 200


@pytest.mark.parametrize("where", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", ""])
def test_coming_in_leads_nowhere_else(sample: Archive, accounts: Path, where: str) -> None:
    client = stranger(sample, Doors(accounts=Accounts.load(accounts)))
    form = {"name": "tom", "password": "another long word", "to": where}
    assert client.post("/enter", data=form, follow_redirects=False).headers["location"] == "/"


def test_too_many_tries_are_refused_even_with_the_right_password(accounts: Path) -> None:
    doors = Doors(accounts=Accounts.load(accounts))
    for _ in range(10):
        assert doors.by_password("tom", "wrong") is None
    assert doors.by_password("tom", "another long word") is None
    assert doors.by_password("mara", "a long enough word") is not None


def test_the_file_of_accounts_holds_no_password_and_is_the_owners(accounts: Path) -> None:
    assert "long" not in accounts.read_text()
    assert accounts.stat().st_mode & 0o077 == 0
    keep(accounts, "tom", Role.KEEPER, "a third long word")
    loaded = Accounts.load(accounts)
    assert loaded.role_of("tom", "another long word") is None
    assert loaded.role_of("tom", "a third long word") is Role.KEEPER
    assert set(loaded.accounts) == {"mara", "tom"}


@pytest.mark.parametrize(
    "content, said",
    [
        ("", "has no account"),
        ("nonsense", "line 1"),
        ('{"name": "a", "role": "emperor", "scrypt": "a:b"}', "emperor"),
        ('{"name": "a", "role": "reader"}', "scrypt"),
    ],
)
def test_a_bad_file_of_accounts_is_said(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "accounts").write_text(content)
    with pytest.raises(UsageError, match=said):
        Accounts.load(tmp_path / "accounts")


@pytest.mark.parametrize(
    "name, password, said", [("", "a long enough word", "no name"), ("a\nb", "a long enough word", "no name"), ("a", "short", "at least")]
)
def test_a_bad_account_is_refused(tmp_path: Path, name: str, password: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        keep(tmp_path / "accounts", name, Role.READER, password)
    assert not (tmp_path / "accounts").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "a-machine.example"])
def test_a_host_that_others_reach_needs_accounts(host: str, accounts: Path) -> None:
    with pytest.raises(UsageError, match="--accounts"):
        doors_of(Serving(host=host))
    with pytest.raises(UsageError, match="--accounts"):
        doors_of(Serving(host=host, read_only=True))
    doors = doors_of(Serving(host=host, accounts=accounts))
    assert doors.token is None and doors.accounts is not None


@pytest.mark.parametrize(
    "host, is_ours", [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("example", False)]
)
def test_loopback(host: str, is_ours: bool) -> None:
    assert is_loopback(host) is is_ours


def test_a_port_that_is_taken_is_said() -> None:
    bound = listening(Serving(port=0))
    bound.listen()
    try:
        with pytest.raises(UsageError, match="--port 0"):
            listening(Serving(port=bound.getsockname()[1]))
    finally:
        bound.close()


def test_read_only_lets_everybody_read_and_nobody_judge(sample: Archive) -> None:
    with client_of(sample, read_only=True) as client:
        page = client.get("/")
        assert page.status_code == 200 and 'href="/review"' not in page.text
        assert client.get("/review").status_code == 404
        assert client.post("/leave", data={}).status_code == 403

"""The server answers, badly or well; what comes of it is an answer or one clear error."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.reading.language_model import scripted
from tests.reading.language_model.scripted import Behaviour, Scripted, completion, fails, says
from variorum.errors import UsageError
from variorum.reading.language_model.client import Client, ServerDown, ServerError
from variorum.reading.language_model.exchanges import Answer
from variorum.reading.language_model.request import Asker, Message
from variorum.shelf.model_settings import ModelSettings

REQUEST = Asker("m", most_tokens=1000).request("layers", Message("user", "Which layers?"))


def ask(*script: Behaviour, **settings: object) -> tuple[Answer | str, list[float], Scripted]:
    """The answer or the error, how long it waited, and the server."""
    waited: list[float] = []
    with Scripted(*script).running() as server:
        client = Client(ModelSettings(server.endpoint, "m", **{"tries": 3, "timeout": 5.0, "most_tokens": 1000, **settings}), waited.append)  # type: ignore[arg-type]
        with client.open():
            try:
                return client(REQUEST), waited, server
            except ServerError as err:
                return f"{type(err).__name__}: {err}", waited, server


GOOD = says(completion("{}"))


def test_a_good_answer_is_kept_with_how_it_came_about() -> None:
    answer, waited, server = ask(GOOD)
    assert isinstance(answer, Answer)
    assert (answer.text, answer.finish, answer.tokens_in, answer.tokens_out, answer.form) == ("{}", "stop", 100, 50, "schema")
    assert answer.request == REQUEST.id
    assert waited == []
    sent = server.calls[0]
    assert (sent["model"], sent["temperature"], sent["seed"], sent["max_tokens"]) == ("m", 0.0, 0, 1000)
    assert sent["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize(
    ("script", "waits"),
    [
        ((fails(429, Retry_After="7"), GOOD), [7.0]),  # as long as the server asks
        ((fails(429, Retry_After="9000"), GOOD), [60.0]),  # within reason
        ((fails(503), fails(500), GOOD), [1.0, 2.0]),  # twice as long each time
        ((fails(429, Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"), GOOD), [1.0]),
        ((scripted.stops_in_the_middle, GOOD), [1.0]),
    ],
)
def test_it_waits_for_a_busy_server_and_asks_again(script: tuple[Behaviour, ...], waits: list[float]) -> None:
    answer, waited, server = ask(*script)
    assert isinstance(answer, Answer)
    assert waited == waits
    assert len(server.calls) == len(waits) + 1


@pytest.mark.parametrize(
    ("behaviour", "said", "calls"),
    [
        (fails(503), 'gave no answer, 3 times: {"error": "not now"}', 3),
        (fails(401), "ServerDown", 1),
        (fails(404), "does not know this address, or the model 'm'", 1),
        (fails(418), "refuses the question: 418", 1),
        (fails(302, Location="http://127.0.0.1:9/"), "refuses the question: 302", 1),  # nothing is sent to where we were not told to
        (says(b"<html>Welcome"), "the answer begins '<html>Welcome'", 1),
        (says(b"{}"), "expected an object with choices", 1),
        (says(b'{"choices": [{"message": {"content": 7}}]}'), "is not a text", 1),
        (scripted.has_no_end, "without an end", 1),
        (scripted.stops_in_the_middle, "gave no answer, 3 times", 3),
    ],
)
def test_a_server_that_does_not_answer_is_one_clear_error(behaviour: Behaviour, said: str, calls: int) -> None:
    found, _, server = ask(behaviour)
    assert isinstance(found, str)
    assert said in found
    assert len(server.calls) == calls


def test_an_answer_that_only_trickles_is_given_up() -> None:
    found, _, _ = ask(scripted.trickles, tries=1, timeout=0.2)
    assert "was not whole after 0.2 seconds" in str(found)


def test_a_server_that_knows_no_schema_is_asked_by_words_alone() -> None:
    answer, waited, server = ask(lambda h, b: fails(400)(h, b) if "response_format" in b else GOOD(h, b))
    assert isinstance(answer, Answer)
    assert answer.form == "text"
    assert answer.request == REQUEST.id  # the same question, however its answer is kept to a form
    assert [c.get("response_format", {}).get("type") for c in server.calls] == ["json_schema", "json_object", None]
    assert waited == []


def test_a_form_that_was_asked_for_is_not_given_up() -> None:
    found, _, server = ask(fails(400), form="schema")
    assert "refuses the question: 400" in str(found)
    assert len(server.calls) == 1


def test_what_a_server_does_not_bear_is_left_out_and_what_it_wants_is_sent() -> None:
    settings = ModelSettings("http://127.0.0.1:9/v1", "m", leave_out=("seed", "max_tokens"), parameters={"max_completion_tokens": 500})
    body = Asker.of(settings).request("layers", Message("user", "Which?")).body("text")
    assert body == {"model": "m", "messages": [{"role": "user", "content": "Which?"}], "temperature": 0.0, "max_completion_tokens": 500}
    assert Asker.of(settings).request("layers", Message("user", "Which?")).id != Asker("m").request("layers", Message("user", "Which?")).id


def test_the_key_comes_from_the_environment_and_goes_to_the_server_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "sesame")
    answer, _, server = ask(GOOD, key_env="SOME_KEY")
    assert server.headers["Authorization"] == "Bearer sesame"
    assert "sesame" not in repr(answer)
    monkeypatch.delenv("SOME_KEY")
    with pytest.raises(UsageError, match="has no SOME_KEY"):
        Client(ModelSettings("http://127.0.0.1:9/v1", "m", key_env="SOME_KEY"))


def test_nobody_there_is_an_error_that_stops_all() -> None:
    waited: list[float] = []
    client = Client(ModelSettings("http://127.0.0.1:9/v1", "m", tries=2), waited.append)
    with client.open(), pytest.raises(ServerDown, match="gave no answer, 2 times"):
        client(REQUEST)
    assert waited == [1.0]


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    with pytest.raises(UsageError, match=r"pip install 'variorum\[model\]'"):
        Client(ModelSettings("http://127.0.0.1:9/v1", "m"))


def test_nothing_of_the_default_install_loads_what_only_asking_needs() -> None:
    code = "import sys, variorum.cli, variorum.archive; sys.exit('httpx2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

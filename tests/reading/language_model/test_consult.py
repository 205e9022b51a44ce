"""Many documents, a budget, interruptions: what was answered is kept, and never asked for again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.reading.language_model import scripted
from tests.reading.language_model.pretended import pretended
from tests.reading.language_model.scripted import Scripted, completion, fails, says, well
from variorum.model import Document
from variorum.reading.language_model.client import Client, ServerError
from variorum.reading.language_model.consult import Asking, Consulted, Tally, consult
from variorum.reading.language_model.cost import Cost, Purse, estimate
from variorum.reading.language_model.exchanges import Exchanges
from variorum.reading.language_model.read import ModelReading, read_with_model
from variorum.reading.language_model.request import Asker, Request
from variorum.reading.language_model.stage import Ask
from variorum.shelf.model_settings import ModelSettings

SETTINGS = ModelSettings("http://127.0.0.1:9/v1", "m", price_in=1.0, price_out=2.0, tries=1, most_tokens=1000)


def documents(count: int) -> list[tuple[str, Callable[[Ask], ModelReading]]]:
    """So many documents that differ."""
    found: list[tuple[str, Callable[[Ask], ModelReading]]] = []
    for n in range(count):
        text = f"Omar{chr(97 + n)} Hadi leads the Hill Front.\n"
        found.append((f"d{n}", partial(read_with_model, Document(f"d{n}", ""), text, Asker.of(SETTINGS))))
    return found


def run(folder: Path, server: Ask | None, count: int = 3, settings: ModelSettings = SETTINGS, note: Any = None) -> Consulted:
    asking = Asking(Exchanges(folder), server, Purse(settings) if server else None)
    return consult(documents(count), asking, complete=lambda *_: None, concurrency=settings.concurrency, note=note)


def test_what_was_answered_is_never_asked_again(tmp_path: Path) -> None:
    asked: list[Request] = []
    first = run(tmp_path, pretended(asked))
    assert first.complete == ("d0", "d1", "d2")
    assert len(asked) == len({r.id for r in asked}) == 12
    assert first.spent == Cost(12, 120, 60, pytest.approx(240e-6))
    again = run(tmp_path, pretended(asked))
    assert (again.complete, len(asked), again.spent) == (first.complete, 12, Cost())
    assert run(tmp_path, None).complete == first.complete  # and needs no server


def test_without_a_server_the_questions_that_can_be_put_are_listed(tmp_path: Path) -> None:
    found = run(tmp_path, None)
    assert found.complete == ()
    assert [r.stage for r in found.pending.values()] == ["layers"] * 3
    assert set(found.waiting) == {"d0", "d1", "d2"}


@pytest.mark.parametrize(
    "limited",
    [
        {"budget_tokens": 9_000},
        {"budget": 0.012},
    ],
)
def test_a_budget_stops_cleanly_before_it_is_passed_and_the_rest_is_paid_later(tmp_path: Path, limited: dict[str, Any]) -> None:
    asked: list[Request] = []
    settings = ModelSettings("http://127.0.0.1:9/v1", "m", price_in=1.0, price_out=2.0, most_tokens=1000, concurrency=1, **limited)
    server = pretended(asked)

    def dear(request: Request) -> Any:
        answer = server(request)
        return answer.__class__(**{**{f: getattr(answer, f) for f in answer.__slots__}, "tokens_in": 1000, "tokens_out": 500})

    found = run(tmp_path, dear, settings=settings)
    assert found.stopped is not None
    assert "does not allow for one more question" in found.stopped
    assert 0 < len(asked) < 12
    assert set(found.waiting.values()) == {found.stopped}
    assert found.spent.tokens_in + found.spent.tokens_out <= 9_000
    assert set(found.waiting) | set(found.complete) == {"d0", "d1", "d2"}
    run(tmp_path, server)
    assert len(asked) == len({r.id for r in asked}) == 12


def test_whoever_breaks_it_off_keeps_what_was_paid_for(tmp_path: Path) -> None:
    asked: list[Request] = []
    server = pretended(asked)

    def broken(request: Request) -> Any:
        if len(asked) == 5:
            raise KeyboardInterrupt
        return server(request)

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, broken)
    kept = {a.request for a in Exchanges(tmp_path).all()}
    assert kept == {r.id for r in asked}
    assert run(tmp_path, server).complete == ("d0", "d1", "d2")
    assert len(asked) == len({r.id for r in asked}) == 12


def test_one_document_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    def fails_for_one(request: Request) -> Any:
        if "Omarb" in request.messages[1].content:
            raise ServerError("no")
        return pretended()(request)

    found = run(tmp_path, fails_for_one)
    assert (found.complete, dict(found.waiting), found.stopped) == (("d0", "d2"), {"d1": "no"}, None)


def test_several_are_under_way_at_once_and_progress_tells_of_all(tmp_path: Path) -> None:
    together = threading.Barrier(3, timeout=20)
    seen: list[Tally] = []

    def slow(request: Request) -> Any:
        if request.stage == "layers":
            together.wait()  # passes only when three are asked at the same time
        return pretended()(request)

    found = run(tmp_path, slow, note=seen.append)
    assert len(found.complete) == 3
    assert (seen[-1].done, seen[-1].of, seen[-1].refused, seen[-1].spent.questions) == (3, 3, 0, 12)


def test_two_documents_with_one_text_ask_once_though_at_the_same_time(tmp_path: Path) -> None:
    asked: list[Request] = []
    server = pretended(asked)

    def slow(request: Request) -> Any:
        time.sleep(0.02)
        return server(request)

    text = "Omar Hadi leads the Hill Front.\n"
    same = [(f"d{n}", partial(read_with_model, Document(f"d{n}", ""), text, Asker.of(SETTINGS))) for n in range(4)]
    found = consult(same, Asking(Exchanges(tmp_path), slow, Purse(SETTINGS)), complete=lambda *_: None, concurrency=4)
    assert len(found.complete) == 4
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("script", "complete", "why"),
    [
        ((well,), 3, None),
        ((scripted.slowly,), 3, None),
        ((scripted.without_schema,), 3, None),
        ((fails(401),), 0, "lets nobody in"),
        ((well, well, says(b"{}"), well), 2, "does not answer in the protocol"),
        ((says(completion("I would rather not.")),), 3, None),  # refused throughout, and read all the same: with nothing in it
        ((says(completion("{" * 4000, "length")),), 3, None),
    ],
)
def test_the_whole_way_over_a_server(tmp_path: Path, script: tuple[scripted.Behaviour, ...], complete: int, why: str | None) -> None:
    with Scripted(*script).running() as server:
        settings = ModelSettings(server.endpoint, "m", tries=1, most_tokens=1000, concurrency=1)
        with Client(settings, lambda _: None).open() as client:
            found = run(tmp_path, client, settings=settings)
    assert len(found.complete) == complete
    assert why is None or any(why in w for w in found.waiting.values())


def test_a_damaged_answer_counts_as_none(tmp_path: Path) -> None:
    asked: list[Request] = []
    run(tmp_path, pretended(asked), count=1)
    path = next(tmp_path.glob("[0-9a-f]*/*.json"))
    path.write_bytes(path.read_bytes().replace(b'"stop"', b'"halt"'))
    assert len(list(Exchanges(tmp_path).all())) == 3
    assert run(tmp_path, pretended(asked), count=1).complete == ("d0",)
    assert len(asked) == 5


def test_the_estimate_grows_with_the_text_and_names_its_price() -> None:
    one, two = estimate([4000], SETTINGS), estimate([4000, 4000], SETTINGS)
    assert one.questions == 4
    assert two.questions == 8
    assert two.money == pytest.approx(2 * one.money)
    assert estimate([40_000], SETTINGS).questions > 20
    assert one.money == pytest.approx((one.tokens_in + 2 * one.tokens_out) / 1e6)

"""The examination of the reasoning: its own reckoning is true of the world, and it notices what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import simulated
from simulated import Examiner, examine, false_holdings, rumours, tally
from simulation.filling import make_world
from simulation.truth import OPEN
from simulation.voices import Manners
from variorum.reasoning import Status, Verdict


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Examiner]:
    found = Examiner(make_world(tmp_path_factory.mktemp("worlds") / "honest", claims=2000, seed=9, manners=Manners(liars=0.0)))
    yield found
    found.close()


def test_what_is_reckoned_certain_is_true(honest: Examiner) -> None:
    """Spans of certain days lie within the tie, and it is certainly over only when it is over; of everything that was told."""
    t = honest.world.truth.ties
    told = 0
    for tie in np.flatnonzero(~t.again):
        spans, over = honest.certain_days(int(tie))
        real = [(a, b) for a, b in spans if a < b]
        told += bool(real)
        assert all(t.start[tie] <= a and b <= t.end[tie] for a, b in real)
        assert over >= t.end[tie]
    assert told > len(t.x) / 3


def test_where_every_day_is_given_the_truth_is_recovered(tmp_path: Path) -> None:
    """No late, vague or undated reporters: nothing certain is wrong, and whatever can be certain is."""
    e = Examiner(make_world(tmp_path / "exact", claims=1500, seed=4, manners=Manners(liars=0.0, exact=1.0)))
    figures = tally(examine(e, list(range(0, len(e.world.truth.ties.x), 3)), days=8) + rumours(e, 5), "exact")
    e.close()
    assert figures["exact: certain but wrong"] == 0
    assert figures["exact: and it is certain"] == figures["exact: dates allow certainty"] > 50


def test_a_reasoning_that_errs_is_noticed(honest: Examiner, monkeypatch: pytest.MonkeyPatch) -> None:
    def surely(right: Callable[..., Verdict]) -> Callable[..., Verdict]:
        return lambda *given, **options: replace(right(*given, **options), status=Status.HELD)

    for name in ("judge", "verdict"):
        monkeypatch.setattr(simulated, name, surely(getattr(simulated, name)))
    assert tally(examine(honest, [0, 40], days=8) + rumours(honest, 3), "x")["x: certain but wrong"] > 3
    monkeypatch.setattr(simulated, "holdings", lambda *_: ())
    assert false_holdings(honest, [1, 2, 3], 730_000) == (0, 0)


def test_a_lie_is_no_truth(honest: Examiner) -> None:
    t = honest.world.truth.ties
    assert honest.so(int(t.topic[0]), int(t.x[0]), int(t.y[0]), int(t.start[0]))
    assert not honest.so(int(t.topic[0]), int(t.x[0]), int(t.y[0]), int(t.start[0]) - 1)
    assert t.end[0] == OPEN or not honest.so(int(t.topic[0]), int(t.x[0]), int(t.y[0]), int(t.end[0]))

"""What the rest of the record says is counted whole, however few of it are shown; and what was asked last is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import pytest

from variorum.archive import Archive
from variorum.room import elsewhere as module
from variorum.room.opened import Current
from variorum.room.recent import Recent


@pytest.mark.parametrize("shown", [1, 2, 24])
def test_every_claim_of_a_proposition_is_counted_and_every_voice_comes_first_once(
    sample: Archive, monkeypatch: pytest.MonkeyPatch, shown: int
) -> None:
    """However few are given, the last of them stands for those left out; a voice is given again only where all voices have been."""
    monkeypatch.setattr(module, "SHOWN", shown)
    opened = Current(sample.layout).get()
    alike: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)  # proposition, polarity and mode => claims by voice
    for *key, voice in opened.record.rows("SELECT predicate, subject, object, polarity, mode, voice FROM claim"):
        alike[tuple(key)][voice] += 1
    found = module._told_of(opened, sorted({key[:3] for key in alike}))
    for key, voices in alike.items():
        rows = [(row, many) for row, many in found[key[0], key[1], key[2]] if (row.polarity, row.mode) == key[3:]]
        assert len(rows) == min(sum(voices.values()), 2 * shown)
        assert sum(many for _, many in rows) == sum(voices.values())
        first = [row.voice for row, _ in rows[: len(voices)]]
        assert len(set(first)) == len(first)


def test_values_are_made_together_and_those_asked_for_last_are_kept() -> None:
    made: list[list[int]] = []

    def make(keys: Sequence[int]) -> dict[int, str]:
        made.append(list(keys))
        return {k: str(k) for k in keys}

    recent: Recent[int, str] = Recent(3)
    assert recent.many([1, 2], make) == {1: "1", 2: "2"}
    assert recent.many([2, 3], make) == {2: "2", 3: "3"}
    assert recent.many([2, 3], make) == {2: "2", 3: "3"}
    assert made == [[1, 2], [3]]
    recent.many([4], make)
    assert recent.many([1], make) == {1: "1"}
    assert made[-1] == [1], "the one not asked for longest has gone"

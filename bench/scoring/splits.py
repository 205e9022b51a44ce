"""The passages by split: whole worlds, so that no name that was taught is met again."""

from __future__ import annotations

from pathlib import Path

PASSAGES = Path(__file__).resolve().parents[2] / "training" / "passages"
_TEST, _UNREAD = ("w07", "w19"), ("p05", "p06", "p23", "p24", "p41", "p42", "p43", "p44", "p45", "p46")


def splits() -> dict[str, tuple[str, ...]]:
    """The books of each split: ``teach`` (may be learned from and looked at), ``test`` (neither), ``pages`` (whole pages that may
    be, too), ``unread pages`` (neither)."""
    books = sorted(p.stem for p in PASSAGES.glob("[wp][0-9][0-9].json"))
    return {
        "teach": tuple(b for b in books if b[0] == "w" and b not in _TEST),
        "test": tuple(b for b in books if b in _TEST),
        "pages": tuple(b for b in books if b[0] == "p" and b not in _UNREAD),
        "unread pages": tuple(b for b in books if b in _UNREAD),
    }

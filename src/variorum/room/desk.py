"""Who is on which item of the review, and what each has put aside: in memory, forgotten after a while and with the server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from variorum.room.doors import Session

#: How long, in seconds, somebody is taken to be still on the item that he opened.
STAYS = 180.0
_MOST = 10_000


@dataclass
class Desk:
    """Safe to use from several threads. People are told apart by their session, so that one who has come in twice is two."""

    clock: Callable[[], float] = time.monotonic
    _at: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    _aside: dict[str, dict[str, None]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sits(self, session: Session, item: str) -> None:
        """Notes that somebody has opened an item, and has left the one before."""
        with self._lock:
            self._at[session.csrf] = (session.name, item, self.clock())
            self._at = {who: at for who, at in self._at.items() if self.clock() - at[2] < STAYS}

    def others(self, session: Session) -> list[tuple[str, str]]:
        """Who else is on which item: name and item, in order of name."""
        with self._lock:
            return sorted(
                (name, item) for who, (name, item, since) in self._at.items() if who != session.csrf and self.clock() - since < STAYS
            )

    def puts_aside(self, session: Session, item: str) -> None:
        """Skipped for the time being, by this person only."""
        with self._lock:
            aside = self._aside.setdefault(session.csrf, {})
            aside.pop(item, None)
            aside[item] = None
            while len(self._aside) > _MOST:
                self._aside.pop(next(iter(self._aside)))

    def takes_up(self, session: Session) -> None:
        """All that was put aside is in the queue again."""
        with self._lock:
            self._aside.pop(session.csrf, None)

    def aside(self, session: Session) -> frozenset[str]:
        """What this person has put aside."""
        with self._lock:
            return frozenset(self._aside.get(session.csrf, ()))

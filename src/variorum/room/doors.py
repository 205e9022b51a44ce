"""Who may come in, and what each may do: by the token of this start, by an account, or everybody to read.

Sessions live in memory and end with the server. Each has a token of its own that every form must send back (against forgery by other pages).
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.requests import Request

from variorum.room.accounts import Accounts, Role
from variorum.shelf.judgements import user

COOKIE = "variorum"
_SESSIONS = 10_000
_TRIES, _WITHIN = 10, 600.0


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who came in: ``name`` signs what he judges."""

    name: str
    role: Role
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def may(self, role: Role) -> bool:
        """Whether the role includes another: a keeper may do what a reviewer may."""
        return self.role >= role


#: Whoever reads where nobody need come in.
ANYBODY = Session("a reader", Role.READER, csrf="")


@dataclass
class Doors:
    """The ways in. ``token``: whoever has it is the keeper, under the name of the system's user. ``open_to_read``: anybody may read, nobody judge."""

    token: str | None = None
    accounts: Accounts | None = None
    open_to_read: bool = False
    _sessions: OrderedDict[str, Session] = field(default_factory=OrderedDict)
    _failed: dict[str, list[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def session(self, request: Request) -> Session | None:
        """Who asks; None when he has not come in."""
        with self._lock:
            found = self._sessions.get(request.cookies.get(COOKIE, ""))
        return found or (ANYBODY if self.open_to_read else None)

    def by_token(self, token: str) -> str | None:
        """The cookie of a new session, or None when the token is another."""
        if self.token is None or not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        return self._admit(Session(user(), Role.KEEPER))

    def by_password(self, name: str, password: str) -> str | None:
        """The cookie of a new session, or None when name and password do not fit, or too many have been tried for that name lately."""
        if self.accounts is None or not self._may_try(name):
            return None
        role = self.accounts.role_of(name, password)
        if role is None:
            with self._lock:
                self._failed.setdefault(name, []).append(time.monotonic())
            return None
        return self._admit(Session(name, role))

    def leave(self, request: Request) -> None:
        """Ends the session of whoever asks."""
        with self._lock:
            self._sessions.pop(request.cookies.get(COOKIE, ""), None)

    def _may_try(self, name: str) -> bool:
        with self._lock:
            since = time.monotonic() - _WITHIN
            self._failed = {n: kept for n, tries in self._failed.items() if (kept := [t for t in tries if t > since])}
            return len(self._failed.get(name, [])) < _TRIES

    def _admit(self, session: Session) -> str:
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[cookie] = session
            while len(self._sessions) > _SESSIONS:
                self._sessions.popitem(last=False)
        return cookie

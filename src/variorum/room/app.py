"""The web application: addresses to pages, and what is said when something is not there."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from variorum.errors import QuestionError, RecordError, UsageError, VariorumError
from variorum.room import addresses
from variorum.room.accounts import Role
from variorum.room.desk import Desk
from variorum.room.doors import ANYBODY, COOKIE, Doors, Session
from variorum.room.guard import Guard
from variorum.room.kept import Kept
from variorum.room.makers import Makers, gathered, settle
from variorum.room.making import BeingMade, Making
from variorum.room.opened import Current, Opened
from variorum.room.rebuilding import Rebuilding
from variorum.room.rendering import Page, prepare, render
from variorum.room.review.queue import queue
from variorum.shelf.layout import Layout

Make = Callable[[Opened, Request], Page]
Give = Callable[[Opened, Request], Response]
Judge = Callable[[Opened, Request, FormData], str | Page]
_log = logging.getLogger("variorum.room")
#: Pages about the whole record, which take longest.
_BEFOREHAND = (addresses.GLANCE, addresses.DOCUMENTS, addresses.NAMES, addresses.DISPUTES, addresses.NETWORK)
#: Pages with something that is made in the background, which only the process that listens can keep.
_HERE = (f"{addresses.DISPUTES}/{{digits}}", addresses.MOMENTS)


@dataclass
class Room:
    """What all requests share. ``beforehand``: the pages, by address, that are made before anybody asks; ``makers``: None where pages are made here."""

    current: Current
    doors: Doors
    read_only: bool = False
    kept: Kept = field(default_factory=Kept)
    making: Making = field(default_factory=Making)
    desk: Desk = field(default_factory=Desk)
    beforehand: Mapping[str, Make] = field(default_factory=dict)
    makers: Makers | None = None
    rebuilding: Rebuilding = field(init=False)

    def __post_init__(self) -> None:
        self.rebuilding = Rebuilding(self.layout)

    @property
    def layout(self) -> Layout:
        return self.current.layout

    def warm(self) -> None:
        """Gathers what the pages of a large record lean on, so that the first reader need not wait for it; says nothing when there is no record."""
        prepare()
        try:
            opened = gathered(self.current.get())
            queue(opened)
            for where, make in self.beforehand.items():
                self.page(
                    opened, where, make, Request({"type": "http", "method": "GET", "path": where, "query_string": b"", "headers": []})
                )
        except VariorumError as err:
            _log.info("not ready: %s", err)
        except Exception:  # whoever asks for it is told
            _log.exception("what the pages lean on could not be gathered beforehand")
        settle()

    def page(self, opened: Opened, where: str, make: Make, request: Request) -> str:
        """A page that is the same for everybody, made once for a record and the judgements on it."""
        key = (opened.mark, opened.built, stamps(self.layout), request.url.path, request.url.query)
        return self.kept.get(key, lambda: self._made(opened, where, make, request))

    def _made(self, opened: Opened, where: str, make: Make, request: Request) -> str:
        made = self.makers.page(where, request) if self.makers and where not in _HERE else None
        return made if made is not None else render(make(opened, request), opened, read_only=self.read_only)


def create_app(
    layout: Layout, doors: Doors, *, hosts: tuple[str, ...] = ("127.0.0.1", "localhost"), read_only: bool = False, makers: int = 0
) -> Starlette:
    """The room of an archive. ``hosts`` are the names under which it answers; requests for another are refused. ``makers``: processes that make pages."""
    from variorum.room.pages import DATA, JUDGEMENTS, PAGES, PERSONAL  # they import from here

    room = Room(Current(layout), doors, read_only, beforehand={where: make for where, make in PAGES if where in _BEFOREHAND})
    static = StaticFiles(directory=Path(str(files("variorum.room") / "static")))
    routes = [Route(where, given(give)) for where, give in DATA]
    routes += [Route(where, shown(where, make)) for where, make in PAGES]
    if not read_only:
        routes += [Route(where, shown(where, make, personal=True)) for where, make in PERSONAL]
        routes += [Route(where, judged(judge, role), methods=["POST"]) for where, judge, role in JUDGEMENTS]
    routes += [
        Route("/enter", _enter, methods=["GET"]),
        Route("/enter", _enter_by_password, methods=["POST"]),
        Route("/leave", _leave, methods=["POST"]),
        Route("/healthz", lambda _: Response("ok", media_type="text/plain")),
        Mount("/static", static, name="static"),  # type: ignore[list-item]
    ]

    @asynccontextmanager
    async def warmed(_: Starlette) -> AsyncIterator[None]:
        threading.Thread(target=room.warm, name="warm", daemon=True).start()
        if makers:
            room.makers = Makers(layout, makers, read_only=read_only)
        yield
        if room.makers:
            room.makers.end()

    app = Starlette(
        routes=routes,
        lifespan=warmed,
        middleware=[Middleware(Guard, doors=doors, hosts=hosts), Middleware(GZipMiddleware, minimum_size=2000), Middleware(_Mended)],
        exception_handlers={HTTPException: _http_error, BeingMade: _later, VariorumError: _told},
    )
    app.state.room = room
    return app


def shown(where: str, make: Make, *, personal: bool = False) -> Callable[[Request], Response]:
    """The endpoint of the page at a route. One that is the same for everybody is made once for a record and the judgements on it; ``personal`` ones
    each time.
    """

    def endpoint(request: Request) -> Response:
        room: Room = request.app.state.room
        opened = room.current.get()
        session: Session = request.state.session or ANYBODY
        if not personal:
            return _response(request, room.page(opened, where, make, request))
        return _response(request, render(make(opened, request), opened, read_only=room.read_only, session=session))

    return endpoint


def given(give: Give) -> Callable[[Request], Response]:
    """The endpoint of what is no page."""
    return lambda request: give(request.app.state.room.current.get(), request)


def judged(judge: Judge, role: Role) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a form that judges: refuses whoever may not, or whose form is not from here; then leads to where ``judge`` says.

    When it cannot be judged as it stands, ``judge`` gives back a page instead, which says why and keeps what was written.
    """

    async def endpoint(request: Request) -> Response:
        form = await own_form(request)
        session: Session = request.state.session
        if not session.may(role):
            raise HTTPException(403, f"this needs the role of a {role.name.lower()}; {session.name} is a {session.role.name.lower()}")
        room: Room = request.app.state.room
        opened = await run_in_threadpool(room.current.get)
        done = await run_in_threadpool(judge, opened, request, form)
        if isinstance(done, Page):
            html = await run_in_threadpool(lambda: render(done, opened, read_only=room.read_only, session=session))
            return _response(request, html, 409)
        return RedirectResponse(done, status_code=303)

    return endpoint


async def own_form(request: Request) -> FormData:
    """The form that was sent, when it is one that this session was given. Raises HTTPException otherwise."""
    session: Session | None = request.state.session
    form = await request.form(max_files=0, max_fields=100, max_part_size=200_000)
    if session is None or not session.csrf or form.get("csrf") != session.csrf:
        raise HTTPException(
            403, "the form is not from this page, or the page is older than the server: open it again and repeat what you did"
        )
    return form


def stamps(layout: Layout) -> tuple[tuple[int, int], ...]:
    """What changes when somebody judges, or documents come in."""
    return _stamp(layout.decisions), _stamp(layout.custody)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        s = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return s.st_mtime_ns, s.st_size


def _response(request: Request, html: str, status: int = 200) -> Response:
    body = html.encode("utf-8", "replace")
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    if status == 200 and request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag})
    return HTMLResponse(body, status, headers={"ETag": etag, "Cache-Control": "private, no-cache"})


def _enter(request: Request) -> Response:
    room: Room = request.app.state.room
    cookie = room.doors.by_token(request.query_params.get("token", ""))
    if cookie:
        return _admitted(request, cookie)
    failed, sent = "token" in request.query_params, "to" in request.query_params
    page = Page("enter.html", "", "Come in", {"failed": failed, "where": _within(request.query_params.get("to"))})
    return _page(request, page, 403 if failed else 401 if sent else 200)


async def _enter_by_password(request: Request) -> Response:
    room: Room = request.app.state.room
    form = await request.form(max_files=0, max_fields=10)
    cookie = await run_in_threadpool(room.doors.by_password, str(form.get("name", "")), str(form.get("password", "")))
    if cookie:
        return _admitted(request, cookie, _within(str(form.get("to", ""))))
    return _page(request, Page("enter.html", "", "Come in", {"failed": True, "where": _within(str(form.get("to", "")))}), 403)


async def _leave(request: Request) -> Response:
    await own_form(request)
    room: Room = request.app.state.room
    room.doors.leave(request)
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def _admitted(request: Request, cookie: str, where: str = "/") -> Response:
    response = RedirectResponse(where, status_code=303)
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return response


def _within(where: str | None) -> str:
    """Only an address of this room, so that coming in cannot lead elsewhere."""
    return where if where and where.startswith("/") and not where.startswith(("//", "/\\")) else "/"


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = error.detail if error.detail not in ("Not Found", "Method Not Allowed") else "There is no such page."
    return _message(request, said, error.status_code)


def _told(request: Request, error: Exception) -> Response:
    """Our own errors are words for a researcher: they are the page."""
    status = (
        503
        if isinstance(error, RecordError)
        else 404
        if isinstance(error, QuestionError)
        else 400
        if isinstance(error, UsageError)
        else 409
    )
    return _message(request, str(error), status)


def _later(request: Request, error: Exception) -> Response:
    """It is being made: 202, and the browser asks again by itself, with or without scripts."""
    assert isinstance(error, BeingMade)
    response = _page(request, Page("message.html", "", "A moment, please", {"said": error.said}), 202)
    response.headers["Refresh"] = str(error.again)
    return response


class _Mended:
    """Whatever goes wrong becomes a page with the same headers as every other, and a line in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            _log.error("%s %s", scope["method"], scope["path"], exc_info=error)
            said = "This page could not be made: an error of variorum, not yours. The archive is as it was. The server's log says more."
            await _message(Request(scope, receive), said, 500)(scope, receive, send)


def _message(request: Request, said: str, status: int) -> Response:
    titles: Mapping[int, str] = {
        400: "That cannot be asked",
        403: "Not allowed",
        404: "Not here",
        409: "It could not be done",
        503: "No record to show",
    }
    return _page(request, Page("message.html", "", titles.get(status, "Something is wrong"), {"said": said}), status)


def _page(request: Request, page: Page, status: int) -> Response:
    room: Room = request.app.state.room
    opened: Any = None
    if getattr(request.state, "session", None) is not None:
        try:
            opened = room.current.get()
        except VariorumError:
            opened = None
    accounts = room.doors.accounts is not None
    return _response(request, render(page, opened, read_only=room.read_only, accounts=accounts), status)

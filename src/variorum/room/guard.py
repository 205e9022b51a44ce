"""What every request passes: the name it was sent to, who sends it, and the policy under which a browser shows the answer."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from variorum.room.doors import Doors

#: No script, style, font or picture but our own, no frame, no form that leads elsewhere; nothing inline.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FREE = ("/static/", "/enter", "/healthz")


class Guard:
    """Refuses requests under a strange name (a page elsewhere whose name was pointed at this machine) or from strange pages, and adds the headers."""

    def __init__(self, app: ASGIApp, doors: Doors, hosts: tuple[str, ...]) -> None:
        self.app, self.doors, self.hosts = app, doors, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if name not in self.hosts:
            refused = PlainTextResponse(f"This room is not called {name!r}. It answers as {', '.join(self.hosts)}.", 421)
            await refused(scope, receive, send)
            return
        origin = headers.get("origin")
        if scope["method"] not in ("GET", "HEAD") and origin is not None and urlsplit(origin).netloc != headers.get("host"):
            await PlainTextResponse("This form was sent from another page.", 403)(scope, receive, send)
            return
        request = Request(scope)
        request.state.session = self.doors.session(request)
        admitted = request.state.session is not None or scope["path"].startswith(_FREE)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for header, value in _HEADERS.items():
                    out[header] = value
                if scope["path"].startswith("/static/"):
                    out["Cache-Control"] = "public, max-age=3600"
            await send(message)

        if not admitted:
            scope = {**scope, "path": "/enter", "raw_path": b"/enter", "method": "GET", "query_string": _token(scope)}
        await self.app(scope, receive, with_headers)


def _token(scope: Scope) -> bytes:
    """Whoever is not in is shown the door; a token in the address he came to opens it."""
    query: bytes = scope["query_string"]
    where = str(scope["path"]).replace("&", "%26").replace("#", "%23")
    return query if b"token=" in query else f"to={where}".encode("utf-8", "replace")

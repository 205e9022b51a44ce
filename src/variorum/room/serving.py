"""The server of one archive: on loopback with a token, unless somebody says otherwise and knows what it means."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from variorum.errors import UsageError
from variorum.room.accounts import Accounts
from variorum.room.app import create_app
from variorum.room.doors import Doors
from variorum.room.makers import many_for
from variorum.shelf.layout import Layout


@dataclass(frozen=True, slots=True)
class Serving:
    """How the room is opened. ``names`` are other host names under which it is reached (behind a proxy); ``accounts`` a file of accounts; ``makers``
    how many processes make pages (None: as many as the record and the machine want)."""

    host: str = "127.0.0.1"
    port: int = 8471
    accounts: Path | None = None
    names: tuple[str, ...] = ()
    read_only: bool = False
    makers: int | None = None


def doors_of(serving: Serving) -> Doors:
    """The ways in that fit: accounts where a file is given, else the token of this start; anybody may read in read-only mode on loopback.

    Raises UsageError for a host that others can reach and no file of accounts, and for a file that cannot be used.
    """
    accounts = Accounts.load(serving.accounts) if serving.accounts else None
    if not is_loopback(serving.host) and accounts is None:
        raise UsageError(
            f"{serving.host} can be reached by other machines: whoever reaches it could read the whole archive. "
            "Expected --accounts FILE beside it (`variorum account FILE NAME` begins one); then everybody has to give a name and a password, "
            "which travel unencrypted unless a proxy with TLS stands before the server"
        )
    if serving.read_only and accounts is None:
        return Doors(open_to_read=True)
    return Doors(token=None if accounts else secrets.token_urlsafe(24), accounts=accounts)


def listening(serving: Serving) -> socket.socket:
    """The socket, bound. Raises UsageError when the port is taken (port 0: any that is free)."""
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    # The protocol is named so that asyncio sees TCP and sends at once; else every answer waits 40 ms for an acknowledgement.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((serving.host, serving.port))
    except OSError as err:
        bound.close()
        raise UsageError(
            f"{serving.host}, port {serving.port}: {err.strerror or err}. Another server may be there; --port 0 takes any that is free"
        ) from err
    return bound


def address(serving: Serving, bound: socket.socket, doors: Doors) -> str:
    """The address to open first; with the token, where there is one."""
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    token = f"?token={doors.token}" if doors.token else ""
    return f"http://{host}:{bound.getsockname()[1]}/{token}"


def run(layout: Layout, serving: Serving, doors: Doors, bound: socket.socket) -> None:
    """Serves until it is stopped (Ctrl-C)."""
    hosts = tuple(dict.fromkeys(["127.0.0.1", "localhost", "::1", serving.host, *serving.names]))
    makers = many_for(layout) if serving.makers is None else serving.makers
    app = create_app(layout, doors, hosts=hosts, read_only=serving.read_only, makers=makers)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[bound])


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches that host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

"""``serve`` opens the reading room in a browser; ``account`` writes a file of accounts for a team."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from variorum.cli.show import console
from variorum.errors import UsageError
from variorum.shelf.layout import Layout

_NEEDED = "the reading room needs the packages of the extra `room`: pip install 'variorum[room]'"


@click.command()
@click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; others than loopback need --accounts.")
@click.option("--port", default=8471, show_default=True, type=click.IntRange(0, 65535), help="0: any that is free.")
@click.option(
    "--accounts", type=click.Path(path_type=Path), help="A file of accounts (see `variorum account`): everybody gives name and password."
)
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="Another host name under which the room is reached, as behind a proxy."
)
@click.option("--read-only", is_flag=True, help="For publishing: anybody who reaches it may read, nobody may judge.")
@click.option(
    "--makers",
    type=click.IntRange(0, 64),
    help="Processes that make pages beside the one that listens; by default none for a small record, one for each processor for one of 100,000 claims or more.",
)
@click.option("--open", "and_open", is_flag=True, help="Open the page in the browser of this machine.")
def serve(
    archive: Path, host: str, port: int, accounts: Path | None, names: tuple[str, ...], read_only: bool, makers: int | None, and_open: bool
) -> None:
    """Open the reading room: the record as pages to read, compare and judge.

    It listens on this machine alone and lets in whoever has the address that it prints. It needs a record (`variorum build`).
    """
    try:
        from variorum.room import serving as room
    except ImportError as err:
        raise UsageError(f"{_NEEDED} ({err.name} is not installed)") from err
    layout = Layout.open(archive)
    asked = room.Serving(host, port, accounts, names, read_only, makers)
    doors = room.doors_of(asked)
    bound = room.listening(asked)
    where = room.address(asked, bound, doors)
    console().print(f"The reading room of {archive} is open at\n\n    {where}\n\nStop it with Ctrl-C.", highlight=False, soft_wrap=True)
    if and_open:
        webbrowser.open(where)
    room.run(layout, asked, doors, bound)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("name")
@click.option("--role", default="reviewer", show_default=True, help="reader, reviewer or keeper.")
@click.password_option(help="Asked for when it is not given here, where others could see it.")
def account(file: Path, name: str, role: str, password: str) -> None:
    """Add an account to a file of accounts for `serve --accounts`, or give it another role and password."""
    try:
        from variorum.room import accounts
    except ImportError as err:
        raise UsageError(f"{_NEEDED} ({err.name} is not installed)") from err
    accounts.keep(file, name, accounts.Role.named(role), password)
    console().print(f"{name} is a {role} in {file}; a server that runs must be started again to know it.", highlight=False)


COMMANDS = (serve, account)

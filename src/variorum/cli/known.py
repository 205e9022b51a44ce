"""The option of looking commands that goes back in the record's own past."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.archive import Archive
from variorum.cli.show import progress

AS_KNOWN_ON = click.option(
    "--as-known-on", metavar="DATE", help="As the archive stood on a day: only what had come in and been decided by then counts."
)


def opened(archive: Path, as_known_on: str | None) -> Archive:
    """The archive in a folder, with its record as last built, or as it was known on a day."""
    found = Archive.open(archive)
    if as_known_on is None:
        return found
    with progress("reading") as bar:
        return found.as_known_on(as_known_on, progress=bar)

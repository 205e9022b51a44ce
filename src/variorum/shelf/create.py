"""``variorum new DIR``: an empty archive."""

from __future__ import annotations

import os
from pathlib import Path

from variorum.errors import UsageError
from variorum.shelf.custody import Action, writing
from variorum.shelf.layout import Layout, write_whole
from variorum.shelf.settings import Settings, write_settings


def create(root: str | os.PathLike[str], *, title: str | None = None, languages: tuple[str, ...] = (), by: str | None = None) -> Layout:
    """Begins an archive in a new or empty folder and gives its layout. ``title`` is by default the folder's name.

    Hidden files (a ``.git``, what a file manager leaves) do not make a folder full.

    Raises:
        UsageError: ``root`` is an archive already, a folder with something in it, a file, or cannot be made.
    """
    layout = Layout(Path(root))
    if layout.settings.exists():
        raise UsageError(f"{root}: is an archive already; `variorum add {root} PATH...` adds documents to it")
    try:
        layout.root.mkdir(parents=True, exist_ok=True)
        inside = sorted(path.name for path in layout.root.iterdir() if not path.name.startswith("."))
    except FileExistsError as err:
        raise UsageError(f"{root}: is a file; expected a new or an empty folder") from err
    except OSError as err:
        raise UsageError(f"{root}: the folder cannot be made: {err.strerror or err}") from err
    if inside:
        raise UsageError(
            f"{root}: is not empty (it holds {inside[0]!r}{' and more' if inside[1:] else ''}); expected a new or an empty folder"
        )
    settings = Settings((title or "").strip() or layout.root.resolve().name or "archive", languages)
    write_whole(layout.settings, write_settings(settings).encode("utf-8"))
    with writing(layout, by=by) as log:
        log.append(Action.CREATED, title=settings.title)
    return layout

"""Pages as values, and how they become HTML: every text is escaped, nothing is written into the page that its policy would not run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum import __version__
from variorum.room import addresses, words
from variorum.room.opened import Opened


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows. ``room`` is the entry of the menu that it belongs to; ``title`` stands in the window; ``fields`` are the template's."""

    template: str
    room: str
    title: str
    fields: Mapping[str, Any] = field(default_factory=dict)


#: The menu: the word on it and where it leads.
MENU = (
    ("At a glance", addresses.GLANCE),
    ("Documents", addresses.DOCUMENTS),
    ("Names", addresses.NAMES),
    ("Network", addresses.NETWORK),
    ("Disputes", addresses.DISPUTES),
    ("Claims", addresses.CLAIMS),
    ("Compare", addresses.COMPARE),
    ("Review", addresses.REVIEW),
)


def render(page: Page, opened: Opened | None, *, read_only: bool, **more: Any) -> str:
    """The page as HTML. ``opened`` is None on the pages that say that there is no record; ``more`` are fields that only this visitor sees."""
    fields: dict[str, Any] = {
        "page": page,
        "opened": opened,
        "menu": [(word, where) for word, where in MENU if not (read_only and where == addresses.REVIEW)],
        "read_only": read_only,
        "version": __version__,
        "session": None,
        "accounts": False,
        **page.fields,
        **more,
    }
    return _environment().get_template(page.template).render(fields)


def prepare() -> None:
    """Compiles every template, which takes half a second in all: the first reader of a page need not wait for its own."""
    for name in _environment().list_templates(extensions=["html"]):
        _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("variorum.room"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update({name: getattr(addresses, name) for name in addresses.__all__})
    environment.globals["signs"] = Markup((files("variorum.room") / "templates" / "signs.svg").read_text(encoding="utf-8"))
    environment.filters.update({name: getattr(words, name) for name in words.__all__})
    return environment

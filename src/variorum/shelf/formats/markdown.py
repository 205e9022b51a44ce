"""Markdown (CommonMark with tables): what a reader of the rendered page would see, by way of HTML.

Footnotes (``[^1]`` and ``[^1]: ...``) are no part of CommonMark and stay in the text as they are written, marker and note. A front matter
between two lines ``---`` is set aside; its title and language are taken.
"""

from __future__ import annotations

import re
from typing import Any

from variorum.shelf.formats import html
from variorum.shelf.formats.extracted import Extracted
from variorum.shelf.formats.text import decode
from variorum.shelf.settings import DEFAULT_LIMITS, Limits

VERSION = 1
# The libraries are imported where they are used: the sandbox waits for its imports once a document.

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def extract(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    """The text of a Markdown file. Raises FormatError when its bytes are no text."""
    source, notes = decode(data)
    front: dict[str, Any] = {}
    if match := _FRONT.match(source):
        front = _mapping(match[1])
        if front:
            source = source[match.end() :]
            notes += (f"front matter set aside ({', '.join(map(str, front))})",)
    page = html.of_source(_render(source) or "<p></p>", notes)
    title = front.get("title")
    language = front.get("lang") or front.get("language")
    return Extracted(
        page.text, title if isinstance(title, str) else _heading(source), language if isinstance(language, str) else None, page.notes
    )


def _mapping(source: str) -> dict[str, Any]:
    import yaml

    try:
        front = yaml.safe_load(source)
    except (yaml.YAMLError, RecursionError):
        return {}
    return front if isinstance(front, dict) else {}


def _render(source: str) -> str:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable("table")
    env: dict[str, Any] = {}
    rendered = markdown.render(source, env)
    if any(label.startswith("^") for label in env.get("references", {})):
        # "[^1]: Karam" parses as the target of a link named ^1 and would vanish: then no definition may be taken for one.
        rendered = markdown.disable("reference").render(source)
    return str(rendered)


def _heading(source: str) -> str | None:
    """The first heading of the first level, if it is the first line: what most Markdown files have for a title."""
    match = re.match(r"\s*# +(.+?)[ #]*(?:\n|\Z)", source)
    return match[1].strip() if match else None

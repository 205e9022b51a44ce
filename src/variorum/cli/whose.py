"""The options by which a looking command is told whose claims count; the command gets them as one value, ``whose``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from variorum.asking.whose import Whose

_OPTIONS = (
    click.option("--according-to", metavar="NAME", multiple=True, help="Count only this voice's own claims; may be given again."),
    click.option("--except", "excluding", metavar="NAME", multiple=True, help="Count no claim of this voice; may be given again."),
    click.option(
        "--as-reported-by", metavar="NAME", multiple=True, help="Count only what others say through this voice; may be given again."
    ),
    click.option("--at-least", metavar="A-E", help="Leave out voices that are graded lower."),
    click.option("--claims-at-least", metavar="1-5", help="Leave out claims that are graded lower."),
)


def viewpoint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command and gives it what was typed as ``whose``."""

    @wraps(command)
    def packed(
        *args: Any,
        according_to: tuple[str, ...],
        excluding: tuple[str, ...],
        as_reported_by: tuple[str, ...],
        at_least: str | None,
        claims_at_least: str | None,
        **others: Any,
    ) -> Any:
        return command(*args, whose=Whose(according_to, excluding, as_reported_by, at_least, claims_at_least), **others)

    found: Callable[..., Any] = packed
    for option in reversed(_OPTIONS):
        found = option(found)
    return found

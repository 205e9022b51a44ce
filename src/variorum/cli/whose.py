"""The options by which a looking command is told whose claims count; the command gets them as one value, ``whose``.

Every command that judges claims has all of them: ask, state, timeline, disputes; and compare, which is told the voices of its two sides by options of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from variorum.asking.whose import Whose

_VOICES = (click.option("--according-to", metavar="NAME", multiple=True, help="Count only this voice's own claims; may be given again."),)
_OPTIONS = (
    click.option("--except", "excluding", metavar="NAME", multiple=True, help="Count no claim of this voice; may be given again."),
    click.option(
        "--as-reported-by", metavar="NAME", multiple=True, help="Count only what others say through this voice; may be given again."
    ),
    click.option("--at-least", metavar="A-E", help="Leave out voices that are graded lower."),
    click.option("--claims-at-least", metavar="1-5", help="Leave out claims that are graded lower."),
    click.option("--endorse-quoted", is_flag=True, help="Who passes a claim on without comment endorses it: count it for him too."),
    click.option("--notes-override", is_flag=True, help="Leave out claims that a note of their own document disputes."),
    click.option(
        "--except-reader",
        "except_readers",
        type=click.Choice(["model"]),
        multiple=True,
        help="Leave out claims that a language model alone proposed.",
    ),
)


def viewpoint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command and gives it what was typed as ``whose``."""
    return _with((*_VOICES, *_OPTIONS), command)


def viewpoint_options_of_sides(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same without ``--according-to``: for a command that is told the voices of two sides otherwise."""
    return _with(_OPTIONS, command)


def _with(options: tuple[Callable[..., Any], ...], command: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(command)
    def packed(
        *args: Any,
        excluding: tuple[str, ...],
        as_reported_by: tuple[str, ...],
        at_least: str | None,
        claims_at_least: str | None,
        endorse_quoted: bool,
        notes_override: bool,
        except_readers: tuple[str, ...],
        according_to: tuple[str, ...] = (),
        **others: Any,
    ) -> Any:
        rules = (endorse_quoted, notes_override, except_readers)
        whose = Whose(according_to, excluding, as_reported_by, at_least, claims_at_least, *rules)
        return command(*args, whose=whose, **others)

    for option in reversed(options):
        packed = option(packed)
    return packed

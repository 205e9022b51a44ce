"""The options by which a looking command is told whose claims count; the command gets them as one value, ``whose``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import click

from variorum.asking.whose import Whose

_RULES = (
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
_OPTIONS = (
    click.option("--according-to", metavar="NAME", multiple=True, help="Count only this voice's own claims; may be given again."),
    click.option("--except", "excluding", metavar="NAME", multiple=True, help="Count no claim of this voice; may be given again."),
    click.option(
        "--as-reported-by", metavar="NAME", multiple=True, help="Count only what others say through this voice; may be given again."
    ),
    click.option("--at-least", metavar="A-E", help="Leave out voices that are graded lower."),
    click.option("--claims-at-least", metavar="1-5", help="Leave out claims that are graded lower."),
    *_RULES,
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
        endorse_quoted: bool,
        notes_override: bool,
        except_readers: tuple[str, ...],
        **others: Any,
    ) -> Any:
        rules = (endorse_quoted, notes_override, except_readers)
        whose = Whose(according_to, excluding, as_reported_by, at_least, claims_at_least, *rules)
        return command(*args, whose=whose, **others)

    return _with(_OPTIONS, packed)


def closure_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the rules alone, as ``endorse_quoted``, ``notes_override`` and ``except_readers``: for a command that is told the voices otherwise."""
    return _with(_RULES, command)


def _with(options: Iterable[Callable[..., Any]], command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(tuple(options)):
        command = option(command)
    return command

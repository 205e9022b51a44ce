"""The command line: every command of the façade, for people (colours, tables) and for programs (--json).

Exit codes: 0 all is well, 1 findings or failures (named), 2 the command was used wrongly.
"""

from __future__ import annotations

import sys

import click

from variorum import __version__
from variorum.cli import changes, judging, keeping, listing, looking, reading, serving, weighing
from variorum.cli.compare import compare
from variorum.cli.dates import date
from variorum.cli.demo import demo
from variorum.cli.origins import origins
from variorum.cli.search import search
from variorum.errors import VariorumError


class _Group(click.Group):
    """Shows our own errors as one clear sentence instead of a traceback, and lists commands in the order in which they are used."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except VariorumError as err:
            click.echo(click.style("variorum: ", bold=True) + str(err), err=True)
            ctx.exit(err.exit_code)
        except BrokenPipeError:  # the reader of a pipe (head, less) went away: nothing is wrong
            sys.stderr.close()
            ctx.exit(0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="variorum")
def main() -> None:
    """Who was whose, when, and according to whom: a contested record, read from documents that contradict one another."""


for _command in (
    *keeping.COMMANDS,
    *looking.COMMANDS,
    *listing.COMMANDS,
    search,
    compare,
    *weighing.COMMANDS,
    *changes.COMMANDS,
    *judging.COMMANDS,
    origins,
    reading.read,
    date,
    *serving.COMMANDS,
    demo,
):
    main.add_command(_command)

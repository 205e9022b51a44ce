"""``variorum compare``: two viewpoints on one entity, line by line, each with both sides' claims and quotes."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from variorum.archive import Archive
from variorum.asking.contrasted import ContrastShown, DifferenceShown, SideShown, contrasted
from variorum.asking.whose import Whose
from variorum.cli.show import citation, console, days, print_json, status
from variorum.cli.whose import viewpoint_options_of_sides
from variorum.reasoning.contrast import Holder


@click.command()
@click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("entity")
@click.option("--according-to", "a", metavar="NAME", multiple=True, required=True, help="A voice of the one side; may be given again.")
@click.option("--against", "b", metavar="NAME", multiple=True, required=True, help="A voice of the other side; may be given again.")
@viewpoint_options_of_sides
@click.option("--on", metavar="EDTF", help="A date: 2010, 2010-06, 2004/2006. At any time if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")
def compare(archive: Path, entity: str, a: tuple[str, ...], b: tuple[str, ...], on: str | None, whose: Whose, as_json: bool) -> None:
    """What one side holds of somebody that the other denies, omits or dates otherwise, and the reverse; with the claims of both.

    A side holds what its voices say themselves, also what they concede, and not what they only report of others.
    """
    opened = Archive.open(archive)
    shown = contrasted(opened.record, opened.compare(entity, a, b, on, whose=whose))
    if as_json:
        print_json(shown.to_dict(days))
        return
    show_contrast(console(), shown)
    if words := whose.words():
        console().print(Text(words, style="dim"))


def show_contrast(out: Console, c: ContrastShown) -> None:
    """The differences under three headings, what both hold alike, who is silent."""
    one, other = " and ".join(c.a), " and ".join(c.b)
    out.print(Text(f"{c.about}{f' on {c.on}' if c.on else ''}", style="bold").append(f"  {one} against {other}", style="dim"))
    heads = {Holder.A: f"{one} holds", Holder.B: f"{other} holds", Holder.BOTH: "Both hold, at other times"}
    for holder, head in heads.items():
        lines = [d for d in c.differences if d.holder is holder]
        if lines:
            out.print(Text(f"\n{head}", style="bold magenta"))
        for d in lines:
            _show(out, d, one, other)
    if not c.differences:
        out.print(Text("Nothing that one of the two holds is denied, omitted or dated otherwise by the other.", style="dim"))
    if c.agreed:
        out.print(Text(f"\nHeld alike by both: {'; '.join(c.agreed)}.", style="dim"))
    for note in c.notes:
        out.print(Text(f"note: {note}", style="dim"))


def _show(out: Console, d: DifferenceShown, one: str, other: str) -> None:
    differing = {Holder.A: other, Holder.B: one, Holder.BOTH: "the other"}[d.holder]
    out.print(Text("  ").append(d.sentence, style="bold").append(f"; {differing} {d.differs}"))
    for name, side in ((one, d.a), (other, d.b)):
        _show_side(out, name, side)


def _show_side(out: Console, name: str, side: SideShown) -> None:
    when = days(side.window)
    line = Text(f"    {name}: ", style="magenta")
    if not side.claims:
        out.print(line.append("nothing", style="dim"))
        return
    out.print(line.append_text(status(side.status)).append(f"  {when}" if when else "", style="dim"))
    for part, claims in side.claims:
        if part != "for":
            out.print(Text(f"      {part}:", style="dim"))
        for c in claims:
            citation(out, c, indent="      ")

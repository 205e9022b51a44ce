"""Commands about published lists: who of the record is on them, and what changed from one edition of a list to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.text import Text

from variorum.archive import Archive
from variorum.asking.listed import ListedPlace, PartyFound
from variorum.asking.listed_changes import EditionsShown, changed_words, changes_dict
from variorum.cli.show import console, one_line, print_json, table, together
from variorum.identity.editions import Changed, ListChanges
from variorum.shelf.gazetteers import ListedParty
from variorum.shelf.gazetteers.shelved import Shelved

_T = TypeVar("_T")
_ARCHIVE = click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")


@click.command()
@_ARCHIVE
@click.option("--near", is_flag=True, help="Also those that somebody is only near to, with the reason why nobody is taken for them.")
@click.option(
    "--places",
    is_flag=True,
    help="Also every place in a text at which a listed name stands: which name of which party, and how it was found.",
)
@_JSON
def listed(archive: Path, near: bool, places: bool, as_json: bool) -> None:
    """The parties of published lists (`add --gazetteer`) of which the record speaks: who is taken for them, and where their names stand.

    That a list names somebody is the list's word, not the record's. `entity NAME` shows by which name and why.
    """
    a = Archive.open(archive)
    shelf, found = a.lists(), [p for p in a.listed() if near or p.entities or p.places]
    at = a.listed_places() if places else ()
    if as_json:
        shown = {"lists": [x.to_dict() for x in shelf], "parties": [p.to_dict() for p in found]}
        print_json({**shown, "places": [p.to_dict() for p in at]} if places else shown)
        return
    out = console()
    if not shelf:
        out.print(
            f"No list is in this record. `variorum add {archive} --gazetteer FILE` takes one in; it counts from the next build.",
            markup=False,
        )
        return
    for x in shelf:
        out.print(Text(x.title, style="bold").append(f"  {x.id}, {x.form}, of {x.dated or 'no date'}, {x.parties} parties", style="dim"))
    _show_found(out, found, near)
    if places:
        _show_places(out, at)


def _show_found(out: Console, found: Sequence[PartyFound], near: bool) -> None:
    """Editions of a list in which the same was found of a party stand in one row."""
    told = (
        (p.reference, p.party, ", ".join(p.entities), str(p.places or ""), ", ".join(p.documents), p.list)
        for p in found
        if p.entities or p.places
    )
    rows = [(", ".join(lists), *row) for row, lists in together(told)]
    table(out, "found", ("list", "reference", "listed as", "taken for it", "places", "in"), rows)
    if near:
        apart = together((p.reference, p.party, name, reason, p.list) for p in found for name, reason in p.near)
        rows = [(", ".join(lists), *row) for row, lists in apart]
        table(out, "near, and not taken for it", ("list", "reference", "listed as", "in the record", "why"), rows)


def _show_places(out: Console, places: Sequence[ListedPlace]) -> None:
    told = (
        (
            f"{p.document}:{p.start}",
            one_line(p.written),
            p.reference,
            f"{p.listed} ({p.what})",
            p.how + ("" if p.linked else _SHARED),
            p.list,
        )
        for p in places
    )
    rows = [(at, written, f"{', '.join(lists)}: {reference}", *rest) for (at, written, reference, *rest), lists in together(told)]
    table(out, "in the texts", ("at", "written", "reference", "name on the list", "how"), rows)


_SHARED = ", shared with another party"


@click.command()
@_ARCHIVE
@click.argument("older", required=False)
@click.argument("newer", required=False)
@click.option("--reference", help="Only the party of that reference.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many of each part; --json has all.")
@_JSON
def editions(archive: Path, older: str | None, newer: str | None, reference: str | None, limit: int, as_json: bool) -> None:
    """Which published lists are editions of one list, and who came, went and changed from one edition to another.

    Without OLDER and NEWER: every list with its editions in order of date, and how much changed from each to the next. With them, which are ids of
    lists (`variorum listed` names them): every party that came, went, or of which names, aliases, dates, programmes or remarks changed.
    """
    a = Archive.open(archive)
    if older is None or newer is None:
        if older or reference:
            raise click.UsageError("give two lists, OLDER and NEWER, by their ids; `variorum editions DIR` names those that there are")
        _show_editions(archive, a.editions(), as_json)
        return
    found = a.list_changes(older, newer, reference=reference)
    if as_json:
        print_json(changes_dict(found))
    else:
        show_list_changes(console(), found, limit)


def _show_editions(archive: Path, found: Sequence[EditionsShown], as_json: bool) -> None:
    if as_json:
        print_json([e.to_dict() for e in found])
        return
    out = console()
    if not found:
        out.print(f"No list is in this archive. `variorum add {archive} --gazetteer FILE` takes one in.", markup=False)
    for shown in found:
        number = len(shown.editions)
        out.print(
            Text(shown.editions[-1].title, style="bold").append(f"  {number} {'edition' if number == 1 else 'editions'}", style="dim")
        )
        for e, step in zip(shown.editions, (None, *shown.steps), strict=True):
            line = Text(f"  {e.dated or 'no date'}  {e.id}").append(f"  {e.form}, {e.parties} parties", style="dim")
            out.print(line.append(f"  {step}" if step else ""))


def show_list_changes(out: Console, found: ListChanges, limit: int) -> None:
    """Who came, who went, and what changed of whom, at most so many of each."""
    out.print(Text(f"From {_edition(found.older)} to {_edition(found.newer)}", style="bold"))
    for note in found.notes:
        out.print(Text(f"note: {note}", style="dim"))
    _part(out, "Came", found.came, limit, _party)
    _part(out, "Went", found.went, limit, _party)
    _part(out, "Changed", found.changed, limit, _changed)
    if not (found.came or found.went or found.changed):
        out.print(Text("The two say the same of the same parties.", style="dim"))


def _part(out: Console, head: str, found: Sequence[_T], limit: int, show: Callable[[Console, _T], None]) -> None:
    if found:
        out.print(Text(f"\n{head}: {len(found)}", style="bold magenta"))
    for one in found[:limit]:
        show(out, one)
    if len(found) > limit:
        out.print(Text(f"  and {len(found) - limit} more", style="dim"))


def _party(out: Console, p: ListedParty) -> None:
    also = f"  also {', '.join(n.text for n in p.names[1:])}" if len(p.names) > 1 else ""
    since = f", listed on {p.listed_on}" if p.listed_on else ""
    out.print(Text(f"  {p.reference}  ").append(one_line(p.label), style="bold").append(one_line(also) + since, style="dim"))


def _changed(out: Console, c: Changed) -> None:
    out.print(Text(f"  {c.after.reference}  ").append(one_line(c.after.label), style="bold"))
    for sign, words in changed_words(c):
        out.print(Text(f"    {sign} {one_line(words)}"))


def _edition(of: Shelved) -> str:
    return f"{of.id} ({of.dated or 'no date'})"


COMMANDS = (listed, editions)

"""``date``: what is made of a date, without an archive: EDTF, words of a text, or a Hijri day by each rule."""

from __future__ import annotations

from datetime import date as day_of
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from variorum.cli.show import console, print_json
from variorum.errors import DateError, UsageError
from variorum.model import DateMention, When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reading.dates import read_dates


@click.command()
@click.argument("text", metavar="DATE")
@click.option("--published", metavar="EDTF", help="The day of the document: “yesterday”, a missing year and the like count from it.")
@click.option("--against", metavar="EDTF", help="Compare with this time: before, overlaps, contains, the same; yes, no, or cannot say.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")
def date(text: str, published: str | None, against: str | None, as_json: bool) -> None:
    """Show what is made of a date: EDTF (2004-10, [2004,2006]) or as people write it ("8 Muharram 1443", "three days later").

    A Hijri date is shown by each rule: the Umm al-Qura tables, the tabular civil calendar, sighting a day either way. Ends with 1 when a date
    could not be told.
    """
    other = When.parse(against) if against else None
    found = _found(text, When.parse(published) if published else None)
    if as_json:
        print_json([_fields(d, other) for d in found])
    else:
        out = console()
        for d in found:
            _show(out, d, other)
    if any(d.best is None for d in found):
        raise click.exceptions.Exit(1)


def _found(text: str, published: When | None) -> tuple[DateMention, ...]:
    """The dates of the text; the text as EDTF where it is that. Raises UsageError when there is none, with what is wrong with it as EDTF."""
    try:
        return (DateMention(0, len(text), text, When.parse(text)),)
    except DateError as err:
        found = read_dates(text, published=published)
        if not found:
            raise UsageError(f"there is no date in {text!r} that can be read; as EDTF: {err}") from err
        return found


def _show(out: Console, d: DateMention, other: When | None) -> None:
    out.print(Text(d.quote, style="bold").append(f"  {d.best or 'could not be told'}", style=""))
    if d.written:
        out.print(Text(f"  Hijri {d.written}", style="dim"))
    for r in d.reckonings:
        out.print(Text(f"  {r}"))
    if d.when is not None:
        out.print(Text(f"  possible {_days(d.when)}", style="dim"))
    said = [
        x for x in (None if d.bound == "at" else f"{d.bound}: {d.bounded()}", "year inferred" if d.year_inferred else None, d.note) if x
    ]
    for line in said:
        out.print(Text(f"  {line}"))
    for question, answer in _compared(d, other).items():
        out.print(Text(f"  {question} {other}: {answer}"))


def _fields(d: DateMention, other: When | None) -> dict[str, Any]:
    return {
        "quote": d.quote,
        "edtf": str(d.best) if d.best else None,
        "calendar": str(d.calendar),
        "written": d.written,
        "reckonings": {r.rule: str(r.when) for r in d.reckonings},
        "possible": str(d.when) if d.when else None,
        "bound": str(d.bound),
        "bounded": str(d.bounded()) if d.best else None,
        "year_inferred": d.year_inferred,
        "note": d.note,
        **({"against": {"edtf": str(other), **_compared(d, other)}} if other else {}),
    }


def _compared(d: DateMention, other: When | None) -> dict[str, str]:
    """What can be said of the date and another, with all the days that it can be."""
    if other is None or d.when is None:
        return {}
    answers = {
        "before": d.when.before,
        "after": d.when.after,
        "overlaps": d.when.overlaps,
        "contains": d.when.contains,
        "same as": d.when.same,
    }
    return {question: str(ask(other).value) for question, ask in answers.items()}


def _days(when: When) -> str:
    first, last = when.first_day, when.last_day
    begins = "" if first == UNKNOWN_PAST else f"from {day_of.fromordinal(first).isoformat()} "
    ends = "" if last == UNKNOWN_FUTURE else f"to {day_of.fromordinal(last - 1).isoformat()}"
    return (begins + ends).strip() or "on any day"

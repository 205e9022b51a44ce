"""Commands with which a person judges what was read: accept, reject, correct, note, undo; and judgements, which lists them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.text import Text

from variorum.archive import Archive
from variorum.cli.changes import show_effect
from variorum.cli.show import console, one_line, print_json, progress
from variorum.judging.told import Told
from variorum.model import Act, Certainty, Mode, Polarity

_ARCHIVE = click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
_CLAIM = click.argument("claim", metavar="DOC:ID")
_WHY = click.option("--why", required=True, help="The reason, in words; it is kept with the judgement.")
_BY = click.option("--by", help="Who judges; your user name if left out.")
_DRY = click.option("--dry-run", is_flag=True, help="Only show what would change; keep nothing.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")
_Command = TypeVar("_Command", bound=Callable[..., Any])

#: Options of ``correct`` that are fields of a claim as they stand.
_FIELDS = (
    click.option("--predicate", metavar="NAME", help="Another predicate of the vocabulary."),
    click.option("--subject", metavar="NAME", help="Somebody of the document, by key or name."),
    click.option("--object", metavar="NAME", help="Likewise."),
    click.option("--when", metavar="EDTF", help="The time of the fact, such as 2004-10 or 2004/2006."),
    click.option("--polarity", type=click.Choice([str(p) for p in Polarity])),
    click.option("--certainty", type=click.Choice([str(c) for c in Certainty])),
    click.option("--mode", type=click.Choice([str(m) for m in Mode])),
    click.option("--voice", metavar="NAME", help="Who commits to it: the last voice of the chain."),
    click.option("--role", metavar="WORDS", help="Further arguments, as the predicate takes them."),
    click.option("--from", metavar="NAME"),
    click.option("--org", metavar="NAME"),
    click.option("--place", metavar="NAME"),
    click.option("--name", metavar="WORDS"),
    click.option("--quantity", metavar="WORDS"),
    click.option("--text", metavar="WORDS"),
)


def _fields(command: _Command) -> _Command:
    for option in reversed(_FIELDS):
        command = option(command)
    return command


@click.command()
@_ARCHIVE
@_CLAIM
@click.option("--why", default="", help="The reason, in words; may be left out.")
@_BY
@_JSON
def accept(archive: Path, claim: str, why: str, by: str | None, as_json: bool) -> None:
    """Say that a claim is rightly read. Nothing changes in it; it is shown as seen by a person. A rejected one counts again.

    Behind what a language model proposed you stand from the next build on: it then counts with `--except-reader model` too.

    The claim is named by its document and its id there, or by the 16 digits of its id.
    """
    _kept(Archive.open(archive).accept(claim, why=why, by=by), as_json)


@click.command()
@_ARCHIVE
@_CLAIM
@_WHY
@_BY
@_DRY
@_JSON
def reject(archive: Path, claim: str, as_json: bool, **given: Any) -> None:
    """Say that a claim is wrongly read: the document does not say so. It leaves the record; see what leaned on it.

    A claim that the document does make, and that should not count, is withdrawn, not rejected.
    """
    with progress("reading", quiet=as_json) as bar:
        effect = Archive.open(archive).reject(claim, **given, progress=bar)
    show_effect(effect, as_json)


@click.command()
@_ARCHIVE
@_CLAIM
@_fields
@click.option("--chain", metavar="NAME:ACT[:SAID]", multiple=True, help=f"The whole chain, outermost voice first. Acts: {', '.join(Act)}.")
@click.option("--span", nargs=2, type=int, metavar="START END", help="Where the words stand in the text, in characters from 0.")
@click.option("--quote", metavar="WORDS", help="The words at --span.")
@click.option("--clear", metavar="FIELD", multiple=True, help="Take away what stands in this field; may be given again.")
@_WHY
@_BY
@_DRY
@_JSON
def correct(
    archive: Path,
    claim: str,
    chain: tuple[str, ...],
    span: tuple[int, int] | None,
    quote: str | None,
    clear: tuple[str, ...],
    why: str,
    by: str | None,
    dry_run: bool,
    as_json: bool,
    **fields: Any,
) -> None:
    """Put right what a claim says: only the options that are given change. The corrected claim has an id of its own."""
    changes = {name: value for name, value in fields.items() if value is not None}
    changes |= dict.fromkeys(clear)
    if chain:
        changes["voices"] = [_voice(text) for text in chain]
    if span:
        changes |= {"start": span[0], "end": span[1]}
    if quote is not None:
        changes["quote"] = quote
    with progress("reading", quiet=as_json) as bar:
        effect = Archive.open(archive).correct(claim, changes, why=why, by=by, dry_run=dry_run, progress=bar)
    show_effect(effect, as_json)


def _voice(text: str) -> dict[str, str]:
    name, colon, rest = text.partition(":")
    act, _, said = rest.partition(":")
    if not colon or not name:
        raise click.UsageError(f"--chain: {text!r} is no voice with its act; expected NAME:ACT, such as @author:reports")
    return {"voice": name, "act": act, **({"said": said} if said else {})}


@click.command()
@_ARCHIVE
@click.argument("words")
@click.option("--document", metavar="ID", help="A note on a document.")
@click.option("--claim", metavar="DOC:ID", help="On a claim.")
@click.option("--entity", metavar="DOC:NAME", help="On somebody or something that a document speaks of.")
@click.option("--dispute", metavar="DIGITS|NUMBER|QUESTION", help="On a dispute: its ten digits, its number, or words of its question.")
@_BY
@_JSON
def note(archive: Path, words: str, as_json: bool, **named: Any) -> None:
    """Keep a note on a document, claim, entity or dispute. It is shown where the thing is shown, and changes nothing."""
    _kept(Archive.open(archive).note(words, **named), as_json)


@click.command()
@_ARCHIVE
@click.argument("line", type=click.IntRange(1))
@_WHY
@_BY
@_DRY
@_JSON
def undo(archive: Path, line: int, as_json: bool, **given: Any) -> None:
    """Take a judgement back, by its line of decisions.jsonl: what it judged is as before. The line stays, and an undo can be undone."""
    with progress("reading", quiet=as_json) as bar:
        effect = Archive.open(archive).undo(line, **given, progress=bar)
    show_effect(effect, as_json)


@click.command()
@_ARCHIVE
@_JSON
def judgements(archive: Path, as_json: bool) -> None:
    """All judgements that persons have made, oldest first: line, time, who, what and why; those that no longer hold say by which line."""
    found = Archive.open(archive).judgements()
    if as_json:
        print_json([t.to_dict() for t in found])
        return
    out = console()
    for t in found:
        j = t.judgement
        line = Text(f"{j.line:>5}  {j.when or 'undated'}  ", style="dim").append(one_line(j.who or "somebody"), style="bold not dim")
        line.append(f"  {one_line(t.words)}", style="not dim" if t.is_in_force else "dim")
        line.append(f"  ({one_line(j.why)})" if j.why else "").append(_became(t))
        out.print(line)
    out.print(Text(f"{len(found)} {'judgement' if len(found) == 1 else 'judgements'}", style="dim"))


def _became(t: Told) -> str:
    if t.undone_by:
        return f"  undone by line {t.undone_by}"
    return f"  superseded by line {t.superseded_by}" if t.superseded_by else ""


def _kept(line: int, as_json: bool) -> None:
    if as_json:
        print_json({"line": line})
    else:
        console().print(f"Kept as line {line} of decisions.jsonl.", markup=False)


COMMANDS = (accept, reject, correct, note, undo, judgements)

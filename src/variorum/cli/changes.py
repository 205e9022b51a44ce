"""Commands about what changed: diff between two moments, withdraw, restore; and how changes are drawn and printed as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.text import Text

from variorum.archive import Archive
from variorum.asking.changes import Changes, Effect, answer_words, names_of, sides_in_words
from variorum.asking.citation import Citation, cite
from variorum.cli.show import citation, console, days, one_line, print_json, progress, status
from variorum.model import vocabulary
from variorum.reasoning import Dispute
from variorum.reasoning.bodies import Body, Named
from variorum.reasoning.comparison import Answer, Standing

_ARCHIVE = click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")
_Command = TypeVar("_Command", bound=Callable[..., Any])

#: How many of each part people are shown; --json has all.
MOST = 12


@click.command()
@_ARCHIVE
@click.argument("a")
@click.argument("b")
@_JSON
def diff(archive: Path, a: str, b: str, as_json: bool) -> None:
    """What changed between two moments: answers, disputes opened and closed, who is one with whom, claims new and gone.

    A and B are a day, month or year (its end, in UTC), a time stamp, `now` (all that has come in and been decided), or `built` (the record as
    last built). Both are read by the reader of today. `diff DIR built now` says what the next build would change.
    """
    with progress("reading", quiet=as_json) as bar:
        found = Archive.open(archive).diff(a, b, progress=bar)
    if as_json:
        print_json(changes_to_dict(found))
        return
    out = console()
    out.print(Text(f"From {found.a} to {found.b}", style="bold"))
    show_changes(out, found)


def _targets(command: _Command) -> _Command:
    options = (
        click.option("--document", metavar="ID", help="A document, by its id."),
        click.option("--claim", metavar="DOC:ID", help="A claim, by its document and its id there, or by the 16 digits of its id."),
        click.option("--link", metavar="A B", nargs=2, help="What makes two documents' entities one; each is DOCUMENT:NAME."),
        click.option("--voice", metavar="NAME", help="A voice: all claims to which it commits, and its judgements of others'."),
        click.option("--why", required=True, help="The reason, in words; it is kept with the judgement."),
        click.option("--by", help="Who judges; your user name if left out."),
        click.option("--dry-run", is_flag=True, help="Only show what would change; keep nothing."),
        _JSON,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@_ARCHIVE
@_targets
def withdraw(archive: Path, as_json: bool, **named: Any) -> None:
    """Take a document, a claim, a link or a voice out of the record, and see what leaned on it. It stays on the shelf and can be restored.

    The record after the next build is, row for row, the one that would have been made without it.
    """
    with progress("reading", quiet=as_json) as bar:
        effect = Archive.open(archive).withdraw(**{**named, "link": named["link"] or None}, progress=bar)
    show_effect(effect, as_json)


@click.command()
@_ARCHIVE
@_targets
def restore(archive: Path, as_json: bool, **named: Any) -> None:
    """Take a withdrawal back: what was withdrawn counts again from the next build."""
    with progress("reading", quiet=as_json) as bar:
        effect = Archive.open(archive).restore(**{**named, "link": named["link"] or None}, progress=bar)
    show_effect(effect, as_json)


def show_effect(effect: Effect, as_json: bool) -> None:
    """What a judgement changes, and where it is kept."""
    if as_json:
        print_json({"target": effect.target.fields(), "line": effect.line, **changes_to_dict(effect.changes)})
        return
    out = console()
    out.print(Text(one_line(effect.changes.b), style="bold"))
    show_changes(out, effect.changes)
    kept = "Nothing was kept." if effect.line is None else f"Kept as line {effect.line} of decisions.jsonl; it counts from the next build."
    out.print(kept, markup=False)


def show_changes(out: Console, found: Changes) -> None:
    """The changes for people, most important first; at most :data:`MOST` of a kind."""
    c = found.comparison
    for note in found.notes:
        out.print(Text(f"  note: {note}", style="dim"))
    if c.is_empty:
        out.print("Nothing differs.", markup=False)
        return
    _show_answers(out, c.answers)
    if c.unmoved:
        out.print(Text(f"\n{_n(len(c.unmoved), 'answer')} stand on other claims than before, as they stood.", style="dim"))
    _show_disputes(out, found)
    _show_identity(out, "Parted", c.parted)
    _show_identity(out, "Joined", c.joined)
    if c.links_gone or c.links_new:
        out.print(
            Text(f"\nLinks between documents' entities: {len(c.links_gone)} gone, {len(c.links_new)} new (--json lists them)", style="dim")
        )
    for words, record, ids in (("Claims gone", found.before, c.claims_gone), ("Claims new", found.after, c.claims_new)):
        _list(out, words, len(ids))
        for claim in sorted(cite(record, ids).values(), key=lambda x: (x.document, x.start, x.claim))[:MOST]:
            citation(out, claim, indent="  ")
        _more(out, len(ids))
    for words, names in (("Documents gone", c.documents_gone), ("Documents new", c.documents_new)):
        if names:
            out.print(Text(f"\n{words}: ", style="bold").append(", ".join(names[:MOST]), style="not bold"))
            _more(out, len(names))


def _show_answers(out: Console, answers: Sequence[Answer]) -> None:
    _list(out, "Answers changed", len(answers))
    names = names_of(answers)
    for a in answers[:MOST]:
        line = Text("  ").append(status(str(a.before.status))).append(" → ").append(status(str(a.after.status)))
        line.append(f"  {answer_words(a, names)}", style="bold")
        if a.before.window != a.after.window:
            line.append(f"  ({days(a.before.window) or 'no time'} → {days(a.after.window) or 'no time'})", style="dim")
        out.print(line)
    _more(out, len(answers))


def _show_disputes(out: Console, found: Changes) -> None:
    c = found.comparison
    changed = [d for d in c.disputes if d.before and d.after]
    for words, disputes in (("Disputes opened", c.opened), ("Disputes closed", c.closed)):
        _list(out, words, len(disputes))
        for d in disputes[:MOST]:
            out.print(Text(f"  {d.question}").append(f"  {d.kind}", style="dim"))
        _more(out, len(disputes))
    _list(out, "Disputes with other sides", len(changed))
    for change in changed[:MOST]:
        out.print(Text(f"  {change.dispute.question}").append(f"  {sides_in_words(change)}", style="dim"))
    _more(out, len(changed))


def _show_identity(out: Console, words: str, several: Sequence[tuple[Named, tuple[Named, ...]]]) -> None:
    _list(out, words, len(several))
    for one, parts in several[:MOST]:
        out.print(Text(f"  {one.label}: ").append(", ".join(f"{p.label} [{p.key}]" for p in parts[:MOST])))
    _more(out, len(several))


def _list(out: Console, words: str, number: int) -> None:
    if number:
        out.print(Text(f"\n{words}: {number}", style="bold"))


def _more(out: Console, number: int) -> None:
    if number > MOST:
        out.print(Text(f"  and {number - MOST} more", style="dim"))


def _n(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def changes_to_dict(found: Changes) -> dict[str, Any]:
    """The form of ``diff --json``; claims with their words."""
    c = found.comparison
    old = cite(found.before, {*c.claims_gone, *(i for d in c.disputes if d.before for i in _claims(d.before))})
    new = cite(found.after, {*c.claims_new, *(i for d in c.disputes if d.after for i in _claims(d.after))})
    labels = [dict(r.rows("SELECT entity, label FROM entity")) for r in (found.before, found.after)]
    return {
        "from": found.a,
        "to": found.b,
        "notes": list(found.notes),
        "answers": [_answer(a) for a in c.answers],
        "unmoved": [_answer(a) for a in c.unmoved],
        "disputes": {
            "opened": [_dispute(d, new, labels[1]) for d in c.opened],
            "closed": [_dispute(d, old, labels[0]) for d in c.closed],
            "changed": [
                {"before": _dispute(d.before, old, labels[0]), "after": _dispute(d.after, new, labels[1])}
                for d in c.disputes
                if d.before and d.after
            ],
        },
        "parted": [{"key": one.key, "label": one.label, "into": [p.key for p in parts]} for one, parts in c.parted],
        "joined": [{"key": one.key, "label": one.label, "of": [p.key for p in parts]} for one, parts in c.joined],
        "claims": {"new": [new[i].to_dict() for i in c.claims_new], "gone": [old[i].to_dict() for i in c.claims_gone]},
        "documents": {"new": list(c.documents_new), "gone": list(c.documents_gone)},
        "links": {
            name: [{"a": list(x.a), "b": list(x.b), "rule": x.rule, "reason": x.reason} for x in part]
            for name, part in (("new", c.links_new), ("gone", c.links_gone))
        },
    }


def _answer(a: Answer) -> dict[str, Any]:
    def standing(s: Standing) -> dict[str, Any]:
        claims = {"for": [f"{i:016x}" for i in s.supports], "against": [f"{i:016x}" for i in s.opposes]}
        return {"status": str(s.status), "when": days(s.window) or None, **claims}

    return {
        "state": a.topic,
        "subject": a.x.label if a.x else None,
        "object": a.y.label if a.y else None,
        "sentence": vocabulary()[a.topic].sentence(*(b.label if b else None for b in (a.x, a.y))),
        "keys": [_key(a.x), _key(a.y)],
        "before": standing(a.before),
        "after": standing(a.after),
    }


def _key(b: Body | None) -> dict[str, str | None] | None:
    """The keys of a body in the two records, by which one of a name is told from another."""
    return None if b is None else {"before": b.before.key if b.before else None, "after": b.after.key if b.after else None}


def _dispute(d: Dispute, words: Mapping[int, Citation], labels: Mapping[int, str]) -> dict[str, Any]:
    sides = [
        {"position": s.position, "voices": [labels[v] for v in s.voices], "claims": [words[i].to_dict() for i in s.claims]} for s in d.sides
    ]
    return {"question": d.question, "kind": str(d.kind), "sides": sides}


def _claims(d: Dispute) -> set[int]:
    return {i for s in d.sides for i in s.claims}


COMMANDS = (diff, withdraw, restore)

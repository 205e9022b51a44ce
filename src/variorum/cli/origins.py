"""``variorum origins``: the roots of a claim as a tree, from each root down to the claims that go back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from variorum.archive import Archive
from variorum.asking.citation import Citation, cite
from variorum.cli.show import console, one_line, print_json
from variorum.reasoning.origins import Circle, Origins, Path, Root, RootKind


@click.command()
@click.argument("archive", metavar="DIR", type=click.Path(path_type=FilePath))
@click.argument("claim")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")
def origins(archive: FilePath, claim: str, as_json: bool) -> None:
    """How many independent roots a claim has: everybody who says it, traced back through chains of voices, shared passages and documents.

    CLAIM is DOCUMENT:LOCALID, such as agency:c4, or a claim's id as --json prints it. Also shown: voices that have it from one another, and those
    who spoke about the matter and neither affirmed nor denied it.
    """
    a = Archive.open(archive)
    found = a.origins(claim)
    shown = {*found.claims, *found.aside, *(c for s in found.silent for c in s.claims)}
    words = cite(a.record, shown)
    if as_json:
        claims = [words[c].to_dict() for c in (*found.claims, *found.aside)]
        print_json({**found.to_dict(), "claims": claims})
        return
    show_origins(console(), found, words)


def show_origins(out: Console, found: Origins, words: Mapping[int, Citation]) -> None:
    """The count, a tree for each root, circles as drawn chains, who is silent, and what limits the answer."""
    out.print(Text(found.sentence, style="bold").append(f"  {_number(len(found.claims), 'claim')}", style="dim"))
    out.print(_count(found))
    for i, root in enumerate(found.roots):
        _print_tree(out, _tree(found, root, [p for p in found.paths if p.root == i], words))
    for circle in found.circles:
        _show_circle(out, found, circle)
    if found.aside:
        asides = ", ".join(_place(words[c]) for c in found.aside)
        out.print(Text("Aside, since they ask or doubt: ", style="magenta").append(asides))
    if found.silent:
        out.print(Text("Spoke about the matter, and said neither yes nor no:", style="magenta"))
        for s in found.silent:
            places = ", ".join(_place(words[c]) for c in s.claims if c in words)
            out.print(Text(f"  {found.labels.get(s.voice, 'somebody')}").append(f"  {s.reason}  [{places}]", style="dim"))
    for note in found.notes:
        out.print(Text(f"note: {note}", style="dim"))


def _count(found: Origins) -> Text:
    line = Text(_number(found.independent, "independent root"), style="bold blue" if found.independent > 1 else "bold magenta")
    unnamed = sum(r.kind is RootKind.UNNAMED for r in found.roots)
    if unnamed and found.at_most > found.independent:
        line.append(f" shown, at most {found.at_most}: {_number(unnamed, 'origin')} not named, and may be any of the others", style="dim")
    elif unnamed:
        line.append("; whose it is nobody says", style="dim")
    return line


def _tree(found: Origins, root: Root, paths: Sequence[Path], words: Mapping[int, Citation]) -> Tree:
    """From the root outwards: each branch is a voice that has it from the one above, each leaf a claim."""
    others = [found.labels.get(v, "somebody") for v in root.with_]
    joined = " and " if root.kind is RootKind.CIRCLE else ", whose words are also those of "
    name = Text(root.label + (joined + ", ".join(others) if others else ""), style="bold")
    tree = Tree(name.append(f"  {root.reason}", style="not bold dim"), guide_style="dim")
    branches: dict[tuple[int, ...], Tree] = {(): tree}
    for path in paths:
        trail: tuple[int, ...] = ()
        for step in reversed(path.steps):
            above, trail = branches[trail], (*trail, step.voice, step.to)
            if trail not in branches:
                branches[trail] = above.add(_branch(found.labels.get(step.voice, "somebody"), step.reason))
        branches[trail].add(_leaf(words[path.claim], asked=path.claim == found.claim))
    return tree


def _branch(voice: str, reason: str) -> Text:
    """The reason, in which the voice stands out; it is put before a reason that does not begin with it."""
    if reason.startswith(voice):
        return Text(voice).append(reason[len(voice) :], style="dim")
    return Text(f"{voice}: ").append(reason, style="dim")


def _print_tree(out: Console, tree: Tree) -> None:
    """In a terminal wrapped within the tree; in a file one line a branch, however long, so that programs find it whole."""
    width = out.width
    out.width = width if out.is_terminal else 10_000
    out.print(tree, soft_wrap=False)
    out.width = width


def _leaf(c: Citation, *, asked: bool) -> Text:
    when = f"  ({c.when})" if c.when else ""
    line = Text(f"“{one_line(c.quote)}”", style="italic").append(f"{when}  [{_place(c)}]", style="not italic dim")
    return line.append("  ← asked about", style="not italic magenta") if asked else line


def _show_circle(out: Console, found: Origins, circle: Circle) -> None:
    voices = [circle.steps[0].voice, *(s.to for s in circle.steps)]
    drawn = " → ".join(found.labels.get(v, "somebody") for v in voices)
    ending = "and nobody from outside" if circle.is_root else "and one of them from outside as well"
    out.print(Text("Circular reporting: ", style="magenta").append(drawn).append(f"  they have it from one another, {ending}", style="dim"))
    for s in circle.steps:
        out.print(Text(f"  {s.reason}", style="dim"))


def _place(c: Citation) -> str:
    return f"{c.document}:{c.local}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"

"""How answers look in a terminal. Status has one word, one sign and one colour everywhere; colour never stands alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from variorum.asking.answer import Position
from variorum.asking.citation import Citation
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.witness import Window

MARKS = {"held": "●", "denied": "⊘", "contested": "◐", "possible": "◌", "unknown": "·"}
STYLES = {"held": "blue", "denied": "red", "contested": "magenta", "possible": "cyan", "unknown": "dim"}


def console() -> Console:
    """Where people read: standard output, without colours when it is no terminal or NO_COLOR is set."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())


def print_json(value: Any) -> None:
    """One JSON value, readable, with letters of every script as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def status(word: str) -> Text:
    """A status with its sign: ◐ contested."""
    return Text(f"{MARKS.get(word, '·')} {word}", style=STYLES.get(word, ""))


def position(out: Console, p: Position) -> None:
    """One side of an answer: its voices, then each claim with its chain and quote."""
    out.print(Text(f"  {p.name}", style="bold").append(f" - {len(p.voices)} {'voice' if len(p.voices) == 1 else 'voices'}", style="dim"))
    for c in p.citations:
        citation(out, c)


def citation(out: Console, c: Citation, indent: str = "    ") -> None:
    """A claim: who says it through whom, when it is about, how sure, the words, and where they stand."""
    chain = " > ".join(f"{v} {a}" for v, a in c.chain)
    extra = [
        w
        for w in (c.when, c.certainty if c.certainty != "certain" else None, c.mode if c.mode != "actual" else None, c.via, c.proposers())
        if w
    ]
    out.print(
        Text(indent).append(chain, style="bold").append(f": {c.sentence}").append(f"  ({'; '.join(extra)})" if extra else "", style="dim")
    )
    out.print(Text(f"{indent}  “{one_line(c.quote)}”", style="italic").append(f"  [{c.document}:{c.start} {c.local}]", style="dim"))


def one_line(text: str) -> str:
    """The text with its line breaks and control characters as spaces, so that a document cannot draw on the terminal."""
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def days(w: Window | None) -> str:
    """A window in words: "2004-10-01 .. 2008-03-01 to 2008-03-31 (possibly)"."""
    if w is None:
        return ""
    begins, ends = _edge(w.start_earliest, w.start_latest, 0), _edge(w.end_earliest, w.end_latest, 1)
    return "undated" if begins == ends == "?" else f"{begins} .. {ends}"


def _edge(earliest: int, latest: int, exclusive: int) -> str:
    first, last = _day(earliest, exclusive), _day(latest, exclusive)
    if first is None and last is None:
        return "" if earliest == latest == UNKNOWN_FUTURE else "?"
    if first == last:
        return str(first)
    return f"{first or '?'}~{last or '?'}"


def _day(ordinal: int, exclusive: int) -> str | None:
    if ordinal in (UNKNOWN_PAST, UNKNOWN_FUTURE):
        return None
    return date.fromordinal(max(1, ordinal - exclusive)).isoformat()


def table(out: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A plain table; cells may be styled text."""
    t = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="dim", title_style="bold")
    for c in columns:
        t.add_column(c, overflow="fold")
    for row in rows:
        t.add_row(*(cell if isinstance(cell, Text) else Text(str(cell if cell is not None else "")) for cell in row))
    out.print(t)


def together(rows: Iterable[tuple[Any, ...]]) -> list[tuple[tuple[Any, ...], list[Any]]]:
    """Rows that differ only in their last cell as one, with all their last cells; in the order of the first of each."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        found.setdefault(row[:-1], []).append(row[-1])
    return list(found.items())


@contextmanager
def progress(words: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error for work that may be long: call it with (done, of all). Silent when standard error is no terminal."""
    err = Console(stderr=True)
    if quiet or not err.is_terminal:
        yield lambda done, total: None
        return
    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

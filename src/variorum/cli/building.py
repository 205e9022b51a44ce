"""``variorum build``: read what is new, with a language model where archive.toml or the person wants one, and make the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from variorum.archive import Archive
from variorum.cli.show import console, print_json, progress
from variorum.errors import UsageError
from variorum.reading.language_model.consult import Consulted, Note, Tally
from variorum.reading.language_model.cost import Cost
from variorum.shelf.model_settings import ModelSettings
from variorum.shelf.settings import READERS, read_settings


@click.command()
@click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that read; as many as there are cores if left out.")
@click.option("--reader", type=click.Choice(READERS), help="Who reads, for this build only, instead of whom archive.toml names.")
@click.option(
    "--budget",
    type=click.FloatRange(min=0, min_open=True),
    metavar="MONEY",
    help="The most that a language model may cost; goes before archive.toml.",
)
@click.option("--estimate", is_flag=True, help="Only say what a language model would cost; ask and build nothing.")
@click.option("--no-ask", is_flag=True, help="Send nothing anywhere: use what a language model has answered, and no more.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")
@click.pass_context
def build(
    ctx: click.Context,
    archive: Path,
    workers: int | None,
    reader: str | None,
    budget: float | None,
    estimate: bool,
    no_ask: bool,
    as_json: bool,
) -> None:
    """Read what is new and make the record. A second build reads nothing; a killed one leaves the old record whole.

    With the readers model, both and doubted, a language model (`[model]` in archive.toml) is asked first; nothing is asked, or paid for, twice.
    `offline = true` there forbids it: then, as with --no-ask, only what it has answered before counts.
    """
    a = Archive.open(archive)
    if estimate and no_ask:
        raise UsageError("--estimate says what asking would cost, and --no-ask asks nothing: give one of the two")
    offline = read_settings(a.layout.settings).offline
    if offline and estimate:
        raise UsageError(f"{a.layout.settings}: `offline = true` forbids to ask a language model; nothing would be spent")
    asked = None if no_ask or offline else _ask(a, reader, budget, workers, estimate=estimate, as_json=as_json)
    if estimate:
        return
    with progress("reading", quiet=as_json) as bar:
        r = a.build(workers=workers, progress=bar, reader=reader)
    if as_json:
        print_json({**r.to_dict(), **({"asked": _plain(asked)} if asked and (asked.complete or asked.waiting) else {})})
    else:
        console().print(r.sentence(), markup=False)
        if r.changes:
            console().print(r.changes.sentence(), markup=False)
        if asked:
            _tell(asked)
        for document, message in r.failed:
            click.echo(f"  not read: {document}: {message}", err=True)
    ctx.exit(1 if r.failed or (asked and asked.waiting) else 0)


def _ask(a: Archive, reader: str | None, budget: float | None, workers: int | None, *, estimate: bool, as_json: bool) -> Consulted:
    told: list[Cost] = []

    def agree(unanswered: int, cost: Cost, settings: ModelSettings) -> bool:
        told.append(cost)
        if as_json and estimate:
            print_json({"documents": unanswered, **_cost(cost), "currency": settings.currency})
        elif not as_json:
            named = "1 document" if unanswered == 1 else f"{unanswered:,} documents"
            console().print(f"{named} for the language model {settings.model}: about {cost.words(settings.currency)}.", markup=False)
            if settings.budget is not None and cost.money > settings.budget:
                console().print(
                    f"That is more than the budget of {settings.budget:g} {settings.currency}: it will stop there, and go on from there next time."
                )
        return not estimate

    with progress("reading", quiet=as_json) as bar, _tally(quiet=as_json) as note:
        found = a.consult(reader=reader, budget=budget, agree=agree, note=note, workers=workers, progress=bar)
    if estimate and not told:
        print_json({"documents": 0}) if as_json else console().print("No document waits for a language model.")
    return found


def _tell(asked: Consulted) -> None:
    """What was asked, and why documents wait: each reason once, with how many."""
    if asked.spent.questions:
        console().print(f"Asked the language model: {asked.spent.words(asked.currency)}.", markup=False)
    reasons: dict[str, list[str]] = {}
    for document, why in sorted(asked.waiting.items()):
        reasons.setdefault(why, []).append(document)
    for why, documents in reasons.items():
        few = ", ".join(documents[:5]) + (f" and {len(documents) - 5} more" if len(documents) > 5 else "")
        click.echo(f"  waiting: {few}: {why}", err=True)


def _plain(asked: Consulted) -> dict[str, object]:
    return {
        "complete": list(asked.complete),
        "waiting": dict(asked.waiting),
        "refused": asked.refused,
        "stopped": asked.stopped,
        **_cost(asked.spent),
    }


def _cost(cost: Cost) -> dict[str, object]:
    return {"questions": cost.questions, "tokens_in": cost.tokens_in, "tokens_out": cost.tokens_out, "money": round(cost.money, 4)}


@contextmanager
def _tally(*, quiet: bool) -> Iterator[Note]:
    """A bar on standard error that tells of documents, tokens, money and refusals; silent when standard error is no terminal."""
    err = Console(stderr=True)
    if quiet or not err.is_terminal:
        yield lambda tally: None
        return
    columns = (TextColumn("asking"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[words]}"))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("asking", total=None, words="")

        def note(t: Tally) -> None:
            bar.update(task, completed=t.done, total=t.of, words=t.words())

        yield note

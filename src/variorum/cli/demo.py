"""``variorum demo``: the sample archive built and asked, so that a newcomer sees in a minute what this is for."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from rich.text import Text

import variorum
from variorum.archive import Archive
from variorum.asking.disputed import cited
from variorum.cli.looking import show_answer, show_dispute, show_glance
from variorum.cli.show import console, progress
from variorum.errors import UsageError

#: Asked at the end of the demonstration: the sample's secret pledge, which one side denies.
QUESTION_FILE = "question.txt"


def sample() -> Path:
    """The folder of the sample documents: in the package when it is installed, beside ``src`` in a checkout."""
    package = Path(variorum.__file__).parent
    for folder in (package / "sample", package.parent.parent / "sample"):
        if (folder / QUESTION_FILE).is_file():
            return folder
    raise UsageError("the sample documents are missing from this installation")


@click.command()
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out/demo"), show_default=True, help="Where the archive is made."
)
def demo(out: Path) -> None:
    """Build the sample archive (an invented conflict) and show it: the record at a glance, its disputes, one question answered."""
    if (out / "archive.toml").is_file():
        shutil.rmtree(out)  # ours: made by an earlier demonstration
    archive, view = Archive.create(out, title="The Serrat papers (invented)"), console()
    folder = sample()
    with progress("taking documents in") as bar:
        archive.add([folder / "documents"], by="demo", progress=bar)
    with progress("reading") as bar:
        report = archive.build(progress=bar)
    view.print(Text(report.sentence(), style="dim"))
    show_glance(view, archive)
    found = archive.disputes()
    view.print(Text(f"\nWhere voices part: {len(found)} disputes", style="bold"))
    labels = archive.labels()
    for d, words in zip(found[:6], cited(archive.record, found[:6]), strict=True):
        show_dispute(view, d, words, labels, most=1)
    question = (folder / QUESTION_FILE).read_text(encoding="utf-8").strip()
    view.print(Text(f'\nvariorum ask {out} "{question}"', style="bold"))
    show_answer(view, archive.ask(question))
    view.print(
        Text(
            f"\nThe archive stands in {out}: `variorum serve {out}` opens it as pages, and docs/tutorial.md goes on from here.", style="dim"
        )
    )

"""``variorum read FILE``: one document with what was read in it, without an archive. It writes nothing but the page that was asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from variorum.cli.explaining import explained, show_explained
from variorum.cli.show import MARKS, STYLES, console, one_line, print_json, progress
from variorum.errors import RecordError, UsageError
from variorum.model import Layer, LayerKind, Reading
from variorum.publishing import page
from variorum.publishing.annotations import to_dict
from variorum.publishing.edition import STANCE_WORDS, Edition, Entry, counted
from variorum.reading.syntax import split
from variorum.record.read_alone import Alone, ModelAt, read_alone
from variorum.record.version import READERS as MACHINES
from variorum.record.version import reader_version
from variorum.record.worker import failure, reader_named
from variorum.shelf.layout import Layout
from variorum.shelf.model_settings import model_settings
from variorum.shelf.outside import Outside, take
from variorum.shelf.settings import READERS


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--html", "out", metavar="OUT", type=click.Path(path_type=Path), help="Write one page that stands alone, to look at and print."
)
@click.option("--reader", type=click.Choice(READERS), default="compact", show_default=True, help="Who reads.")
@click.option(
    "--from",
    "archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="An archive whose language model is asked, and keeps its answers.",
)
@click.option("--endpoint", metavar="URL", help="The language model's server, where no archive names one.")
@click.option("--model", "model_name", metavar="NAME", help="The language model at that server.")
@click.option("--key-env", metavar="NAME", help="The environment variable that holds the key for that server.")
@click.option("--explain", is_flag=True, help="Say what a language model proposed, and what was kept, repaired, withdrawn and refused.")
@click.option("--json", "as_json", is_flag=True, help="Print the annotation form, with scores, instead of text for people.")
def read(
    file: Path,
    out: Path | None,
    reader: str,
    archive: Path | None,
    endpoint: str | None,
    model_name: str | None,
    key_env: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Read one document and show it with the claims found in it, each under its sentence: text, Markdown, HTML, PDF with a text layer, DOCX.

    It needs no archive and keeps nothing. What is known of the document is taken from NAME.meta.toml beside it, as by `add`. With the readers model, both and
    doubted the text is sent to a language model. A score is the share of claims like it that are read rightly.
    """
    if out is not None:
        _check_out(out, file)
    taken = take(file)
    with TemporaryDirectory() as scratch:
        at = _model_at(archive, endpoint, model_name, key_env, Path(scratch))
        with progress("reading", quiet=as_json):
            alone = read_alone(taken, partial(_by_machine, file, taken), reader, at)
    edition = Edition.of(alone.reading, taken.text)
    if out is not None:
        page.write(edition, out, taken.notes)
    if as_json:
        print_json({**_scored(alone.reading), **({"explained": explained(alone)} if explain else {})})
    elif out is not None:
        console().print(f"{counted(len(edition.entries), 'claim')} of {file}; the page is {out}.", markup=False)
    else:
        _paged(edition, taken.notes, alone if explain else None)
    if explain and out is not None and not as_json:
        show_explained(console(), alone)


def _model_at(archive: Path | None, endpoint: str | None, model: str | None, key_env: str | None, scratch: Path) -> ModelAt | None:
    if archive is not None:
        if endpoint or model or key_env:
            raise UsageError("--from takes the model of an archive; --endpoint, --model and --key-env name one: give one or the other")
        return ModelAt.of(Layout.open(archive))
    if endpoint is None and model is None:
        return None
    named = {"endpoint": endpoint, "model": model, "key_env": key_env}
    settings = model_settings(Path("--endpoint and --model"), {k: v for k, v in named.items() if v is not None})
    return None if settings is None else ModelAt(settings, scratch)


def _check_out(out: Path, file: Path) -> None:
    if not out.parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent} to write the page into")
    if out.is_dir():
        raise UsageError(f"{out}: is a folder; name the file that the page shall have")
    if out.exists() and not out.is_file():
        raise UsageError(f"{out}: is no ordinary file; a page cannot be put in its place")
    if out.exists() and file.exists() and out.samefile(file):
        raise UsageError(f"{out}: is the document itself; give the page another name")


def _by_machine(file: Path, taken: Outside, name: str) -> Reading:
    try:
        reading = reader_named(MACHINES[name])(taken.document, taken.text)
    except Exception as err:  # as in a build: a document at which the reader fails is named, a fault of ours as such
        raise RecordError(f"{file}: {failure(err)}") from err
    return replace(reading, reader=reader_version(MACHINES[name]))


def _scored(reading: Reading) -> dict[str, Any]:
    """The annotation form in which every claim has its score, None where the reader gave none."""
    form = to_dict(reading)
    return {**form, "claims": [{**c, "score": c.get("score")} for c in form["claims"]]}


def _paged(edition: Edition, notes: tuple[str, ...], alone: Alone | None) -> None:
    """Shows the document; one that is longer than the terminal is high goes through the pager."""
    out = console()
    if not out.is_terminal:
        _show_all(out, edition, notes, alone)
        return
    with out.capture() as shown:
        _show_all(out, edition, notes, alone)
    lines = shown.get()
    if lines.count("\n") < out.height:
        click.echo(lines, nl=False)
    else:
        click.echo_via_pager(lines)


def _show_all(out: Console, edition: Edition, notes: tuple[str, ...], alone: Alone | None) -> None:
    show_reading(out, edition, notes)
    if alone is not None:
        show_explained(out, alone)


def show_reading(out: Console, edition: Edition, notes: tuple[str, ...] = ()) -> None:
    """The document layer by layer, each claim beneath the sentence that it begins in, then what was counted."""
    d = edition.reading.document
    known = [x for x in (d.author, d.publisher, d.published, d.language) if x]
    out.print(Text(one_line(d.title or d.file or d.id), style="bold").append(f"  {one_line(', '.join(known))}", style="dim"))
    for note in notes:
        out.print(Text(f"noticed: {one_line(note)}", style="dim"))
    layers = edition.reading.layers or (Layer(LayerKind.COMMENTARY, 0, len(edition.text)),)
    for layer in layers:
        _show_layer(out, edition, layer)
    _show_counts(out, edition)


def _show_layer(out: Console, edition: Edition, layer: Layer) -> None:
    voice = f" · spoken by {one_line(edition.labels.get(layer.voice, layer.voice))}" if layer.voice else " · nobody’s word"
    out.print(Text(f"\n── {layer.kind}{voice} · {layer.start}–{layer.end}", style="bold dim"))
    at = layer.start
    for start, end in _stretches(edition.text, layer):
        if found := edition.within(start, end):
            out.print(_words(edition.text[at:end]))
            for e in found:
                _show_entry(out, edition, e)
            at = end
    if edition.text[at : layer.end].strip():
        out.print(_words(edition.text[at : layer.end]))


def _stretches(text: str, layer: Layer) -> list[tuple[int, int]]:
    """The layer cut where its sentences begin; together the whole of it."""
    starts = [start for start, _ in split(text, layer.start, layer.end)][1:]
    return list(zip([layer.start, *starts], [*starts, layer.end], strict=True))


def _words(text: str) -> Text:
    """The text in its lines, with control characters and signs of direction as spaces, so that a document cannot draw on the terminal."""
    lines = text.strip("\r\n \t").splitlines()
    return Text("\n".join("".join(ch if ch.isprintable() else " " for ch in line) for line in lines))


def _show_entry(out: Console, edition: Edition, e: Entry) -> None:
    c = e.claim
    beside = [x for x in (c.when, *e.extra, None if c.score is None else f"score {c.score:.2f}") if x]
    head = Text().append(f"{MARKS[e.status]} ", style=STYLES[e.status]).append(one_line(e.voices), style="bold")
    head.append(f": {one_line(e.sentence)}").append(f"  ({one_line('; '.join(beside))})" if beside else "", style="dim")
    _indented(out, head, 4)
    _indented(out, Text(f"“{one_line(c.quote)}”", style="italic").append(f"  [{c.start}–{c.end} {c.id}]", style="dim"), 6)
    for a in edition.judged(e):
        who = one_line(edition.labels.get(a.voice, a.voice))
        _indented(out, Text(f"{who} {STANCE_WORDS[a.stance]}: “{one_line(a.quote)}”", style="dim").append(f"  [{a.start}–{a.end}]"), 6)


def _indented(out: Console, line: Text, by: int) -> None:
    """The line, set in; in a terminal its later rows too."""
    out.print(Text(" " * by).append(line) if out.soft_wrap else Padding(line, (0, 0, 0, by)))


def _show_counts(out: Console, edition: Edition) -> None:
    r = edition.reading
    counts = [counted(len(r.claims), "claim"), counted(len(r.entities), "entity", "entities"), counted(len(r.dates), "date")]
    out.print(Text(f"\n{', '.join(counts)}.", style="bold"))
    if r.claims:
        out.print(Text("Claims: " + ", ".join(f"{name} {n}" for name, n in edition.predicates()) + "."))
    if r.entities:
        out.print(Text("Entities: " + ", ".join(one_line(e.label) for e in r.entities) + "."))
    unread = edition.unread()
    out.print(Text("Not read: " + (", ".join(f"{kind} {n}" for kind, n in unread) or "nothing that was seen") + ".", style="dim"))

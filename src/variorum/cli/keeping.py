"""Commands that change an archive or check it: new, add, decide, verify, export; build is in building.py."""

from __future__ import annotations

import json
from pathlib import Path

import click

from variorum.archive import Archive
from variorum.cli import building
from variorum.cli.show import console, print_json, progress
from variorum.publishing import FORMATS
from variorum.publishing.edition import counted
from variorum.record.responses import ResponseReport

_ARCHIVE = click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")


@click.command()
@_ARCHIVE
@click.option("--title", help="What the archive is called; the folder's name if left out.")
def new(archive: Path, title: str | None) -> None:
    """Begin an archive in an empty or missing folder."""
    Archive.create(archive, title=title)
    console().print(f"New archive in {archive}. Next: variorum add {archive} FILES...", markup=False)


@click.command()
@_ARCHIVE
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--annotations",
    type=click.Path(path_type=Path),
    help="A folder (or file) of annotations: a person's reading, which replaces the machine's for its document.",
)
@click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A published list of names, to hold those of the record against: the UN consolidated list or OFAC's lists in XML (SDN.XML or the "
    "advanced SDN_ADVANCED.XML), or followthemoney entities in JSON lines. May be given more than once.",
)
@click.option(
    "--responses",
    type=click.Path(path_type=Path),
    help="A folder (or file) of a language model's answers to `export --format prompts`.",
)
@click.option("--by", help="Who adds, for the custody log; your user name if left out.")
@_JSON
@click.pass_context
def add(
    ctx: click.Context,
    archive: Path,
    paths: tuple[Path, ...],
    annotations: Path | None,
    gazetteers: tuple[Path, ...],
    responses: Path | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Take documents into the archive, with custody: text, Markdown, HTML, PDF with a text layer, DOCX.

    What is known of a document stands in NAME.meta.toml beside it: id, title, author, publisher, published, url, language, rights, obtained.
    """
    if not paths and annotations is None and not gazetteers and responses is None:
        raise click.UsageError("nothing to add: give files or folders, --annotations, --gazetteer or --responses")
    a, out = Archive.open(archive), console()
    result: dict[str, list[object]] = {"added": [], "already": [], "annotated": [], "lists": [], "failed": [], "noticed": []}
    if paths:
        with progress("adding", quiet=as_json) as bar:
            r = a.add(paths, by=by, progress=bar)
        result["added"] += [d.id for d in r.added]
        result["already"] += [d.id for d in r.already]
        result["failed"] += [[str(p), m] for p, m in r.failed]
        result["noticed"] += r.noticed
    if annotations is not None:
        with progress("annotations", quiet=as_json) as bar:
            n = a.add_annotations(annotations, by=by, progress=bar)
        result["annotated"] += [d.id for d in n.taken]
        result["already"] += [d.id for d in n.already]
        result["failed"] += [[str(p), m] for p, m in n.failed]
        result["noticed"] += n.noticed
    if gazetteers:
        g = a.add_gazetteers(gazetteers, by=by)
        result["lists"] += [x.id for x in g.added]
        result["already"] += [x.id for x in g.already]
        result["failed"] += [[str(p), m] for p, m in g.failed]
        result["noticed"] += [f"{x.file}: {x.parties} parties with {x.names} names, list of {x.dated or 'no date'}" for x in g.added]
        result["noticed"] += g.noticed
    if responses is not None:
        answered = a.add_responses(responses)
        result["answered"] = list(answered.documents)
        result["failed"] += [[p, m] for p, m in answered.failed]
        result["noticed"].append(_responses(archive, answered))
    if as_json:
        print_json(result)
    else:
        lists = f", {len(result['lists'])} lists taken" if gazetteers else ""
        if paths or annotations is not None or gazetteers:
            out.print(
                f"{len(result['added'])} added, {len(result['already'])} there already, {len(result['annotated'])} annotations taken{lists}."
            )
        for words in result["noticed"]:
            out.print(f"  noticed: {words}", markup=False)
        for path, message in ((f[0], f[1]) for f in result["failed"] if isinstance(f, list)):
            click.echo(f"  not taken: {path}: {message}" if str(path) not in str(message) else f"  not taken: {message}", err=True)
    ctx.exit(1 if result["failed"] else 0)


def _responses(archive: Path, r: ResponseReport) -> str:
    """What came of answers of a language model, in words."""
    if not r.taken and not r.already and not r.failed:
        return "no answers were found there; expected files named by the hash of their question, as `variorum export --format prompts` names the questions"
    already = f", {r.already} there already" if r.already else ""
    ready = f"; answered completely now: {counted(len(r.documents), 'document')}" if r.documents else ""
    left = (
        f"; with questions left: {counted(len(r.waiting), 'document')} (`variorum export {archive} --format prompts -o OUT`)"
        if r.waiting
        else ""
    )
    return f"{counted(r.taken, 'answer')} taken{already}{ready}{left}"


@click.command()
@_ARCHIVE
@click.argument("judgement", type=click.Choice(["same", "not-same"]))
@click.argument("a", metavar="DOCUMENT:NAME")
@click.argument("b", metavar="DOCUMENT:NAME")
@click.option("--why", required=True, help="The reason, in words; it is kept with the decision.")
@click.option("--by", help="Who decides; your user name if left out.")
def decide(archive: Path, judgement: str, a: str, b: str, why: str, by: str | None) -> None:
    """Say that two names of two documents are the same body or person, or are not. It overrides the machine and survives rebuilds."""
    line = Archive.open(archive).decide(judgement, a, b, why=why, by=by)
    console().print(f"Kept as line {line} of decisions.jsonl; it counts from the next build.", markup=False)


@click.command()
@_ARCHIVE
@_JSON
@click.pass_context
def verify(ctx: click.Context, archive: Path, as_json: bool) -> None:
    """Check every byte of the originals and every line of the custody log against their hashes."""
    with progress("verifying", quiet=as_json) as bar:
        findings = Archive.open(archive).verify(progress=bar)
    if as_json:
        print_json([{"kind": str(f.kind), "finding": str(f)} for f in findings])
    elif findings:
        for f in findings:
            click.echo(str(f))
        click.echo(f"{len(findings)} findings.", err=True)
    else:
        console().print("All originals and the custody log are as they were.")
    ctx.exit(1 if findings else 0)


@click.command()
@_ARCHIVE
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), required=True)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="A folder for annotations, csv, prompts and responses, else a file."
)
def export(archive: Path, format_: str, out: Path) -> None:
    """Write claims and states, or the readings as annotations, for other tools; or what a language model is to be asked, and has answered."""
    files = Archive.open(archive).export(format_, out)
    console().print(f"{len(files)} {'file' if len(files) == 1 else 'files'} written to {out}.", markup=False)
    if format_ == "prompts":
        left = json.loads((out / "remaining.json").read_text(encoding="utf-8"))
        console().print(
            f"{counted(left['questions_now'], 'question')} can be put now, for {counted(left['documents'], 'document')}; when they are answered and added with "
            f"`variorum add {archive} --responses DIR`, about {left['questions_later_about']} more can be put.",
            markup=False,
        )


COMMANDS = (new, add, building.build, decide, verify, export)

"""``search``: where words stand in the documents, in any spelling, with who speaks there."""

from __future__ import annotations

import re
from pathlib import Path

import click
from rich.text import Text

from variorum.archive import Archive
from variorum.asking.search import Narrowed, shown
from variorum.cli.show import console, print_json
from variorum.errors import UsageError


@click.command()
@click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("query")
@click.option("--voice", help="Only where this voice speaks or commits to a claim.")
@click.option("--layer", help="Only in layers of this kind: primary, note ...")
@click.option("--predicate", help="Only where a claim of this predicate stands.")
@click.option("--year", type=int, help="Only in documents published in this year.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many passages.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")
def search(
    archive: Path, query: str, voice: str | None, layer: str | None, predicate: str | None, year: int | None, limit: int, as_json: bool
) -> None:
    """Search the texts: all words in one passage, "a phrase", oath NEAR letter, pledg* for beginnings, -word for without.

    Words are compared as names are, so that any romanisation finds the others. Best first.
    """
    opened = Archive.open(archive)
    hits = opened.search(query, Narrowed(layer, opened.find(voice) if voice else None, predicate, year))
    if hits is None:
        raise UsageError(f"{query!r} has no word to search for; expected one or more words")
    documents = {d.id: d for d in opened.record.documents()}
    page = [(h, shown(opened.layout, documents[h.document], h, hits.sought)) for h in hits.hits[:limit]]
    if as_json:
        found = [
            {"document": h.document, "start": h.start, "end": h.end, "layers": sorted(h.layers), "claims": [f"{c:016x}" for c in h.claims]}
            for h, _ in page
        ]
        print_json({"query": query, "passages": len(hits.hits), "more": hits.more, "hits": found})
        return
    out = console()
    for h, pieces in page:
        line = Text("  ")
        for p in pieces:
            line.append(re.sub(r"\s+", " ", p.text), style="bold" if p.is_sought else "")
        out.print(line)
        out.print(Text(f"  [{h.document}:{h.start} {', '.join(sorted(h.layers))}]", style="dim"))
    more = " among the best two thousand" if hits.more else ""
    out.print(Text(f"{len(hits.hits)} {'passage' if len(hits.hits) == 1 else 'passages'}{more}", style="dim"))

"""Commands that read the record: ask, state, timeline, disputes, entity, claims. Each with --json.

The ``show_`` functions draw for people and are what the demonstration uses too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from variorum.archive import Archive
from variorum.asking import Answer
from variorum.asking.citation import Citation, cite
from variorum.asking.disputed import cited, dispute_dict
from variorum.asking.dossier import ClaimFilter, NameUse
from variorum.asking.editions import PartyStanding
from variorum.asking.whose import Whose
from variorum.cli.apparent import show_discharged
from variorum.cli.known import AS_KNOWN_ON, opened
from variorum.cli.show import MARKS, citation, console, days, one_line, position, print_json, status, table, together
from variorum.cli.whose import viewpoint_options
from variorum.model import vocabulary
from variorum.reasoning import Dispute, Status

_ARCHIVE = click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")


@click.command()
@_ARCHIVE
@click.argument("question")
@viewpoint_options
@AS_KNOWN_ON
@_JSON
def ask(archive: Path, question: str, whose: Whose, as_known_on: str | None, as_json: bool) -> None:
    """Ask who, what, where, when or was-it-so: "who led the Front on 2010-06 according to Omar Hadi?"

    The grammar is small and written down in docs/reference/questions.md. Voices that the question names count together with those of the options.
    """
    answer = opened(archive, as_known_on).ask(question, whose=whose)
    if as_json:
        print_json(answer.to_dict())
        return
    show_answer(console(), answer)


def show_answer(out: Console, answer: Answer) -> None:
    """How the question was understood, its status, and each side with its quotes."""
    out.print(Text(answer.understood, style="bold"))
    if answer.asked.form == "yes-no" and not answer.items:
        out.print(status(answer.status))
    elif not answer.items:
        out.print(Text("Nobody in the record says.", style="dim"))
    for item in answer.items:
        line = Text("  ").append(f"{MARKS.get(item.status, '·')} ").append(item.label, style="bold").append(f"  {item.status}", style="dim")
        out.print(line.append(f"  {item.when}" if item.when else "", style="dim"))
        for p in item.positions:
            if p.name != "bears on it":
                position(out, p)
    for p in answer.positions:
        position(out, p)
    for note in answer.notes:
        out.print(Text(f"  note: {note}", style="dim"))


@click.command()
@_ARCHIVE
@_JSON
def glance(archive: Path, as_json: bool) -> None:
    """The record at a glance: documents in order of time, voices and how much each says, what could not be read."""
    a = Archive.open(archive)
    if as_json:
        print_json(a.glance().to_dict())
        return
    show_glance(console(), a)


def show_glance(out: Console, archive: Archive) -> None:
    """Documents, voices, counts."""
    g = archive.glance()
    rows = [(published or "undated", id_, one_line(title or ""), claims) for id_, title, published, claims, _ in g.documents]
    table(out, f"{len(g.documents)} documents", ("published", "id", "title", "claims"), rows)
    table(out, "\nVoices", ("voice", "claims", "documents"), g.voices[:12])
    kinds = ", ".join(f"{n} {kind}s" for kind, n in g.entities)
    out.print(Text(f"\n{g.claims} claims ({g.denied} denials, {g.nested} at second hand or more), {kinds}."))
    if g.unread:
        out.print(Text("Not read: " + ", ".join(f"{kind} {n}" for kind, n in g.unread) + ".", style="dim"))


@click.command()
@_ARCHIVE
@click.argument("entity")
@click.option("--on", metavar="EDTF", help="A date: 2010, 2010-06, 2004/2006. At any time if left out.")
@viewpoint_options
@AS_KNOWN_ON
@_JSON
def state(archive: Path, entity: str, on: str | None, whose: Whose, as_known_on: str | None, as_json: bool) -> None:
    """What held of somebody on a date: leaders, allegiances, membership, places; with what carried each there."""
    a = opened(archive, as_known_on)
    found = a.state(entity, on, whose=whose)
    labels = a.labels()
    if as_json:
        words = cite(a.record, [t.witness.claim for h in found for t in (*h.verdict.supports, *h.verdict.opposes)])
        print_json(
            [
                {
                    "state": h.proposition.topic,
                    "subject": labels.get(h.proposition.x),
                    "object": labels.get(h.proposition.y),
                    "status": str(h.verdict.status),
                    "when": days(h.window),
                    "for": [words[t.witness.claim].to_dict() for t in h.verdict.supports],
                    "against": [words[t.witness.claim].to_dict() for t in h.verdict.opposes],
                }
                for h in found
            ]
        )
        return
    rows = [
        (
            status(str(h.verdict.status)),
            vocabulary()[h.proposition.topic].sentence(labels.get(h.proposition.x), labels.get(h.proposition.y)),
            days(h.window),
            f"{len(h.verdict.supports)} / {len(h.verdict.opposes)}",
        )
        for h in sorted(found, key=lambda h: list(Status).index(h.verdict.status))
    ]
    title = ", ".join(w for w in (f"{labels[a.find(entity)]}{f' on {on}' if on else ''}", whose.words()) if w)
    table(console(), title, ("status", "state", "began .. ended", "for / against"), rows)


@click.command()
@_ARCHIVE
@click.argument("entity")
@viewpoint_options
@AS_KNOWN_ON
@_JSON
def timeline(archive: Path, entity: str, whose: Whose, as_known_on: str | None, as_json: bool) -> None:
    """Everything said to have happened to somebody, in order of time, through all names of its lineage."""
    a = opened(archive, as_known_on)
    witnesses = a.timeline(entity, whose=whose)
    words = cite(a.record, [w.claim for w in witnesses])
    closer = {claim: t.bounds for claim, t in a.tightened(witnesses, whose=whose).items()}
    if as_json:
        print_json([{**words[w.claim].to_dict(), "bounds": [b.words for b in closer.get(w.claim, ())]} for w in witnesses])
        return
    out = console()
    labels = a.labels()
    names = [labels.get(e, "") for e in a.lineage.family(a.find(entity))]
    out.print(
        Text(", ".join(w for w in (labels[a.find(entity)], whose.words()) if w), style="bold").append(
            f"  lineage: {', '.join(names)}" if len(names) > 1 else "", style="dim"
        )
    )
    for w in witnesses:
        c = words[w.claim]
        out.print(Text(f"{c.when or 'undated':>22}  ", style="dim").append(c.sentence).append(f"  - {c.voice}", style="dim"))
        out.print(Text(f"{'':>24}“{one_line(c.quote)}”", style="italic dim"))
        for bound in closer.get(w.claim, ()):
            if len(bound.because) > 1:  # that it was told by the day of its own document needs no line each time
                out.print(Text(f"{'':>24}{bound.words}", style="dim"))


@click.command()
@_ARCHIVE
@click.argument("entity", required=False)
@viewpoint_options
@AS_KNOWN_ON
@click.option("--apparent", is_flag=True, help="Only conflicts that merely seem so, each with the reason.")
@_JSON
def disputes(archive: Path, entity: str | None, whose: Whose, as_known_on: str | None, apparent: bool, as_json: bool) -> None:
    """The questions on which voices differ, with their sides and quotes; of one entity and its lineage, or of the whole record."""
    a = opened(archive, as_known_on)
    if apparent:
        show_discharged(a, a.discharged(entity, whose=whose), as_json=as_json)
        return
    found = a.disputes(entity, whose=whose)
    words = cited(a.record, found)
    labels = a.labels()
    if as_json:
        print_json([dispute_dict(d, own, labels) for d, own in zip(found, words, strict=True)])
        return
    out = console()
    for d, own in zip(found, words, strict=True):
        show_dispute(out, d, own, labels)
    number = f"{len(found)} {'dispute' if len(found) == 1 else 'disputes'}"
    out.print(Text(", ".join(w for w in (number, whose.words()) if w), style="dim"))


def show_dispute(out: Console, d: Dispute, words: Mapping[int, Citation], labels: Mapping[int, str], *, most: int = 3) -> None:
    """The question and its sides, each with its voices and at most ``most`` of its claims."""
    alone = "  one voice on both sides" if d.self_contradiction else ""
    out.print(Text(d.question, style="bold").append(f"  {d.kind}{alone}", style="dim"))
    for s in d.sides:
        out.print(Text(f"  {s.position}: ", style="magenta").append(", ".join(labels[v] for v in s.voices)))
        for c in s.claims[:most]:
            citation(out, words[c])
        if len(s.claims) > most:
            out.print(Text(f"    and {len(s.claims) - most} more", style="dim"))


@click.command()
@_ARCHIVE
@click.argument("name")
@_JSON
def entity(archive: Path, name: str, as_json: bool) -> None:
    """Who is meant by a name: all names, who uses them, what joined or kept apart the documents' entities, and why."""
    d = Archive.open(archive).entity(name)
    if as_json:
        print_json(d.to_dict())
        return
    out = console()
    out.print(Text(d.label, style="bold").append(f"  {d.type}  {d.key}", style="dim"))
    table(out, "names", ("name", "sort", "published", "used by", "in"), [_name_row(n) for n in d.names])
    if fullest := max((n.parts for n in d.names), key=len, default=()):
        out.print(Text("parts  ", style="dim").append(" · ".join(f"{p.text} ({p.role})" for p in fullest)))
    if d.links:
        table(out, "identity", ("", "of", "and of", "why"), [("one" if x.joined else "apart", x.a, x.b, x.reason) for x in d.links])
    if d.listed:
        told = [("is" if x.linked else "near", x.reference, x.party, f"{x.listed} ({x.what})", x.how, x.reason, x.list) for x in d.listed]
        rows = [(judged, f"{', '.join(lists)}: {reference}", *rest) for (judged, reference, *rest), lists in together(told)]
        table(out, "published lists", ("", "reference", "listed as", "by the name", "how", "why"), rows)
    for p in d.standings:
        _show_standing(out, p)
    table(out, "claims", ("predicate", "number"), d.predicates)


def _show_standing(out: Console, p: PartyStanding) -> None:
    """The names of a listed party and what else its list says of it, each with the editions that say so."""
    listed_on = f", listed on {p.listed_on}" if p.listed_on else ""
    rows = [(n.text, n.what, n.standing) for n in p.names] + [(f.text, f.kind, f.standing) for f in p.facts]
    table(out, f"{p.reference} on its list: {p.standing}{listed_on}", ("the list says", "as", "in the editions"), rows)


def _name_row(n: NameUse) -> tuple[str, ...]:
    """A name with its other spellings, its sort (and script, if not Latin), when its documents were published, and whose words use it."""
    written = n.text + "".join(f" {o}" for o in n.originals) + (f" (also {', '.join(n.spellings)})" if n.spellings else "")
    years = "" if n.first is None else str(n.first) if n.first == n.last else f"{n.first}\u2013{n.last}"
    called = f"so called by {', '.join(u.label for u in n.called_by[:_USERS])}" if n.called_by else ""
    users = "; ".join(filter(None, (", ".join(u.label for u in n.users[:_USERS]) + (" ..." if len(n.users) > _USERS else ""), called)))
    return written, n.sort if n.script == "Latin" else f"{n.sort}, {n.script}", years, users, ", ".join(n.documents)


_USERS = 4


@click.command()
@_ARCHIVE
@click.option("--entity", help="As subject or object.")
@click.option("--voice", help="Anywhere in the chain of voices.")
@click.option("--last-voice", help="Commits to the claim.")
@click.option("--predicate", help="One of the vocabulary: pledged_to, leads ...")
@click.option("--document", help="Id of a document.")
@click.option("--polarity", type=click.Choice(["affirmed", "denied"]))
@click.option(
    "--proposed-by",
    type=click.Choice(["compact", "model", "both", "person"]),
    help="Where a language model has read too: by whom a claim was proposed, or that a person confirmed it.",
)
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@_JSON
def claims(
    archive: Path,
    entity: str | None,
    voice: str | None,
    last_voice: str | None,
    predicate: str | None,
    document: str | None,
    polarity: str | None,
    proposed_by: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Claims, each with its chain of voices and its exact words, by what they are about and who makes them."""
    found = Archive.open(archive).claims(
        ClaimFilter(entity, voice, last_voice, predicate, document, polarity, limit, proposed_by=proposed_by)
    )
    if as_json:
        print_json([c.to_dict() for c in found])
        return
    out = console()
    for c in found:
        citation(out, c, indent="")
    out.print(Text(f"{len(found)} {'claim' if len(found) == 1 else 'claims'}", style="dim"))


COMMANDS = (glance, ask, state, timeline, disputes, entity, claims)

"""Commands that weigh: grade keeps a person's grade, grades lists them, weigh lays out one dispute. None of them gives one figure."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.archive import Archive
from variorum.asking.citation import cite
from variorum.asking.weighed import grade_dict, verdict_dict, weighing_dict
from variorum.cli.show import console, print_json
from variorum.cli.weighed import show_disputes, show_grades, show_verdict, show_weighing
from variorum.errors import QuestionError, UsageError
from variorum.reasoning.weighing import Bar, Disagreeing, Unknown, choose
from variorum.reasoning.weighing.cells import Cell
from variorum.reasoning.weighing.grades import topic_words
from variorum.reasoning.weighing.judging import beside
from variorum.reasoning.weighing.preference import CLEARLY
from variorum.reasoning.weighing.scale import credibility, reliability, stances, worded

_ARCHIVE = click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of text for people.")


@click.command()
@_ARCHIVE
@click.argument("mark", metavar="GRADE")
@click.option("--voice", metavar="NAME", help="Grade this voice: A completely reliable ... E unreliable, F cannot be judged.")
@click.option("--topic", default="all", show_default=True, help="On what: a predicate, a question of the vocabulary, or all.")
@click.option("--claim", metavar="DOCUMENT:LOCALID", help="Grade this claim (or its id): 1 confirmed ... 5 improbable, 6 cannot be judged.")
@click.option("--why", required=True, help="The reason, in words; it is kept with the grade.")
@click.option("--by", help="Who grades; your user name if left out.")
def grade(archive: Path, mark: str, voice: str | None, topic: str, claim: str | None, why: str, by: str | None) -> None:
    """Grade a voice on a topic, A to F, or a claim, 1 to 6 (the Admiralty scale). It counts at once; a later grade of yours supersedes it."""
    if (voice is None) == (claim is None):
        raise click.UsageError("a grade is of a voice or of a claim: give either --voice NAME or --claim DOCUMENT:LOCALID")
    if claim is not None and topic != "all":
        raise click.UsageError("--topic goes with --voice: a claim is graded for what it says")
    a = Archive.open(archive)
    given = a.grade(mark, voice=voice, topic=topic, claim=claim, why=why, by=by)
    out = console()
    what = f"{given.what} on {topic_words(given.topic)}" if given.topic else str(given.what)
    out.print(f"Kept as line {given.line} of decisions.jsonl: {what}: {worded(given.mark)}, by {given.grader}.", markup=False)
    for g in beside(a.grades(), given):
        out.print(f"{g.grader} grades the same {worded(g.mark)}: both stand, side by side.", markup=False)


@click.command()
@_ARCHIVE
@_JSON
def grades(archive: Path, as_json: bool) -> None:
    """All grades in force: of voices and of claims, by whom and why; the judgements in the texts; graders who differ; grades that apply to nothing."""
    a = Archive.open(archive)
    found, labels = a.grades(), a.labels()
    words = cite(a.record, [*found.by_claim, *found.in_texts])
    if not as_json:
        show_grades(console(), found, words, labels)
        return
    print_json(
        {
            "voices": [{"voice": labels[v], "grades": [grade_dict(g) for g in gs]} for v, gs in found.by_voice.items()],
            "claims": [{"claim": words[c].to_dict(), "grades": [grade_dict(g) for g in gs]} for c, gs in found.by_claim.items()],
            "in_texts": [
                {
                    "claim": words[c].to_dict(),
                    "stance": str(t.stance),
                    "counts_as": str(stances()[t.stance].counts_as),
                    "voice": labels[t.voice],
                    "quote": t.quote,
                }
                for c, ts in found.in_texts.items()
                for t in ts
            ],
            "contradictions": [[g.to_dict() for g in gs] for gs in found.contradictions],
            "unapplied": [g.to_dict() for g in found.unapplied],
        }
    )


@click.command()
@_ARCHIVE
@click.argument("dispute", metavar="NUMBER|QUESTION", required=False)
@click.option("--at-least", metavar="A-E", default="C", show_default=True, help="Voices below this grade do not count; `any`: all do.")
@click.option("--claims-at-least", metavar="1-5", help="Claims below this grade do not count.")
@click.option("--ungraded", type=click.Choice(["count", "leave-out"]), default="count", show_default=True, help="What nobody has graded.")
@click.option(
    "--unjudged", type=click.Choice(["count", "leave-out"]), default="count", show_default=True, help="What is graded F or 6 only."
)
@click.option(
    "--graders", type=click.Choice(["all-must", "one-will-do"]), default="all-must", show_default=True, help="Where graders differ."
)
@click.option("--grader", multiple=True, metavar="NAME", help="Count only this grader's grades; may be given again.")
@click.option("--texts", is_flag=True, help="Count judgements in the texts as grades of the claims that they judge.")
@click.option("--steps", type=click.IntRange(1, 4), default=CLEARLY, show_default=True, help="How much worse graded is clearly worse.")
@click.option("--cell", nargs=3, metavar="ROW HYPOTHESIS VALUE", help=f"Judge a cell of the matrix: {', '.join(Cell)}; needs --why.")
@click.option("--why", help="The reason for --cell.")
@click.option("--by", help="Who judges the cell; your user name if left out.")
@_JSON
def weigh(
    archive: Path,
    dispute: str | None,
    at_least: str,
    claims_at_least: str | None,
    ungraded: str,
    unjudged: str,
    graders: str,
    grader: tuple[str, ...],
    texts: bool,
    steps: int,
    cell: tuple[str, str, str] | None,
    why: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Lay out what bears on a dispute: grades, judgements in the texts, arguments, hypotheses, what would flip it. Without one: list the disputes.

    The dispute is named by its number in that list or by words of its question. A yes-no question that is no dispute ("was the Wing part of the
    Front in 2007?") is answered for the voices above the bar, with what would flip the answer.
    """
    a = Archive.open(archive)
    found = a.disputes()
    if dispute is None:
        if as_json:
            print_json([{"number": n, "question": d.question, "kind": str(d.kind)} for n, d in enumerate(found, 1)])
        else:
            show_disputes(console(), found)
        return
    bar = Bar(
        voice=None if at_least == "any" else reliability(at_least),
        claim=credibility(claims_at_least) if claims_at_least else None,
        ungraded=_unknown(ungraded),
        unjudged=_unknown(unjudged),
        disagreeing=Disagreeing(graders.replace("-", " ")),
        graders=frozenset(grader) or None,
        texts=texts,
    )
    try:
        number, chosen = choose(found, dispute)
    except UsageError as no_dispute:
        _verdict(a, dispute, bar, no_dispute, as_json=as_json)
        return
    w = a.weigh(chosen, bar=bar, steps=steps)
    if cell is not None:
        if why is None:
            raise click.UsageError("--cell needs its reason: --why")
        line = a.judge_cell(w, _row(cell[0]), cell[1], cell[2], why=why, by=by)
        click.echo(f"Kept as line {line} of decisions.jsonl.", err=True)
        w = a.weigh(chosen, bar=bar, steps=steps)
    words, labels = cite(a.record, [g.witness.claim for g in w.claims]), a.labels()
    if as_json:
        print_json(weighing_dict(number, w, words, labels))
    else:
        show_weighing(console(), number, w, words, labels)


def _verdict(a: Archive, question: str, bar: Bar, no_dispute: UsageError, *, as_json: bool) -> None:
    """A yes-no question that is no dispute; when it is not even that, what was said about disputes stands."""
    try:
        w = a.weigh_verdict(question, bar=bar)
    except QuestionError:
        raise no_dispute from None
    words, labels = cite(a.record, [g.witness.claim for g in w.claims]), a.labels()
    if as_json:
        print_json(verdict_dict(w, words, labels))
    else:
        show_verdict(console(), w, words, labels)


def _unknown(choice: str) -> Unknown:
    return Unknown.COUNTS if choice == "count" else Unknown.LEFT_OUT


def _row(text: str) -> int:
    if not text.isdigit():
        raise click.UsageError(f"--cell: {text!r} is no row; the rows of the matrix are numbered from 1")
    return int(text)


COMMANDS = (grade, grades, weigh)

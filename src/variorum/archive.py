"""The façade: an archive on disk, with everything that can be done to it in one place.

archive = Archive.create("my-archive", title="The Front and its wings")
archive.add(["letters/", "report.pdf"])
archive.build()
archive.ask("who led the Front in June 2010 according to Omar Hadi?")
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from variorum.asking import Answer, Most, ask
from variorum.asking.asserted import asserted
from variorum.asking.changes import Changes, Effect, readers_differ
from variorum.asking.citation import Citation
from variorum.asking.dossier import ClaimFilter, Dossier, claims, dossier, resolve_name
from variorum.asking.glance import Glance, glance
from variorum.asking.listed import ListedPlace, ListShown, PartyFound, listed_places, lists, parties_found
from variorum.asking.listed_changes import EditionsShown, changes_between, editions_shown
from variorum.asking.search import Hits, Narrowed, search
from variorum.asking.whose import Whose, viewpoint_of
from variorum.errors import UsageError
from variorum.identity.decisions import DecisionKind
from variorum.identity.editions import ListChanges, editions
from variorum.judging.claims import accepting, correcting, rejecting
from variorum.judging.keep import keep, kept_with_effect
from variorum.judging.notes import Noted, noted, noting
from variorum.judging.pairs import deciding, side_named
from variorum.judging.taken_back import undoing
from variorum.judging.told import Told, told
from variorum.judging.withdrawing import Meant, restoring, withdrawing
from variorum.model import When
from variorum.publishing import export
from variorum.reading.annotated import from_dict
from variorum.reading.language_model.consult import Consulted, Note
from variorum.reasoning import (
    Contrast,
    Discharged,
    Dispute,
    Holding,
    Lineage,
    Viewpoint,
    compare,
    contrast,
    discharged,
    disputes,
    holdings,
    timeline,
)
from variorum.reasoning.differing import differing
from variorum.reasoning.order import Tightened, tightened
from variorum.reasoning.origins import Origins, count_of_roots, find_claim, origins, texts_of
from variorum.reasoning.settled import settle
from variorum.reasoning.weighing import Bar, Grade, Grades, WeighedVerdict, Weighing, choose, weigh, weigh_verdict
from variorum.reasoning.weighing.grade import ALL
from variorum.reasoning.weighing.judging import grade_claim, grade_voice, judge_cell
from variorum.reasoning.weighing.preference import CLEARLY
from variorum.reasoning.witness import Witness
from variorum.record import BuildReport, Record, build, fulltext, open_record
from variorum.record.consulting import Agree, consult_archive
from variorum.record.lists import issues
from variorum.record.moment import BUILT, Moment
from variorum.record.past import known, open_known
from variorum.record.responses import ResponseReport, add_responses
from variorum.record.reviewed import review_of
from variorum.shelf import judgements
from variorum.shelf.add import AddReport, add
from variorum.shelf.annotations import AnnotationReport, add_annotations
from variorum.shelf.create import create
from variorum.shelf.gazetteers.intake import GazetteerReport, add_gazetteers
from variorum.shelf.judgements import Judgement
from variorum.shelf.layout import Layout
from variorum.shelf.verify import Finding, verify

PathLike = str | os.PathLike[str]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Archive:
    """An archive folder. Nothing is kept in memory but the open record, which is read-only; :meth:`build` makes it anew."""

    layout: Layout

    @classmethod
    def create(cls, path: PathLike, *, title: str | None = None) -> Archive:
        """A new archive in an empty or missing folder. Raises UsageError when the folder holds something else."""
        return cls(create(path, title=title))

    @classmethod
    def open(cls, path: PathLike) -> Archive:
        """The archive in a folder. Raises UsageError when there is none."""
        return cls(Layout.open(path))

    def add(self, paths: Sequence[PathLike], *, by: str | None = None, progress: Progress | None = None) -> AddReport:
        """Takes files and folders in, with custody. One bad file does not stop the others: see ``failed`` of the report."""
        return add(self.layout, paths, by=by, progress=progress)

    def add_annotations(self, path: PathLike, *, by: str | None = None, progress: Progress | None = None) -> AnnotationReport:
        """Takes annotation files as the reading of their documents, paired by SHA-256; they replace the machine's reading."""
        return add_annotations(self.layout, [path], check=from_dict, by=by, progress=progress)

    def add_gazetteers(self, paths: Sequence[PathLike], *, by: str | None = None) -> GazetteerReport:
        """Takes published lists of names in, with custody; from the next build names are held against them. See ``failed`` of the report."""
        return add_gazetteers(self.layout, paths, by=by)

    def add_responses(self, path: PathLike) -> ResponseReport:
        """Takes answers of a language model that were made elsewhere to the questions of ``export("prompts", ...)``.

        Raises UsageError when there is no such path.
        """
        return add_responses(self.layout, Path(path))

    def consult(
        self,
        *,
        reader: str | None = None,
        budget: float | None = None,
        agree: Agree | None = None,
        note: Note | None = None,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> Consulted:
        """Has the language model of archive.toml read what it is wanted for and has not read; its answers count from the next build.

        ``reader`` and ``budget`` go before what archive.toml says; ``agree`` is told what it will cost and may say no. Nothing is asked, or paid for, twice.

        Raises:
            UsageError: no model is named, nothing may be sent (``offline``), its key is missing, or the extra ``variorum[model]`` is not installed.
        """
        return consult_archive(self.layout, reader=reader, budget=budget, agree=agree, note=note, workers=workers, progress=progress)

    def build(self, *, workers: int | None = None, progress: Progress | None = None, reader: str | None = None) -> BuildReport:
        """Reads what has not been read, and makes the record anew beside the old one, which it then replaces. Nobody is asked for it: see :meth:`consult`.

        ``reader``: compact, rules, model, both or doubted, for this build only; None: as archive.toml says.
        """
        report = build(self.layout, workers=workers, progress=progress, reader=reader, finish=settle, compare=differing)
        self.__dict__.pop("record", None)
        self.__dict__.pop("lineage", None)
        return report

    @cached_property
    def record(self) -> Record:
        """The record as last built. Raises RecordError when there is none."""
        return open_record(self.layout)

    @cached_property
    def lineage(self) -> Lineage:
        """Who became whom, for everyone."""
        return Lineage.of(self.record)

    def as_known_on(self, moment: str, *, progress: Progress | None = None) -> Archive:
        """The same archive with the record as it was known at a moment: a day, month or year, a time stamp, ``now``, or ``built`` (as last built).

        Raises:
            UsageError: the text names no moment, one that has not come, or one before the first document.
        """
        then = Archive(self.layout)
        then.__dict__["record"] = self._known(moment, progress)
        return then

    def diff(self, a: str, b: str, *, progress: Progress | None = None) -> Changes:
        """What the record says at moment ``b`` and did not at ``a``, and the other way round; moments as for :meth:`as_known_on`.

        Raises:
            UsageError: as there, or ``a`` is later than ``b``.
        """
        if BUILT not in (a, b) and Moment.parse(a).until > Moment.parse(b).until:
            raise UsageError(f"{a} is later than {b}; expected the earlier moment first: `variorum diff {self.layout.root} {b} {a}`")
        before, after = self._known(a, progress), self._known(b, progress)
        return Changes(a, b, before, after, compare(before, after), readers_differ(before, after))

    def withdraw(
        self,
        *,
        document: str | None = None,
        claim: str | None = None,
        link: tuple[str, str] | None = None,
        voice: str | None = None,
        why: str,
        by: str | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Effect:
        """Keeps a person's judgement that one document, claim (DOCUMENT:ID or its 16 digits), link (two of DOCUMENT:NAME) or voice no longer counts.

        It counts from the next build; what it changes, against the record without it, is given back now. ``dry_run``: only that.

        Raises:
            UsageError: not exactly one thing is named, the record does not have it, or it is withdrawn already.
            DecisionError: a decision excludes it (the two of a link are one by other decisions).
        """
        meant = Meant(document, claim, link, voice)
        return withdrawing(self.layout, meant, why=why, by=by, dry_run=dry_run, progress=progress)

    def restore(
        self,
        *,
        document: str | None = None,
        claim: str | None = None,
        link: tuple[str, str] | None = None,
        voice: str | None = None,
        why: str,
        by: str | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Effect:
        """Takes a withdrawal back: the thing counts again from the next build. Named, and answered, as :meth:`withdraw` is.

        Raises:
            UsageError: not exactly one thing is named, the archive does not have it, or nobody has withdrawn it.
            DecisionError: a later decision excludes it.
        """
        meant = Meant(document, claim, link, voice)
        return restoring(self.layout, meant, why=why, by=by, dry_run=dry_run, progress=progress)

    def accept(self, claim: str, *, why: str = "", by: str | None = None) -> int:
        """Keeps that a person has seen the claim (DOCUMENT:ID or its 16 digits) in its document, and gives the line of decisions.jsonl.

        It changes nothing in what the claim says; a rejected one counts again. Raises UsageError when there is no such claim.
        """
        return keep(self.layout, accepting(self.layout, self._log(), claim, why=why, by=by)).line

    def reject(self, claim: str, *, why: str, by: str | None = None, dry_run: bool = False, progress: Progress | None = None) -> Effect:
        """Keeps that the document does not say so: the claim (DOCUMENT:ID or its 16 digits) is the reader's mistake, and leaves the record.

        It counts from the next build; what it changes is given back now. ``dry_run``: only that. Raises UsageError when there is no such claim.
        """
        judgement = rejecting(self.layout, self._log(), claim, why=why, by=by)
        return kept_with_effect(self.layout, judgement, review_of(judgement).target, dry_run=dry_run, progress=progress)

    def correct(
        self,
        claim: str,
        changes: Mapping[str, Any],
        *,
        why: str,
        by: str | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Effect:
        """Keeps that the claim (DOCUMENT:ID or its 16 digits) says something else in these fields, and gives back what that changes.

        ``changes``: fields of an annotation's claim (``subject``, ``predicate``, ``when``, ``polarity``, ``start`` with ``end`` and ``quote``, ``voices``,
        ``role``, ...) and ``voice``, the last of the chain; entities by a key or name of the document, None takes away. It counts from the next build.

        Raises:
            UsageError: there is no such claim, field or entity, nothing would change, the vocabulary does not allow it, or the quote is not in the text.
        """
        judgement = correcting(self.layout, self._log(), claim, changes, why=why, by=by)
        return kept_with_effect(self.layout, judgement, review_of(judgement).target, dry_run=dry_run, progress=progress)

    def note(
        self,
        words: str,
        *,
        document: str | None = None,
        claim: str | None = None,
        entity: str | None = None,
        dispute: str | None = None,
        by: str | None = None,
    ) -> int:
        """Keeps a person's note on one document, claim, entity (DOCUMENT:NAME) or dispute (its ten digits, its number in :meth:`disputes`, or words of
        its question), and gives the line of decisions.jsonl. A note changes nothing.

        Raises UsageError when not one is named, there is no such thing, or the note is empty.
        """
        kind, about = noted(self.layout, self._log(), Noted(document, claim, entity, dispute), self.disputes)
        return keep(self.layout, noting(about, words, kind=kind, by=by)).line

    def undo(self, line: int, *, why: str, by: str | None = None, dry_run: bool = False, progress: Progress | None = None) -> Effect:
        """Takes a line of decisions.jsonl back: what it judged is as if it had never been written, and what it superseded is in force again.

        The undo is a line of its own, and can be undone. It counts from the next build (of grades and notes at once); what it changes is given back now.

        Raises:
            UsageError: there is no such line, or it is undone already.
            DecisionError: what comes into force again excludes another decision.
        """
        judgement, undone = undoing(self._log(), line, why=why, by=by)
        return kept_with_effect(self.layout, judgement, undone, dry_run=dry_run, progress=progress)

    def judgements(self) -> tuple[Told, ...]:
        """Every line of decisions.jsonl, oldest first, in words and with what became of it: in force, superseded, undone."""
        return told(self._log())

    def _log(self) -> tuple[Judgement, ...]:
        return judgements.read(self.layout.decisions)

    def _known(self, moment: str, progress: Progress | None) -> Record:
        if moment.strip() == BUILT:
            return self.record
        return open_known(self.layout, known(self.layout, Moment.parse(moment)), progress=progress, finish=settle)

    def verify(self, *, progress: Progress | None = None) -> list[Finding]:
        """Everything in which originals and custody log are not what they were; empty when all is well."""
        return verify(self.layout, progress=progress)

    def ask(self, question: str, according_to: Sequence[str] = (), *, whose: Whose | None = None, most: Most | None = None) -> Answer:
        """The answer to a question of docs/reference/questions.md. Raises QuestionError, with suggestions, when it is not understood.

        Voices that the question names count together with those of the viewpoint, which is as in :meth:`state` and raises what it raises.
        ``most`` None: all items with all their claims.
        """
        given = _with(whose, according_to)
        return ask(
            self.record,
            question,
            viewpoint=lambda asked: viewpoint_of(self.record, given, self.grades, asked),
            notes=given.notes(),
            lineage=self.lineage,
            most=most,
        )

    def search(self, query: str, narrowed: Narrowed | None = None) -> Hits | None:
        """The passages in which words stand, in any spelling (docs/reference/search.md), best first; None when the query has no word."""
        if not self.layout.words.is_file():
            fulltext.update(self.layout, self.record.documents())
        return search(self.record, query, narrowed)

    def entity(self, name: str) -> Dossier:
        """Who is meant by a name: names, claims about, links and why. Raises QuestionError when nobody is called that."""
        return dossier(self.record, resolve_name(self.record, name))

    def lists(self) -> tuple[ListShown, ...]:
        """The published lists that the record was held against."""
        return lists(self.record)

    def listed(self) -> tuple[PartyFound, ...]:
        """The parties of published lists of which the record speaks: who is taken for them, why others are not, and where their names stand."""
        return parties_found(self.record)

    def listed_places(self) -> tuple[ListedPlace, ...]:
        """The places in the texts at which a name of a listed party stands, each with the name of the list and how it was found."""
        return listed_places(self.record)

    def editions(self) -> tuple[EditionsShown, ...]:
        """The published lists that count, editions of one list together in order of date, and how much changed from each to the next. Needs no build.

        Raises FormatError, naming the list, when one can no longer be read.
        """
        return editions_shown(editions(issues(self.layout)))

    def list_changes(self, older: str, newer: str, *, reference: str | None = None) -> ListChanges:
        """Which parties came, went and changed from one list to another, by their ids; of one party only, if its ``reference`` is given. Needs no build.

        Raises:
            UsageError: there is no such list or party, or the two are of different publishers.
            FormatError: one of them can no longer be read.
        """
        return changes_between(issues(self.layout), older, newer, reference)

    def glance(self) -> Glance:
        """Documents, voices and counts of the whole record."""
        return glance(self.record)

    def find(self, name: str) -> int:
        """The record's number of the entity that a name most likely means. Raises QuestionError when nobody is called that."""
        return resolve_name(self.record, name)

    def labels(self) -> dict[int, str]:
        """What to call each entity of the record."""
        return dict(self.record.rows("SELECT entity, label FROM entity"))

    def state(
        self, name: str, on: str | None = None, according_to: Sequence[str] = (), *, whose: Whose | None = None
    ) -> tuple[Holding, ...]:
        """The states in which the entity takes part, on a date (EDTF; None: at any time) and for a viewpoint (nothing named: everyone).

        ``whose`` says more than names; ``according_to`` is added to it. Raises UsageError or QuestionError as for every viewpoint: an unknown
        name or grade, a voice both asked for and left out, nobody graded well enough.
        """
        v = self._viewpoint(according_to, whose)
        return holdings(self.record, resolve_name(self.record, name), _when(on), v, lineage=self.lineage)

    def timeline(self, name: str, according_to: Sequence[str] = (), *, whose: Whose | None = None) -> tuple[Witness, ...]:
        """Every claim about the entity and the earlier and later names of its lineage, in order of time, for a viewpoint as in :meth:`state`."""
        return timeline(self.record, resolve_name(self.record, name), self._viewpoint(according_to, whose), lineage=self.lineage)

    def tightened(self, claims: Iterable[Witness], according_to: Sequence[str] = (), *, whose: Whose | None = None) -> dict[int, Tightened]:
        """Those of the claims that others date more closely than they date themselves: their days, and by what (docs/explanation/order.md)."""
        return tightened(self.record, claims, self._viewpoint(according_to, whose))

    def disputes(self, name: str | None = None, according_to: Sequence[str] = (), *, whose: Whose | None = None) -> tuple[Dispute, ...]:
        """The questions on which voices differ; with a name, those about that entity and its lineage; for a viewpoint as in :meth:`state`."""
        entity = resolve_name(self.record, name) if name is not None else None
        return disputes(self.record, entity, self._viewpoint(according_to, whose))

    def compare(
        self, name: str, according_to: Sequence[str], against: Sequence[str], on: str | None = None, *, whose: Whose | None = None
    ) -> Contrast:
        """What the voices ``according_to`` hold of the entity, on a date (EDTF; None: at any time), that those ``against`` deny, omit or date
        otherwise, and the reverse. What a voice concedes it holds. ``whose``: what else is asked of claims, the same of both sides.

        Raises:
            QuestionError: a name is unknown.
            UsageError: a side names nobody or nobody graded well enough, a voice stands on both sides or makes no claim, or the date is none.
        """
        if not according_to or not against:
            raise UsageError("one side of the comparison names nobody; expected at least one voice on each")
        entity = resolve_name(self.record, name)
        one, other = (self._viewpoint(names, whose) for names in (according_to, against))
        return contrast(self.record, entity, one, other, _when(on), lineage=self.lineage)

    def discharged(
        self, name: str | None = None, according_to: Sequence[str] = (), *, whose: Whose | None = None
    ) -> tuple[Discharged, ...]:
        """Conflicts that only seem so, each with the reason (at most 200); with a name, those about that entity and its lineage."""
        entity = resolve_name(self.record, name) if name is not None else None
        return discharged(self.record, entity, self._viewpoint(according_to, whose))

    def origins(self, claim: str | int) -> Origins:
        """How many independent roots a claim has (its number, its id as ``--json`` prints it, or DOCUMENT:LOCALID), with every claim's way back.

        Raises UsageError when the record has no such claim.
        """
        return origins(self.record, find_claim(self.record, claim), texts_of(self.record))

    def claims(self, wanted: ClaimFilter | None = None) -> tuple[Citation, ...]:
        """Claims with their words, in the order of the record."""
        return claims(self.record, wanted or ClaimFilter())

    def decide(self, kind: str, a: str, b: str, *, why: str, by: str | None = None) -> int:
        """Keeps a person's judgement that two entities are the ``same`` or ``not-same``; each is DOCUMENT:NAME, or LIST:REFERENCE for a party of a
        published list. Gives the line of decisions.jsonl.

        Raises:
            UsageError: a side is not of the form DOCUMENT:NAME, or the archive has no such document.
            DecisionError: the decision contradicts an earlier one of which it is not the successor.
        """
        decided = DecisionKind(kind.replace("-", " "))
        a_side, b_side = side_named(self.layout, a), side_named(self.layout, b)
        return keep(self.layout, deciding(decided, a_side, b_side, why=why, by=by)).line

    def grade(
        self, mark: str, *, why: str, voice: str | None = None, topic: str = ALL, claim: str | None = None, by: str | None = None
    ) -> Grade:
        """Keeps a person's grade of a voice on a topic (A to F), or of a claim (1 to 6; DOCUMENT:LOCALID or its id), and gives it back.

        Raises:
            UsageError: neither or both are named, or the mark, topic, voice or claim is none.
            QuestionError: nobody in the record has the voice's name.
        """
        if (voice is None) == (claim is None):
            raise UsageError("a grade is of a voice or of a claim: name one of the two")
        if voice is not None:
            return grade_voice(self.record, self.layout.decisions, resolve_name(self.record, voice), mark, why=why, topic=topic, by=by)
        assert claim is not None
        return grade_claim(self.record, self.layout.decisions, claim, mark, why=why, by=by)

    def grades(self) -> Grades:
        """All grades in force, and the judgements in the texts beside them. A grade counts at once, without a build."""
        return Grades.of(self.record, self._log())

    def weigh(self, dispute: str | Dispute, *, bar: Bar | None = None, steps: int = CLEARLY) -> Weighing:
        """What bears on the weight of a dispute, side by side and never summed up. ``dispute``: its number in :meth:`disputes` (from 1) or words of
        its question; ``bar``: the viewpoint above a grade whose flips are sought; ``steps``: how much worse graded is clearly worse.

        Raises UsageError when no dispute fits, or several do.
        """
        chosen = choose(self.disputes(), dispute)[1] if isinstance(dispute, str) else dispute
        roots = count_of_roots(self.record, chosen, texts_of(self.record))
        return weigh(self.record, chosen, self._log(), bar=bar, steps=steps, roots=roots)

    def weigh_verdict(self, question: str, *, bar: Bar | None = None) -> WeighedVerdict:
        """The verdict of everyone above the bar on a yes-no question ("was the Wing part of the Front on 2007?"), and what would flip it.

        Raises QuestionError when the question is no such question.
        """
        return weigh_verdict(self.record, *asserted(self.record, question), self._log(), bar=bar)

    def judge_cell(self, weighing: Weighing, row: int, hypothesis: str, cell: str, *, why: str, by: str | None = None) -> int:
        """Keeps a person's judgement of a cell of the matrix of a weighing (its row from 1), and gives the line of decisions.jsonl.

        Raises UsageError for a row, hypothesis or value that the matrix does not have.
        """
        at = (self.record, self.layout.decisions, weighing.dispute, weighing.matrix)
        return judge_cell(*at, row, hypothesis, cell, why=why, by=by)

    def export(self, format: str, out: PathLike) -> tuple[Path, ...]:
        """Writes the archive in an exchange format and gives back the files written. Raises UsageError for an unknown format."""
        return export(self.layout, format, Path(out))

    def _viewpoint(self, names: Sequence[str], whose: Whose | None = None) -> Viewpoint:
        return viewpoint_of(self.record, _with(whose, names), self.grades)


def _with(whose: Whose | None, names: Sequence[str]) -> Whose:
    given = whose or Whose()
    return replace(given, according_to=(*given.according_to, *names))


def _when(text: str | None) -> When | None:
    if text is None:
        return None
    try:
        return When.parse(text)
    except Exception as err:
        raise UsageError(str(err)) from err

"""The log of judgements as pages ask it: what persons have judged of a claim, a document, an entity, a dispute, or of two taken for one.

A page shows what :func:`on_claim` and its like give back with the macro ``judgements`` of ``templates/judged.html``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from variorum.identity.decisions import Side, link_sides, side_of
from variorum.judging.notes import Note, note_of
from variorum.judging.told import Told, told
from variorum.reasoning.weighing import grade
from variorum.record.reviewed import KINDS, review_of
from variorum.record.withdrawals import ClaimTarget, DocumentTarget, target_of
from variorum.room.opened import Opened
from variorum.shelf import judgements
from variorum.shelf.judgements import Judgement, Kind

_PAIRS = (Kind.SAME, Kind.NOT_SAME)
#: What a line of the log is about: ("claim", id), ("place", …) of a claim, ("document", id), ("side", …), ("dispute", digits), ("pair", …).
Thing = tuple[str, Hashable]


@dataclass(frozen=True)
class Log:
    """All lines, oldest first, and the lines about each thing; an undo stands with what it undoes."""

    lines: tuple[Told, ...]
    about: dict[Thing, tuple[Told, ...]]

    def on(self, *things: Thing) -> tuple[Told, ...]:
        """The lines about any of the things, oldest first."""
        found = {t.judgement.line: t for thing in things for t in self.about.get(thing, ())}
        return tuple(found[n] for n in sorted(found))

    @cached_property
    def reviewed(self) -> frozenset[int]:
        """The ids of claims that a person has accepted, rejected or corrected, and what they became."""
        found = set()
        for t in self.lines:
            if t.is_in_force and t.judgement.kind in KINDS:
                review = review_of(t.judgement)
                found |= {review.target.id, *([review.says.id] if review.says else [])}
        return frozenset(found)

    @cached_property
    def decided(self) -> frozenset[Hashable]:
        """The pairs, as :attr:`about` names them, that a person's decision in force is about."""
        kinds = (*_PAIRS, Kind.WITHDRAW)
        return frozenset(
            what
            for (thing, what), lines in self.about.items()
            if thing == "pair" and any(t.is_in_force and t.judgement.kind in kinds for t in lines)
        )

    @cached_property
    def decided_documents(self) -> frozenset[frozenset[str]]:
        """The documents of the pairs of :attr:`decided`, two and two."""
        return frozenset(frozenset(side[0] for side in pair) for pair in self.decided if isinstance(pair, frozenset))

    def on_claim(self, id_: int) -> tuple[Told, ...]:
        """The lines about a claim, and about what it was before it was corrected and became after, oldest first."""
        known = {id_}
        while True:
            found = self.on(*(("claim", i) for i in known))
            more = {i for t in found if t.judgement.kind in KINDS for i in _ids(t.judgement)} - known
            if not more:
                return found
            known |= more

    def on_pair(self, a: Iterable[Side], b: Iterable[Side]) -> tuple[Told, ...]:
        """The lines about two, each by every way in which a judgement may have named it, oldest first."""
        others = list(b)
        return self.on(*(("pair", frozenset({x.identity, y.identity})) for x in a for y in others))

    @classmethod
    def of(cls, log: Sequence[Judgement]) -> Log:
        """The same of judgements at hand. Raises DecisionError when one cannot be used."""
        lines = told(log)
        by_line = {t.judgement.line: t.judgement for t in lines}
        about: dict[Thing, list[Told]] = defaultdict(list)
        for t in lines:
            for thing in _things(_undone_by(t.judgement, by_line)):
                about[thing].append(t)
        return cls(lines, {thing: tuple(found) for thing, found in about.items()})


def log_of(opened: Opened) -> Log:
    """The log as it is now. Raises DecisionError when it cannot be used."""
    return log_at(opened.archive.layout.decisions)


def log_at(path: Path) -> Log:
    """The log in a file as it is now; read again only when the file has changed."""
    try:
        s = path.stat()
    except FileNotFoundError:
        return Log((), {})
    return _log(path, s.st_mtime_ns, s.st_size)


def on_claim(opened: Opened, digits: str) -> tuple[Told, ...]:
    """Every judgement of the claim of these sixteen digits, oldest first, superseded and undone ones included; also of what it was before it was
    corrected, and of what stood at its place when a new reading gave it another id."""
    log = log_of(opened)
    found = log.on_claim(int(digits, 16))
    if found:
        return found
    rows = opened.record.rows(
        """SELECT d.id, p.name, c.span_start, c.span_end, t.quote FROM claim c JOIN document d USING (doc) JOIN predicate p USING (predicate)
        JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc WHERE c.claim_id = ?""",
        [int(digits, 16)],
    )
    return log.on(*(("place", row) for row in rows))


def on_document(opened: Opened, document: str) -> tuple[Told, ...]:
    """Every judgement of a document as a whole, oldest first: notes, withdrawals."""
    return log_of(opened).on(("document", document))


def on_entity(opened: Opened, key: str) -> tuple[Told, ...]:
    """Every note on somebody or something of the record, and every decision who is one with it, oldest first; empty for an unknown key."""
    named = opened.by_key.get(key)
    if named is None:
        return ()
    record = opened.record
    keys = record.rows("SELECT d.id, l.key FROM local_entity l JOIN document d USING (doc) WHERE l.entity = ?", [named.entity])
    names = record.rows("SELECT DISTINCT d.id, n.text FROM name n JOIN document d USING (doc) WHERE n.entity = ?", [named.entity])
    sides = [*(Side(d, key=k) for d, k in keys), *(Side(d, name=n) for d, n in names)]
    return log_of(opened).on(*(("side", s.identity) for s in sides))


def on_dispute(opened: Opened, digits: str) -> tuple[Told, ...]:
    """Every note on the dispute of these ten digits, oldest first."""
    return log_of(opened).on(("dispute", digits))


@lru_cache(maxsize=4)
def _log(path: Path, changed: int, size: int) -> Log:
    return Log.of(judgements.read(path))


def _undone_by(j: Judgement, by_line: dict[int, Judgement]) -> Judgement:
    """What an undo takes back in the end; any other judgement itself."""
    while j.kind is Kind.UNDO and (line := j.fields.get("line")) in by_line:
        j = by_line[line]
    return j


def _things(j: Judgement) -> Sequence[Thing]:
    if j.kind in KINDS:
        review = review_of(j)
        return [*_claim(review.target), *(_claim(review.says) if review.says else ())]
    if j.kind in _PAIRS:
        return _pair(*(side_of(j.where, name, j.fields.get(name)) for name in ("a", "b")))
    if j.kind in (Kind.WITHDRAW, Kind.RESTORE):
        if "link" in j.fields:
            return _pair(*link_sides(j))
        target = target_of(j)
        return (
            _claim(target)
            if isinstance(target, ClaimTarget)
            else [("document", target.document)]
            if isinstance(target, DocumentTarget)
            else []
        )
    if j.kind is Kind.NOTE:
        return _noted(note_of(j))
    if j.kind is Kind.GRADE and isinstance(what := grade.from_judgement(j).what, grade.ClaimPlace):
        return [("claim", what.id)]
    return []


def _ids(j: Judgement) -> set[int]:
    review = review_of(j)
    return {review.target.id, *([review.says.id] if review.says else [])}


def _claim(target: ClaimTarget) -> list[Thing]:
    return [("claim", target.id), ("place", (target.document, target.predicate, target.start, target.end, target.quote))]


def _pair(a: Side, b: Side) -> list[Thing]:
    return [("pair", frozenset({a.identity, b.identity})), ("side", a.identity), ("side", b.identity)]


def _noted(note: Note) -> list[Thing]:
    if isinstance(note.about, ClaimTarget):
        return _claim(note.about)
    if isinstance(note.about, Side):
        return [("side", note.about.identity)]
    return [(note.kind, note.about)]

"""What bears on an item of the review: the words in their surroundings, what speaks for and against, what leans on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.asking.citation import Citation, cite
from variorum.errors import VariorumError
from variorum.identity.folding import fold
from variorum.model import Document, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.publishing.edition import counted
from variorum.reasoning import Dispute
from variorum.reasoning.dispute import dispute_digits
from variorum.reasoning.disputes import disputes_of_claim
from variorum.reasoning.states import Status
from variorum.reasoning.witness import Window
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.bars import bar
from variorum.room.drawing.svg import element, picture
from variorum.room.opened import Opened
from variorum.room.review.leaning import State, carried_alone
from variorum.room.review.queue import ClaimItem, PairItem
from variorum.room.words import window
from variorum.shelf.documents import text_of

#: Characters before and after the words of a claim, and before and after a name.
_AROUND, _NEAR = 240, 130
_FEW = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document with what stands around them; ``heading`` names the document, ``published`` is EDTF or empty."""

    document: str
    heading: str
    published: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A row of reasons: ``by`` what is compared, what speaks ``for`` it and what ``against``; empty when nothing does."""

    by: str
    pro: str
    con: str


@dataclass(frozen=True)
class ClaimEvidence:
    """``alone``: the answers, in words, that fall with it. ``supports`` say the same, ``opposes`` stand on other sides of its disputes."""

    claim: Citation
    score: float | None
    passage: Passage
    alone: tuple[str, ...]
    disputes: tuple[tuple[str, Dispute], ...]
    supports: tuple[Citation, ...]
    opposes: tuple[Citation, ...]


@dataclass(frozen=True)
class SideEvidence:
    """One of two: its ``label``, ``entity`` of the record, a passage that names it, and some of what its document says of it."""

    label: str
    entity: int
    passage: Passage | None
    claims: tuple[Citation, ...]
    number: int
    document: str
    heading: str


@dataclass(frozen=True)
class PairEvidence:
    """The two side by side, when each is spoken of as a drawing, and what speaks for and against their being one."""

    sides: tuple[SideEvidence, SideEvidence]
    drawing: Markup | None
    drawn: str
    grounds: tuple[Ground, ...]


def claim_evidence(opened: Opened, item: ClaimItem) -> ClaimEvidence:
    """What bears on a claim."""
    claim = cite(opened.record, [item.claim])[item.claim]
    disputes = tuple(_disputes(opened, item.claim))
    against = {c for _, d in disputes for s in d.sides if item.claim not in s.claims for c in s.claims}
    same = opened.record.rows(
        """SELECT b.claim_id FROM claim a JOIN claim b ON b.predicate = a.predicate AND b.subject = a.subject AND b.object = a.object
        AND b.polarity = a.polarity WHERE a.claim_id = ? AND b.claim_id <> a.claim_id ORDER BY b.claim_id LIMIT 20""",
        [item.claim],
    )
    pro = [c for (c,) in same][:_FEW]
    words = cite(opened.record, [*pro, *sorted(against)[:_FEW]])
    return ClaimEvidence(
        claim,
        item.score,
        passage(opened, claim.document, claim.start, claim.end, claim.quote),
        tuple(in_words(opened, s) for s in carried_alone(opened, [item.claim]).get(item.claim, ())),
        disputes,
        tuple(words[c] for c in pro),
        tuple(words[c] for c in sorted(against)[:_FEW]),
    )


def _disputes(opened: Opened, claim: int) -> Iterator[tuple[str, Dispute]]:
    """The disputes that the record keeps in which a claim takes a side, by their digits; found for this claim only, not among all."""
    for dispute in disputes_of_claim(opened.record, claim, most=_FEW):
        yield dispute_digits(dispute, (opened.entities[e].key for e in dispute.about if e in opened.entities)), dispute


def in_words(opened: Opened, state: State) -> str:
    """An answer as a sentence."""
    return vocabulary()[state.name].sentence(opened.label(state.x) if state.x else None, opened.label(state.y) if state.y else None)


def passage(opened: Opened, document: str, start: int, end: int, quote: str, around: int = _AROUND) -> Passage:
    """The words at a place with what stands around them, cut between words; alone when the original cannot be read."""
    known, text = _document(opened, document)
    before, after = ("", "") if text[start:end] != quote else (text[max(0, start - around) : start], text[end : end + around])
    if len(before) == around:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == around:
        after = f"{after.rpartition(' ')[0]} …"
    return Passage(document, known.title or document, known.published or "", before, quote, after)


def _document(opened: Opened, id_: str) -> tuple[Document, str]:
    """The document, and its text; empty when the original cannot be read."""

    def read() -> tuple[Document, str]:
        names = ("id", "sha256", "title", "author", "publisher", "published", "url", "language", "file", "chars")
        (row,) = opened.record.rows(f"SELECT {', '.join(names)} FROM document WHERE id = ?", [id_])
        document = Document(**dict(zip(names, row, strict=True)))
        try:
            return document, text_of(opened.archive.layout, document)
        except VariorumError:
            return document, ""

    return opened.memo(("text", id_), read)


# ---------------------------------------------------------------- pairs
_CLAIMS_OF = """SELECT c.claim_id, c.start_earliest, c.start_latest, c.end_earliest, c.end_latest, c.subject, c.object FROM claim c
JOIN document d USING (doc) WHERE d.id = ? AND (c.subject = ? OR c.object = ? OR c.voice = ?) ORDER BY c.span_start, c.claim_id LIMIT 400"""


def pair_evidence(opened: Opened, item: PairItem) -> PairEvidence:
    """What bears on whether two are one."""
    rows = [opened.record.rows(_CLAIMS_OF, [place[0], e, e, e]) for place, e in zip((item.a, item.b), item.entities, strict=True)]
    a, b = (_side(opened, item, i, rows[i]) for i in (0, 1))
    windows = [[w for r in found if not (w := Window(*r[1:5])).is_undated] for found in rows]
    drawing, drawn = _drawing(item.labels, windows)
    return PairEvidence((a, b), drawing, drawn, tuple(_grounds(opened, item, rows, windows)))


def _side(opened: Opened, item: PairItem, i: int, rows: Sequence[tuple[int, ...]]) -> SideEvidence:
    document, entity, label = (item.a, item.b)[i][0], item.entities[i], item.labels[i]
    mentions = opened.record.rows(
        """SELECT m.span_start, m.span_end, m.form FROM mention m JOIN document d USING (doc) WHERE d.id = ? AND m.entity = ?
        ORDER BY m.form <> 'name', m.span_start LIMIT 200""",
        [document, entity],
    )
    known, text = _document(opened, document)
    found = None
    if mentions:
        start, end, _ = next((m for m in mentions if text[m[0] : m[1]] == label), mentions[0])
        found = passage(opened, document, start, end, text[start:end], _NEAR)
    some = [r[0] for r in rows[:_FEW]]
    words = cite(opened.record, some)
    if found is None and some:  # a person's reading need not say where each is named
        first = words[some[0]]
        found = passage(opened, document, first.start, first.end, first.quote, _NEAR)
    return SideEvidence(label, entity, found, tuple(words[c] for c in some), len(rows), document, known.title or document)


def _drawing(labels: tuple[str, str], windows: Sequence[Sequence[Window]]) -> tuple[Markup | None, str]:
    """When each is spoken of, and the same in words."""
    days = [d for found in windows for w in found for d in (w.start_earliest, w.start_latest, w.end_earliest, w.end_latest)]
    axis = Axis.over(days, 150, 556)
    if axis is None:
        return None, ""
    parts = [axis.grid(0, 34, apart=40)]
    for i, found in enumerate(windows):
        parts.append(element("text", labels[i] if len(labels[i]) <= 20 else f"{labels[i][:19]}…", x=0, y=10 + 17 * i, class_="xs k"))
        parts += [bar(axis, w, Status.HELD, 3 + 17 * i, 9) for w in found[:60]]
    words = "; ".join(f"{labels[i]}: {_when(found)}" for i, found in enumerate(windows))
    said = f"When each is spoken of. {words}"
    return picture(560, 56, said, *parts), said


def _when(found: Sequence[Window]) -> str:
    days = _days(found)
    return window(Window(days[0], days[0], days[1], days[1])) if days else "no date said"


def _days(found: Sequence[Window]) -> tuple[int, int] | None:
    """The first and the last day (half open) of which anything is said; open ends do not count."""
    known = [
        d for w in found for d in (w.start_earliest, w.start_latest, w.end_earliest, w.end_latest) if UNKNOWN_PAST < d < UNKNOWN_FUTURE
    ]
    return (min(known), max(known)) if known else None


def _grounds(
    opened: Opened, item: PairItem, rows: Sequence[Sequence[tuple[int, ...]]], windows: Sequence[Sequence[Window]]
) -> list[Ground]:
    same, _, apart = re.sub(", but ", "; ", item.reason, count=1).partition("; ") if not item.joined else (item.reason, "", "")
    common = {fold(label) for label in item.labels}
    ((bearers,),) = opened.record.rows("SELECT count(DISTINCT entity) FROM name WHERE array_contains(?, folded)", [sorted(common)])
    others = bearers - len(set(item.entities))
    also = f"{counted(others, 'other')} in this record bear such a name" if others > 0 else ""
    found = [Ground("Name", same, "; ".join(filter(None, (apart, also))))]
    company = [{e for r in side for e in r[5:7]} - {0, *item.entities} for side in rows]
    both = sorted(opened.label(e) for e in company[0] & company[1])
    alone = not both and company[0] and company[1]
    found.append(
        Ground(
            "Company",
            f"with both: {', '.join(both[:_FEW])}{' …' if len(both) > _FEW else ''}" if both else "",
            "nobody is with both" if alone else "",
        )
    )
    a, b = _days(windows[0]), _days(windows[1])
    if a and b:
        times = f"{_when(windows[0])}; {_when(windows[1])}"
        meet = a[0] < b[1] and b[0] < a[1]
        found.append(Ground("Time", f"times meet: {times}" if meet else "", "" if meet else f"at different times: {times}"))
    types = [opened.entities[e].type if e in opened.entities else "" for e in item.entities]
    if types[0] != types[1]:
        found.append(Ground("Type", "", f"one is a {types[0]}, the other a {types[1]}"))
    for row in opened.record.rows(
        """SELECT p.name, d.id FROM claim c JOIN predicate p USING (predicate) JOIN document d USING (doc) WHERE c.polarity > 0
        AND (c.subject = ? AND c.object = ? OR c.subject = ? AND c.object = ?) ORDER BY d.id LIMIT 4""",
        [*item.entities, *reversed(item.entities)],
    ):
        is_same = row[0] in {p.name for p in vocabulary().questions["same"].supports}
        words = f"{row[1]} relates the two: {row[0].replace('_', ' ')}"
        found.append(Ground("Said", words if is_same else "", "" if is_same else words))
    return [g for g in found if g.pro or g.con]

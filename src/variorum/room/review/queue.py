"""What waits to be judged, in order of how many answers a judgement would change at most: claims that carry something, and who is one with whom.

What is not in it: what a person has judged or read himself, and claims on which nothing leans.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from variorum.asking.citation import cite
from variorum.identity.decisions import Side
from variorum.judging.pairs import side_at
from variorum.model import PERSON
from variorum.publishing.edition import counted
from variorum.room.addresses import claim_digits
from variorum.room.judged import Log
from variorum.room.opened import Opened
from variorum.room.review.leaning import Leaning, leaning

#: How many of each kind wait at most: the first in order of what leans on them.
FIRST = 300


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim: has its document been read rightly? ``title`` is what it says, ``why`` why it is here, ``score`` the share of such claims that are read rightly.

    ``agreement`` is that of two readers, where a language model read too (model/proposal.py); None: one reader only.
    """

    claim: int
    impact: int
    title: str
    document: str
    why: tuple[str, ...]
    score: float | None
    agreement: float | None = None

    @property
    def sure(self) -> float:
        """How sure the reading is, to sort by: two readers by whether they agree, one by its score, and one that has none at even odds."""
        return next((x for x in (self.agreement, self.score) if x is not None), 0.5)

    @property
    def key(self) -> str:
        return claim_digits(self.claim)


@dataclass(frozen=True, slots=True)
class PairItem:
    """Two documents' entities that the machine made one (``joined``) or kept apart. ``more``: how many pairs of the same two for the same reason."""

    a: tuple[str, str]
    b: tuple[str, str]
    entities: tuple[int, int]
    labels: tuple[str, str]
    joined: bool
    rule: str
    reason: str
    impact: int
    more: int

    @property
    def key(self) -> str:
        """Permanent, as long as the documents' readings have these keys."""
        return "p" + hashlib.sha256("\0".join((*self.a, *self.b)).encode()).hexdigest()[:15]


Item = ClaimItem | PairItem


@dataclass(frozen=True)
class Queue:
    """All items of a record, in order, whatever has been judged of them; by key too."""

    items: tuple[Item, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        return {i.key: i for i in self.items}


def queue(opened: Opened) -> Queue:
    """The queue of this record. The first call takes a moment for a large record, later ones none."""
    return opened.memo("review", lambda: Queue(tuple(sorted([*_claims(opened), *_pairs(opened)], key=_order))))


def waiting(opened: Opened, log: Log) -> tuple[Item, ...]:
    """The items that nobody has judged."""
    done, decided = log.reviewed, log.decided
    documents = log.decided_documents

    def is_judged(i: Item) -> bool:
        if isinstance(i, ClaimItem):
            return i.claim in done
        if frozenset({i.a[0], i.b[0]}) not in documents:
            return False
        a, b = every_side(opened, i)
        return any(frozenset({x.identity, y.identity}) in decided for x in a for y in b)

    return tuple(i for i in queue(opened).items if not is_judged(i))


def sides(opened: Opened, item: PairItem) -> tuple[Side, Side]:
    """How a decision names the two."""
    return opened.memo(("sides", item.key), lambda: (side_at(opened.record, *item.a), side_at(opened.record, *item.b)))


def every_side(opened: Opened, item: PairItem) -> tuple[list[Side], list[Side]]:
    """All ways in which a decision may have named the two: by key, and by every name that they have in their documents."""

    def all_of(document: str, key: str) -> list[Side]:
        names = opened.record.rows(
            """SELECT DISTINCT n.text FROM local_entity l JOIN document d USING (doc) JOIN name n ON n.doc = l.doc AND n.entity = l.entity
            WHERE d.id = ? AND l.key = ?""",
            [document, key],
        )
        return [Side(document, key=key), *(Side(document, name=n) for (n,) in names)]

    return opened.memo(("every side", item.key), lambda: (all_of(*item.a), all_of(*item.b)))


def _order(item: Item) -> tuple[Any, ...]:
    sure = item.sure if isinstance(item, ClaimItem) else 1.0 if item.joined else 0.5
    return -item.impact, sure, item.key


# ---------------------------------------------------------------- claims
_CLAIMS = """SELECT c.claim_id, t.score, r.agreement, r.readers
FROM claim c JOIN document d USING (doc) JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc
LEFT JOIN (SELECT claim_id, list(reader ORDER BY reader) AS readers, max(agreement) AS agreement FROM proposal GROUP BY claim_id) r ON r.claim_id = c.claim_id
WHERE array_contains(?, c.claim_id) AND d.reader <> 'person'"""
#: A date so many characters beside a claim is likely in its sentence.
_BESIDE = 80
_UNREAD_DATES = f"""SELECT c.claim_id FROM unread u JOIN claim c ON c.doc = u.doc AND c.span_start <= u.span_end + {_BESIDE}
    AND u.span_start <= c.span_end + {_BESIDE}
JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc WHERE u.kind = 'date unresolved' AND t.edtf IS NULL ORDER BY c.claim_id LIMIT {FIRST}"""


def _claims(opened: Opened) -> Iterable[ClaimItem]:
    lean = leaning(opened)
    undated = {c for (c,) in opened.record.rows(_UNREAD_DATES)}
    weight = {c: len(lean.alone.get(c, ())) + lean.disputed.get(c, 0) + (c in undated) for c in {*lean.alone, *lean.disputed, *undated}}
    rows = opened.record.rows(_CLAIMS, [sorted(weight)])
    items = [
        ClaimItem(c, weight[c], "", "", (*_why(lean, c, c in undated), *_proposed(readers or (), agreement)), score, agreement)
        for c, score, agreement, readers in rows
    ]
    chosen = sorted(items, key=_order)[:FIRST]
    words = cite(opened.record, [i.claim for i in chosen])
    for i in chosen:
        yield replace(i, title=words[i.claim].sentence, document=words[i.claim].document)


def _proposed(readers: Sequence[str], agreement: float | None) -> Iterable[str]:
    if PERSON in readers or not readers:
        return
    if agreement is None:
        yield "read by a language model"
    elif agreement == 0:
        yield f"only the {'language model' if 'model' in readers else 'compact reader'} reads it so"
    elif agreement < 1:
        yield "the readers differ in a detail"


def _why(lean: Leaning, claim: int, undated: bool) -> Iterable[str]:
    if alone := len(lean.alone.get(claim, ())):
        yield f"alone carries {counted(alone, 'answer')}"
    if disputed := lean.disputed.get(claim, 0):
        yield f"on a side of {counted(disputed, 'dispute')}"
    if claim in lean.both_ways:
        yield "its voice contradicts itself"
    if undated:
        yield "undated, and a date beside it was not read"


# ---------------------------------------------------------------- pairs
_LINKS = """SELECT DISTINCT i.doc_a, a.id, i.key_a, la.entity, i.doc_b, b.id, i.key_b, lb.entity, i.joined, i.rule, i.reason FROM identity_link i
JOIN document a ON a.doc = i.doc_a JOIN document b ON b.doc = i.doc_b JOIN local_entity la ON la.doc = i.doc_a AND la.key = i.key_a
JOIN local_entity lb ON lb.doc = i.doc_b AND lb.key = i.key_b WHERE i.doc_a <> i.doc_b AND i.rule <> 'decision'
ORDER BY a.id, i.key_a, b.id, i.key_b, i.rule"""


def _pairs(opened: Opened) -> Iterable[PairItem]:
    """One item for all pairs that are of the same two entities of the record for the same reason: that on which most leans. Of those made one, only where
    something does."""
    lean = leaning(opened)
    grouped: dict[tuple[Any, ...], list[tuple[int, Sequence[Any]]]] = {}
    for row in opened.record.rows(_LINKS):
        doc_a, _, _, entity_a, doc_b, _, _, entity_b, joined, rule, reason = row
        impact = min(lean.of_document.get((doc_a, entity_a), 0), lean.of_document.get((doc_b, entity_b), 0))
        grouped.setdefault((min(entity_a, entity_b), max(entity_a, entity_b), joined, rule, reason), []).append((impact, row))
    best = [(*max(rows, key=lambda r: r[0]), len(rows)) for rows in grouped.values()]
    best = sorted((b for b in best if b[0] or not b[1][8]), key=lambda b: -b[0])[:FIRST]
    names = _names(opened, [(row[i], row[j]) for _, row, _ in best for i, j in ((0, 3), (4, 7))])
    for impact, chosen, n in best:
        doc_a, id_a, key_a, e_a, doc_b, id_b, key_b, e_b, joined, rule, reason = chosen
        labels = (_called(names.get((doc_a, e_a), ()), reason), _called(names.get((doc_b, e_b), ()), reason))
        yield PairItem(
            (id_a, key_a),
            (id_b, key_b),
            (e_a, e_b),
            (labels[0] or opened.label(e_a), labels[1] or opened.label(e_b)),
            joined,
            rule,
            reason,
            impact,
            n - 1,
        )


def _names(opened: Opened, wanted: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], list[str]]:
    """The names that a document gives to an entity, the longest first, titles last."""
    rows = opened.record.rows(
        """SELECT doc, entity, text FROM name WHERE array_contains(?, doc) AND array_contains(?, entity)
        ORDER BY kind = 'title', length(text) DESC, text""",
        [sorted({d for d, _ in wanted}), sorted({e for _, e in wanted})],
    )
    found: dict[tuple[int, int], list[str]] = {}
    for doc, entity, text in rows:
        found.setdefault((doc, entity), []).append(text)
    return found


def _called(names: Sequence[str], reason: str) -> str | None:
    """The name that the reason speaks of, where it does; else the first."""
    return next((n for n in names if repr(n) in reason), names[0] if names else None)

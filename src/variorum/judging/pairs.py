"""Judging whether two documents' entities are one, as judgements that are not yet kept."""

from __future__ import annotations

from variorum.errors import UsageError
from variorum.identity.decisions import DecisionKind, Side, side_to_dict
from variorum.identity.folding import fold
from variorum.judging.keep import reason
from variorum.judging.seen import no_document
from variorum.reasoning.witness import Rows
from variorum.shelf.custody import read
from variorum.shelf.documents import documents
from variorum.shelf.gazetteers.shelved import shelved
from variorum.shelf.judgements import Judgement, Kind, signed
from variorum.shelf.layout import Layout


def deciding(kind: DecisionKind, a: Side, b: Side, *, why: str, by: str | None = None) -> Judgement:
    """That the two are, or are not, one. Raises UsageError when no reason is given or both sides are the same."""
    if a.identity == b.identity:
        raise UsageError(f"both sides are {a}; a decision is about two")
    return signed(Kind(kind), {"a": side_to_dict(a), "b": side_to_dict(b)}, why=reason(why), by=by)


def side_named(layout: Layout, text: str) -> Side:
    """The side that DOCUMENT:NAME means, or LIST:REFERENCE for a party of a published list. Raises UsageError when it is not of that form, or the
    archive has no such document or list."""
    document, colon, name = text.partition(":")
    if not colon or not name.strip():
        raise UsageError(f"{text!r} names no entity; expected DOCUMENT:NAME, such as letter-7:Abu Umar")
    entries = read(layout)
    if document in {g.id for g in shelved(entries)}:
        return Side(document, key=name.strip())
    if document not in (known := [d.id for d in documents(layout, entries)]):
        raise no_document(known, document)
    return Side(document, name=name.strip())


def side_at(record: Rows, document: str, key: str) -> Side:
    """How a decision names the entity of a reading: by a name that only it bears in its document, which a new reading keeps, else by its key."""
    rows = record.rows(
        """SELECT n.text, n.folded, n.entity, l.entity FROM local_entity l JOIN document d USING (doc) JOIN name n ON n.doc = l.doc
        WHERE d.id = ? AND l.key = ?""",
        [document, key],
    )
    shared = record.rows(
        "SELECT count(*) FROM local_entity l JOIN document d USING (doc) WHERE d.id = ? AND l.entity = ?",
        [document, rows[0][3] if rows else 0],
    )
    own = sorted({text for text, _, bearer, entity in rows if bearer == entity}, key=lambda n: (-len(n), n))
    if key.startswith("@") or shared[0][0] != 1:  # a speaker, or two of the document that are one: a name would not tell which
        return Side(document, key=key)
    bearers: dict[str, set[int]] = {}
    for text, _, bearer, _ in rows:
        bearers.setdefault(fold(text), set()).add(bearer)
    alone = next((n for n in own if len(bearers[fold(n)]) == 1), None)
    return Side(document, name=alone) if alone else Side(document, key=key)

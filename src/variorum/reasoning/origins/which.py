"""Which claim is meant: by its id in the record, or by document and its id there."""

from __future__ import annotations

import re

from variorum.errors import UsageError
from variorum.reasoning.witness import Rows

_ID = re.compile(r"(?:0x)?[0-9a-f]{16}", re.IGNORECASE)


def find_claim(record: Rows, wanted: str | int) -> int:
    """The record's number of a claim: a number, the sixteen hexadecimal digits that ``--json`` prints as its id, or DOCUMENT:LOCALID (agency:c4).

    Raises:
        UsageError: it is none of these, or the record has no such claim; the message says which the document has.
    """
    if isinstance(wanted, int):
        rows = record.rows("SELECT claim_id FROM claim WHERE claim_id = ?", [wanted])
        return _only(rows, f"the record has no claim {wanted:016x}")
    text = wanted.strip()
    if _ID.fullmatch(text):
        number = int(text, 16)
        rows = record.rows("SELECT claim_id FROM claim WHERE claim_id = ?", [number]) if number < 2**63 else []
        return _only(rows, f"the record has no claim {text}; `claims --json` lists them with their ids")
    document, colon, local = text.rpartition(":")
    if not colon or not document or not local:
        raise UsageError(f"{wanted!r} names no claim; expected DOCUMENT:LOCALID, such as agency:c4, or the sixteen digits of an id")
    return _in_document(record, document, local)


def _only(rows: list[tuple[int]], otherwise: str) -> int:
    if not rows:
        raise UsageError(otherwise)
    return rows[0][0]


def _in_document(record: Rows, document: str, local: str) -> int:
    docs = record.rows("SELECT doc FROM document WHERE id = ?", [document])
    if not docs:
        known = [r[0] for r in record.rows("SELECT id FROM document ORDER BY id LIMIT 11")]
        raise UsageError(f"the record has no document {document!r}; it has {', '.join(known[:10])}{' ...' if len(known) > 10 else ''}")
    sql = "SELECT claim_id FROM claim_text WHERE doc = ? AND local_id = ? ORDER BY claim_id"
    rows = record.rows(sql, [docs[0][0], local])
    if not rows:
        some = (
            "SELECT t.local_id FROM claim_text t JOIN claim c ON c.claim_id = t.claim_id WHERE t.doc = ? ORDER BY c.span_start, 1 LIMIT 11"
        )
        has = [r[0] for r in record.rows(some, docs[0])]
        listed = f"it has {', '.join(has[:10])}{' ...' if len(has) > 10 else ''}" if has else "it has none"
        raise UsageError(f"the document {document!r} has no claim {local!r}; {listed}")
    return int(rows[0][0])

"""What a person means to withdraw or restore: named as people name it, found in a record, and what leans on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from variorum.asking.ask import Record
from variorum.asking.dossier import resolve_name
from variorum.errors import UsageError
from variorum.identity.decisions import Side
from variorum.identity.identities import Ref
from variorum.record.withdrawals import ClaimTarget, DocumentTarget, LinkTarget, Target, VoiceTarget, Withdrawal

_ID = re.compile(r"[0-9a-fA-F]{16}")
_CLAIM = """SELECT d.id, c.claim_id, p.name, c.span_start, c.span_end, t.quote FROM claim c JOIN document d ON d.doc = c.doc
JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc JOIN predicate p ON p.predicate = c.predicate WHERE {condition}"""


def document_target(record: Record, id_: str) -> DocumentTarget:
    """The document, or the published list, of that id. Raises UsageError, with the ids that there are, when the record has none."""
    if not record.rows("SELECT 1 FROM document WHERE id = ? UNION ALL SELECT 1 FROM gazetteer WHERE id = ?", [id_, id_]):
        raise _no_document(record, id_)
    return DocumentTarget(id_)


def claim_target(record: Record, text: str) -> ClaimTarget:
    """The claim that a text names: ``DOCUMENT:ID``, its id in the reading of its document, or its 16 digits, as every command prints them.

    Raises:
        UsageError: it has neither form, or there is no such claim.
    """
    document, colon, local = text.rpartition(":")
    if _ID.fullmatch(text):
        found = record.rows(_CLAIM.format(condition="c.claim_id = ?"), [int(text, 16)])
    elif colon and local:
        found = record.rows(_CLAIM.format(condition="d.id = ? AND t.local_id = ?"), [document, local])
    else:
        raise UsageError(f"{text!r} names no claim; expected DOCUMENT:ID, such as letter-7:c12, or the 16 digits of its id")
    if not found:
        raise UsageError(f"the record has no claim {text}; `variorum claims` prints each with its document and id")
    return ClaimTarget(*found[0])


def link_target(record: Record, a: str, b: str) -> LinkTarget:
    """The link between two documents' entities, each DOCUMENT:NAME, or DOCUMENT:KEY with the key of the reading.

    Raises:
        UsageError: one of the two is not of that form or not in the record, or nothing makes them one.
    """
    sides = [_side(record, text) for text in (a, b)]
    entities = [_entities(record, side) for side in sides]
    for side, found in zip(sides, entities, strict=True):
        if not found:
            raise UsageError(f"nobody in {side.document} is called {side.key or side.name!r}; `variorum entity` shows all names")
    if not entities[0] & entities[1]:
        raise UsageError(f"{sides[0]} and {sides[1]} are not one in the record: there is no link to withdraw")
    return LinkTarget(sides[0], sides[1])


def voice_target(record: Record, name: str) -> VoiceTarget:
    """The voice that a name most likely means, with everybody who is it in any document.

    Raises:
        QuestionError: nobody is called that.
        UsageError: whoever is, commits to no claim and judges none.
    """
    entity = resolve_name(record, name)
    ((label,),) = record.rows("SELECT label FROM entity WHERE entity = ?", [entity])
    said = record.rows(
        "SELECT (SELECT count(*) FROM claim WHERE voice = ?) + (SELECT count(*) FROM assessment WHERE voice = ?)", [entity] * 2
    )
    if not said[0][0]:
        raise UsageError(f"{label} commits to no claim and judges none: there is no voice to withdraw")
    members = record.rows("SELECT d.id, l.key FROM local_entity l JOIN document d USING (doc) WHERE l.entity = ?", [entity])
    return VoiceTarget(label, tuple(sorted(Ref(d, k) for d, k in members)))


def withdrawn_target(wanted: Target, withdrawn: Iterable[Withdrawal]) -> Withdrawal | None:
    """The withdrawal in force that is about the wanted target; of a voice: about anybody who is it. None when there is none."""

    def is_meant(found: Target) -> bool:
        if isinstance(wanted, VoiceTarget) and isinstance(found, VoiceTarget):
            return not set(wanted.members).isdisjoint(found.members)
        return found.matter == wanted.matter

    return next((w for w in withdrawn if is_meant(w.target)), None)


def leaning(record: Record, target: Target) -> tuple[str, ...]:
    """What leans on a target in the record before it is withdrawn, and what does not fall with it, as sentences."""
    match target:
        case DocumentTarget(id_) if record.rows("SELECT 1 FROM gazetteer WHERE id = ?", [id_]):
            linked = "SELECT DISTINCT e.label FROM listed_entity x JOIN gazetteer g USING (list) JOIN entity e USING (entity) WHERE g.id = ? AND x.linked"
            labels = [label for (label,) in record.rows(f"{linked} ORDER BY 1", [id_])]
            some = f": {', '.join(labels[:_NAMED])}{' ...' if len(labels) > _NAMED else ''}" if labels else ""
            return (f"By it {_n(len(labels), 'entity', 'entities')} are taken for listed parties, which fall with it{some}.",)
        case DocumentTarget(id_):
            claims, judged = (_count(record, f"SELECT count(*) FROM {t} JOIN document d USING (doc) WHERE d.id = ?", [id_]) for t in _BOTH)
            alone = _n(_count(record, _ALONE, [id_]), "entity", "entities")
            return (f"It holds {_n(claims, 'claim')} and {_n(judged, 'assessment')}; known from it alone: {alone}.",)
        case ClaimTarget(_, id_):
            judged = _count(record, "SELECT count(*) FROM assessment WHERE claim_id = ?", [id_])
            return (f"Judged in the texts by {_n(judged, 'assessment')}, of which none counts without it.",) if judged else ()
        case VoiceTarget(name, members):
            through = "SELECT count(*) FROM claim WHERE array_contains(chain, ?) AND voice <> ?"
            number = _count(record, through, [_entity_of(record, members)] * 2)
            rest = "what others commit to is theirs. To take these out too, withdraw the documents that pass them on."
            return (f"Passed on by {name} and left standing: {_n(number, 'claim')} of others; {rest}",) if number else ()
        case _:
            return ()


_NAMED = 12
_BOTH = ("claim c", "assessment a")
_ALONE = """SELECT count(*) FROM (SELECT l.entity FROM local_entity l JOIN document d USING (doc)
GROUP BY l.entity HAVING min(d.id) = max(d.id) AND min(d.id) = ?)"""


def _count(record: Record, sql: str, parameters: Sequence[Any]) -> int:
    return int(record.rows(sql, parameters)[0][0])


def _n(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _entity_of(record: Record, members: Sequence[Ref]) -> int:
    first = members[0]
    sql = "SELECT entity FROM local_entity l JOIN document d USING (doc) WHERE d.id = ? AND l.key = ?"
    return _count(record, sql, [first.document, first.key])


def _side(record: Record, text: str) -> Side:
    document, colon, name = text.partition(":")
    name = name.strip()
    if not colon or not name:
        raise UsageError(f"{text!r} names no entity; expected DOCUMENT:NAME, such as letter-7:Abu Umar")
    if not record.rows("SELECT 1 FROM document WHERE id = ?", [document]):
        raise _no_document(record, document)
    key = record.rows("SELECT 1 FROM local_entity l JOIN document d USING (doc) WHERE d.id = ? AND l.key = ?", [document, name])
    return Side(document, key=name) if key else Side(document, name=name)


def _entities(record: Record, side: Side) -> set[int]:
    """Everybody in the document who may be meant; identity decides which, and says so when it cannot."""
    by_key = "SELECT entity FROM local_entity l JOIN document d USING (doc) WHERE d.id = ? AND l.key = ?"
    by_name = "SELECT entity FROM name n JOIN document d USING (doc) WHERE d.id = ? AND (n.text = ? OR n.folded = ?)"
    named = [side.document, side.name, side.identity[2]]
    return {e for (e,) in (record.rows(by_key, [side.document, side.key]) if side.key else record.rows(by_name, named))}


def _no_document(record: Record, id_: str) -> UsageError:
    known = [d for (d,) in record.rows("SELECT id FROM document UNION ALL SELECT id FROM gazetteer ORDER BY 1")]
    return UsageError(f"the record has no document {id_!r}; it has {', '.join(known[:10])}{' ...' if len(known) > 10 else ''}")

"""Naming a voice or a claim so that it is found again in a record built anew, and finding it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.errors import UsageError
from variorum.reasoning.weighing.fetch import rows_in
from variorum.reasoning.weighing.grade import ClaimPlace, VoicePlace
from variorum.reasoning.witness import Rows


def place_of_voice(record: Rows, entity: int) -> VoicePlace:
    """Where to look the voice up later: its first document (in order of id), with its most complete name there.

    Raises:
        UsageError: the entity speaks in no document, so there is nothing to grade.
    """
    ((label,),) = record.rows("SELECT label FROM entity WHERE entity = ?", [entity])
    if not record.rows(
        "SELECT 1 FROM claim WHERE array_contains(chain, ?) UNION ALL SELECT 1 FROM assessment WHERE voice = ?", [entity] * 2
    ):
        raise UsageError(f"{label} is in the record but says nothing in it; a grade is of a voice: somebody in the chain of a claim")
    names = record.rows(
        """SELECT d.id, n.text, min(l.key) FROM name n JOIN document d USING (doc) JOIN local_entity l ON l.doc = n.doc AND l.entity = n.entity
        WHERE n.entity = ? GROUP BY d.id, n.text ORDER BY d.id, length(n.text) DESC, n.text LIMIT 1""",
        [entity],
    )
    keys = record.rows(
        "SELECT d.id, l.key FROM local_entity l JOIN document d USING (doc) WHERE l.entity = ? ORDER BY d.id, l.key LIMIT 1", [entity]
    )
    found = [VoicePlace(d, name, key) for d, name, key in names] + [VoicePlace(d, None, key) for d, key in keys]
    return found[0]


def find_voices(record: Rows, places: Iterable[VoicePlace]) -> Mapping[VoicePlace, int]:
    """The record's entity for each place that it still knows: by name in that document, by key in it, by name anywhere if only one bears it.

    A name that two entities of the document bear is decided by the key, and else left out.
    """
    wanted = tuple(dict.fromkeys(places))
    in_document: dict[tuple[str, str], set[int]] = defaultdict(set)
    anywhere: dict[str, set[int]] = defaultdict(set)
    names = sorted({p.name for p in wanted if p.name})
    for document, text, entity in record.rows(
        "SELECT d.id, n.text, n.entity FROM name n JOIN document d USING (doc) WHERE array_contains(?, n.text)", [names]
    ):
        in_document[document, text].add(entity)
        anywhere[text].add(entity)
    keys: dict[tuple[str, str], int] = {}
    for document, key, entity in record.rows(
        "SELECT d.id, l.key, l.entity FROM local_entity l JOIN document d USING (doc) WHERE array_contains(?, d.id)",
        [sorted({p.document for p in wanted})],
    ):
        keys[document, key] = entity
    return {p: e for p in wanted if (e := _voice(p, in_document, anywhere, keys))}


def _voice(
    p: VoicePlace, in_document: Mapping[tuple[str, str], set[int]], anywhere: Mapping[str, set[int]], keys: Mapping[tuple[str, str], int]
) -> int | None:
    by_key = keys.get((p.document, p.key)) if p.key else None
    here = in_document.get((p.document, p.name), set()) if p.name else set()
    if len(here) == 1:
        return next(iter(here))
    if by_key is not None and (not here or by_key in here):
        return by_key
    everywhere = anywhere.get(p.name, set()) if p.name and not here else set()
    return next(iter(everywhere)) if len(everywhere) == 1 else None


def place_of_claim(record: Rows, text: str) -> ClaimPlace:
    """The claim that a person means by DOCUMENT:LOCALID or by its id of 16 hexadecimal digits.

    Raises:
        UsageError: the text is of neither form, or the record has no such document or claim.
    """
    document, colon, local = text.rpartition(":")
    if colon:
        rows = record.rows(f"{_PLACE} WHERE d.id = ? AND t.local_id = ?", [document, local])
        if not rows:
            raise _unknown_claim(record, text, document, local)
    else:
        number = _hexadecimal(text)
        if number is None:
            raise UsageError(f"{text!r} names no claim; expected DOCUMENT:LOCALID, such as letter-7:c12, or an id of 16 hexadecimal digits")
        rows = record.rows(f"{_PLACE} WHERE c.claim_id = ?", [number])
        if not rows:
            raise UsageError(f"the record has no claim of the id {text}")
    return ClaimPlace(*rows[0])


_PLACE = """SELECT c.claim_id, d.id, p.name, c.span_start, c.span_end FROM claim c JOIN document d ON d.doc = c.doc
JOIN predicate p ON p.predicate = c.predicate JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc"""


def _hexadecimal(text: str) -> int | None:
    try:
        number = int(text, 16) if len(text) == 16 else None
    except ValueError:
        return None
    return number if number is not None and number < 2**63 else None


def _unknown_claim(record: Rows, text: str, document: str, local: str) -> UsageError:
    known = record.rows("SELECT doc FROM document WHERE id = ?", [document])
    if not known:
        ids = [r[0] for r in record.rows("SELECT id FROM document ORDER BY id LIMIT 10")]
        return UsageError(f"{text!r}: the record has no document {document!r}; it has {', '.join(ids)}")
    some = [
        r[0]
        for r in record.rows("SELECT local_id FROM claim_text WHERE doc = ? ORDER BY length(local_id), local_id LIMIT 5", [known[0][0]])
    ]
    return UsageError(f"{text!r}: {document} has no claim {local!r}; its claims are called {', '.join(some) or 'nothing: it has none'} ...")


def find_claims(record: Rows, places: Sequence[ClaimPlace]) -> Mapping[ClaimPlace, int]:
    """The record's claim for each place that it still knows: by id, or by predicate and words' place if only one claim stands there."""
    alive = {r[0] for r in rows_in(record, "SELECT claim_id FROM claim WHERE claim_id IN ({ids})", (p.id for p in places))}
    lost = [p for p in places if p.id not in alive]
    there: dict[tuple[str, str, int, int], list[int]] = defaultdict(list)
    if lost:
        documents = sorted({p.document for p in lost})
        for claim, document, predicate, start, end in record.rows(f"{_PLACE} WHERE array_contains(?, d.id)", [documents]):
            there[document, predicate, start, end].append(claim)
    found = {p: p.id for p in places if p.id in alive}
    for p in lost:
        here = there.get((p.document, p.predicate, p.start, p.end), [])
        if len(here) == 1:
            found[p] = here[0]
    return found

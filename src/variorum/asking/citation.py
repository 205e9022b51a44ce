"""A claim as it is shown to a person: in words, with its chain, its quote and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.model import PERSON, Certainty, Mode, vocabulary
from variorum.reasoning.witness import Rows


@dataclass(frozen=True, slots=True)
class Citation:
    """``claim`` is the record's id of the claim, ``local`` its id in the document's reading; ``quote`` stands at ``start``..``end`` of the document.

    ``chain`` is outermost first, each voice with its act; ``voice`` is the last of it. ``via`` says in words how a claim about another name came here.
    ``readers`` proposed it, where a language model had part in the reading, and ``agreement`` is how far they agree (model/proposal.py); else empty and None.
    """

    claim: int
    document: str
    local: str
    predicate: str
    sentence: str
    subject: str | None
    object: str | None
    when: str | None
    affirmed: bool
    certainty: str
    mode: str
    chain: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    quote: str
    start: int
    end: int
    via: str | None = None
    readers: tuple[str, ...] = ()
    agreement: float | None = None

    @property
    def voice(self) -> str:
        return self.chain[-1][0]

    def to_dict(self) -> dict[str, Any]:
        """The form in which every reading command prints a claim with --json."""
        return {
            "id": f"{self.claim:016x}",
            "document": self.document,
            "claim": self.local,
            "predicate": self.predicate,
            "subject": self.subject,
            "object": self.object,
            "sentence": self.sentence,
            "when": self.when,
            "polarity": "affirmed" if self.affirmed else "denied",
            "certainty": self.certainty,
            "mode": self.mode,
            "voices": [{"voice": v, "act": a, "said": s or None} for (v, a), s in zip(self.chain, self.said, strict=True)],
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "via": self.via,
            **({"readers": list(self.readers), "agreement": self.agreement} if self.readers else {}),
        }

    def proposers(self) -> str | None:
        """By whom it was proposed, in words; None where the record does not tell readers apart."""
        if not self.readers:
            return None
        machines = [r for r in self.readers if r != PERSON]
        alone = " alone" if len(machines) == 1 and self.agreement is not None else ""
        return f"read by {' and '.join(machines)}{alone}{', confirmed by a person' if PERSON in self.readers else ''}"


# In two steps: where the claims stand, then their words from among those of these documents alone, since the words are kept by document.
_CLAIMS = """SELECT c.claim_id, c.doc, d.id, p.name, c.subject, c.object, c.polarity, c.certainty, c.mode, c.chain, c.span_start, c.span_end
FROM claim c JOIN document d ON d.doc = c.doc JOIN predicate p ON p.predicate = c.predicate WHERE c.claim_id IN (SELECT unnest(?::BIGINT[]))"""
_WORDS = """SELECT claim_id, local_id, edtf, acts, said, quote, name, quantity FROM claim_text
WHERE doc IN (SELECT unnest(?::INTEGER[])) AND claim_id IN (SELECT unnest(?::BIGINT[]))"""
_LABELS = "SELECT entity, label FROM entity WHERE entity IN (SELECT unnest(?::INTEGER[]))"
_PROPOSED = "SELECT claim_id, list(reader ORDER BY reader), max(agreement) FROM proposal WHERE claim_id IN (SELECT unnest(?::BIGINT[])) GROUP BY claim_id"


def cite(record: Rows, claims: Iterable[int], via: Mapping[int, str] | None = None) -> dict[int, Citation]:
    """The claims of these ids, each as a citation; ids that the record does not have are left out. Words come from the record, set-based."""
    ids = sorted(set(claims))
    found = record.rows(_CLAIMS, [ids]) if ids else []
    if not found:
        return {}
    words = {claim: rest for claim, *rest in record.rows(_WORDS, [sorted({r[1] for r in found}), ids])}
    labels = dict(record.rows(_LABELS, [sorted({e for r in found for e in (r[4], r[5], *r[9])})]))
    proposed = {r[0]: r[1:] for r in record.rows(_PROPOSED, [ids])}
    return {r[0]: _citation(r, words[r[0]], labels, (via or {}).get(r[0]), proposed.get(r[0], ((), None))) for r in sorted(found)}


_CERTAINTIES, _MODES = tuple(Certainty), tuple(Mode)


def _citation(row: tuple[Any, ...], words: Sequence[Any], labels: Mapping[int, str], via: str | None, proposed: Sequence[Any]) -> Citation:
    claim, _, doc, predicate, x, y, polarity, certainty, mode, chain, start, end = row
    local, when, acts, said, quote, name, quantity = words
    subject, obj = labels.get(x), labels.get(y)
    sentence = vocabulary()[predicate].sentence(subject, obj, denied=polarity < 0, name=name, quantity=quantity)
    return Citation(
        claim=claim,
        document=doc,
        local=local,
        predicate=predicate,
        sentence=sentence,
        subject=subject,
        object=obj,
        when=when,
        affirmed=polarity > 0,
        certainty=str(_CERTAINTIES[certainty]),
        mode=str(_MODES[mode]),
        chain=tuple(zip((labels.get(v, "somebody") for v in chain), acts, strict=True)),
        said=tuple(said),
        quote=quote,
        start=start,
        end=end,
        via=via,
        readers=tuple(proposed[0]),
        agreement=proposed[1],
    )

"""A claim with its words and its chain, as the pages of documents and claims show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.model import Act, vocabulary
from variorum.publishing.edition import Link
from variorum.reasoning.witness import COLUMNS, Witness, witness
from variorum.room.addresses import claim_digits
from variorum.room.opened import Opened
from variorum.room.words import lemma

_TEXT = "t.local_id, t.quote, t.edtf, t.role, t.name, t.quantity, t.text, t.acts, t.said, t.score"


@dataclass(frozen=True, slots=True)
class Worded:
    """``witness`` is the claim as reasoning sees it; the rest are its words.

    ``sentence`` never stands without ``chain``, the voices that bring it, outermost first.
    """

    witness: Witness
    local: str
    quote: str
    when: str | None
    role: str | None
    name: str | None
    quantity: str | None
    text: str | None
    score: float | None
    sentence: str
    chain: tuple[Link, ...]

    @property
    def id(self) -> int:
        return self.witness.claim

    @property
    def digits(self) -> str:
        return claim_digits(self.id)

    @property
    def is_denial(self) -> bool:
        return not self.witness.affirmed or self.witness.act is Act.DENIES

    @property
    def lemma(self) -> str:
        return lemma(self.quote)

    @property
    def voices(self) -> str:
        """The chain in one line, outermost first."""
        return " > ".join(f"{x.label} {x.act}" for x in self.chain)


# The words are sought among those of the documents that have such claims: they are kept by document, and a thousand times as many.
_CLAIMS = f"""SELECT {COLUMNS} FROM claim c JOIN predicate p ON p.predicate = c.predicate WHERE {{condition}}
ORDER BY c.doc, c.span_start, c.span_end, c.claim_id"""
_WORDS = f"""SELECT t.claim_id, {_TEXT} FROM claim_text t
WHERE t.doc IN (SELECT unnest(?::INTEGER[])) AND t.claim_id IN (SELECT unnest(?::BIGINT[]))"""


def worded(opened: Opened, condition: str, parameters: Sequence[Any] = ()) -> tuple[Worded, ...]:
    """The claims ``c`` for which the condition holds, in order of document and place."""
    found = [witness(row) for row in opened.record.rows(_CLAIMS.format(condition=condition), parameters)]
    places = [sorted({w.doc for w in found}), sorted({w.claim for w in found})]
    words = {claim: text for claim, *text in opened.record.rows(_WORDS, places)} if found else {}
    return tuple(_worded(opened, w, words[w.claim]) for w in found)


def of_ids(opened: Opened, claims: Iterable[int]) -> dict[int, Worded]:
    """The claims of these ids, by id; those that the record does not have are left out."""
    ids = sorted(set(claims))
    return {c.id: c for c in worded(opened, "c.claim_id IN (SELECT unnest(?::BIGINT[]))", [ids])} if ids else {}


def _worded(opened: Opened, w: Witness, words: Sequence[Any]) -> Worded:
    local, quote, when, role, name, quantity, text, acts, said, score = words
    subject, obj = (opened.label(e) if e else None for e in (w.subject, w.object))
    sentence = vocabulary()[w.predicate].sentence(subject, obj, denied=not w.affirmed, name=name, quantity=quantity)
    links = tuple(_link(opened, *link) for link in zip(w.chain, acts, said, strict=True))
    return Worded(w, local, quote, when, role, name, quantity, text, score, sentence, links)


def _link(opened: Opened, voice: int, act: str, said: str) -> Link:
    named = opened.entities.get(voice)
    is_body = named is not None and named.type == "organisation"
    return Link(named.key if named else "", opened.label(voice), opened.sigla.get(voice, "?"), act, said or None, is_body)

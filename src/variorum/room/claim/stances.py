"""Who else says what a claim says, and who does not; and the origins of those who do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.origins import Origins
from variorum.reasoning.origins import origins as origins_of
from variorum.room.drawing.sources import Lane, Report
from variorum.room.elsewhere import Bearing, Elsewhere
from variorum.room.opened import Opened, document_ids, texts_at_hand
from variorum.room.worded import Worded, of_ids

_WORDS = {
    Bearing.SO: ("held", "says so"),
    Bearing.AGAIN: ("held", "says it again"),
    Bearing.AGAINST: ("denied", "against"),
    Bearing.DOUBTS: ("possible", "doubts"),
    Bearing.OTHERWISE: ("unknown", "otherwise"),
}
#: Reports drawn for one origin, and claims of one proposition of which the origins are still sought for a page: every two of them are compared.
_DRAWN, _TRACED = 40, 150


@dataclass(frozen=True, slots=True)
class Stance:
    """Another voice on the matter. ``claim`` is None where only the text's own judgement of the claim is at hand; ``origin`` counts from 1.

    ``said`` is EDTF: when it spoke, or else when its document was published.
    """

    sign: str
    word: str
    voice: int
    quote: str
    sentence: str
    said: str | None
    document: str
    claim: Worded | None
    origin: int | None


def traced(opened: Opened, claim: int, found: Elsewhere, *, silences: bool = True) -> Origins | None:
    """The origins of a claim, and who is silent on it; None where so many say it that a page cannot wait for them."""
    if sum(found.counts.values()) > _TRACED:
        return None
    return origins_of(opened.record, claim, texts_at_hand(opened), silences=silences)


def stances(opened: Opened, found: Elsewhere, origins: Origins | None) -> tuple[Stance, ...]:
    """The others of each bearing, in that order and then by day."""
    ids = document_ids(opened)
    others = [(bearing, o) for bearing in _WORDS for o in found.others.get(bearing, ())]
    claims = of_ids(opened, [o.claim for _, o in others if o.claim])
    published = _published(opened, [o.doc for _, o in others])
    roots = _roots(origins)
    rows = []
    for bearing, o in others:
        sign, word = _WORDS[bearing]
        claim = claims.get(o.claim)
        said = (claim.chain[-1].said if claim else None) or published.get(o.doc, (None, 0))[0]
        quote, sentence = (claim.quote, claim.sentence) if claim else (o.quote, "")
        rows.append(Stance(sign, word, o.voice, quote, sentence, said, ids.get(o.doc, ""), claim, roots.get(o.claim)))
    return tuple(rows)


def lanes_of(opened: Opened, claim: Worded, origins: Origins) -> tuple[Lane, ...]:
    """The origins with their reports on the days of their documents."""
    sql = "SELECT claim_id, chain[1], doc FROM claim WHERE claim_id IN (SELECT unnest(?::BIGINT[]))"
    drawn = sorted({c for r in origins.roots for c in r.claims[:_DRAWN]})
    claims = {c: (voice, doc) for c, voice, doc in opened.record.rows(sql, [drawn])}
    days = {doc: day for doc, (_, day) in _published(opened, [doc for _, doc in claims.values()]).items()}
    found = []
    for number, root in enumerate(origins.roots, 1):
        own = [(c, *claims[c]) for c in root.claims[:_DRAWN] if c in claims]
        reports = [Report(opened.sigla.get(voice, "?"), days.get(doc), c == claim.id) for c, voice, doc in own]
        found.append(Lane(number, root.label, tuple(sorted(reports, key=lambda r: (r.day is not None, r.day or 0, r.siglum)))))
    return tuple(found)


def _roots(origins: Origins | None) -> Mapping[int, int]:
    return {p.claim: p.root + 1 for p in reversed(origins.paths)} if origins else {}


def _published(opened: Opened, docs: list[int]) -> dict[int, tuple[str | None, int | None]]:
    """When documents were published: as said, and the middle of its days, None where they are not known."""
    sql = "SELECT doc, published, published_earliest, published_latest FROM document WHERE doc IN (SELECT unnest(?::INTEGER[]))"
    rows = opened.record.rows(sql, [sorted(set(docs))]) if docs else []
    return {
        doc: (said, (first + last - 1) // 2 if first > UNKNOWN_PAST and last < UNKNOWN_FUTURE else None) for doc, said, first, last in rows
    }

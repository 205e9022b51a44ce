"""Whether a document is one that the compact reader doubts: the rule by which a model is asked for some documents only."""

from __future__ import annotations

from variorum.model import Reading

#: Below this score the two parts of the compact reader do not agree on a claim, or one is unsure (docs/model-card-compact.md).
SURE = 0.5


def doubtful(reading: Reading) -> float:
    """The share of the reading's claims that the reader itself gives less than even odds. One that found nothing doubts all, where it could not read a part.

    >>> from variorum.model import Document, Unread
    >>> doubtful(Reading(Document("d", ""), "compact", unread=(Unread("script not read", 0, 9),)))
    1.0
    """
    scored = [c.score for c in reading.claims if c.score is not None]
    if not scored:
        return 1.0 if any(u.kind == "script not read" for u in reading.unread) else 0.0
    return sum(score < SURE for score in scored) / len(scored)

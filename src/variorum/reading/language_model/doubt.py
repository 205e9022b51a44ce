"""Whether a document is one that the compact reader doubts: the rule by which a model is asked for some documents only."""

from __future__ import annotations

from variorum.model import Reading

#: What says of a whole layer that no claim was looked for in it.
_NOT_READ = frozenset({"script not read", "language not read"})


def doubtful(reading: Reading) -> float:
    """The share of the reading's claims that is likely wrong, by their scores (docs/explanation/scores.md). One that found nothing doubts all, where it
    could not read a part.

    >>> from variorum.model import Document, Unread
    >>> doubtful(Reading(Document("d", ""), "compact", unread=(Unread("script not read", 0, 9),)))
    1.0
    """
    scored = [c.score for c in reading.claims if c.score is not None]
    if not scored:
        return 1.0 if any(u.kind in _NOT_READ for u in reading.unread) else 0.0
    return 1 - sum(scored) / len(scored)

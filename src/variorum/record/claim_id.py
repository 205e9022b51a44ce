"""A claim's number in the record: a hash of what it says and where, so that the same claim has the same number in every build."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator

from variorum.model import Claim


def claim_ids(document: str, claims: tuple[Claim, ...]) -> Iterator[int]:
    """For each claim, in order, its id: 63 bits, never negative. ``document`` tells documents apart (their SHA-256).

    The id depends on nothing but the claim and its document: not on other claims, their order, or the reading's own ids; only claims that
    are equal in everything are told apart, by their order.
    """
    seen: Counter[str] = Counter()
    for claim in claims:
        content = _content(document, claim)
        yield int.from_bytes(hashlib.blake2b(f"{seen[content]}{content}".encode(), digest_size=8).digest()) >> 1
        seen[content] += 1


def _content(document: str, c: Claim) -> str:
    a = c.args
    voices = [[v.voice, v.act, v.said] for v in c.voices]
    args = [a.role, a.from_, a.org, a.place, a.name, a.quantity, a.text]
    return json.dumps([document, c.predicate, c.subject, c.object, c.start, c.end, voices, c.when, c.polarity, c.certainty, c.mode, args])

"""Disputes with their claims in words: what each claim says and, where it names others than the question does, why it counts for a body of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from variorum.asking.citation import Citation, cite
from variorum.reasoning import Dispute
from variorum.reasoning.witness import Rows


def cited(record: Rows, disputes: Sequence[Dispute], claims: Iterable[int] | None = None) -> tuple[dict[int, Citation], ...]:
    """For each dispute the claims of its sides as citations, by id (``claims``: of these only); all words are fetched at once.

    ``via`` of a citation says by which other claim it counts: that whom it names leads a body, speaks for it, is a part or an earlier name of it.
    """
    wanted = {c for d in disputes for s in d.sides for c in s.claims} if claims is None else set(claims)
    reasons = {o.why for d in disputes for o in d.on_behalf if o.claim in wanted}
    words = cite(record, wanted | reasons)
    return tuple(_of(d, wanted, words) for d in disputes)


def _of(d: Dispute, wanted: set[int], words: Mapping[int, Citation]) -> dict[int, Citation]:
    own = {c: words[c] for s in d.sides for c in s.claims if c in wanted and c in words}
    why: dict[int, list[str]] = {}
    for o in d.on_behalf:
        if o.claim in own and o.why in words:
            why.setdefault(o.claim, []).append(f"{words[o.why].sentence} ({words[o.why].voice})")
    return own | {c: replace(own[c], via=f"counts because {' and '.join(reasons)}") for c, reasons in why.items()}


def dispute_dict(d: Dispute, words: Mapping[int, Citation], labels: Mapping[int, str]) -> dict[str, Any]:
    """The form of ``disputes --json``; ``words`` as :func:`cited` gives them."""
    return {
        "question": d.question,
        "kind": str(d.kind),
        "about": [labels.get(e) for e in d.about if e],
        "self_contradiction": d.self_contradiction,
        "clash": [words[c].to_dict() for c in d.clash],
        "sides": [
            {"position": s.position, "voices": [labels[v] for v in s.voices], "claims": [words[c].to_dict() for c in s.claims]}
            for s in d.sides
        ],
    }

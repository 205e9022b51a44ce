"""Is the page as a whole a document whose own author speaks (a letter, a decree, a testimony), or somebody's prose about others?

A weighted sum of signs; the weights stand in ``genre.yaml`` and were fitted to the passages of the invented worlds w01 to w06.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from variorum.reading.layers import signs
from variorum.reading.layers.blocks import Block
from variorum.reading.layers.cues import data, patterns

_FOOTNOTE = re.compile(r"(?<=[\w.,\"”’)])(?:\[\d{1,2}\]|[¹²³])")
_CLASSIFIED = re.compile(r"\b(?:SECRET|CONFIDENTIAL|RESTRICTED|RESERVED)\b|(?:^|\s)\([SCU]\)\s")
_BYLINE = re.compile(r"(?:posted |written )?by [A-Z]", re.IGNORECASE)


def is_document(blocks: Sequence[Block], conversation: bool, marked: bool) -> bool:
    """Whether the sum of the signs is above nought."""
    return bool(blocks) and score(features(blocks, conversation, marked)) > 0


def score(found: dict[str, float]) -> float:
    """The weighted sum of the signs."""
    weights = _weights()
    return weights["bias"] + sum(weights[name] * value for name, value in found.items())


def features(blocks: Sequence[Block], conversation: bool, marked: bool) -> dict[str, float]:
    """The signs of a page by name: counts and shares between 0 and 6."""
    top, seen = blocks[:6], blocks[:60]
    text = " ".join(b.text[:2000] for b in seen[:30])
    lead = _lead(blocks)
    title = lead[0].text if lead else ""
    return {
        "head_strong": float(min(2, sum(map(signs.begins_head, top)))),
        "head_weak": float(any(signs.may_be_head(b) for b in lead[:3])),
        "title_document": float(bool(patterns("documents", "title_document").match(title))),
        "short_lead": float(bool(lead)),
        "greets": float(any(map(signs.greets, top))),
        "signed": float(_is_signed(blocks)),
        "first": min(6.0, signs.density(seen, "first")),
        "plural": min(5.0, signs.density(seen, "plural")),
        "second": min(5.0, signs.density(seen, "second")),
        "numbered": sum(map(signs.is_numbered, seen)) / len(seen),
        "dateline": float(any(map(signs.has_dateline, top)) or any(_BYLINE.match(b.text) is not None and len(b.words) <= 10 for b in top)),
        "footnotes": float(bool(_FOOTNOTE.search(text))),
        "conversation": float(conversation),
        "marked": float(marked),
        "hands_over": float(any(signs.hands_over(b) and not signs.begins_head(b) for b in blocks[:3])),
        "impersonal": float(_is_impersonal(blocks)),
        "capitals": float(sum(c.isupper() for c in text[:3000]) > 0.6 * sum(c.isalpha() for c in text[:3000])),
        "classified": float(bool(_CLASSIFIED.search(text[:300]))),
    }


def _lead(blocks: Sequence[Block]) -> list[Block]:
    """The short lines before the first paragraph, when there is a paragraph."""
    first = next((i for i, b in enumerate(blocks) if b.is_prose and not signs.begins_head(b)), 0)
    return list(blocks[:first])


def _is_impersonal(blocks: Sequence[Block]) -> bool:
    """The first two paragraphs without heads or numbers never say I, we or you outside quotation marks."""
    prose = [b for b in blocks[:12] if b.is_prose and not signs.begins_head(b)][:2]
    counts = [signs.persons(b.text) for b in prose]
    return bool(prose) and not any(c.first + c.plural + c.second for c in counts) and not any(map(signs.is_numbered, prose))


def _is_signed(blocks: Sequence[Block]) -> bool:
    return len(blocks) > 1 and any(
        signs.closes(b) or (signs.is_signature(b) and not b.is_prose and not signs.is_numbered(b)) for b in blocks[-2:]
    )


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in data("genre")["weights"].items()}

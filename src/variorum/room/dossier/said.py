"""What each voice says of an entity, in its own words: a few quotations of each, the rest behind a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.asking.citation import Citation, cite
from variorum.model.when import UNKNOWN_PAST
from variorum.reasoning import Viewpoint
from variorum.reasoning.viewpoint import numbers
from variorum.reasoning.witness import about
from variorum.room.opened import Opened

_EACH = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A voice's first claims about the entity, dated ones first; ``claims`` is how many it makes in all."""

    voice: int
    claims: int
    citations: tuple[Citation, ...]


def said_by(opened: Opened, entity: int, viewpoint: Viewpoint, voices: Sequence[tuple[int, int]]) -> list[Said]:
    """For each of the voices (with its number of claims, as ``states.voices_on`` counts them) the first of what it says of the entity itself."""
    chosen = dict(voices)
    sql = f"""SELECT voice, claim_id FROM (
        SELECT c.voice, c.claim_id, row_number() OVER (PARTITION BY c.voice ORDER BY
            CASE WHEN c.start_earliest > {UNKNOWN_PAST} THEN 0 ELSE 1 END, c.start_earliest, c.doc, c.span_start, c.claim_id) AS turn
        FROM ({about([entity], viewpoint)}) c WHERE c.voice IN ({numbers(chosen)})
    ) t WHERE turn <= {_EACH} ORDER BY voice, turn"""
    claims: dict[int, list[int]] = {}
    for voice, claim in opened.record.rows(sql):
        claims.setdefault(voice, []).append(claim)
    cited = cite(opened.record, [c for listed in claims.values() for c in listed])
    return [Said(v, n, tuple(cited[c] for c in claims[v])) for v, n in chosen.items() if v in claims]

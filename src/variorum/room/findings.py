"""The disputes of the record, found once for a record and looked up by address, claim, entity and voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.reasoning import Dispute
from variorum.room.addresses import dispute_digits
from variorum.room.opened import Opened


@dataclass(frozen=True)
class Findings:
    """All disputes, most voices first, by the digits of their address; and which of them a claim, an entity or a voice has part in."""

    disputes: Mapping[str, Dispute]
    of_claim: Mapping[int, tuple[str, ...]]
    of_entity: Mapping[int, tuple[str, ...]]
    of_voice: Mapping[int, tuple[str, ...]]


def findings(opened: Opened) -> Findings:
    """The findings of this record. The first call takes a moment for a large record, later ones none."""
    return opened.memo("findings", lambda: _find(opened))


def _find(opened: Opened) -> Findings:
    found = opened.archive.disputes()
    by_digits: dict[str, Dispute] = {}
    of_claim: dict[int, list[str]] = defaultdict(list)
    of_entity: dict[int, list[str]] = defaultdict(list)
    of_voice: dict[int, list[str]] = defaultdict(list)
    for dispute in found:
        digits = dispute_digits(dispute, (opened.entities[e].key for e in dispute.about if e in opened.entities))
        by_digits.setdefault(digits, dispute)
        for index, keys in (
            (of_claim, {c for s in dispute.sides for c in s.claims}),
            (of_entity, set(dispute.about)),
            (of_voice, {v for s in dispute.sides for v in s.voices}),
        ):
            for key in keys:
                index[key].append(digits)
    claims_, entities, voices = ({k: tuple(v) for k, v in index.items()} for index in (of_claim, of_entity, of_voice))
    return Findings(by_digits, claims_, entities, voices)

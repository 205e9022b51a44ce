"""Said to be dissolved, and said not to be, or seen acting later."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Mode
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.disputes.dispute import Dispute, DisputeKind
from variorum.reasoning.disputes.ground import Ground, dispute_of
from variorum.reasoning.witness import Witness


def find(ground: Ground) -> Iterator[Dispute]:
    """One dispute for each organisation that somebody says was dissolved and that others deny, or name as acting afterwards."""
    ended: dict[int, list[Witness]] = {}
    for w in ground.by_predicate.get("dissolved", ()):
        ended.setdefault(w.subject, []).append(w)
    if not ended:
        return
    acting: dict[int, list[Witness]] = {}
    for w in ground.witnesses:
        if w.affirmed and w.subject in ended and w.predicate != "dissolved" and w.mode is Mode.ACTUAL:
            acting.setdefault(w.subject, []).append(w)
    for body, claims in sorted(ended.items()):
        yes = [w for w in claims if w.affirmed]
        no = [w for w in claims if not w.affirmed]
        last = min((w.window.end_latest for w in yes if w.window.end_latest != UNKNOWN_FUTURE), default=None)
        later = [w for w in acting.get(body, ()) if last is not None and UNKNOWN_PAST != w.window.start_earliest >= last]
        d = dispute_of(
            DisputeKind.EXISTENCE,
            f"Was {ground.label(body)} dissolved?",
            (body,),
            {"dissolved": yes, "not dissolved": no, "acting afterwards": later},
        )
        if d is not None and yes:
            yield d

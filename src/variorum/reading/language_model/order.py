"""What the lines say of the order of claims: which two, and the words that say so. The days follow from the words, by our own tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from variorum.errors import AnnotationError
from variorum.model import Act, Certainty, Claim, Edge, Mode, Polarity, Precedence, vocabulary
from variorum.reading.json_fields import object_of, words_of
from variorum.reading.language_model.claims import Scene, line_of
from variorum.reading.language_model.lines import layer_at
from variorum.reading.language_model.refusal import Fault, Reason, Refused
from variorum.reading.order.words import said_between, words

_COMMITTING = frozenset({Act.ASSERTS, Act.REPORTS, Act.QUOTES, Act.CONCEDES})
_SURE = (Certainty.CERTAIN, Certainty.PROBABLE)


def check_order(
    scene: Scene, answer: Mapping[str, Any], proposed: Collection[str], standing: Mapping[str, Claim]
) -> tuple[list[Precedence], list[Fault]]:
    """The order that an answer tells of claims ``standing`` after the second look, and what is wrong with the rest; it is not asked for again.

    What is told of a claim that was proposed and no longer stands goes with it. Prompts of version 1 ask for no order.
    """
    found: dict[tuple[str, str], Precedence] = {}
    faults: list[Fault] = []
    entries = answer.get("order")
    for n, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        item = f"order {n}"
        try:
            entry = object_of(entry)
            pair = words_of(entry, "earlier"), words_of(entry, "later")
            if unknown := next((c for c in pair if c not in proposed), None):
                raise Refused(Reason.UNKNOWN, f"it puts the claim {unknown!r} in order, which was not proposed or was refused")
            if all(c in standing for c in pair):
                found.setdefault(pair, _precedence(scene, entry, standing[pair[0]], standing[pair[1]]))
        except Refused as err:
            faults.append(err.fault(item))
        except AnnotationError as err:
            faults.append(Fault(item, Reason.FIELD, str(err)))
    return list(found.values()), faults


def _precedence(scene: Scene, entry: Mapping[str, Any], earlier: Claim, later: Claim) -> Precedence:
    """Raises Refused where the two cannot be in an order that these words tell."""
    start, end = scene.page.place(words_of(entry, "quote"), line_of(entry), scene.window)
    quote = scene.page.text[start:end]
    if layer_at(scene.layers, start) not in (layer_at(scene.layers, earlier.start), layer_at(scene.layers, later.start)):
        raise Refused(Reason.ELSEWHERE, "the words of order stand in the layer of neither claim")
    for c in (earlier, later):
        if c.polarity is not Polarity.AFFIRMED or c.mode is not Mode.ACTUAL or c.certainty not in _SURE or c.predicate in words().timeless:
            raise Refused(Reason.ORDER, f"{c.id} is not surely told as having happened on some day")
    if earlier.voices != later.voices or earlier.voices[-1].act not in _COMMITTING:
        raise Refused(Reason.ORDER, f"{earlier.id} and {later.id} are not told by the same voices")
    if (earlier.predicate, earlier.subject, earlier.object) == (later.predicate, later.subject, later.object):
        raise Refused(Reason.ORDER, f"{earlier.id} and {later.id} say the same")
    (least, most), edge = said_between(quote)
    if edge is Edge.END and not vocabulary()[earlier.predicate].is_state:
        raise Refused(Reason.ORDER, f"{quote!r} says how long something lasted; {earlier.id} is an event")
    return Precedence(earlier.id, later.id, start, end, quote, earlier.voices, least, most, edge)

"""The last question: the same lines once more, with what was proposed, which may be confirmed, corrected or withdrawn, and not added to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.errors import AnnotationError
from variorum.model import Claim
from variorum.reading.json_fields import maybe_words, object_of, words_of
from variorum.reading.language_model.answers import items
from variorum.reading.language_model.claims import Scene, claim_of
from variorum.reading.language_model.prompts import question
from variorum.reading.language_model.refusal import Fault, Reason, Refused
from variorum.reading.language_model.request import Asker, Request
from variorum.reading.language_model.stage import Checked


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the second look says of one claim. ``claim`` is what stands after it; None: it is withdrawn. ``why`` is None where it is confirmed."""

    claim: Claim | None
    why: str | None = None


def second_look_request(asker: Asker, scene: Scene, claims: Sequence[Claim]) -> Request:
    """The question that shows these claims of a window."""
    listed = "\n".join(json.dumps(_plain(c, scene), ensure_ascii=False) for c in claims)
    return question(asker, "second_look", **scene.given(), claims=listed)


def check_verdicts(scene: Scene, claims: Mapping[str, Claim], answer: Mapping[str, Any]) -> Checked[Verdict]:
    """The verdicts of an answer on these claims. A correction is checked as a new claim is."""
    found: dict[str, Verdict] = {}
    faults: list[Fault] = []
    small: list[Fault] = []
    for n, entry in enumerate(items(answer, "verdicts"), 1):
        item = f"verdict {n}"
        try:
            entry = object_of(entry)
            item = words_of(entry, "id")
            if item not in claims:
                small.append(Fault(item, Reason.NEW, "the second look may add no claims"))
            elif item not in found:
                found[item] = _verdict(scene, claims[item], entry)
        except Refused as err:
            faults.append(err.fault(item))
        except AnnotationError as err:
            faults.append(Fault(item, Reason.FIELD, str(err)))
    return Checked(found, faults, small)


def _verdict(scene: Scene, claim: Claim, entry: Mapping[str, Any]) -> Verdict:
    word, why = entry.get("verdict"), maybe_words(entry, "why") or "no reason was given"
    if word == "confirm":
        return Verdict(claim)
    if word == "withdraw":
        return Verdict(None, why)
    if word == "correct":
        return Verdict(claim_of(scene, object_of(entry.get("claim")), claim.id), why)
    raise Refused(Reason.FIELD, "`verdict` must be confirm, correct or withdraw")


def _plain(c: Claim, scene: Scene) -> dict[str, Any]:
    a = c.args
    args = {"role": a.role, "from": a.from_, "org": a.org, "place": a.place, "name": a.name, "quantity": a.quantity, "text": a.text}
    return {
        "id": c.id,
        "predicate": c.predicate,
        "subject": c.subject,
        "object": c.object,
        "args": {name: value for name, value in args.items() if value is not None},
        "when": c.when,
        "polarity": str(c.polarity),
        "certainty": str(c.certainty),
        "mode": str(c.mode),
        "voices": [{"voice": v.voice, "act": str(v.act), "said": v.said} for v in c.voices],
        "line": scene.page.line_at(c.start).number,
        "quote": " ".join(c.quote.split()),
    }

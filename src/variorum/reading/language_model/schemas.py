"""The JSON schemas of the answers, for servers that keep a model to one. What they cannot say (a quote that is in the text) is checked afterwards.

Every field is required and no other allowed, as strict servers want it; what may be missing is null.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from variorum.model import Act, Certainty, EntityType, LayerKind, MentionForm, Mode, NameKind, Polarity, Stance, vocabulary

_WORDS, _WHOLE = {"type": "string"}, {"type": "integer"}
_MAYBE = {"type": ["string", "null"]}
#: The version of the prompts since which notes have marks and claims an order.
_MARKS_AND_ORDER = 2
ARGS = ("role", "from", "org", "place", "name", "quantity", "text")


@cache
def schema_of(stage: str, prompts: str) -> dict[str, Any]:
    """The schema of a stage's answer (layers, names, claims or second_look) to that version of the prompts."""
    return _SCHEMAS[stage](int(prompts) if prompts.isdigit() else 1)


def _layers(version: int) -> dict[str, Any]:
    keyed = {"mark": _MAYBE, "mark_line": {"type": ["integer", "null"]}} if version >= _MARKS_AND_ORDER else {}
    return _object(layers=_list(_object(first=_WHOLE, last=_WHOLE, kind=_one_of(LayerKind), voice=_MAYBE, **keyed)))


def _names(version: int) -> dict[str, Any]:
    name = _object(text=_WORDS, kind=_one_of(NameKind))
    mention = _object(line=_WHOLE, text=_WORDS, form={"type": "string", "enum": [str(MentionForm.DESCRIPTION), str(MentionForm.PRONOUN)]})
    return _object(entities=_list(_object(key=_WORDS, type=_one_of(EntityType), names=_list(name), mentions=_list(mention))))


def _claim() -> dict[str, Any]:
    return _object(
        id=_WORDS,
        predicate={"type": "string", "enum": list(vocabulary().claimable)},
        subject=_MAYBE,
        object=_MAYBE,
        args=_object(**dict.fromkeys(ARGS, _MAYBE)),
        when=_MAYBE,
        polarity=_one_of(Polarity),
        certainty=_one_of(Certainty),
        mode=_one_of(Mode),
        voices=_list(_object(voice=_WORDS, act=_one_of(Act), said=_MAYBE)),
        line=_WHOLE,
        quote=_WORDS,
    )


def _claims(version: int) -> dict[str, Any]:
    judged = _object(claim=_WORDS, stance=_one_of(Stance), voice=_WORDS, line=_WHOLE, quote=_WORDS)
    ordered = _object(earlier=_WORDS, later=_WORDS, line=_WHOLE, quote=_WORDS)
    return _object(claims=_list(_claim()), assessments=_list(judged), **({"order": _list(ordered)} if version >= _MARKS_AND_ORDER else {}))


def _second_look(version: int) -> dict[str, Any]:
    verdict = {"type": "string", "enum": ["confirm", "correct", "withdraw"]}
    return _object(verdicts=_list(_object(id=_WORDS, verdict=verdict, why=_WORDS, claim={"anyOf": [_claim(), {"type": "null"}]})))


_SCHEMAS = {"layers": _layers, "names": _names, "claims": _claims, "second_look": _second_look}


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(kinds: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": [str(k) for k in kinds]}

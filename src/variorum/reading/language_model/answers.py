"""What a model wrote, as a JSON object: strictly, with no guess at what it may have meant."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from variorum.reading.language_model.refusal import Reason, Refused

# Models without structured output think aloud first, or fence their answer; both are set off clearly, and taken away whole.
_ALOUD = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)


def read_answer(content: str, finish: str) -> Mapping[str, Any]:
    """The object that an answer consists of. Raises Refused when it was cut off, is not JSON, or is no object.

    >>> read_answer('<think>well</think>```json\\n{"layers": []}\\n```', "stop")
    {'layers': []}
    """
    if finish == "length":
        raise Refused(Reason.CUT, "the answer was longer than allowed and was cut off; answer more briefly")
    words = _ALOUD.sub("", content)
    fenced = _FENCED.match(words)
    try:
        found = json.loads(fenced[1] if fenced else words, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as err:
        raise Refused(Reason.JSON, f"the answer is not one JSON object: {err}") from err
    if not isinstance(found, dict):
        raise Refused(Reason.JSON, "the answer is JSON, but no object")
    try:
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError) as err:
        raise Refused(Reason.JSON, "the answer holds half a character") from err
    return found


def items(answer: Mapping[str, Any], name: str) -> list[Any]:
    """The list under that name. Raises Refused when there is none."""
    found = answer.get(name)
    if not isinstance(found, list):
        raise Refused(Reason.JSON, f"the answer has no list `{name}`")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands twice in one object")
    return found

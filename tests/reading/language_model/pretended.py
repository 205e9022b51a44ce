"""A model that is none: it reads one kind of sentence, answers in the form asked for, and can be made to answer badly in every way.

Everything here is invented; nobody in it exists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from variorum.model import Document
from variorum.reading.language_model.exchanges import Answer, answer_to
from variorum.reading.language_model.request import Request
from variorum.reading.language_model.stage import Ask

TEXT = """The Hill Front

Omar Hadi leads the Hill Front. Nadir Sama leads the Salt Wing.
Omar Hadi leads the Hill Front.
"""
DOCUMENT = Document("hills", "0" * 64, published="2006-05-04", chars=len(TEXT))

_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_LEADS = re.compile(r"(?P<who>[A-Z]\w+ [A-Z]\w+) leads the (?P<what>[A-Z]\w+ [A-Z]\w+)")
_STAGES = {"cut the page": "layers", "list who": "names", "note every claim": "claims", "judge claims": "second_look"}

#: What answers a stage: the talk so far, as role and words, gives an answer as a value for JSON, or as the very text.
Answers = Callable[[list[dict[str, str]]], Any]


def key(name: str) -> str:
    return name.upper().replace(" ", "_")


def stage_of(messages: list[dict[str, str]]) -> str:
    """Which question it is, as a model would see it."""
    return next(stage for words, stage in _STAGES.items() if f"Your task: {words}" in messages[0]["content"])


def lines_of(messages: list[dict[str, str]]) -> list[tuple[int, str]]:
    return [(int(n), words) for n, words in _LINE.findall(messages[1]["content"].split("Lines:\n", 1)[-1].split("\nClaims:")[0])]


def layers(messages: list[dict[str, str]]) -> Any:
    lines = lines_of(messages)
    return {"layers": [{"first": lines[0][0], "last": lines[-1][0], "kind": "commentary", "voice": "@author"}]}


def names(messages: list[dict[str, str]]) -> Any:
    found: dict[str, Any] = {}
    for _, words in lines_of(messages):
        for m in _LEADS.finditer(words):
            for name, type_, kind in ((m["who"], "person", "legal"), (m["what"], "organisation", "official")):
                found[key(name)] = {"key": key(name), "type": type_, "names": [{"text": name, "kind": kind}], "mentions": []}
    return {"entities": list(found.values())}


def claim(id_: str, who: str, what: str, line: int, **other: Any) -> dict[str, Any]:
    """One item of an answer."""
    return {
        "id": id_,
        "predicate": "leads",
        "subject": key(who),
        "object": key(what),
        "args": dict.fromkeys(("role", "from", "org", "place", "name", "quantity", "text")),
        "when": None,
        "polarity": "affirmed",
        "certainty": "certain",
        "mode": "actual",
        "voices": [{"voice": "@author", "act": "asserts", "said": None}],
        "line": line,
        "quote": f"{who} leads the {what}",
        **other,
    }


def claims(messages: list[dict[str, str]]) -> Any:
    found = [(n, m) for n, words in lines_of(messages) for m in _LEADS.finditer(words)]
    return {"claims": [claim(str(i), m["who"], m["what"], n) for i, (n, m) in enumerate(found, 1)], "assessments": []}


def second_look(messages: list[dict[str, str]]) -> Any:
    shown = [json.loads(line) for line in messages[1]["content"].split("\nClaims:\n")[-1].splitlines() if line.startswith("{")]
    return {"verdicts": [{"id": c["id"], "verdict": "confirm", "why": "", "claim": None} for c in shown]}


HONEST: dict[str, Answers] = {"layers": layers, "names": names, "claims": claims, "second_look": second_look}


def words_of(messages: list[dict[str, str]], answers: dict[str, Answers]) -> str:
    """The words of the answer."""
    found = answers[stage_of(messages)](messages)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def pretended(asked: list[Request] | None = None, finish: str = "stop", **answers: Answers) -> Ask:
    """Answers honestly but for the stages named. ``asked`` collects the questions."""

    def ask(request: Request) -> Answer:
        if asked is not None:
            asked.append(request)
        messages = [{"role": m.role, "content": m.content} for m in request.messages]
        text = words_of(messages, {**HONEST, **answers})
        return answer_to(request, text, finish, at="2026-01-02T03:04:05Z", via="here", form="text", tokens=(10, 5))

    return ask


def in_turn(*given: Any) -> Answers:
    """Answers one after the other; the last again and again."""
    left = list(given)

    def answer(messages: list[dict[str, str]]) -> Any:
        now = left.pop(0) if len(left) > 1 else left[0]
        return now(messages) if callable(now) else now

    return answer

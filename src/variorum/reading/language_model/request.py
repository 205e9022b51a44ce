"""A question to a language model as a value: two questions with the same id are the same, and are paid for once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from variorum.reading.language_model.schemas import schema_of
from variorum.shelf.model_settings import ModelSettings

#: The version of the prompts with which an archive is asked that has not been asked before and names none.
NEWEST = "2"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the talk: ``role`` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Everything beside the document from which the questions follow. ``parameters`` is JSON with sorted keys."""

    model: str
    prompts: str = NEWEST
    temperature: float = 0.0
    seed: int = 0
    most_tokens: int = 8192
    window: int = 6000
    parameters: str = "{}"
    leave_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: ModelSettings) -> Asker:
        """The asker that the settings describe; where the server is, and what it costs, is no part of it."""
        s = settings
        parameters = json.dumps(dict(s.parameters), sort_keys=True)
        return cls(s.model, s.prompts or NEWEST, s.temperature, s.seed, s.most_tokens, s.window, parameters, tuple(sorted(s.leave_out)))

    @property
    def sent(self) -> dict[str, Any]:
        """What goes with every question beside its words."""
        own = {"temperature": self.temperature, "seed": self.seed, "max_tokens": self.most_tokens}
        return {**{name: value for name, value in own.items() if name not in self.leave_out}, **json.loads(self.parameters)}

    def request(self, stage: str, *messages: Message) -> Request:
        """The question of one stage."""
        return Request(self, stage, messages)


@dataclass(frozen=True)
class Request:
    """One question, whole: what the server gets but for the way in which its answer is kept to a form."""

    asker: Asker
    stage: str
    messages: tuple[Message, ...]

    @cached_property
    def id(self) -> str:
        """The hash of what is asked, of whom and with which parameters, in 64 hexadecimal digits. The form of the answer is no part of it: servers differ."""
        content = json.dumps(self.body("text"), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def body(self, form: str) -> dict[str, Any]:
        """The body of the call, with the answer kept to its form by a JSON ``schema``, as any ``json``, or not at all (``text``)."""
        a = self.asker
        body: dict[str, Any] = {
            "model": a.model,
            "messages": [{"role": m.role, "content": m.content} for m in self.messages],
            **a.sent,
        }
        forms: Mapping[str, Mapping[str, Any]] = {
            "schema": {
                "type": "json_schema",
                "json_schema": {"name": self.stage, "strict": True, "schema": schema_of(self.stage, a.prompts)},
            },
            "json": {"type": "json_object"},
        }
        return {**body, "response_format": forms[form]} if form in forms else body

    def then(self, answer: str, said: str) -> Request:
        """The same talk carried on: what was answered, and what we say to it."""
        return replace(self, messages=(*self.messages, Message("assistant", answer), Message("user", said)))

    @property
    def chars(self) -> int:
        """How much is sent, in bytes of UTF-8."""
        return sum(len(m.content.encode("utf-8", "replace")) for m in self.messages)

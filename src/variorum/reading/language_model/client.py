"""A server that speaks the chat protocol of OpenAI: Ollama, vLLM, llama.cpp, LM Studio, or a hosted one. The only module that opens a connection.

It waits when the server is busy, never for ever, and takes no answer that has no end. Which form of answer the server can keep to is found out once.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from variorum.errors import UsageError, VariorumError
from variorum.reading.language_model.exchanges import Answer, answer_to
from variorum.reading.language_model.request import Request
from variorum.shelf.judgements import now
from variorum.shelf.model_settings import ModelSettings

if TYPE_CHECKING:
    pass

#: No answer is longer: twenty bytes a token and room for what servers say beside it.
_BYTES_A_TOKEN, _BYTES_BESIDE = 20, 1_000_000
#: The first wait before a request is sent again, in seconds; each further one is twice as long, up to the longest.
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
#: How often it is tried to reach a server that is not there: one that is being started may be up in a moment.
_KNOCKS = 3
_CLOSED = frozenset({401, 403, 404})
_UNREACHED, _NO_ANSWER = -1, 0
_FORMS = ("schema", "json", "text")


class ServerError(VariorumError):
    """The server of the language model cannot be reached, refuses what is asked, or does not answer in the protocol."""


class ServerDown(ServerError):
    """The server cannot be reached at all, or lets us in nowhere: no other question will fare better."""


@dataclass
class Client:
    """Asks one server; may be used by several threads. ``wait`` is how it sleeps, given so that a test need not."""

    settings: ModelSettings
    wait: Callable[[float], None] = time.sleep
    _form: str = field(default="", init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __post_init__(self) -> None:
        try:
            import httpx2
        except ImportError as err:
            raise UsageError("to ask a language model, install the extra: pip install 'variorum[model]'") from err
        self._form = "schema" if self.settings.form == "auto" else self.settings.form
        key = os.environ.get(self.settings.key_env, "") if self.settings.key_env else ""
        if self.settings.key_env and not key:
            raise UsageError(
                f"the environment has no {self.settings.key_env}, which shall hold the key for {self.settings.endpoint} (`key_env` under [model])"
            )
        # Neither redirects nor the environment's proxies and netrc: what is sent goes to the endpoint that archive.toml names, and nowhere else.
        self._http = httpx2.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx2.Timeout(self.settings.timeout, connect=min(20.0, self.settings.timeout)),
            follow_redirects=False,
            trust_env=False,
            proxy=self.settings.proxy,
        )

    def close(self) -> None:
        """Lets go of the connections."""
        self._http.close()

    @contextmanager
    def open(self) -> Iterator[Client]:
        """The client, closed afterwards."""
        try:
            yield self
        finally:
            self.close()

    def __call__(self, request: Request) -> Answer:
        """The server's answer. Raises ServerError when it gives none after the tries that are allowed."""
        status, said, tried = _UNREACHED, "", 0
        while tried < self.settings.tries:
            form = self._form
            status, headers, body, said = self._once(request, form)
            if status == 200:
                return self._answer(request, body, form)
            if status in (400, 422) and self._another_form(form):
                continue
            if status in _CLOSED:
                why = f"does not know this address, or the model {self.settings.model!r}" if status == 404 else "lets nobody in"
                raise ServerDown(f"{self._where} {why}: {status} {said}".rstrip())
            if status > 0 and status not in _BUSY:
                raise ServerError(f"{self._where} refuses the question: {status} {said}".rstrip())
            tried += 1
            if status == _UNREACHED and tried >= _KNOCKS:
                break
            if tried < self.settings.tries:
                self.wait(_pause(tried - 1, headers))
        error = ServerDown if status == _UNREACHED else ServerError
        raise error(f"{self._where} gave no answer, {tried} times: {said}")

    @property
    def _where(self) -> str:
        return f"the language model at {self.settings.endpoint}"

    def _another_form(self, refused: str) -> bool:
        """Whether there is a weaker way than the one refused to keep an answer to its form; it is then the one from now on."""
        with self._lock:
            if self._form != refused:  # another thread has found out before
                return True
            if self.settings.form != "auto" or self._form == _FORMS[-1]:
                return False
            self._form = _FORMS[_FORMS.index(self._form) + 1]
            return True

    def _once(self, request: Request, form: str) -> tuple[int, Mapping[str, str], bytes, str]:
        """Status, headers, body and a word on what happened. Raises ServerError for an answer without end: another try would cost as much and end no sooner."""
        import httpx2

        most = self.settings.most_tokens * _BYTES_A_TOKEN + _BYTES_BESIDE
        until = time.monotonic() + self.settings.timeout
        try:
            with self._http.stream("POST", f"{self.settings.endpoint.rstrip('/')}/chat/completions", json=request.body(form)) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > most:
                        raise ServerError(f"{self._where} gave an answer of more than {most:,} bytes, without an end")
                    if time.monotonic() > until:
                        return _NO_ANSWER, {}, b"", f"the answer was not whole after {self.settings.timeout:g} seconds"
                return response.status_code, dict(response.headers), bytes(body), _in_short(bytes(body))
        except httpx2.ConnectError as err:
            return _UNREACHED, {}, b"", str(err)
        except httpx2.TimeoutException:
            return _NO_ANSWER, {}, b"", f"nothing came within {self.settings.timeout:g} seconds"
        except httpx2.HTTPError as err:
            return _NO_ANSWER, {}, b"", str(err) or type(err).__name__

    def _answer(self, request: Request, body: bytes, form: str) -> Answer:
        try:
            text, finish, tokens = read_completion(json.loads(body))
        except ValueError as err:
            begins = body[:60].decode("utf-8", "replace")
            raise ServerError(f"{self._where} does not answer in the protocol: {err}; the answer begins {begins!r}") from err
        via = urlsplit(self.settings.endpoint).netloc
        counted = tokens or (estimated(request.chars), estimated(len(text.encode("utf-8", "replace"))))
        return answer_to(request, text, finish, at=now(), via=via, form=form, tokens=counted)


def read_completion(body: Any) -> tuple[str, str, tuple[int, int] | None]:
    """The words, how they ended ("stop", "length") and the tokens counted (None: not said) of a chat completion. Raises ValueError when it is none."""
    try:
        choice = body["choices"][0]
        text = choice["message"]["content"]
        usage = body.get("usage") or {}
        tokens = (int(usage["prompt_tokens"]), int(usage["completion_tokens"])) if "prompt_tokens" in usage else None
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as err:
        raise ValueError("expected an object with choices[0].message.content") from err
    if text is None:
        text = ""
    if not isinstance(text, str):
        raise ValueError("choices[0].message.content is not a text")
    return text.encode("utf-8", "replace").decode(), "length" if choice.get("finish_reason") == "length" else "stop", tokens


def estimated(size: int) -> int:
    """About how many tokens so many bytes of UTF-8 are: one for four, as for English; fewer characters of other scripts make one, with more bytes each."""
    return -(-size // 4)


def _pause(n: int, headers: Mapping[str, str]) -> float:
    """How long to wait before trying again: what the server says, where it does, else twice as long as before."""
    try:
        asked = float(headers.get("retry-after", ""))
    except ValueError:
        asked = -1.0
    return min(_LONGEST_WAIT, asked if asked >= 0 else _FIRST_WAIT * 2**n)


def _in_short(body: bytes) -> str:
    return " ".join(body[:300].decode("utf-8", "replace").split())

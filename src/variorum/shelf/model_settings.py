"""``[model]`` of archive.toml: which language model is asked, how, and within which limits. The key itself never stands there.

[model]
endpoint = "http://127.0.0.1:11434/v1"   # any server that speaks the chat protocol of OpenAI
model = "some-model:14b"
key_env = "VARIORUM_MODEL_KEY"           # the environment variable that holds the key; left out: no key is sent
budget = 5.0                             # in the currency of the prices; a build stops cleanly before it is passed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from variorum.errors import MetadataError
from variorum.shelf.toml_fields import check_known, words

#: How a server is made to answer in the form asked for: by a JSON schema, as any JSON, or by the words of the prompt alone. ``auto``: the first it takes.
FORMS = ("auto", "schema", "json", "text")
_EXAMPLES = {"key_env": '"VARIORUM_MODEL_KEY"', "proxy": '"http://127.0.0.1:3128"', "prompts": '"1"', "currency": '"EUR"'}
MAY_LEAVE_OUT = ("temperature", "seed", "max_tokens")
_WHOLE = ("seed", "most_tokens", "window", "concurrency", "tries", "budget_tokens")
_NUMBERS = ("temperature", "timeout", "price_in", "price_out", "budget", "doubt")
_MAY_BE_ZERO = ("seed", "temperature", "price_in", "price_out", "doubt")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The content of ``[model]``.

    ``parameters`` are sent with every request as they stand and belong to its identity, as do ``model``, ``prompts``, ``temperature``, ``seed`` and
    ``most_tokens`` (the longest answer). ``window`` is how many characters of a document one question shows. ``timeout`` is for a whole answer, in
    seconds; ``tries`` how often a request is sent that a server is too busy for. Prices are per million tokens. ``budget`` (money) and
    ``budget_tokens``: None is no limit. ``prompts`` None: the version with which the archive was first asked, else the newest.
    ``proxy`` is the address through which the server is reached; the environment's proxies are not used.
    ``leave_out`` names fields that a server does not bear ("temperature", "seed", "max_tokens"): they are not sent.
    ``doubt`` is the share of likely wrong claims from which on the reader "doubted" asks the model; its default is chosen in bench/model_reader.py.
    """

    endpoint: str
    model: str
    key_env: str | None = None
    proxy: str | None = None
    prompts: str | None = None
    form: str = "auto"
    temperature: float = 0.0
    seed: int = 0
    most_tokens: int = 8192
    window: int = 6000
    timeout: float = 300.0
    concurrency: int = 4
    tries: int = 6
    price_in: float = 0.0
    price_out: float = 0.0
    currency: str = "EUR"
    budget: float | None = None
    budget_tokens: int | None = None
    doubt: float = 0.6
    parameters: Mapping[str, Any] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()


def model_settings(path: Path, value: Any) -> ModelSettings | None:
    """The settings in the table ``[model]`` of the file ``path``; None when there is none. Raises MetadataError naming file, field and what was expected."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise MetadataError(f"{path}: `model` is {value!r}; expected a table: [model]")
    check_known(path, value, (f.name for f in fields(ModelSettings)), section="model.")
    for name in ("endpoint", "model"):
        words(path, f"model.{name}", value.get(name), example='"http://127.0.0.1:11434/v1"' if name == "endpoint" else '"some-model:14b"')
    for name, example in _EXAMPLES.items():
        if name in value:
            words(path, f"model.{name}", value[name], example=example)
    _check_endpoint(path, value["endpoint"])
    if value.get("form", "auto") not in FORMS:
        raise MetadataError(f"{path}: `model.form` is {value['form']!r}; expected {' or '.join(map(repr, FORMS))}")
    for name in (*_WHOLE, *_NUMBERS):
        if name in value:
            _check_number(path, name, value[name])
    if not isinstance(value.get("parameters", {}), dict):
        raise MetadataError(f"{path}: `model.parameters` is {value['parameters']!r}; expected a table: [model.parameters]")
    left = value.get("leave_out", [])
    if not isinstance(left, list) or not set(map(str, left)) <= set(MAY_LEAVE_OUT):
        raise MetadataError(f"{path}: `model.leave_out` is {left!r}; expected a list of {', '.join(map(repr, MAY_LEAVE_OUT))}")
    return ModelSettings(**{**value, "leave_out": tuple(left)})


def _check_endpoint(path: Path, endpoint: str) -> None:
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise MetadataError(
            f"{path}: `model.endpoint` is {endpoint!r}; expected the address of a server, such as http://127.0.0.1:11434/v1"
        )
    if parts.username or parts.password:
        raise MetadataError(
            f"{path}: `model.endpoint` holds a password; put it into an environment variable and its name into `model.key_env`"
        )


def _check_number(path: Path, name: str, value: Any) -> None:
    kinds = int if name in _WHOLE else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or value < 0 or (value == 0 and name not in _MAY_BE_ZERO):
        kind = "a whole number" if name in _WHOLE else "a number"
        raise MetadataError(
            f"{path}: `model.{name}` is {value!r}; expected {kind} {'of zero or more' if name in _MAY_BE_ZERO else 'above zero'}"
        )

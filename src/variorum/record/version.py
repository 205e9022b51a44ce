"""Which reader read: a version that changes when, and only when, something changes from which readings follow."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

#: The machine readers by their name in archive.toml, as ``module:function``; each takes a document and its text.
READERS = {"compact": "variorum.reading.read:read", "rules": "variorum.reading.read:read_by_rules"}
READER = READERS["compact"]

_ROOM, _NOUNS = "variorum.reading", "variorum.model"
#: Rules and network read the same whatever is asked of a language model: a changed prompt must not have them read every document anew.
_ASKING = "variorum.reading/language_model/"


@cache
def reader_version(reader: str = READER) -> str:
    """The version of a machine reader, ``compact-1+<hash>``: a hash over every file of the reading room, the nouns and the vocabulary.

    A changed rule, word list or model reads every document anew; a change elsewhere reads none. Of a reader from elsewhere only its own module
    counts beside the nouns, and the version begins with its name. Computed once a process.
    """
    module = reader.partition(":")[0]
    own = next((name for name, function in READERS.items() if function == reader), None)
    content = [entry for entry in _package(_ROOM) if not entry[0].startswith(_ASKING)] if own else _module(module)
    digest = hashlib.sha256(json.dumps(content + _package(_NOUNS)).encode()).hexdigest()
    return f"{f'{own}-1' if own else reader}+{digest[:12]}"


@cache
def model_version() -> str:
    """The version of what makes readings of a language model's answers, ``model-1+<hash>``: over every file of the reading room and the nouns."""
    return f"model-1+{hashlib.sha256(json.dumps(_package(_ROOM) + _package(_NOUNS)).encode()).hexdigest()[:12]}"


@cache
def record_version() -> str:
    """The version of what makes a record of readings: a hash over every file of identity, the record and the nouns. Computed once a process."""
    content = [entry for room in ("variorum.identity", "variorum.record", _NOUNS) for entry in _package(room)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]


def made_otherwise(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence when two records, by their tables ``meta``, were made by different readers, makers or vocabularies; else nothing.

    >>> made_otherwise({"reader": "1", "maker": "1"}, {"reader": "2", "maker": "1"})
    ('The two records were not made with the same reader: what differs may be its doing.',)
    """
    other = [name for name in ("reader", "maker", "vocabulary") if before.get(name) != after.get(name)]
    return (f"The two records were not made with the same {' and '.join(other)}: what differs may be its doing.",) if other else ()


def _package(name: str) -> list[list[str]]:
    return sorted(_files(files(name), name))


def _module(name: str) -> list[list[str]]:
    spec = find_spec(name)
    return [[name, _hash(Path(spec.origin).read_bytes())]] if spec and spec.origin else []


def _files(folder: Traversable, path: str) -> list[list[str]]:
    found: list[list[str]] = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry, name)
        elif entry.is_file() and not entry.name.endswith((".pyc", ".md")) and not entry.name.startswith("."):
            found.append([name, _hash(entry.read_bytes())])
    return found


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

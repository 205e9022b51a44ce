"""The prompts, which are files: ``prompts/VERSION/STAGE.md``, the instruction above a line of ``=====`` and the question below it.

A version that was published is never changed: an archive's exchanges are found by the very words of the questions. To better a prompt, copy the folder to
the next number, change it there, make that number ``NEWEST`` in request.py and add its hash to tests/reading/language_model/test_prompts.py.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template

from variorum.errors import UsageError
from variorum.model import EntityType, Predicate, vocabulary
from variorum.reading.language_model.request import Asker, Message, Request

_FOLDER = files("variorum.reading.language_model") / "prompts"
_AGENT = frozenset({EntityType.PERSON, EntityType.ORGANISATION})


def versions() -> tuple[str, ...]:
    """The versions that there are, oldest first."""
    return tuple(sorted((entry.name for entry in _FOLDER.iterdir() if entry.is_dir() and entry.name.isdigit()), key=int))


def question(asker: Asker, stage: str, **given: str) -> Request:
    """The first question of a stage. ``given`` fills the places that its file names; what stands in it is not looked at for places again.

    Raises UsageError when there is no such version of the prompts.
    """
    instruction, _, asked = _file(asker.prompts, stage).partition("\n=====\n")
    system = Template(instruction).substitute(vocabulary=vocabulary_in_words())
    user = Template(asked).substitute(given)
    return asker.request(stage, Message("system", f"{_file(asker.prompts, 'ground')}\n{system}"), Message("user", user.rstrip("\n")))


def said_back(asker: Asker, name: str, faults: str) -> str:
    """What a model is told of its mistakes: ``repair`` for single items, ``again`` for the whole answer."""
    return Template(_file(asker.prompts, name)).substitute(faults=faults).rstrip("\n")


@cache
def vocabulary_in_words() -> str:
    """The predicates that a claim may have, one a line, with who may stand where, what each reads like and takes."""
    return "\n".join(_line(vocabulary()[name]) for name in vocabulary().claimable)


def _line(p: Predicate) -> str:
    taken = sorted(p.args - {"text"})
    signs = [p.kind.value, *(["symmetric"] if p.symmetric else []), *([f"args {', '.join(taken)}"] if taken else [])]
    ends = f"{_types(p.subject_types, p.subject_optional)} -> {_types(p.object_types, p.object_optional)}"
    return f"- {p.name}: {ends}; {p.reads} ({'; '.join(signs)})"


def _types(types: frozenset[EntityType], optional: bool) -> str:
    if not types:
        return "null"
    words = "agent" if types == _AGENT else "any" if types == frozenset(EntityType) else " or ".join(t for t in EntityType if t in types)
    return words + ("?" if optional else "")


@cache
def _file(version: str, name: str) -> str:
    if version not in versions():
        raise UsageError(
            f"there are no prompts of version {version!r}; there are {', '.join(versions())} (`prompts` under [model] in archive.toml)"
        )
    return (_FOLDER / version / f"{name}.md").read_text(encoding="utf-8")

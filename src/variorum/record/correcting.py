"""A claim with some of its fields put right by a person, checked against its reading and the vocabulary.

Fields have the names and values of an annotation, but for entities, which are named as a person and a later reading can find them again:
``{"key": "OMAR", "name": "Omar Hadi"}``, both of the claim's own document; speakers only by key (``@author``). None takes away what stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from variorum.errors import DateError, UsageError
from variorum.identity.folding import fold
from variorum.model import SPEAKERS, Act, Args, Certainty, Claim, Entity, Mode, Polarity, Reading, Voice, When, vocabulary

_E = TypeVar("_E", bound=StrEnum)
_ARGS = {"role": "role", "from": "from_", "org": "org", "place": "place", "name": "name", "quantity": "quantity", "text": "text"}


def corrected(claim: Claim, to: Mapping[str, Any], reading: Reading) -> Claim:
    """The claim with these fields; a person's, so it has no score. Arguments that a new predicate does not take fall away.

    Does not look at the text: :func:`check_words` does.

    Raises:
        UsageError: a value is none of those that the field can have, the document has no such entity, or the vocabulary does not allow it.
    """
    predicate = _predicate(to.get("predicate", claim.predicate))
    people = _Entities(reading)
    args = {ours: getattr(claim.args, ours) for theirs, ours in _ARGS.items() if theirs in vocabulary()[predicate].args}
    for name in _ARGS.keys() & to.keys():
        if to[name] is not None and name not in vocabulary()[predicate].args:
            raise UsageError(f"`{predicate}` takes no {name}; it takes {', '.join(sorted(vocabulary()[predicate].args))}")
        if name in vocabulary()[predicate].args:
            args[_ARGS[name]] = people.key(to[name]) if name in ("from", "org", "place") else _words(name, to[name])
    now = replace(
        claim,
        predicate=predicate,
        subject=people.key(to["subject"]) if "subject" in to else claim.subject,
        object=people.key(to["object"]) if "object" in to else claim.object,
        start=_offset("start", to.get("start", claim.start)),
        end=_offset("end", to.get("end", claim.end)),
        quote=str(to.get("quote", claim.quote)),
        voices=_voices(to["voices"], people) if "voices" in to else claim.voices,
        when=_when(to["when"]) if "when" in to else claim.when,
        polarity=_one_of("polarity", to.get("polarity", claim.polarity), Polarity),
        certainty=_one_of("certainty", to.get("certainty", claim.certainty), Certainty),
        mode=_one_of("mode", to.get("mode", claim.mode), Mode),
        args=Args(**args),
        score=None,
    )
    if {"predicate", "subject", "object"} & to.keys():
        _check_types(now, people)
    return now


def check_words(claim: Claim, text: str) -> None:
    """Raises UsageError, saying what the text has there, unless the claim's quote stands at its place."""
    there = text[claim.start : claim.end]
    if not claim.quote or there != claim.quote:
        raise UsageError(f"the words {claim.quote!r} are not at {claim.start}..{claim.end}: there the text reads {there!r}")


def named(key: str, reading: Reading) -> dict[str, str]:
    """An entity of the reading as a correction names it: by its key, and by its fullest name that no other of the document bears, where it has one."""
    people = _Entities(reading)
    own = sorted({n.text for e in reading.entities if e.key == key for n in e.names}, key=lambda n: (-len(n), n))
    alone = next((n for n in own if people.bearers(n) == {key}), None)
    return {"key": key, **({"name": alone} if alone else {})}


def entity_named(text: str, reading: Reading) -> str:
    """The key of the entity that a person means by a key or a name of its document. Raises UsageError, with names, when none or several are meant."""
    return _Entities(reading).meant(text)


class _Entities:
    """The entities of a reading, by key and by folded name."""

    def __init__(self, reading: Reading) -> None:
        self.document = reading.document.id
        self.by_key: dict[str, Entity | None] = {**dict.fromkeys(SPEAKERS), **{e.key: e for e in reading.entities}}
        self._by_name: dict[str, set[str]] = {}
        for e in reading.entities:
            for n in e.names:
                self._by_name.setdefault(fold(n.text), set()).add(e.key)

    def bearers(self, name: str) -> set[str]:
        return self._by_name.get(fold(name), set())

    def key(self, named: Any) -> str | None:
        """The key of the one that a judgement names: who has both key and name, else whom alone the name fits, else the key."""
        if named is None:
            return None
        if not isinstance(named, Mapping) or not ({"key", "name"} >= set(named) != set()):
            raise UsageError(f"{named!r} names no entity; expected a key, a name, or both")
        key, name = named.get("key"), named.get("name")
        fit = self.bearers(str(name)) if name else set()
        if key in fit or (key in self.by_key and not fit):
            return str(key)
        if len(fit) == 1:
            return next(iter(fit))
        raise UsageError(f"{self.document} has {'several' if fit else 'nobody'} called {name or key!r}")

    def meant(self, text: str) -> str:
        if text in self.by_key:
            return text
        fit = sorted(self.bearers(text))
        if len(fit) == 1:
            return fit[0]
        if fit:
            raise UsageError(f"{len(fit)} of {self.document} are called {text!r}; name one by its key: {', '.join(fit)}")
        raise UsageError(
            f"nobody in {self.document} is called {text!r}; it speaks of {_some(e.label for e in self.by_key.values() if e)}, "
            f"and through {', '.join(SPEAKERS)}"
        )


def _check_types(claim: Claim, people: _Entities) -> None:
    for slot, key in (("subject", claim.subject), ("object", claim.object)):
        e = None if key is None else people.by_key.get(key)
        if misfit := vocabulary()[claim.predicate].misfit(slot, e.label if e else key, e.type if e else None):
            raise UsageError(misfit)


def _predicate(name: Any) -> str:
    if name not in vocabulary().claimable:
        raise UsageError(f"{name!r} is no predicate; known are {', '.join(vocabulary().claimable)}")
    return str(name)


def _voices(raw: Any, people: _Entities) -> tuple[Voice, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not raw:
        raise UsageError("a claim needs at least one voice, who tells it")
    found = []
    for v in raw:
        key = people.key(v.get("voice")) if isinstance(v, Mapping) else None
        if key is None:
            raise UsageError(f"{v!r} is no voice; expected `voice`, `act` and, where it is said, `said`")
        found.append(Voice(key, _one_of("act", v.get("act"), Act), _when(v.get("said"))))
    return tuple(found)


def _when(edtf: Any) -> str | None:
    if not edtf:
        return None
    try:
        When.parse(str(edtf))
    except DateError as err:
        raise UsageError(str(err)) from err
    return str(edtf)


def _one_of(name: str, value: Any, kinds: type[_E]) -> _E:
    if value not in list(kinds):
        raise UsageError(f"{value!r} is no {name}; expected {', '.join(kinds)}")
    return kinds(value)


def _words(name: str, value: Any) -> Any:
    if value is None or isinstance(value, str) or (name == "quantity" and isinstance(value, int | float) and not isinstance(value, bool)):
        return value if value != "" else None
    raise UsageError(f"`{name}` is {value!r}; expected words")


def _offset(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UsageError(f"`{name}` is {value!r}; expected an offset in the text, in characters from 0")
    return value


def _some(labels: Iterable[str]) -> str:
    found = sorted(set(labels))
    return ", ".join(found[:12]) + (" ..." if len(found) > 12 else "") or "nobody"

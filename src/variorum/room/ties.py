"""How states are worded beside one of their bodies, and drawn between two: read from ``ties.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from variorum.model import EntityType, vocabulary
from variorum.room.addresses import claims_address
from variorum.yaml_data import from_yaml


class Form(StrEnum):
    """How a tie is drawn; ``ties.yaml`` says what each is for."""

    SWORN = "sworn"
    PART = "part"
    HOSTILE = "hostile"
    ALLIED = "allied"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Tie:
    """``says``: what the first is to the second; ``of``: what the second is to the first; ``form`` None: not drawn in the network."""

    says: str
    of: str
    form: Form | None


_AGENTS = {EntityType.PERSON, EntityType.ORGANISATION}


def tie(topic: str) -> Tie:
    """The words and the form of a state of the vocabulary."""
    return _ties()[topic]


def drawn() -> tuple[str, ...]:
    """The states that are ties between persons and groups, in the order of the vocabulary."""
    return tuple(topic for topic, t in _ties().items() if t.form is not None)


def claims_of(key: str, topic: str) -> str:
    """Where the claims are listed that speak to a state of the entity; of a state that only events bring about, all claims about it."""
    return claims_address(entity=key, predicate=topic if topic in vocabulary().claimable else None)


@cache
def _ties() -> Mapping[str, Tie]:
    data = from_yaml((files("variorum.room") / "ties.yaml").read_text(encoding="utf-8"))
    return {p.name: _tie(p.name, data.get(p.name)) for p in vocabulary().predicates.values() if p.is_state and p.name != "alias"}


def _tie(topic: str, entry: Mapping[str, str] | None) -> Tie:
    if entry is not None:
        return Tie(entry["says"], entry.get("of", ""), Form(entry["form"]) if "form" in entry else None)
    p = vocabulary()[topic]
    says = p.asks[0] if p.asks else topic.replace("_", " ")
    return Tie(says, f"{says}, of the other", Form.ALLIED if _AGENTS & p.subject_types and _AGENTS & p.object_types else None)

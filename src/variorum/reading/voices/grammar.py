"""The closed classes of ``grammar.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from variorum.yaml_data import from_yaml


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Each class of ``grammar.yaml`` as a set of lower-case words."""
    data = from_yaml((files("variorum.reading.voices") / "grammar.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(str(w) for w in listed) for name, listed in data.items()}

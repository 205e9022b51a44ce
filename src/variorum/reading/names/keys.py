"""Readable keys of entities: the fullest name in plain letters, unique in the document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LONGEST = 60


def key_of(label: str) -> str:
    """A label in lower-case ASCII words joined by underscores; ``entity`` when nothing of it is left.

    >>> key_of("Abu Sufyān al-Hijāzī"), key_of("حركة")
    ('abu_sufyan_al_hijazi', 'entity')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    plain = re.sub(r"[’'ʿʾ`‘]", "", plain.casefold())
    return re.sub(r"[^a-z0-9]+", "_", plain)[:_LONGEST].strip("_") or "entity"


def unique_keys(labels: Sequence[str]) -> tuple[str, ...]:
    """One key for each label, in order; the second of the same name gets ``_2``.

    >>> unique_keys(["a guard", "a guard", "the Front"])
    ('a_guard', 'a_guard_2', 'the_front')
    """
    taken: set[str] = set()
    keys: list[str] = []
    for label in labels:
        base = key_of(label)
        key, n = base, 2
        while key in taken:
            key, n = f"{base}_{n}", n + 1
        taken.add(key)
        keys.append(key)
    return tuple(keys)

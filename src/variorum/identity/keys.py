"""Readable keys for entities: made of the fullest name, the same for the same input."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from variorum.identity.identities import Ref

_NOT_WORD = re.compile(r"[^\w]+")
_LONGEST = 60


def readable_keys(labels: Sequence[tuple[str, Ref]]) -> list[str]:
    """One key for each label, unique; of those with the same label the first in order of ``Ref`` keeps it and the others get a number.

    >>> readable_keys([("Abū ‘Umar al-Qāḍī", Ref("b", "x")), ("Abu Umar al-Qadi", Ref("a", "x")), ("", Ref("c", "x"))])
    ['abu-umar-al-qadi-2', 'abu-umar-al-qadi', 'unnamed']
    """
    stems = [_stem(label) for label, _ in labels]
    taken = set(stems)
    count: Counter[str] = Counter()
    keys = [""] * len(labels)
    for i in sorted(range(len(labels)), key=lambda i: labels[i][1]):
        stem = stems[i]
        count[stem] += 1
        key = stem
        while count[stem] > 1 and key in taken:
            key = f"{stem}-{count[stem]}"
            count[stem] += key in taken
        taken.add(key)
        keys[i] = key
    return keys


def _stem(label: str) -> str:
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", label.replace("’", "").replace("‘", "").replace("'", "")) if not unicodedata.combining(c)
    )
    words = [w for w in _NOT_WORD.split(plain.casefold()) if w]
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    stem = ""
    for word in words:
        if len(stem) + len(word) > _LONGEST:
            break
        stem = f"{stem}-{word}" if stem else word
    return stem or "unnamed"

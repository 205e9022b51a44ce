"""Whom a name means: looked up in any spelling, and said why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.identity.folding import fold
from variorum.identity.forms import forms
from variorum.identity.scripts import alike, is_unvowelled
from variorum.model import EntityType, Name, NameKind

Rows = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]

# One pass over the dictionary of names: small beside the claims, and a scan of it takes a millisecond or two per 100,000.
_BY_NAME = """
SELECT e.entity, e.key, e.type, e.label, e.claims, min(n.text), min(CASE
    WHEN n.text = ? THEN 1
    WHEN lower(n.text) = lower(?) THEN 2
    WHEN n.folded = ? THEN 3
    WHEN array_contains(?, n.folded) THEN 4
    ELSE 5 END) AS how
FROM name n JOIN entity e USING (entity)
WHERE n.text = ? OR lower(n.text) = lower(?) OR n.folded = ? OR array_contains(?, n.folded) {or_all_words}
GROUP BY e.entity, e.key, e.type, e.label, e.claims
"""
_BY_KEY = "SELECT entity, key, type, label, claims, label, 0 FROM entity WHERE key = ? OR label = ?"
_REASONS = (
    "is its key or label",
    "is its name",
    "is its name",
    "is its name in another spelling",
    "is its name without the title",
    "is part of",
    "can be read as",
)
_READ = len(_REASONS) - 1
# Names of as many words that are, or are not, in letters other than Latin ones; few of them, or few that a name in such letters is looked for among.
_IN_OTHER_LETTERS = """
SELECT e.entity, e.key, e.type, e.label, e.claims, n.text, n.folded FROM name n JOIN entity e USING (entity)
WHERE len(string_split(n.folded, ' ')) = ? AND regexp_matches(n.folded, '[^\x01-\x7f]') = ?
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a name may mean. ``claims`` says in how many claims it stands; ``reason`` why it was found."""

    entity: int
    key: str
    label: str
    type: str
    claims: int
    reason: str


def find_entity(rows: Rows, name: str) -> tuple[Found, ...]:
    """Whom a name may mean, best first: by key or label, by name as written, folded, without titles; only if none fits, in another script, and only if none
    fits then, by part of a name.

    Among equals those in more claims come first. Empty when nobody is called anything like it. Does not guess at misspellings.
    """
    name = name.strip()
    folded = fold(name)
    if not folded:
        return ()
    stripped = sorted({f.key for t in (EntityType.PERSON, EntityType.PLACE) for f in forms(t, Name(name, NameKind.OFFICIAL))})
    given = [name, name, folded, stripped]
    found = rows(_BY_KEY, [name, name]) + rows(_BY_NAME.format(or_all_words=""), given + given)
    found = found or _in_another_script(rows, folded)
    if not found:
        every_word = [w for w in folded.split() if len(w) > 2]
        condition = " AND ".join(["array_contains(string_split(n.folded, ' '), ?)"] * len(every_word))
        found = rows(_BY_NAME.format(or_all_words=f"OR ({condition})"), given + given + every_word) if every_word else []
    best: dict[int, tuple[Any, ...]] = {}
    for row in sorted(found, key=lambda r: (r[6], -r[4], r[1])):
        best.setdefault(row[0], row)
    return tuple(_found(name, row) for row in best.values())


def _in_another_script(rows: Rows, folded: str) -> list[tuple[Any, ...]]:
    """Those with a name in a script without vowels that can be read as this one, or with a Latin one that this one can be read as."""
    words = folded.split()
    unvowelled = any(map(is_unvowelled, words))
    return [
        (*row[:6], _READ)
        for row in rows(_IN_OTHER_LETTERS, [len(words), not unvowelled])
        if all(alike(v, w) for v, w in zip(words, row[6].split(), strict=True))
    ]


def _found(name: str, row: tuple[Any, ...]) -> Found:
    entity, key, type_, label, claims, text, how = row
    reason = f"{name!r} {_REASONS[how]}" + (f" {text!r}" if how > 2 else "")
    return Found(entity, key, label, type_, claims, reason)

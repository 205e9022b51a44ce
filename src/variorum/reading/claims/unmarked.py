"""Names that stand in the text without a mention: "Guard leader Salim Tor", where only Salim Tor was marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from variorum.model import Entity, EntityType, Mention, MentionForm

_ARTICLE = re.compile(r"^(the|al-|Al-|el-)\s*", re.IGNORECASE)
_KINDS = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE})
_SHORTEST = 4  # letters; shorter ones are too often words


def with_unmarked(text: str, mentions: Sequence[Mention], entities: Iterable[Entity]) -> tuple[Mention, ...]:
    """The mentions and one more for every place where a proper name of an entity stands, with or without its article, inside no mention
    of its own entity and crossing none; sorted by start, the outer first. Names that two entities bear are left alone.
    """
    bearers = _bearers(entities)
    if not bearers:
        return tuple(mentions)
    names = sorted(bearers, key=lambda n: (-len(n), n))
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    taken = sorted(((m.start, m.end, m.entity, m.form) for m in mentions), key=lambda x: x[0])
    starts, reach = [x[0] for x in taken], list(accumulate((x[1] for x in taken), max))
    more = []
    for found in pattern.finditer(text):
        a, b, key = found.start(), found.end(), bearers[found[0]]
        near = [x for x in taken[bisect_right(reach, a) : bisect_left(starts, b)] if a < x[1]]
        inside = all(x[0] <= a and b <= x[1] and x[2] != key and x[3] is MentionForm.DESCRIPTION for x in near)
        if inside:
            more.append(Mention(a, b, found[0], key, MentionForm.NAME))
    return tuple(sorted((*mentions, *more), key=lambda m: (m.start, -m.end)))


def _bearers(entities: Iterable[Entity]) -> Mapping[str, str]:
    found: dict[str, str | None] = {}
    for e in entities:
        for name in e.names if e.type in _KINDS else ():
            for form in {name.text, _ARTICLE.sub("", name.text)}:
                if len(form) >= _SHORTEST and form[:1].isupper():
                    found[form] = e.key if found.get(form, e.key) == e.key else None
    return {form: key for form, key in found.items() if key is not None}

"""Where a text names somebody whom it has just meant by a pronoun: "His real name was Sami Farrash", "They called him the Tailor".

The pronoun must have been understood first; the names are joined afterwards and the document is read again with what it says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from variorum.model.entity import EntityType
from variorum.reading.names.aliases import Link
from variorum.reading.names.bearers import Cast
from variorum.reading.names.glosses import Stand, any_of
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import data
from variorum.reading.names.words import Word

_REACH = 90  # characters of a sentence before a name in which the statement stands


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(data('alias_cues')['pronouns'])})[\"“‘'«]?$", re.IGNORECASE)


def stated(
    text: str,
    words: Sequence[Word],
    names: Sequence[Stand],
    cluster: Sequence[int],
    items: Sequence[Item],
    meant: Mapping[int, int],
    cast: Cast,
) -> tuple[Link, ...]:
    """The links between a name and the first name of whoever the pronoun before it means; none where that is nobody with a name, or of another type."""
    pronouns = {words[x.at].start: n for n, x in enumerate(items) if x.pronoun is not None}
    starts = [w.start for w in words]
    first_of: dict[int, int] = {}
    for n, c in enumerate(cluster):
        first_of.setdefault(c, n)
    found: list[Link] = []
    for n, name in enumerate(names):
        opens = _opens(words, starts, name)
        said = _cues().search(text[opens : name.outer])
        if said is None or text[name.end : name.end + 2] in ("'s", "’s"):
            continue
        begins = opens + said.start()
        who = next((meant.get(item) for at, item in pronouns.items() if begins <= at < name.outer), None)
        if who is None or not cast.bearers[who].named or who == cluster[n] or who not in first_of:
            continue
        kind = cast.bearers[who].type
        if kind is name.type or (not name.sure and EntityType.PLACE not in (kind, name.type)):
            found.append(Link(first_of[who], n, begins, name.end))
    return tuple(found)


def _opens(words: Sequence[Word], starts: Sequence[int], name: Stand) -> int:
    """Where what may be said of a name in its sentence begins: at most so many characters before it."""
    sentence = words[bisect_left(starts, name.start)].sentence
    k = bisect_left(starts, name.outer)
    while k > 0 and words[k - 1].sentence == sentence and name.outer - words[k - 1].start < _REACH:
        k -= 1
    return min(words[k].start, name.outer)

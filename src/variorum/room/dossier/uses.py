"""The names of an entity: how each is written, in how many documents, and whose words use it, with a claim as the evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.viewpoint import EVERYONE
from variorum.reasoning.witness import Window, about, fetched
from variorum.room.opened import Opened

#: Names shown, and quotes looked through for them: of a body in very many claims those first in the record.
NAMES, QUOTES = 24, 1500
_LATIN_UP_TO = 0x024F


@dataclass
class NameUsed:
    """One name. ``written``: other spellings of it; ``original``: those in another script; ``voices``: whose words use it, each with a claim that shows it."""

    text: str
    kind: str
    documents: int
    window: Window | None
    written: list[str] = field(default_factory=list)
    original: list[str] = field(default_factory=list)
    voices: dict[int, int] = field(default_factory=dict)
    quotes: int = 0
    called_by: dict[int, int] = field(default_factory=dict)


def names_of(opened: Opened, entity: int) -> tuple[list[NameUsed], int]:
    """The names, those of the earliest documents first, spellings of one name together; and how many more there are."""
    rows = opened.record.rows(
        """SELECT n.folded, n.text, n.kind, count(DISTINCT n.doc), min(d.published_earliest), max(d.published_latest)
        FROM name n JOIN document d USING (doc) WHERE n.entity = ? GROUP BY n.folded, n.text, n.kind ORDER BY count(*) DESC, n.text""",
        [entity],
    )
    found: dict[str, NameUsed] = {}
    spelled: dict[str, NameUsed] = {}
    for folded, text, kind, documents, first, last in rows:
        name = found.get(folded)
        if name is None:
            name = found[folded] = NameUsed(text, kind.replace("_", " "), documents, _published(first, last))
        elif text != name.text and text not in (*name.written, *name.original):
            (name.original if _is_foreign(text) else name.written).append(text)
        spelled.setdefault(text, name)
    _count(opened, entity, spelled)
    listed = sorted(found.values(), key=lambda n: n.window.start_earliest if n.window else UNKNOWN_FUTURE)
    most = sorted(listed, key=lambda n: (-n.documents, -n.quotes))[:NAMES]
    return [n for n in listed if n in most], len(listed) - len(most)


_WORDS = """SELECT claim_id, acts, quote, name FROM claim_text
WHERE doc IN (SELECT unnest(?::INTEGER[])) AND claim_id IN (SELECT unnest(?::BIGINT[]))"""


def _count(opened: Opened, entity: int, spelled: dict[str, NameUsed]) -> None:
    """Counts the quotes in which each name stands, for whoever's words they are."""
    claims = fetched(opened.record, about([entity], EVERYONE), most=QUOTES)
    places = [sorted({w.doc for w in claims}), [w.claim for w in claims]]
    words = {claim: rest for claim, *rest in opened.record.rows(_WORDS, places)} if claims else {}
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    seen: set[tuple[str, str]] = set()
    for w in claims:
        acts, quote, called = words[w.claim]
        voice = whose_words(w.chain, acts)
        if w.predicate in _CALLING and called in spelled:
            spelled[called].called_by.setdefault(w.voice, w.claim)
        for text in _standing_in(quote, spelled):
            name = spelled[text]
            name.voices.setdefault(voice, w.claim)
            counts[id(name)][voice] += 1
            if (quote, text) not in seen:
                name.quotes += 1
            seen.add((quote, text))
    for name in spelled.values():
        name.voices = dict(sorted(name.voices.items(), key=lambda item: -counts[id(name)][item[0]]))


#: The predicates that say what somebody is called.
_CALLING = {n for n, p in vocabulary().predicates.items() if "name" in p.args}


def whose_words(chain: Sequence[int], acts: Sequence[str]) -> int:
    """Whose words a quote is: those who quote hand on the words of the next in the chain, the others speak themselves.

    >>> whose_words([1, 2, 3], ["quotes", "reports", "asserts"])
    2
    """
    return next((v for v, act in zip(chain, acts, strict=True) if act != "quotes"), chain[-1])


def _standing_in(quote: str, names: Iterable[str]) -> list[str]:
    """The names that stand in the quote by themselves, not only within a longer one."""
    found: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        if name in quote:
            quote = quote.replace(name, "\0")
            found.append(name)
    return found


def _is_foreign(text: str) -> bool:
    return any(c.isalpha() and ord(c) > _LATIN_UP_TO and not 0x1E00 <= ord(c) <= 0x1EFF for c in text)


def _published(first: int, last: int) -> Window | None:
    if first <= UNKNOWN_PAST:
        return None
    return Window(first, first, last, last)

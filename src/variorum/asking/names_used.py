"""The names of an entity: of what sort and in what script each is, where it stands, and whose words use it, with a claim as the evidence.

One place for the command line, Python and the reading room.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from variorum.asking.ask import Record
from variorum.identity.folding import words
from variorum.identity.scripts import alike, is_unvowelled
from variorum.identity.sorts import Sort, sorts_of
from variorum.model import EntityType, Name, NameKind, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reading.script import main_script
from variorum.reasoning.viewpoint import EVERYONE
from variorum.reasoning.witness import Window, about, fetched

#: Quotes looked through for names: of a body in very many claims those first in the record.
QUOTES = 1500
_LATIN = "LATIN"


@dataclass
class NameUsed:
    """One name, as most documents write it.

    ``written``: other spellings of it; ``original``: those in another script; ``in_documents``: ids, sorted; ``window``: from the first of them
    that is dated to the last, None when none is. ``voices``: whose words use it, each with a claim that shows it, who uses it most first;
    ``called_by``: who says that the entity is so called, each with the claim; ``quotes``: in how many quotes of claims it stands.
    """

    text: str
    kind: str
    sort: Sort
    script: str
    in_documents: tuple[str, ...]
    window: Window | None
    written: list[str] = field(default_factory=list)
    original: list[str] = field(default_factory=list)
    voices: dict[int, int] = field(default_factory=dict)
    quotes: int = 0
    called_by: dict[int, int] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        return len(self.in_documents)


def names_of(record: Record, entity: int, most: int | None = None) -> tuple[list[NameUsed], int]:
    """The names, those of the earliest documents first, spellings of one name together; and how many more there are than ``most``."""
    rows = record.rows(
        """SELECT n.folded, n.text, n.kind, list(DISTINCT d.id ORDER BY d.id), min(d.published_earliest), max(d.published_latest)
        FROM name n JOIN document d USING (doc) WHERE n.entity = ? GROUP BY n.folded, n.text, n.kind ORDER BY count(*) DESC, n.text""",
        [entity],
    )
    ((type_,),) = record.rows("SELECT type FROM entity WHERE entity = ?", [entity])
    sorts = sorts_of(EntityType(type_), [Name(text, NameKind(kind)) for _, text, kind, *_ in rows])
    found: dict[str, NameUsed] = {}
    spelled: dict[str, NameUsed] = {}
    for folded, text, kind, documents, first, last in rows:
        name = found.get(folded) or _in_another_script(found, text)
        if name is None:
            sort = sorts[Name(text, NameKind(kind))]
            name = found[folded] = NameUsed(text, kind.replace("_", " "), sort, _script(text), tuple(documents), _published(first, last))
        else:
            _add(name, text, documents, _published(first, last))
        spelled.setdefault(text, name)
    _count(record, entity, spelled)
    listed = sorted(found.values(), key=lambda n: n.window.start_earliest if n.window else UNKNOWN_FUTURE)
    best = sorted(listed, key=lambda n: (-n.documents, -n.quotes))[:most]
    return [n for n in listed if n in best], len(listed) - len(best)


def _add(name: NameUsed, text: str, documents: Sequence[str], window: Window | None) -> None:
    """One more way in which a name is written."""
    name.in_documents = tuple(sorted({*name.in_documents, *documents}))
    if text != name.text and text not in (*name.written, *name.original):
        (name.written if _script(text) == name.script else name.original).append(text)
    if window and name.window:
        first = min(name.window.start_earliest, window.start_earliest)
        last = max(name.window.end_latest, window.end_latest)
        window = Window(first, first, last, last)
    name.window = window or name.window


def _in_another_script(found: dict[str, NameUsed], text: str) -> NameUsed | None:
    """The name of which the text is the same in a script that leaves vowels out, or the other way round."""
    own = words(text)
    for name in found.values():
        other = words(name.text)
        if len(own) == len(other) and any(map(is_unvowelled, own)) != any(map(is_unvowelled, other)) and all(map(alike, own, other)):
            return name
    return None


_WORDS = """SELECT claim_id, acts, quote, name FROM claim_text
WHERE doc IN (SELECT unnest(?::INTEGER[])) AND claim_id IN (SELECT unnest(?::BIGINT[]))"""


def _count(record: Record, entity: int, spelled: dict[str, NameUsed]) -> None:
    """Counts the quotes in which each name stands, for whoever's words they are."""
    claims = fetched(record, about([entity], EVERYONE), most=QUOTES)
    places = [sorted({w.doc for w in claims}), [w.claim for w in claims]]
    told = {claim: rest for claim, *rest in record.rows(_WORDS, places)} if claims else {}
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    seen: set[tuple[str, str]] = set()
    for w in claims:
        acts, quote, called = told[w.claim]
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


def _script(text: str) -> str:
    """The script of most of its letters, in words: "Latin", "Arabic"."""
    return (main_script(text) or _LATIN).capitalize()


def _published(first: int, last: int) -> Window | None:
    if first <= UNKNOWN_PAST:
        return None
    return Window(first, first, last, last)

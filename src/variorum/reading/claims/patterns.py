"""How a frame is written: one line of near-English with slots, and what it compiles to.

    S pledge|swear allegiance|loyalty to O

Capital letters are slots: S subject, O object (of the *claim*), F from, G organisation, P place, X anybody (filled by no argument of
the claim). Words are lemmas; ``a|b`` are alternatives; the first word is the *anchor* that is looked for in the tree. A slot after a
preposition is an oblique, a bare slot after a verb its object, the slot before it its subject; ``S's`` is the possessor of the word
after it; a slot after "that" is the subject of what is said; ``between S and O`` takes the two of a pair; ``S = leader of O`` is a noun
for S. Brackets make an element optional. After a bare "be" a slot is what the subject is said to be ("S be O"). Passives, relative
clauses, participles and infinitives need no lines of their own.

To add a frame: write the line under its predicate in ``frames/*.yaml`` with one invented example, in which {S|...} and {O|...} mark the
arguments; the tests read every example with the real parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from variorum.errors import VocabularyError
from variorum.reading.claims.wordlists import wordlists

_SLOTS = frozenset("SOFGPX")
_TOKEN = re.compile(r"\(|\)|[^\s()]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the filler of a slot stands: ``kind`` is subject, object, prep or poss; ``preps`` for prep; ``word`` counts the literal it hangs on."""

    slot: str
    kind: str
    preps: frozenset[str] = frozenset()
    word: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Literal:
    """Alternative lemmas of which one must stand by the anchor. ``role``: object, particle or oblique, as in the line."""

    lemmas: frozenset[str]
    role: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon. ``id`` is predicate, kind and number in its list: stable while the file's order is."""

    id: str
    predicate: str
    kind: str
    pattern: str
    example: str
    anchors: frozenset[str]
    literals: tuple[Literal, ...]
    places: tuple[Place, ...]
    denied: bool = False
    affirm: bool = False
    needs_denied: bool = False
    needs_subject: bool = False
    needs_plain: bool = False
    needs_thing: bool = False  #: an object beside those in the slots: what is given, sent, refused
    needs_quoted: bool = False  #: words of somebody between quotation marks that praise nobody: "called it “a bag of wind”"
    no_object: bool = False
    together: bool = False
    recall: str | None = None
    score: float = 0.8
    types: tuple[tuple[str, str], ...] = ()


def compile_frame(predicate: str, kind: str, number: int, pattern: str, entry: Any) -> Frame:
    """The frame of one line. Raises VocabularyError, naming the line, when it cannot be understood."""
    options = entry if isinstance(entry, dict) else {"example": entry}
    where = f"frames: {predicate}: {pattern!r}"
    if unknown := set(options) - {"example", "denied", "affirm", "needs", "object", "together", "recall", "score", "S", "O"}:
        raise VocabularyError(f"{where}: unknown option {sorted(unknown)}")
    words = pattern.split()
    if "=" in words:
        anchors, literals, places = _role(words)
    else:
        anchors, literals, places = _line(_TOKEN.findall(pattern), kind)
    if not anchors or anchors <= wordlists().prepositions:
        raise VocabularyError(f"{where}: no word to look for")
    return Frame(
        id=f"{predicate}.{kind}.{number}",
        predicate=predicate,
        kind=kind,
        pattern=pattern,
        example=str(options.get("example", "")),
        anchors=anchors,
        literals=tuple(literals),
        places=tuple(places),
        denied=bool(options.get("denied", False)),
        affirm=bool(options.get("affirm", False)),
        needs_denied=options.get("needs") == "denied",
        needs_subject=options.get("needs") == "subject",
        needs_plain=options.get("needs") == "plain",
        needs_thing=options.get("needs") == "thing",
        needs_quoted=options.get("needs") == "quoted",
        no_object=options.get("object") == "none",
        together=bool(options.get("together", False)),
        recall=options.get("recall"),
        score=float(options.get("score", 0.8)),
        types=tuple((slot, str(options[slot])) for slot in ("S", "O") if slot in options),
    )


def _is_slot(word: str) -> bool:
    return word.removesuffix("'s") in _SLOTS


def _role(words: list[str]) -> tuple[frozenset[str], list[Literal], list[Place]]:
    """``S = leader|emir of O``: the noun is the anchor, S is whoever the noun phrase denotes, O its of-phrase, possessor or compound."""
    at = words.index("=")
    anchor = frozenset(words[at + 1].split("|"))
    preps = frozenset(words[at + 2].split("|"))
    return anchor, [], [Place(words[at - 1], "self"), Place(words[at + 3], "owner", preps)]


def _line(words: list[str], kind: str) -> tuple[frozenset[str], list[Literal], list[Place]]:
    anchor: frozenset[str] = frozenset()
    literals: list[Literal] = []
    places: list[Place] = []
    optional, preps, i = False, frozenset[str](), 0
    known = wordlists().prepositions
    while i < len(words):
        word = words[i]
        i += 1
        if word in "()":
            optional = word == "("
            continue
        if word == "and" and i < len(words) and _is_slot(words[i]):
            places.append(Place(words[i], "and", frozenset(), len(literals), optional))
            i += 1
            continue
        if _is_slot(word):
            places.append(_slot(word, kind, anchor, literals, preps, optional))
            preps = frozenset()
            continue
        options = frozenset(word.split("|"))
        following = words[i] if i < len(words) else ""
        if (
            anchor
            and options <= known
            and following not in ("", "(", ")")
            and not (set(following.split("|")) <= known and len(words) - i > 1)
        ):
            preps = options
            continue
        if not anchor:
            anchor = options
        else:
            role = "particle" if options <= wordlists().particles else "oblique" if preps else "object"
            literals.append(Literal(options, role, optional))
            preps = frozenset()
    return anchor, literals, places


def _slot(word: str, kind: str, anchor: frozenset[str], literals: list[Literal], preps: frozenset[str], optional: bool) -> Place:
    slot = word.removesuffix("'s")
    if word.endswith("'s"):
        return Place(slot, "poss", preps, len(literals) + (1 if anchor else 0), optional)
    if preps:
        return Place(slot, "prep", preps, len(literals), optional)
    if literals and literals[-1].lemmas == {"that"}:
        return Place(slot, "complement", frozenset(), len(literals), optional)
    return Place(slot, "object" if anchor else "subject", frozenset(), len(literals), optional)

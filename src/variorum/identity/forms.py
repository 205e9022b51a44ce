"""What a name can prove: each name of an entity as a form that says how much it takes for two like it to mean one and the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

from variorum.identity.folding import words
from variorum.identity.scripts import alike
from variorum.model import EntityType, Name, NameKind
from variorum.yaml_data import from_yaml

_PROPER_WORD = re.compile(r"\b[^\W\d_a-z]\w*")  # a capital, or a letter of a script without case
_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]?){1,6}[A-Z]\d*$")
_DOTS = re.compile(r"(?<=\b\w)\.")
_BRACKETED_ACRONYM = re.compile(r"^(?P<name>.+?)\s*\((?P<acronym>[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]*)\)$")
_POSSESSED = re.compile(r"(?:my|our|your|his|her|its|their|those|these|this|that|some|many|other|most|several|a|an)\s", re.IGNORECASE)


class Weight(IntEnum):
    """How much a form proves by itself, most first."""

    WHOLE = 0  #: names one person, body or place: "Ibrahim al-Nuri", "Abu Omar al-Qadi", "the Front of the Plain"
    ACRONYM = 1  #: "FLP": as good as whole beside its expansion
    SINGLE = 2  #: one word of a person's name: "Nuri", "Abu Omar" is not one of them
    KUNYA = 3  #: a kunya alone: "Abu Omar" is any father of an Omar
    LOOSE = 4  #: a description, a title, a word of kind: "the sheikh", "our branch", "the General Staff"


@dataclass(frozen=True, slots=True)
class Form:
    """One name, ready to be compared: two forms of the same weight and key are written alike. ``text`` is as the document writes it."""

    weight: Weight
    key: str
    text: str
    kind: NameKind

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.key.split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words.yaml``, folded."""

    honorifics: frozenset[str]
    nasab: frozenset[str]
    kunya: frozenset[str]
    isms: frozenset[str]
    commonest: frozenset[str]
    nisbas: frozenset[str]
    generic: frozenset[str]
    heads: Mapping[str, str]
    titles_and_names: frozenset[str]
    company: frozenset[tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The project's own word lists."""
    data = from_yaml((files("variorum.identity") / "words.yaml").read_text(encoding="utf-8"))

    def folded(key: str) -> frozenset[str]:
        return frozenset(w for entry in data[key] for w in words(entry))

    heads = {w: words(line[0])[0] for line in data["heads"] for entry in line for w in words(entry)}
    isms = frozenset(" ".join(words(entry)) for entry in data["isms"])
    return Lexicon(
        honorifics=folded("honorifics"),
        nasab=folded("nasab"),
        kunya=folded("kunya"),
        isms=isms,
        commonest=folded("commonest"),
        nisbas=folded("nisbas"),
        generic=folded("generic"),
        heads=heads,
        titles_and_names=folded("titles_and_names"),
        company=frozenset(words(entry) for entry in data["company"]),
    )


@lru_cache(maxsize=200_000)
def forms(type_: EntityType, name: Name) -> tuple[Form, ...]:
    """What a name proves of an entity of this type: one form, or two for "The Harbour Watch (THW)".

    >>> [(f.weight.name, f.key) for f in forms(EntityType.PERSON, Name("Sheikh Abū ‘Umar", NameKind.KUNYA))]
    [('KUNYA', 'abu umar')]
    >>> [(f.weight.name, f.key) for f in forms(EntityType.ORGANISATION, Name("Jabhat al-Salam", NameKind.OFFICIAL))]
    [('WHOLE', 'frunt salam')]
    >>> forms(EntityType.ORGANISATION, Name("the Salam Front", NameKind.OFFICIAL))[0].key
    'frunt salam'
    """
    if m := _BRACKETED_ACRONYM.match(name.text):
        return forms(type_, Name(m["name"], name.kind)) + forms(type_, Name(m["acronym"], NameKind.ACRONYM))
    plain = _DOTS.sub("", name.text).removeprefix("the ").removeprefix("The ")
    if type_ is EntityType.PERSON:
        return (_person(name),)
    if type_ is EntityType.ORGANISATION and _ACRONYM.match(plain):
        return (Form(Weight.ACRONYM, plain.casefold(), name.text, name.kind),)
    return (_body(type_, name),)


def mostly_alike(a: Form, b: Form) -> bool:
    """Whether at least half of the words that either of two bodies' names has are in both."""
    return 2 * len(set(a.words) & set(b.words)) >= len(set(a.words) | set(b.words))


def is_given(word: str) -> bool:
    """Whether a folded word is a given name that many bear: a common one, or made as such are (servant of, light of the faith).

    >>> [is_given(w) for w in ("umar", "abdsamad", "nurdin", "sahli")]
    [True, True, True, False]
    """
    return word in lexicon().isms or (word.startswith("abd") and len(word) > 5) or (word.endswith("din") and len(word) > 5)


def first_name_first(text: str) -> str:
    """A person's name as it is spoken: "Nuri, Omar al-" and other index forms turned round.

    >>> first_name_first("Nuri, Omar"), first_name_first("Omar Nuri, the judge, and others")
    ('Omar Nuri', 'Omar Nuri, the judge, and others')
    """
    last, comma, first = text.partition(", ")
    return f"{first} {last}" if comma and first and ", " not in first and len(last.split()) <= 2 else text


def is_common(key: str) -> bool:
    """Whether a person's whole name is made of two of the commonest given names and so shared by many (Muhammad Ali)."""
    parts = key.split()
    return len(parts) == 2 and all(p in lexicon().commonest for p in parts)


def units(key: str) -> list[str]:
    """The words of a person's name that count: a kunya is one, and the particle before a father's name is none."""
    parts = [w for w in key.split() if w not in lexicon().nasab]
    if len(parts) > 1 and parts[0] in lexicon().kunya:
        return [parts[0], " ".join(parts[:2]), *parts[2:]]
    return parts or key.split()


def within(short: list[str], long: list[str]) -> bool:
    """Whether the words of one are among those of the other, in order; an initial stands for any first word that begins so."""
    rest = iter([short[0], *long[1:]] if len(short[0]) == 1 and long[0].startswith(short[0]) else long)
    return all(part in rest for part in short)


def compatible(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Whether two legal names may be one man's: the words of one are among those of the other, where an initial is any word that begins so."""
    short, long = sorted((x, y), key=len)
    return all(any(alike(w, v) or (1 in (len(w), len(v)) and w[0] == v[0]) for v in long) for w in short)


def _person(name: Name) -> Form:
    lex = lexicon()
    parts = list(words(first_name_first(name.text)))
    bare = list(parts)
    while len(bare) > 1 and bare[0] in lex.honorifics:
        bare = bare[1:]
    key = " ".join(bare)
    return Form(_person_weight(name, parts, bare), key, name.text, name.kind)


def _person_weight(name: Name, parts: list[str], bare: list[str]) -> Weight:
    lex = lexicon()
    titled = name.kind in (NameKind.TITLE, NameKind.EXONYM)
    content = name.text.split()
    lower = [w for w in content if w[:1].islower() and words(w) and words(w)[0] not in lex.nasab | lex.kunya and "-" not in w]
    if not bare or bare[0] in lex.honorifics or _POSSESSED.match(name.text) or (titled and (len(bare) == len(parts) or lower)):
        return Weight.LOOSE
    if not _PROPER_WORD.search(name.text) or any(w in lex.generic for w in bare if titled):
        return Weight.LOOSE
    if bare[0] in lex.kunya:
        return Weight.KUNYA if len(bare) <= 2 else Weight.WHOLE
    weighty = [w for w in bare if w not in lex.nasab]
    return Weight.WHOLE if len(weighty) > 1 else Weight.SINGLE


def _body(type_: EntityType, name: Name) -> Form:
    lex = lexicon()
    parts = [lex.heads.get(w, w) for w in words(name.text)]
    telling = [w for w in parts if w not in lex.generic]
    key = " ".join(sorted(parts)) if type_ is EntityType.ORGANISATION else " ".join(parts)
    capitals = len(_PROPER_WORD.findall(name.text.removeprefix("The ").removeprefix("A ")))
    outside = name.kind in (NameKind.TITLE, NameKind.EXONYM)
    if not telling or not capitals or _POSSESSED.match(name.text):
        weight = Weight.LOOSE
    elif type_ in (EntityType.WORK, EntityType.EVENT):
        weight = Weight.LOOSE if outside or len(parts) < 2 else Weight.WHOLE
    elif outside:  # others' names for it: only when they are names through and through ("the Nuri Gang"), not "Iraqi", "the rebels of Nuri"
        weight = Weight.WHOLE if len(parts) >= 2 and capitals >= len(parts) else Weight.LOOSE
    else:
        weight = Weight.WHOLE
    return Form(weight, key, name.text, name.kind)

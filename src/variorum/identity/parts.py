"""The parts of a person's name: title, kunya, given names, whose child, by-name, family, nisba.

A reading of the name by the customs that its small words show (``parts.yaml``), for those who look at it. Nothing is joined or kept apart by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from variorum.identity.folding import plain_letters, rules, words
from variorum.identity.forms import first_name_first, lexicon


class Role(StrEnum):
    """What a part of a name is."""

    TITLE = "title"
    KUNYA = "kunya"  #: father or mother of
    GIVEN = "given name"
    PARENT = "child of"  #: nasab, or a Turkic, Berber, Mauritanian or Welsh patronymic with its particle
    PATRONYMIC = "patronymic"
    LAQAB = "by-name"
    FAMILY = "family name"
    NISBA = "nisba"  #: of a place, a tribe, a school


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a name, as written, and what they are."""

    text: str
    role: Role


@cache
def _customs() -> dict[str, frozenset[str]]:
    data = yaml.safe_load((files("variorum.identity") / "parts.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(map(str, listed)) for name, listed in data.items()}


@cache
def _article() -> re.Pattern[str]:
    """An article before its noun: parted from it by a hyphen or a blank, or written in one with it."""
    apart = "|".join(sorted(rules().hyphenated, key=len, reverse=True))
    return re.compile(rf"^(?:{apart})[-‐ ]|^(?:{'|'.join(_customs()['article_in_one'])})", re.IGNORECASE)


def parts_of(name: str) -> tuple[Part, ...]:
    """The parts of a person's name, in order; together they are all its words.

    >>> [f"{p.text}: {p.role}" for p in parts_of("Sheikh Abu Omar Karam bin Selim al-Nuri")]
    ['Sheikh: title', 'Abu Omar: kunya', 'Karam: given name', 'bin Selim: child of', 'al-Nuri: nisba']
    """
    grouped = list(_grouped(_tokens(first_name_first(name))))
    nameless = any(role is Role.TITLE and _plain(text) in _customs()["without_family"] for text, role in grouped)
    family = None if nameless else _family([role for _, role in grouped])
    return tuple(Part(text, role or (Role.FAMILY if i == family else Role.GIVEN)) for i, (text, role) in enumerate(grouped))


def _family(roles: Sequence[Role | None]) -> int | None:
    """Which of the parts that nothing shows by itself is the family name: the last, if a given name stands before it and no nisba or family name after."""
    unnamed = [i for i, role in enumerate(roles) if role is None]
    if len(unnamed) < 2 or Role.NISBA in roles:
        return None
    return unnamed[-1] if Role.FAMILY not in roles[unnamed[-1] + 1 :] else None


def _tokens(name: str) -> list[str]:
    """The words, an article that stands by itself put before its noun."""
    out: list[str] = []
    article = ""
    *before, last = name.split() or [""]
    for word in before:
        if _plain(word) in rules().article:
            article += f"{word} "
            continue
        out.append(article + word)
        article = ""
    return [*out, article + last] if last else out


def _grouped(tokens: Sequence[str]) -> Iterator[tuple[str, Role | None]]:
    """Words that belong together, with what they are where that shows by itself."""
    c = _customs()
    i, named = 0, False
    while i < len(tokens):
        here, left = _plain(tokens[i]), len(tokens) - i
        if not named and left > 1 and (_fold(tokens[i]) in lexicon().honorifics or here in c["title"]):
            yield tokens[i], Role.TITLE
            i += 1
            continue
        span, role = _beginning_here(tokens, i, here, named)
        if role is None and left > 1 and _plain(tokens[i + 1]) in c["parent_after"]:
            span, role = 2, Role.PARENT
        if role is None and named and i + span < len(tokens) - 1 and tokens[i + span] in c["family_joint"]:
            role = Role.FAMILY  # the father's, before "y" and the mother's
        yield " ".join(tokens[i : i + span]), role
        named = True
        i += span


def _beginning_here(tokens: Sequence[str], i: int, here: str, named: bool) -> tuple[int, Role | None]:
    """How many words the part that begins here has, and what it is; None where only its place in the name can tell."""
    c, left = _customs(), len(tokens) - i
    if here in c["servant"] and left > 1:
        return 2, None
    if _fold(tokens[i]) in lexicon().kunya and left > 1:
        return (3 if _plain(tokens[i + 1]) in c["servant"] and left > 2 else 2), Role.KUNYA
    if here in c["parent_before"] and left > 1:
        return (3 if _plain(tokens[i + 1]) in c["servant"] and left > 2 else 2), Role.PARENT
    if left > 1 and _article().match(tokens[i + 1]) and _plain(_article().sub("", tokens[i + 1])) in c["laqab"]:
        return 2, Role.LAQAB if named else None
    if named and here in c["family_joint"] and left > 1 and tokens[i].islower():
        return 2, Role.FAMILY
    for n in (2, 1):
        if named and left > n and " ".join(map(_plain, tokens[i : i + n])) in c["family_before"]:
            return n + 1, Role.FAMILY
    return 1, _by_itself(tokens[i], here, named)


def _by_itself(token: str, here: str, named: bool) -> Role | None:
    """What one word shows by its article or its ending."""
    c = _customs()
    if not named:
        return None
    bare = _plain(_article().sub("", token))
    if _article().match(token):
        return (
            Role.LAQAB if bare in c["laqab"] else Role.NISBA if bare.endswith(tuple(c["nisba"])) or bare in lexicon().nisbas else Role.LAQAB
        )
    if any(here.endswith(end) and len(here) > len(end) + 3 for end in c["patronymic"]):
        return Role.PATRONYMIC
    if any(here.endswith(end) and len(here) > len(end) + 2 for end in c["family"]):
        return Role.FAMILY
    return Role.NISBA if _fold(token) in lexicon().nisbas else None


def _fold(token: str) -> str:
    folded = words(token)
    return folded[0] if folded else ""


def _plain(token: str) -> str:
    """In lower case without marks, accents and full stops: as the data are written."""
    return plain_letters(token).strip(".,-")

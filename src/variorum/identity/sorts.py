"""What sort of name a name is among the names of its bearer: the whole one, a short form, a kunya, a nisba, an acronym, others' name for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from variorum.identity.forms import Form, Weight, forms, lexicon
from variorum.model import EntityType, Name, NameKind


class Sort(StrEnum):
    """Finer than :class:`variorum.model.NameKind`, which a reading gives: it looks at the words of the name and at the bearer's other names."""

    FULL = "full name"
    SHORT = "short form"
    KUNYA = "kunya"
    KUNYA_AND_MORE = "kunya with more"  #: a kunya with a nisba or another name, which together may name one man
    NISBA = "nisba"
    NOM_DE_GUERRE = "nom de guerre"
    ACRONYM = "acronym"
    OFFICIAL = "official form"
    EXONYM = "exonym"
    TITLE = "title or description"
    NAME = "name"  #: of a place, a work, an event


_WITH_ARTICLE = re.compile(r"(?:al|el|as|ash|ad|adh|an|ar|at|ath|az)[- ]", re.IGNORECASE)
_OF_KIND = {NameKind.EXONYM: Sort.EXONYM, NameKind.TITLE: Sort.TITLE, NameKind.ACRONYM: Sort.ACRONYM}


def sorts_of(type_: EntityType, names: Iterable[Name]) -> dict[Name, Sort]:
    """The sort of each of the names that one bearer has.

    >>> him = [Name("Karam al-Nuri", NameKind.LEGAL), Name("al-Nuri", NameKind.LEGAL), Name("Abu Omar", NameKind.KUNYA)]
    >>> [str(s) for s in sorts_of(EntityType.PERSON, him).values()]
    ['full name', 'nisba', 'kunya']
    """
    found = {n: forms(type_, n)[0] for n in names}
    whole = [set(f.words) for f in found.values() if f.weight is Weight.WHOLE]
    return {n: _sort(type_, n, f, any(set(f.words) < longer for longer in whole)) for n, f in found.items()}


def _sort(type_: EntityType, name: Name, form: Form, is_part: bool) -> Sort:
    if name.kind in _OF_KIND:
        return _OF_KIND[name.kind]
    if form.weight is Weight.ACRONYM:
        return Sort.ACRONYM
    if type_ is EntityType.PERSON:
        return _of_person(name, form, is_part)
    if type_ is EntityType.ORGANISATION:
        return Sort.SHORT if is_part or form.weight is not Weight.WHOLE else Sort.OFFICIAL
    return Sort.NAME


def _of_person(name: Name, form: Form, is_part: bool) -> Sort:
    if form.words and form.words[0] in lexicon().kunya:
        return Sort.KUNYA if form.weight is Weight.KUNYA else Sort.KUNYA_AND_MORE
    if form.weight is Weight.SINGLE and (form.key in lexicon().nisbas or (form.key.endswith("i") and _WITH_ARTICLE.match(name.text))):
        return Sort.NISBA
    if name.kind is NameKind.NOM_DE_GUERRE:
        return Sort.NOM_DE_GUERRE
    if form.weight is Weight.LOOSE:
        return Sort.TITLE
    return Sort.SHORT if is_part or form.weight is Weight.SINGLE else Sort.FULL

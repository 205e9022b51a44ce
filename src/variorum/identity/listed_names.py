"""A published list ready to be asked for names: by equal form, by reading in another script, by words held in a fuller name, by nearness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from variorum.identity.comparison import compare, score
from variorum.identity.forms import Form, Weight, forms, lexicon, units
from variorum.identity.prepared import Bearer, prepared
from variorum.identity.scripts import alike, consonants, is_unvowelled
from variorum.model import EntityType, Name, NameKind
from variorum.shelf.gazetteers import Gazetteer, ListedName, ListedParty, Role

#: A word in so many names of a list does not lead to near ones ("Muhammad", "organisation"): what they share would say nothing.
_TOO_MANY = 60
#: At this score two names are near enough to be shown to a person, and so many of them at most. (Halves of the labelled pairs choose 0.3 to 0.6.)
_NEAR, _SHOWN = 0.6, 3
_TYPES = (EntityType.PERSON, EntityType.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Found:
    """A name on the list, the form in which it was found, and, of a near one, how it was compared."""

    party: ListedParty
    name: ListedName
    form: Form
    how: str = ""


class ListIndex:
    """The names of one list. A party of unknown type is looked for among persons and among bodies."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._equal: dict[tuple[EntityType, Weight, str], list[Found]] = defaultdict(list)
        self._read: dict[tuple[EntityType, str], list[Found]] = defaultdict(list)
        self._words: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self._kunya: dict[str, list[Found]] = defaultdict(list)
        self._by_word: dict[tuple[EntityType, str], list[Found]] = defaultdict(list)
        self._whole: dict[str, list[Form]] = defaultdict(list)
        self._parties = {p.reference: p for p in gazetteer.parties}
        for party in gazetteer.parties:
            for name in party.names:
                for type_ in (party.type,) if party.type else _TYPES:
                    for form in forms(type_, Name(name.text, _kind(type_, name))):
                        self._take(type_, Found(party, name, form))

    def _take(self, type_: EntityType, found: Found) -> None:
        form = found.form
        self._equal[type_, form.weight, form.key].append(found)
        if form.weight is Weight.KUNYA or (type_ is EntityType.PERSON and form.words and form.words[0] in lexicon().kunya):
            self._kunya[" ".join(form.words[:2])].append(found)
        if form.weight is not Weight.WHOLE:
            return
        self._whole[found.party.reference].append(form)
        self._read[type_, _consonants(form)].append(found)
        for word in set(form.words):
            self._by_word[type_, word].append(found)
        if type_ is EntityType.PERSON:
            parts = units(form.key)
            for part in dict.fromkeys(parts[1:]):
                self._words[parts[0], part].append(found)

    def has(self, reference: str) -> bool:
        return reference in self._parties

    def party(self, reference: str) -> ListedParty:
        """The party of that reference. Raises KeyError when the list has none."""
        return self._parties[reference]

    def equal(self, type_: EntityType, form: Form) -> Sequence[Found]:
        """The names with an equal form."""
        return self._equal.get((type_, form.weight, form.key), ())

    def shared(self) -> Iterator[tuple[tuple[EntityType, str], list[str]]]:
        """Every whole name and acronym that more than one party has, by type and key, with the references of the parties."""
        for (type_, weight, key), found in self._equal.items():
            parties = sorted({f.party.reference for f in found})
            if weight in (Weight.WHOLE, Weight.ACRONYM) and len(parties) > 1:
                yield (type_, key), parties

    def readings(self, type_: EntityType, form: Form) -> list[Found]:
        """The names in another script of which every word can be read as the word in the same place."""
        own = any(is_unvowelled(w) for w in form.words)
        return [
            f
            for f in self._read.get((type_, _consonants(form)), ())
            if own != any(is_unvowelled(w) for w in f.form.words)
            and len(f.form.words) == len(form.words)
            and all(alike(v, w) for v, w in zip(form.words, f.form.words, strict=True))
        ]

    def with_words(self, first: str, last: str) -> Sequence[Found]:
        """Persons' names that begin with the one and hold the other, or begin with it and end with some word that may be held in a longer name."""
        return self._words.get((first, last), ())

    def with_kunya(self, form: Form) -> list[Found]:
        """The names that begin with the same kunya, one for each party."""
        return list({f.party.reference: f for f in reversed(self._kunya.get(form.key, ()))}.values())

    def whole_names(self, party: ListedParty) -> Sequence[Form]:
        """The whole names of a party, its main one first."""
        return self._whole.get(party.reference, ())

    def near(self, type_: EntityType, own: Iterable[Form]) -> list[tuple[Form, Found]]:
        """The names, not equal to one of these, that a person should look at: the nearest first, one for each party."""
        bearer = Bearer.PERSON if type_ is EntityType.PERSON else Bearer.BODY
        scored: list[tuple[float, str, Form, Found]] = []
        for form in own:
            mine = prepared(form.text, bearer)
            seen = {id(f): f for w in set(form.words) for f in self._rare(type_, w) if f.form.key != form.key}
            for f in seen.values():
                if (near := score(mine, prepared(f.name.text, bearer))) >= _NEAR:
                    scored.append((-near, f.party.reference, form, f))
        best: dict[str, tuple[Form, Found]] = {}
        for _, reference, form, f in sorted(scored, key=lambda x: x[:2]):
            best.setdefault(reference, (form, f))
        return [
            (form, Found(f.party, f.name, f.form, compare(form.text, f.name.text, bearer).sentence()))
            for form, f in list(best.values())[:_SHOWN]
        ]

    def _rare(self, type_: EntityType, word: str) -> Sequence[Found]:
        found = self._by_word.get((type_, word), ())
        return found if len(found) <= _TOO_MANY and word not in lexicon().generic else ()


def _kind(type_: EntityType, name: ListedName) -> NameKind:
    if type_ is not EntityType.PERSON:
        return NameKind.OFFICIAL
    return NameKind.LEGAL if name.role in (Role.NAME, Role.SCRIPT) else NameKind.NOM_DE_GUERRE


def _consonants(form: Form) -> str:
    return " ".join(consonants(w)[:2] for w in form.words)

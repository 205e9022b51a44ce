"""The rules by which names speak for one entity in two documents, strongest first.

A rule is a function that takes the clusters, joins what it can and records what it could have joined. To add one: write it here, put it in
``RULES`` at its strength, and give it a sentence for its reason. Each looks only at those who share a key (a folded name, an acronym), never at
all pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from variorum.identity.clusters import Bearer, Clusters
from variorum.identity.folding import words
from variorum.identity.forms import Form, Weight, is_common, is_given, lexicon, mostly_alike, units, within
from variorum.identity.joining import TOO_MANY, both, join_alike, join_to_only, one_per_cluster
from variorum.identity.scripts import alike, consonants, is_unvowelled
from variorum.model import EntityType

_BODY, _PERSON = EntityType.ORGANISATION, EntityType.PERSON

#: Bodies with these words for their kind are often called by the rest of the name alone; "Hamra Brigade" and "Hamra" may well be two.
_NAMING_HEADS = frozenset(words(w)[0] for w in ("front", "movement", "group", "party", "organisation"))
_FURTHER = re.compile(r"\b(?:of|in|for|fi|du|de|del|di)\b", re.IGNORECASE)


def whole_names(clusters: Clusters) -> None:
    """Equal whole names: of persons at least two words that are not both common, of bodies and places any name that is not of generic words."""
    for type_ in EntityType:
        groups = clusters.bearers(Weight.WHOLE, type_)
        for key, group in sorted(groups.items(), key=lambda g: (-len(g[0].split()), g[0])):  # the more words, the surer
            if type_ is _PERSON and is_common(key):
                _too_common(clusters, group)
            elif said := clusters.shared.get((type_, key)):
                _shared(clusters, group, "same name", said)
            else:
                join_alike(clusters, _fullest_first(clusters, group), "same name", both)


def across_scripts(clusters: Clusters) -> None:
    """Whole names of which every word in one script can be read as the word in the same place of the other; of bodies in any place."""
    if all(f.key.isascii() for p in clusters.profiles for f in p.forms):
        return
    for type_ in EntityType:
        by_consonants: dict[str, list[Bearer]] = {}
        for group in clusters.bearers(Weight.WHOLE, type_).values():
            by_consonants.setdefault(_consonants(group[0][1]), []).append(group[0])
        for group in by_consonants.values():
            if len(group) > 1 and any(is_unvowelled(w) for _, form in group for w in form.words):
                _join_readings(clusters, group, type_)


def _join_readings(clusters: Clusters, group: Sequence[Bearer], type_: EntityType) -> None:
    for i, form in group:
        if not any(is_unvowelled(w) for w in form.words):
            continue
        read = [b for b in group if b[1].key != form.key and _reads(form, b[1], type_)]
        if type_ is _PERSON and is_common(form.key):
            _too_common(clusters, [(i, form), *read])
        elif said := next((clusters.shared[type_, f.key] for _, f in [(i, form), *read] if (type_, f.key) in clusters.shared), None):
            _shared(clusters, [(i, form), *read], "same name in two scripts", said)
        else:
            join_to_only(clusters, [(i, form)], read, "same name in two scripts", "can be read in")


def _consonants(form: Form) -> str:
    """The first two consonants of each word, sorted: equal for all readings of a name, and for some others."""
    return " ".join(sorted(consonants(w)[:2] for w in form.words))


def _reads(a: Form, b: Form, type_: EntityType) -> bool:
    if len(a.words) != len(b.words):
        return False
    if type_ is not _BODY:
        return all(alike(v, w) for v, w in zip(a.words, b.words, strict=True))
    rest = list(b.words)
    for v in a.words:
        found = next((w for w in rest if alike(v, w)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def acronyms(clusters: Clusters) -> None:
    """Equal acronyms of bodies, when what they stand for is alike, or only one of the two says what it stands for."""
    for key, group in clusters.bearers(Weight.ACRONYM, _BODY).items():
        expanded = {i: clusters.profiles[i].of(Weight.WHOLE) for i, _ in group}
        spelled = {i: [form for form in found if _spells(key, form)] for i, found in expanded.items()}
        stands_for = next((forms[0].text for _, forms in sorted(spelled.items()) if forms), None)
        if len(key) < 3 and not stands_for:
            continue  # two letters that nobody spells out are anybody's
        if said := clusters.shared.get((_BODY, key)):
            _shared(clusters, group, "same acronym", said)
            continue
        surest_first = sorted(group, key=lambda b: (not spelled[b[0]], not expanded[b[0]], b[0]))
        join_alike(clusters, surest_first, "same acronym", _acronym_reason(stands_for), _unlike(spelled))


def fuller_names(clusters: Clusters) -> None:
    """A person's name within exactly one fuller name: first word (or its initial), last word and order agree, and no other fuller name would do."""
    whole = clusters.bearers(Weight.WHOLE, _PERSON)
    longer: dict[tuple[str, str], list[Bearer]] = {}
    for key, group in whole.items():
        parts = units(key)
        for part in dict.fromkeys(parts[1:]):
            longer.setdefault((parts[0], part), []).append(group[0])
            longer.setdefault((parts[0][0], part), []).append(group[0])
    for key, group in whole.items():
        parts = units(key)
        if is_common(key) or parts[0] in lexicon().kunya or parts[-1] in lexicon().nisbas:
            continue
        fuller = [b for b in longer.get((parts[0], parts[-1]), ()) if key != b[1].key and within(parts, units(b[1].key))]
        join_to_only(clusters, group, fuller, "fuller name", "is the only fuller form of")


def only_bearers(clusters: Clusters) -> None:
    """A surname or single name that one fully named person alone bears in the whole archive, unless it is a given name or a common nisba."""
    whole = clusters.bearers(Weight.WHOLE, _PERSON)
    shared = lexicon().nisbas | {units(key)[0] for key in whole}  # nisbas, and what anybody here has for a given name
    surname, anywhere = dict[str, list[Bearer]](), dict[str, list[Bearer]]()
    for key, group in whole.items():
        parts = units(key)
        if parts[0] in lexicon().kunya:
            continue
        for part in dict.fromkeys(parts[1:]):
            anywhere.setdefault(part, []).extend(group)
        if len(parts) == 2 and " the " not in group[0][1].text:  # of three words the last may be the mother's name, which nobody uses alone
            surname.setdefault(parts[1], []).extend(group)
    for key, group in clusters.bearers(Weight.SINGLE, _PERSON).items():
        if key in shared or is_given(key) or len(key) < 4:
            continue
        bare = [b for b in group if not _is_named(clusters, b[0])]
        called = [b for b in group if _is_named(clusters, b[0])] + surname.get(units(key)[-1], [])
        if called:
            join_to_only(clusters, bare, called + anywhere.get(units(key)[-1], []), "only bearer of the name", "is the only one called")


def short_forms(clusters: Clusters) -> None:
    """A body called by the telling words of its name ("the Azadi" for "Harakat-e-Azadi"), when one body alone has a name of them."""
    whole = clusters.bearers(Weight.WHOLE, _BODY)
    headed: dict[str, list[Bearer]] = {}
    for key, group in whole.items():
        telling = [w for w in key.split() if w not in lexicon().generic]
        if telling != key.split() and set(key.split()) - set(telling) <= _NAMING_HEADS:
            headed.setdefault(" ".join(telling), []).extend(group)
    short = {k: [b for b in g if not _is_subdivision(clusters, *b)] for k, g in clusters.bearers(Weight.SINGLE, _BODY).items()}
    for telling_words, group in sorted(headed.items()):
        if len(telling_words) >= 5:
            bare = whole.get(telling_words, []) + short.get(telling_words, [])
            join_to_only(clusters, bare, group, "short form", "is the only body whose name is made of")
    for key, group in short.items():
        join_to_only(clusters, group, whole.get(key, []), "short form", "is the only body that is simply called")


def bare_kunyas(clusters: Clusters) -> None:
    """Joins nobody: notes for everyone who is known by a kunya alone with whom he shares it, so that a person can judge."""
    full: dict[str, list[Bearer]] = {}
    for key, group in clusters.bearers(Weight.WHOLE, _PERSON).items():
        if key.split()[0] in lexicon().kunya:
            full.setdefault(" ".join(key.split()[:2]), []).extend(group)
    for key, group in clusters.bearers(Weight.KUNYA, _PERSON).items():
        bare = [b for b in group if not _is_named(clusters, b[0])]
        named = one_per_cluster(clusters, full.get(key, [])[: 4 * TOO_MANY])[:TOO_MANY]
        for (i, form), (j, other) in [(b, n) for b in bare for n in named]:
            if clusters.root(i) != clusters.root(j):
                clusters.near_miss(i, j, "same kunya", f"share only the kunya {form.text!r}; {other.text!r} may be another")
        for (i, form), (j, _) in pairwise(bare):
            if clusters.root(i) != clusters.root(j):
                clusters.near_miss(i, j, "same kunya", f"share only the kunya {form.text!r}")


#: In this order: what is joined by an earlier rule constrains the later ones.
RULES: Sequence[Callable[[Clusters], None]] = (
    whole_names,
    across_scripts,
    acronyms,
    fuller_names,
    only_bearers,
    short_forms,
    bare_kunyas,
)


def _fullest_first(clusters: Clusters, group: Sequence[Bearer]) -> list[Bearer]:
    """Those with most whole names first: what they are joined to is surest, and what keeps them apart is known from the start."""
    return sorted(group, key=lambda b: (-len(clusters.profiles[b[0]].of(Weight.WHOLE)), b[0]))


def _too_common(clusters: Clusters, group: Sequence[Bearer]) -> None:
    for (i, form), (j, _) in pairwise(group):
        if clusters.root(i) != clusters.root(j):
            clusters.near_miss(i, j, "same name", f"{form.text!r} is made of two common given names and may be anybody's")


def _shared(clusters: Clusters, group: Sequence[Bearer], rule: str, said: str) -> None:
    for (i, form), (j, _) in pairwise(group):
        if clusters.root(i) != clusters.root(j):
            clusters.near_miss(i, j, rule, f"both are called {form.text!r}, but {said}")


def _is_named(clusters: Clusters, i: int) -> bool:
    return any(clusters.profiles[m].of(Weight.WHOLE) for m in clusters.members(i)[:64])


def _is_subdivision(clusters: Clusters, i: int, form: Form) -> bool:
    """Whether the longer name that a short form comes from goes on with a place or a people: "the Salam" for "the Salam of the Coast" may be either."""
    longer = [f.text for f in clusters.profiles[i].of(Weight.WHOLE) if set(form.words) < set(f.words)]
    return any(_FURTHER.search(text) for text in longer)


def _acronym_reason(stands_for: str | None) -> Callable[[Form, Form], str]:
    meaning = f", which stands for {stands_for!r}" if stands_for else "; no document says what it stands for"
    return lambda a, b: both(a, b) + meaning


def _unlike(spelled: dict[int, list[Form]]) -> Callable[[int, int], str | None]:
    """Two that both spell the acronym out, in words of which less than half are the same, are two."""

    def objection(i: int, j: int) -> str | None:
        a, b = spelled.get(min(i, j)), spelled.get(max(i, j))
        if a and b and not any(mostly_alike(x, y) for x in a for y in b):
            return f"it stands for {a[0].text!r} in one and {b[0].text!r} in the other"
        return None

    return objection


def _spells(acronym: str, form: Form) -> bool:
    """Whether the letters are the initials of the name, in order, small words or not: FLP spells "Front for the Liberation of the Plain"."""
    plain = re.sub(r"['’‘ʿʾ]", "", form.text.casefold().replace("-", " "))
    rest = iter([w[0] for w in plain.split() if w[0].isalnum()])
    return all(letter in rest for letter in acronym) and len(acronym) >= len(words(form.text)) > 1

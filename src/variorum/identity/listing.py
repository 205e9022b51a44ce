"""Entities of the record and the parties of published lists: who is taken for whom, why, and what was only near.

A link says by which of the party's names, and how: "whole name, folded", "alias, good quality". What would be a guess is no link but a near
miss with its reason: a low-quality alias, a kunya alone, two parties that a name fits alike, a spelling that is only near. Nothing is joined by it: two
entities that are both taken for one party stay two, because that they are one is what the *list* says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from variorum.identity.decisions import Decision, DecisionKind, Side
from variorum.identity.folding import fold
from variorum.identity.forms import Form, Weight, compatible, forms, is_common, is_given, lexicon, mostly_alike, units, within
from variorum.identity.identities import Identities, Identity
from variorum.identity.listed_names import Found, ListIndex
from variorum.identity.matched import How, how_written
from variorum.model import EntityType, NameKind
from variorum.shelf.gazetteers import Quality, Role


class Rule(IntEnum):
    """How a name was found on a list, surest first; those from ``LOW`` on link nobody."""

    WHOLE = 0
    ALIAS = 1
    SCRIPT = 2
    ACRONYM = 3
    FULLER = 4
    SINGLE = 5
    LOW = 6
    COMMON = 7
    KUNYA = 8
    NEAR = 9

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Rule.WHOLE: "whole name, folded",
    Rule.ALIAS: "alias, good quality",
    Rule.SCRIPT: "name in its own script",
    Rule.ACRONYM: "acronym",
    Rule.FULLER: "fuller name",
    Rule.SINGLE: "single name, one bearer",
    Rule.LOW: "alias, low quality",
    Rule.COMMON: "common names",
    Rule.KUNYA: "same kunya",
    Rule.NEAR: "near",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """That an entity is taken for a party of a list (``linked``), or is not although something speaks for it.

    ``name`` is how the record calls the entity, ``listed`` the party's name that it was held against, as the list writes it; ``how`` in what way the two
    are one (:mod:`variorum.identity.matched`).
    """

    entity: str
    gazetteer: str
    reference: str
    linked: bool
    rule: str
    how: str
    name: str
    listed: str
    reason: str


def listings(
    identities: Identities, lists: Sequence[tuple[str, ListIndex]], decisions: Sequence[Decision] = ()
) -> tuple[tuple[Listing, ...], tuple[str, ...]]:
    """Every link and near miss between the entities and the parties of the lists (each with its id), in order of entity and list; and a sentence
    for each decision that found nothing to apply to.

    An entity is linked to one party of a list at most. ``decisions`` are those with a party of a list (its id and reference) as one side.
    """
    decided, unapplied = _decided(identities, dict(lists), decisions)
    found = tuple(x for e in identities.entities for id_, index in lists for x in _of(e, id_, index, decided.get((e.key, id_), {})))
    return found, unapplied


def _decided(
    identities: Identities, lists: Mapping[str, ListIndex], decisions: Sequence[Decision]
) -> tuple[dict[tuple[str, str], dict[str, Decision]], tuple[str, ...]]:
    """The decisions in force, by entity and list, then by reference."""
    found: dict[tuple[str, str], dict[str, Decision]] = {}
    unapplied: list[str] = []
    for d in decisions:
        party, side = (d.a, d.b) if d.a.document in lists else (d.b, d.a)
        reference = party.key or party.name or ""
        if not lists[party.document].has(reference):
            unapplied.append(f"{d}: the list {party.document} has no party {reference}")
        elif (entity := _entity_of(identities, side)) is None:
            unapplied.append(f"{d}: nobody, or more than one, in {side.document} is called {side.key or side.name!r}")
        else:
            found.setdefault((entity, party.document), {})[reference] = d
    return found, tuple(unapplied)


def _entity_of(identities: Identities, side: Side) -> str | None:
    """The entity that one side of a decision means; None when there is none, or more than one."""
    if side.key:
        found = {e.key for e in identities.entities for m in e.members if (m.document, m.key) == (side.document, side.key)}
    else:
        uses = [(e.key, u.name.text) for e in identities.entities for u in e.names if u.document == side.document]
        wanted = fold(side.name or "")
        found = {k for k, text in uses if text == side.name} or {k for k, text in uses if fold(text) == wanted}
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """That a form of the entity's name fits a name of a party."""

    rule: Rule
    form: Form
    found: Found

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.rule, -len(self.form.words), _NEARNESS[_how(self)])


def _of(entity: Identity, id_: str, index: ListIndex, decided: Mapping[str, Decision]) -> Iterator[Listing]:
    by_party: dict[str, _Evidence] = {}
    for e in sorted(_all_evidence(entity, index), key=lambda e: e.order):
        by_party.setdefault(e.found.party.reference, e)
    yield from _by_decision(entity, id_, index, decided)
    same = any(d.kind is DecisionKind.SAME for d in decided.values())
    blocked = {r: why for r, e in by_party.items() if (why := _obstacle(entity, e, index))}
    undecided = [e for r, e in by_party.items() if r not in decided]
    linking = [e for e in undecided if e.rule < Rule.LOW and e.found.party.reference not in blocked and not same]
    best = min((e.rule for e in linking), default=None)
    chosen = [e for e in linking if e.rule is best]
    for e in undecided:
        reference = e.found.party.reference
        if len(chosen) == 1 and e is chosen[0]:
            yield _listing(entity, id_, e, True, _reason(entity, e))
        elif reference in blocked:
            yield _listing(entity, id_, e, False, f"{_reason(entity, e)}, but {blocked[reference]}")
        elif e in chosen:
            others = [c.found.party for c in chosen if c is not e]
            also = " and ".join(f"{p.reference} {p.label!r}" for p in others[:3])
            yield _listing(entity, id_, e, False, f"{_reason(entity, e)}, but {also} {'fits' if len(others) == 1 else 'fit'} as well")
        elif not chosen and not same:
            yield _listing(entity, id_, e, False, _reason(entity, e))
        elif e.rule < Rule.LOW and chosen:
            yield _listing(entity, id_, e, False, f"{_reason(entity, e)}, but {chosen[0].found.party.reference} fits better")


def _by_decision(entity: Identity, id_: str, index: ListIndex, decided: Mapping[str, Decision]) -> Iterator[Listing]:
    for reference, d in decided.items():
        party = index.party(reference)
        words = "one and the same" if d.kind is DecisionKind.SAME else "not the same"
        reason = f"{d.who or 'a person'} decided that they are {words}" + (f": {d.why}" if d.why else "")
        yield Listing(entity.key, id_, reference, d.kind is DecisionKind.SAME, "decision", How.PERSON, entity.label, party.label, reason)


def _listing(entity: Identity, id_: str, e: _Evidence, linked: bool, reason: str) -> Listing:
    how, written, listed = _how(e), e.form.text, e.found.name.text
    return Listing(entity.key, id_, e.found.party.reference, linked, e.rule.words, how, written, listed, reason)


_NEARNESS = {how: i for i, how in enumerate(How)}


def _how(e: _Evidence) -> How:
    if e.rule in (Rule.FULLER, Rule.KUNYA):
        return How.PART
    if e.rule is Rule.NEAR:
        return How.NEAR
    found = how_written(e.form.text, e.found.name.text)
    return How.PART if found is How.FOLDED and e.form.key != e.found.form.key else found


def _reason(entity: Identity, e: _Evidence) -> str:
    said = _said(e)
    party = e.found.party.type
    return f"{said}, though the reading takes it for a {entity.type}" if party and party is not entity.type else said


def _said(e: _Evidence) -> str:
    listed, own = e.found.name, e.form.text
    called = f"{listed.text!r} ({listed})"
    match e.rule:
        case Rule.FULLER:
            return f"{own!r} and {called} hold the same words in the same order, and no other party of the list has such a name"
        case Rule.SINGLE:
            return f"{own!r} is {called}, a single word that no other party of the list is called by"
        case Rule.LOW:
            return f"{own!r} is only {called}" if e.form.key == e.found.form.key else f"{own!r} fits only {called}"
        case Rule.COMMON:
            return f"{own!r} is {called}, made of two common given names"
        case Rule.KUNYA:
            return f"{own!r} shares only the kunya with {called}"
        case Rule.NEAR:
            return f"{own!r} is near to {called}: {e.found.how}"
        case Rule.SCRIPT:
            return f"{own!r} can be read in {called}"
        case _:
            return f"{own!r} is {called}"


def _all_evidence(entity: Identity, index: ListIndex) -> Iterator[_Evidence]:
    """Everything that speaks for any party. What sort of thing a name is of, a reading only guesses: an equal whole name of two words or more counts
    for a party of another sort too, unless it is a work's or an event's."""
    for type_ in (EntityType.PERSON, EntityType.ORGANISATION):
        own = list(dict.fromkeys(f for use in entity.names for f in forms(type_, use.name)))
        if type_ is entity.type:
            yield from _evidence(type_, own, index)
        elif entity.type in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE):
            longer = [f for f in own if f.weight is Weight.WHOLE and len(f.words) > 1]
            yield from (e for f in longer for e in _equal(type_, f, index) if e.rule < Rule.LOW)


def _evidence(type_: EntityType, own: Sequence[Form], index: ListIndex) -> Iterator[_Evidence]:
    for form in own:
        yield from _equal(type_, form, index)
        if form.weight is Weight.WHOLE:
            yield from (_Evidence(_unless_low(Rule.SCRIPT, f), form, f) for f in index.readings(type_, form))
            if type_ is EntityType.PERSON and not _says_too_little(form):
                yield from (_Evidence(_unless_low(Rule.FULLER, f), form, f) for f in _fuller(form, index))
        elif form.weight is Weight.KUNYA:
            found = index.with_kunya(form)
            yield from (_Evidence(Rule.KUNYA, form, f) for f in found[:_NAMED])
    whole = [f for f in own if f.weight is Weight.WHOLE]
    yield from (_Evidence(Rule.NEAR, form, f) for form, f in index.near(type_, whole))


def _unless_low(rule: Rule, found: Found) -> Rule:
    return Rule.LOW if found.name.quality is Quality.LOW else rule


#: So many parties that share a kunya are named; of a kunya that more bear nothing is said that helps anybody.
_NAMED = 4


def _equal(type_: EntityType, form: Form, index: ListIndex) -> Iterator[_Evidence]:
    if form.weight is Weight.LOOSE:
        return
    found = index.equal(type_, form)
    parties = {f.party.reference for f in found}
    for f in found:
        if form.weight is Weight.WHOLE and type_ is EntityType.PERSON and is_common(form.key):
            yield _Evidence(Rule.COMMON, form, f)
        elif f.name.quality is Quality.LOW:
            yield _Evidence(Rule.LOW, form, f)
        elif form.weight is Weight.WHOLE:
            yield _Evidence(Rule.WHOLE if f.name.role in (Role.NAME, Role.SCRIPT) else Rule.ALIAS, form, f)
        elif form.weight is Weight.ACRONYM:
            yield _Evidence(Rule.ACRONYM, form, f)
        elif form.weight is Weight.SINGLE and len(parties) == 1 and not _is_shared(form):
            yield _Evidence(Rule.SINGLE, form, f)


def _is_shared(form: Form) -> bool:
    """A given name or the nisba of a large place, which many bear."""
    return len(form.key) < 5 or is_given(form.key) or form.key in lexicon().nisbas


def _says_too_little(form: Form) -> bool:
    parts = units(form.key)
    return is_common(form.key) or len(parts) < 2 or parts[0] in lexicon().kunya or parts[-1] in lexicon().nisbas


def _fuller(form: Form, index: ListIndex) -> list[Found]:
    """The names of one party that hold the words of the form, or are held by it, in order; none when there is more than one such party."""
    mine = units(form.key)
    found = [
        f
        for f in index.with_words(mine[0], mine[-1])
        if f.form.key != form.key and not _says_too_little(f.form) and (within(mine, units(f.form.key)) or within(units(f.form.key), mine))
    ]
    return found if len({f.party.reference for f in found}) == 1 else []


def _obstacle(entity: Identity, e: _Evidence, index: ListIndex) -> str | None:
    """Why an entity is not the party although one of its names fits; None when nothing speaks against it."""
    if e.rule is Rule.WHOLE or e.rule >= Rule.LOW:
        return None
    own = [f for use in entity.names for f in forms(entity.type, use.name)]
    if e.rule is Rule.ACRONYM:
        spelled, listed = [f for f in own if f.weight is Weight.WHOLE], index.whole_names(e.found.party)
        if spelled and listed and not any(mostly_alike(a, b) for a in spelled for b in listed):
            return f"it stands for {spelled[0].text!r} in the record and for {listed[0].text!r} on the list"
    if entity.type is not EntityType.PERSON:
        return None
    legal = [f for f in own if f.kind is NameKind.LEGAL and f.weight is Weight.WHOLE and f.words[0] not in lexicon().kunya]
    theirs = [f for f in index.whole_names(e.found.party) if f.words[0] not in lexicon().kunya]
    if legal and theirs and e.form not in legal and not any(compatible(a.words, b.words) for a in legal for b in theirs):
        return f"the full names differ: {legal[0].text!r} and {theirs[0].text!r}"
    return None


def shared_names(lists: Iterable[tuple[str, ListIndex]]) -> dict[tuple[EntityType, str], str]:
    """The names, by type and key of their form, that a list gives to more than one of its parties, with a sentence that says so: they join nobody."""
    found: dict[tuple[EntityType, str], str] = {}
    for id_, index in lists:
        for (type_, key), parties in index.shared():
            found.setdefault((type_, key), f"the list {id_} gives that name to {' and to '.join(parties[:3])}")
    return found

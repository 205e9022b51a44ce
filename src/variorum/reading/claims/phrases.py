"""Relations that a noun phrase states without any word for them: "the brothers in Marsa", "the Army Council of the Column"."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import EntityType, MentionForm
from variorum.reading.claims.arguments import Arguments
from variorum.reading.claims.lexicon import lexicon
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.tree import Tree

_PLACE = frozenset({EntityType.PLACE})
_WHO = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_OF_BODY = frozenset({"of", "for", "from"})
_SURE, _LOOSE = frozenset({"in", "at", "near", "around"}), frozenset({"of", "from"})


def located(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """located_in for every agent whose noun phrase carries a place; "of" only after a person's name, "from" after any person."""
    for i, group in sorted(args.by_head.items()):
        place = next((m for m in group if args.type_of(m) in _PLACE), None)
        if place is None or tree.head[i] < 0:
            continue
        prepositions, h = tree.prepositions(i), tree.head[i]
        who = args.at(h, _WHO)
        if who is None or tree.rel[i] not in ("nmod", "obl") or not prepositions & (_SURE | _LOOSE):
            continue
        sure = bool(prepositions & _SURE)
        if not sure and not (args.type_of(who) is EntityType.PERSON and (who.form is MentionForm.NAME or "from" in prepositions)):
            continue  # "the army of Sarhan", "the lions of Marsa": what kind of army, of lions
        assert who.entity is not None and place.entity is not None
        start, end = min(who.start, place.start), max(who.end, place.end)
        yield Proposition(
            "located_in",
            who.entity,
            place.entity,
            start,
            end,
            tree.start[h],
            f"located_in.phrase.{'in' if sure else 'of'}",
            0.6,
            (start, end),
        )


def of_body(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """member_of for a person's name with a body after "of", "for" or "from": "Karim Dost of the Northern Column"."""
    for i, group in sorted(args.by_head.items()):
        body = next((m for m in group if args.type_of(m) is EntityType.ORGANISATION and m.form is MentionForm.NAME), None)
        h = tree.head[i]
        if h >= 0 and tree.upos[h] == "ADV" and tree.rel[h] == "advmod":
            h = tree.head[h]  # "Omar, formerly of the Column"
        if body is None or h < 0 or tree.rel[i] not in ("nmod", "obl") or not tree.prepositions(i) & _OF_BODY:
            continue
        person = args.at(h, frozenset({EntityType.PERSON}))
        if person is None or person.form is not MentionForm.NAME or lexicon().at("role", tree.lemma[h]):
            continue
        start, end = min(person.start, body.start), max(person.end, body.end)
        yield Proposition("member_of", person.entity, body.entity, start, end, tree.start[h], "member_of.phrase.of", 0.7, (start, end))


def belongs(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """part_of for a body named as another's: "the Column's youth league", "the Army Council of the Column"; not where a frame knows the noun.

    Of names only: which descriptions ("its enemies abroad") name a part, the words do not say.
    """
    for i, group in sorted(args.by_head.items()):
        body = next((m for m in group if args.type_of(m) is EntityType.ORGANISATION), None)
        if body is None or tree.upos[i] not in ("NOUN", "PROPN") or lexicon().at("role", tree.lemma[i]):
            continue
        owners = [k for k in tree.kids[i] if tree.full[k] == "nmod:poss" or (tree.rel[k] == "nmod" and "of" in tree.prepositions(k))]
        for k in owners:
            whole = args.at(k, frozenset({EntityType.ORGANISATION}))
            if whole and whole.entity != body.entity and whole.form is body.form is MentionForm.NAME:
                start, end = min(body.start, whole.start), max(body.end, whole.end)
                yield Proposition("part_of", body.entity, whole.entity, start, end, tree.start[i], "part_of.phrase", 0.5, (start, end))

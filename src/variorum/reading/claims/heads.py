"""Who leads a body, where no verb says so: "the brigade (RB), under Karim Dost", "with Karim Dost at its head", "Karim Dost's faction"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from variorum.model import EntityType, Mention, MentionForm
from variorum.reading.claims.arguments import Arguments
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import read_yaml

_PERSON = frozenset({EntityType.PERSON})
_BODY = frozenset({EntityType.ORGANISATION})
_REACH = 12  #: words between "with" and "at its head"


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in read_yaml("heads.yaml").items()}


def under(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """leads for a body whose noun phrase, or the sentence that it is the subject of, carries "under" and a person."""
    for i, group in sorted(args.by_head.items()):
        person = next((m for m in group if args.type_of(m) in _PERSON), None)
        if person is None or tree.head[i] < 0 or "under" not in tree.prepositions(i):
            continue
        body = args.at(tree.head[i], _BODY) or _closed_before(tree, args, i) or _beside(tree, args, tree.head[i]) or _born(tree, args, i)
        if body and body.entity != person.entity:
            yield _leads(tree, person, body, i, "under")


def _closed_before(tree: Tree, args: Arguments, i: int) -> Mention | None:
    """The body right before "under", brackets and commas between: the Column of "the Column (NC), under Karim Dost, went"."""
    k = next((k for k in range(i, max(0, i - 4), -1) if tree.word[k] == "under"), 0) - 1
    while k > 0 and tree.word[k] in (",", ")"):
        k = next((b for b in range(k, 0, -1) if tree.word[b] == "("), k) - 1 if tree.word[k] == ")" else k - 1
    return next((m for m in args.by_end.get(k, ()) if args.type_of(m) in _BODY), None)


def _beside(tree: Tree, args: Arguments, noun: int) -> Mention | None:
    """The body that the noun stands beside: the brigade of "the brigade, two hundred men, under Karim Dost"."""
    return args.at(tree.head[noun], _BODY) if tree.rel[noun] == "appos" else None


def _born(tree: Tree, args: Arguments, i: int) -> Mention | None:
    """The body that is said to begin, part or act under somebody: "it split from the Guard in 2014 under Karim Dost"."""
    v = tree.head[i]
    if tree.upos[v] != "VERB" or tree.lemma[v] not in _lists()["acts"]:
        return None
    return next((m for k in tree.subjects(v) if (m := args.at(k, _BODY))), None)


def at_the_head(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """leads for "with Karim Dost at its head": of the body that "its" means, else of the one that the phrase hangs on."""
    for k in range(2, len(tree)):
        if tree.word[k] not in _lists()["places"] or not {"at", "in"} & {tree.word[k - 1], tree.word[k - 2]}:
            continue
        low = next((w for w in range(k - 1, max(-1, k - _REACH), -1) if tree.word[w] == "with"), None)
        person = args.following(low, _PERSON) if low is not None else None
        if person is None:
            continue
        owners = (m for m in args.by_end.get(k - 1, ()) if args.type_of(m) in _BODY)
        hangs = tree.head[person.token]
        body = next(owners, None) or (args.at(hangs, _BODY) if hangs >= 0 else None)
        body = body or next((m for w in (tree.subjects(hangs) if hangs >= 0 else ()) if (m := args.at(w, _BODY))), None)
        if body and body.entity != person.entity:
            yield _leads(tree, person.mention, body, k, "head")


def owned(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """leads for a body that is called a person's: "Karim Dost's faction", "General Dost's Northern Column"."""
    for i, group in sorted(args.by_head.items()):
        body = next((m for m in group if args.type_of(m) in _BODY), None)
        if body is None or (body.form is not MentionForm.NAME and tree.lemma[i] not in _lists()["bodies"]):
            continue
        owner = next((m for k in tree.kids[i] if tree.full[k] == "nmod:poss" and (m := args.at(k, _PERSON))), None)
        guess = args.possessor_before(args.words_of(body)[0], _PERSON) if owner is None and body.form is MentionForm.NAME else None
        person = owner or (guess.mention if guess else None)
        if person and person.entity != body.entity and person.form is not MentionForm.PRONOUN:
            yield _leads(tree, person, body, i, "owner")


def _leads(tree: Tree, person: Mention, body: Mention, anchor: int, by: str) -> Proposition:
    start, end = min(person.start, body.start, tree.start[anchor]), max(person.end, body.end, tree.end[anchor])
    return Proposition("leads", person.entity, body.entity, start, end, tree.start[anchor], f"leads.phrase.{by}", 0.7, (start, end))

"""Who made a work, where no verb of making says so: "in a letter Karim Dost named Omar", "K. Dost, The Long Road". (Possessors: roles.py.)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from variorum.model import Entity, EntityType, Mention, MentionForm
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_WORK = frozenset({EntityType.WORK})
_AGENT = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_IN = frozenset({"in", "on"})
_ONE = frozenset({"a", "an", "another"})
#: between an author and the title in a reference: "K. Dost, The Long Road", "Karim Dost, in his The Long Road", "Karim Dost's “The Long Road”"
_CITED = re.compile(r"(?:, (?:in )?(?:(?:his|her|their) )?|['’]s? )[\"“‘']?")


def told_in(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """authored for whoever does something in a work: "in a letter of May Karim Dost named Omar", "he renewed his oath in a video".

    Not where the text says whose work it is, nor of who only reads, finds or stands in it (frames/syntax.yaml, ``readers``).
    """
    for i, group in sorted(args.by_head.items()):
        work = next((m for m in group if args.type_of(m) in _WORK and m.form is not MentionForm.PRONOUN), None)
        verb = tree.head[i]
        if work is None or verb < 0 or tree.rel[i] != "obl" or not tree.prepositions(i) & _IN or _has_maker(tree, args, i):
            continue
        if work.form is MentionForm.DESCRIPTION and not any(tree.word[k] in _ONE for k in tree.dependents(i, "det")):
            continue  # "that address", "the register": told of already, or somebody else's
        if tree.upos[verb] != "VERB" or tree.lemma[verb] in wordlists().readers or tree.is_passive(verb):
            continue
        for maker in _tellers(tree, args, verb):
            assert work.entity is not None
            start, end = min(work.start, maker.mention.start), max(work.end, maker.mention.end)
            yield Proposition("authored", maker.entity, work.entity, start, end, tree.start[verb], "authored.phrase.in", 0.5, (start, end))


def _tellers(tree: Tree, args: Arguments, verb: int) -> list[Filler]:
    return [f for k in tree.subjects(verb) for f in args.fill(k, _AGENT)]


def _has_maker(tree: Tree, args: Arguments, i: int) -> bool:
    """Whether the text says whose the work at ``i`` is: a possessor, "by", "of" or "from" with somebody, a relative clause about its making."""
    for k in tree.kids[i]:
        if tree.full[k] == "nmod:poss" or (tree.rel[k] in ("nmod", "obl") and args.fill(k, _AGENT)):
            return True
        if tree.rel[k] == "acl" and tree.own_subjects(k) and not any(tree.prepositions(x) & _IN for x in tree.kids[k]):
            return True
    return args.possessor_before(i, _AGENT) is not None


def cited(text: str, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> Iterator[Proposition]:
    """authored for a person and the title right after the name, as references and appositions have it; ``mentions`` sorted by start."""
    for n, title in enumerate(mentions):
        if title.form is not MentionForm.NAME or _type(title, entities) is not EntityType.WORK:
            continue
        for author in reversed(mentions[max(0, n - 4) : n]):
            if author.end > title.start or _type(author, entities) is not EntityType.PERSON:
                continue
            if _CITED.fullmatch(text[author.end : title.start]):
                span = (author.start, title.end)
                yield Proposition("authored", author.entity, title.entity, *span, title.start, "authored.cited", 0.7, span)
                break


def _type(m: Mention, entities: Mapping[str, Entity]) -> EntityType | None:
    """What kind of entity a mention is of; None where it is of nobody."""
    entity = entities.get(m.entity) if m.entity else None
    return entity.type if entity else None

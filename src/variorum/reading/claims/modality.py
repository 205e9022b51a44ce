"""Polarity, mode and certainty of a clause, from its own words and from the verbs above it that change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from variorum.model import Certainty, Mode, Polarity
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import read_yaml, wordlists

_ASKED = frozenset({"nobody", "none", "nothing", "neither", "no", "nowhere"})


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {k: frozenset(str(w) for w in v) for k, v in read_yaml("modality.yaml").items()}


@cache
def governors() -> frozenset[str]:
    """Verbs that stand over an infinitive and change what it says: plan, order, refuse."""
    return _lists()["planned_verbs"] | _lists()["ordered_verbs"] | wordlists().implicative_negative


@dataclass(frozen=True, slots=True)
class Modality:
    """How a proposition is put forward."""

    polarity: Polarity
    mode: Mode
    certainty: Certainty


def modality(tree: Tree, anchor: int, words: tuple[int, ...], *, denied: bool = False) -> Modality:
    """Polarity, mode and certainty of the relation anchored at ``anchor``; ``denied``: the frame itself denies ("independent of")."""
    core = tree.head[anchor] if tree.rel[anchor] in ("cop", "aux") and tree.head[anchor] >= 0 else anchor
    nominal = tree.upos[core] in ("NOUN", "PROPN") and not any(tree.rel[k] in ("cop", "aux") for k in tree.kids[core])
    negative = _negated(tree, core, words) != denied
    own = set(_own_words(tree, core, nominal))
    return Modality(
        Polarity.DENIED if negative else Polarity.AFFIRMED,
        Mode.ACTUAL if nominal and not _light(tree, core) else _mode(tree, core, own),
        _certainty(tree, core, own),
    )


def _light(tree: Tree, noun: int) -> bool:
    h = tree.head[noun]
    return h >= 0 and tree.upos[h] == "VERB" and tree.lemma[h] in wordlists().light_verbs


def _own_words(tree: Tree, core: int, nominal: bool) -> Iterator[str]:
    """Lemmas of the auxiliaries, adverbs and marks of the clause; of a noun, of its modifiers and of the light verb over it."""
    heads = [core]
    if nominal and _light(tree, core):
        heads.append(tree.head[core])
    for head in heads:
        for k in tree.kids[head]:
            if tree.rel[k] in ("aux", "advmod", "mark", "amod", "det", "discourse", "cc"):
                yield tree.lemma[k]
                yield tree.word[k]


def _negated(tree: Tree, core: int, words: tuple[int, ...]) -> bool:
    negative = wordlists().negative
    count = 0
    for w in dict.fromkeys((core, *words)):
        for k in tree.kids[w]:
            if tree.rel[k] in ("advmod", "aux", "det", "cc", "case", "mark") and (tree.word[k] in negative):
                count = 1
            if tree.rel[k] in ("nsubj", "obj") and (
                tree.word[k] in _ASKED or any(tree.word[d] in ("no", "neither") for d in tree.dependents(k, "det", "cc"))
            ):
                count = 1
            if tree.word[k] == "longer" and any(tree.word[d] in negative for d in tree.kids[k]):
                count = 1
    h = tree.head[core]
    if h >= 0 and tree.lemma[h] in wordlists().implicative_negative:
        bare = tree.rel[core] in ("ccomp", "obj") and not _finite_complement(tree, core)
        purpose = tree.rel[core] == "advcl" and any(tree.word[k] in ("to", "from") for k in tree.kids[core])
        count += bare or purpose or tree.rel[core] == "xcomp"  # "asked to leave, he refused", "he refused, calling it theft": both happened
    if h >= 0 and tree.rel[core] in ("xcomp",) and any(tree.word[k] in negative for k in tree.dependents(h, "advmod")):
        count += 1
    if tree.rel[core] == "conj" and h >= 0 and not tree.own_subjects(core) and count == 0:
        shared = any(tree.word[k] in ("or", "nor") for k in tree.dependents(core, "cc"))
        count += shared and _negated(tree, h, ())
    return count % 2 == 1


def _finite_complement(tree: Tree, core: int) -> bool:
    return any(tree.word[k] == "that" for k in tree.dependents(core, "mark")) or bool(tree.own_subjects(core))


def _mode(tree: Tree, core: int, own: set[str]) -> Mode:
    lists = _lists()
    if own & lists["conditional_marks"] and not own & {"whether", "should"}:
        return Mode.CONDITIONAL
    if own & lists["planned_modals"]:
        return Mode.PLANNED
    if own & lists["ordered_modals"]:
        return Mode.ORDERED
    if own & lists["conditional_modals"]:
        return Mode.CONDITIONAL if _within_condition(tree, core) else Mode.PLANNED
    h = tree.head[core]
    while h >= 0 and tree.rel[core] in ("xcomp", "acl", "advcl", "ccomp", "obj", "conj"):
        infinitive = tree.has_feat(core, "VerbForm=Inf") and any(tree.word[k] == "to" for k in tree.kids[core])
        if tree.rel[core] == "conj":
            if tree.own_subjects(core) or tree.has_feat(core, "VerbForm=Fin"):
                break
            return _mode(tree, h, {w for k in tree.kids[h] for w in (tree.lemma[k],) if tree.rel[k] in ("aux", "mark")})
        if not infinitive and tree.rel[core] != "obj":
            break
        lemma = tree.lemma[h]
        if lemma in lists["ordered_verbs"]:
            return Mode.ORDERED
        if lemma in lists["planned_verbs"]:
            return Mode.PLANNED
        if lemma not in lists["factive"]:
            break
        core, h = h, tree.head[h]
    return Mode.ACTUAL


def _within_condition(tree: Tree, core: int) -> bool:
    """Whether an if-clause hangs on the clause, or it stands in one."""
    marks = _lists()["conditional_marks"]
    return any(tree.word[m] in marks for k in tree.dependents(core, "advcl") for m in tree.dependents(k, "mark", "advmod"))


def _certainty(tree: Tree, core: int, own: set[str]) -> Certainty:
    lists = _lists()
    h = tree.head[core]
    if h >= 0 and tree.rel[core] in ("xcomp", "ccomp", "csubj", "advcl"):
        above = {tree.lemma[k] for k in tree.kids[h] if tree.rel[k] in ("advmod",)}
        if tree.rel[core] in ("xcomp", "csubj") and tree.lemma[h] in ("seem", "appear", "likely", "unlikely"):
            above.add(tree.lemma[h])
        own = own | above
        if tree.is_passive(h):
            for level in (Certainty.DOUBTFUL, Certainty.POSSIBLE, Certainty.PROBABLE):
                if tree.lemma[h] in lists[f"passive_{level.value}"]:
                    return level
        if any(tree.lemma[k] == "it" for k in tree.own_subjects(h)) and tree.lemma[h] in lists["probable"]:
            return Certainty.PROBABLE
    for level in (Certainty.DOUBTFUL, Certainty.POSSIBLE, Certainty.PROBABLE):
        if own & lists[level.value]:
            return level
    return Certainty.CERTAIN

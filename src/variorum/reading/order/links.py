"""Where the words of one sentence put two of its clauses in order: verbs and nouns by their place in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.model import Edge
from variorum.reading.claims.tree import Tree
from variorum.reading.order.words import Days, Join, measured, words

_HANGS_ON = frozenset({"advcl", "obl", "nmod", "acl", "advmod", "dep"})
_CARRIERS = frozenset(
    {"soon", "eve", "wake", "day", "prior", "ahead", "response", "retaliation", "reprisal", "revenge", "result"}
)  # words of a join that the tree puts between clause and main clause


@dataclass(frozen=True, slots=True)
class Link:
    """The clause or noun headed by word ``clause`` and the main clause headed by ``main`` come in the order that ``join`` says.

    ``start`` is where the words of order begin in the text, ``end`` where the last of them ends; ``days`` are the join's or its measure's.
    """

    clause: int
    main: int
    join: Join
    days: Days
    start: int
    end: int

    @property
    def edge(self) -> Edge:
        return self.join.edge


def links(text: str, tree: Tree) -> Iterator[Link]:
    """Every place of the sentence where a join of ``words.yaml`` stands before a clause or noun that hangs on a verb."""
    for last in range(len(tree)):
        for join in words().joins.get(tree.word[last], ()):
            first = last - len(join.words) + 1
            if first < 0 or tuple(tree.word[first : last + 1]) != join.words:
                continue
            ends = _ends(tree, last, join)
            if ends is not None:
                yield _measured(text, tree, Link(*ends, join, join.days, tree.start[first], tree.end[last]))
            break  # the longest join that ends here


def _ends(tree: Tree, last: int, join: Join) -> tuple[int, int] | None:
    """The head of the clause that the join opens, and the verb that it hangs on."""
    if tree.rel[last] not in (("aux",) if join.words == ("having",) else ("mark", "case", "advmod", "fixed")):
        return None
    if join.alike and last > 0 and tree.lemma[last - 1] in words().times:
        return None
    clause = tree.head[last]
    if tree.rel[last] == "fixed" and clause >= 0:  # "prior to": one word for the grammar
        clause = tree.head[clause]
    if clause > last and tree.head[clause] < 0:  # a main clause has no conjunction: the parser took the two for each other
        beside = [k for k in tree.kids[clause] if tree.rel[k] == "parataxis" and k > clause and tree.upos[k] == "VERB"]
        return (clause, beside[0]) if len(beside) == 1 and tree.rel[last] == "mark" else None
    if clause < last or tree.rel[clause] not in _HANGS_ON:  # what follows the join; what it follows is another's
        return None
    if join.nouns and tree.lemma[clause] not in join.nouns:
        return None
    if tree.full[clause] == "acl:relcl" or (join.alike and tree.upos[clause] not in ("VERB", "AUX")):
        return None
    main = tree.head[clause]
    while main >= 0 and tree.word[main] in _CARRIERS and tree.head[main] >= 0:
        main = tree.head[main]
    return (clause, main) if main >= 0 and main != clause and _is_clause(tree, main, join) else None


def _is_clause(tree: Tree, main: int, join: Join) -> bool:
    """Whether the word heads a clause: a verb, or a noun with "was"; beside "until" also a bare one ("emir of the Front until his death")."""
    copular = any(tree.rel[k] == "cop" for k in tree.kids[main])
    return tree.upos[main] in ("VERB", "AUX") or copular or join.edge is Edge.END


def _measured(text: str, tree: Tree, link: Link) -> Link:
    if not link.join.measured:
        return link
    found = measured(text, link.start)
    if found is None or found[0] < tree.start[0]:
        return link
    start, days = found
    return Link(link.clause, link.main, link.join, link.days if days == (None, None) else days, start, link.end)


def is_lasting(tree: Tree, anchor: int) -> bool:
    """Whether the word tells of something as lasting rather than as happening: a verb of lasting, "was fighting", a noun of a state."""
    if tree.upos[anchor] not in ("VERB", "AUX"):
        return True
    be = any(tree.lemma[k] == "be" and tree.rel[k] == "aux" and tree.full[k] != "aux:pass" for k in tree.kids[anchor])
    return tree.lemma[anchor] in words().lasting or (be and tree.word[anchor].endswith("ing"))


def is_present(tree: Tree, anchor: int) -> bool:
    """Whether a finite verb stands in the present: beside a past one it tells of no single event ("kill him before he talks")."""
    forms = [anchor, *(k for k in tree.kids[anchor] if tree.rel[k] in ("aux", "cop"))]
    return any(tree.has_feat(k, "Tense=Pres") and tree.has_feat(k, "VerbForm=Fin") for k in forms)


def had(tree: Tree, anchor: int) -> bool:
    """Whether the verb stands in the pluperfect: it looks back from the others."""
    return any(tree.word[k] in ("had", "'d") and tree.rel[k] == "aux" for k in tree.kids[anchor])


def is_unreal(tree: Tree, anchor: int) -> bool:
    """Whether the verb says what might be, or does not say that it was: "before he could leave", "was to be killed"."""
    return any(tree.word[k] in words().unreal or tree.word[k] in ("not", "n't", "never") for k in tree.kids[anchor])

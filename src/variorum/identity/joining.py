"""Joining those who share a name: who may be joined to whom, what is left open, and how either is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from variorum.identity.clusters import Bearer, Clusters
from variorum.identity.forms import Form

#: So many groups that exclude one another behind one name make the name worthless; also keeps every rule linear.
TOO_MANY = 12


def join_alike(
    clusters: Clusters,
    group: Sequence[Bearer],
    rule: str,
    reason: Callable[[Form, Form], str],
    objection: Callable[[int, int], str | None] = lambda i, j: None,
) -> None:
    """Joins all of a group who share a key, in the order given, as far as nothing keeps them apart.

    Whoever could go to two groups that exclude each other goes to neither. ``objection`` may keep two apart for a reason of the rule's own.
    """
    heads: list[Bearer] = []  # one for each of the groups that came about
    for i, form in without_namesakes(clusters, group, rule):
        if any(clusters.root(i) == clusters.root(h) for h, _ in heads):
            continue
        barred = {h: objection(i, h) or clusters.obstacle(i, h) for h, _ in heads}
        fits = [b for b in heads if barred[b[0]] is None]
        if len(fits) == 1:
            clusters.join(fits[0][0], i, rule, reason(fits[0][1], form))
            continue
        if len(fits) > 1:
            either = " or ".join(sorted({f"{clusters.profiles[h].label!r} of {clusters.profiles[h].ref.document}" for h, _ in fits}))
            clusters.near_miss(fits[0][0], i, rule, f"{form.text!r} could be either {either}")
            continue
        if heads:
            clusters.near_miss(heads[0][0], i, rule, f"{both(heads[0][1], form)}, but {barred[heads[0][0]]}")
        heads.append((i, form))
        if len(heads) > TOO_MANY:
            return


def join_to_only(clusters: Clusters, group: Sequence[Bearer], named: Sequence[Bearer], rule: str, how: str) -> None:
    """Joins everyone in ``group`` to the cluster of ``named``, if that is one cluster and nothing keeps them apart. ``how`` reads "NAMED how BARE"."""
    targets = one_per_cluster(clusters, named[: 16 * TOO_MANY])
    for i, form in without_namesakes(clusters, group, rule):
        others = [t for t in targets if clusters.root(t[0]) != clusters.root(i)]
        if not others or len(others) < len(targets):
            continue  # nobody to join, or joined by a stronger rule to one of them
        (j, fuller), *more = others
        if more:
            clusters.near_miss(i, j, rule, f"{form.text!r} could be {' or '.join(sorted({f.text for _, f in others})[:3])}")
        elif problem := clusters.obstacle(i, j):
            clusters.near_miss(i, j, rule, f"{fuller.text!r} {how} {form.text!r}, but {problem}")
        else:
            clusters.join(j, i, rule, f"{fuller.text!r} {how} {form.text!r} in this archive")


def without_namesakes(clusters: Clusters, group: Sequence[Bearer], rule: str) -> list[Bearer]:
    """The bearers whose own document knows only one of that name: what a document tells apart by more than the name, the name does not join."""
    per_document: dict[str, dict[int, Bearer]] = {}
    for i, form in group:
        per_document.setdefault(clusters.profiles[i].ref.document, {}).setdefault(clusters.root(i), (i, form))
    for document, namesakes in sorted(per_document.items()):
        if len(namesakes) > 1:
            (i, form), (j, _), *_rest = namesakes.values()
            clusters.near_miss(i, j, rule, f"{document} itself speaks of two called {form.text!r}")
    clear = {i for found in per_document.values() if len(found) == 1 for i, _ in found.values()}
    return [b for b in group if b[0] in clear]


def one_per_cluster(clusters: Clusters, group: Iterable[Bearer]) -> list[Bearer]:
    """The first bearer of every cluster."""
    first: dict[int, Bearer] = {}
    for bearer in group:
        first.setdefault(clusters.root(bearer[0]), bearer)
    return list(first.values())


def both(a: Form, b: Form) -> str:
    """That two names are written alike, in words."""
    return f"both are called {a.text!r}" if a.text == b.text else f"{a.text!r} and {b.text!r} are one name"

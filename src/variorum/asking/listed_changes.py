"""Editions of published lists and what changed between them, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from variorum.errors import UsageError
from variorum.identity.editions import Changed, Issue, ListChanges, are_editions, list_changes, plain, same_references
from variorum.shelf.gazetteers import FORMS, ListedFact, ListedName, ListedParty
from variorum.shelf.gazetteers.shelved import Shelved


@dataclass(frozen=True, slots=True)
class Step:
    """How many parties came, went and changed from one edition to the next."""

    came: int
    went: int
    changed: int

    def __str__(self) -> str:
        return f"{self.came} came, {self.went} went, {self.changed} changed"


@dataclass(frozen=True, slots=True)
class EditionsShown:
    """A list: its editions in order of date, and the steps between them, one fewer."""

    editions: tuple[Shelved, ...]
    steps: tuple[Step, ...]

    def to_dict(self) -> dict[str, Any]:
        """The form of ``editions --json``; each edition has what changed since the one before, the first has null."""
        shown = []
        for e, step in zip(self.editions, (None, *self.steps), strict=True):
            since = {"came": step.came, "went": step.went, "changed": step.changed} if step else None
            shown.append({**_edition(e), "title": e.title, "form": e.form, "parties": e.parties, "since_the_one_before": since})
        return {"editions": shown}


def editions_shown(series: Sequence[Sequence[Issue]]) -> tuple[EditionsShown, ...]:
    """Every list with its editions, and how much changed from each to the next."""
    return tuple(_shown(issues) for issues in series)


def _shown(issues: Sequence[Issue]) -> EditionsShown:
    changes = [list_changes(a, b) for a, b in pairwise(issues)]
    return EditionsShown(tuple(i.of for i in issues), tuple(Step(len(c.came), len(c.went), len(c.changed)) for c in changes))


def changes_between(issues: Sequence[Issue], older: str, newer: str, reference: str | None = None) -> ListChanges:
    """What changed from one list to another, each named by its id; of one party only, if ``reference`` is given.

    Raises:
        UsageError: there is no such list, the references of the two are not of one publisher, or neither has a party of that reference.
    """
    a, b = (_named(issues, id_) for id_ in (older, newer))
    if not same_references(a, b):
        publishers = " and ".join(FORMS[i.of.form].publisher for i in (a, b))
        raise UsageError(
            f"the references of {older} and {newer} are of two publishers ({publishers}): no party can be followed from one to the other"
        )
    if reference and not any(p.reference == reference for i in (a, b) for p in i.content.parties):
        raise UsageError(f"neither {older} nor {newer} has a party {reference}; `variorum listed` shows how references are written")
    found = list_changes(a, b, reference)
    notes = []
    if not are_editions(a, b):
        why = "they have too few parties in common, or the one is a part of the other; `edition_of` in NAME.meta.toml says otherwise"
        notes.append(f"the two are not taken for editions of one list: {why}")
    if a.of.dated and b.of.dated and a.of.dated > b.of.dated:
        notes.append(f"{older}, given as the older, is of {a.of.dated}, {newer} of {b.of.dated}")
    return found.with_notes(notes)


def _named(issues: Sequence[Issue], id_: str) -> Issue:
    for issue in issues:
        if issue.of.id == id_:
            return issue
    known = ", ".join(sorted(i.of.id for i in issues)) or "none"
    raise UsageError(f"the archive has no list {id_!r}; it has {known}")


def changed_words(c: Changed) -> Iterator[tuple[str, str]]:
    """What changed of a party, line by line: ``+`` came, ``-`` went, ``~`` is otherwise; names first."""
    if plain(c.before.label) != plain(c.after.label):
        yield "~", f"listed as {c.after.label}, before as {c.before.label}"
    yield from (("+", f"{n.text} ({n})") for n in c.names_came)
    yield from (("-", f"{n.text} ({n})") for n in c.names_went)
    yield from (("~", f"{after.text}: {after}, before {before}") for before, after in c.names_moved)
    yield from (("+", f"{f.kind}: {f.text}") for f in c.facts_came)
    yield from (("-", f"{f.kind}: {f.text}") for f in c.facts_went)
    if c.listed_on:
        before, after = (day or "no day" for day in c.listed_on)
        yield "~", f"listed on {after}, before {before}"


def changes_dict(found: ListChanges) -> dict[str, Any]:
    """The form of ``editions OLDER NEWER --json``."""
    return {
        "older": _edition(found.older),
        "newer": _edition(found.newer),
        "notes": list(found.notes),
        "came": [_party(p) for p in found.came],
        "went": [_party(p) for p in found.went],
        "changed": [_changed(c) for c in found.changed],
    }


def _edition(of: Shelved) -> dict[str, Any]:
    return {"list": of.id, "dated": of.dated}


def _party(p: ListedParty) -> dict[str, Any]:
    own = {"reference": p.reference, "type": p.type, "party": p.label, "listed_on": p.listed_on}
    return {**own, "names": [_name(n) for n in p.names], "facts": [_fact(f) for f in p.facts]}


def _changed(c: Changed) -> dict[str, Any]:
    day = {"before": c.listed_on[0], "after": c.listed_on[1]} if c.listed_on else None
    return {
        "reference": c.after.reference,
        "party": c.after.label,
        "party_before": c.before.label,
        "names_came": [_name(n) for n in c.names_came],
        "names_went": [_name(n) for n in c.names_went],
        "names_changed": [{"before": _name(before), "after": _name(after)} for before, after in c.names_moved],
        "facts_came": [_fact(f) for f in c.facts_came],
        "facts_went": [_fact(f) for f in c.facts_went],
        "listed_on": day,
    }


def _name(n: ListedName) -> dict[str, str]:
    return {"text": n.text, "what": str(n)}


def _fact(f: ListedFact) -> dict[str, str]:
    return {"kind": str(f.kind), "text": f.text}

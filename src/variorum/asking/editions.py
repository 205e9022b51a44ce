"""Since when a list says what it says: the names and facts of a listed party over the editions of the list that the record was held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.asking.ask import Record


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An edition of a list: its id in the archive, and its date, None where nobody says one."""

    list: str
    dated: str | None

    def __str__(self) -> str:
        return self.dated or self.list


@dataclass(frozen=True, slots=True)
class Standing:
    """In which editions something stands: the first and the last that have it, and those between that do not.

    ``until`` is None where the newest edition has it. ``from_the_first`` and ``editions``: whether the first edition here has it, and how many there are;
    then nobody here knows since when it is listed.
    """

    since: EditionShown
    until: EditionShown | None
    absent: tuple[EditionShown, ...]
    from_the_first: bool
    editions: int

    def __str__(self) -> str:
        if self.editions == 1:
            return str(self.since)
        if self.since == self.until:
            return f"only {self.since}"
        begins = f"from the first here ({self.since})" if self.from_the_first else f"since {self.since}"
        ends = f"until {self.until}" if self.until else ""
        gap = f"not in {', '.join(map(str, self.absent))}" if self.absent else ""
        return ", ".join(filter(None, (begins, ends, gap)))

    def to_dict(self) -> dict[str, Any]:
        """The form of ``entity --json``; ``first_edition`` says that ``since`` is only the first edition in the archive."""
        shown = {"since": _dict(self.since), "until": _dict(self.until) if self.until else None, "absent": [_dict(e) for e in self.absent]}
        return {**shown, "first_edition": self.from_the_first}


@dataclass(frozen=True, slots=True)
class NameStanding:
    """A name of a listed party, what it is to the list, and in which editions it stands as that: one that was of low quality and is of good stands twice."""

    text: str
    what: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class FactStanding:
    """Something else that the list says of a party, and in which editions."""

    kind: str
    text: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class PartyStanding:
    """What the editions of one list say of a party: since when it is listed here, and its names and facts, each with its editions."""

    reference: str
    party: str
    listed_on: str | None
    standing: Standing
    names: tuple[NameStanding, ...]
    facts: tuple[FactStanding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The form of ``entity --json``."""
        names = [{"text": n.text, "what": n.what, **n.standing.to_dict()} for n in self.names]
        facts = [{"kind": f.kind, "text": f.text, **f.standing.to_dict()} for f in self.facts]
        own = {"reference": self.reference, "party": self.party, "listed_on": self.listed_on, **self.standing.to_dict()}
        return {**own, "names": names, "facts": facts}


def standings(record: Record, entity: int) -> tuple[PartyStanding, ...]:
    """Of every party that an entity is taken for by some edition of a list, what all its editions say; in order of list and reference."""
    wanted = record.rows(
        "SELECT DISTINCT g.series, x.reference FROM listed_entity x JOIN gazetteer g USING (list) WHERE x.entity = ? AND x.linked ORDER BY ALL",
        [entity],
    )
    return tuple(_party(record, series, reference) for series, reference in wanted)


def _party(record: Record, series: int, reference: str) -> PartyStanding:
    issues = record.rows("SELECT list, id, dated FROM gazetteer WHERE series = ? ORDER BY edition", [series])
    editions = [EditionShown(id_, dated) for _, id_, dated in issues]
    at = {list_: i for i, (list_, _, _) in enumerate(issues)}
    lists = "SELECT list FROM gazetteer WHERE series = ?"

    def rows(columns: str, table: str) -> list[tuple[Any, ...]]:
        return record.rows(f"SELECT list, {columns} FROM {table} WHERE reference = ? AND list IN ({lists})", [reference, series])

    def over(found: Iterable[int]) -> Standing:
        return standing(editions, sorted({at[list_] for list_ in found}))

    parties = sorted(rows("label, listed_on", "listed_party"), key=lambda row: at[row[0]])
    names = _grouped(sorted(rows("place, plain || ' ' || what, text, what", _NAMES), key=lambda row: (-at[row[0]], row[1])))
    facts = _grouped(sorted(rows("place, kind || ' ' || plain, text, kind", "listed_fact"), key=lambda row: (-at[row[0]], row[1])))
    return PartyStanding(
        reference,
        parties[-1][1],
        parties[-1][2],
        over(row[0] for row in parties),
        tuple(NameStanding(found[0][3], found[0][4], over(row[0] for row in found)) for found in names),
        tuple(FactStanding(found[0][4], found[0][3], over(row[0] for row in found)) for found in facts),
    )


#: What a row ``n`` of ``listed_name`` is to its list, as :class:`variorum.shelf.gazetteers.ListedName` says it.
NAME_IN_WORDS = """CASE n.role WHEN 'name' THEN 'listed name' WHEN 'name in its own script' THEN n.role
ELSE n.role || ', ' || n.quality || ' quality' END"""
_NAMES = f"(SELECT list, reference, place, plain, text, {NAME_IN_WORDS} AS what FROM listed_name n)"


def _grouped(rows: Iterable[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """Rows of what two editions say alike together, the newest edition first."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[2], []).append(row)
    return list(found.values())


def standing(editions: Sequence[EditionShown], at: Sequence[int]) -> Standing:
    """How something stands that is at these places in the order of the editions: at one at least, sorted."""
    first, last = at[0], at[-1]
    until = editions[last] if last + 1 < len(editions) else None
    absent = tuple(editions[i] for i in range(first, last) if i not in at)
    return Standing(editions[first], until, absent, first == 0, len(editions))


def _dict(edition: EditionShown) -> dict[str, str | None]:
    return {"list": edition.list, "dated": edition.dated}

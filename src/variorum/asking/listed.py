"""Which parties of published lists the record speaks of: who is taken for whom, and where listed names stand in texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from variorum.asking.ask import Record
from variorum.asking.editions import NAME_IN_WORDS


@dataclass(frozen=True, slots=True)
class ListedAs:
    """That an entity is taken for a party of a list (``linked``), or is not although something speaks for it, with the reason.

    ``name`` is how the record calls the entity, ``listed`` the party's name that it was held against, ``what`` what that name is to the list, ``how`` in
    what way the two are one; ``party`` is the name that the party is listed under.
    """

    list: str
    title: str
    dated: str | None
    reference: str
    party: str
    linked: bool
    rule: str
    how: str
    name: str
    listed: str
    what: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """The form of ``entity --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PartyFound:
    """A party of a list of which the record speaks: the entities that are taken for it, and in how many places of which documents a name of it stands.

    ``near``: entities that are not taken for it, each with the reason. ``shared``: places at which another party of the list has the same name.
    """

    list: str
    reference: str
    type: str | None
    party: str
    listed_on: str | None
    entities: tuple[str, ...]
    places: int
    shared: int
    documents: tuple[str, ...]
    near: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """The form of ``listed --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place in a text at which a name of a listed party stands, and by what it was found.

    ``written`` is how the text has the name, ``listed`` how the list has it, ``what`` what it is to the list, ``how`` in what way the two are one.
    Not ``linked``: another party of the list has the same name.
    """

    document: str
    start: int
    end: int
    written: str
    list: str
    reference: str
    party: str
    linked: bool
    listed: str
    what: str
    how: str

    def to_dict(self) -> dict[str, Any]:
        """The form of ``listed --places --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ListShown:
    """A published list of the archive."""

    id: str
    title: str
    form: str
    dated: str | None
    url: str | None
    sha256: str
    parties: int

    def to_dict(self) -> dict[str, Any]:
        """The form of ``listed --json``."""
        return asdict(self)


def lists(record: Record) -> tuple[ListShown, ...]:
    """The lists that the record was held against, in order of id."""
    return tuple(ListShown(*row) for row in record.rows("SELECT id, title, form, dated, url, sha256, parties FROM gazetteer ORDER BY list"))


def listed_as(record: Record, entity: int) -> tuple[ListedAs, ...]:
    """The parties that an entity is taken for, then those that it is only near to, in order of list and reference."""
    rows = record.rows(
        f"""SELECT g.id, g.title, g.dated, x.reference, p.label, x.linked, x.rule, x.how, x.name, x.listed, {_WHAT.format("x")}, x.reason
        FROM listed_entity x JOIN gazetteer g USING (list) JOIN listed_party p ON p.list = x.list AND p.reference = x.reference
        WHERE x.entity = ? ORDER BY x.linked DESC, g.id, x.reference""",
        [entity],
    )
    return tuple(ListedAs(*row) for row in rows)


def listed_places(record: Record) -> tuple[ListedPlace, ...]:
    """Every place at which a name of a listed party stands in a text, in the order of documents and texts."""
    rows = record.rows(
        f"""SELECT d.id, m.span_start, m.span_end, m.written, g.id, m.reference, p.label, m.linked, m.listed, {_WHAT.format("m")}, m.how
        FROM listed_mention m JOIN document d USING (doc) JOIN gazetteer g USING (list)
        JOIN listed_party p ON p.list = m.list AND p.reference = m.reference ORDER BY d.id, m.span_start, g.id, m.reference"""
    )
    return tuple(ListedPlace(*row) for row in rows)


#: What a name is to its list; of a name that stands there twice, as it stands first.
_WHAT = f"""(SELECT arg_min({NAME_IN_WORDS}, n.place) FROM listed_name n
WHERE n.list = {{0}}.list AND n.reference = {{0}}.reference AND n.text = {{0}}.listed)"""


def parties_found(record: Record) -> tuple[PartyFound, ...]:
    """Every party that an entity is taken for, or near to, or a name of which stands in a text, in order of list and reference."""
    rows = record.rows("SELECT g.id, p.list, p.reference, p.type, p.label, p.listed_on FROM listed_party p JOIN gazetteer g USING (list)")
    entities = _grouped(
        record.rows(
            """SELECT x.list, x.reference, x.linked, e.label, x.reason FROM listed_entity x JOIN entity e USING (entity) ORDER BY ALL"""
        )
    )
    places = {
        (list_, reference): (linked, shared, tuple(documents))
        for list_, reference, linked, shared, documents in record.rows(
            """SELECT m.list, m.reference, count(*) FILTER (m.linked), count(*) FILTER (NOT m.linked), list(DISTINCT d.id ORDER BY d.id)
            FROM listed_mention m JOIN document d USING (doc) GROUP BY m.list, m.reference"""
        )
    }
    found = []
    for id_, list_, reference, type_, label, listed_on in rows:
        here = entities.get((list_, reference), [])
        linked, shared, documents = places.get((list_, reference), (0, 0, ()))
        taken = tuple(name for is_linked, name, _ in here if is_linked)
        near = tuple((name, reason) for is_linked, name, reason in here if not is_linked)
        if not here and not documents:  # only another edition of its list is held against something
            continue
        found.append(PartyFound(id_, reference, type_, label, listed_on, taken, linked, shared, documents, near))
    return tuple(sorted(found, key=lambda p: (p.list, p.reference)))


def _grouped(rows: Sequence[tuple[Any, ...]]) -> dict[tuple[int, str], list[tuple[bool, str, str]]]:
    found: dict[tuple[int, str], list[tuple[bool, str, str]]] = {}
    for list_, reference, linked, label, reason in rows:
        found.setdefault((list_, reference), []).append((linked, label, reason))
    return found

"""What the last build changed, kept in ``last-build.json`` when a new record is put in place of an old one.

Written whole just before the new record goes into place, with the mark of that record: a build that is killed in between leaves a file that speaks
of a record that never came, which is seen by its mark and passed over. The file is derived and may be deleted; then nobody knows what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Generic, TypeVar

import duckdb

from variorum.errors import CustodyError
from variorum.record.version import made_otherwise
from variorum.shelf.judgements import now
from variorum.shelf.layout import Layout, write_whole

#: Records of no more claims are compared without the optimiser.
FEW = 5_000
_T = TypeVar("_T")
_Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Listed(Generic[_T]):
    """How many there are, and the first of them."""

    total: int = 0
    first: tuple[_T, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A dispute: its kind, its question and the keys of whom it is about, in the words of the record that has it."""

    kind: str
    question: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A state, as a sentence, that stands otherwise for everybody than it did."""

    sentence: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Somebody who was several in the other record, each by its label; ``decided``: a person's decision that is new, or gone, is about one of them."""

    label: str
    of: tuple[str, ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """What one record has that another has not. Claims are named by the sixteen digits of their ids, documents by their ids.

    ``states`` are those of which both records speak, and which stand otherwise; ``states_new`` and ``states_gone`` count those of which only one does.
    """

    documents_new: Listed[str] = Listed()
    documents_gone: Listed[str] = Listed()
    claims_new: Listed[str] = Listed()
    claims_gone: Listed[str] = Listed()
    disputes_opened: Listed[Asked] = Listed()
    disputes_closed: Listed[Asked] = Listed()
    states: Listed[Moved] = Listed()
    joined: Listed[Regrouped] = Listed()
    parted: Listed[Regrouped] = Listed()
    states_new: int = 0
    states_gone: int = 0

    @property
    def is_empty(self) -> bool:
        return self == Differences()

    def words(self) -> tuple[str, ...]:
        """Each part that is not empty, with its number: "2 claims new", "1 dispute opened"."""
        parts = (
            (self.documents_new.total, "document", "new"),
            (self.documents_gone.total, "document", "gone"),
            (self.claims_new.total, "claim", "new"),
            (self.claims_gone.total, "claim", "gone"),
            (self.disputes_opened.total, "dispute", "opened"),
            (self.disputes_closed.total, "dispute", "closed"),
            (self.states.total, "state", "standing otherwise"),
            (self.joined.total, "name", "joined"),
            (self.parted.total, "name", "parted"),
        )
        return tuple(f"{n} {noun if n == 1 else noun + 's'} {what}" for n, noun, what in parts if n)


#: What compares the records attached as ``old`` and ``new``; given what asks them. ``words``: whether both were made with the same vocabulary.
Compare = Callable[[Callable[..., _Rows], bool], Differences]


@dataclass(frozen=True, slots=True)
class LastBuild:
    """A build that replaced a record. ``at`` is when, in UTC; ``record`` the mark of the record that it made. ``differences`` None: the record before
    could not be compared; ``notes`` say why, and what else a reader should know.
    """

    at: str
    record: str
    differences: Differences | None
    notes: tuple[str, ...] = ()

    def sentence(self) -> str:
        """In one line.

        >>> LastBuild("2026-06-03T10:00:00Z", "", Differences(claims_new=Listed(2, ("a", "b")))).sentence()
        'Changed: 2 claims new.'
        """
        if self.differences is None:
            return f"Changed: not known. {' '.join(self.notes)}"
        told = ", ".join(self.differences.words()) or ("nothing" if self.differences.is_empty else "only how many claims speak of what")
        return " ".join((f"Changed: {told}.", *self.notes))

    def to_dict(self) -> dict[str, Any]:
        """The form of ``last-build.json``."""
        return asdict(self)


def changes_of_last_build(layout: Layout, meta: Mapping[str, str] | None = None) -> LastBuild | None:
    """What the build that made the record in place changed. None: it replaced none, or nobody has kept it.

    ``meta``: what an open record says of itself; what is given back is then about that one, or None.
    """
    try:
        found = _from_dict(json.loads(layout.last_build.read_text(encoding="utf-8")))
        return found if mark(_meta_of(layout.record) if meta is None else meta) == found.record else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, duckdb.Error):
        return None


def keep_changes(layout: Layout, made: Path, compare: Compare) -> LastBuild | None:
    """Compares the record in place with the one made to replace it, and keeps what differs. None, and nothing kept, when there is none in place.

    Never raises for what is wrong with the old record: the build goes on, and what is kept says why it could not be compared. Only for whoever holds
    the lock of the build.
    """
    for left in layout.root.glob(f".{layout.last_build.name}.*.tmp"):
        left.unlink(missing_ok=True)
    if not layout.record.is_file():
        layout.last_build.unlink(missing_ok=True)
        return None
    found = _compared(layout.record, made, compare)
    with suppress(CustodyError):  # what can be made again must not stop what is being made
        write_whole(layout.last_build, (json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n").encode(), durable=False)
    return found


def mark(meta: Mapping[str, str]) -> str:
    """Tells records of different content, reader or vocabulary apart by what they say of themselves."""
    return hashlib.sha256(json.dumps(sorted(meta.items())).encode()).hexdigest()[:16]


def _compared(old: Path, new: Path, compare: Compare) -> LastBuild:
    with duckdb.connect(":memory:") as con:
        con.execute("SET enable_progress_bar = false")
        _attach(con, new, "new")
        meta = _meta(con, "new")
        try:
            _attach(con, old, "old")
            before = _meta(con, "old")
            if before.get("schema") != meta["schema"]:
                why = f"The record before had schema {before.get('schema', 'none')}, this one has {meta['schema']}."
                return LastBuild(now(), mark(meta), None, (why,))
            # Of few claims the plan as it is written takes less time than to look for a better one, with the same rows.
            ((few,),) = con.execute("SELECT count(*) <= ? FROM new.claim", [FEW]).fetchall()
            con.execute(f"PRAGMA {'disable' if few else 'enable'}_optimizer")
            found = compare(
                lambda sql, given=(): con.execute(sql, list(given)).fetchall(), before.get("vocabulary") == meta.get("vocabulary")
            )
        except duckdb.Error:
            return LastBuild(now(), mark(meta), None, ("The record before could not be read.",))
    return LastBuild(now(), mark(meta), found, made_otherwise(before, meta))


def _attach(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    con.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS {name} (READ_ONLY)")


def _meta_of(record: Path) -> dict[str, str]:
    with duckdb.connect(":memory:") as con:
        _attach(con, record, "new")
        return _meta(con, "new")


def _meta(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    return dict(con.execute(f"SELECT key, value FROM {name}.meta").fetchall())


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "disputes_opened": lambda raw: Asked(raw["kind"], raw["question"], tuple(raw["about"])),
    "disputes_closed": lambda raw: Asked(raw["kind"], raw["question"], tuple(raw["about"])),
    "states": lambda raw: Moved(**raw),
    "joined": lambda raw: Regrouped(raw["label"], tuple(raw["of"]), raw["decided"]),
    "parted": lambda raw: Regrouped(raw["label"], tuple(raw["of"]), raw["decided"]),
}


def _from_dict(raw: Mapping[str, Any]) -> LastBuild:
    """What :meth:`LastBuild.to_dict` wrote; raises ValueError, TypeError or KeyError for anything else."""
    given = raw["differences"]
    found = None if given is None else Differences(**{f.name: _part(f.name, given[f.name]) for f in fields(Differences)})
    return LastBuild(str(raw["at"]), str(raw["record"]), found, tuple(raw["notes"]))


def _part(name: str, raw: Any) -> Any:
    if isinstance(raw, int):
        return raw
    return Listed(int(raw["total"]), tuple(_KINDS.get(name, str)(one) for one in raw["first"]))

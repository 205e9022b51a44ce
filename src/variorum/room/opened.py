"""The record that the room shows: the one last built, opened anew when a build has put another in its place."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeVar

from variorum.archive import Archive
from variorum.errors import RecordError
from variorum.model import Document
from variorum.publishing.edition import sigla
from variorum.reasoning.origins import texts_of
from variorum.reasoning.origins.matter import Texts
from variorum.record import Record
from variorum.shelf.layout import Layout

_T = TypeVar("_T")
_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as pages show it: ``key`` is its permanent address within the record, ``claims`` how many it stands in."""

    entity: int
    key: str
    label: str
    type: str
    claims: int


@dataclass
class Opened:
    """One record, open, with what is derived from it once. Whoever holds it sees one state of the archive, whatever is built meanwhile."""

    archive: Archive
    built: datetime
    _memo: dict[Hashable, Any] = field(default_factory=dict)
    _making: dict[Hashable, threading.RLock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def record(self) -> Record:
        return self.archive.record

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the record says of itself: title, reader, maker, hashes."""
        return dict(self.record.rows("SELECT key, value FROM meta"))

    @property
    def title(self) -> str:
        return self.meta["title"]

    @property
    def mark(self) -> str:
        """Eight digits that differ between records of different content."""
        return self.meta["inputs"][:8]

    def memo(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, made once for this record; who asks for it meanwhile waits, who asks for something else does not."""
        with self._lock:
            making = self._making.setdefault(key, threading.RLock())
        with making:
            if key not in self._memo:
                self._memo[key] = make()
            made: _T = self._memo[key]
            return made

    @property
    def entities(self) -> dict[int, Named]:
        """Everybody and everything of the record, by number; 0 is nobody and is not in it."""
        sql = "SELECT entity, key, label, type, claims FROM entity WHERE entity > 0 ORDER BY entity"
        return self.memo("entities", lambda: {row[0]: Named(*row) for row in self.record.rows(sql)})

    @property
    def by_key(self) -> dict[str, Named]:
        """The same, by key."""
        return self.memo("by_key", lambda: {n.key: n for n in self.entities.values()})

    def label(self, entity: int) -> str:
        """What to call it; "somebody" for nobody."""
        named = self.entities.get(entity)
        return named.label if named else "somebody"

    @property
    def sigla(self) -> dict[int, str]:
        """A siglum for every voice, those who say most first: one capital, two letters when they run out."""
        return self.memo("sigla", self._sigla)

    def _sigla(self) -> dict[int, str]:
        voices = [v for (v,) in self.record.rows("SELECT voice FROM claim GROUP BY voice ORDER BY count(*) DESC, voice")]
        through = (
            "SELECT DISTINCT unnest(chain) FROM claim UNION SELECT DISTINCT voice FROM layer UNION SELECT DISTINCT voice FROM assessment"
        )
        known = set(voices)
        others = sorted(v for (v,) in self.record.rows(through) if v and v not in known)
        return sigla([*(v for v in voices if v), *others], {v: self.label(v) for v in (*voices, *others)})


def document_ids(opened: Opened) -> dict[int, str]:
    """The id of every document, by the record's number."""
    return opened.memo("document ids", lambda: dict(opened.record.rows("SELECT doc, id FROM document ORDER BY doc")))


def listed_documents(opened: Opened) -> tuple[Document, ...]:
    """Every document, in order of id, listed once."""
    return opened.memo("listed documents", opened.record.documents)


def texts_at_hand(opened: Opened) -> Texts:
    """The texts of the documents, for one page."""
    return texts_of(opened.record, listed_documents(opened))


class Current:
    """The archive's record as it is now; ``threads``: the most that one query may use. :meth:`get` is safe to call from several threads."""

    def __init__(self, layout: Layout, *, threads: int | None = None) -> None:
        self.layout = layout
        self._threads = threads
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._opened: Opened | None = None

    def get(self) -> Opened:
        """The record last built. The one before stays open for whoever still holds it.

        Raises RecordError, saying what to do, when there is none, or it cannot be read.
        """
        with self._lock:
            stamp = self._look()
            if self._opened is None or stamp != self._stamp:
                archive = Archive(self.layout)
                if self._threads is not None:
                    archive.record.limit(threads=self._threads)
                _ = archive.record
                self._opened = Opened(archive, datetime.fromtimestamp(stamp[1] / 1e9, UTC))
                self._stamp = stamp
            return self._opened

    def _look(self) -> _Stamp:
        try:
            s = self.layout.record.stat()
        except FileNotFoundError as err:
            raise RecordError(f"{self.layout.record.name}: there is no record; `variorum build` makes it") from err
        return s.st_ino, s.st_mtime_ns, s.st_size

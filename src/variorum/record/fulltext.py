"""The words of all documents, to be searched: ``words.sqlite`` in the archive, made from the texts alone and brought up to date when they change.

A word is kept folded as names are (:mod:`variorum.identity.folding`), so that any romanisation of a name finds the others; the article is left
out, in Latin letters and in Arabic. What is kept of a text is where its passages lie; their words are always read from the document itself.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.errors import RecordError, VariorumError
from variorum.identity.folding import fold, rules
from variorum.model import Document
from variorum.shelf.documents import text_of
from variorum.shelf.layout import Layout

Progress = Callable[[int, int], None]
#: Of the tables below; an index of another number is made anew.
_SCHEMA = 1
_TABLES = """
CREATE TABLE document (doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL);
CREATE TABLE passage (passage INTEGER PRIMARY KEY, doc INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL);
CREATE INDEX passage_doc ON passage (doc);
CREATE VIRTUAL TABLE words USING fts5 (folded, tokenize = "unicode61 remove_diacritics 0");
"""
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_BREAK = re.compile(r"\n[ \t\r]*\n\s*")
_LONGEST = 1500
_PATIENCE = 60.0  #: seconds to wait for another writer
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, at ``start``..``end``, and its folded form, by which it is found; empty for an article."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document in which what was sought stands."""

    document: str
    start: int
    end: int


def folded_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of text[start:end], in order.

    >>> [w.folded for w in folded_words("Abū Bakr al-Baghdādī") if w.folded]
    ['abu', 'bakr', 'bagdadi']
    """
    for m in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(m.start(), m.end(), _folded(m[0]))


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    if word.casefold() in _articles():
        return ""
    folded = fold(word).replace(" ", "")
    return folded.removeprefix(_ARTICLE) if len(folded) > len(_ARTICLE) + 2 else folded


@cache
def _articles() -> frozenset[str]:
    return rules().article | (rules().hyphenated - rules().stop)


def passages(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs of a text as (start, end); those of more than 1,500 characters in pieces that end between words."""
    at = 0
    for m in [*_BREAK.finditer(text), None]:
        end = m.start() if m else len(text)
        while end - at > _LONGEST:
            space = text.rfind(" ", at, at + _LONGEST)
            cut = space + 1 if space > at else at + _LONGEST
            yield at, cut
            at = cut
        if text[at:end].strip():
            yield at, end
        at = m.end() if m else end


def update(layout: Layout, documents: Sequence[Document], *, progress: Progress | None = None) -> int:
    """Brings the index up to date with these documents, and gives back how many were indexed anew. What is already there is not read again.

    A document whose text cannot be read is left out: the record counts it as unread. Raises RecordError when the index cannot be written.
    """
    try:
        with closing(_connect(layout)) as index:
            have: dict[str, tuple[int, str]] = {i: (doc, sha) for doc, i, sha in index.execute("SELECT doc, id, sha256 FROM document")}
            wanted = {d.id: d for d in documents}
            for id_, (doc, sha) in have.items():
                if id_ not in wanted or wanted[id_].sha256 != sha:
                    _forget(index, doc)
            new = [d for d in documents if have.get(d.id, (0, ""))[1] != d.sha256]
            for n, document in enumerate(new, 1):
                _add(index, layout, document)
                if progress:
                    progress(n, len(new))
            index.execute("COMMIT")
    except (sqlite3.Error, OSError) as err:
        raise RecordError(f"{layout.words}: the words cannot be written ({err}); the file may be deleted, it is made anew") from err
    return len(new)


def find(layout: Layout, expression: str, most: int) -> list[Passage]:
    """The passages that fit an expression of SQLite's FTS5 over folded words, best first, at most ``most``. Empty while there is no index."""
    if not layout.words.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{layout.words.resolve().as_uri()}?mode=ro", uri=True)) as index:
            rows = index.execute(
                """SELECT d.id, p.span_start, p.span_end FROM (SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?) w
                JOIN passage p ON p.passage = w.rowid JOIN document d USING (doc) ORDER BY w.rank, d.id, p.span_start""",
                [expression, most],
            ).fetchall()
    except sqlite3.Error as err:
        raise RecordError(f"{layout.words}: cannot be searched ({err}); it may be deleted, it is made anew") from err
    return [Passage(*row) for row in rows]


def _connect(layout: Layout) -> sqlite3.Connection:
    """The index in the middle of a transaction of its own, for which other writers wait; one that is damaged or of another kind is made anew."""
    try:
        index = _begun(layout)
    except sqlite3.DatabaseError as err:
        if isinstance(err, sqlite3.OperationalError):  # locked, or a disk that does not take it: not the file's fault
            raise
        layout.words.unlink(missing_ok=True)
        index = _begun(layout)
    if index.execute("PRAGMA user_version").fetchone() != (_SCHEMA,):
        for statement in (*(f"DROP TABLE IF EXISTS {t}" for t in ("document", "passage", "words")), *_TABLES.split(";")):
            index.execute(statement)
        index.execute(f"PRAGMA user_version = {_SCHEMA}")
    return index


def _begun(layout: Layout) -> sqlite3.Connection:
    index = sqlite3.connect(layout.words, timeout=_PATIENCE, isolation_level=None)
    try:
        index.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        index.close()
        raise
    return index


def _forget(index: sqlite3.Connection, doc: int) -> None:
    index.execute("DELETE FROM words WHERE rowid IN (SELECT passage FROM passage WHERE doc = ?)", [doc])
    index.execute("DELETE FROM passage WHERE doc = ?", [doc])
    index.execute("DELETE FROM document WHERE doc = ?", [doc])


def _add(index: sqlite3.Connection, layout: Layout, document: Document) -> None:
    try:
        text = text_of(layout, document)
    except VariorumError:
        return
    doc = index.execute("INSERT INTO document (id, sha256) VALUES (?, ?)", [document.id, document.sha256]).lastrowid
    for start, end in passages(text):
        words = " ".join(w.folded for w in folded_words(text, start, end) if w.folded)
        passage = index.execute("INSERT INTO passage (doc, span_start, span_end) VALUES (?, ?, ?)", [doc, start, end]).lastrowid
        index.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", [passage, words])

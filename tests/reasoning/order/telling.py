"""What the small record of ``tests/reasoning/conftest.py`` lacks here: sentences that order claims, documents with dates, voices that spoke."""

from __future__ import annotations

from typing import Any

from variorum.reasoning import Witnesses
from variorum.reasoning.witness import Witness

from ..conftest import Book


def order(
    book: Book,
    earlier: int,
    later: int,
    *,
    least: int | None = 0,
    most: int | None = None,
    edge: str = "start",
    by: str = "Author",
    act: str = "asserts",
    quote: str = "after that",
) -> None:
    chain = [book.id(v) for v in by.split(">")]
    acts = ["reports"] * (len(chain) - 1) + [act]
    row = [earlier, later, edge, least, most, chain[-1], chain, acts, 1, 10 * later, 10 * later + 5, quote]
    book.db.execute(f"INSERT INTO precedence VALUES ({','.join('?' * len(row))})", row)


def document(book: Book, doc: int, published: str) -> None:
    book.db.execute(
        "INSERT INTO document VALUES (?, ?, 'sha', NULL, NULL, NULL, ?, NULL, NULL, NULL, 0, 'person', 0, 0)", [doc, f"d{doc}", published]
    )


def spoke(book: Book, claim: int, said: str) -> None:
    book.db.execute("UPDATE claim_text SET said = ? WHERE claim_id = ?", [[said], claim])


def witnesses(book: Book, *claims: int) -> tuple[Witness, ...]:
    every = Witnesses(book).all()
    return tuple(w for w in every if not claims or w.claim in claims)


def shown(value: Any) -> str:
    return " | ".join(b.words for b in value.bounds)

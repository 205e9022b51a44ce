"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Paging:
    """Page ``number`` (from 1) of ``total`` things, ``size`` a page. ``before`` and ``after`` are the addresses beside it, None at the ends."""

    number: int
    total: int
    size: int
    before: str | None
    after: str | None

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.offset + self.size, self.total)


def asked_page(request: Request, total: int, size: int) -> Paging:
    """The page that the field ``page`` of the address asks for, the first without one. Raises HTTPException (404) for one that there is not."""
    asked = request.query_params.get("page", "1")
    pages = max(1, -(-total // size))
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= pages):
        raise HTTPException(404, f"There is no page {asked[:20]!r} of this list; it has {pages}.")
    number = int(asked)

    def at(n: int) -> str:
        return f"?{request.url.include_query_params(page=n).query}"

    return Paging(number, total, size, at(number - 1) if number > 1 else None, at(number + 1) if number < pages else None)

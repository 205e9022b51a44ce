"""Pages that were made, kept until there are too many of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

_BYTES = 64_000_000


class Kept:
    """The pages last asked for, up to about 64 MB of text. A page that two ask for at once is made once."""

    def __init__(self, size: int = _BYTES) -> None:
        self._size, self._used = size, 0
        self._pages: OrderedDict[Hashable, str] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """The page of that key; ``make`` makes it when it is not here. What ``make`` raises is raised, and nothing is kept."""
        with self._lock:
            if (page := self._pages.get(key)) is not None:
                self._pages.move_to_end(key)
                return page
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if (page := self._pages.get(key)) is not None:
                    return page
            try:
                page = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            self._keep(key, page)
            return page

    def _keep(self, key: Hashable, page: str) -> None:
        with self._lock:
            self._pages[key] = page
            self._used += len(page)
            while self._used > self._size and len(self._pages) > 1:
                self._used -= len(self._pages.popitem(last=False)[1])

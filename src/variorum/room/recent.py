"""What was derived last, up to a number of things: for what visitors may ask for in more ways than there is memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_T = TypeVar("_T")


class Recent(Generic[_K, _T]):
    """Values by key, the ``most`` last asked for."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[_K, _T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: _K, make: Callable[[], _T]) -> _T:
        """The value of the key, made where it is not here. What ``make`` raises is raised, and nothing is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        made = make()  # two that ask at once may both make it: the same
        with self._lock:
            self._values[key] = made
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made

    def many(self, keys: Sequence[_K], make: Callable[[Sequence[_K]], Mapping[_K, _T]]) -> dict[_K, _T]:
        """The values of the keys, in their order; those that are not here are made together. ``make`` is not called where all are here."""
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
        missing = [key for key in keys if key not in found]
        made = make(missing) if missing else {}
        with self._lock:
            for key in keys:
                self._values[key] = made[key] if key in made else found[key]
                self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return {key: made[key] if key in made else found[key] for key in keys}

"""A cache with a limit in bytes: what was not used for longest goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """A value that knows how much memory it holds."""

    @property
    def nbytes(self) -> int: ...


V = TypeVar("V", bound=Sized)


class ByteLimitedCache(Generic[V]):
    """Values by key, together no larger than *limit_bytes*; safe to share between threads.

    A value larger than a quarter of the limit is handed out but not kept, so that one cannot drive
    out all others.
    """

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.used_bytes = 0
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable, compute: Callable[[], V]) -> V:
        """The value of *key*, computed where it is not kept. Two threads may compute the same value
        at once.
        """
        with self._lock:
            if (value := self._values.get(key)) is not None:
                self._values.move_to_end(key)
                return value
        value = compute()
        if value.nbytes * 4 <= self.limit_bytes:
            self._keep(key, value)
        return value

    def _keep(self, key: Hashable, value: V) -> None:
        with self._lock:
            if (old := self._values.pop(key, None)) is not None:
                self.used_bytes -= old.nbytes
            self._values[key] = value
            self.used_bytes += value.nbytes
            while self.used_bytes > self.limit_bytes:
                _, dropped = self._values.popitem(last=False)
                self.used_bytes -= dropped.nbytes

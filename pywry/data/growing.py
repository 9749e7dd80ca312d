"""Arrays that grow at the end without being copied each time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Growing:
    """An array with room to grow. Views that were handed out earlier never change under their owner's feet.

    Args:
        values: The first values; taken as they are and never written to unless `owned`.
        owned: Whether nobody else holds `values`.
    """

    __slots__ = ("_buffer", "_owned", "_start", "_stop")

    def __init__(self, values: Array, *, owned: bool = False) -> None:
        self._buffer = values
        self._start = 0
        self._stop = len(values)
        self._owned = owned

    def __len__(self) -> int:
        return self._stop - self._start

    @property
    def view(self) -> Array:
        """The values; valid until the next `put`."""
        return self._buffer[self._start : self._stop]

    def share(self) -> Growing:
        """The same values for a second owner; whoever writes first makes a copy."""
        self._owned = False
        return Growing(self.view)

    def extend(self, more: Array) -> None:
        """Append values; the type widens where it has to."""
        kind = np.result_type(self._buffer.dtype, more.dtype)
        need = len(self) + len(more)
        if not self._owned or kind != self._buffer.dtype or self._stop + len(more) > len(self._buffer):
            roomy = np.empty(max(16, need * 2), dtype=kind)
            roomy[: len(self)] = self.view
            self._stop, self._start, self._buffer, self._owned = len(self), 0, roomy, True
        self._buffer[self._stop : self._stop + len(more)] = more
        self._stop += len(more)

    def keep_last(self, count: int) -> None:
        """Forget all but the last values."""
        self._start = max(self._start, self._stop - count)

    def put(self, positions: Array, values: Any) -> None:
        """Write values at positions; they must fit the type."""
        if not self._owned:
            self._buffer, self._start, self._stop, self._owned = self.view.copy(), 0, len(self), True
        self._buffer[self._start + positions] = values

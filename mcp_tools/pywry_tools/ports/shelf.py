"""What tools know of datasets by reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pywry_tools.models.data import DataClosed, DataList, DataProfile, DataRows, DataState


class Shelf(Protocol):
    """Datasets by reference, as the caller may see them."""

    def knows(self, ref: str) -> bool:
        """Whether there is a dataset of that id or name."""
        ...

    async def open(self, path: str, *, table: str | None, name: str | None) -> DataState:
        """Read a file below an allowed folder.

        Raises:
            NotAllowed: It lies elsewhere.
            BadData: It cannot be read.
        """
        ...

    async def query(self, sql: str, *, name: str | None, limit: int) -> DataRows:
        """Ask with one SELECT; the result is a dataset.

        Raises:
            BadData: It is something else, or wrong.
        """
        ...

    async def profile(self, ref: str, columns: Sequence[str] | None) -> DataProfile:
        """Say what is in a dataset.

        Raises:
            NoSuchData: There is none of that id or name.
        """
        ...

    async def read(self, ref: str, columns: Sequence[str] | None, cursor: int, limit: int) -> DataRows:
        """Some rows.

        Raises:
            NoSuchData: There is none of that id or name.
        """
        ...

    def list(self) -> DataList:
        """What is open, and where files may be."""
        ...

    def close(self, ref: str) -> DataClosed:
        """Let a dataset go.

        Raises:
            NoSuchData: There is none of that id or name.
        """
        ...

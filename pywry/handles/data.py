"""Datasets as people hold them: `app.data.open("sales.parquet")`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pywry.handles.binding import on_app
from pywry.handles.families import data

if TYPE_CHECKING:
    from pywry.runtime.session import Session
    from pywry_tools.models.data import DataProfile, DataRows, DataState


class Dataset:
    """Rows that are held by reference; whatever takes `data` takes it.

    Attributes:
        id: Unique within the app; agents use the same.
        name: What SQL calls it.
    """

    def __init__(self, session: Session, id: str, name: str) -> None:
        self._session = session
        self.id = id
        self.name = name

    @classmethod
    def of(cls, owner: Any, state: DataState | DataRows) -> Dataset:
        """Take what was just opened or asked for."""
        return cls(owner.session, state.data, state.name)

    def __repr__(self) -> str:
        return f"<Dataset {self.id} {self.name}>"

    @property
    def __pywry_ref__(self) -> str:
        return self.id

    @property
    def frame(self) -> Any:
        """All rows as an Arrow table, without a copy; `.to_pandas()` makes a DataFrame of it.

        Raises:
            NoSuchData: It was closed or replaced.
        """
        return frame_of(self._session, self.id)

    def profile(self, columns: Sequence[str] | None = None) -> DataProfile:
        """What is in it: types, ranges, missing and distinct values, samples.

        Args:
            columns: Only these; None is all.
        """
        return Data(self._session).profile(self.id, columns=None if columns is None else list(columns))

    def close(self) -> None:
        """Let it go; what shows it stays as it is."""
        Data(self._session).close(self.id)


class Data:
    """Files as data, and SQL over them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        return self._session

    open = on_app(data.open, into=Dataset.of)
    query = on_app(data.query, into=Dataset.of)
    profile = on_app(data.profile)
    read = on_app(data.read)
    list_all = on_app(data.list_all)
    close = on_app(data.close)

    def frame(self, data: str) -> Any:
        """All rows of a dataset as an Arrow table, without a copy.

        Args:
            data: Its name or id.

        Raises:
            NoSuchData: There is none.
        """
        return frame_of(self._session, data)


def frame_of(session: Session, data: str) -> Any:
    """The rows of a dataset."""
    from pywry_tools.access import LOCAL

    return session.shelf.find(data, LOCAL).table

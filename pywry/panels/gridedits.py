"""What people edited in a grid, in order, to take it back."""

from __future__ import annotations

from typing import Any, NamedTuple

from pywry_tools.errors import BadData
from pywry_tools.events import grid

LIMIT = 20


class Edit(NamedTuple):
    """One cell that a person wrote."""

    row: str
    column: str
    before: Any
    after: Any


class History:
    """Edits that can be taken back, and those that were.

    Args:
        limit: How many are remembered.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def note(self, event: grid.CellEdited) -> None:
        """A person wrote a cell, or took that back in the page."""
        edit = Edit(event.row_id, event.column, event.old_value, event.new_value)
        if event.source == "edit":
            self._done = [*self._done, edit][-self._limit :]
            self._undone.clear()
        elif event.source == "undo":
            _move(self._done, self._undone, edit)
        else:
            _move(self._undone, self._done, edit)

    def forget(self, event: grid.CellEdited) -> None:
        """An edit was refused."""
        edit = Edit(event.row_id, event.column, event.old_value, event.new_value)
        self._done = [known for known in self._done if known != edit]

    def step(self, *, redo: bool) -> grid.UpdateCell:
        """The change that takes the last edit back, or puts it in again.

        Raises:
            BadData: There is none.
        """
        source, target = (self._undone, self._done) if redo else (self._done, self._undone)
        if not source:
            verb = "put in again" if redo else "take back"
            raise BadData(f"there is no edit to {verb}; edits are what people write into cells on the page.")
        edit = source.pop()
        target.append(edit)
        return grid.UpdateCell(rowId=edit.row, colId=edit.column, value=edit.after if redo else edit.before)


def _move(source: list[Edit], target: list[Edit], edit: Edit) -> None:
    for known in reversed(source):
        if (known.row, known.column) == (edit.row, edit.column):
            source.remove(known)
            target.append(known)
            return

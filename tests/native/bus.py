"""A session bus of the tests' own, with a system tray and a place for notifications."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.native.notes import Notes
from tests.native.traybus import TrayBus


class Bus:
    """A session bus; a context manager.

    Attributes:
        address: What programs find it by, in DBUS_SESSION_BUS_ADDRESS.
        tray: The tray: icons and their menus.
        notes: The notifications.
    """

    tray: TrayBus
    notes: Notes

    def __init__(self) -> None:
        self.address = ""
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        self.tray = self._stack.enter_context(TrayBus(Path(folder)))
        self.address = self.tray.address
        self.notes = self._stack.enter_context(Notes(self.address))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def clear(self) -> None:
        """Forget what has come."""
        self.notes.clear()

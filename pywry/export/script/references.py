"""Datasets that a script opens again where they came from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pywry.data.origin import Origin
from pywry.data.table import Table
from pywry.export.script.program import Program
from pywry.export.script.source import Call, Code, Node
from pywry.export.script.tables import Data


class Tables:
    """Writes tables, each once: by reference where the file is known, else with their rows.

    Args:
        program: The script.
        data: Where rows go.
        origin: Finds where a frame comes from.
        folder: Where the script will be; None if that is open.
    """

    def __init__(
        self, program: Program, data: Data, origin: Callable[[Any], Origin | None], folder: Path | None
    ) -> None:
        self._program = program
        self._data = data
        self._origin = origin
        self._folder = folder
        self._opened: dict[Origin, Code] = {}

    def write(self, hint: str, rows: Callable[[], Table], frame: Any) -> Code:
        """A table, by the name that it has in the script.

        Args:
            hint: What it is called after.
            rows: Makes the table, where it is needed.
            frame: What it was made of; None where nobody knows.
        """
        origin = None if frame is None else self._origin(frame)
        return self._data.table(hint, rows()) if origin is None else self._open(origin)

    def _open(self, origin: Origin) -> Code:
        if origin in self._opened:
            return self._opened[origin]
        for asked in origin.inputs:
            self._open(asked)
        if origin.sql is not None:
            sql = self._program.text(f"{origin.name}_sql", origin.sql) if "\n" in origin.sql else origin.sql
            call = Call("app.data.query", (sql,), {"name": origin.name})
        else:
            path = self._path(origin)
            table = {} if origin.table is None else {"table": origin.table}
            call = Call("app.data.open", (path,), {**table, "name": origin.name})
        name = self._program.names.new(origin.name)
        self._program.assign(name, call)
        self._opened[origin] = Code(name)
        return self._opened[origin]

    def _path(self, origin: Origin) -> Node:
        """The file, as seen from the script where it lies beside or below it."""
        path = origin.path
        if path is None or self._folder is None or not path.is_relative_to(self._folder):
            return str(path)
        here = self._program.here(path.relative_to(self._folder).as_posix())
        return Code(f"str({here.text})", here.needs)

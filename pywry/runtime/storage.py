"""Values that outlive the program, in one JSON file of the app's own."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, cast

from pywry_tools.errors import BadData

Stamp = tuple[int, int]


def home(identifier: str) -> Path:
    """The folder that the system has for what belongs to an app."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming", identifier)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / identifier
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share", identifier)


class Storage:
    """A JSON object in a file; each change is written whole and at once, or not at all.

    Attributes:
        path: The file; it is made with the first value.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._values: dict[str, Any] = {}
        self._stamp: Stamp | None = None

    def get(self, key: str) -> tuple[bool, Any]:
        """Whether there is one, and the value."""
        with self._lock:
            values = self._read()
            return key in values, values.get(key)

    def set(self, key: str, value: Any) -> None:
        """Store a value.

        Raises:
            BadData: It is not JSON, or cannot be written.
        """
        try:
            plain = json.loads(json.dumps(value, allow_nan=False))
        except (TypeError, ValueError) as error:
            raise BadData(
                f"the value of {key!r} cannot be stored: {error}. Store texts, numbers, lists, dicts."
            ) from None
        with self._lock:
            self._write({**self._read(), key: plain})

    def remove(self, key: str) -> bool:
        """Take a value away; whether there was one."""
        with self._lock:
            values = dict(self._read())
            if key not in values:
                return False
            del values[key]
            self._write(values)
            return True

    def keys(self) -> list[str]:
        """What is stored."""
        with self._lock:
            return sorted(self._read())

    def _read(self) -> dict[str, Any]:
        """The values as they are in the file, which another program may have changed."""
        stamp = self._look()
        if stamp != self._stamp:
            self._values, self._stamp = self._load() if stamp else {}, stamp
        return self._values

    def _look(self) -> Stamp | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino

    def _load(self) -> dict[str, Any]:
        try:
            found: Any = json.loads(self.path.read_bytes())
        except ValueError as error:
            raise BadData(f"the storage {str(self.path)!r} is damaged ({error}); mend it or delete it.") from None
        if not isinstance(found, dict):
            raise BadData(f"the storage {str(self.path)!r} holds no JSON object; mend it or delete it.")
        return cast("dict[str, Any]", found)

    def _write(self, values: dict[str, Any]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._replace(json.dumps(values, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise BadData(f"the storage {str(self.path)!r} cannot be written: {error.strerror}.") from None
        self._values, self._stamp = values, self._look()

    def _replace(self, data: bytes) -> None:
        number, name = tempfile.mkstemp(dir=self.path.parent, prefix=".storage-")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:  # also of an interrupt no half-written file stays
            Path(name).unlink(missing_ok=True)
            raise

"""What pages load: their documents, the front end, and bytes that were sent to them.

Runs on the main thread, so it never waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.plugins import DOCUMENT

FRONT_END = Path(__file__).parents[3] / "assets"
GONE = b"<!doctype html><meta charset=utf-8><title>Gone</title><p>This page is not there any more; show it again.</p>"


class Files:
    """Answers requests for `tauri://localhost/...`; PyTauri calls it an asset loader."""

    def __init__(self, desk: Desk, folder: str | None = None) -> None:
        self._desk = desk
        self._folder = Path(folder) if folder else FRONT_END

    def setup(self, app: object) -> None:
        """Nothing to get ready."""

    def iter(self) -> Iterator[tuple[str, bytes]]:
        """Nothing is known before it is asked for."""
        return iter(())

    def get(self, key: str) -> bytes | None:
        """The content of a path; None if there is none."""
        kind, _, rest = unquote(key).lstrip("/").partition("/")
        if kind == "assets":
            return self._front_end(rest)
        if kind == "w":
            return self._document(rest.removesuffix(".html"))
        if kind == "blob":
            return self._blob(rest)
        if kind == "open":
            return self._desk.opened.get(rest)
        if kind == "desktop.html":
            return DOCUMENT
        return None

    def _front_end(self, name: str) -> bytes | None:
        path = self._folder / name
        return path.read_bytes() if "/" not in name and "\\" not in name and path.is_file() else None

    def _document(self, label: str) -> bytes:
        window = self._desk.windows.get(label)
        return GONE if window is None or window.document is None else window.document

    def _blob(self, rest: str) -> bytes | None:
        label, _, number = rest.rpartition("/")
        window = self._desk.windows.get(label)
        return window.blobs.pop(int(number), None) if window is not None and number.isdigit() else None

"""The built front end: what `pywry/assets/manifest.json` lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pywry_tools.errors import PyWryError, nearest

FOLDER = Path(__file__).resolve().parent.parent / "assets"
BUILD = "uv sync --reinstall-package pywry"


class NotBuilt(PyWryError):
    """The front end is not there, or not whole."""

    code = "not_built"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file that pages load.

    Attributes:
        name: Its logical name, such as main.js.
        file: Its name in the folder and in URLs; it changes with the content.
        gz: The compressed twin's name.
        bytes: The size of the plain file.
        sha256: Of the plain file.
        type: The media type.
    """

    name: str
    file: str
    gz: str
    bytes: int
    sha256: str
    type: str


class Assets:
    """The files of one build, by logical name and by file name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self._by_name = {row.name: row for row in _rows(folder)}
        self._by_file = {row.file: row for row in self._by_name.values()}

    def __getitem__(self, name: str) -> Asset:
        """An asset by its logical name.

        Raises:
            NotBuilt: The build has none of that name.
        """
        try:
            return self._by_name[name]
        except KeyError:
            raise NotBuilt(
                f"the built front end has no {name!r}. {nearest(name, self._by_name)} Run `{BUILD}` to build it anew."
            ) from None

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._by_name.values())

    def find(self, file: str) -> Asset | None:
        """An asset by its file name; None if the build has no such file."""
        return self._by_file.get(file)

    def read(self, asset: Asset, *, gz: bool = False) -> bytes:
        """The file's content, compressed or plain.

        Raises:
            NotBuilt: The manifest lists it, but it is not there.
        """
        path = self.folder / (asset.gz if gz else asset.file)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise NotBuilt(f"the built front end lists {path.name!r}, but it is gone. Run `{BUILD}`.") from None

    def text(self, name: str) -> str:
        """The content of a text asset by its logical name."""
        return self.read(self[name]).decode()


@cache
def installed() -> Assets:
    """The assets of this installation, read once.

    Raises:
        NotBuilt: The front end was not built.
    """
    return Assets()


def _rows(folder: Path) -> list[Asset]:
    manifest = folder / "manifest.json"
    try:
        rows: dict[str, dict[str, object]] = json.loads(manifest.read_bytes())
        return [Asset(name=name, **row) for name, row in rows.items()]  # type: ignore[arg-type]  # the build writes them
    except FileNotFoundError:
        raise NotBuilt(
            f"pages need the built front end, but {manifest} is missing. In a clone, run `{BUILD}`."
        ) from None
    except (ValueError, TypeError, AttributeError) as error:
        raise NotBuilt(f"{manifest} is not what a build writes: {error}. Run `{BUILD}`.") from None

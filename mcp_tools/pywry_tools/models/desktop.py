"""What the services of the desktop answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from pywry_tools.errors import BadData
from pywry_tools.models.page import Value

How = Literal["native", "page", "python"]
"""Done by the system, by a page in the browser, or by Python alone."""


class Service(Value):
    """Whether a service can be used here.

    Attributes:
        name: As `app.desktop` names it.
        available: Whether it can be used now.
        how: Who does it; None if nobody can.
        note: What is missing, or what is different here.
    """

    name: str
    available: bool
    how: How | None = None
    note: str | None = None


class Services(Value):
    """The services of the desktop, and whether they can be used here."""

    services: list[Service]

    def of(self, name: str) -> Service:
        """One of them by name."""
        return next(service for service in self.services if service.name == name)


class ChosenFile(Value):
    """A file that a person chose.

    Attributes:
        name: Without its folder.
        path: Where it is; None for a file from a browser, which does not tell.
        size: In bytes.
        text: What is in it, if it has no path and is a text of at most 100,000 characters.
    """

    name: str
    path: str | None = Field(default=None, description="Left out for a file from a browser, which does not tell.")
    size: int | None = None
    text: str | None = Field(default=None, description="Its text, if it has no path and is a short text.")
    _content: bytes | None = PrivateAttr(default=None)

    def read_bytes(self) -> bytes:
        """What is in it.

        Raises:
            BadData: It is not there any more.
        """
        if self._content is not None:
            return self._content
        try:
            return Path(self.path or self.name).read_bytes()
        except OSError as error:
            raise BadData(f"file {self.path or self.name!r} cannot be read: {error.strerror}.") from None

    def read_text(self, encoding: str = "utf-8") -> str:
        """What is in it, as text.

        Raises:
            BadData: It is not there any more, or is no such text.
        """
        try:
            return self.read_bytes().decode(encoding)
        except UnicodeDecodeError as error:
            raise BadData(f"file {self.name!r} is no {encoding} text: {error.reason} at byte {error.start}.") from None


class Chosen(Value):
    """What a person chose; nothing if they cancelled."""

    files: list[ChosenFile]


class SavedFile(Value):
    """Whether and where a file was saved.

    Attributes:
        saved: False if the person cancelled.
        path: Where it is; None for a download in a browser, which does not tell.
    """

    saved: bool
    path: str | None = None


class Agreed(Value):
    """Whether a person agreed."""

    agreed: bool


class ClipboardText(Value):
    """The text of the clipboard; None if there is none."""

    text: str | None = None


class Notified(Value):
    """Who showed a notification: the desktop, the browser, or the page as a toast."""

    shown_by: Literal["desktop", "browser", "toast"]


class Opened(Value):
    """Whether something was opened; a browser may ask the person first."""

    opened: bool
    note: str | None = None


class Shortcuts(Value):
    """The global shortcuts that are registered."""

    shortcuts: list[str]


class Autostart(Value):
    """Whether the program starts when the person logs in."""

    enabled: bool


class DeepLinks(Value):
    """A scheme of one's own, and the addresses of it that the program was started with."""

    scheme: str
    urls: list[str]


class Instance(Value):
    """Whether this is the only instance of the program."""

    first: bool


class WindowsKept(Value):
    """What was done with the positions and sizes of windows."""

    windows: list[str] = Field(description="Whose; all that are open if it was saved.")


class Stored(Value):
    """A value of the storage.

    Attributes:
        key: Its name.
        value: What it holds; None also if there is none.
        found: Whether there is one.
    """

    key: str
    value: Any = None
    found: bool = True


class StoredKeys(Value):
    """What is in the storage."""

    keys: list[str]

"""A page that follows its files."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Any, Protocol

from pywry.reload.copy import Copy
from pywry.render.document import Document, split
from pywry_tools.events.base import Event
from pywry_tools.events.page import InjectCss, Refresh, UpdateHtml
from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Page

log = logging.getLogger("pywry.reload")


class Open(Protocol):
    """A page that is open. Safe to use from any thread."""

    id: WidgetId
    page: Page

    def send(self, event: Event) -> None:
        """Change it for viewers now and later."""
        ...

    def renew(self, page: Page) -> None:
        """Take another model for the documents that are loaded from now on."""
        ...


class Follower:
    """Brings what a page's files hold to everyone who sees it.

    Args:
        widget: Whose page it is.
    """

    def __init__(self, widget: Open) -> None:
        page = widget.page
        self._widget = widget
        self._lock = threading.Lock()
        self._html = Copy(page.files.html, page.html) if page.files.html else None
        self._css = [Copy(path, text) for path, text in zip(page.files.css, page.css, strict=False)]
        self._scripts = [Copy(path, text) for path, text in zip(page.files.scripts, page.scripts, strict=True)]

    @property
    def files(self) -> tuple[Path, ...]:
        """What it follows."""
        return self._widget.page.files.all

    @property
    def unsure(self) -> bool:
        """Whether a file may be in the middle of being written."""
        return any(copy.unsure for copy in (*self._css, *self._scripts, *([self._html] if self._html else ())))

    def follow(self) -> None:
        """Look at the files, and bring what is new to every viewer.

        Raises:
            Closed: The page has been closed.
        """
        with self._lock:
            styled, filled, stale = self._look()
            if stale:
                self._widget.send(Refresh(keepInput=True))
        self._say((styled, "swapped in place"), (filled, "changed in place"), (stale, "loaded the page anew"))

    def restyle(self) -> None:
        """Look at the style sheets alone, and swap what is new for every viewer.

        Raises:
            Closed: The page has been closed.
        """
        with self._lock:
            styled = self._restyle()
        self._say((styled, "swapped in place"))

    def reread(self) -> None:
        """Look at the files, for a page that is about to be loaded anew.

        Raises:
            Closed: The page has been closed.
        """
        with self._lock:
            styled, filled, stale = self._look()
        self._say((styled + filled + stale, "read anew"))

    def _look(self) -> tuple[list[str], list[str], list[str]]:
        """The names of what was swapped, of what was changed in place, and of what needs another document."""
        styled = self._restyle()
        filled, stale = self._refill()
        return styled, filled, stale + self._rescript()

    def _restyle(self) -> list[str]:
        names: list[str] = []
        for copy, name in zip(self._css, self._widget.page.files.css_ids, strict=True):
            if copy.look():
                self._widget.send(InjectCss(id=name, css=copy.text))
                names.append(copy.path.name)
        return names

    def _refill(self) -> tuple[list[str], list[str]]:
        if self._html is None:
            return [], []
        before = self._html.text
        if not self._html.look():
            return [], []
        body = _other_body(before, self._html.text)
        if body is None:
            self._renew(html=self._html.text)
            return [], [self._html.path.name]
        self._widget.send(UpdateHtml(html=body))
        return [self._html.path.name], []

    def _rescript(self) -> list[str]:
        names = [copy.path.name for copy in self._scripts if copy.look()]
        if names:
            self._renew(scripts=tuple(copy.text for copy in self._scripts))
        return names

    def _renew(self, **fields: Any) -> None:
        self._widget.renew(self._widget.page.model_copy(update=fields))

    def _say(self, *changes: tuple[list[str], str]) -> None:
        said = [f"{', '.join(names)} {how}" for names, how in changes if names]
        if said:
            log.info("%s: %s", self._widget.id, "; ".join(said))


def _other_body(before: str, now: str) -> str | None:
    """The new body, if it is all that is new; None where it takes another document."""
    old, new = split(before), split(now)
    if old is None and new is None:
        return now
    if old is None or new is None:
        return None
    (old_frame, _), (new_frame, body) = _opened(old), _opened(new)
    return body if old_frame == new_frame else None


def _opened(document: Document) -> tuple[tuple[str, ...], str]:
    """What stands round a body, and the body."""
    opening = document.refilled("").body
    return (document.lead, document.head, opening, document.tail), document.body[len(opening) :]

"""Events of the page itself: `pywry:*`."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from pywry_tools.events.base import Event
from pywry_tools.models.page import Theme

SAFE_URL = re.compile(r"^(https?:|mailto:|[/?#.]|[\w%-]+(?:[/?#.]|$))", re.IGNORECASE)


class _Targeted(Event):
    id: str | None = Field(default=None, description="The element's id.")
    selector: str | None = Field(default=None, description="Or a CSS selector; every match is changed.")

    @model_validator(mode="after")
    def _one_target(self) -> _Targeted:
        if (self.id is None) == (self.selector is None):
            raise ValueError("give either id or selector")
        return self

    @property
    def place(self) -> str:
        """The target as a CSS selector."""
        return self.selector if self.selector is not None else f"#{self.id}"


class SetContent(_Targeted, event="pywry:set-content", lasting=True):
    """Put text or HTML into elements."""

    text: str | None = None
    html: str | None = None

    @model_validator(mode="after")
    def _one_content(self) -> SetContent:
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self


class SetStyle(_Targeted, event="pywry:set-style", lasting=True):
    """Set inline styles of elements; an empty value takes one away."""

    styles: dict[str, str | int | float]


class InjectCss(Event, event="pywry:inject-css", lasting=True):
    """Add a style sheet, or replace the one of that id."""

    css: str
    id: str = "pywry-injected-css"


class RemoveCss(Event, event="pywry:remove-css", lasting=True):
    """Take an injected style sheet away."""

    id: str


class UpdateHtml(Event, event="pywry:update-html", lasting=True):
    """Morph the body into this HTML; what did not change keeps its focus, scroll and input."""

    html: str


class UpdateTheme(Event, event="pywry:update-theme", lasting=True):
    """Switch between light, dark and the viewer's own setting; any text with "dark" in it means dark."""

    theme: Theme

    @field_validator("theme", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if isinstance(value, str) and value not in ("light", "dark", "system"):
            return "dark" if "dark" in value.lower() else "light" if "light" in value.lower() else value
        return value


class Alert(Event, event="pywry:alert"):
    """Show a toast; a confirm asks, and answers with `callback_event` `{"confirmed": bool}`."""

    message: str
    type: Literal["info", "success", "warning", "error", "confirm"] = "info"
    title: str | None = None
    duration: int | None = Field(default=None, description="Milliseconds; 0 stays until it is closed.")
    position: Literal["top-right", "top-left", "bottom-right", "bottom-left"] = "top-right"
    callback_event: str | None = None

    @model_validator(mode="after")
    def _answerable(self) -> Alert:
        if self.type == "confirm" and not self.callback_event:
            raise ValueError("a confirm needs callback_event, the event that carries the answer")
        return self


class Download(Event, event="pywry:download"):
    """Save a file on the viewer's side."""

    content: str | bytes
    filename: str
    mime_type: str = Field(default="application/octet-stream", alias="mimeType")


class DownloadCsv(Event, event="pywry:download-csv"):
    """Save rows as a CSV file on the viewer's side."""

    filename: str
    rows: list[list[Any]] = Field(alias="data")
    headers: list[str] | None = None


class Navigate(Event, event="pywry:navigate"):
    """Leave for another address; http, https, mailto and relative ones only."""

    url: str

    @field_validator("url")
    @classmethod
    def _safe(cls, url: str) -> str:
        return safe_url(url)


class Refresh(Event, event="pywry:refresh"):
    """Load the page anew, scrolled to where it was."""

    keep_input: bool = Field(default=False, alias="keepInput", description="Put back what a person has typed.")


class RunScript(Event, event="pywry:run-script"):
    """Run JavaScript in every page that shows the widget; nothing is returned."""

    script: str


class Ready(Event, event="pywry:ready", way="up"):
    """A document has applied its first state."""


class Painted(Event, event="pywry:painted", way="up"):
    """Every panel of a document is on screen."""

    panels: list[dict[str, Any]]
    seconds: float | None = None


class Console(Event, event="pywry:console", way="up"):
    """Something a page printed, raised, or had blocked by its CSP."""

    level: Literal["log", "info", "debug", "warn", "error", "csp", "uncaught"]
    text: str
    source: str | None = None
    line: int | None = None
    column: int | None = None
    count: int = 1


class Active(Event, event="pywry:active", way="up"):
    """A person is using this page."""


class ThemeUpdated(Event, event="pywry:theme-update", way="up"):
    """The colours that a viewer sees have changed."""

    mode: Literal["light", "dark"]
    original: str | None = None


class Resynced(Event, event="pywry:resync", way="up"):
    """A viewer fell off the log and was given the state anew; `missed` events are gone for it."""

    viewer: str
    missed: int


class Disconnected(Event, event="pywry:disconnect", way="up"):
    """A page has gone away."""

    reason: str = "closed"
    widget_id: str | None = None


def safe_url(url: str) -> str:
    """Let web and relative addresses pass.

    Raises:
        ValueError: For javascript:, data: and other schemes that run or hide code.
    """
    plain = re.sub(r"[\x00-\x20]", "", url)
    if not SAFE_URL.match(plain):
        raise ValueError(f"{url[:80]!r} is no web address; use http:, https:, mailto: or a relative one")
    return url


__all__ = [
    "Active",
    "Alert",
    "Console",
    "Disconnected",
    "Download",
    "DownloadCsv",
    "InjectCss",
    "Navigate",
    "Painted",
    "Ready",
    "Refresh",
    "RemoveCss",
    "Resynced",
    "RunScript",
    "SetContent",
    "SetStyle",
    "ThemeUpdated",
    "UpdateHtml",
    "UpdateTheme",
    "safe_url",
]

"""What the tools of web views answer."""

from __future__ import annotations

from pydantic import Field

from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Value
from pywry_tools.models.screen import Cookie


class Cookies(Value):
    """Cookies of a web view."""

    cookies: list[Cookie]


class WebviewState(Value):
    """A web view as it is after the call."""

    widget: WidgetId
    url: str = Field(description="Of the page in it.")
    zoom: float
    devtools: bool = Field(description="Whether the developer tools are open.")

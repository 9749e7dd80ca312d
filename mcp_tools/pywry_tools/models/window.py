"""Windows: how new ones look, and what tools answer about them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from pywry_tools.ids import WidgetId
from pywry_tools.models.compact import Checked
from pywry_tools.models.page import Value
from pywry_tools.models.screen import (
    Effects,
    LogicalPosition,
    Monitor,
    PhysicalPosition,
    PhysicalSize,
    Theme,
    TitleBarStyle,
)

FARTHEST = 32767

Pixels = Annotated[float, Field(gt=0, le=FARTHEST, strict=True)]
"""A width or a height; window systems count no farther."""

Place = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, strict=True)]
"""A distance from the left or the top of the screen; monitors may be left of it or above."""

Byte = Annotated[int, Field(ge=0, le=255, strict=True)]
Color = tuple[Byte, Byte, Byte, Byte]
"""Red, green, blue, alpha."""

Show = Literal["normal", "minimized", "maximized", "fullscreen"]
"""How large a window is shown."""


class WindowOptions(Value):
    """How new windows look and behave. What is left out is the platform's own way.

    Attributes:
        width: Of the page in it, in logical pixels.
        height: Of the page in it, in logical pixels.
        x: From the left of the screen, in logical pixels.
        y: From the top of the screen.
        min_width: It gets no narrower.
        min_height: It gets no lower.
        max_width: It gets no wider.
        max_height: It gets no higher.
        center: Whether it opens in the middle of the screen.
        prevent_overflow: Whether it is made to fit the screen.
        resizable: Whether a person can change its size.
        maximizable: Whether it has a button for that; Linux has no say in it.
        minimizable: Whether it has a button for that; Linux has no say in it.
        closable: Whether it has a button for that.
        decorations: Whether it has a title bar and borders.
        shadow: Whether a frameless one has a shadow; not on Linux.
        transparent: Whether what is behind it shines through where its page draws nothing.
        background_color: Red, green, blue, alpha; what is seen before its page draws.
        effects: Materials behind a transparent one; Windows and macOS.
        icon: A picture's path or data URL, for its title bar and taskbar; macOS has none.
        fullscreen: Whether it opens so.
        maximized: Whether it opens so.
        visible: Whether it can be seen from the start.
        focused: Whether it gets the keyboard when it opens.
        focusable: Whether it can get it at all.
        always_on_top: Whether it stays above others.
        always_on_bottom: Whether it stays below others.
        visible_on_all_workspaces: Whether it is on all of them; not on Windows.
        skip_taskbar: Whether the taskbar leaves it out.
        content_protected: Whether other programs cannot take pictures of it; not on Linux.
        parent: The label of the window that it belongs to and stays above.
        devtools: Whether a person can open the developer tools.
        zoom_hotkeys: Whether Ctrl and plus, minus or wheel zoom the page.
        drag_and_drop: Whether files that are dropped are told as window:file-dropped; False leaves them to the page.
        javascript: Whether the page may run scripts; bridges are scripts too.
        user_agent: What the web view says it is.
        incognito: Whether it keeps no cookies and no storage.
        proxy_url: An http or socks5 proxy for what the page loads.
        data_directory: Where the web view keeps its data.
        initialization_script: JavaScript that runs before any script of every page that it shows.
        accept_first_mouse: Whether a click that gives it the focus also counts; macOS.
        title_bar_style: macOS.
        hidden_title: Whether the title bar shows no title; macOS.
        tabbing_identifier: Windows of the same one may become tabs; macOS.
        traffic_light_position: Where its three buttons are; macOS.
        allow_link_preview: Whether a force click shows where a link leads; macOS.
        window_class: Its class name; Windows.
        additional_browser_args: For WebView2; Windows.
        browser_extensions_enabled: Whether WebView2 loads extensions; Windows.
        extensions_path: Where extensions are; Windows and Linux.
    """

    width: Pixels | None = None
    height: Pixels | None = None
    x: Place | None = None
    y: Place | None = None
    min_width: Pixels | None = None
    min_height: Pixels | None = None
    max_width: Pixels | None = None
    max_height: Pixels | None = None
    center: bool | None = None
    prevent_overflow: bool | None = None
    resizable: bool | None = None
    maximizable: bool | None = None
    minimizable: bool | None = None
    closable: bool | None = None
    decorations: bool | None = None
    shadow: bool | None = None
    transparent: bool | None = None
    background_color: Color | None = None
    effects: Effects | None = None
    icon: str | Path | None = None
    fullscreen: bool | None = None
    maximized: bool | None = None
    visible: bool | None = None
    focused: bool | None = None
    focusable: bool | None = None
    always_on_top: bool | None = None
    always_on_bottom: bool | None = None
    visible_on_all_workspaces: bool | None = None
    skip_taskbar: bool | None = None
    content_protected: bool | None = None
    parent: WidgetId | None = None
    devtools: bool | None = None
    zoom_hotkeys: bool | None = None
    drag_and_drop: bool | None = None
    javascript: bool | None = None
    user_agent: str | None = None
    incognito: bool | None = None
    proxy_url: str | None = None
    data_directory: Path | None = None
    initialization_script: str | None = None
    accept_first_mouse: bool | None = None
    title_bar_style: TitleBarStyle | None = None
    hidden_title: bool | None = None
    tabbing_identifier: str | None = None
    traffic_light_position: LogicalPosition | None = None
    allow_link_preview: bool | None = None
    window_class: str | None = None
    additional_browser_args: str | None = None
    browser_extensions_enabled: bool | None = None
    extensions_path: Path | None = None

    @model_validator(mode="after")
    def _sizes_agree(self) -> Self:
        for name in ("width", "height"):
            low, high = getattr(self, f"min_{name}"), getattr(self, f"max_{name}")
            if low is not None and high is not None and low > high:
                raise ValueError(f"min_{name} {low:g} is more than max_{name} {high:g}")
        return self

    def wire(self) -> dict[str, Any]:
        """What was said about new windows, JSON-able."""
        return self.model_dump(mode="json", exclude_none=True, include=set(WindowOptions.model_fields))


AnyWindow: TypeAlias = Annotated[WindowOptions | Mapping[str, Any], Checked(WindowOptions)]
"""Options of a window; people may give a dict."""


class WindowState(Value):
    """A window as it is after the call, in logical pixels."""

    widget: WidgetId
    title: str
    state: Show
    visible: bool
    focused: bool
    x: float
    y: float
    width: float = Field(description="Of the page in it.")
    height: float
    note: str | None = None

    @classmethod
    def of(cls, widget: WidgetId, brief: Mapping[str, Any], note: str | None = None) -> WindowState:
        """The state from what the window system says."""
        scale: float = brief.get("scale_factor", 1.0)
        place, size = brief.get("outer_position", {}), brief.get("inner_size", {})
        return cls(
            widget=widget,
            title=brief.get("title", ""),
            state=_shown(brief),
            visible=brief.get("is_visible", False),
            focused=brief.get("is_focused", False),
            x=round(place.get("x", 0) / scale, 2),
            y=round(place.get("y", 0) / scale, 2),
            width=round(size.get("width", 0) / scale, 2),
            height=round(size.get("height", 0) / scale, 2),
            note=note,
        )


def _shown(brief: Mapping[str, Any]) -> Show:
    if brief.get("is_minimized"):
        return "minimized"
    if brief.get("is_fullscreen"):
        return "fullscreen"
    return "maximized" if brief.get("is_maximized") else "normal"


Property = Literal[
    "title",
    "url",
    "theme",
    "zoom",
    "scale_factor",
    "inner_position",
    "outer_position",
    "inner_size",
    "outer_size",
    "cursor_position",
    "current_monitor",
    "primary_monitor",
    "available_monitors",
    "is_fullscreen",
    "is_minimized",
    "is_maximized",
    "is_focused",
    "is_decorated",
    "is_resizable",
    "is_enabled",
    "is_visible",
    "is_closable",
    "is_maximizable",
    "is_minimizable",
    "is_always_on_top",
    "is_always_on_bottom",
    "is_menu_visible",
    "is_devtools_open",
]


class WindowFacts(Value):
    """What the window system says about a window; left out is what was not asked for. In pixels of the screen."""

    title: str | None = None
    url: str | None = Field(default=None, description="Of the page in it.")
    theme: Theme | None = None
    zoom: float | None = Field(default=None, description="As it was set last.")
    scale_factor: float | None = Field(default=None, description="Pixels of the screen in one of CSS.")
    inner_position: PhysicalPosition | None = None
    outer_position: PhysicalPosition | None = None
    inner_size: PhysicalSize | None = None
    outer_size: PhysicalSize | None = None
    cursor_position: PhysicalPosition | None = None
    current_monitor: Monitor | None = None
    primary_monitor: Monitor | None = None
    available_monitors: list[Monitor] | None = None
    is_fullscreen: bool | None = None
    is_minimized: bool | None = None
    is_maximized: bool | None = None
    is_focused: bool | None = None
    is_decorated: bool | None = None
    is_resizable: bool | None = None
    is_enabled: bool | None = None
    is_visible: bool | None = None
    is_closable: bool | None = None
    is_maximizable: bool | None = None
    is_minimizable: bool | None = None
    is_always_on_top: bool | None = None
    is_always_on_bottom: bool | None = None
    is_menu_visible: bool | None = None
    is_devtools_open: bool | None = None
    unknown: dict[str, str] = Field(default={}, description="What could not be read, and why.")


class MonitorFound(Value):
    """The monitor at a place; none if there is none."""

    monitor: Monitor | None = None

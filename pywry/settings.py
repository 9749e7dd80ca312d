"""What can be set in one place: windows, plugins, theme, time limits."""

from __future__ import annotations

import re
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from pywry_tools.errors import InvalidArguments, nearest
from pywry_tools.models.page import Theme
from pywry_tools.models.window import WindowOptions

SOURCE = re.compile(r"\*|(https?|wss?):(//(\*|(\*\.)?[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(:(\d+|\*))?(/[^\s;,'\"]*)?)?")
IDENTIFIER = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Worded(BaseModel):
    """Says what is wrong in words that mend it."""

    @model_validator(mode="wrap")
    @classmethod
    def _worded(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(given)
        except ValidationError as error:
            found = [_complaint(cls, fault) for fault in error.errors(include_url=False, include_context=False)]
            raise InvalidArguments("\n".join(found)) from None


def _complaint(kind: type[BaseModel], fault: ErrorDetails) -> str:
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{kind.__name__} has no setting {name!r}. {nearest(name, kind.model_fields)}"
    if fault["type"] == "model_type":
        first = next(iter(kind.model_fields))
        return f"{kind.__name__} takes its settings by name, such as {{{first!r}: ...}}, not {fault['input']!r}."
    said = fault["msg"].removeprefix("Value error, ")
    if not name:
        return f"{kind.__name__}: {said}."
    return f"{kind.__name__} cannot take {name}={fault['input']!r}: {said[:1].lower()}{said[1:]}."


class Section(Worded):
    """A group of settings; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WindowSettings(Worded, WindowOptions):
    """How windows look and what their close button does.

    Attributes:
        on_window_close: "close" destroys a window whose close button is pressed, "hide" keeps its page alive.
    """

    on_window_close: Literal["close", "hide"] = "close"


class ThemeSettings(Section):
    """How pages look.

    Attributes:
        mode: light, dark, or system, which follows each viewer's own setting.
    """

    mode: Theme = "system"


class TimeoutSettings(Section):
    """How long to wait, in seconds.

    Attributes:
        startup: For the process that owns the windows.
        create_window: For a window.
        response: For any other answer of that process.
        shutdown: For its end.
        paint: For a window to draw its page, before the windows are opened in another way.
    """

    startup: float = Field(default=10, gt=0)
    create_window: float = Field(default=5, gt=0)
    response: float = Field(default=5, gt=0)
    shutdown: float = Field(default=2, gt=0)
    paint: float = Field(default=15, gt=0)


class SecuritySettings(Section):
    """What pages may do.

    Attributes:
        connect_src: Other hosts that pages may ask for data, such as tiles of maps, beside the place that they came
            from: sources of a content security policy, such as "https://tile.openstreetmap.org", with every host below
            one "https://*.example.org", or every address "https:". A text with spaces between is a list too.
    """

    connect_src: tuple[str, ...] = ()

    @field_validator("connect_src", mode="before")
    @classmethod
    def _split(cls, given: Any) -> Any:
        return given.split() if isinstance(given, str) else given

    @field_validator("connect_src")
    @classmethod
    def _sources(cls, sources: tuple[str, ...]) -> tuple[str, ...]:
        for source in sources:
            if not SOURCE.fullmatch(source):
                raise ValueError(
                    f"{source!r} is no source; write a scheme and a host, such as 'https://tile.openstreetmap.org', "
                    "'https://*.example.org' or 'https:' for all"
                )
        return sources


class HotReloadSettings(Section):
    """How pages follow their files.

    Attributes:
        enabled: Whether every page follows the files that it was made from; `PyWry(hot_reload=...)` wins.
        debounce_ms: How long a folder must be quiet before its changes are taken, in milliseconds. A folder that is
            never quiet is looked at every half second, or once in so long if that is longer.
    """

    enabled: bool = False
    debounce_ms: int = Field(default=60, ge=10, le=60_000)


class PyWrySettings(Section):
    """Settings of an app: `PyWry(settings=PyWrySettings(tauri_plugins=["dialog"]))`.

    Attributes:
        window: How windows look.
        theme: How pages look.
        timeout: How long to wait.
        hot_reload: How pages follow their files.
        csp: What pages may do, such as which other hosts they may ask.
        tauri_plugins: Tauri plugins whose JavaScript our own pages may use, such as "dialog".
        extra_capabilities: Further permissions for our own pages: Tauri's identifiers such as "fs:allow-read-file", or
            mappings with a scope.
        plugin_config: Options of plugins by name, as Tauri's own file holds them, such as the updater's endpoints.
        external_links: What opens web addresses that a page opens in a new window: the person's "browser", or a native
            "window".
        prewarm: Whether an empty window waits, hidden, so that the next one is there sooner; costs the memory of one.
        app_name: The app's name, as the desktop shows it.
        identifier: Where the desktop keeps what belongs to the app; a reverse domain name.
    """

    window: WindowSettings = Field(default_factory=WindowSettings)
    theme: ThemeSettings = Field(default_factory=ThemeSettings)
    timeout: TimeoutSettings = Field(default_factory=TimeoutSettings)
    hot_reload: HotReloadSettings = Field(default_factory=HotReloadSettings)
    csp: SecuritySettings = Field(default_factory=SecuritySettings)
    tauri_plugins: list[str] = []
    extra_capabilities: list[str | dict[str, Any]] = []
    plugin_config: dict[str, dict[str, Any]] = {}
    external_links: Literal["browser", "window"] = "browser"
    prewarm: bool = False
    app_name: str = "PyWry"
    identifier: str = "org.pywry.app"

    @field_validator("identifier")
    @classmethod
    def _reversed(cls, identifier: str) -> str:
        if not IDENTIFIER.fullmatch(identifier):
            raise ValueError(
                "write a reverse domain name of letters, digits, hyphens and dots, such as 'org.example.app'"
            )
        return identifier


def settled(settings: object, theme: Theme | None, size: dict[str, int]) -> None:
    """Check what an app is told at its start, before it starts anything.

    Args:
        settings: What stands for its settings.
        theme: The theme of its pages; None leaves it to the settings.
        size: Width and height of its windows, as far as they were given.

    Raises:
        InvalidArguments: The settings are no `PyWrySettings`, or the theme or the size is none.
    """
    if settings is not None and not isinstance(settings, PyWrySettings):
        raise InvalidArguments(
            f"settings takes PyWrySettings(...), not {type(settings).__name__}; of a mapping make one with "
            "PyWrySettings(**mapping)."
        )
    if theme is not None:
        ThemeSettings(mode=theme)
    WindowSettings.model_validate(size)

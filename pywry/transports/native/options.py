"""What the native transport is told: by settings, or by nobody."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pywry.settings import PyWrySettings
    from pywry_tools.models.window import WindowOptions


@dataclass(frozen=True, kw_only=True)
class Options:
    """Plugins, permissions, time limits, and how windows look.

    Attributes:
        name: The app's name, as the desktop shows it.
        identifier: Where the desktop keeps what belongs to the app; reverse domain name.
        plugins: Enabled Tauri plugins.
        permissions: What pages may do besides the basics: identifiers or scoped mappings.
        plugin_config: Options of the plugins.
        on_window_close: What the close button does to a window.
        window: Fields of every window that is opened.
        external_links: What opens web addresses that a page opens in a new window.
        prewarm: Whether an empty window waits, hidden, so that the next one is there sooner.
        startup_s: Seconds until the child must be there.
        create_s: Seconds for a window.
        response_s: Seconds for any other answer.
        shutdown_s: Seconds until the child must have ended.
        paint_s: Seconds until a window that can be seen must have drawn its page.
    """

    name: str = "PyWry"
    identifier: str = "org.pywry.app"
    plugins: tuple[str, ...] = ()
    permissions: tuple[Any, ...] = ()
    plugin_config: dict[str, Any] = field(default_factory=dict[str, Any])
    on_window_close: Literal["close", "hide"] = "close"
    window: dict[str, Any] = field(default_factory=dict[str, Any])
    external_links: Literal["browser", "window"] = "browser"
    prewarm: bool = False
    startup_s: float = 10
    create_s: float = 5
    response_s: float = 5
    shutdown_s: float = 2
    paint_s: float = 15

    @classmethod
    def of(cls, settings: PyWrySettings) -> Options:
        """What an app's settings come to.

        Raises:
            InvalidArguments: A plugin or a permission is none.
        """
        from pywry.transports.native.plugins import configured, permissions, plugin_names

        plugins = plugin_names(settings.tauri_plugins)
        timeout, window = settings.timeout, settings.window
        return cls(
            name=settings.app_name,
            identifier=settings.identifier,
            plugins=tuple(plugins),
            permissions=tuple(permissions(plugins, settings.extra_capabilities)),
            plugin_config=configured(plugins, settings.plugin_config),
            on_window_close=window.on_window_close,
            window=looks(window),
            external_links=settings.external_links,
            prewarm=settings.prewarm,
            startup_s=timeout.startup,
            create_s=timeout.create_window,
            response_s=timeout.response,
            shutdown_s=timeout.shutdown,
            paint_s=timeout.paint,
        )

    @property
    def handed_over(self) -> tuple[str, ...]:
        """What a second start of the program tells the first one, after the child's own arguments."""
        return ("--", *sys.argv) if "single_instance" in self.plugins else ()

    def for_child(self) -> dict[str, Any]:
        """What the child is told at its start."""
        from pywry.transports.native.launch import launch_args

        return {
            "name": self.name,
            "identifier": self.identifier,
            "external_links": self.external_links,
            "plugins": list(self.plugins),
            "permissions": list(self.permissions),
            "plugin_config": self.plugin_config,
            "argv": sys.argv[1:],
            "launch": launch_args(),
        }


def looks(window: WindowOptions) -> dict[str, Any]:
    """Options of windows as the child takes them.

    Raises:
        BadData: The icon is no image.
    """
    told = window.wire()
    if "icon" in told:
        from pywry.data.icon import icon_of

        told["icon"] = icon_of(told["icon"])
    return told

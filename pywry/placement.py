"""Which transport an app draws with, and why."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pywry import environment
from pywry.window_manager import AnyMode, BrowserMode, Mode, NewWindowMode, mode_of
from pywry_tools.errors import NoWindows

if TYPE_CHECKING:
    from pywry.runtime.hub import Hub
    from pywry.runtime.portal import Portal
    from pywry.settings import PyWrySettings
    from pywry.transports.base import Listener, Transport
    from pywry.transports.native.options import Options

log = logging.getLogger("pywry")

MODE = "PYWRY_MODE"

Make = Callable[["Listener"], "Transport"]


class Choice(NamedTuple):
    """A mode.

    Attributes:
        mode: Which.
        is_free: Whether nobody asked for it, so that another one will do where it fails.
    """

    mode: Mode
    is_free: bool


def choose(mode: AnyMode | None, *, serves: bool, hints: bool = True) -> Choice:
    """The mode of an app.

    `mode=` wins, then the environment variable PYWRY_MODE, then options that only a server has. Else windows are opened
    where the extra `native` is installed and somebody would see them, and a browser is used everywhere else.

    Args:
        mode: What the program asked for; None leaves it open.
        serves: Whether it gave options of a server.
        hints: Whether to say, once, how to get windows where only the extra is missing.

    Raises:
        InvalidArguments: There is no such mode.
        NoWindows: Windows were asked for, and the extra is not installed.
    """
    asked = mode if mode is not None else os.environ.get(MODE) or None
    if asked is not None:
        return Choice(_possible(mode_of(asked)), is_free=False)
    if serves or environment.in_notebook() or not environment.has_screen():
        return Choice(BrowserMode(), is_free=True)
    if not environment.has_native():
        if hints:
            _hint()
        return Choice(BrowserMode(), is_free=True)
    return Choice(NewWindowMode(), is_free=True)


def furnish(hub: Hub, choice: Choice, settings: PyWrySettings | None, server: Mapping[str, Any]) -> Make:
    """What makes the transport of a mode; the hub is told what stands beside it.

    Args:
        hub: The app's.
        choice: The mode.
        settings: The app's settings; None for the defaults.
        server: Options of the browser's transport.

    Raises:
        InvalidArguments: The settings name a plugin or a permission that does not exist, wherever pages are drawn.
        BadData: The icon of windows is no image.
    """
    from pywry.transports.native.options import Options

    options = Options() if settings is None else Options.of(settings)
    if isinstance(choice.mode, BrowserMode):
        return partial(browser, portal=hub.portal, options=server)
    hub.places.is_free = choice.is_free
    hub.places.otherwise = partial(app_windows, portal=hub.portal, options=server)
    hub.places.server = partial(browser, portal=hub.portal, options={**server, "open_tabs": False})
    return partial(native, options=options)


def browser(listener: Listener, portal: Portal, options: Mapping[str, Any]) -> Transport:
    """Pages in browser tabs."""
    from pywry.transports.browser import BrowserTransport

    transport = BrowserTransport(listener, **options)
    transport.on_loop = portal.adopt
    return transport


def app_windows(listener: Listener, portal: Portal, options: Mapping[str, Any]) -> Transport:
    """Pages in windows of a browser without tabs, for those that were meant for native windows."""
    from pywry.transports.browser.tabs import open_app_window

    return browser(listener, portal, {**options, "open_tabs": environment.has_display(), "bring": open_app_window})


def native(listener: Listener, options: Options) -> Transport:
    """Pages in native windows."""
    from pywry.transports.native.transport import NativeTransport

    return NativeTransport(listener, options)


def _possible(mode: Mode) -> Mode:
    if not isinstance(mode, BrowserMode) and not environment.has_native():
        raise NoWindows(
            f"mode {mode.name.value!r} opens native windows, and they need the extra `native`. {_mend()} "
            "Or use mode='browser'."
        )
    return mode


@cache
def _hint() -> None:
    """Say once how to get windows."""
    log.warning("pages open in the browser; native windows need the extra `native`. %s", _mend())


def _mend() -> str:
    from pywry.transports.native.missing import extra

    return extra()

"""Which transport an app draws with, and why."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pywry import environment
from pywry.window_manager import AnyMode, BrowserMode, Mode, NewWindowMode, mode_of
from pywry_tools.errors import NoWindows

if TYPE_CHECKING:
    from pywry.runtime.portal import Portal
    from pywry.settings import PyWrySettings
    from pywry.transports.base import Listener, Transport

log = logging.getLogger("pywry")

MODE = "PYWRY_MODE"

Make = Callable[["Listener"], "Transport"]


def choose(mode: AnyMode | None, *, serves: bool) -> Mode:
    """The mode of an app.

    `mode=` wins, then the environment variable PYWRY_MODE, then options that only a server has. Else windows are opened
    where the extra `native` is installed and somebody would see them, and a browser is used everywhere else.

    Args:
        mode: What the program asked for; None leaves it open.
        serves: Whether it gave options of a server.

    Raises:
        InvalidArguments: There is no such mode.
        NoWindows: Windows were asked for, and the extra is not installed.
    """
    asked = mode if mode is not None else os.environ.get(MODE) or None
    if asked is not None:
        return _possible(mode_of(asked))
    if serves or environment.in_notebook() or not environment.has_screen():
        return BrowserMode()
    if not environment.has_native():
        _hint()
        return BrowserMode()
    return NewWindowMode()


def maker(mode: Mode, portal: Portal, settings: PyWrySettings | None, server: Mapping[str, Any]) -> Make:
    """What makes the transport of a mode.

    Args:
        mode: The mode.
        portal: The app's way to its loop.
        settings: The app's settings; None for the defaults.
        server: Options of the browser's transport.
    """
    if isinstance(mode, BrowserMode):
        return lambda listener: browser(listener, portal, server)
    return lambda listener: native(listener, settings)


def browser(listener: Listener, portal: Portal, options: Mapping[str, Any]) -> Transport:
    """Pages in browser tabs."""
    from pywry.transports.browser import BrowserTransport

    transport = BrowserTransport(listener, **options)
    transport.on_loop = portal.adopt
    return transport


def native(listener: Listener, settings: PyWrySettings | None) -> Transport:
    """Pages in native windows."""
    from pywry.transports.native.options import Options
    from pywry.transports.native.transport import NativeTransport

    return NativeTransport(listener, Options() if settings is None else Options.of(settings))


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
    log.warning("pages open in the browser. For native windows: %s", _mend())


def _mend() -> str:
    from pywry.install import extra_line

    if sys.version_info >= (3, 14):
        return "use Python 3.11 to 3.13, for which PyTauri has wheels."
    return f"run `{extra_line('native')}`."

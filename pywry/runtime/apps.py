"""The apps that are alive, for what is made without naming one, such as a tray icon."""

from __future__ import annotations

import gc
import weakref
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from pywry_tools.errors import InvalidArguments

if TYPE_CHECKING:
    from pywry.runtime.session import Session


class App(Protocol):
    """An app, as far as this room knows it."""

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        ...

    def block(self, label: str | None = None) -> None:
        """Wait until nothing is open and no icon is in the tray."""
        ...

    def destroy(self) -> None:
        """End it."""
        ...


LIVE: weakref.WeakSet[Any] = weakref.WeakSet()
_default: list[Any] = []


def _able() -> list[Any]:
    """The apps that have windows; all of them if none has."""
    apps = list(LIVE)
    return [app for app in apps if app.session.hub.offers("window")] or apps


def only(app: App | None, what: str) -> Any:
    """The app that is meant.

    Args:
        app: The one that was named; None takes the only one that is alive, or makes one where there is none.
        what: What is to be made, for the message.

    Raises:
        InvalidArguments: Several are alive.
    """
    if app is not None:
        return app
    live = _able()
    if len(live) > 1:
        gc.collect()  # an app that nobody holds any more is not alive
        live = _able()
    if len(live) > 1:
        raise InvalidArguments(f"{what} belongs to one app, and {len(live)} are alive. Say which: app=...")
    if live:
        return live[0]
    # The class stands above this room; nothing else would keep the app that is made here.
    _default[:] = [import_module("pywry.app").PyWry()]
    return _default[0]

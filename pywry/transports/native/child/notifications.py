"""Notifications of the desktop."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.errors import Refused


def bus_found() -> bool:
    """Whether the desktop can be spoken to; on Linux that takes a session bus."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    return Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}", "bus").exists()


def notify(desk: Desk, fields: dict[str, Any]) -> None:
    """Show a notification; whether a person sees it is up to the desktop."""
    if not bus_found():
        raise Refused(
            "a notification needs a session bus, and DBUS_SESSION_BUS_ADDRESS is not set; start the program in a "
            "desktop session, or with `dbus-run-session -- ...`.",
            "no_bus",
        )
    given = {name: fields[name] for name in ("title", "body", "icon", "sound") if fields.get(name)}
    desk.PP.notification.NotificationExt.builder(desk.handle).show(**given)


ACTIONS = {"notify": notify}

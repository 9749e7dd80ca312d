"""Looks at what native windows need on this machine, part by part."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pywry import environment
from pywry.transports.native import missing
from pywry_tools.errors import NoWindows

WHEEL = "pytauri-wheel"
LOAD_S = 20
WEBKIT = """
import ctypes
found = ctypes.CDLL("libwebkit2gtk-4.1.so.0")
print(*(getattr(found, f"webkit_get_{part}_version")() for part in ("major", "minor", "micro")), sep=".")
"""
DISPLAY = """
import ctypes
raise SystemExit(0 if ctypes.CDLL("libgtk-3.so.0").gtk_init_check(None, None) else "cannot be opened")
"""
INDICATOR = """
import ctypes
for name in ("libayatana-appindicator3.so.1", "libappindicator3.so.1"):
    try:
        ctypes.CDLL(name)
    except OSError:
        continue
    print(name)
    break
else:
    raise SystemExit("libayatana-appindicator3.so.1 cannot be loaded")
"""


def extra() -> str:
    """The wheel that the extra `native` brings.

    Raises:
        NoWindows: It is not installed.
    """
    try:
        return f"{WHEEL} {version(WHEEL)}"
    except PackageNotFoundError:
        raise NoWindows(f"{WHEEL} is not installed. {missing.extra()}") from None


def web_view() -> str:
    """The system's web view.

    Raises:
        NoWindows: It cannot be loaded.
    """
    if not sys.platform.startswith("linux"):
        return "WebView2" if sys.platform == "win32" else "WKWebView"
    loaded, said = _load(WEBKIT)
    if not loaded:
        raise NoWindows(f"{said}. {missing.web_view()}")
    return f"WebKitGTK {said}"


def display() -> str:
    """Where windows are shown.

    Raises:
        NoWindows: Nowhere.
    """
    if not environment.has_display():
        raise NoWindows(f"neither DISPLAY nor WAYLAND_DISPLAY is set. {missing.display()}")
    if not sys.platform.startswith("linux"):
        return sys.platform
    named = " ".join(f"{name}={os.environ[name]}" for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name))
    opened, said = _load(DISPLAY)
    if not opened and "libgtk" not in said:
        raise NoWindows(f"{named}: {said}. {missing.display()}")
    return named


def tray() -> str:
    """What icons in the system tray go through.

    Raises:
        NoWindows: They cannot be shown.
    """
    if not sys.platform.startswith("linux"):
        return sys.platform
    loaded, said = _load(INDICATOR)
    if not loaded:
        raise NoWindows(f"{said}. {missing.tray()}")
    bus = os.environ.get("DBUS_SESSION_BUS_ADDRESS") or Path(f"/run/user/{os.getuid()}/bus")
    if isinstance(bus, Path) and not bus.exists():
        raise NoWindows(
            "there is no D-Bus session, which tray icons and notifications go through. Start the program from a "
            "desktop, or under `dbus-run-session`."
        )
    return f"{said}, D-Bus at {bus}"


def _load(script: str) -> tuple[bool, str]:
    """Run a script elsewhere, since a broken library may end the process: whether it could, and its last word."""
    command = [sys.executable, "-c", script]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LOAD_S, check=False)
    except subprocess.TimeoutExpired:
        return False, f"no answer within {LOAD_S} s"
    words = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return done.returncode == 0, (words or [f"it ended with {done.returncode}"])[-1].removeprefix("OSError: ")

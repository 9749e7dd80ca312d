"""What windows lack on this machine, and how to get it."""

from __future__ import annotations

import os
import platform
import shlex
import sys
from pathlib import Path

from pywry.install import extra_line
from pywry.transports.native import reentry
from pywry_tools.errors import NativeError, NoWindows, PyWryError

WEBKIT = {
    "debian": "apt-get install libwebkit2gtk-4.1-0",
    "fedora": "dnf install webkit2gtk4.1",
    "suse": "zypper install libwebkit2gtk-4_1-0",
    "arch": "pacman -S webkit2gtk-4.1",
    "alpine": "apk add webkit2gtk-4.1",
}
"""What installs WebKitGTK, by family of distributions."""

TRAY = {
    "debian": "apt-get install libayatana-appindicator3-1",
    "fedora": "dnf install libayatana-appindicator-gtk3",
    "suse": "zypper install libayatana-appindicator3-1",
    "arch": "pacman -S libayatana-appindicator",
    "alpine": "apk add libayatana-appindicator",
}
"""What installs the library of tray icons."""

KIN = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse", "sles": "suse", "manjaro": "arch"}
"""Distributions that are of another one's family, where they do not say so themselves."""

WEBVIEW2 = "winget install Microsoft.EdgeWebView2Runtime"
OTHERWISE = "Or use mode='browser'."


def worded(code: str, said: str) -> PyWryError:
    """What a failed start of the child comes to.

    Args:
        code: Its word for the reason.
        said: What the window system said.
    """
    if code == "no_extra":
        return NoWindows(f"native windows need the extra `native`, which is not installed. {extra()} {OTHERWISE}")
    if code == "no_webview":
        return NoWindows(f"native windows need the system's web view, and it cannot be loaded: {said}. {web_view()}")
    if code == "no_display":
        return NoWindows(f"native windows need a display: {said}. {display()}")
    if code == "failed":
        return NativeError(f"the window system cannot be started: {said}. `pywry doctor` looks further. {OTHERWISE}")
    return NativeError(said)


def refused(said: str) -> PyWryError:
    """What the child's refusal of a line comes to."""
    if sys.platform == "win32" and "webview2" in said.lower():
        return worded("no_webview", said)  # Windows notices only when the first window is opened
    return NativeError(said)


def extra() -> str:
    """How to get the extra."""
    if reentry.is_frozen():
        return "Build the executable again where that is installed."
    if sys.version_info >= (3, 14):
        return "Use Python 3.11 to 3.13, for which PyTauri has wheels."
    return f"Run `{extra_line('native')}`."


def web_view() -> str:
    """How to get the system's web view."""
    if sys.platform == "win32":
        return f"Install the WebView2 Runtime: `{WEBVIEW2}`. {OTHERWISE}"
    if sys.platform == "darwin":
        return f"It is part of macOS from version 13 on, and this is {platform.mac_ver()[0]}. {OTHERWISE}"
    return f"Install WebKitGTK 4.1: {_command(WEBKIT, 'the package of WebKitGTK 4.1')}. {OTHERWISE}"


def tray() -> str:
    """How to get the library that tray icons need on Linux."""
    return f"Install it: {_command(TRAY, 'the package of libayatana-appindicator3')}."


def display() -> str:
    """How to get a display."""
    return f"Start the program from a desktop, over `ssh -X`, or under `xvfb-run`, where nobody sees it. {OTHERWISE}"


def family(release: Path = Path("/etc/os-release")) -> str | None:
    """Which family of distributions this is; None for one that is not known."""
    try:
        lines = release.read_text().splitlines()
    except OSError:
        return None
    said = dict(line.split("=", 1) for line in lines if "=" in line)
    names = [name for key in ("ID", "ID_LIKE") for word in shlex.split(said.get(key, "")) for name in word.split()]
    plain = [name.partition("-")[0] for name in names]
    return next((known for name in plain if (known := KIN.get(name, name)) in WEBKIT), None)


def _command(commands: dict[str, str], otherwise: str) -> str:
    command = commands.get(family() or "")
    if command is None:
        return f"{otherwise} of your distribution"
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"`{sudo}{command}`"

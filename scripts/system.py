"""What the tests need from the operating system, and how it gets there."""

from __future__ import annotations

import ctypes.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pywry.headless import find_browser
from pywry_tools.errors import NoBrowser
from scripts.devenv import has_native_wheel

LIBRARIES = {
    "webkit2gtk-4.1": ("WebKitGTK, which draws in windows", "libwebkit2gtk-4.1-0"),
    "ayatana-appindicator3": ("icons in the system tray", "libayatana-appindicator3-1"),
}
PROGRAMS = {
    "Xvfb": ("a screen without a monitor", "xvfb"),
    "openbox": ("a window manager", "openbox"),
    "objdump": ("what executables are made with", "binutils"),
    "xdotool": ("keys and clicks", "xdotool"),
    "xprop": ("what windows are like", "x11-utils"),
    "xrandr": ("other sizes of the screen", "x11-xserver-utils"),
    "import": ("photographs of the screen", "imagemagick"),
    "xclip": ("the clipboard", "xclip"),
    "dbus-daemon": ("a session bus", "dbus"),
}


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing the tests cannot do without."""

    what: str
    package: str
    present: Callable[[], bool]


def has_browser() -> bool:
    """Whether a Chromium, Chrome or Edge is installed."""
    try:
        find_browser()
    except NoBrowser:
        return False
    return True


def has_font() -> bool:
    """Whether there is a font to draw text with; screenshots need one."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return any(path.suffix in {".ttf", ".otf"} for folder in folders for path in folder.rglob("*.[to]tf"))


def is_ubuntu() -> bool:
    """Whether Chromium's package bears Ubuntu's name for it."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=ubuntu" in release.read_text().splitlines()


def has_library(name: str) -> bool:
    """Whether a shared library is installed."""
    return ctypes.util.find_library(name) is not None


def has_program(name: str) -> bool:
    """Whether a program is on the PATH."""
    return shutil.which(name) is not None


def python_need() -> list[Need]:
    """The library of a Python that a Linux distribution has installed in parts; executables are made with it."""
    if sys.base_prefix != "/usr":
        return []
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return [Need(what="what executables hold of Python", package=f"lib{name}", present=partial(has_library, name))]


def window_needs() -> list[Need]:
    """What tests with native windows need besides; no display is needed, they bring their own."""
    if platform.system() != "Linux" or not has_native_wheel():
        return []
    kinds = ((LIBRARIES, has_library), (PROGRAMS, has_program))
    return python_need() + [
        Need(what=what, package=package, present=partial(present, name))
        for things, present in kinds
        for name, (what, package) in things.items()
    ]


def needs() -> list[Need]:
    """Everything the tests need on this system."""
    chromium = "chromium-browser" if is_ubuntu() else "chromium"
    found = [Need(what="a browser (Chromium, Chrome or Edge)", package=chromium, present=has_browser)]
    if platform.system() == "Linux":
        found.append(Need(what="a font", package="fonts-dejavu-core", present=has_font))
    return found + window_needs()


def apt(packages: list[str]) -> list[list[str]]:
    """The commands that install Debian packages without asking anything."""
    head = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    if os.geteuid() != 0:
        head.insert(0, "sudo")
    return [[*head, "update"], [*head, "install", "--no-install-recommends", "ca-certificates", *packages]]


def advice(missing: list[Need]) -> str:
    """What to type to get what is missing."""
    if shutil.which("apt-get"):
        by_hand = " && ".join(shlex.join(command) for command in apt([need.package for need in missing]))
        return f"uv run scripts/test.py --install\nor by hand: {by_hand}"
    try:
        find_browser()
    except NoBrowser as error:
        if len(missing) == 1:
            return str(error)
    names = ", ".join(need.package for need in missing)
    return f"your system's package manager has what Debian calls {names}"


def ready(*, install: bool) -> bool:
    """Whether the tests can run here.

    Args:
        install: Install what is missing, where apt can.
    """
    missing = [need for need in needs() if not need.present()]
    if missing and install and shutil.which("apt-get"):
        # An update that reaches only some of the sources may still be enough; the install tells.
        codes = [subprocess.call(command) for command in apt([need.package for need in missing])]
        missing = [need for need in missing if codes[-1] or not need.present()]
    for need in missing:
        print(f"missing: {need.what}", file=sys.stderr)
    if missing:
        print(f"to install: {advice(missing)}", file=sys.stderr)
    return not missing

"""Where the browser is, and what to say when there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from pywry_tools.errors import NoBrowser

VARIABLE = "PYWRY_BROWSER"

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
)
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
LINUX_INSTALLERS = {
    "apt-get": "sudo apt-get install chromium",
    "dnf": "sudo dnf install chromium",
    "pacman": "sudo pacman -S chromium",
    "zypper": "sudo zypper install chromium",
    "apk": "sudo apk add chromium",
}


def find_browser() -> Path:
    """Find a Chromium, Chrome or Edge; the variable PYWRY_BROWSER, a path or a command, wins.

    Raises:
        NoBrowser: there is none, or the variable names none.
    """
    asked = os.environ.get(VARIABLE)
    if asked:
        found = shutil.which(asked)
        if found is None:
            raise NoBrowser(f"{VARIABLE} is {asked!r}, which is not a program here. Correct it or unset it.")
        return Path(found)
    for place in _places():
        if place.is_file():
            return place
    raise NoBrowser(f"no Chromium, Chrome or Edge was found. Install one: {_cure()}; or set {VARIABLE} to its path.")


def _places() -> Iterator[Path]:
    for command in COMMANDS:
        found = shutil.which(command)
        if found:
            yield Path(found)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / f"{app}.app/Contents/MacOS/{app}" for app in MAC_APPS)
    if sys.platform == "win32":
        folders = [os.environ[name] for name in WINDOWS_FOLDERS if name in os.environ]
        yield from (Path(folder) / program for folder in folders for program in WINDOWS_PROGRAMS)


def _cure() -> str:
    own = {"darwin": "brew install --cask google-chrome", "win32": "winget install Google.Chrome"}
    known = [cure for tool, cure in LINUX_INSTALLERS.items() if shutil.which(tool)]
    return own.get(sys.platform) or (known[0] if known else "the package chromium of your distribution")

"""What the tests need from the operating system, and how it gets there."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pywry.headless import find_browser
from pywry_tools.errors import NoBrowser


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


def needs() -> list[Need]:
    """Everything the tests need on this system."""
    chromium = "chromium-browser" if is_ubuntu() else "chromium"
    found = [Need(what="a browser (Chromium, Chrome or Edge)", package=chromium, present=has_browser)]
    if platform.system() == "Linux":
        found.append(Need(what="a font", package="fonts-dejavu-core", present=has_font))
    return found


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
        return str(error)
    return "your system's package manager has it"


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

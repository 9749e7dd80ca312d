"""Addresses of a scheme of one's own, such as `myapp://open/7`, that start the program or reach the one that runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.entries import command, exec_line
from pywry.transports.native.child.errors import Refused
from pywry.transports.native.child.plugins import LABEL

SCHEME = re.compile(r"^[a-z][a-z0-9+.-]+$")
TAKEN = frozenset({"http", "https", "file", "mailto", "javascript", "data", "about", "ws", "wss", "ftp", "tel"})


def register(desk: Desk, fields: dict[str, Any]) -> list[str]:
    """Tell the system that this program opens addresses of a scheme; the answer is the address it was started with."""
    scheme = _scheme(fields)
    if sys.platform.startswith("linux"):
        _register_linux(desk, scheme)
    elif sys.platform == "win32":
        _register_windows(desk, scheme)
    else:
        raise Refused(
            "macOS learns schemes from the application bundle alone; name it in Info.plist under CFBundleURLTypes.",
            "not_here",
        )
    _schemes(desk).add(scheme)
    return current(desk, fields)


def unregister(desk: Desk, fields: dict[str, Any]) -> None:
    """Take the registration back."""
    scheme = _scheme(fields)
    _schemes(desk).discard(scheme)
    if sys.platform.startswith("linux"):
        _entry(desk, scheme).unlink(missing_ok=True)
        _refresh()
    elif sys.platform == "win32":
        import winreg

        for key in (r"shell\open\command", r"shell\open", "shell", ""):
            _forget_key(winreg, rf"Software\Classes\{scheme}\{key}".rstrip("\\"))


def current(desk: Desk, fields: dict[str, Any]) -> list[str]:
    """The addresses that the program was started with."""
    scheme = _scheme(fields)
    return [arg for arg in desk.settings.get("argv", []) if _scheme_of(arg) == scheme]


def arrived(desk: Desk, args: Sequence[str]) -> None:
    """A second start of the program has handed over what it was started with."""
    for url in [arg for arg in args if _scheme_of(arg) in _schemes(desk)]:
        desk.event(LABEL, "desktop:deep-link-opened", {"scheme": _scheme_of(url), "url": url})
        desk.P.Emitter.emit_str(desk.handle, "deep-link://new-url", json.dumps([url]))


def _scheme(fields: dict[str, Any]) -> str:
    scheme = str(fields.get("scheme", "")).lower().removesuffix("://").removesuffix(":")
    if not SCHEME.match(scheme) or scheme in TAKEN:
        raise Refused(f"{fields.get('scheme')!r} cannot be a scheme of your own; use small letters, such as 'myapp'.")
    return scheme


def _scheme_of(text: str) -> str | None:
    scheme, colon, _ = text.partition(":")
    return scheme.lower() if colon and SCHEME.match(scheme.lower()) else None


def _schemes(desk: Desk) -> set[str]:
    found: set[str] = desk.settings.setdefault("schemes", set[str]())
    return found


def _entry(desk: Desk, scheme: str) -> Path:
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "applications" / f"{desk.settings.get('identifier', 'org.pywry.app')}-{scheme}.desktop"


def _register_linux(desk: Desk, scheme: str) -> None:
    path = _entry(desk, scheme)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={desk.settings.get('name', 'PyWry')}",
        f"Exec={exec_line(command(desk))} %u",
        "NoDisplay=true",
        "Terminal=false",
        f"MimeType=x-scheme-handler/{scheme};",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _run("xdg-mime", "default", path.name, f"x-scheme-handler/{scheme}")
    _refresh()


def _refresh() -> None:
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    _run("update-desktop-database", str(home / "applications"))


def _run(program: str, *args: str) -> None:
    """Tell the desktop; where the program is missing the file alone has to do."""
    if shutil.which(program):
        subprocess.run([program, *args], check=False, timeout=5, capture_output=True)


def _register_windows(desk: Desk, scheme: str) -> None:
    import winreg

    root: Any = winreg
    line = subprocess.list2cmdline([*command(desk), "%1"])
    with root.CreateKey(root.HKEY_CURRENT_USER, rf"Software\Classes\{scheme}") as key:
        root.SetValueEx(key, "", 0, root.REG_SZ, f"URL:{scheme}")
        root.SetValueEx(key, "URL Protocol", 0, root.REG_SZ, "")
    with root.CreateKey(root.HKEY_CURRENT_USER, rf"Software\Classes\{scheme}\shell\open\command") as key:
        root.SetValueEx(key, "", 0, root.REG_SZ, line)


def _forget_key(registry: Any, path: str) -> None:
    try:
        registry.DeleteKey(registry.HKEY_CURRENT_USER, path)
    except FileNotFoundError:
        return


ACTIONS = {"deep_link_register": register, "deep_link_unregister": unregister, "deep_link_current": current}

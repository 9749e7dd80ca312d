"""Whether the program starts when the person logs in.

The entry has the name that Tauri's own plugin gives it, so both agree on whether there is one. The plugin's entry names
the interpreter behind a virtual environment, which finds none of its packages; this one names the program as it was
started.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from pathlib import Path
from typing import Any

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.entries import command, exec_line

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


def enable(desk: Desk, fields: dict[str, Any]) -> bool:
    """Make the entry."""
    if sys.platform == "win32":
        _write_value(_name(desk), subprocess.list2cmdline(command(desk)))
        return True
    path = _path(desk)
    path.parent.mkdir(parents=True, exist_ok=True)
    if sys.platform == "darwin":
        entry = {"Label": _name(desk), "ProgramArguments": command(desk), "RunAtLoad": True}
        path.write_bytes(plistlib.dumps(entry))
    else:
        path.write_text(
            f"[Desktop Entry]\nType=Application\nName={_name(desk)}\nExec={exec_line(command(desk))}\nTerminal=false\n",
            encoding="utf-8",
        )
    return True


def disable(desk: Desk, fields: dict[str, Any]) -> bool:
    """Take the entry away."""
    if sys.platform == "win32":
        _delete_value(_name(desk))
    else:
        _path(desk).unlink(missing_ok=True)
    return False


def is_enabled(desk: Desk, fields: dict[str, Any]) -> bool:
    """Whether there is an entry."""
    return _has_value(_name(desk)) if sys.platform == "win32" else _path(desk).exists()


def _name(desk: Desk) -> str:
    return str(desk.settings.get("name", "PyWry"))


def _path(desk: Desk) -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{_name(desk)}.plist"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "autostart", f"{_name(desk)}.desktop")


def _write_value(name: str, line: str) -> None:
    import winreg

    registry: Any = winreg
    with registry.CreateKey(registry.HKEY_CURRENT_USER, RUN) as key:
        registry.SetValueEx(key, name, 0, registry.REG_SZ, line)


def _delete_value(name: str) -> None:
    import winreg

    registry: Any = winreg
    if _has_value(name):
        with registry.OpenKey(registry.HKEY_CURRENT_USER, RUN, 0, registry.KEY_SET_VALUE) as key:
            registry.DeleteValue(key, name)


def _has_value(name: str) -> bool:
    import winreg

    registry: Any = winreg
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, RUN) as key:
            registry.QueryValueEx(key, name)
    except FileNotFoundError:
        return False
    return True


ACTIONS = {"autostart_enable": enable, "autostart_disable": disable, "autostart_is_enabled": is_enabled}

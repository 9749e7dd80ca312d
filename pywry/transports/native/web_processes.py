"""The processes in which WebKitGTK draws pages. One that is busy outlives its owner by ten seconds.

Both processes import this module, so it knows the standard library alone.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

NAME = "WebKit"
NETWORK = "WebKitNetwork"


class Found(NamedTuple):
    """A running process.

    Attributes:
        pid: Its number.
        parent: That of its parent.
        group: That of its process group.
        name: Its name, cut off by the kernel after 15 letters.
    """

    pid: int
    parent: int
    group: int
    name: str


def web_processes() -> Iterator[Found]:
    """Those that are running; none on systems other than Linux, which end them themselves."""
    folders = Path("/proc").glob("[0-9]*") if sys.platform.startswith("linux") else ()
    for folder in folders:
        with suppress(OSError):  # it has ended meanwhile
            head, _, rest = (folder / "stat").read_text(errors="replace").rpartition(")")
            name = head.partition("(")[2]
            if name.startswith(NAME):
                _state, parent, group = rest.split()[:3]
                yield Found(int(folder.name), int(parent), int(group), name)


def own_networks() -> set[int]:
    """Those of this process that load for others, by their numbers."""
    return {found.pid for found in web_processes() if found.parent == os.getpid() and found.name.startswith(NETWORK)}


def end_own() -> None:
    """End those of this process."""
    for found in web_processes():
        if found.parent == os.getpid():
            end(found.pid)


def end_group(group: int) -> None:
    """End those that a process has left behind which led a process group."""
    for found in web_processes():
        if found.group == group:
            end(found.pid)


def end(pid: int) -> None:
    """End one of them; it may have ended already."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)

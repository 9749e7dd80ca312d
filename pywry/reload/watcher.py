"""A thread that knows when something has happened near some files."""

from __future__ import annotations

import logging
import os
import platform
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

log = logging.getLogger("pywry.reload")

QUIET_MS = 60
MOST_MS = 500
AGAIN_MS = 300
POLL_MS = 300


class Watcher:
    """Looks again whenever something has happened in the folders of some files. Has a thread while there are any.

    Folders are watched and not the files, since many editors write another file and rename it.

    Args:
        look: Called on the thread; returns whether to look once more soon, whatever happens.
        quiet_ms: How long a folder must be quiet before anybody looks; one that never is, is looked at all the same.
    """

    def __init__(self, look: Callable[[], bool], quiet_ms: int = QUIET_MS) -> None:
        self._look = look
        self._quiet_ms = quiet_ms
        self._most_ms = max(MOST_MS, quiet_ms)
        self._lock = threading.Lock()
        self._files: frozenset[Path] = frozenset()
        self._moved = threading.Event()
        self._thread: threading.Thread | None = None
        self._polls = _must_poll()

    def watch(self, files: Collection[Path]) -> None:
        """Watch these files and no others. Returns at once."""
        with self._lock:
            self._files = frozenset(files)
            self._moved.set()
            if files and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="pywry-reload", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Watch nothing, and wait until the thread has ended."""
        with self._lock:
            thread = self._thread
        self.watch(())
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            with self._lock:
                files = self._files
                if not files:
                    self._thread = None
                    return
                self._moved.clear()
            if self._polls:
                self._poll()
            else:
                self._follow(files)

    def _follow(self, files: Collection[Path]) -> None:
        """Watch until other files are wanted or a folder is another than it was."""
        try:
            folders = _folders(files)
            with self._notify(folders) as notify:
                # What happened before there was somebody to notice it counts too.
                again = self._look()
                while True:
                    said = notify.watch(self._most_ms, self._quiet_ms, AGAIN_MS if again else 0, self._moved)
                    if self._moved.is_set():
                        return
                    again = self._look()
                    if said != "timeout" and _folders(files) != folders:
                        return
        except FileNotFoundError:
            return  # a folder went away in this moment; the next round watches what is above it
        except (OSError, RuntimeError) as error:
            # For instance since the system's limit of watches is reached.
            log.warning("the system watches no files (%s); looking every %d ms instead.", error, POLL_MS)
            self._polls = True

    def _poll(self) -> None:
        """Look now and then, until other files are wanted."""
        self._look()
        while not self._moved.wait(POLL_MS / 1000):
            self._look()

    def _notify(self, folders: dict[str, int]) -> RustNotify:
        # The library's own loop logs every change, which never ends where the log is a file in a watched folder.
        from watchfiles._rust_notify import RustNotify

        return RustNotify([*folders], False, False, POLL_MS, False, True)


def _must_poll() -> bool:
    """Whether the system is known not to say what happens to files, as in containers and on network drives."""
    said = os.environ.get("WATCHFILES_FORCE_POLLING", "").lower()
    if said:
        return said not in ("0", "false", "disable", "disabled")
    return "microsoft-standard" in platform.uname().release


def _folders(files: Collection[Path]) -> dict[str, int]:
    """The folders whose content matters, with what tells them from others of the same name later."""
    found: dict[str, int] = {}
    for file in files:
        for path in {file, file.resolve()}:
            folder = next(_there(path.parent))
            # One level up, to notice that a folder is removed and made anew.
            for each in (folder, folder.parent):
                found[str(each)] = each.stat().st_ino
    return found


def _there(folder: Path) -> Iterator[Path]:
    return (each for each in (folder, *folder.parents) if each.is_dir())

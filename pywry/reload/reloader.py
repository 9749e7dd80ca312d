"""All pages of an app that follow their files."""

from __future__ import annotations

import logging
import threading

from pywry.reload.follower import Follower, Open
from pywry.reload.watcher import QUIET_MS, Watcher
from pywry_tools.errors import Closed
from pywry_tools.ids import WidgetId

log = logging.getLogger("pywry.reload")


class Reloader:
    """Knows which pages were made from which files, and follows those that are to be followed.

    Args:
        quiet_ms: How long a folder must be quiet before its changes are taken.
    """

    def __init__(self, quiet_ms: int = QUIET_MS) -> None:
        self._lock = threading.Lock()
        self._followers: dict[WidgetId, Follower] = {}
        self._watched: set[WidgetId] = set()
        self._watcher = Watcher(self._look, quiet_ms)

    def follow(self, widget: Open) -> None:
        """Let a page follow its files from now on. Returns at once."""
        if not widget.page.files.all:
            if widget.page.watch:
                log.warning(
                    "%s: there is nothing to watch; give css_files, script_files, or html as a Path.",
                    widget.id,
                )
            return
        self.of(widget)
        with self._lock:
            self._watched.add(widget.id)
            self._watch()

    def of(self, widget: Open) -> Follower:
        """What looks at the files of a page, whether it is watched or not."""
        with self._lock:
            return self._followers.setdefault(widget.id, Follower(widget))

    def leave(self, widget: Open) -> None:
        """Let a page be as it is now; the next look at its files is one that somebody asks for."""
        with self._lock:
            self._watched.discard(widget.id)
            self._watch()

    def forget(self, widget: Open) -> None:
        """The page was closed."""
        with self._lock:
            self._followers.pop(widget.id, None)
            if widget.id in self._watched:
                self._watched.discard(widget.id)
                self._watch()

    def close(self) -> None:
        """Follow nothing any more, and wait until no thread is left."""
        with self._lock:
            self._watched.clear()
            self._followers.clear()
        self._watcher.close()

    def _watch(self) -> None:
        self._watcher.watch({path for widget in self._watched for path in self._followers[widget].files})

    def _look(self) -> bool:
        with self._lock:
            followers = [self._followers[widget] for widget in sorted(self._watched)]
        for follower in followers:
            try:
                follower.follow()
            except Closed:
                pass  # it was closed while we looked
            except Exception:  # the other pages are to be followed on
                log.exception("a page could not follow its files")
        return any(follower.unsure for follower in followers)

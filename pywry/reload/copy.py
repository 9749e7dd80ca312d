"""A file as it was last read."""

from __future__ import annotations

import logging
from pathlib import Path

log = logging.getLogger("pywry.reload")


class Copy:
    """What a file held when it was last whole.

    Attributes:
        path: Where it is.
        text: What it held.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self._stamp: tuple[int, int, int] | None = None
        self._in_doubt = False
        self._told = False

    @property
    def unsure(self) -> bool:
        """Whether it may be in the middle of being written, so that one should look once more."""
        return self._in_doubt and not self._told

    def look(self) -> bool:
        """Read the file if it was touched.

        Returns:
            Whether `text` is another than before. A file that is gone or is no text changes nothing.
        """
        try:
            found = self.path.stat()
            stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            text = self.text if stamp == self._stamp else self.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            return self._doubt("is no UTF-8 text")
        except OSError as error:
            return self._doubt(f"cannot be read ({error.strerror or error})")
        return self._take(stamp, text)

    def _take(self, stamp: tuple[int, int, int], text: str) -> bool:
        if not text and self.text and not self._in_doubt:
            # Editors that write in two steps empty the file first.
            self._in_doubt = True
            return False
        before, self.text, self._stamp = self.text, text, stamp
        self._in_doubt = self._told = False
        return text != before

    def _doubt(self, why: str) -> bool:
        # What is replaced by renaming is not there for a moment.
        if self.unsure:
            self._told = True
            log.warning("%s %s; pages keep what it held before.", self.path, why)
        self._in_doubt = True
        return False

"""Files that pages hand out: the person is asked where to, and nothing is written anywhere else."""

from __future__ import annotations

import ctypes
import itertools
import json
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pywry.transports.native.child import dialogs, webkit
from pywry.transports.native.child.complaints import complain
from pywry.transports.native.child.desk import Desk, Window
from pywry.transports.native.child.errors import Refused

SAVES = "downloads saves"
CANCELLED = 400
"""WebKitGTK's code of a download that was cancelled."""

PART_ID_BYTES = 4
FORBIDDEN = frozenset('<>:"/\\|?*')

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Save:
    """A file that a page is handing over: written beside the file that the person has named, and renamed when whole."""

    path: Path
    part: IO[bytes]


def watch(desk: Desk, view: int) -> None:
    """Hear what a web view downloads; on the main thread."""
    context = webkit.library().webkit_web_view_get_context(view)
    webkit.views(desk).connect_once(context, "download-started", lambda _, download: _started(desk, download))


def _started(desk: Desk, download: int) -> None:
    views = webkit.views(desk)
    webkit.library().g_object_ref(download)
    webkit.take_destination(download)
    views.connect(download, "decide-destination", lambda _, name: _decide(desk, download, name))
    views.connect(download, "failed", lambda _, error: _failed(desk, download, error))
    views.connect(download, "finished", lambda _, __: webkit.library().g_object_unref(download))


def _decide(desk: Desk, download: int, name: int) -> int:
    """Ask where to; 1 says that the answer follows."""
    suggested = ctypes.cast(name, ctypes.c_char_p).value or b""
    window = _window(desk, download)
    # The dialog is not asked for on the main thread, which opens it.
    work = threading.Thread(
        target=_ask, args=(desk, window, download, suggested.decode("utf-8", "replace")), daemon=True
    )
    work.start()
    return 1


def _ask(desk: Desk, window: Window | None, download: int, name: str) -> None:
    def go_on(path: str | None) -> None:
        library = webkit.library()
        if path is None:
            library.webkit_download_cancel(download)
            return
        library.webkit_download_set_allow_overwrite(download, 1)
        library.webkit_download_set_destination(download, Path(path).as_uri().encode())

    def chosen(done: Future[str | None]) -> None:
        path = None if done.exception() else done.result()
        desk.handle.run_on_main_thread(lambda: go_on(path))

    ask_where(desk, window, name).add_done_callback(chosen)


def _failed(desk: Desk, download: int, error: int) -> None:
    fault = ctypes.cast(error, ctypes.POINTER(webkit.Fault)).contents
    if fault.code == CANCELLED:
        return
    said = (fault.message or b"").decode("utf-8", "replace")
    window = _window(desk, download)
    address = webkit.requested(webkit.library().webkit_download_get_request(download))
    threading.Thread(
        target=complain, args=(desk, window, f"{_short(address)} was not saved: {said}"), daemon=True
    ).start()


def _window(desk: Desk, download: int) -> Window | None:
    view = webkit.library().webkit_download_get_web_view(download)
    return desk.windows.get(webkit.views(desk).label(view) or "")


def _short(address: str) -> str:
    return address if len(address) < 100 else f"{address[:99]}..."


def ask_where(desk: Desk, window: Window | None, name: str) -> Future[str | None]:
    """Let the person choose where a file goes; None if nowhere."""
    fields: dict[str, Any] = {"title": "Save As", "filename": _file_name(name), "directory": str(_folder())}
    return dialogs.save_file(desk, fields | ({"label": window.label} if window is not None else {}))


def _file_name(name: str) -> str:
    """A name that every system can have."""
    plain = "".join("_" if letter in FORBIDDEN or ord(letter) < 32 else letter for letter in name).strip(" .")
    return plain[-200:] or "download"


def _folder() -> Path:
    """Where downloads go unless the person says otherwise."""
    home = Path.home()
    folders = [*_named(home), home / "Downloads", home]
    return next((folder for folder in folders if folder.is_dir()), Path("/"))


def _named(home: Path) -> list[Path]:
    """The folder for downloads that a Linux desktop has set."""
    rules = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config", "user-dirs.dirs")
    if not rules.is_file():
        return []
    lines = rules.read_text(errors="replace").splitlines()
    named = [line.partition("=")[2].strip('"') for line in lines if line.startswith("XDG_DOWNLOAD_DIR=")]
    return [Path(name.replace("$HOME", str(home))) for name in named]


def save(desk: Desk, window: Window, body: bytes) -> Future[int | None]:
    """A page has a file for the person; the answer is the number under which it follows, None if they cancel."""
    answer: Future[int | None] = Future()

    def chosen(done: Future[str | None]) -> None:
        try:
            path = done.result()
            answer.set_result(None if path is None else _begin(desk, Path(path)))
        except OSError as error:
            answer.set_exception(error)

    ask_where(desk, window, str(json.loads(body)["filename"])).add_done_callback(chosen)
    return answer


def _begin(desk: Desk, path: Path) -> int:
    number = next(_numbers)
    # Open until the page says that it was the last part.
    _saves(desk)[number] = Save(path, path.with_name(f".{path.name}-{os.getpid()}-{number}").open("xb"))
    return number


def save_part(desk: Desk, window: Window, body: bytes) -> None:
    """Some more of a file: its number in four bytes, and then what belongs to it."""
    _save(desk, int.from_bytes(body[:PART_ID_BYTES], "little")).part.write(memoryview(body)[PART_ID_BYTES:])


def saved(desk: Desk, window: Window, body: bytes) -> str:
    """That was the last part, or the page gives up; the answer is the file's path."""
    said = json.loads(body)
    found = _save(desk, said["number"])
    del _saves(desk)[said["number"]]
    found.part.close()
    if said.get("whole"):
        Path(found.part.name).replace(found.path)
    else:
        Path(found.part.name).unlink()
    return str(found.path)


def _save(desk: Desk, number: int) -> Save:
    found = _saves(desk).get(number)
    if found is None:
        raise Refused(f"no file is being saved under the number {number}.")
    return found


def _saves(desk: Desk) -> dict[int, Save]:
    found: dict[int, Save] = desk.kept.setdefault(SAVES, {})
    return found


COMMANDS: dict[str, Callable[[Desk, Window, bytes], Any]] = {
    "pywry_save": save,
    "pywry_save_part": save_part,
    "pywry_saved": saved,
}

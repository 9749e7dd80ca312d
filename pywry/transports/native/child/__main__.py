"""Starts the child: `python -m pywry.transports.native.child`. Obeys lines on stdin, answers on stdout."""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from pywry.transports.native.child.errors import Refused
from pywry.transports.native.child.guardian import follow, leave

SETTINGS = "PYWRY_NATIVE"
NO_LOCALE = frozenset({"", "C", "C.UTF-8", "C.utf8", "POSIX"})
FAILED = 3


def main() -> None:
    """Run until stdin ends, a line says quit, or the window system cannot be started (exit code 3)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to decide about
    stdin, stdout = os.dup(0), os.dup(1)
    # What libraries print must not get between the lines.
    os.dup2(2, 1)
    speak_a_language()
    draw_without_a_gpu()
    from pywry.transports.native.child.desk import Voice

    voice = Voice(stdout)
    settings: dict[str, Any] = json.loads(os.environ.get(SETTINGS) or "{}")
    follow(settings.get("parent"))
    try:
        ended = run(stdin, settings, voice)
    except BaseException as error:  # PyTauri panics with an exception that is none of Exception's
        code, said = reason(error)
        voice.say({"type": "error", "error": said, "code": code})
        leave(FAILED)
    leave(ended)  # threads that wait for stdin would hold up an ordinary exit


def run(stdin: int, settings: dict[str, Any], voice: Any) -> int:
    """Build the window system and live in it."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Refused("neither DISPLAY nor WAYLAND_DISPLAY is set", "no_display")
    # The native module alone: its Python layer, pydantic and Pillow with it, takes longer to import than all the rest.
    native: Any = import_module("pytauri_wheel.ext_mod")

    from pywry.transports.native.child.app import start

    return start(native.pytauri, native.pytauri_plugins, settings, voice).run(stdin)


def reason(error: BaseException) -> tuple[str, str]:
    """Why the window system could not be started: a word for programs, and words for a person."""
    if isinstance(error, Refused):
        return error.code, str(error)
    if isinstance(error, ModuleNotFoundError):
        return "no_extra", str(error)
    if isinstance(error, ImportError):
        return "no_webview", str(error)
    if "initialize gtk" in str(error).lower():
        named = [f"{name}={os.environ[name]!r}" for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name)]
        return "no_display", f"{' '.join(named)} cannot be opened"
    return "failed", f"{type(error).__name__}: {error}"


def speak_a_language() -> None:
    """Name a language where the locale names none: web pages fail with `navigator.language === "C"`."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    if sys.platform.startswith("linux") and named in NO_LOCALE:
        os.environ["LANG"] = "en_US.UTF-8"
        for name in ("LC_ALL", "LC_MESSAGES"):
            os.environ.pop(name, None)


def draw_without_a_gpu() -> None:
    """Where there is no GPU, share no buffers with one: pages are there sooner, and follow faster."""
    if sys.platform.startswith("linux") and not any(Path("/dev/dri").glob("renderD*")):
        os.environ.setdefault("WEBKIT_DISABLE_DMABUF_RENDERER", "1")


if __name__ == "__main__":
    main()

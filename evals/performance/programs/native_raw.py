"""A window of PyTauri's public API, as a person would write it: the floor of the figures of native windows.

It prints a line when a window has painted, and answers lines on stdin: `window`, `js SCRIPT`, `pid`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anyio.from_thread import start_blocking_portal
from pydantic import BaseModel
from pytauri import AppHandle, Assets, Commands, WebviewUrl, builder_factory, context_factory
from pytauri.webview import WebviewWindow, WebviewWindowBuilder

PAGE = Path(__file__).with_suffix(".html").read_bytes()
BLOB = bytes(10_000_000)

commands = Commands()


class Number(BaseModel):
    """What a trip carries."""

    n: int


class Said(BaseModel):
    """What a page says."""

    what: str
    value: Any = None


def say(line: str) -> None:
    """Tell whoever measures."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@commands.command()
async def back(body: Number) -> Number:
    """Come back with what was sent."""
    return body


@commands.command()
async def take(body: bytes) -> bytes:
    """Take many bytes."""
    return str(len(body)).encode()


@commands.command()
async def give(body: bytes) -> bytes:
    """Give many bytes."""
    return BLOB


@commands.command()
async def tell(body: Said) -> None:
    """Pass on what a page says."""
    say(json.dumps(body.model_dump()))


class Files(Assets):
    """The page, and ten megabytes."""

    def get(self, key: str, /) -> bytes | None:
        return BLOB if key == "/blob" else PAGE

    def iter(self, /) -> Iterator[tuple[str, bytes]]:
        return iter(())


def obey(handle: AppHandle) -> None:
    """Answer lines until there are no more."""
    windows = [show(handle, "w1")]
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "window":
            windows.append(show(handle, f"w{len(windows) + 1}"))
        elif word == "close":
            windows.pop().destroy()
        elif word == "js":
            windows[0].eval(f"Promise.resolve({rest}).then(value => invoke('tell', {{what: 'js', value}}))")
        elif word == "pid":
            say(str(os.getpid()))
    os._exit(0)


def show(handle: AppHandle, label: str) -> WebviewWindow:
    """Open a window."""
    return WebviewWindowBuilder.build(handle, label, WebviewUrl.App("index.html"), title=label, inner_size=(1280, 720))


def main() -> None:
    """Run until stdin ends."""
    folder = Path(tempfile.mkdtemp())
    (folder / "tauri.conf.json").write_text("{}")
    (folder / "dist").mkdir()
    capability = {"identifier": "main", "windows": ["*"], "permissions": ["core:default", "pytauri:default"]}
    config = {
        "identifier": "org.example.raw",
        "productName": "raw",
        "version": "0.0.0",
        "build": {"frontendDist": str(folder / "dist")},
        "app": {"withGlobalTauri": True, "windows": [], "security": {"csp": None, "capabilities": [capability]}},
    }
    context = context_factory(folder, tauri_config=config)
    context.set_assets(Files())
    with start_blocking_portal("asyncio") as portal:
        app = builder_factory().build(context, invoke_handler=commands.generate_handler(portal))
        threading.Thread(target=obey, args=(app.handle(),), daemon=True).start()
        app.run()


if __name__ == "__main__":
    main()

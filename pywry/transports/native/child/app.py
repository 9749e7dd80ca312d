"""The window system: built once, on the main thread, which then lives in its loop."""

from __future__ import annotations

import json
import os
import queue
import sys
import tempfile
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

from pywry.transports.native import pipe
from pywry.transports.native.child import actions, pages
from pywry.transports.native.child.calls import Calls
from pywry.transports.native.child.desk import Desk, Voice
from pywry.transports.native.child.errors import Refused, offer
from pywry.transports.native.child.files import Files
from pywry.transports.native.child.guardian import leave
from pywry.transports.native.child.plugins import explained

CHUNK = 1 << 20


class App:
    """PyTauri's app with our rooms in it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rooms = actions.rooms()
        self._actions = actions.table(self._rooms) | {"quit": self._quit}
        self._lines: queue.SimpleQueue[pipe.Line] = queue.SimpleQueue()
        self._ready = threading.Event()
        desk.hooks = {name: actions.hooks(self._rooms, name) for name in actions.HOOKS}
        try:
            self._app = self._build()
        except BaseException as error:  # a panic of the native side is none of Exception's
            raise explained(error) from error
        desk.handle = self._app.handle()
        for hear in desk.hooks["built"]:
            hear(desk)

    def run(self, stdin: int) -> int:
        """Obey lines until there are no more, or one says quit; the exit code."""
        threading.Thread(target=self._read, args=(stdin,), name="pywry-read", daemon=True).start()
        threading.Thread(target=self._obey, name="pywry-obey", daemon=True).start()
        return int(self._app.run_return(self._happened))

    def _build(self) -> Any:
        desk, P = self._desk, self._desk.P  # noqa: N806 - as the desk calls it
        # PyTauri reads its configuration from a folder, and is through with it when the context is made.
        with tempfile.TemporaryDirectory(prefix="pywry-") as name:
            folder = Path(name)
            (folder / "tauri.conf.json").write_text("{}")
            (folder / "dist").mkdir()
            context = P.context_factory(str(folder), tauri_config=json.dumps(self._config(folder)))
        context.set_assets(Files(desk, desk.settings.get("assets")))
        found = [plugin for hook in desk.hooks["inits"] for plugin in hook(desk)]
        return P.builder_factory().build(
            context, invoke_handler=Calls(desk, actions.commands(self._rooms)), plugins=found
        )

    def _config(self, folder: Path) -> dict[str, Any]:
        desk = self._desk
        config: dict[str, Any] = {
            "productName": desk.settings.get("name", "PyWry"),
            "identifier": desk.settings.get("identifier", "org.pywry.app"),
            "version": "0.0.0",
            "build": {"frontendDist": str(folder / "dist")},
            "app": {
                # A policy here ends the process on the first page (pytauri 0.8); each document carries its own.
                "security": {"csp": None, "capabilities": [self._capability()]},
                "withGlobalTauri": True,
                "windows": [],
            },
        }
        for add in desk.hooks["configure"]:
            add(desk, config)
        return config

    def _capability(self) -> dict[str, Any]:
        permissions = ["core:default", "pytauri:default", *self._desk.settings.get("permissions", [])]
        return {"identifier": "pywry", "windows": ["*"], "permissions": permissions}

    def _happened(self, handle: Any, event: Any) -> None:
        kind, desk = self._desk.P.RunEvent, self._desk
        if isinstance(event, kind.Ready):
            self._ready.set()
            desk.voice.say_soon(
                {"type": "ready", "pid": os.getpid(), "platform": sys.platform, "tauri": desk.P.VERSION}
            )
        elif isinstance(event, kind.ExitRequested) and event.code is None:
            event.api.prevent_exit()  # a tray or the next window may follow
        for hear in desk.hooks["run_event"]:
            hear(desk, event)
        if isinstance(event, kind.WindowEvent) and isinstance(event.event, desk.P.WindowEvent.Destroyed):
            self._forget(event.label)

    def _forget(self, label: str) -> None:
        if self._desk.windows.pop(label, None) is not None:
            for hear in self._desk.hooks["closed"]:
                hear(self._desk, label)
            self._desk.event(label, "window:closed", {})

    def _read(self, stdin: int) -> None:
        splitter = pipe.Splitter()
        while data := os.read(stdin, CHUNK):
            for line in splitter.feed(data):
                fields = line.fields
                if fields is not None and line.buffers:
                    fields["document"] = line.buffers
                if fields is not None and fields.get("action") == "message":
                    # Frames of pages overtake what may wait for the window system.
                    pages.message(self._desk, fields)
                else:
                    self._lines.put(line)
        leave(0)  # the parent is gone, and with it all that windows are for

    def _obey(self) -> None:
        self._ready.wait()
        while True:
            line = self._lines.get()
            if line.fields is None:
                self._answer({}, Refused(line.fault, "bad_line"))
            else:
                self._do(line.fields)

    def _do(self, fields: dict[str, Any]) -> None:
        name = fields.get("action")
        try:
            action = self._actions.get(str(name))
            if action is None:
                raise Refused(f"no action {name!r}. {offer(str(name), self._actions)}", "no_such_action")
            result = action(self._desk, fields)
        except BaseException as error:  # a panic of the native side is none of Exception's
            self._answer(fields, error)
        else:
            if isinstance(result, Future):
                later = cast("Future[Any]", result)
                later.add_done_callback(lambda done: self._answer(fields, done.exception() or done.result()))
            else:
                self._answer(fields, result)

    def _answer(self, fields: dict[str, Any], outcome: Any) -> None:
        buffers: tuple[bytes, ...] = ()
        if isinstance(outcome, BaseException):
            code = outcome.code if isinstance(outcome, Refused) else "native_error"
            said = str(outcome) if isinstance(outcome, Refused) else f"{type(outcome).__name__}: {outcome}"
            reply: dict[str, Any] = {"success": False, "error": said, "code": code}
        elif isinstance(outcome, pipe.Bytes):
            reply, buffers = {"success": True, "result": outcome.facts}, (outcome.data,)
        else:
            reply = {"success": True} if outcome is None else {"success": True, "result": outcome}
        if "request_id" in fields:
            reply["request_id"] = fields["request_id"]
        self._desk.voice.say(reply, buffers)

    def _quit(self, desk: Desk, fields: dict[str, Any]) -> None:
        desk.handle.exit(0)


def start(native: Any, plugins: Any, settings: dict[str, Any], voice: Voice) -> App:
    """Build the window system."""
    return App(Desk(native, plugins, settings, voice))

"""What pages say to Python. Runs on a thread of PyTauri's, which must not wait long."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from pywry.transports.native.child.desk import Desk, Window

if TYPE_CHECKING:
    from pywry.transports.native.child.actions import Command

SLOTS = {"body": None, "webview_window": None}


class Calls:
    """Answers `pyInvoke` of our own pages; PyTauri lets no other page through.

    Args:
        desk: The windows, and the way to the parent.
        more: What the rooms answer.
    """

    def __init__(self, desk: Desk, more: Mapping[str, Command]) -> None:
        self._desk = desk
        self._commands: dict[str, Callable[[Window, bytes], Any]] = {
            "pywry_text": self._text,
            "pywry_binary": self._binary,
            "pywry_link": self._link,
            "pywry_event": self._event,
            "pywry_result": self._result,
            "pywry_answer": self._answer,
            "pywry_listening": self._listening,
            "pywry_painted": self._painted,
            **{name: partial(command, desk) for name, command in more.items()},
        }

    def __call__(self, invoke: Any) -> None:
        """Take one call; must not raise."""
        command = self._commands.get(invoke.command)
        if command is None:
            known = ", ".join(self._commands)
            invoke.reject(f"no command {invoke.command!r}; there are: {known}.")
            return
        resolver = invoke.bind_to(dict(SLOTS))
        if resolver is None:
            return  # PyTauri has rejected it: an argument is missing
        given = resolver.arguments
        window = self._desk.windows.get(given["webview_window"].label())
        try:
            answer = None if window is None else command(window, bytes(given["body"]))
        except Exception as error:
            resolver.reject(f"{invoke.command}: {error}")
            return
        if isinstance(answer, Future):
            cast("Future[Any]", answer).add_done_callback(partial(_answer_later, resolver))
        else:
            resolver.resolve(json.dumps(answer))

    def _text(self, window: Window, body: bytes) -> None:
        line = {"type": "message", "label": window.label, "message": "text"}
        window.uplink.take(body, lambda text: self._desk.voice.say(line, [text]))

    def _binary(self, window: Window, body: bytes) -> None:
        self._desk.voice.say({"type": "message", "label": window.label, "message": "binary"}, [body])

    def _link(self, window: Window, body: bytes) -> None:
        said = json.loads(body)
        window.uplink.open(said["link"])
        self._desk.voice.say({"type": "link", "label": window.label, **said})

    def _event(self, window: Window, body: bytes) -> dict[str, bool]:
        said = json.loads(body)
        name = said["event_type"]
        if not isinstance(name, str):
            raise TypeError("event_type must be a text such as 'app:click'")
        self._desk.event(window.label, name, said.get("data"))
        return {"success": True}

    def _result(self, window: Window, body: bytes) -> dict[str, bool]:
        self._desk.event(window.label, "pywry:result", json.loads(body).get("data"))
        return {"success": True}

    def _answer(self, window: Window, body: bytes) -> None:
        said = json.loads(body)
        asked = self._desk.asked.pop(said["id"], None)
        if asked is None:
            return
        if "error" in said:
            from pywry.transports.native.child.errors import Refused

            asked.set_exception(Refused(str(said["error"]), "page_error"))
        else:
            asked.set_result(said.get("value"))

    def _listening(self, window: Window, body: bytes) -> None:
        window.listens(self._desk)
        self._desk.voice.say({"type": "listening", "label": window.label})

    def _painted(self, window: Window, body: bytes) -> None:
        self._desk.voice.say({"type": "painted", "label": window.label})


def _answer_later(resolver: Any, done: Future[Any]) -> None:
    error = done.exception()
    if error is None:
        resolver.resolve(json.dumps(done.result()))
    else:
        resolver.reject(str(error))

"""The process that owns windows, spoken to by lines, as a program in any language may do."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

COMMAND = [sys.executable, "-m", "pywry.transports.native.child"]
ANSWER_S = 20


class Lines:
    """A child that nobody but the test speaks to; a context manager."""

    def __init__(self) -> None:
        self._replies: queue.Queue[dict[str, Any]] = queue.Queue()
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(ANSWER_S) == 0, "it ends when nobody can speak to it any more"
        self._reader.join()

    def say(self, line: str | Mapping[str, Any]) -> None:
        """Write a line."""
        assert self._process.stdin is not None
        self._process.stdin.write((line if isinstance(line, str) else json.dumps(line)) + "\n")

    def reply(self, timeout_s: float = ANSWER_S) -> dict[str, Any]:
        """The next reply."""
        return self._replies.get(timeout=timeout_s)

    def ask(self, line: str | Mapping[str, Any]) -> dict[str, Any]:
        """Write a line; its reply, when there is no other one on its way."""
        self.say(line)
        return self.reply()

    def value(self, label: str, script: str) -> Any:
        """The value of a script in a window."""
        reply = self.ask({"action": "eval_js", "label": label, "script": script, "request_id": "value"})
        assert reply["success"], reply
        return reply.get("result")

    def event(self, name: str) -> dict[str, Any]:
        """The next event of that name, as the line that told it; others are passed over."""
        while (line := self._events.get(timeout=ANSWER_S))["event_type"] != name:
            pass
        return line

    def _read(self) -> None:
        with self._process.stdout or sys.stdin as stdout:
            for text in stdout:
                line = json.loads(text)
                if "success" in line:
                    self._replies.put(line)
                elif line.get("type") == "event":
                    self._events.put(line)

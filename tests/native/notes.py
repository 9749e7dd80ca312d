"""The part of a desktop that shows notifications: takes them down, and presses their buttons."""

from __future__ import annotations

import asyncio
import itertools
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.native.waiting import until

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
ANSWERS: dict[str, tuple[str, list[Any]]] = {
    "GetCapabilities": ("as", [["actions", "body", "icon-static"]]),
    "GetServerInformation": ("ssss", ["notes", "tests", "1", "1.2"]),
    "CloseNotification": ("", []),
}
START_S = 10


@dataclass(frozen=True, kw_only=True)
class Note:
    """A notification.

    Attributes:
        number: Names it on the bus.
        app: The program's name.
        title: Its first line.
        body: The rest.
        icon: A name or a path.
        buttons: Keys and labels.
        hints: Urgency, sound and more.
    """

    number: int
    app: str
    title: str
    body: str
    icon: str
    buttons: dict[str, str]
    hints: dict[str, Any]


class Notes:
    """Shows notifications on a session bus; a context manager."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._numbers = itertools.count(1)
        self._shown: list[Note] = []

    def __enter__(self) -> Self:
        self._thread.start()
        self._bus = asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(START_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._leave(), self._loop).result(START_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_S)
        self._loop.close()

    @property
    def shown(self) -> list[Note]:
        """Those that have come, oldest first."""
        return list(self._shown)

    def note(self, title: str, timeout_s: float = 10) -> Note:
        """The notification of that title, once it is there."""
        return until(lambda: next((n for n in self._shown if n.title == title), None), f"a note {title!r}", timeout_s)

    def press(self, note: Note, button: str = "default") -> None:
        """Press a button of a notification, or the notification itself, and it is gone."""
        self._tell("ActionInvoked", "us", [note.number, button])
        self._tell("NotificationClosed", "uu", [note.number, 2])

    def dismiss(self, note: Note) -> None:
        """Wipe a notification away."""
        self._tell("NotificationClosed", "uu", [note.number, 2])

    def clear(self) -> None:
        """Forget what has come."""
        self._shown.clear()

    def _tell(self, signal: str, signature: str, body: list[Any]) -> None:
        message = Message.new_signal(PATH, NAME, signal, signature, body)
        self._loop.call_soon_threadsafe(self._bus.send, message)

    async def _open(self) -> MessageBus:
        bus = await MessageBus(self._address).connect()
        bus.add_message_handler(self._asked)
        await bus.request_name(NAME)
        return bus

    async def _leave(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()

    def _asked(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != NAME:
            return None
        if message.member == "Notify":
            self._shown.append(self._taken(message.body))
            return Message.new_method_return(message, "u", [self._shown[-1].number])
        signature, body = ANSWERS[str(message.member)]
        return Message.new_method_return(message, signature, body)

    def _taken(self, body: list[Any]) -> Note:
        app, replaces, icon, title, text, actions, hints, _ = body
        return Note(
            number=replaces or next(self._numbers),
            app=app,
            title=title,
            body=text,
            icon=icon,
            buttons=_pairs(actions),
            hints={name: value.value for name, value in hints.items()},
        )


def _pairs(words: list[str]) -> dict[str, str]:
    return dict(zip(words[::2], words[1::2], strict=True))

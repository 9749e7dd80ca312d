"""A session bus with a system tray on it, as a desktop's panel has one: lists icons, reads them, clicks their menus."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.native.waiting import until

T = TypeVar("T")

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"
SOON_S = 10.0
CONFIG = """<busconfig><type>session</type><listen>unix:dir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
WATCHES: dict[str, Variant] = {
    "IsStatusNotifierHostRegistered": Variant("b", True),
    "ProtocolVersion": Variant("i", 0),
    "RegisteredStatusNotifierItems": Variant("as", []),
}


@dataclass(frozen=True)
class Entry:
    """An entry of an icon's menu, as the panel sees it.

    Attributes:
        number: Names it on the bus.
        label: What it says.
        enabled: Whether it can be chosen.
        checked: Whether it has a mark; None for entries that cannot.
        inside: The entries of a submenu.
    """

    number: int
    label: str
    enabled: bool
    checked: bool | None
    inside: tuple[Entry, ...]

    def find(self, label: str) -> Entry | None:
        """The entry of that label, here or further in."""
        return self if self.label == label else next(filter(None, (e.find(label) for e in self.inside)), None)


class TrayBus:
    """The bus and the panel, in a thread of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._icons: dict[str, str] = {}
        self.address = ""

    def __enter__(self) -> Self:
        config = self._folder / "bus.conf"
        config.write_text(CONFIG)
        command = ("dbus-daemon", "--nofork", "--print-address=1", f"--config-file={config}")
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._daemon.stdout is not None
        self.address = self._daemon.stdout.readline().strip()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._bus = self._do(self._open())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._do(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SOON_S)
        self._loop.close()
        self._daemon.terminate()
        self._daemon.communicate()

    def icon(self, title: str) -> dict[str, Any]:
        """The properties of the icon of that title, once it is there."""
        return until(lambda: self._do(self._titled(title)), f"an icon {title!r}", SOON_S)

    def gone(self, title: str) -> None:
        """Wait until no icon of that title is shown."""
        until(lambda: self._do(self._titled(title)) is None, f"the end of the icon {title!r}", SOON_S)

    def entry(self, title: str, label: str, wanted: Callable[[Entry], bool] = lambda _: True) -> Entry:
        """An entry of an icon's menu, once it is there and as it should be."""

        async def look() -> Entry | None:
            icon = await self._titled(title)
            found = (await self._layout(icon)).find(label) if icon is not None else None
            return found if found is not None and wanted(found) else None

        return until(lambda: self._do(look()), f"an entry {label!r} as it should be in the menu of {title!r}", SOON_S)

    def click(self, title: str, label: str) -> None:
        """Choose an entry of an icon's menu."""
        number, icon = self.entry(title, label).number, self.icon(title)
        body = [number, "clicked", Variant("i", 0), 0]
        self._do(self._call(icon["owner"], icon["Menu"], MENU, "Event", "isvu", body))

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SOON_S)

    async def _open(self) -> MessageBus:
        bus = await MessageBus(self.address).connect()
        bus.add_message_handler(self._asked)
        await bus.request_name(WATCHER)
        return bus

    async def _leave(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()

    def _asked(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if message.member == "RegisterStatusNotifierItem":
            self._icons[str(message.body[0])] = str(message.sender)
            return Message.new_method_return(message)
        if message.interface == PROPERTIES and message.member == "Get":
            return Message.new_method_return(message, "v", [WATCHES[message.body[1]]])
        if message.interface == PROPERTIES and message.member == "GetAll":
            return Message.new_method_return(message, "a{sv}", [WATCHES])
        return Message.new_method_return(message) if message.interface == WATCHER else None

    async def _titled(self, title: str) -> dict[str, Any] | None:
        for path, owner in list(self._icons.items()):
            try:
                [said] = await self._call(owner, path, PROPERTIES, "GetAll", "s", [ITEM])
            except LookupError:
                continue
            fields = {name: value.value for name, value in said.items()} | {"owner": owner, "path": path}
            if title in (fields.get("XAyatanaLabel"), fields.get("Id"), fields.get("Title")) and (
                fields.get("Status") != "Passive"
            ):
                return fields
        return None

    async def _layout(self, icon: dict[str, Any]) -> Entry:
        _, layout = await self._call(icon["owner"], icon["Menu"], MENU, "GetLayout", "iias", [0, -1, []])
        return _entry(layout)

    async def _call(
        self, owner: str, path: str, interface: str, member: str, signature: str, body: list[Any]
    ) -> list[Any]:
        message = Message(
            destination=owner, path=path, interface=interface, member=member, signature=signature, body=body
        )
        reply = await self._bus.call(message)
        if reply.message_type is MessageType.ERROR:
            raise LookupError(f"{member} of {path}: {reply.body}")
        return list(reply.body)


def _entry(layout: Any) -> Entry:
    number, properties, inside = layout
    fields = {name: value.value for name, value in properties.items()}
    toggle = fields.get("toggle-type")
    return Entry(
        number=number,
        label=str(fields.get("label", "")).replace("_", ""),
        enabled=bool(fields.get("enabled", True)),
        checked=None if not toggle else fields.get("toggle-state") == 1,
        inside=tuple(_entry(child.value) for child in inside),
    )

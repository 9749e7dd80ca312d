"""The services of the desktop, as people call them: `app.desktop.clipboard.write_text("x")`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pywry.handles.binding import on_app
from pywry.handles.families import (
    autostart,
    clipboard,
    deep_link,
    desktop,
    dialog,
    notification,
    opener,
    shortcut,
    single_instance,
    storage,
    window_state,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pywry.runtime.session import Session
    from pywry_tools.models.desktop import (
        Agreed,
        Autostart,
        Chosen,
        ChosenFile,
        ClipboardText,
        DeepLinks,
        Instance,
        SavedFile,
        Services,
        Shortcuts,
        Stored,
        StoredKeys,
    )


class Service:
    """A service of the desktop.

    Attributes:
        name: As `app.desktop` names it.
    """

    name = ""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        return self._session

    def _is_available(self, answer: Services) -> bool:
        return answer.of(self.name).available

    available = on_app(desktop.services, into=_is_available)


def _file(_: object, answer: Chosen) -> ChosenFile | None:
    return answer.files[0] if answer.files else None


def _files(_: object, answer: Chosen) -> list[ChosenFile]:
    return answer.files


def _paths(_: object, answer: Chosen) -> list[Path]:
    from pathlib import Path

    return [Path(file.path or file.name) for file in answer.files]


def _saved(_: object, answer: SavedFile) -> SavedFile | None:
    return answer if answer.saved else None


def _agreed(_: object, answer: Agreed) -> bool:
    return answer.agreed


def _text(_: object, answer: ClipboardText) -> str | None:
    return answer.text


def _shortcuts(_: object, answer: Shortcuts) -> list[str]:
    return answer.shortcuts


def _enabled(_: object, answer: Autostart) -> bool:
    return answer.enabled


def _urls(_: object, answer: DeepLinks) -> list[str]:
    return answer.urls


def _first(_: object, answer: Instance) -> bool:
    return answer.first


def _value(_: object, answer: Stored) -> Any:
    return answer.value


def _found(_: object, answer: Stored) -> bool:
    return answer.found


def _keys(_: object, answer: StoredKeys) -> list[str]:
    return answer.keys


class Dialogs(Service):
    """Files to open or to save, messages, questions."""

    name = "dialogs"

    open_file = on_app(dialog.open_file, into=_file)
    open_files = on_app(dialog.open_file, into=_files)
    open_folder = on_app(dialog.open_folder, into=_paths)
    save_file = on_app(dialog.save_file, into=_saved)
    message = on_app(dialog.message, into=_agreed)
    ask = on_app(dialog.ask, into=_agreed)
    confirm = on_app(dialog.confirm, into=_agreed)


class Clipboard(Service):
    """The text of the clipboard."""

    name = "clipboard"

    read_text = on_app(clipboard.read_text, into=_text)
    write_text = on_app(clipboard.write_text, into=_text)
    clear = on_app(clipboard.clear, into=_text)


class Notifications(Service):
    """Notifications of the desktop, or of the browser."""

    name = "notifications"

    send = on_app(notification.send)


class GlobalShortcuts(Service):
    """Keys that reach the program whatever has the focus."""

    name = "shortcuts"

    register = on_app(shortcut.register, into=_shortcuts)
    unregister = on_app(shortcut.unregister, into=_shortcuts)
    registered = on_app(shortcut.list_registered, into=_shortcuts)


class Opener(Service):
    """Addresses and files, opened by the program that the desktop has for them."""

    name = "opener"

    open_url = on_app(opener.open_url)
    open_path = on_app(opener.open_path)
    reveal = on_app(opener.reveal)


class WindowPlaces(Service):
    """Where windows were, kept from one run of the program to the next."""

    name = "window_state"

    save = on_app(window_state.save)
    restore = on_app(window_state.restore)


class AtLogin(Service):
    """Whether the program starts when the person logs in."""

    name = "autostart"

    enable = on_app(autostart.enable, into=_enabled)
    disable = on_app(autostart.disable, into=_enabled)
    is_enabled = on_app(autostart.is_enabled, into=_enabled)


class OwnScheme(Service):
    """Addresses of a scheme of one's own that open the program."""

    name = "deep_links"

    register = on_app(deep_link.register, into=_urls)
    unregister = on_app(deep_link.unregister, into=_urls)
    current = on_app(deep_link.current, into=_urls)


class SingleInstance(Service):
    """One instance of the program at a time."""

    name = "single_instance"

    claim = on_app(single_instance.claim, into=_first)


class KeyValueStore(Service):
    """Values that outlive the program."""

    name = "storage"

    get = on_app(storage.get, into=_value)
    set = on_app(storage.set, into=_value)
    remove = on_app(storage.remove, into=_found)
    keys = on_app(storage.keys, into=_keys)


class Desktop:
    """The services of the desktop. Each says with `available()` whether it can be used here."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        return self._session

    services = on_app(desktop.services)

    @cached_property
    def dialogs(self) -> Dialogs:
        """Files to open or to save, messages, questions."""
        return Dialogs(self._session)

    @cached_property
    def clipboard(self) -> Clipboard:
        """The text of the clipboard."""
        return Clipboard(self._session)

    @cached_property
    def notifications(self) -> Notifications:
        """Notifications of the desktop, or of the browser."""
        return Notifications(self._session)

    @cached_property
    def shortcuts(self) -> GlobalShortcuts:
        """Keys that reach the program whatever has the focus."""
        return GlobalShortcuts(self._session)

    @cached_property
    def opener(self) -> Opener:
        """Addresses and files, opened by the program that the desktop has for them."""
        return Opener(self._session)

    @cached_property
    def window_state(self) -> WindowPlaces:
        """Where windows were, kept from one run of the program to the next."""
        return WindowPlaces(self._session)

    @cached_property
    def autostart(self) -> AtLogin:
        """Whether the program starts when the person logs in."""
        return AtLogin(self._session)

    @cached_property
    def deep_links(self) -> OwnScheme:
        """Addresses of a scheme of one's own that open the program."""
        return OwnScheme(self._session)

    @cached_property
    def single_instance(self) -> SingleInstance:
        """One instance of the program at a time."""
        return SingleInstance(self._session)

    @cached_property
    def storage(self) -> KeyValueStore:
        """Values that outlive the program."""
        return KeyValueStore(self._session)

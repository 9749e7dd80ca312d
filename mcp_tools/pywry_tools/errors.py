"""What can go wrong.

    PyWryError
    ├── InvalidArguments      a tool was called with arguments that do not fit it
    ├── NotAllowed            the caller's roles do not cover the tool
    ├── NotFound
    │   ├── NoSuchTool
    │   ├── NoSuchWidget
    │   ├── NoSuchPanel
    │   ├── NoSuchMenu
    │   ├── NoSuchItem        the menu has no item of that id
    │   ├── NoSuchTray
    │   ├── NoSuchLive        nothing live has that id
    │   ├── NoSuchData        no dataset of that id or name is open
    │   └── NoSuchEvent
    ├── NotHere               this transport or this page cannot do it
    │   ├── NoBrowser         no Chromium, Chrome or Edge is installed
    │   └── NoWindows         native windows cannot be opened here
    ├── BadData               figures, tables or payloads that cannot be shown or sent
    ├── PageError             the page answered with an error
    ├── PageTimeout           the page did not answer in time
    ├── NoPage                no page is attached that could answer
    ├── ProtocolError         a message that breaks the protocol
    ├── NativeError           the window system refused what was asked
    │   └── AlreadyRunning    another instance of the program runs, and this one gives way
    ├── NativeTimeout         the process that owns the windows did not answer in time
    ├── PortTaken             the address to listen on is in use
    ├── WrongThread           a sync call was made where it would block the loop
    └── Closed                the widget or the app has been closed

A message has three parts: what was asked, what is so, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar

MOST_NAME = 120
"""Characters of a name that are told back."""


class PyWryError(Exception):
    """The root of every error that PyWry raises on purpose.

    Attributes:
        code: A short, stable word for programs; the same on every floor and on the wire.
    """

    code: ClassVar[str] = "error"


class InvalidArguments(PyWryError):
    """The arguments do not fit the tool; the message names each field, the fault and the signature."""

    code = "invalid_arguments"


class NotAllowed(PyWryError):
    """The caller's roles do not cover this tool."""

    code = "not_allowed"


class NotFound(PyWryError):
    """A name that stands for nothing here; the message offers the nearest ones."""

    code = "not_found"
    noun: ClassVar[str] = "thing"
    mend: ClassVar[str] = ""

    def __init__(self, name: str, known: Iterable[str] | None = None, *, where: str = "") -> None:
        asked = name if len(name) <= MOST_NAME else f"{name[:MOST_NAME]}..."
        offer = "" if known is None else nearest(asked, sorted(known))
        super().__init__(" ".join(filter(None, [f"no {self.noun} {asked!r}{where}.", offer, self.mend])))


class NoSuchTool(NotFound):
    """No tool has that name."""

    noun = "tool"
    mend = "`pywry tools` lists them all."


class NoSuchWidget(NotFound):
    """No widget of that id is open."""

    code = "no_such_widget"
    noun = "widget"
    mend = "Call page_list_open for those that are open."


class NoSuchPanel(NotFound):
    """The widget has no panel of that id."""

    code = "no_such_panel"
    noun = "panel"
    mend = "Call page_describe for what is on the page."


class NoSuchMenu(NotFound):
    """No menu of that id has been made or set."""

    code = "no_such_menu"
    noun = "menu"
    mend = "Call menu_list_all for those that there are."


class NoSuchItem(NotFound):
    """The menu has no item of that id."""

    code = "no_such_item"
    noun = "menu item"
    mend = "Call menu_read for what is in the menu."


class NoSuchTray(NotFound):
    """No icon of that id is in the tray."""

    code = "no_such_tray"
    noun = "tray icon"
    mend = "Call tray_list_all for those that there are."


class NoSuchLive(NotFound):
    """No live source of that id is bound to a panel."""

    code = "no_such_live"
    noun = "live source"
    mend = "Call live_list_all for those that there are."


class NoSuchData(NotFound):
    """No dataset of that id or name is open."""

    code = "no_such_data"
    noun = "dataset"
    mend = "Call data_list_all for those that are open, or data_open for a file."


class NoSuchEvent(NotFound):
    """A reserved namespace has no event of that name, or it travels the other way."""

    code = "no_such_event"
    noun = "event"
    mend = "The event reference lists them; a name of your own needs a namespace of your own, such as app:clicked."


class NotHere(PyWryError):
    """This transport, host or installation cannot do what was asked; the message names the alternative."""

    code = "not_here"


class NoBrowser(NotHere):
    """No Chromium, Chrome or Edge was found for headless work."""

    code = "no_browser"


class NoWindows(NotHere):
    """Native windows cannot be opened here: no display, no web view, or the extra is not installed."""

    code = "no_windows"


class BadData(PyWryError):
    """A figure, table or payload that cannot be shown or sent as it is."""

    code = "bad_data"


class PageError(PyWryError):
    """The page's own code failed; the message is the page's.

    Attributes:
        details: What else the page sent about it, such as a stack; None if nothing.
    """

    code = "page_error"

    def __init__(self, message: str, details: object = None) -> None:
        super().__init__(message)
        self.details = details


class PageTimeout(PyWryError):
    """The page did not answer within the time limit; it may be busy, hidden or asleep."""

    code = "timeout"


class NoPage(PyWryError):
    """No page shows this widget at the moment, so none can answer."""

    code = "no_page"


class ProtocolError(PyWryError):
    """A message that breaks the protocol of docs/protocol.md.

    Attributes:
        close: The WebSocket close code that goes with it.
    """

    code = "protocol"

    def __init__(self, message: str, close: int = 4400) -> None:
        super().__init__(message)
        self.close = close


class NativeError(PyWryError):
    """The window system, or the process that owns the windows, refused what was asked."""

    code = "native_error"


class AlreadyRunning(NativeError):
    """Another instance of this program is running and has been told how this one was started; end this one."""

    code = "already_running"


class NativeTimeout(PyWryError):
    """The process that owns the windows did not answer within the time limit; it may be busy or hang."""

    code = "native_timeout"


class PortTaken(PyWryError):
    """The port that was asked for is in use."""

    code = "port_taken"


class WrongThread(PyWryError):
    """A sync call would wait for the very loop it stands on; the message names the `.aio` form."""

    code = "wrong_thread"


class Closed(PyWryError):
    """The widget or the app was closed before."""

    code = "closed"


def nearest(name: str, known: Iterable[str], limit: int = 8) -> str:
    """Say which known names are meant most likely, or list them when there are few.

    Args:
        name: What was asked for.
        known: What there is.
        limit: How many names to list at most.
    """
    names = list(known)
    if not names:
        return "There are none."
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(map(repr, close))}?"
    shown = ", ".join(map(repr, names[:limit]))
    return f"There are: {shown}{' ...' if len(names) > limit else ''}."

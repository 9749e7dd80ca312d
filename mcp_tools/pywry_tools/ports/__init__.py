"""What a tool may reach. The house implements these; tools know nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from pywry_tools.access import Actor, Need
from pywry_tools.events.base import Event
from pywry_tools.ids import WidgetId
from pywry_tools.models.export import Exported, Order
from pywry_tools.models.live import Feed, Plan
from pywry_tools.models.menu_entry import Menu
from pywry_tools.models.page import Page
from pywry_tools.models.tray import Tray
from pywry_tools.ports.panels import Board as Board
from pywry_tools.ports.panels import Panel as Panel
from pywry_tools.ports.panels import PanelKind as PanelKind
from pywry_tools.ports.panels import Reaction as Reaction
from pywry_tools.ports.shelf import Shelf as Shelf

Callback = (
    Callable[[Any], object] | Callable[[Any, str], object] | Callable[[Any, str, str], object] | Callable[[], object]
)
"""Called with `(data)`, `(data, event_type)` or `(data, event_type, label)`; plain or async."""


class Report(Protocol):
    """Tells whoever called how far a slow tool is."""

    async def __call__(self, done: float, total: float | None = None, message: str | None = None) -> None:
        """Tell it.

        Args:
            done: Grows with each call.
            total: What it will be in the end; None where nobody knows.
            message: What is being done, in a few words.
        """
        ...


class Table(Protocol):
    """Columns of equal length, whatever they came from."""

    @property
    def names(self) -> Sequence[str]:
        """The columns, in order."""
        ...

    @property
    def rows(self) -> int:
        """How many rows there are."""
        ...

    def records(
        self, start: int = 0, stop: int | None = None, columns: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        """Rows `start` to `stop` (not included) as JSON-able dicts."""
        ...


class Widget(Protocol):
    """A page that is open."""

    @property
    def id(self) -> WidgetId:
        """Its id."""
        ...

    @property
    def kind(self) -> str:
        """page, chart, grid or dashboard: which family made it."""
        ...

    @property
    def title(self) -> str:
        """What the tab or the title bar shows."""
        ...

    @property
    def theme(self) -> str:
        """light, dark or system."""
        ...

    @property
    def url(self) -> str | None:
        """Where a person can look; None where there is no address."""
        ...

    @property
    def revision(self) -> int:
        """Grows with everything that is sent to the page."""
        ...

    @property
    def viewers(self) -> int:
        """How many pages show it now."""
        ...

    @property
    def panels(self) -> Mapping[str, Panel]:
        """Its components, in order."""
        ...

    @property
    def console(self) -> Iterable[dict[str, Any]]:
        """What its pages printed, raised or had blocked lately, oldest first; bounded."""
        ...


class Storage(Protocol):
    """Values that outlive the program. Reads and writes a file, so call it in a thread."""

    def get(self, key: str) -> tuple[bool, Any]:
        """Whether there is one, and the value."""
        ...

    def set(self, key: str, value: Any) -> None:
        """Store a value.

        Raises:
            BadData: It is not JSON, or cannot be written.
        """
        ...

    def remove(self, key: str) -> bool:
        """Take a value away; whether there was one."""
        ...

    def keys(self) -> list[str]:
        """What is stored."""
        ...


class Context(Protocol):
    """What a tool's body works with."""

    @property
    def actor(self) -> Actor:
        """Who is calling."""
        ...

    @property
    def report(self) -> Report | None:
        """Tells the caller how far a slow tool is; None where nobody wants to know."""
        ...

    def widget(self, widget: WidgetId) -> Widget:
        """Find a widget.

        Raises:
            NoSuchWidget: With the nearest ids.
        """
        ...

    def widgets(self) -> Sequence[Widget]:
        """All that the actor may see, oldest first."""
        ...

    def panel(self, widget: WidgetId, kind: PanelKind, panel: str | None) -> Panel:
        """Find a panel; None means the page's only one of that kind.

        Raises:
            NoSuchWidget: With the nearest ids.
            NoSuchPanel: There is none, or several and none was named.
        """
        ...

    async def open(
        self,
        page: Page,
        *,
        kind: str,
        panels: Sequence[Panel] = (),
        layout: Mapping[str, Any] | None = None,
        label: str | None = None,
        callbacks: Mapping[str, Callback] | None = None,
        react: Reaction | None = None,
    ) -> Widget:
        """Put a new page where the transport draws. A label that is open already is replaced.

        Args:
            page: What to draw.
            kind: The family, for listings.
            panels: Components on it.
            layout: The value of the state key `layout`.
            label: The widget's id; None makes one.
            callbacks: Event name to callback, registered before the page opens.
            react: Called on a worker thread with every reserved event of a page; what it returns is sent.
        """
        ...

    def send(self, widget: WidgetId, event: Event) -> Widget:
        """Append a typed event: applied to the state kept here, then sent to every viewer."""
        ...

    def emit(self, widget: WidgetId, name: str, data: Any) -> Widget:
        """Append an event by name; reserved names are validated as their typed event."""
        ...

    def set_state(self, widget: WidgetId, key: str, data: Any) -> Widget:
        """Set a state key for viewers now and later; None takes it away."""
        ...

    def set_panels(
        self,
        widget: WidgetId,
        panels: Sequence[Panel],
        *,
        remove: Sequence[str] = (),
        layout: Mapping[str, Any] | None = None,
    ) -> Widget:
        """Add or replace panels, take others away, and lay out anew; the rest of the page is not touched."""
        ...

    def reread(self, widget: WidgetId, *, css_only: bool = False) -> Widget:
        """Take what the page's files hold now: style sheets for viewers too, scripts for the next document.

        Args:
            widget: Whose files.
            css_only: Look at the style sheets alone.
        """
        ...

    async def ask(
        self,
        widget: WidgetId,
        name: str,
        args: Mapping[str, Any],
        *,
        timeout_s: float = 10,
        viewer: str | None = None,
        headless: bool = False,
    ) -> Any:
        """Call a function of the page and return its answer.

        Args:
            widget: Whose page.
            name: The function, as the page registered it.
            args: Its arguments by name.
            timeout_s: How long to wait for a page, and for the answer.
            viewer: Which page; None is the one that a person used last.
            headless: Whether a headless browser opens the page where nobody looks at it.

        Raises:
            NoBrowser: One is needed, and none is installed.
            NoPage: None is attached within the time limit.
            PageTimeout: It did not answer.
            PageError: It failed.
        """
        ...

    async def wait_for(
        self, widget: WidgetId, names: Sequence[str], *, since: int, timeout_s: float, limit: int = 20
    ) -> tuple[list[dict[str, Any]], int]:
        """Events from pages that match a name or wildcard, after a cursor.

        Returns:
            The events as `{seq, name, data, viewer}`, empty after the time limit, and the new cursor.
        """
        ...

    async def screenshot(
        self, widget: WidgetId, *, panel: str | None, width: int, height: int, theme: str | None
    ) -> tuple[bytes, dict[str, Any]]:
        """A PNG of the page or one of its panels, drawn by a headless browser, and the page's own description.

        Raises:
            NoBrowser: None is installed.
        """
        ...

    async def export(self, widget: WidgetId, order: Order) -> Exported:
        """Make a page into a file, or the bytes of one; `pywry.runtime.exports` says what may be in the way."""
        ...

    async def close(self, widget: WidgetId) -> None:
        """Take the page away from every viewer."""
        ...

    def offers(self, need: Need) -> bool:
        """Whether the transport can do it."""
        ...

    async def native(
        self, action: str, *, needs: Need, widget: WidgetId | None = None, timeout_s: float | None = None, **fields: Any
    ) -> Any:
        """Have the process that owns the windows do something, and return what it answers.

        Args:
            action: One of its actions.
            needs: What the transport must be able to do for it.
            widget: Whose window it is about; None for none.
            timeout_s: How long to wait; None is the settings' limit.
            fields: What else the action takes, JSON-able.

        Raises:
            NotHere: The transport cannot do it; the message names the alternative.
            NativeError: It was refused.
            NativeTimeout: There was no answer in time.
            NoSuchWidget: The widget is not open.
        """
        ...

    def keep_handlers(self, key: str, handlers: Mapping[str, Callback]) -> None:
        """Replace the callbacks of a menu or a tray, by item id; they run when an event names `menu` and `item_id`."""
        ...

    def drop_handlers(self, key: str) -> None:
        """Forget them."""
        ...

    def hold(self, key: str) -> None:
        """Keep the program waiting in `block` although no window is open, such as for a tray."""
        ...

    def release(self, key: str) -> None:
        """Stop that."""
        ...

    @property
    def lasting(self) -> MutableMapping[str, tuple[str, Mapping[str, Any]]]:
        """What a new process that owns the windows is asked for again, by any name: actions and their fields."""
        ...

    @property
    def menus(self) -> MutableMapping[str, Menu]:
        """The menus as they are now, by place; tools/placing.py says which places there are."""
        ...

    @property
    def trays(self) -> MutableMapping[str, Tray]:
        """The tray icons as they are now, by id."""
        ...

    def icon(self, icon: bytes | str | Path, size: tuple[int, int] | None = None) -> dict[str, Any]:
        """A picture as `{rgba, width, height}`, the pixels in base64.

        Args:
            icon: The bytes of an image file, its path or data URL; or RGBA bytes, four a pixel.
            size: Width and height of RGBA bytes.

        Raises:
            BadData: It is no image.
        """
        ...

    @property
    def storage(self) -> Storage:
        """Values that outlive the program."""
        ...

    def figure(self, figure: Any) -> dict[str, Any]:
        """A figure of any kind as `{data, layout, frames?}` with arrays as numpy arrays.

        Raises:
            BadData: It is no figure.
        """
        ...

    @property
    def shelf(self) -> Shelf:
        """Datasets by reference."""
        ...

    def rows(self, data: Any) -> Any:
        """Data as it was given; in place of `{"ref": ...}`, a name, an id or a `Dataset`, the rows as a frame.

        Raises:
            NoSuchData: There is no dataset of that id or name.
        """
        ...

    def table(self, data: Any) -> Table:
        """Rows, columns or a frame of any kind as a table.

        Raises:
            BadData: It is no table.
        """
        ...

    def start_live(self, widget: WidgetId, panel: str | None, plan: Plan) -> Feed:
        """Bind a source to a panel, in place of what was bound to it.

        Raises:
            NoSuchWidget: With the nearest ids.
            NoSuchPanel: There is no such chart, grid or metric, or several and none was named.
            InvalidArguments: The plan does not fit the panel.
            BadData: The source is none.
        """
        ...

    def lives(self) -> Sequence[Feed]:
        """What is bound to panels of widgets that the actor may see."""
        ...

    def make_board(self) -> Board:
        """An empty dashboard; its `react` goes to `open`."""
        ...

    def board(self, widget: WidgetId) -> Board:
        """The board that a dashboard was opened with.

        Raises:
            NoSuchPanel: The page is no dashboard.
        """
        ...

    def make_panel(self, kind: PanelKind, panel: str, **model: Any) -> Panel:
        """Build a panel of the house from checked parts; each family's tool says which."""
        ...

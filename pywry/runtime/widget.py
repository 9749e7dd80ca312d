"""A page that is open, as Python keeps it: its state, its log, and who listens."""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pywry import wire
from pywry.runtime.callbacks import Runner, Subscription, Worker
from pywry.runtime.log import Backlog, Entry, Log
from pywry.transports.base import Message, PageView
from pywry.wire import Frame
from pywry_tools.errors import Closed, NoSuchPanel
from pywry_tools.events import page as page_events
from pywry_tools.events.base import Event, parse
from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Page
from pywry_tools.ports import Panel, PanelKind, Reaction

if TYPE_CHECKING:
    from pywry.live.feeds import Feeds

MESSAGE_BYTES = 256 * 1024
REFUSAL_MS = 8_000

KINDS: dict[str, PanelKind] = {"plotly": "chart", "grid": "grid"}


class Batch(NamedTuple):
    """Log entries as one message.

    Attributes:
        start: The cursor before the first of them.
        sent: The newest entry for viewers when it was made.
        end: The cursor after the last of them.
        message: What goes to viewers; None if nothing does.
        size: Its length.
    """

    start: int
    sent: int
    end: int
    message: Message | None
    size: int


class Widget:
    """One page and everything that outlives its viewers. Appending is thread-safe and never waits."""

    def __init__(
        self,
        widget: WidgetId,
        page: Page,
        *,
        kind: str,
        panels: Sequence[Panel] = (),
        layout: Mapping[str, Any] | None = None,
        react: Reaction | None = None,
        owner: str | None = None,
        hosts: tuple[str, ...] = (),
        changed: Callable[[Widget], None] = lambda _: None,
        renewed: Callable[[Widget], None] = lambda _: None,
        address: Callable[[PageView], str | None] = lambda _: None,
    ) -> None:
        self.id = widget
        self.page = page
        self.kind = kind
        self.owner = owner
        self.hosts = hosts
        self.react = react
        self.token = secrets.token_urlsafe(24)
        self.epoch = secrets.token_hex(4)
        self.lock = threading.RLock()
        self.log = Log()
        self.panels: dict[str, Panel] = {p.id: p for p in panels}
        self.subscriptions: list[Subscription] = []
        self.console: deque[dict[str, Any]] = deque(maxlen=200)
        self.runner = Runner(Worker(f"pywry-{widget}"))
        self.created_at = datetime.now(UTC)
        self.kept: dict[str, Any] = {}
        self.closed = False
        self.joined = False
        self.viewers = 0
        self.applied: dict[str, int] = {}
        self.feeds: Feeds | None = None
        self.dirty = False
        self._changed = changed
        self._renewed = renewed
        self._address = address
        self._state: dict[str, Frame | None] = {}
        self._values: dict[str, Any] = {}
        self._batch: Batch | None = None
        for panel in panels:
            self._keep(f"panel:{panel.id}", None)
        if layout is not None:
            self.set_state("layout", dict(layout))

    @property
    def title(self) -> str:
        """What the tab shows."""
        return str(self._values.get("title", {}).get("title", self.page.title))

    @property
    def url(self) -> str | None:
        """Where a person can look; None where there is no address, a path while nobody knows where it is served."""
        return self._address(self.view())

    def move(self, address: Callable[[PageView], str | None]) -> None:
        """Be found elsewhere from now on, by people who were not there yet."""
        self._address, self.joined = address, False

    @property
    def theme(self) -> str:
        """light, dark or system."""
        return str(self._values.get("theme", {}).get("mode", self.page.theme))

    @property
    def html(self) -> str:
        """The body as it is now."""
        return str(self._values.get("html", {}).get("html", self.page.html))

    @property
    def revision(self) -> int:
        """The number of the newest entry."""
        return self.log.head

    def view(self) -> PageView:
        """The page as it is now, for a document."""
        with self.lock:
            css = {k[4:]: v["css"] for k, v in self._values.items() if k.startswith("css:")}
            return PageView(
                widget=self.id,
                page=self.page,
                html=self.html,
                title=self.title,
                theme=self.theme,
                css=css,
                seq=self.log.head,
                epoch=self.epoch,
                token=self.token,
                families=frozenset(p.kind for p in self.panels.values()),
                traces=frozenset(t for p in self.panels.values() for t in getattr(p, "types", ())),
                hosts=self.hosts,
            )

    def emit(self, name: str, data: Any) -> None:
        """Append an event by name.

        Raises:
            NoSuchEvent: The name is none, or reserved for something else.
            BadData: The data has no form in a page, or does not fit the reserved event.
        """
        event = parse(name, data, "down")
        if event is not None:
            self.send(event)
            return
        encoded = wire.encode(data)
        with self.lock:
            self._check_open()
            self.log.append(wire.numbered(b"event", name, self.log.head + 1, encoded))
        self._changed(self)

    def send(self, event: Event) -> None:
        """Append a typed event, after taking it into the state."""
        with self.lock:
            self._check_open()
            out = self._reduce(event)
            if out is not None:
                encoded = wire.encode(out.data(), event.name)
                self.log.append(wire.numbered(b"event", out.name, self.log.head + 1, encoded), covered=event.lasting)
        self._changed(self)

    def renew(self, page: Page) -> None:
        """Take another model for the documents that are loaded from now on.

        Args:
            page: With another html, it is the body, whatever was put there since.
        """
        with self.lock:
            self._check_open()
            if page.html != self.page.html:
                for key in [k for k in self._state if k == "html" or k.startswith(("content:", "style:"))]:
                    self._drop(key)
            self.page = page
        self._renewed(self)

    def set_state(self, key: str, data: Any) -> None:
        """Set a state key; None takes it away."""
        encoded = wire.encode(data, key)
        with self.lock:
            self._check_open()
            seq = self.log.head + 1
            if data is None:
                gone = wire.frame("state", {"key": key, "gone": True, "seq": seq})
                self._drop(key)
                self.log.append(gone, covered=True)
            else:
                frame = wire.numbered(b"state", key, seq, encoded)
                self._keep(key, frame, data)
                self.log.append(frame, covered=True)
        self._changed(self)

    def set_panels(
        self, panels: Sequence[Panel], *, remove: Sequence[str] = (), layout: Mapping[str, Any] | None = None
    ) -> None:
        """Add or replace panels, take others away, lay out anew."""
        with self.lock:
            for panel in remove:
                if panel not in self.panels:
                    raise NoSuchPanel(panel, self.panels, where=f" in {self.id}")
            for panel in remove:
                del self.panels[panel]
                self.set_state(f"panel:{panel}", None)
            for new in panels:
                self.panels[new.id] = new
                self.set_state(f"panel:{new.id}", new.wire())
                self._state[f"panel:{new.id}"] = None
            if layout is not None:
                self.set_state("layout", dict(layout))
        if remove and self.feeds is not None:
            self.feeds.review()

    @property
    def backlog(self) -> Backlog | None:
        """What the viewer that keeps up best has not applied yet; None if there is no viewer."""
        with self.lock:
            return self.log.behind(max(self.applied.values())) if self.applied else None

    def follow(self, out: Event | Panel | Mapping[str, Any]) -> None:
        """Do what follows from an event: send another, put a panel in place, or lay out anew."""
        if isinstance(out, Event):
            self.send(out)
        elif isinstance(out, Mapping):
            self.set_state("layout", dict(out))
        else:
            self.set_panels([out])

    def panel(self, kind: PanelKind, panel: str | None) -> Panel:
        """Find a panel; None means the only one of its kind.

        Raises:
            NoSuchPanel: There is none, or several and none was named.
        """
        of_kind = {p.id: p for p in self.panels.values() if p.kind == kind}
        if panel is None:
            if len(of_kind) == 1:
                return next(iter(of_kind.values()))
            named = f"{kind} (which one was not said)" if of_kind else kind
            raise NoSuchPanel(named, of_kind, where=f" in {self.id}")
        if panel not in of_kind:
            raise NoSuchPanel(panel, of_kind, where=f" among the {kind} panels of {self.id}")
        return of_kind[panel]

    def hear(self, viewer: str, name: str, data: Any, event: Event | None) -> None:
        """File an event from a page."""
        with self.lock:
            self.log.append(None, heard=(name, data, viewer))
            answer = self.panels[event.panel].heard(event) if event is not None and event.panel in self.panels else None
            if answer is not None:
                self.send(answer)

    def refused(self, event: Event | None, error: Exception) -> bool:
        """A callback raised: what a person did is put back where that means something. True if that is all to say."""
        panel = self.panels.get(event.panel) if event is not None and event.panel is not None else None
        if panel is None or event is None or self.closed:
            return False
        back = panel.refused(event)
        for change in back:
            self.send(change)
        if not back:
            return False
        said = str(error) if isinstance(error, ValueError) and str(error) else "The change could not be taken."
        self.send(page_events.Alert(message=said, type="warning", duration=REFUSAL_MS))
        return isinstance(error, ValueError)

    def heard(self, since: int) -> list[Entry]:
        """What pages sent after a cursor."""
        with self.lock:
            return [e for e in self.log.after(since) if e.heard is not None]

    def batch(self, cursor: int) -> Batch | None:
        """The next message for a viewer that lacks something; None if the log holds all that it lacks no more.

        Viewers at the same place share one encoded message.
        """
        with self.lock:
            batch, sent = self._batch, self.log.sent
            if batch is not None and batch.start == cursor and batch.sent == sent:
                return batch
            if not self.log.holds(cursor):
                return None
            entries = self.log.after(cursor, max_bytes=MESSAGE_BYTES)
        frames = [e.frame for e in entries if e.frame is not None]
        message = wire.pack(frames) if frames else None
        batch = Batch(cursor, sent, entries[-1].seq, message, len(message) if message else 0)
        self._batch = batch
        return batch

    def snapshot(self, *, rendered: int | None) -> list[Frame]:
        """The state as frames.

        Args:
            rendered: The number up to which the viewer's document holds html; None if it must be sent.
        """
        with self.lock:
            return [
                self._frame_of(key)
                for key in list(self._state)
                if not (key == "html" and rendered is not None and self._values["html"]["seq"] <= rendered)
            ]

    def kept_values(self) -> dict[str, Any]:
        """What pages keep besides panels, by state key."""
        with self.lock:
            return dict(self._values)

    def listen(self, subscription: Subscription) -> Subscription:
        """Add a callback."""
        with self.lock:
            self.subscriptions.append(subscription)
        subscription.end = self._unlisten
        return subscription

    def touch(self) -> None:
        """Let viewers look again."""
        self._changed(self)

    def _unlisten(self, subscription: Subscription) -> None:
        with self.lock:
            self.subscriptions.remove(subscription)

    def _check_open(self) -> None:
        if self.closed:
            raise Closed(f"widget {self.id!r} has been closed; show it again.")

    def _reduce(self, event: Event) -> Event | None:
        family = event.name.partition(":")[0]
        kind = KINDS.get(family)
        if kind is None:
            self._retain(event)
            return event
        if not any(p.kind == kind for p in self.panels.values()):
            return event  # the page draws its own; it hears the event as it was sent
        panel = self.panel(kind, event.panel)
        target = event.target
        if target is not None and event.panel is None:
            event = event.model_copy(update={target: panel.id})
        out = panel.apply(event)
        if event.lasting:
            self._state[f"panel:{panel.id}"] = None
        return out

    def _retain(self, event: Event) -> None:
        match event:
            case page_events.SetContent():
                self._event_state(f"content:{event.place}", event)
            case page_events.SetStyle():
                self._merge_style(event)
            case page_events.InjectCss():
                self._event_state(f"css:{event.id}", event)
            case page_events.RemoveCss():
                self._drop(f"css:{event.id}")
            case page_events.UpdateTheme():
                self._state_value("theme", {"mode": event.theme})
            case page_events.UpdateHtml():
                for key in [k for k in self._state if k.startswith(("content:", "style:"))]:
                    self._drop(key)
                self._state_value("html", {"html": event.html, "seq": self.log.head + 1})
            case _:
                pass

    def _merge_style(self, event: page_events.SetStyle) -> None:
        key = f"style:{event.place}"
        before = self._values.get(key, {}).get("styles", {})
        merged = event.model_copy(update={"styles": {**before, **event.styles}})
        self._event_state(key, merged)

    def _event_state(self, key: str, event: Event) -> None:
        self._state_value(key, event.data())

    def _state_value(self, key: str, data: dict[str, Any]) -> None:
        sent = {k: v for k, v in data.items() if not (key == "html" and k == "seq")}
        self._keep(key, wire.numbered(b"state", key, self.log.head + 1, wire.encode(sent, key)), data)

    def _keep(self, key: str, frame: Frame | None, data: Any = None) -> None:
        self._state.pop(key, None)
        self._state[key] = frame
        self._values[key] = data

    def _drop(self, key: str) -> None:
        self._state.pop(key, None)
        self._values.pop(key, None)

    def _frame_of(self, key: str) -> Frame:
        frame = self._state[key]
        if frame is None:
            panel = self.panels[key.removeprefix("panel:")]
            frame = wire.numbered(b"state", key, self.log.head, wire.encode(panel.wire(), key))
            self._state[key] = frame
        return frame

"""Binding sources to the panels of a widget."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from pywry_tools.access import Actor, check
from pywry_tools.catalog import find
from pywry_tools.errors import InvalidArguments, NoSuchPanel
from pywry_tools.models.live import Plan
from pywry_tools.ports import Panel, PanelKind
from pywry_tools.tools import dashboard, grid, plotly

if TYPE_CHECKING:
    from pywry.live.feed import Feed, Pump, Sink
    from pywry.panels.chart import ChartPanel
    from pywry.panels.grid import GridPanel
    from pywry.panels.metric import MetricPanel
    from pywry.panels.pagedrows import PagedRows
    from pywry.panels.rows import Rows
    from pywry.runtime.session import Session
    from pywry.runtime.widget import Widget

KINDS = ("chart", "grid", "metric")
MOST = 10_000
COURSE = 60


def start(session: Session, widget: Widget, panel: str | None, plan: Plan, actor: Actor) -> Feed:
    """Bind a source to a panel.

    Raises:
        NoSuchPanel: There is no such chart, grid or metric, or several and none was named.
        InvalidArguments: The plan does not fit the panel.
        BadData: The source is none.
    """
    from pywry.live.feed import Feed
    from pywry.live.feeds import Feeds

    found = panel_of(widget, panel)
    check_plan(plan, found)
    window = window_of(plan, found)
    traces = _traces(plan, found)
    pump = _pump(session, plan, actor, window)
    with widget.lock:
        if widget.feeds is None:
            widget.feeds = Feeds(widget, session.hub.portal.post)
    sink = Binding(session, widget, found.id, actor).sink(found, plan, window)
    feed = Feed(widget.feeds, (found.id, traces), plan, pump, sink)
    widget.feeds.add(feed)
    return feed


def panel_of(widget: Widget, panel: str | None) -> Panel:
    """The panel that is meant; None means the only one that can be fed.

    Raises:
        NoSuchPanel: There is none, or several and none was named.
    """
    able = {p.id: p for p in widget.panels.values() if p.kind in KINDS}
    if panel is None and len(able) == 1:
        return next(iter(able.values()))
    if panel is None:
        named = "chart, grid or metric (which one was not said)" if able else "chart, grid or metric"
        raise NoSuchPanel(named, able, where=f" in {widget.id}")
    if panel not in able:
        raise NoSuchPanel(panel, able, where=f" among the charts, grids and metrics of {widget.id}")
    return able[panel]


def check_plan(plan: Plan, panel: Panel) -> None:
    """Refuse what the kind of panel does not have.

    Raises:
        InvalidArguments: Which, and whose it is.
    """
    wrong = {
        "x": plan.x is not None and panel.kind != "chart",
        "traces": plan.traces is not None and panel.kind != "chart",
        "y": plan.y is not None and panel.kind == "grid",
        "by_id": plan.by_id and panel.kind != "grid",
    }
    if found := [name for name, is_wrong in wrong.items() if is_wrong]:
        home = "a grid" if found == ["by_id"] else "a chart"
        raise InvalidArguments(f"{found[0]} is for {home}, and {panel.id!r} is a {panel.kind}; leave it out.")
    if panel.kind == "metric" and plan.y is not None and len(plan.y) != 1:
        raise InvalidArguments(f"a metric shows one value; give one key as y, not {len(plan.y)}.")


def window_of(plan: Plan, panel: Panel) -> int | None:
    """How much is kept; None is all.

    Raises:
        InvalidArguments: The panel cannot hold a window.
    """
    if _is_paged(panel):
        if isinstance(plan.window, int):
            raise InvalidArguments(
                f"grid {panel.id!r} keeps its rows in Python and cannot hold a window; leave window out, and all rows "
                "stay, or show it with grid_options={'rowModelType': 'clientSide'}, or with its last rows alone."
            )
        return None
    if plan.window is not None:
        return None if plan.window == "all" else plan.window
    if panel.kind == "metric":
        return COURSE
    there = panel.summary()
    sizes = [there.get("rows", 0), *(trace.get("points", 0) for trace in there.get("traces", ()))]
    return max(MOST, *map(int, sizes))


def _is_paged(panel: Panel) -> bool:
    """Whether a grid's rows stay in Python, where a row that goes leaves its place empty."""
    return panel.kind == "grid" and isinstance(cast("GridPanel", panel).rows, _paged())


def _paged() -> type[PagedRows]:
    from pywry.panels.pagedrows import PagedRows

    return PagedRows


def _traces(plan: Plan, panel: Panel) -> frozenset[int] | None:
    if panel.kind != "chart":
        return None
    from pywry.live.chart import check_traces

    return check_traces(plan, len(cast("ChartPanel", panel).traces))


def _pump(session: Session, plan: Plan, actor: Actor, window: int | None) -> Pump:
    from pywry.live.sources import asked, pump_of

    loop = _loop(session)
    if plan.tool is None:
        return pump_of(plan, loop, window)
    tool = find(plan.tool)
    if tool.effect != "read":
        raise InvalidArguments(f"{tool.name} changes things; a live source asks only tools that read.")
    check(actor, tool.effect, tool.name)
    arguments = dict(plan.args or {})
    tool.validate(arguments)

    async def ask() -> Any:
        return tool.dump(await session.call(tool, arguments, actor))

    return asked(tool.name, ask, plan.rate, session.hub.portal.loop)


def _loop(session: Session) -> asyncio.AbstractEventLoop:
    """Async sources run where they were handed over, for what they hold on to lives there."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return session.hub.portal.loop


class Binding:
    """Writes into one panel, as an actor."""

    def __init__(self, session: Session, widget: Widget, panel: str, actor: Actor) -> None:
        self._session = session
        self._widget = widget
        self._panel = panel
        self._kind: PanelKind | None = None
        self._actor = actor

    def sink(self, panel: Panel, plan: Plan, window: int | None) -> Sink:
        """What takes items into the panel."""
        self._kind = panel.kind
        match panel.kind:
            case "chart":
                from pywry.live.chart import ChartSink

                return ChartSink(self.find, plan, window, lambda data, indices: self._extend(data, indices, window))
            case "grid":
                from pywry.live.grid import GridSink

                return GridSink(self._rows, self._columns, plan, window, update=self._update, remove=self._remove)
            case _:
                from pywry.live.metric import MetricSink

                return MetricSink(plan, window, self._set)

    def find(self) -> Panel:
        """The panel as it is now.

        Raises:
            NoSuchPanel: It is gone.
        """
        found = self._widget.panels.get(self._panel)
        if found is None or found.kind != self._kind:
            raise NoSuchPanel(self._panel, self._widget.panels, where=f" in {self._widget.id}")
        return found

    def _post(self, tool: Any, **arguments: Any) -> None:
        self._session.post(tool, {"widget": self._widget.id, "panel": self._panel, **arguments}, self._actor)

    def _rows(self) -> Rows:
        return cast("GridPanel", self.find()).rows

    def _columns(self) -> Sequence[str]:
        rows = self._rows()
        return list(rows.types) if isinstance(rows, _paged()) else rows.table.names

    def _extend(self, data: dict[str, list[Any]], indices: list[int], window: int | None) -> None:
        self._post(plotly.extend, data=data, indices=indices, max_points=window)

    def _update(self, data: Any, strategy: str) -> None:
        self._post(grid.update_data, data=data, strategy=strategy)

    def _remove(self, row_ids: list[str]) -> None:
        self._post(grid.remove_rows, row_ids=row_ids)

    def _set(self, shown: dict[str, Any]) -> None:
        check(self._actor, "write", dashboard.update.name)
        metric = cast("MetricPanel", self.find())
        with self._widget.lock:
            metric.show(**shown)
            self._widget.set_panels([metric])
        self._session.count(dashboard.update.name, self._actor)

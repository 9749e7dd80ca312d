"""Plotly charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, cast

import numpy as np

from pywry.data.figure import figure_of, plain
from pywry.data.growing import Array
from pywry.data.restyle import Points, put_value, update_layout, update_traces, value_at, which
from pywry.data.templates import template_of
from pywry.data.titles import title_paths
from pywry.data.traces import check_types, types_in
from pywry.panels.base import BasePanel, given, rebuilt
from pywry_tools.errors import BadData, nearest
from pywry_tools.events import plotly
from pywry_tools.events.base import Event
from pywry_tools.ports import PanelKind
from pywry_tools.tools.plotly_config import config_of

AXIS = re.compile(r"^[xy]axis\d*$")
POINTS = ("x", "y", "z", "values", "labels", "lat", "lon", "locations", "open", "r", "theta", "a", "value")
BOX = ("lowerfence", "q1", "median", "q3", "upperfence", "mean")
FEW = 8


class ChartPanel(BasePanel):
    """A figure, kept as it is on screen.

    Args:
        panel: Its id.
        figure: A figure of any kind.
        title: A heading above it; the figure's own title stays inside.
        config: Plotly's config, without Python functions.
        templates: Layout templates for light and dark, under the figure's own.
    """

    KIND: ClassVar[PanelKind] = "chart"

    def __init__(
        self,
        panel: str,
        *,
        figure: Any,
        title: str | None = None,
        config: Mapping[str, Any] | None = None,
        templates: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        super().__init__(panel, title)
        self._set_figure(figure)
        settled = config_of({**self._figure.pop("config", {}), **(config or {})})
        self._config: dict[str, Any] = plain(settled.plotly)
        self._templates = templates_of({**settled.templates, **(templates or {})})
        self._seen: dict[str, Any] = {}
        self.follows = True

    def _set_figure(self, figure: Any) -> None:
        self._figure: dict[str, Any] = figure_of(figure)
        self._home: dict[str, Any] = self._figure["layout"]
        self._growing: dict[tuple[int, str], Points] = {}

    @property
    def figure(self) -> dict[str, Any]:
        """The figure as it is now."""
        for (index, attribute), points in self._growing.items():
            value = points.value
            whole = list(cast("list[Any]", value)) if isinstance(value, list) else value
            put_value(self.traces[index], attribute, whole)
        return self._figure

    @property
    def types(self) -> frozenset[str]:
        """The types of its traces, and what its menus make of them, which say what code a page needs to draw them."""
        return types_in(self._figure)

    @property
    def traces(self) -> list[dict[str, Any]]:
        """Its traces, without points that were appended since `figure` was read."""
        return cast("list[dict[str, Any]]", self._figure["data"])

    def _settle(self) -> None:
        self._figure = dict(self.figure)
        self._growing = {}

    def _body(self) -> Mapping[str, Any]:
        return {"figure": self.figure, "config": self._config or None, "templates": self._templates or None}

    def apply(self, event: Event) -> Event | None:
        """Take a change; the event that is sent carries it in plain form."""
        match event:
            case plotly.UpdateFigure():
                return self._update_figure(event)
            case plotly.Replace():
                return self._replace(event)
            case plotly.UpdateLayout():
                return self._update_layout(event)
            case plotly.UpdateTraces():
                self._settle()
                update = {key: plain(value) for key, value in event.update.items()}
                check_types(update.get("type"))
                self._figure["data"] = update_traces(self.traces, update, event.indices)
                return rebuilt(event, update=update)
            case plotly.Extend() | plotly.Prepend():
                return self._extend(event)
            case plotly.ResetZoom():
                self._settle()
                self._figure["layout"] = home(self._figure["layout"], self._home)
                self._seen.pop("zoom", None)
                return event
            case plotly.Animate():
                return self._animate(event)
            case plotly.RequestState() | plotly.ExportData():
                return event
            case _:
                return super().apply(event)

    def _update_figure(self, event: plotly.UpdateFigure) -> Event:
        figure = figure_of(event.figure)
        config: dict[str, Any] = figure.pop("config", {})
        self._set_figure(figure)
        self.follows = False
        self._seen.pop("selected", None)
        if event.config is None and not config:
            return rebuilt(event, figure=figure)
        settled = config_of({**config, **config_of(event.config).plotly})
        self._config = plain(settled.plotly)
        told = self._config
        if templates := templates_of({**settled.templates, **config_of(event.config).templates}):
            self._templates = templates
            told = {**told, "templates": templates}
        return plotly.UpdateFigure(figure=figure, chartId=self.id, config=told, animate=event.animate)

    def _replace(self, event: plotly.Replace) -> Event:
        figure = figure_of(event.figure)
        figure.pop("config", None)
        self._set_figure(figure)
        self.follows = False
        self._seen.clear()
        return rebuilt(event, figure=figure)

    def _update_layout(self, event: plotly.UpdateLayout) -> Event:
        layout = event.layout
        if layout.get("template") is not None:
            layout = {**layout, "template": template_of(layout["template"])}
        layout = title_paths(layout)
        self._settle()
        self._figure["layout"] = update_layout(self._figure["layout"], layout)
        return rebuilt(event, layout=plain(layout))

    def _animate(self, event: plotly.Animate) -> Event:
        frames = cast("list[dict[str, Any]]", self._figure.get("frames", []))
        if not frames:
            raise BadData(f"chart {self.id!r} has no frames to play; show a figure that has some.")
        known = {str(frame[key]) for frame in frames for key in ("name", "group") if frame.get(key) is not None}
        wrong = [name for name in event.frames or () if name not in known]
        if wrong:
            raise BadData(f"chart {self.id!r} has no frame {wrong[0]!r}. {nearest(wrong[0], sorted(known))}")
        return event

    def _extend(self, event: plotly.Extend | plotly.Prepend) -> Event:
        points = {key: [plain(list_) for list_ in lists] for key, lists in event.points.items()}
        indices = which(self.traces, event.indices)
        for key, lists in points.items():
            if len(lists) != len(indices):
                raise BadData(
                    f"{key!r} has {len(lists)} lists of points for {len(indices)} indices; give one for each trace."
                )
        for key in points:
            for index in indices:
                self._points(index, key)  # all are there, or none grows
        for key, lists in points.items():
            for index, more in zip(indices, lists, strict=True):
                grow = self._points(index, key)
                (grow.extend if isinstance(event, plotly.Extend) else grow.prepend)(more, event.max_points)
        return rebuilt(event, points=points, indices=indices)

    def _points(self, index: int, attribute: str) -> Points:
        key = (index, attribute)
        if key not in self._growing:
            values = value_at(self.traces[index], attribute)
            if not isinstance(values, (list, tuple, np.ndarray)):
                known = [name for name, value in self.traces[index].items() if isinstance(value, (list, np.ndarray))]
                raise BadData(f"trace {index} has no list of {attribute!r} to add to. {nearest(attribute, known)}")
            if not self._growing:
                self._figure = {**self._figure, "data": [dict(trace) for trace in self.traces]}
            self._growing[key] = Points(values)
        return self._growing[key]

    def heard(self, event: Event) -> Event | None:
        """Remember selection, click and zoom."""
        match event:
            case plotly.Clicked():
                self._seen["clicked"] = [brief(point) for point in event.points[:FEW]]
            case plotly.Selected():
                first = [brief(point) for point in event.points[:FEW]]
                self._seen["selected"] = given({"points": len(event.points), "first": first, "range": event.range})
            case plotly.Deselected():
                self._seen.pop("selected", None)
            case plotly.Relayouted():
                self._zoomed(event.relayout_data)
            case _:
                pass
        return None

    def _zoomed(self, change: Mapping[str, Any]) -> None:
        for key, value in change.items():
            axis = key.partition(".")[0]
            zoom = cast("dict[str, Any]", self._seen.setdefault("zoom", {}))
            if key.endswith(".autorange"):
                zoom.pop(axis, None)
            elif AXIS.match(axis) and ".range" in key:
                zoom[axis] = moved(zoom.get(axis), key, value)
        if not self._seen.get("zoom"):
            self._seen.pop("zoom", None)

    @property
    def seen(self) -> dict[str, Any]:
        """What a person selected, clicked and zoomed to last."""
        return self._seen

    def summary(self) -> dict[str, Any]:
        """Traces, titles, and what a person did last."""
        traces = [given({"name": t.get("name"), "type": kind_of(t), "points": size_of(t)}) for t in self.figure["data"]]
        more = len(traces) - FEW if len(traces) > FEW else None
        layout: dict[str, Any] = self._figure["layout"]
        titles = {axis: text_of(layout[axis].get("title")) for axis in layout if AXIS.match(axis)}
        head = {"figure_title": text_of(layout.get("title")), "traces": traces[:FEW], "more_traces": more}
        return given({**head, **titles, "seen": self._seen or None})

    def read(self, **query: Any) -> dict[str, Any]:
        """Layout, traces with their ranges, and a page of one trace's points."""
        trace, start, limit = query.get("trace"), int(query.get("start", 0)), int(query.get("limit", 50))
        figure = self.figure
        traces = [
            given({"index": i, "type": kind_of(t), **said_of(t), "points": size_of(t), **ranges_of(t)})
            for i, t in enumerate(figure["data"])
        ]
        layout = {k: v for k, v in figure["layout"].items() if k != "template"}
        answer: dict[str, Any] = {"layout": jsonable(layout), "traces": traces, "seen": self._seen}
        if trace is not None:
            [index] = which(traces, [trace])
            answer["points"] = list(points_of(figure["data"][index], start, start + limit))
            answer["next_cursor"] = start + limit if start + limit < traces[index]["points"] else None
        return answer


def templates_of(templates: Mapping[str, Any]) -> dict[str, Any]:
    """Layout templates for light and dark, plain."""
    return {theme: plain(template_of(template)) for theme, template in templates.items() if template is not None}


def moved(edges: Any, key: str, value: Any) -> Any:
    """An axis' range after a change of the whole, or of one end of it."""
    if isinstance(value, list):
        return cast("list[Any]", value)
    low, high = edges or (None, None)
    return [low, value] if key.endswith("[1]") else [value, high]


def home(layout: Mapping[str, Any], first: Mapping[str, Any]) -> dict[str, Any]:
    """The layout with every axis as it was at first."""
    out = dict(layout)
    for name in layout:
        if AXIS.match(name):
            axis = {k: v for k, v in layout[name].items() if k not in ("range", "autorange")}
            start = {k: v for k, v in first.get(name, {}).items() if k in ("range", "autorange")}
            out[name] = {**axis, **start}
    return out


def kind_of(trace: Mapping[str, Any]) -> str:
    """The type of a trace; scatter where none is said."""
    return str(trace.get("type", "scatter"))


def said_of(trace: Mapping[str, Any]) -> dict[str, Any]:
    """What a trace is called, and how a scatter is drawn."""
    return {name: trace.get(name) for name in ("name", "mode")}


def size_of(trace: Mapping[str, Any]) -> int:
    """How many points a trace has."""
    return max((len(trace[k]) for k in POINTS if isinstance(trace.get(k), (list, np.ndarray))), default=0)


def text_of(title: Any) -> str | None:
    """The text of a title, which may be an object."""
    return cast("Mapping[str, Any]", title).get("text") if isinstance(title, Mapping) else title


def brief(point: Mapping[str, Any]) -> dict[str, Any]:
    """A point without what says nothing."""
    names = ("trace_name", "curveNumber", "pointNumber", "x", "y", "z", "text", "customdata")
    return given({name: point.get(name) for name in names})


def ranges_of(trace: Mapping[str, Any]) -> dict[str, Any]:
    """Smallest and largest x and y, or the first few names."""
    pairs = {"x": ("x", "labels", "lon", "locations"), "y": ("y", "values", "lat")}
    found = {axis: next((trace[k] for k in keys if k in trace), None) for axis, keys in pairs.items()}
    return {axis: span(values) for axis, values in found.items() if isinstance(values, (list, np.ndarray))}


def span(values: Any) -> list[Any]:
    """The smallest and largest of numbers, the first and last of anything else when it is long."""
    if isinstance(values, np.ndarray) and cast(Array, values).size:
        numbers = cast(Array, values)
        finite = numbers[np.isfinite(numbers)]
        return [finite.min().item(), finite.max().item()] if finite.size else []
    known: list[Any] = [v for v in cast("list[Any]", values) if v is not None and not isinstance(v, (list, np.ndarray))]
    if known and all(isinstance(v, (int, float)) for v in known):
        return [min(known), max(known)]
    return known if len(known) <= FEW else [*known[:4], "...", known[-1]]


def points_of(trace: Mapping[str, Any], start: int, stop: int) -> Iterator[dict[str, Any]]:
    """Points of a trace, each with the attributes that have a value of its own for it."""
    size = size_of(trace)
    names = (*POINTS, *BOX, "text", "customdata", "error_y", "high", "low", "close")
    columns: dict[str, Sequence[Any]] = {
        name: trace[name]
        for name in names
        if isinstance(trace.get(name), (list, np.ndarray)) and len(trace[name]) == size
    }
    for i in range(start, min(stop, size)):
        yield {name: jsonable(values[i]) for name, values in columns.items()}


def jsonable(value: Any) -> Any:
    """Arrays and numpy scalars as Python's own; missing values as None."""
    if isinstance(value, Mapping):
        return {k: jsonable(v) for k, v in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, (np.ndarray, np.generic)):
        return jsonable(value.tolist())
    if isinstance(value, list):
        return [jsonable(v) for v in cast("list[Any]", value)]
    return None if isinstance(value, float) and not np.isfinite(value) else value

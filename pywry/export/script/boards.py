"""Dashboards as source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, cast

import numpy as np

from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.export.script.figures import FigureWriter, named
from pywry.export.script.grids import changes, frame_of, rows_of
from pywry.export.script.program import Program
from pywry.export.script.references import Tables
from pywry.export.script.source import Call, Code, Node, flat
from pywry.export.script.tables import Data
from pywry.export.script.values import node_of
from pywry.panels.arrangement import arranged
from pywry.panels.assembly import Assembly
from pywry.panels.base import BasePanel
from pywry.panels.board import Board
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry.panels.input import InputPanel
from pywry.panels.metric import MetricPanel
from pywry_tools.models.dashboard import Layout, PanelSpec

Json = dict[str, Any]
After = Callable[[], object]

LONG = 100
"""Characters of a text that stands in its panel."""

LISTS = ("options", "spark", "columns")
LONG_LIST = 200
"""Characters of a list that stands in its panel."""

METRIC = ("value", "delta", "spark", "hint")
OVER = ("dataset", "column", "agg")


class BoardWriter:
    """Writes one dashboard.

    Args:
        program: The script.
        data: Where points and rows go.
        tables: Where datasets go.
        board: What is shown.
        only: The one panel that is wanted; None is all.
    """

    def __init__(self, program: Program, data: Data, tables: Tables, board: Board, only: str | None) -> None:
        self._program = program
        self._data = data
        self._tables = tables
        self._board = board
        self._parts = board.parts
        self._only = only
        self._after: list[After] = []

    @property
    def panels(self) -> set[str]:
        """The panels that the script shows."""
        return set(self._parts.specs) if self._only is None else {self._only}

    def arguments(self) -> Json:
        """What `show_dashboard` is given besides its title and its theme; what that needs is written before."""
        specs = [spec for name, spec in self._placed().items() if name in self.panels]
        used = {spec.dataset for spec in specs} if self._only else set(self._parts.datasets)
        named = {name: table for name, table in self._parts.datasets.items() if name in used}
        datasets = {
            name: self._tables.write(name, partial(Table.share, table), table.frame) for name, table in named.items()
        }
        nodes = [self._panel(spec) for spec in specs]
        self._program.need(("typing", "Any"))
        panels = self._program.names.new("panels")
        self._program.assign(panels, nodes, "list[dict[str, Any]]")
        links = [] if self._only else list(self._links())
        found: Json = {"panels": Code(panels)}
        found |= {"datasets": datasets} if datasets else {}
        found |= {"links": links} if links else {}
        return found if self._board.state["editable"] else {**found, "editable": False}

    def finish(self) -> None:
        """Write what is done with the dashboard once it is shown."""
        for step in self._after:
            step()
        self._note_picks()

    # --- places and links

    def _placed(self) -> Mapping[str, PanelSpec]:
        """The specs, with the places where a person put them."""
        specs, arrangement = self._parts.specs, self._board.arrangement
        strips = self._board.layout["strips"]
        if self._only is not None:
            return specs
        moved = bool(arrangement.moved or arrangement.strips)
        if moved and not strips:
            return arranged(specs, Layout.model_validate(self._board.layout))
        if moved:
            self._do(Call("board.change", keywords={"layout": node_of(self._board.layout)}))
        else:
            for strip in strips:
                if "shown" in strip:
                    tabs = {"tabs": strip["tabs"]} if strip["tabs"] else {}
                    self._do(Call("board.select_tab", (strip["shown"],), tabs))
        return specs

    def _links(self) -> Iterator[Json]:
        for link in self._board.links:
            said = link.model_dump(exclude_none=True, exclude_defaults=True)
            source = self._parts.specs[link.source]
            if source.kind == "input" and said.get("column") == source.column and link.kind == "filter":
                del said["column"]
            yield said

    def _note_picks(self) -> None:
        inputs = {name for name, spec in self._parts.specs.items() if spec.kind == "input"}
        for source in dict.fromkeys(f["source"] for f in self._board.facts["filters"] if f["source"] not in inputs):
            if self._only is None:
                self._note(f"Left out: what a person picked in {flat(source)}; all rows are shown at first.")

    # --- panels

    def _panel(self, spec: PanelSpec) -> Node:
        panel = self._parts.panels[spec.id]
        fields = {name: getattr(spec, name) for name in PanelSpec.model_fields if name in spec.model_fields_set}
        fields = {name: value for name, value in fields.items() if value is not None}
        match panel:
            case ChartPanel():
                fields = self._chart(spec, panel, fields)
            case GridPanel():
                fields = self._grid(spec, panel, fields)
            case MetricPanel():
                fields = self._metric(spec, panel, fields)
            case InputPanel():
                fields = self._input(panel, fields)
            case _:
                pass
        return {name: self._field(spec, name, value) for name, value in fields.items()}

    def _field(self, spec: PanelSpec, name: str, value: Any) -> Node:
        if name in ("text", "html") and ("\n" in value or len(value) > LONG):
            return self._program.text(f"{spec.id}_{name}", value)
        node = value if name in ("figure", "data") else node_of(value)
        if name in LISTS and len(flat(node)) > LONG_LIST:
            kept = self._program.names.new(f"{spec.id}_{name}")
            self._program.assign_filled(kept, node)
            return Code(kept)
        return node

    def _fresh(self, name: str) -> BasePanel:
        """A panel as it is made from what it shows, under the links as they are now."""
        parts = Assembly(self._parts.datasets)
        recipe = self._parts.recipes.get(name)
        parts.add(self._parts.shown[name], picks=recipe is not None and recipe.picks)
        kept = self._board.kept(name)
        return parts.panels[name] if kept is None else parts.make(name, kept)

    def _chart(self, spec: PanelSpec, panel: ChartPanel, fields: Json) -> Json:
        handle = f"board.chart({flat(spec.id)})"
        if spec.figure is not None:
            fields["figure"] = figure_node(self._program, self._data, spec.id, panel)
        else:
            fields = self._drawn(spec, panel, fields, handle)
        if (zoom := zoom_of(panel)) is not None:
            self._do(Call(f"{handle}.update_layout", (zoom,)))
        return fields

    def _drawn(self, spec: PanelSpec, panel: ChartPanel, fields: Json, handle: str) -> Json:
        """A chart over a dataset, which may have been changed since."""
        now, then = panel.wire(), self._fresh(spec.id).wire()
        looks = {k: v for k, v in now["figure"]["layout"].items() if not alike(v, then["figure"]["layout"].get(k))}
        config = {k: now.get(k) for k in ("config", "templates")}
        if alike(_unmarked(now), _unmarked(then)) and config == {k: then.get(k) for k in config}:
            if looks:
                self._do(Call(f"{handle}.update_layout", (node_of(looks),)))
            return fields
        figure = figure_node(self._program, self._data, spec.id, panel)
        self._after.append(
            lambda: self._note(f"{spec.id} was changed since it was drawn, so that links do not narrow it any more.")
        )
        self._do(Call(f"{handle}.update_figure", (figure,)))
        return fields

    def _grid(self, spec: PanelSpec, panel: GridPanel, fields: Json) -> Json:
        if spec.data is not None:
            fields["data"] = self._tables.write(spec.id, lambda: rows_of(panel), frame_of(panel))
            if panel.rows.named and panel.rows.key is None:
                self._after.append(
                    lambda: self._note(f"The rows of {spec.id} are numbered anew, without those that were removed.")
                )
        fresh = self._fresh(spec.id)
        if isinstance(fresh, GridPanel):
            self._after.append(lambda: self._changes(spec, panel, fresh))
        return fields

    def _changes(self, spec: PanelSpec, panel: GridPanel, fresh: GridPanel) -> None:
        for call in changes(f"board.grid({flat(spec.id)})", self._data, panel, fresh, rows=spec.data is None):
            self._program.do(call)

    def _metric(self, spec: PanelSpec, panel: MetricPanel, fields: Json) -> Json:
        now, then = panel.wire(), self._fresh(spec.id).wire()
        if now == then:
            return fields
        rest = {k: v for k, v in fields.items() if k not in METRIC + OVER}
        if any(name in fields for name in OVER):
            self._after.append(lambda: self._note(f"{spec.id} shows the number that it had, and follows no dataset."))
        return {**rest, **{name: now[name] for name in METRIC if now.get(name) is not None}}

    def _input(self, panel: InputPanel, fields: Json) -> Json:
        parts = Assembly(self._parts.datasets)
        parts.add(self._parts.specs[panel.id], picks=False)
        first = parts.panels[panel.id]
        if isinstance(first, InputPanel) and first.value == panel.value:
            return fields
        if panel.type == "select" and panel.optional:
            self._after.append(
                lambda: self._note(f"{panel.id} starts with what a person chose, and cannot be emptied any more.")
            )
        rest = {k: v for k, v in fields.items() if k != "value"}
        return rest if panel.value is None else {**rest, "value": panel.value}

    # --- afterwards

    def _do(self, call: Call) -> None:
        self._after.append(lambda: self._program.do(call))

    def _note(self, text: str) -> None:
        self._program.note(text)


def figure_node(program: Program, data: Data, hint: str, panel: ChartPanel) -> Node:
    """A chart's figure, with its config."""
    figure = FigureWriter(program, data, hint).node(panel.figure)
    config = config_of(panel)
    return {**figure, "config": config} if config else figure


def config_of(panel: ChartPanel) -> Json:
    """A chart's config, with its templates."""
    wire = panel.wire()
    looks = cast("Mapping[str, Any]", wire.get("templates") or {})
    templates = {f"template{theme.capitalize()}": named(look) for theme, look in looks.items()}
    config = cast("Mapping[str, Any]", wire.get("config") or {})
    return {**{name: node_of(value) for name, value in config.items()}, **templates}


def zoom_of(panel: ChartPanel) -> Node | None:
    """The change of the layout that zooms as a person did."""
    ranges = {axis: edges for axis, edges in panel.seen.get("zoom", {}).items() if edges and None not in edges}
    return {f"{axis}.range": node_of(edges) for axis, edges in ranges.items()} or None


def _unmarked(wire: Mapping[str, Any]) -> list[Json]:
    return [{k: v for k, v in trace.items() if k != "selectedpoints"} for trace in wire["figure"]["data"]]


def alike(one: Any, other: Any) -> bool:
    """Whether two parts of figures say the same, arrays as well as lists."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return same_array(cast(Array, one), cast(Array, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        mine, theirs = cast("Mapping[str, Any]", one), cast("Mapping[str, Any]", other)
        return mine.keys() == theirs.keys() and all(alike(mine[key], theirs[key]) for key in mine)
    if isinstance(one, list) and isinstance(other, list):
        ours, others = cast("list[Any]", one), cast("list[Any]", other)
        return len(ours) == len(others) and all(map(alike, ours, others))
    return type(one) is type(other) and bool(one == other)  # pyright: ignore[reportUnknownArgumentType]


def same_array(one: Array, other: Array) -> bool:
    """Whether two arrays hold the same, NaN at the same places."""
    return bool(np.array_equal(one, other, equal_nan=one.dtype.kind == "f" and other.dtype.kind == "f"))

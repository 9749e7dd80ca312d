"""Panels made from specs over tables that they share."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from pydantic import ValidationError

from pywry.data.columns import Positions
from pywry.data.group import Groups
from pywry.data.table import Table
from pywry.data.texts import Dates
from pywry.panels import make
from pywry.panels.arrangement import PLACE
from pywry.panels.base import BasePanel, given
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry.panels.recipes import Recipe, recipe_of
from pywry.panels.recipes.looks import LOOKS
from pywry_tools.errors import BadData, nearest
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import PanelSpec
from pywry_tools.ports import Panel

COMMON = frozenset({"kind", "id", "title", *PLACE})
FIELDS: Mapping[str, frozenset[str]] = {
    "chart": frozenset({"dataset", "figure", "chart", "x", "y", "agg", "color", "sort", "limit", *LOOKS}),
    "grid": frozenset({"dataset", "data", "columns", "column_defs", "row_id", "row_selection"})
    | {"grid_options", "aggrid_theme"},
    "metric": frozenset({"dataset", "value", "column", "agg", "format", "prefix", "suffix", "spark", "hint"})
    | {"delta", "delta_format", "inverse"},
    "markdown": frozenset({"text"}),
    "html": frozenset({"html"}),
    "input": frozenset({"input", "value", "options", "dataset", "column", "hint"}),
}
NEEDS = {
    "chart": "figure, or dataset with chart and x",
    "grid": "data or dataset",
    "metric": "value, or dataset with agg",
    "markdown": "text",
    "html": "html",
    "input": "input: select, slider, text, date or checkbox",
}


class Assembly:
    """Panels by id, in reading order, and what they are made from.

    Attributes:
        datasets: The tables by name.
        specs: What was asked for.
        shown: The same, with what links have set.
        panels: What was made of it.
        recipes: How those charts are drawn that show a dataset.
    """

    def __init__(self, datasets: Mapping[str, Table]) -> None:
        self.datasets = dict(datasets)
        self.specs: dict[str, PanelSpec] = {}
        self.shown: dict[str, PanelSpec] = {}
        self.panels: dict[str, BasePanel] = {}
        self.recipes: dict[str, Recipe] = {}

    def keep(self, spec: PanelSpec, old: Assembly) -> None:
        """Take a panel over as it is."""
        self.specs[spec.id], self.panels[spec.id] = spec, old.panels[spec.id]
        self.shown[spec.id] = old.shown[spec.id]
        if spec.id in old.recipes:
            self.recipes[spec.id] = old.recipes[spec.id]

    def add(self, spec: PanelSpec, *, picks: bool, again: bool = False) -> None:
        """Make a panel.

        Args:
            spec: What it shows.
            picks: Whether a person is to select in it rather than zoom.
            again: Whether it is there and only its dataset is new, so that what was chosen in it may be gone.

        Raises:
            BadData: It does not fit; the message names the panel.
        """
        check_fields(spec)
        self.specs[spec.id] = spec
        self._show(spec, picks=picks)
        try:
            self.make(spec.id, None)
        except BadData:
            if not again or spec.kind != "input" or spec.value is None:
                raise
            self.choose(spec.id, None)

    def set(self, name: str, values: Mapping[str, Any], kept: Positions | None) -> BasePanel:
        """Make a panel anew with other values in some fields; without any, as it was declared.

        Raises:
            BadData: A value does not fit its field; the panel stays as it is.
        """
        before, recipe = self.shown[name], self.recipes.get(name)
        try:
            self._show(changed(self.specs[name], values), picks=recipe is not None and recipe.picks)
            return self.make(name, kept)
        except BadData:
            self.shown[name] = before
            if recipe is not None:
                self.recipes[name] = recipe
            raise

    def _show(self, spec: PanelSpec, *, picks: bool) -> None:
        if spec.kind == "chart" and spec.figure is None:
            table = self.dataset(spec)
            with self._named(spec.id):
                self.recipes[spec.id] = recipe_of(spec, table, picks=picks)
        self.shown[spec.id] = spec

    def dataset(self, spec: PanelSpec) -> Table:
        """The table that a panel is drawn from.

        Raises:
            BadData: It names none, or one that there is not.
        """
        if spec.dataset is None:
            raise nothing(spec)
        if spec.dataset not in self.datasets:
            raise BadData(
                f"panel {spec.id!r}: there is no dataset {spec.dataset!r}. {nearest(spec.dataset, self.datasets)}"
            )
        return self.datasets[spec.dataset]

    def table(self, name: str) -> Table | None:
        """The table whose rows a person picks in a panel; None if its marks are no rows."""
        if name in self.recipes:
            return self.recipes[name].table
        panel = self.panels[name]
        return panel.table if isinstance(panel, GridPanel) else None

    def can_be_narrowed(self, name: str) -> bool:
        """Whether a panel shows a dataset, some of whose rows it could show instead."""
        spec = self.specs[name]
        return spec.dataset is not None and (spec.kind in ("metric", "grid") or name in self.recipes)

    # --- making

    def make(self, name: str, kept: Positions | None) -> BasePanel:
        """Make a panel anew, from all rows of its dataset or some."""
        with self._named(name):
            self.panels[name] = made = self._make(self.shown[name], kept)
        return made

    @contextmanager
    def _named(self, name: str) -> Generator[None]:
        """Let errors say which panel they are about."""
        try:
            yield
        except BadData as error:
            raise error if str(error).startswith("panel ") else BadData(f"panel {name!r}: {error}") from None

    def _make(self, spec: PanelSpec, kept: Positions | None) -> BasePanel:
        match spec.kind:
            case "chart":
                recipe = self.recipes.get(spec.id)
                figure = spec.figure if recipe is None else recipe.figure(kept)
                return make("chart", spec.id, title=spec.title, figure=figure)
            case "grid":
                return self._grid(spec, kept)
            case "metric":
                names = ("title", "format", "prefix", "suffix", "delta", "delta_format", "inverse", "spark", "hint")
                style = given({name: getattr(spec, name) for name in names})
                return make("metric", spec.id, value=self._value(spec, kept), **style)
            case "markdown":
                return make("markdown", spec.id, title=spec.title, text=spec.text)
            case "html":
                return make("html", spec.id, title=spec.title, html=spec.html)
            case "input":
                return self._input(spec)

    def _grid(self, spec: PanelSpec, kept: Positions | None) -> BasePanel:
        table = spec.data if spec.data is not None else self.dataset(spec)
        names = ("title", "columns", "column_defs", "row_id", "row_selection")
        looks = given({"options": spec.grid_options, "theme": spec.aggrid_theme})
        panel = make("grid", spec.id, table=table, **given({name: getattr(spec, name) for name in names}), **looks)
        if kept is not None and isinstance(panel, GridPanel):
            panel.keep = kept.astype(np.uint32)
        return panel

    def _input(self, spec: PanelSpec) -> BasePanel:
        column = None if spec.column is None else self.dataset(spec).column(spec.column)
        names = ("title", "input", "value", "options", "hint")
        optional = self.specs[spec.id].value is None
        return make(
            "input", spec.id, column=column, optional=optional, **given({name: getattr(spec, name) for name in names})
        )

    def choose(self, name: str, value: Any) -> BasePanel:
        """Make an input anew with what a person chose in it.

        Raises:
            BadData: It is not among what it offers.
        """
        shown = self.shown[name]
        self.shown[name] = shown.model_copy(update={"value": value})
        try:
            return self.make(name, None)
        except BadData:
            self.shown[name] = shown
            raise

    def _value(self, spec: PanelSpec, kept: Positions | None) -> Any:
        if spec.dataset is None and spec.agg is None and spec.column is None:
            return spec.value
        table = self.dataset(spec)
        how = spec.agg or ("count" if spec.column is None else "sum")
        if how != "count" and spec.column is None:
            raise BadData(f"{how} needs column, the one that is measured. {nearest('', table.names)}")
        column = table.column(spec.column) if spec.column is not None else None
        if isinstance(column, Dates) and how in ("min", "max"):
            return moment_said((column if kept is None else column.take(kept)).end(how))
        [found] = Groups.by([], table.rows).reduce(how, column, kept).tolist()
        return int(found) if how in ("count", "nunique") else found

    # --- narrowing

    def narrow(self, name: str, kept: Positions | None) -> Event | Panel | None:
        """What shows only some rows in a panel; None where its rows are no longer the dataset's."""
        panel = self.panels[name]
        if isinstance(panel, ChartPanel):
            update = self.recipes[name].changed(kept) if panel.follows else None
            return None if update is None else plotly.UpdateTraces(update=update, chartId=name)
        if isinstance(panel, GridPanel):
            keep = None if kept is None else kept.astype(np.uint32)
            return grid.KeepRows(keep=keep, gridId=name) if panel.follows else None
        return self.make(name, kept)


def moment_said(moment: str | None) -> str | None:
    """An ISO text as a card has room for it: a space in the middle, and no seconds where they are zero."""
    if moment is None:
        return None
    day, _, time = moment.removesuffix("Z").partition("T")
    zone = " UTC" if moment.endswith("Z") else ""
    return f"{day} {time.removesuffix(':00')}{zone}" if time else day


def changed(spec: PanelSpec, values: Mapping[str, Any]) -> PanelSpec:
    """A spec with other values in some fields.

    Raises:
        BadData: A value does not fit its field.
    """
    if not values:
        return spec
    given = {name: getattr(spec, name) for name in spec.model_fields_set}
    try:
        return PanelSpec.model_validate({**given, **values})
    except ValidationError as error:
        what = error.errors()[0]
        said = ", ".join(f"{name} = {value!r}" for name, value in values.items())
        raise BadData(f"panel {spec.id!r}: a link cannot set {said}: {what['msg']}.") from None


def nothing(spec: PanelSpec) -> BadData:
    """The error for a panel that has nothing to show."""
    return BadData(f"panel {spec.id!r} shows nothing; give {NEEDS[spec.kind]}.")


def a_kind(kind: str) -> str:
    """A kind of panel with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def check_fields(spec: PanelSpec) -> None:
    """Refuse fields that the panel's kind does not have, and ones that exclude each other.

    Raises:
        BadData: Which, and what the kind takes.
    """
    fits = FIELDS[spec.kind]
    there = {name for name in spec.model_fields_set if getattr(spec, name) is not None}
    if strange := there - fits - COMMON:
        raise BadData(
            f"panel {spec.id!r}: {a_kind(spec.kind)} has no {', '.join(sorted(strange))}; "
            f"it takes {', '.join(sorted(fits))}."
        )
    for one, other in (("figure", "chart"), ("data", "dataset"), ("value", "dataset")):
        if {one, other} <= there and spec.kind != "input":
            raise BadData(f"panel {spec.id!r} has both {one} and {other}; give one of them.")
    if "figure" in there and (own := sorted(there & set(LOOKS))):
        raise BadData(f"panel {spec.id!r}: a figure has axes of its own; say {', '.join(own)} in its layout.")
    if spec.kind == "input" and "input" not in there:
        raise nothing(spec)
    if spec.kind == "input" and ("column" in there) != ("dataset" in there):
        raise BadData(f"panel {spec.id!r}: an input over a dataset needs both dataset and column.")
    if spec.kind in ("markdown", "html") and spec.kind.replace("markdown", "text") not in there:
        raise nothing(spec)
    if spec.kind == "metric" and not there & {"value", "dataset", "spark"} and "value" not in spec.model_fields_set:
        raise nothing(spec)

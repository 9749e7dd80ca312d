"""From a table to a chart, and from what a person picks in the chart back to the table's rows."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

import numpy as np

from pywry.data.columns import SAFE, Column, Mask, Positions
from pywry.data.group import How
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.data.texts import Texts
from pywry.panels.recipes.looks import dressed
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import PanelSpec

MISSING = "(missing)"
DATE = re.compile(r"^\d{4}-\d\d(-\d\d)?([ T]|$)")
MOST_SERIES = 50
LONGEST = 60
"""Characters of a name in a chart; longer ones leave no room for what is named, and a megabyte hangs the page."""

Point = Mapping[str, Any]


class Recipe(ABC):
    """How a chart is drawn from a table.

    Args:
        spec: What was asked for.
        table: The rows.
        picks: Whether a person is to select in it rather than zoom.
    """

    brushes: ClassVar[bool] = True
    """Whether a box that is drawn in it says something about rows."""

    def __init__(self, spec: PanelSpec, table: Table, *, picks: bool = False) -> None:
        self.spec = spec
        self.table = table
        self.picks = picks

    @property
    def has_points(self) -> bool:
        """Whether its marks can be picked one by one; a bare line has only places along x."""
        return True

    @abstractmethod
    def traces(self, kept: Positions | None = None) -> list[dict[str, Any]]:
        """The traces, drawn from all rows or some."""

    @abstractmethod
    def changed(self, kept: Positions | None) -> dict[str, list[Any]]:
        """The attributes that other rows change, one value a trace."""

    @abstractmethod
    def rows(self, points: Sequence[Point]) -> Mask:
        """The rows behind points that a person picked."""

    def axes(self) -> dict[str, Any]:
        """The parts of the layout that this kind of chart has of its own."""
        return {}

    def figure(self, kept: Positions | None = None) -> dict[str, Any]:
        """The chart as a Plotly figure."""
        return dressed(self.spec, {"data": self.traces(kept), "layout": {**self._layout(), **self.axes()}})

    def _layout(self) -> dict[str, Any]:
        drag = {"dragmode": "select"} if self.picks and self.brushes else {}
        margin = {"l": 56, "r": 16, "t": 16, "b": 44}
        return {"margin": margin, "showlegend": self.spec.color is not None, "uirevision": self.spec.id, **drag}

    def rows_in(self, range_: Mapping[str, Any]) -> Mask | None:
        """The rows inside a box that a person drew; None where the box says nothing about rows."""
        if self.spec.x is None or "x" not in range_ or not self.brushes:
            return None
        edges = sorted(cast("Sequence[Any]", range_["x"]))
        return within(self.column(self.spec.x), edges[0], edges[-1])

    # --- the spec's columns

    def column(self, name: str) -> Column:
        """A column of the table.

        Raises:
            BadData: There is none; the panel and the nearest names are named.
        """
        try:
            return self.table.column(name)
        except BadData as error:
            raise BadData(f"panel {self.spec.id!r}: {error}") from None

    def required(self, field: str) -> str:
        """A field that this kind of chart cannot do without.

        Raises:
            BadData: It was left out.
        """
        value = getattr(self.spec, field)
        if value is None:
            raise BadData(
                f"panel {self.spec.id!r}: a {self.spec.chart} over a dataset needs {field}, the name of a column. "
                f"There are: {', '.join(map(repr, self.table.names[:12]))}."
            )
        return cast(str, value)

    @property
    def how(self) -> How:
        """How many rows become one number."""
        return self.spec.agg or ("count" if self.spec.y is None else "sum")

    @property
    def measure(self) -> str:
        """What is measured, in words."""
        return f"{self.how} of {self.spec.y}" if self.spec.y is not None else "rows"

    def series(self) -> tuple[Array, list[Any]]:
        """Which series each row belongs to, and the series' names."""
        if self.spec.color is None:
            return np.zeros(self.table.rows, dtype=np.intp), [None]
        codes, names = self.column(self.spec.color).groups()
        if len(names) > MOST_SERIES:
            raise BadData(
                f"panel {self.spec.id!r}: color {self.spec.color!r} has {len(names)} different values; a chart can "
                f"tell {MOST_SERIES} apart. Name a column with fewer."
            )
        return codes, names


def within(column: Column, low: Any, high: Any) -> Mask | None:
    """The rows between two places on an axis; None where the axis is one of names."""
    return None if column.type in ("text", "object", "boolean") else column.between(low, high)


def said(label: Any) -> Any:
    """A group's value as an axis or a legend shows it."""
    return MISSING if label is None else str(label) if isinstance(label, bool) else label


def brief(text: str) -> str:
    """A text that is no longer than a chart can draw."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def named(labels: Sequence[Any]) -> list[Any]:
    """The values of groups as an axis or a legend shows them; those that were cut short stay apart."""
    out: list[Any] = []
    seen: Counter[str] = Counter()
    for label in map(said, labels):
        text = brief(label) if isinstance(label, str) else label
        if text is not label:
            seen[text] += 1
            text = text if seen[text] == 1 else f"{text} ({seen[text]})"
        out.append(text)
    return out


def axis(title: str, column: Column | None = None) -> dict[str, Any]:
    """An axis with a title, of the type that its column asks for."""
    kinds = {"text": "category", "object": "category", "boolean": "category", "date": "date", "datetime": "date"}
    kind = kinds.get(column.type) if column is not None and not dated(column) else None
    # Plotly takes some tags for its own.
    text = brief(title).replace("<", "&lt;")
    return {"title": {"text": text}, "automargin": True, **({"type": kind} if kind else {})}


def dated(column: Column) -> bool:
    """Whether texts begin as dates do; Plotly then finds out by itself."""
    return isinstance(column, Texts) and bool(column.categories) and bool(DATE.match(column.categories[0]))


def numbers_of(points: Sequence[Point]) -> list[tuple[int, Any]]:
    """Trace and position of each point that has both."""
    found = [(p.get("curveNumber", 0), p.get("pointNumber", p.get("pointIndex"))) for p in points]
    return [(int(curve), at) for curve, at in found if curve is not None and at is not None]


def clean(values: Array) -> Array:
    """Counts as integers, everything else as it is."""
    # Infinite and missing values are not below anything.
    whole = bool(values.size) and bool((np.abs(values) <= SAFE).all()) and bool((values == np.rint(values)).all())
    return values.astype(np.int64) if whole else values

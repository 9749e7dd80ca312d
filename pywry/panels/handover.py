"""What a link of kind `set` hands on: a picked value that becomes the value, the text or another field of a panel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from pywry.data.table import Table
from pywry.panels.assembly import COMMON, FIELDS, a_kind
from pywry.panels.picks import Pick
from pywry_tools.errors import BadData, nearest
from pywry_tools.models.dashboard import Link, PanelSpec

OWN_FIELD: Mapping[str, str] = {"metric": "value", "markdown": "text", "html": "html", "input": "value"}
"""The field that is set where a link names none."""

DATA = frozenset({"dataset", "figure", "data", "column_defs", "grid_options", "row_id", "row_selection", "spark"})
FIXED = frozenset({*COMMON, *DATA}) - {"title"}
"""Fields that no link can set: what a panel is, and its data."""

PLACE = "{value}"


def fields_of(link: Link, specs: Mapping[str, PanelSpec]) -> dict[str, str]:
    """The field that a link sets, by target.

    Raises:
        BadData: It has no targets, one that is not there, or a field that the target has not.
    """
    if not link.targets:
        raise BadData(f"the link from {link.source!r} sets nothing; give targets, the panels that it sets.")
    return {name: _field(link, name, specs) for name in link.targets}


def _field(link: Link, name: str, specs: Mapping[str, PanelSpec]) -> str:
    if name not in specs:
        raise BadData(f"a link's target {name!r} is no panel. {nearest(name, specs)}")
    kind = specs[name].kind
    able = sorted({*FIELDS[kind], "title"} - FIXED)
    field = link.field or OWN_FIELD.get(kind)
    if field is None:
        raise BadData(f"the link from {link.source!r} needs field, what it sets of {name!r}: {', '.join(able)}.")
    if field not in able:
        raise BadData(f"a link cannot set {field!r} of {name!r}, which is {a_kind(kind)}. {nearest(field, able)}")
    return field


def check_circles(links: Iterable[Link]) -> None:
    """Refuse links that set each other.

    Raises:
        BadData: They go in a circle; the message shows it.
    """
    after: dict[str, list[str]] = {}
    for link in links:
        after.setdefault(link.source, []).extend(link.targets or ())
    for start in after:
        if (way := _circle(after, (start,))) is not None:
            said = " -> ".join(map(repr, way))
            raise BadData(f"links set each other in a circle, {said}; take one of them out.")


def _circle(after: Mapping[str, Sequence[str]], way: tuple[str, ...]) -> tuple[str, ...] | None:
    for name in after.get(way[-1], ()):
        if name == way[0]:
            return (*way, name)
        if name not in way and (found := _circle(after, (*way, name))) is not None:
            return found
    return None


def value_of(pick: Pick, column: str | None, table: Table | None) -> Any:
    """The one value that stands for a pick: of a column in the first of its rows, else the mark's own name."""
    if column is not None and table is not None and pick.rows is not None:
        places = np.flatnonzero(pick.rows)[:1]
        return next(iter(table.column(column).take(places).values()), None)
    return pick.name


def worded(value: Any, text: str | None) -> Any:
    """The value itself, or a text with it in its place."""
    if text is None:
        return value
    return text.replace(PLACE, f"{value:,}" if isinstance(value, float) else str(value))

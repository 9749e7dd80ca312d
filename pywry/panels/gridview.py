"""How a grid looks: its columns, its row selection, and the state that a person can save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from pywry.data.levels import Levels
from pywry_tools.errors import BadData, nearest
from pywry_tools.models.grid import plain
from pywry_tools.models.table import RowSelection

THEMES = ("quartz", "alpine", "balham", "material")
PAGE_SIZES = [20, 50, 100]

Node = str | dict[str, Any]
"""A column by name, or a group: AG Grid's options of it and its `children`."""


def selection(rows: RowSelection) -> dict[str, Any]:
    """AG Grid's row selection from a short answer."""
    if rows is False:
        return {}
    if not isinstance(rows, (bool, str)):
        return {"rowSelection": plain(rows)}
    if rows == "single":
        return {"rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True}}
    return {
        "rowSelection": {"mode": "multiRow", "checkboxes": True, "headerCheckbox": True, "enableClickSelection": True}
    }


def paging(options: Mapping[str, Any]) -> dict[str, Any]:
    """The sizes that a person can choose from, where the grid's own size is none of the usual ones."""
    size = options.get("paginationPageSize")
    if not options.get("pagination") or size is None or "paginationPageSizeSelector" in options or size in PAGE_SIZES:
        return {}
    return {"paginationPageSizeSelector": sorted({size, *PAGE_SIZES})}


def theme_of(name: str) -> str:
    """One of AG Grid's themes; whether it is light or dark is the page's.

    Raises:
        BadData: There is none of that name.
    """
    short = name.lower().removeprefix("ag-theme-").removesuffix("-dark").removesuffix("-light")
    short = short.removesuffix("-auto")
    if short not in THEMES:
        raise BadData(f"AG Grid has no theme {name!r}. {nearest(short, THEMES)}")
    return short


def column(name: str, kind: str, own: Mapping[str, Any], traits: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A column as `panel:<id>` describes it.

    Args:
        name: Of the data.
        kind: Its type.
        own: What its definition says.
        traits: What its data says beyond the type.
    """
    rest = {key: value for key, value in own.items() if key != "headerName"}
    head = {"field": name, "headerName": own.get("headerName", name), "type": kind, **(traits or {})}
    return {**head, "colDef": rest} if rest else head


def leveled(levels: Levels) -> dict[str, dict[str, Any]]:
    """What labels of several levels make of their columns: the last is the heading, the index stays at the left."""
    looks: dict[str, dict[str, Any]] = {name: {"headerName": path[-1]} for name, path in levels.paths.items() if path}
    for name in levels.index:
        looks[name] = {"pinned": "left", **({"spanRows": True} if name != levels.index[-1] else {})}
    return looks


def nested(names: Sequence[str], levels: Levels | None) -> list[Node] | None:
    """The headings over columns whose labels have several levels; None where there are none."""
    paths: Mapping[str, tuple[str, ...]] = levels.paths if levels is not None else {}
    if not any(len(paths.get(name, ())) > 1 for name in names):
        return None
    return _grouped([(name, paths.get(name, ())) for name in names])


def _grouped(columns: Sequence[tuple[str, tuple[str, ...]]]) -> list[Node]:
    nodes: list[Node] = []
    for head, run in groupby(columns, key=lambda one: one[1][0] if len(one[1]) > 1 else None):
        if head is None:
            nodes += [name for name, _ in run]
        else:
            children = _grouped([(name, path[1:]) for name, path in run])
            nodes.append({"headerName": head, "marryChildren": True, "children": children})
    return nodes


def tree(names: Sequence[str], nodes: Sequence[Node]) -> list[Node] | None:
    """All columns, in their order, with groups where their first column stands; None where there are no groups."""
    if all(isinstance(node, str) for node in nodes):
        return None
    homes = {name: node for node in nodes if not isinstance(node, str) for name in leaves(node)}
    out: list[Node] = []
    for name in names:
        node = homes.get(name, name)
        if node is name or not any(node is known for known in out):
            out.append(node)
    return [node for node in (_only(node, set(names)) for node in out) if node is not None]


def leaves(node: Node) -> list[str]:
    """The columns in a group."""
    return [node] if isinstance(node, str) else [name for child in node["children"] for name in leaves(child)]


def _only(node: Node, names: set[str]) -> Node | None:
    if isinstance(node, str):
        return node if node in names else None
    children = [child for child in (_only(child, names) for child in node["children"]) if child is not None]
    return {**node, "children": children} if children else None


def restored(before: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """The state that a grid is made with after another one was put over it: what that does not say stays."""
    said = {"sort": "sortModel" in state or "columnState" in state, "filter": "filterModel" in state}
    left = {name: value for name, value in before.items() if not said.get(name)}
    return {**left, **initial_state(state)}


def initial_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """What grid:state-response says, as AG Grid takes it when a grid is made for a later viewer."""
    if not state.keys() & {"columnState", "filterModel", "sortModel"}:
        return dict(state)
    columns = cast("Sequence[Mapping[str, Any]]", state.get("columnState") or [])
    sorts = state.get("sortModel")
    if sorts is None:
        sorted_ = sorted((c for c in columns if c.get("sort")), key=lambda c: c.get("sortIndex") or 0)
        sorts = [{"colId": c["colId"], "sort": c["sort"]} for c in sorted_]
    out: dict[str, Any] = {"sort": {"sortModel": sorts}} if sorts else {}
    if state.get("filterModel"):
        out["filter"] = {"filterModel": state["filterModel"]}
    return {**out, **(arrangement(columns) if columns else {})}


def arrangement(columns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Order, width, visibility and pinning of columns."""
    pinned = {side: [c["colId"] for c in columns if c.get("pinned") == side] for side in ("left", "right")}
    sized = [{"colId": c["colId"], "width": c["width"]} for c in columns if c.get("width")]
    return {
        "columnOrder": {"orderedColIds": [c["colId"] for c in columns]},
        "columnVisibility": {"hiddenColIds": [c["colId"] for c in columns if c.get("hide")]},
        "columnSizing": {"columnSizingModel": sized},
        "columnPinning": {"leftColIds": pinned["left"], "rightColIds": pinned["right"]},
    }

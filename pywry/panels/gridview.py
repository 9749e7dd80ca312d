"""How a grid looks: its columns, its row selection, and the state that a person can save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pywry_tools.models.table import RowSelection


def selection(rows: RowSelection) -> dict[str, Any]:
    """AG Grid's row selection from a short answer."""
    if rows is False:
        return {}
    if rows == "single":
        return {"rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True}}
    return {
        "rowSelection": {"mode": "multiRow", "checkboxes": True, "headerCheckbox": True, "enableClickSelection": True}
    }


def column(name: str, kind: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """A column as `panel:<id>` describes it."""
    rest = {key: value for key, value in own.items() if key != "headerName"}
    head = {"field": name, "headerName": own.get("headerName", name), "type": kind}
    return {**head, "colDef": rest} if rest else head


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

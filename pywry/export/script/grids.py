"""Grids as source: how they look, and what was changed in them since they were shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from pywry.data.engine.query import Query
from pywry.data.levels import Levels
from pywry.data.table import Table
from pywry.export.script.columns import same
from pywry.export.script.source import Call, Node
from pywry.export.script.tables import Data
from pywry.export.script.values import node_of
from pywry.panels.grid import GridPanel
from pywry.panels.gridview import leveled, paging, restored, selection
from pywry.panels.paged import PagedGridPanel

Json = dict[str, Any]

LOOKS = ("columns", "groups", "index", "gridTheme", "options")
FEW_CELLS = 100
STATE = ("initialState", "quickFilterText")


def looks_of(panel: GridPanel) -> Json:
    """How a grid looks, as pages are told, with what a person who filtered or sorted last sees."""
    wire = panel.wire()
    options = dict(wire.get("options") or {})
    seen: Mapping[str, Any] = panel.summary().get("seen", {})
    state: Json = {}
    if "filter" in seen:
        state["filterModel"] = seen["filter"].get("model")
    if "sort" in seen:
        state["sortModel"] = seen["sort"]
    if state:
        options["initialState"] = restored(options.get("initialState") or {}, state)
    return {**{name: wire.get(name) for name in LOOKS}, "options": options}


def rows_of(panel: GridPanel) -> Table:
    """The rows as they are now, without those that were removed."""
    if not isinstance(panel, PagedGridPanel):
        return panel.table
    rows = panel.rows
    if rows.over.version == 0:
        return rows.table
    table, _ = rows.block(rows.order(Query(), None), 0, rows.over.span, list(panel.kinds))
    return table


def frame_of(panel: GridPanel) -> Any:
    """The frame that was shown, while that has the rows of now."""
    if not isinstance(panel, PagedGridPanel):
        return panel.table.frame
    return panel.rows.over.base.frame if panel.rows.over.version == 0 else None


def levels_of(panel: GridPanel) -> Levels | None:
    """How labels of several levels belong together."""
    return panel.rows.over.base.levels if isinstance(panel, PagedGridPanel) else panel.table.levels


def defs_of(looks: Mapping[str, Any], levels: Levels | None, *, every: bool = False) -> list[Node]:
    """Column definitions, in groups where there are some.

    Args:
        looks: Of the grid.
        levels: What the labels say by themselves.
        every: Whether columns that do not differ are named too.
    """
    usual = leveled(levels) if levels is not None else {}
    found = {column["field"]: _definition(column, usual.get(column["field"], {})) for column in looks["columns"]}
    groups = cast("Sequence[Any] | None", looks["groups"])
    if groups is not None and (levels is None or not levels.paths):
        return [_group(node, found) for node in groups]
    return [definition for definition in found.values() if every or len(definition) > 1]


def _definition(column: Mapping[str, Any], usual: Mapping[str, Any]) -> Json:
    own = {"headerName": column["headerName"], **column.get("colDef", {})}
    if own["headerName"] == column["field"]:
        del own["headerName"]
    return {"field": column["field"]} | {k: node_of(v) for k, v in own.items() if usual.get(k) != v}


def _group(node: Any, found: Mapping[str, Json]) -> Node:
    if isinstance(node, str):
        return found[node]
    rest = {k: node_of(v) for k, v in node.items() if k != "children"}
    return {**rest, "children": [_group(child, found) for child in node["children"]]}


def arguments_of(panel: GridPanel, looks: Mapping[str, Any]) -> Json:
    """What `show_dataframe` is given besides the rows."""
    options = dict(looks["options"])
    found: Json = {}
    if defs := defs_of(looks, levels_of(panel)):
        found["column_defs"] = defs
    if panel.rows.key is not None:
        found["row_id"] = panel.rows.key
    if (rows := _selection(options.get("rowSelection"))) is not None:
        found["row_selection"] = rows
        del options["rowSelection"]
    if looks["gridTheme"] is not None:
        found["aggrid_theme"] = looks["gridTheme"]
    if (model := _row_model(panel)) is not None:
        options["rowModelType"] = model
    _drop_usual(options)
    return {**found, "grid_options": node_of(options)} if options else found


def _drop_usual(options: Json) -> None:
    """Leave out what a grid finds by itself."""
    rest = {k: v for k, v in options.items() if k != "paginationPageSizeSelector"}
    if paging(rest).items() <= options.items():
        options.pop("paginationPageSizeSelector", None)


def _selection(said: Any) -> Any:
    """A short answer from AG Grid's row selection; None where there is none."""
    return next((short for short in (True, "single") if selection(short)["rowSelection"] == said), None)


def _row_model(panel: GridPanel) -> str | None:
    from pywry.data.engine import PAGED_FROM

    pages = isinstance(panel, PagedGridPanel)
    if pages is (panel.rows.count > PAGED_FROM):
        return None
    return "infinite" if pages else "clientSide"


def shown_names(looks: Mapping[str, Any]) -> list[str]:
    """The columns, in the order in which a page shows them."""
    return [column["field"] for column in looks["columns"]]


def hidden(panel: GridPanel, looks: Mapping[str, Any]) -> bool:
    """Whether some columns are not shown, or in an order that is not the table's."""
    return shown_names(looks) != list(panel.kinds)


# --- what was changed since


def changes(target: str, data: Data, panel: GridPanel, fresh: GridPanel, *, rows: bool) -> Iterator[Call]:
    """The calls that make of a grid, as it was shown, what it is now.

    Args:
        target: The grid's handle, as source.
        data: Where rows go.
        panel: The grid.
        fresh: As it was shown.
        rows: Whether it was shown with other rows than it has now.
    """
    if rows:
        yield from _row_changes(target, data, panel, fresh)
    now, then = looks_of(panel), looks_of(fresh)
    if now["gridTheme"] != then["gridTheme"]:
        yield Call(f"{target}.set_theme", (now["gridTheme"] or "quartz",))
    if any(now[name] != then[name] for name in ("columns", "groups")):
        yield Call(f"{target}.update_columns", (defs_of(now, None, every=True),))
    yield from view_calls(target, now["options"], then["options"])


def view_calls(target: str, now: Mapping[str, Any], then: Mapping[str, Any]) -> Iterator[Call]:
    """The calls that filter, sort and arrange a grid as it is."""
    if now.get("quickFilterText") and now["quickFilterText"] != then.get("quickFilterText"):
        yield Call(f"{target}.set_filter", keywords={"quick": now["quickFilterText"]})
    if now.get("initialState") and now["initialState"] != then.get("initialState"):
        yield Call(f"{target}.restore_state", (node_of(state_of(now["initialState"])),))


def state_of(initial: Mapping[str, Any]) -> Json:
    """What `restore_state` takes, from the state that AG Grid begins with."""
    found: Json = {}
    if "columnOrder" in initial:
        found["columnState"] = _column_state(initial)
    if "sort" in initial:
        found["sortModel"] = initial["sort"]["sortModel"]
    if "filter" in initial:
        found["filterModel"] = initial["filter"]["filterModel"]
    return found


def _column_state(initial: Mapping[str, Any]) -> list[Json]:
    pinning = initial.get("columnPinning", {})
    sides = {name: side for side in ("left", "right") for name in pinning.get(f"{side}ColIds", ())}
    hides = set(initial.get("columnVisibility", {}).get("hiddenColIds", ()))
    widths = {c["colId"]: c["width"] for c in initial.get("columnSizing", {}).get("columnSizingModel", ())}
    return [
        {"colId": name}
        | ({"width": widths[name]} if name in widths else {})
        | ({"pinned": sides[name]} if name in sides else {})
        | ({"hide": True} if name in hides else {})
        for name in initial["columnOrder"]["orderedColIds"]
    ]


def _row_changes(target: str, data: Data, panel: GridPanel, fresh: GridPanel) -> Iterator[Call]:
    if isinstance(panel, PagedGridPanel) and panel.rows.over.version == 0 and panel.follows:
        return
    now, then = rows_of(panel), rows_of(fresh)
    cells = _cells(now, then, panel, FEW_CELLS) if panel.follows and now.names == then.names else None
    if cells is None:
        yield Call(f"{target}.update_data", (data.table(f"{panel.id}_rows", now),))
    elif cells:
        yield Call(f"{target}.update_cells", (cells,))


def _cells(now: Table, then: Table, panel: GridPanel, most: int) -> list[Node] | None:
    """The cells that differ; None where there are other rows, or many."""
    if now.rows != then.rows:
        return None
    found: list[Node] = []
    for name in now.names:
        if same(now.column(name), then.column(name)):
            continue
        pairs = zip(now.column(name).values(), then.column(name).values(), strict=True)
        differ = [(at, value) for at, (value, before) in enumerate(pairs) if value != before]
        if now.column(name).type != then.column(name).type or len(found) + len(differ) > most:
            return None
        found += [{"row_id": panel.rows.id_at(at), "col_id": name, "value": node_of(value)} for at, value in differ]
    return found

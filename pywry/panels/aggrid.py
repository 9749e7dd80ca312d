"""AG Grid's options as people write them, checked by name: a slip is an error and not a grid that ignores it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from pydantic.alias_generators import to_camel

from pywry.panels.formats import check_format
from pywry_tools.errors import BadData, nearest
from pywry_tools.models.grid import plain

Where = Literal["grid", "column"]

EXPRESSIONS = frozenset({
    "cellClassRules", "rowClassRules", "comparator", "filterValueGetter", "getRowClass", "getRowHeight", "getRowStyle",
    "headerValueGetter", "valueFormatter", "valueGetter", "valueParser", "valueSetter", "getQuickFilterText",
})  # fmt: skip
OURS = {
    "rowData": "data",
    "getRowId": "row_id",
    "theme": "theme",
    "rowModelType": "nothing: all rows travel as binary columns, and only those on screen are built",
}
RENDERERS = frozenset({"agCheckboxCellRenderer", "agAnimateShowChangeCellRenderer", "agAnimateSlideCellRenderer"})
ALTERNATIVES = {
    "agSetColumnFilter": "filter 'set', PyWry's own list of values to choose from",
    "agMultiColumnFilter": "agTextColumnFilter, agNumberColumnFilter or agDateColumnFilter",
    "agGroupColumnFilter": "agTextColumnFilter",
    "agRichSelectCellEditor": "agSelectCellEditor",
    "agGroupCellRenderer": "a second grid that a link narrows",
    "agSparklineCellRenderer": "a chart panel beside the grid",
}
SET = "set"
"""The filter that offers the values of a column, each once."""
FILTERS = frozenset({SET, "agTextColumnFilter", "agNumberColumnFilter", "agBigIntColumnFilter", "agDateColumnFilter"})
SET_PARAMS = frozenset({"suppressMiniFilter", "suppressSelectAll"})
WHAT: Mapping[Where, str] = {"grid": "grid option", "column": "column definition's"}
FAMILIES = {
    "rowModelType 'infinite', where the rows stay in Python": "serverside viewportdata viewportrow ssrm stickyrows",
    "the quick filter of grid_set_filter": "find",
    "the menu that a right click opens, or events of the grid": "contextmenu mainmenu allowcontext columnmenuitems",
    "columns that were computed in Python": "formula calculated functionsreadonly",
    "rows that were aggregated in Python, or a chart panel with agg": (
        "pivot group agg value grandtotal purgeclosed stickytotal"
    ),
    "a second grid that a link narrows": "master detail treedata getdatapath getchildcount",
    "row_selection": "cellselection range",
    "a chart panel beside the grid": "chart",
    "a column with the numbers of the rows": "rownumbers",
    "a column of text that is editable, or headerTooltip": "note",
    "headerName in column_defs": "headername headeredit",
    "hide, filter and floatingFilter in column_defs": "sidebar statusbar toolbar toolpanel column filter",
    "grid_export_csv, and Ctrl+C for a cell or the selected rows": "clipboard copy excel pdf paste",
}


@cache
def names() -> Mapping[str, Any]:
    """What AG Grid calls its options, by edition."""
    return cast(
        "Mapping[str, Any]", json.loads(resources.files("pywry.panels").joinpath("aggrid.json").read_text("utf-8"))
    )


def check_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Grid options in AG Grid's own spelling.

    Raises:
        BadData: An unknown option, one of the Enterprise edition, or one that is code.
    """
    out = {spelled(key): value for key, value in options.items()}
    for key, value in out.items():
        if key in OURS:
            raise BadData(f"grid option {key!r} is PyWry's to set; use {OURS[key]}.")
        _check("grid", key, value)
    if isinstance(default := out.get("defaultColDef"), Mapping):
        out["defaultColDef"] = check_column(cast("Mapping[str, Any]", default))
    return out


def check_columns(defs: Sequence[Any]) -> list[dict[str, Any]]:
    """Column definitions in AG Grid's own spelling; those of a group stand one after another.

    Raises:
        BadData: A definition without `field`, an unknown key, one of the Enterprise edition, or one that is code.
    """
    flat: list[dict[str, Any]] = []
    for definition in defs:
        checked = check_column(plain(definition))
        children = checked.pop("children", None)
        if children is not None:
            flat += check_columns(children)
        elif not checked.get("field", checked.get("colId")):
            raise BadData(
                f"the column definition {str(dict(definition))[:80]} has no field; name the column that it is about."
            )
        else:
            flat.append({**checked, "field": str(checked.pop("field", checked.get("colId")))})
    return flat


def groups_of(defs: Sequence[Any]) -> list[Any]:
    """The groups among checked definitions: columns by name, groups with their `children`."""
    nodes: list[Any] = []
    for definition in defs:
        own = {spelled(key): value for key, value in cast("Mapping[str, Any]", plain(definition)).items()}
        children = own.pop("children", None)
        if children is None:
            nodes.append(str(own.get("field", own.get("colId"))))
        else:
            nodes.append({**own, "children": groups_of(children)})
    return nodes


def check_column(definition: Mapping[str, Any]) -> dict[str, Any]:
    """One column definition in AG Grid's own spelling."""
    out = {spelled(key): value for key, value in definition.items() if value is not None}
    for key, value in out.items():
        if key == "format":
            check_format(value, dates=True)
        else:
            _check("column", key, value)
    if out.get("filter") == SET and (strange := set(out.get("filterParams") or ()) - SET_PARAMS):
        one = min(strange)
        raise BadData(f"a set filter has no {one!r} in its filterParams. {nearest(one, SET_PARAMS)}")
    return out


def spelled(key: str) -> str:
    """`header_name` as `headerName`."""
    return to_camel(key) if "_" in key else key


def _check(where: Where, key: str, value: Any) -> None:
    known = names()
    about = f"the {WHAT[where]} {key!r}"
    if key in EXPRESSIONS and (isinstance(value, str) or key.endswith("Rules")):
        raise BadData(
            f"{about} is code, which a page does not run from text; use format with a d3 format such as ',.2f' for "
            "numbers, or compute the values in Python."
        )
    if key in known[where]["enterprise"] or (isinstance(value, str) and value in ALTERNATIVES):
        raise BadData(
            f"{about}{_with(value)} needs AG Grid Enterprise; PyWry has the Community edition. "
            f"Use {_instead(key, value)}."
        )
    if key in known[where]["functions"]:
        raise BadData(
            f"{about} takes a JavaScript function, which data cannot be; listen to the grid's events instead."
        )
    _check_name(where, key, value)


def _check_name(where: Where, key: str, value: Any) -> None:
    known = names()
    allowed = [*known[where]["community"], *(["format", *known["filter"]] if where == "column" else [])]
    if key not in allowed:
        raise BadData(f"AG Grid has no {WHAT[where]} {key!r}. {nearest(key, allowed)}")
    if key == "filter" and isinstance(value, str) and value not in FILTERS:
        raise BadData(f"there is no filter {value!r}. {nearest(value, FILTERS)}")
    if key == "cellRenderer" and value not in RENDERERS:
        raise BadData(f"there is no cell renderer {value!r} here. {nearest(str(value), RENDERERS)}")


def _with(value: Any) -> str:
    return f" = {value!r}" if isinstance(value, str) and value in ALTERNATIVES else ""


def _instead(key: str, value: Any) -> str:
    if isinstance(value, str) and value in ALTERNATIVES:
        return ALTERNATIVES[value]
    for alternative, words in FAMILIES.items():
        if any(word in key.lower() for word in words.split()):
            return alternative
    return "options of the Community edition"

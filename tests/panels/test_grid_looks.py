"""How a grid looks: models of AG Grid's options, headings over columns, labels in levels, themes and formats."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pywry import ColDef, ColGroupDef, DefaultColDef, GridOptions, RowSelection
from pywry.grid import build_column_defs, normalize_data
from pywry.panels import make
from pywry.panels.aggrid import names
from pywry_tools.errors import BadData
from pywry_tools.events import grid
from pywry_tools.ports import Panel

ROWS = [{"id": "a", "px": 1, "name": "Ann"}, {"id": "b", "px": 2, "name": "Bob"}]


def panel(rows: Any = ROWS, **model: Any) -> Panel:
    return make("grid", "g", table=rows, **model)


def test_models_say_what_is_set_in_ag_grid_s_spelling() -> None:
    own = ColDef(field="px", header_name="Price", cell_class="x", tooltipField="name").to_dict()
    assert own == {"field": "px", "headerName": "Price", "cellClass": "x", "tooltipField": "name"}
    assert ColDef(headerName="Price").header_name == "Price"
    assert DefaultColDef().to_dict()["minWidth"] == 80
    assert RowSelection().to_dict()["mode"] == "multiRow"
    assert "headerCheckbox" not in RowSelection(mode="singleRow").to_dict()
    group = ColGroupDef(header_name="G", children=[ColDef(field="px"), {"field": "name"}], marry_children=True)
    assert group.to_dict() == {
        "headerName": "G",
        "marryChildren": True,
        "children": [{"field": "px"}, {"field": "name"}],
    }
    options = GridOptions(pagination=True, default_col_def=DefaultColDef(flex=None), row_selection=RowSelection())
    assert options.to_dict()["defaultColDef"] == {
        "sortable": True,
        "filter": True,
        "resizable": True,
        "floatingFilter": False,
        "minWidth": 80,
    }


def test_a_grid_takes_models_wherever_it_takes_dicts() -> None:
    options = GridOptions(column_defs=[ColDef(field="px", format=",.2f")], pagination=True, pagination_page_size=7)
    wire = panel(options=options, row_selection=RowSelection(checkboxes=False)).wire()
    assert wire["columns"][1]["colDef"] == {"format": ",.2f"}
    assert wire["options"]["paginationPageSizeSelector"] == [7, 20, 50, 100]
    assert wire["options"]["rowSelection"]["checkboxes"] is False
    assert "columnDefs" not in wire["options"]


def test_groups_stand_where_their_first_column_does() -> None:
    inner = ColGroupDef(header_name="In", children=[ColDef(field="name")])
    wire = panel(column_defs=[ColGroupDef(header_name="Out", children=[inner, ColDef(field="px", width=90)])]).wire()
    assert wire["groups"] == [
        "id",
        {"headerName": "Out", "children": [{"headerName": "In", "children": ["name"]}, "px"]},
    ]
    assert [c["field"] for c in wire["columns"]] == ["id", "px", "name"]
    assert "groups" not in panel(column_defs=[{"field": "px"}]).wire()


def test_new_columns_bring_their_groups() -> None:
    grid_ = panel()
    event = grid.UpdateColumns(columnDefs=[{"headerName": "G", "children": [{"field": "name"}]}, {"field": "px"}])
    out = grid_.apply(event)
    assert out is not None
    assert out.data()["groups"] == [{"headerName": "G", "children": ["name"]}, "px"]
    assert grid_.wire()["groups"] == out.data()["groups"]


def test_labels_in_levels_are_headings_and_spans() -> None:
    index = pd.MultiIndex.from_product([["n", "s"], [1, 2]], names=["region", "quarter"])
    columns = pd.MultiIndex.from_tuples([("Sales", "net"), ("Sales", "gross"), ("Count", "")])
    wire = panel(pd.DataFrame([[1, 2, 3]] * 4, index=index, columns=columns)).wire()
    looks = {c["field"]: (c["headerName"], c.get("colDef")) for c in wire["columns"]}
    assert looks == {
        "region": ("region", {"pinned": "left", "spanRows": True}),
        "quarter": ("quarter", {"pinned": "left"}),
        "Sales net": ("net", None),
        "Sales gross": ("gross", None),
        "Count": ("Count", None),
    }
    assert wire["groups"][2] == {"headerName": "Sales", "marryChildren": True, "children": ["Sales net", "Sales gross"]}
    assert (wire["index"], wire["options"]["enableCellSpan"]) == (["region", "quarter"], True)
    plain = panel(pd.DataFrame([[1, 2, 3]] * 4, index=index, columns=columns), enable_cell_span=False).wire()
    assert plain["columns"][0]["colDef"] == {"pinned": "left"}


def test_what_a_grid_makes_of_data_can_be_looked_at() -> None:
    columns = pd.MultiIndex.from_tuples([("Sales", "net"), ("Sales", "gross")])
    index = pd.MultiIndex.from_tuples([("n", 1)], names=["region", "quarter"])
    frame = pd.DataFrame([[1, 2.5]], index=index, columns=columns)
    data = normalize_data(frame)
    assert data.row_data == [{"region": "n", "quarter": 1, "Sales net": 1, "Sales gross": 2.5}]
    assert (data.total_rows, data.index_columns) == (1, ["region", "quarter"])
    assert data.column_types["Sales gross"] == "number"
    made = build_column_defs(frame, [ColDef(field="Sales net", width=90)])
    assert [one["headerName"] for one in made] == ["region", "quarter", "Sales"]
    assert made[2]["children"][0] == {"field": "Sales net", "headerName": "net", "width": 90}
    assert normalize_data([]).columns == []


def test_a_theme_is_one_of_ag_grid_s_and_light_or_dark_is_the_page_s() -> None:
    grid_ = panel(theme="ag-theme-alpine-dark")
    assert grid_.wire()["gridTheme"] == "alpine"
    out = grid_.apply(grid.UpdateTheme(theme="balham"))
    assert out is not None
    assert (out.data()["theme"], grid_.wire()["gridTheme"]) == ("balham", "balham")
    with pytest.raises(BadData, match=r"no theme 'alpin'\. Did you mean 'alpine'"):
        grid_.apply(grid.UpdateTheme(theme="alpin"))


def test_dates_have_patterns_and_numbers_have_formats() -> None:
    frame = pd.DataFrame({"day": pd.to_datetime(["2024-01-01"]), "n": [1.5]})
    panel(frame, column_defs=[{"field": "day", "format": "%d.%m.%Y"}, {"field": "n", "format": ".1%"}])
    for column, text in (("day", ",.2f"), ("n", "%d.%m.%Y")):
        with pytest.raises(BadData, match=f"format '{text}' does not suit column '{column}'"):
            panel(frame, column_defs=[{"field": column, "format": text}])


@pytest.mark.parametrize(
    ("key", "instead"),
    [
        ("serverSideDatasource", "'infinite'"),
        ("findSearchValue", "grid_set_filter"),
        ("getContextMenuItems", "right click"),
        ("formulaFuncs", "computed in Python"),
        ("masterDetail", "second grid"),
        ("cellSelection", "row_selection"),
        ("enableCharts", "chart panel"),
        ("rowNumbers", "numbers of the rows"),
        ("sideBar", "floatingFilter"),
        ("processCellForClipboard", "grid_export_csv"),
    ],
)
def test_what_needs_enterprise_names_what_to_use(key: str, instead: str) -> None:
    with pytest.raises(
        BadData, match=f"'{key}' needs AG Grid Enterprise; PyWry has the Community edition. Use .*{instead}"
    ):
        panel(options={key: True})


def test_every_option_of_enterprise_is_refused() -> None:
    for key in names()["grid"]["enterprise"]:
        with pytest.raises(BadData, match="needs AG Grid Enterprise"):
            panel(options={key: True})
    for key in names()["column"]["enterprise"]:
        with pytest.raises(BadData, match="needs AG Grid Enterprise"):
            panel(column_defs=[{"field": "px", key: True}])

"""A grid panel keeps rows, ids and looks, so that a page that opens later shows the same."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry import wire as codec
from pywry.panels import make
from pywry_tools.errors import BadData
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.ports import Panel

ROWS = [{"id": "a", "px": 1, "name": "Ann"}, {"id": "b", "px": 2, "name": "Bob"}]


def panel(rows: Any = ROWS, **model: Any) -> Panel:
    return make("grid", "g", table=rows, **model)


def named(**model: Any) -> Panel:
    return panel(row_id="id", **model)


def rows(grid_: Panel) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = grid_.read(limit=1000)["records"]
    return found


def ids(grid_: Panel) -> list[str]:
    found: list[str] = grid_.read(limit=1000)["row_ids"]
    return found


def sent(grid_: Panel, event: Event) -> dict[str, Any]:
    out = grid_.apply(event)
    assert out is not None
    codec.encode(out.data())
    return out.data()


def texts(column: Any) -> list[str]:
    return [column["categories"][code] for code in column["codes"].tolist()]


def test_the_wire_holds_columns_and_ids() -> None:
    wire = named(title="T", columns=["px"], row_selection=True, options={"pagination": True}).wire()
    assert (wire["kind"], wire["title"], wire["rows"]) == ("grid", "T", 2)
    assert wire["columns"] == [{"field": "px", "headerName": "px", "type": "integer"}]
    assert wire["data"]["px"].tolist() == [1, 2]
    assert texts(wire["rowIds"]) == ["a", "b"]
    assert wire["options"]["pagination"] is True
    assert wire["options"]["rowSelection"]["mode"] == "multiRow"
    codec.encode(wire)
    assert "rowIds" not in panel().wire()


def test_columns_look_as_their_definitions_say_in_either_spelling() -> None:
    defs = [{"field": "px", "header_name": "Price", "format": ",.2f", "maxWidth": 90}]
    [_, px, _] = panel(column_defs=defs).wire()["columns"]
    assert px == {"field": "px", "headerName": "Price", "type": "integer", "colDef": {"format": ",.2f", "maxWidth": 90}}
    group = [{"headerName": "G", "children": [{"field": "px", "hide": True}, {"field": "name", "pinned": "left"}]}]
    looks = {c["field"]: c.get("colDef") for c in panel(column_defs=group).wire()["columns"]}
    assert looks == {"id": None, "px": {"hide": True}, "name": {"pinned": "left"}}


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ({"options": {"pagnation": True}}, "no grid option 'pagnation'. Did you mean 'pagination'"),
        ({"options": {"sideBar": True}}, "'sideBar' needs AG Grid Enterprise.*Use hide, filter and floatingFilter"),
        ({"options": {"tree_data": True}}, "'treeData' needs AG Grid Enterprise.*second grid"),
        ({"options": {"rowData": []}}, "'rowData' is PyWry's to set; use data"),
        ({"options": {"rowModelType": "serverSide"}}, "is 'infinite' or 'clientSide' here"),
        ({"options": {"onCellClicked": "x"}}, "takes a JavaScript function.*listen to the grid's events"),
        ({"options": {"getRowStyle": "x"}}, "is code.*use format"),
        ({"options": {"defaultColDef": {"enableValue": True}}}, "'enableValue' needs AG Grid Enterprise"),
        ({"column_defs": [{"field": "px", "valueFormatter": "x => 1"}]}, "'valueFormatter' is code.*use format"),
        ({"column_defs": [{"field": "px", "cell_class_rules": {"red": "x > 1"}}]}, "'cellClassRules' is code"),
        (
            {"column_defs": [{"field": "px", "rowGroup": True}]},
            "'rowGroup' needs AG Grid Enterprise.*aggregated in Python",
        ),
        (
            {"column_defs": [{"field": "px", "filter": "agSetColumnFilter"}]},
            "agSetColumnFilter.*Use filter 'set'",
        ),
        ({"column_defs": [{"field": "px", "cellRenderer": "Mine"}]}, "no cell renderer 'Mine'"),
        ({"column_defs": [{"field": "px", "fromat": "x"}]}, "no column definition's 'fromat'. Did you mean 'format'"),
        ({"column_defs": [{"field": "px", "format": "0,0 EUR"}]}, "no d3 number format"),
        ({"column_defs": [{"field": "pix"}]}, "about 'pix'. Did you mean 'px'"),
        ({"column_defs": [{"width": 5}]}, "has no field"),
        ({"columns": ["nam"]}, "no column 'nam'. Did you mean 'name'"),
        ({"row_id": "key"}, "no column 'key'"),
        ({"table": [{"id": 1}, {"id": 1}], "row_id": "id"}, "has '1' twice"),
        ({"table": [{"id": 1}, {"id": None}], "row_id": "id"}, "row 1 has no value"),
    ],
)
def test_what_a_grid_cannot_do_is_refused_by_name(model: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        make("grid", "g", **{"table": ROWS, **model})


@pytest.mark.parametrize("text", [",.2f", "$,.0f", ".1%", "~s", "+.3", "d", "x", "04d", ",", "(.2f"])
def test_d3_formats_pass(text: str) -> None:
    panel(column_defs=[{"field": "px", "format": text}])


def test_rows_are_replaced_and_columns_follow() -> None:
    grid_ = named(columns=["px"], column_defs=[{"field": "name", "width": 90}])
    data = sent(grid_, grid.UpdateData(data=pd.DataFrame({"id": [7], "px": [1.5]})))
    assert (texts(data["data"]["rowIds"]), data["data"]["rows"]) == (["7"], 1)
    assert data["data"]["columns"] == [{"field": "px", "headerName": "px", "type": "number"}]
    assert (rows(grid_), ids(grid_)) == ([{"px": 1.5}], ["7"])


def test_rows_are_appended_with_ids_that_never_come_again() -> None:
    grid_ = panel()
    data = sent(grid_, grid.UpdateData(data=[{"id": "c", "px": 3.5}], strategy="append"))["data"]
    assert (texts(data["rowIds"]), data["rows"], texts(data["data"]["id"])) == (["2"], 1, ["c"])
    assert rows(grid_)[2] == {"id": "c", "px": 3.5, "name": None}
    grid_.apply(grid.RemoveRows(rowIds=["2"]))
    assert texts(sent(grid_, grid.UpdateData(data=[{"id": "d"}], strategy="append"))["data"]["rowIds"]) == ["3"]
    assert ids(grid_) == ["0", "1", "3"]
    assert texts(grid_.wire()["rowIds"]) == ["0", "1", "3"]


def test_rows_are_updated_by_id_and_only_where_values_were_given() -> None:
    grid_ = named()
    data = sent(grid_, grid.UpdateData(data=[{"id": "b", "px": 9}], strategy="update"))["data"]
    assert (texts(data["rowIds"]), data["data"]["px"].tolist(), list(data["data"])) == (["b"], [9], ["px"])
    data = sent(grid_, grid.UpdateData(data=[{"id": "a", "px": 5}, {"id": "b", "name": "Eve"}], strategy="update"))
    assert data["cells"] == [
        {"rowId": "a", "colId": "px", "value": 5},
        {"rowId": "b", "colId": "name", "value": "Eve"},
    ]
    assert rows(grid_) == [{"id": "a", "px": 5, "name": "Ann"}, {"id": "b", "px": 9, "name": "Eve"}]
    by_place = panel()
    sent(by_place, grid.UpdateData(data=[{"rowId": 1, "px": 4}], strategy="update"))
    assert [row["px"] for row in rows(by_place)] == [1, 4]


def test_rows_are_updated_from_frames_and_from_columns() -> None:
    grid_ = named()
    sent(grid_, grid.UpdateData(data=pd.DataFrame({"id": ["b", "a"], "px": [20, 10]}), strategy="update"))
    assert [row["px"] for row in rows(grid_)] == [10, 20]
    sent(grid_, grid.UpdateData(data={"rows": 1, "data": {"id": ["a"], "px": [11]}}, strategy="update"))
    assert rows(grid_)[0]["px"] == 11


def test_cells_are_written_by_row_id() -> None:
    grid_ = named()
    sent(grid_, grid.UpdateCell(rowId="a", colId="px", value=None))
    changes = [grid.CellChange(rowId="b", colId="px", value="n/a"), grid.CellChange(rowId="b", colId="name", value="X")]
    assert sent(grid_, grid.UpdateCells(cells=changes))["cells"][1] == {"rowId": "b", "colId": "name", "value": "X"}
    assert rows(grid_) == [{"id": "a", "px": None, "name": "Ann"}, {"id": "b", "px": "n/a", "name": "X"}]


def test_removed_rows_are_gone_and_the_others_keep_their_ids() -> None:
    grid_ = panel([{"n": i} for i in range(4)])
    sent(grid_, grid.RemoveRows(rowIds=["1"]))
    assert (ids(grid_), [row["n"] for row in rows(grid_)]) == (["0", "2", "3"], [0, 2, 3])
    sent(grid_, grid.UpdateCell(rowId="3", colId="n", value=30))
    assert rows(grid_)[2] == {"n": 30}


def test_columns_are_shown_as_last_said() -> None:
    grid_ = panel(column_defs=[{"field": "px", "width": 90}])
    data = sent(grid_, grid.UpdateColumns(columnDefs=[{"field": "name"}, {"field": "px", "header_name": "Price"}]))
    assert data["columnDefs"][1] == {"field": "px", "headerName": "Price"}
    shown = grid_.wire()["columns"]
    assert [c["field"] for c in shown] == ["name", "px"]
    assert shown[1] == {"field": "px", "headerName": "Price", "type": "integer", "colDef": {"width": 90}}


def test_kept_rows_are_positions_or_a_mask() -> None:
    grid_ = panel()
    assert sent(grid_, grid.KeepRows(keep=[1]))["keep"].tolist() == [1]
    assert grid_.wire()["keep"].dtype == np.uint32
    assert sent(grid_, grid.KeepRows(keep=np.array([True, False])))["keep"].tolist() == [0]
    assert (grid_.summary()["shown"], [r["id"] for r in grid_.read(only="linked")["records"]]) == (1, ["a"])
    assert sent(grid_, grid.KeepRows(keep=None))["keep"] is None
    assert "keep" not in grid_.wire()


def test_removing_rows_while_some_are_hidden_starts_every_page_anew() -> None:
    grid_ = named()
    grid_.apply(grid.KeepRows(keep=[1]))
    data = sent(grid_, grid.RemoveRows(rowIds=["a"]))
    assert (data["strategy"], data["data"]["rows"], texts(data["data"]["rowIds"])) == ("set", 1, ["b"])


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (grid.UpdateCell(rowId="aa", colId="px", value=1), "no row 'aa'. Did you mean 'a'"),
        (grid.UpdateCell(rowId="a", colId="pix", value=1), "no column 'pix'. Did you mean 'px'"),
        (grid.UpdateCell(rowId="a", colId="id", value="z"), "names the rows.*cannot be changed"),
        (grid.UpdateData(data=[{"px": 1}]), "lack 'id'"),
        (grid.UpdateData(data=[{"id": "q"}, {"id": "q"}]), "'q' twice"),
        (grid.UpdateData(data=[{"id": "a"}], strategy="append"), "row 'a' is there already"),
        (grid.UpdateData(data=[{"id": "q"}, {"id": "q"}], strategy="append"), "row 'q' is there already"),
        (grid.UpdateData(data=[{"px": 1}], strategy="update"), "need 'id'"),
        (grid.UpdateData(data=[{"px": 1, "id": "a"}, {"px": 1}], strategy="update"), "need 'id'"),
        (grid.UpdateData(data=[{"id": "q", "px": 1}], strategy="update"), "no row 'q'"),
        (grid.UpdateData(data=[{"id": "a", "pix": 1}], strategy="update"), "no column 'pix'"),
        (grid.UpdateData(data=7), "no table"),
        (grid.RemoveRows(rowIds=["a", "q"]), "no row 'q'"),
        (grid.KeepRows(keep=[2]), "outside the table; they go from 0 to 1"),
        (grid.KeepRows(keep="all"), "list of row positions"),
        (grid.UpdateColumns(columnDefs=[{"field": "q"}]), "about 'q'"),
        (plotly.ResetZoom(), "cannot change panel 'g', which is a grid"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_and_changes_nothing(event: Event, words: str) -> None:
    grid_ = named()
    before = repr(grid_.wire())
    with pytest.raises(BadData, match=words):
        grid_.apply(event)
    assert repr(grid_.wire()) == before


def test_a_row_that_is_only_counted_is_named_in_the_error() -> None:
    with pytest.raises(BadData, match="no row '02'; its rows are from '0' to '1'"):
        panel().apply(grid.UpdateCell(rowId="02", colId="px", value=1))


def test_what_a_person_did_is_remembered_until_it_is_undone() -> None:
    grid_ = named(row_selection="multiple")
    grid_.heard(grid.RowsSelected(gridId="g", rows=[ROWS[1]], rowIds=["b"]))
    grid_.heard(grid.FilterChanged(gridId="g", filterModel={"px": {"type": "equals"}}, rows=1))
    grid_.heard(grid.SortChanged(gridId="g", sortModel=[{"colId": "px", "sort": "desc"}]))
    assert grid_.summary()["seen"] == {
        "selected": {"count": 1, "row_ids": ["b"]},
        "filter": {"model": {"px": {"type": "equals"}}, "rows": 1},
        "sort": [{"colId": "px", "sort": "desc"}],
    }
    assert grid_.read(only="selected")["row_ids"] == ["b"]
    grid_.heard(grid.RowsSelected(gridId="g", rows=[], rowIds=[]))
    grid_.heard(grid.FilterChanged(gridId="g", filterModel={}, rows=2))
    grid_.heard(grid.SortChanged(gridId="g", sortModel=[]))
    assert "seen" not in grid_.summary()


def test_an_edit_becomes_a_change_for_every_viewer() -> None:
    grid_ = named()
    edit = {"gridId": "g", "rowId": "a", "colId": "px", "oldValue": 1, "newValue": 5}
    answer = grid_.heard(grid.CellEdited(**edit))
    assert isinstance(answer, grid.UpdateCell)
    assert (answer.row_id, answer.column, answer.value) == ("a", "px", 5)
    for odd in ({"rowId": "q"}, {"colId": "q"}, {"colId": "id"}):
        assert grid_.heard(grid.CellEdited(**{**edit, **odd})) is None


def test_a_restored_state_is_what_later_viewers_start_with() -> None:
    grid_ = panel()
    columns = [
        {"colId": "px", "width": 80, "hide": True, "pinned": "left", "sort": "desc", "sortIndex": 0},
        {"colId": "id", "width": None, "hide": False},
    ]
    grid_.apply(
        grid.RestoreState(state={"columnState": columns, "filterModel": {"px": {"type": "equals", "filter": 1}}})
    )
    assert grid_.wire()["options"]["initialState"] == {
        "sort": {"sortModel": [{"colId": "px", "sort": "desc"}]},
        "filter": {"filterModel": {"px": {"type": "equals", "filter": 1}}},
        "columnOrder": {"orderedColIds": ["px", "id"]},
        "columnVisibility": {"hiddenColIds": ["px"]},
        "columnSizing": {"columnSizingModel": [{"colId": "px", "width": 80}]},
        "columnPinning": {"leftColIds": ["px"], "rightColIds": []},
    }
    grid_.apply(grid.ResetState(hard=True))
    assert "initialState" not in grid_.wire().get("options", {})


def test_reading_goes_page_by_page() -> None:
    grid_ = panel([{"n": i, "t": str(i)} for i in range(25)])
    first = grid_.read(limit=10, columns=["n"])
    assert (first["rows"], first["next_cursor"], first["records"][9]) == (25, 10, {"n": 9})
    last = grid_.read(start=20, limit=10)
    assert (last["next_cursor"], last["row_ids"]) == (None, ["20", "21", "22", "23", "24"])
    json.dumps(last)
    with pytest.raises(BadData, match="no column 'q'"):
        grid_.read(columns=["q"])


def test_a_wide_grid_is_summed_up_briefly() -> None:
    summary = panel([{f"c{i}": i for i in range(50)}]).summary()
    assert (len(summary["columns"]), summary["more_columns"]) == (20, 30)

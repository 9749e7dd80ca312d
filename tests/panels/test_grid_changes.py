"""Changes of a grid that are more than one cell: many cells, transactions, edits taken back, views set from Python."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from pywry import wire as codec
from pywry.panels import make
from pywry_tools.errors import BadData
from pywry_tools.events import grid
from pywry_tools.events.base import Event
from pywry_tools.ports import Panel


def panel(count: int = 100, **model: Any) -> Panel:
    return make("grid", "g", table=[{"n": float(i), "t": str(i)} for i in range(count)], **model)


def rows(grid_: Panel) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = grid_.read(limit=1000)["records"]
    return found


def sent(grid_: Panel, event: Event) -> dict[str, Any]:
    out = grid_.apply(event)
    assert out is not None
    codec.encode(out.data())
    return out.data()


def test_many_cells_travel_as_positions_and_typed_values() -> None:
    grid_ = panel()
    columns = {"n": {"rowIds": [str(i) for i in range(50)], "values": np.arange(50) * 2.0}}
    data = sent(grid_, grid.UpdateCells(columns={**columns, "t": {"rowIds": ["99"], "values": ["end"]}}))
    assert set(data) == {"gridId", "columns"}
    assert data["columns"]["n"]["at"].dtype == np.uint16
    assert data["columns"]["n"]["values"].tolist() == [i * 2.0 for i in range(50)]
    assert data["columns"]["t"]["values"]["categories"] == ["end"]
    assert (rows(grid_)[49]["n"], rows(grid_)[99]) == (98.0, {"n": 99.0, "t": "end"})


def test_positions_follow_rows_that_were_removed() -> None:
    grid_ = panel()
    grid_.apply(grid.RemoveRows(rowIds=["0", "1"]))
    ids = [str(i) for i in range(2, 40)]
    data = sent(grid_, grid.UpdateCells(columns={"n": {"rowIds": ids, "values": [0.5] * 38}}))
    assert data["columns"]["n"]["at"].tolist() == list(range(38))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"rowIds": ["0"], "values": [1, 2]}, "has 1 rows to write and 2 values"),
        ({"rowIds": ["0"]}, "must be {rowIds, values}"),
        ({"rowIds": ["q"] * 20, "values": [1] * 20}, "no row 'q'"),
        ({"rowIds": ["007"] * 20, "values": [1] * 20}, "no row '007'"),
        ({"rowIds": ["-1"] * 20, "values": [1] * 20}, "no row '-1'"),
        ({"rowIds": ["100"] * 20, "values": [1] * 20}, "from '0' to '99'"),
    ],
)
def test_cells_that_do_not_fit_change_nothing(part: dict[str, Any], words: str) -> None:
    grid_ = panel()
    before = rows(grid_)
    with pytest.raises(BadData, match=words):
        grid_.apply(grid.UpdateCells(columns={"n": part}))
    assert rows(grid_) == before


def test_single_values_are_told_as_pages_read_them() -> None:
    grid_ = panel()
    value = sent(grid_, grid.UpdateCell(rowId="0", colId="t", value=dt.timedelta(hours=1)))["value"]
    assert value == "01:00:00"
    assert sent(grid_, grid.UpdateCell(rowId="0", colId="t", value=np.float64(2)))["value"] == 2.0


def test_a_transaction_updates_adds_and_removes() -> None:
    grid_ = panel(3)
    event = grid.Transaction(update=[{"rowId": "1", "t": "one"}], add=[{"n": 9, "t": "new"}], remove=["0"])
    parts = sent(grid_, event)["parts"]
    assert [name for name, _ in parts] == ["grid:remove-rows", "grid:update-data", "grid:update-data"]
    assert [row["t"] for row in rows(grid_)] == ["one", "2", "new"]


@pytest.mark.parametrize(
    "event",
    [
        grid.Transaction(remove=["0"], update=[{"rowId": "9", "t": "x"}]),
        grid.Transaction(remove=["0"], add=7),
        grid.UpdateGrid(data=[{"a": 1}], columnDefs=[{"field": "b"}]),
    ],
)
def test_a_transaction_that_does_not_fit_changes_nothing(event: Event) -> None:
    grid_ = panel(3)
    before = repr(grid_.wire())
    with pytest.raises(BadData):
        grid_.apply(event)
    assert repr(grid_.wire()) == before
    grid_.apply(grid.UpdateCell(rowId="0", colId="t", value="still"))
    assert rows(grid_)[0]["t"] == "still"


def edited(new: Any, old: Any, source: str = "edit") -> grid.CellEdited:
    data = {"gridId": "g", "rowId": "0", "colId": "n", "oldValue": old, "newValue": new, "source": source}
    return grid.CellEdited.model_validate(data)


def test_edits_of_people_are_taken_back_and_put_in_again() -> None:
    grid_ = panel()
    for new, old in ((1.0, 0.0), (2.0, 1.0)):
        change = grid_.heard(edited(new, old))
        assert change is not None
        grid_.apply(change)
    assert sent(grid_, grid.Undo())["value"] == 1.0
    assert sent(grid_, grid.Undo())["value"] == 0.0
    with pytest.raises(BadData, match="no edit to take back"):
        grid_.apply(grid.Undo())
    assert sent(grid_, grid.Undo(redo=True))["value"] == 1.0
    grid_.heard(edited(0.0, 1.0, "undo"))
    assert sent(grid_, grid.Undo(redo=True))["value"] == 1.0
    grid_.heard(edited(5.0, 1.0))
    with pytest.raises(BadData, match="no edit to put in again"):
        grid_.apply(grid.Undo(redo=True))


def test_an_edit_that_was_refused_goes_back_and_is_forgotten() -> None:
    grid_ = panel()
    event = edited(7.0, 0.0)
    grid_.heard(event)
    [back] = grid_.refused(event)
    assert back.data() == {"gridId": "g", "rowId": "0", "colId": "n", "value": 0.0}
    with pytest.raises(BadData, match="no edit"):
        grid_.apply(grid.Undo())
    assert grid_.refused(grid.SortChanged(gridId="g", sortModel=[])) == ()


def test_a_view_set_from_python_is_what_later_viewers_start_with() -> None:
    grid_ = panel()
    grid_.apply(grid.RestoreState(state={"filterModel": {"n": {"type": "equals", "filter": 1}}}))
    grid_.apply(grid.RestoreState(state={"sortModel": [{"colId": "n", "sort": "desc"}]}))
    grid_.apply(grid.QuickFilter(text="x"))
    options = grid_.wire()["options"]
    assert options["initialState"] == {
        "filter": {"filterModel": {"n": {"type": "equals", "filter": 1}}},
        "sort": {"sortModel": [{"colId": "n", "sort": "desc"}]},
    }
    assert options["quickFilterText"] == "x"
    assert set(grid_.summary()["seen"]) == {"filter", "sort", "quick_filter"}
    grid_.apply(grid.RestoreState(state={"filterModel": {}}))
    assert "filter" not in grid_.wire()["options"]["initialState"]
    grid_.apply(grid.ResetState())
    assert "options" not in grid_.wire() or not grid_.wire()["options"].keys() & {"initialState", "quickFilterText"}


def test_a_file_has_headings_and_plain_values() -> None:
    data = [{"ok": True, "tags": ["a", "b"], "t": 'say "hi"', "day": dt.date(1950, 1, 2)}, {"ok": None}]
    grid_ = make("grid", "g", table=data, column_defs=[{"field": "ok", "headerName": "OK?"}])
    text = grid_.read(csv=True)["text"]
    assert text == 'OK?,tags,t,day\r\ntrue,"[""a"", ""b""]","say ""hi""",1950-01-02\r\n,,,\r\n'
    assert grid_.read(csv=True, columns=["t"], at=np.array([1, 0]))["text"] == 't\r\n""\r\n"say ""hi"""\r\n'


@pytest.mark.parametrize("options", [{}, {"rowModelType": "infinite"}], ids=["whole", "paged"])
def test_filters_and_sorts_of_columns_that_are_gone_go_with_them(options: dict[str, Any]) -> None:
    start = {"columnVisibility": {"hiddenColIds": ["t"]}}
    grid_ = make("grid", "g", table={"n": [1, 2], "t": ["x", "y"]}, options={**options, "initialState": start})
    about = {"n": {"filterType": "number", "type": "blank"}, "t": {"filterType": "text", "type": "notBlank"}}
    sorts = [{"colId": "n", "sort": "asc"}, {"colId": "t", "sort": "desc"}]
    grid_.apply(grid.RestoreState(state={"filterModel": about, "sortModel": sorts}))
    grid_.apply(grid.UpdateData(data={"t": ["z"], "new": [1]}))
    seen = grid_.read()["seen"]
    assert (seen["filter"], seen["sort"]) == ({"model": {"t": about["t"]}}, sorts[1:])
    kept = grid_.wire()["options"]["initialState"]
    assert kept == {**start, "filter": {"filterModel": {"t": about["t"]}}, "sort": {"sortModel": sorts[1:]}}


def test_the_column_that_names_rows_is_not_edited() -> None:
    grid_ = make("grid", "g", table={"k": ["a"], "n": [1]}, row_id="k", options={"defaultColDef": {"editable": True}})
    columns = grid_.wire()["columns"]
    assert [one.get("colDef", {}).get("editable") for one in columns] == [False, None]
    assert sent(grid_, grid.UpdateColumns(columnDefs=[{"field": "k"}]))["columnDefs"] == [
        {"field": "k", "editable": False}
    ]
    with pytest.raises(BadData, match="names the rows and cannot be edited"):
        make("grid", "g", table={"k": ["a"]}, row_id="k", column_defs=[{"field": "k", "editable": True}])

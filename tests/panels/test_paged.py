"""A grid whose rows stay in Python: what pages ask, what changes, and what is told."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from pywry.data.table import Table
from pywry.panels import make
from pywry.panels.grid import GridPanel
from pywry.panels.paged import PagedGridPanel
from pywry_tools.errors import BadData
from pywry_tools.events import grid, plotly

ROWS = 1_000
PAGED = {"rowModelType": "infinite"}


def frame(rows: int = ROWS) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [f"r{i}" for i in range(rows)],
            "n": np.arange(rows) % 10,
            "name": np.where(np.arange(rows) % 2 == 0, "even", "odd"),
        }
    )


def panel(data: Any = None, **model: Any) -> PagedGridPanel:
    made = make(
        "grid", "g", table=frame() if data is None else data, options={**PAGED, **model.pop("options", {})}, **model
    )
    assert isinstance(made, PagedGridPanel)
    return made


def asked(made: PagedGridPanel, start: int = 0, stop: int = 5, **view: Any) -> dict[str, Any]:
    answer: dict[str, Any] = made.answer("grid:rows", {"start": start, "stop": stop, **view}, lambda: False)
    return answer


def column(block: dict[str, Any], name: str) -> list[Any]:
    wire = block["data"][name]
    if isinstance(wire, dict):
        return [wire["categories"][code] for code in wire["codes"]]
    return [v.item() for v in wire]


EVEN = {"name": {"filterType": "text", "type": "equals", "filter": "EVEN"}}
DOWN = [{"colId": "n", "sort": "desc"}]


def edited(row: str, name: str, value: Any) -> grid.CellEdited:
    return grid.CellEdited(gridId="g", rowId=row, colId=name, oldValue=None, newValue=value)


def test_a_person_chooses_the_row_model_or_the_number_of_rows_does() -> None:
    assert isinstance(panel(), PagedGridPanel)
    assert type(make("grid", "g", table=frame())) is GridPanel
    many = pd.DataFrame({"n": np.zeros(100_001)})
    assert isinstance(make("grid", "g", table=many), PagedGridPanel)
    assert type(make("grid", "g", table=many, options={"row_model_type": "clientSide"})) is GridPanel
    with pytest.raises(BadData, match="'infinite' or 'clientSide'"):
        make("grid", "g", table=many, options={"rowModelType": "serverSide"})


def test_the_first_rows_and_the_number_of_all_come_with_the_panel() -> None:
    wire = panel().wire()
    assert (wire["total"], wire["shown"], wire["rows"], wire["paged"]) == (ROWS, ROWS, 200, {"block": 200})
    assert wire["at"].tolist() == list(range(200))
    assert [c["type"] for c in wire["columns"]] == ["text", "integer", "text"]


def test_wide_tables_come_in_smaller_blocks() -> None:
    wide = panel(Table.of({f"c{i}": [0] * 300 for i in range(1_000)}))
    assert wide.wire()["paged"] == {"block": 40}


def test_a_page_asks_for_blocks_of_its_own_view() -> None:
    block = asked(panel(), 2, 4, filter=EVEN, sort=DOWN)
    assert (block["rows"], block["shown"], block["total"]) == (2, 500, ROWS)
    assert column(block, "n") == [8, 8]
    assert block["at"].tolist() == [28, 38]
    assert "rowIds" not in block
    assert asked(panel(row_id="id"), 2, 4, filter=EVEN, sort=DOWN)["rowIds"]["categories"] == ["r28", "r38"]


def test_a_block_beyond_the_end_is_empty() -> None:
    assert asked(panel(), 5_000, 5_200)["rows"] == 0


def test_an_ask_that_nobody_waits_for_is_not_worked_on() -> None:
    assert panel().answer("grid:rows", {"start": 0, "stop": 5}, lambda: True) is None


def test_edits_by_people_and_programs_sort_and_filter_and_leave_the_frame_alone() -> None:
    given = frame()
    made = panel(given, row_id="id")
    change = made.heard(edited("r3", "name", "EVEN after all"))
    assert isinstance(change, grid.UpdateCell)
    made.apply(change)
    made.apply(grid.UpdateCells(cells=[grid.CellChange(rowId="r5", colId="n", value=99)], gridId="g"))
    starts = {"name": {"filterType": "text", "type": "startsWith", "filter": "even a"}}
    assert asked(made, filter=starts)["rowIds"]["categories"] == ["r3"]
    assert asked(made, 0, 1, sort=DOWN)["rowIds"]["categories"] == ["r5"]
    assert made.read(start=3, limit=1)["records"] == [{"id": "r3", "n": 3, "name": "EVEN after all"}]
    pd.testing.assert_frame_equal(given, frame())


def test_rows_are_added_updated_and_removed() -> None:
    made = panel(row_id="id")
    made.apply(grid.UpdateData(data=[{"id": "new", "n": -1, "name": "odd"}], strategy="append", gridId="g"))
    made.apply(
        grid.UpdateData(data=[{"id": "new", "n": -2}, {"id": "r0", "name": "first"}], strategy="update", gridId="g")
    )
    made.apply(grid.RemoveRows(rowIds=["r1", "r2"], gridId="g"))
    block = asked(made, 0, 2, sort=[{"colId": "n", "sort": "asc"}])
    assert (block["shown"], block["total"]) == (999, 999)
    assert block["rowIds"]["categories"] == ["new", "r0"]
    assert column(block, "name") == ["odd", "first"]
    assert made.read(start=998, limit=5)["row_ids"] == ["new"]
    assert made.summary()["rows"] == 999


def test_a_transaction_that_fails_leaves_everything_as_it_was() -> None:
    made = panel(row_id="id")
    with pytest.raises(BadData, match="nobody"):
        made.apply(grid.Transaction(remove=["r1"], update=[{"id": "nobody", "n": 1}], gridId="g"))
    assert asked(made)["total"] == ROWS
    made.apply(grid.Transaction(remove=["r1"], update=[{"id": "r2", "n": 77}], gridId="g"))
    assert asked(made, 0, 1, sort=DOWN)["rowIds"]["categories"] == ["r2"]


def test_other_rows_take_the_place_of_all() -> None:
    made = panel()
    out = made.apply(grid.UpdateData(data=pl.DataFrame({"n": [3, 1]}), strategy="set", gridId="g"))
    assert isinstance(out, grid.UpdateData)
    assert (out.rows["total"], [c["field"] for c in out.rows["columns"]]) == (2, ["n"])
    assert column(asked(made, sort=[{"colId": "n", "sort": "asc"}]), "n") == [1, 3]


def test_rows_that_links_leave_are_the_only_ones() -> None:
    made = panel()
    made.apply(grid.KeepRows(keep=[9, 3, 5], gridId="g"))
    assert asked(made)["at"].tolist() == [3, 5, 9]
    assert asked(made, sort=DOWN)["at"].tolist() == [9, 5, 3]
    assert made.read(only="linked")["rows"] == 3
    made.apply(grid.KeepRows(keep=None, gridId="g"))
    assert asked(made)["shown"] == ROWS


def test_selecting_all_is_told_in_a_few_words_and_means_every_row_of_the_view() -> None:
    made = panel(row_id="id", row_selection="multiple")
    made.heard(grid.RowsSelected(gridId="g", rows=[], every={"filter": EVEN}, exceptIds=["r4"], count=499))
    assert made.summary()["seen"]["selected"] == {"count": 499, "all": True, "except": ["r4"], "row_ids": []}
    read = made.read(only="selected", limit=3)
    assert (read["rows"], read["row_ids"]) == (499, ["r0", "r2", "r6"])
    assert len(made.selected) == 499
    made.heard(grid.RowsSelected(gridId="g", rows=[], rowIds=["r9", "gone"]))
    assert (made.selected, made.read(only="selected")["rows"]) == (["r9"], 1)


def test_rows_can_be_read_as_the_person_sees_them() -> None:
    made = panel()
    made.heard(grid.FilterChanged(gridId="g", filterModel=EVEN, rows=500))
    made.heard(grid.SortChanged(gridId="g", sortModel=DOWN))
    shown = made.read(only="shown", limit=2)
    assert (shown["rows"], shown["row_ids"], shown["next_cursor"]) == (500, ["8", "18"], 2)
    assert made.read(limit=2)["row_ids"] == ["0", "1"]


def test_the_whole_view_is_written_as_csv_part_by_part() -> None:
    made = panel(
        Table.of({"n": np.arange(45_000), "t": ["a,b"] * 45_000}), column_defs=[{"field": "n", "headerName": "No."}]
    )
    parts = list(made.csv(only=None))
    lines = "".join(parts).splitlines()
    assert (len(parts), len(lines), lines[0], lines[-1]) == (4, 45_001, "No.,t", '44999,"a,b"')
    first = made.answer("grid:csv", {"start": 0, "sort": DOWN, "columns": ["n"]}, lambda: False)
    assert (first["text"].splitlines()[:2], first["next"]) == (["No.", "44999"], 20_000)
    last = made.answer("grid:csv", {"start": 40_000, "sort": DOWN, "columns": ["n"]}, lambda: False)
    assert (last["text"].splitlines()[-1], last["next"]) == ("0", None)


def test_an_engine_that_fails_is_told_to_the_page_and_remembered(caplog: pytest.LogCaptureFixture) -> None:
    made = panel(pl.DataFrame({"n": [1, 2]}))
    del made.rows.over.base._frame  # type: ignore[attr-defined]
    with pytest.raises(BadData, match="could not be read"):
        asked(made, sort=DOWN)
    assert "error" in made.summary()["seen"]
    assert "could not be read" in caplog.text


def test_ids_must_name_every_row_once() -> None:
    with pytest.raises(BadData, match="twice"):
        panel(row_id="n")
    with pytest.raises(BadData, match="no column 'idd'"):
        panel(row_id="idd")
    with pytest.raises(BadData, match="row 1 has no value"):
        panel(pd.DataFrame({"id": ["a", None, "c"]}), row_id="id")
    with pytest.raises(BadData, match="has no row 'r5000'"):
        panel(row_id="id").apply(grid.UpdateCell(rowId="r5000", colId="n", value=1, gridId="g"))


@pytest.mark.parametrize("options", [PAGED, {}], ids=["paged", "whole"])
def test_many_rows_are_appended_by_id_without_a_look_at_each_pair(options: dict[str, Any]) -> None:
    made = make("grid", "g", table={"id": ["first"]}, row_id="id", options=options)
    began = time.perf_counter()
    made.apply(grid.UpdateData(data={"id": [f"r{i}" for i in range(40_000)]}, strategy="append"))
    assert (made.read(limit=1)["rows"], time.perf_counter() - began < 5) == (40_001, True)
    for ids in (["new", "new"], ["r7"]):
        with pytest.raises(BadData, match="is there already"):
            made.apply(grid.UpdateData(data={"id": ids}, strategy="append"))
    with pytest.raises(BadData, match=r"has (a value|'r39999') twice"):
        make("grid", "h", table={"id": [f"r{i}" for i in range(40_000)] + ["r39999"]}, row_id="id", options=options)


def test_a_pandas_frame_that_is_written_to_later_stays_as_it_was_given() -> None:
    given = frame()
    made = panel(given)
    given.loc[0, "name"] = "changed"
    assert column(asked(made, 0, 1), "name") == ["even"]


def test_relations_and_lazy_frames_are_shown_whatever_their_size() -> None:
    import duckdb

    small = duckdb.sql("SELECT i AS n, 'x' || i AS t FROM range(50) AS r(i)")
    assert type(make("grid", "g", table=small)) is GridPanel
    connection = duckdb.connect()
    connection.execute("CREATE TABLE many AS SELECT i AS n, 'x' || i AS t FROM range(150000) AS r(i)")
    shown = make("grid", "g", table=connection.table("many"))
    assert isinstance(shown, PagedGridPanel)
    assert column(asked(shown, 0, 2, sort=DOWN), "t") == ["x149999", "x149998"]
    lazy = make("grid", "g", table=pl.LazyFrame({"n": range(150_000)}))
    assert isinstance(lazy, PagedGridPanel)
    assert column(asked(lazy, 0, 1, filter={"n": {"filterType": "number", "type": "equals", "filter": 7}}), "n") == [7]


def test_a_thousand_rows_of_two_thousand_columns_travel_whole() -> None:
    wide = make("grid", "g", table=pd.DataFrame(np.zeros((1_000, 2_000))))
    assert type(wide) is GridPanel
    assert len(wide.wire()["columns"]) == 2_000


def test_labels_of_several_levels_head_the_columns_of_a_paged_grid() -> None:
    both = pd.DataFrame(np.zeros((3, 2)), columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")]))
    wire = panel(both).wire()
    assert [c["headerName"] for c in wire["columns"]] == ["x", "y"]
    assert wire["groups"]


def test_links_of_a_dashboard_reach_and_leave_a_paged_grid() -> None:
    from pywry.panels.board import Board
    from pywry_tools.models.dashboard import Link, PanelSpec

    rows = 100_002
    sales = pd.DataFrame({"n": np.arange(rows), "kind": np.where(np.arange(rows) % 3 == 0, "tea", "rum")})
    specs = [
        {"kind": "chart", "id": "kinds", "dataset": "sales", "chart": "bar", "x": "kind"},
        {"kind": "metric", "id": "count", "dataset": "sales"},
        {"kind": "grid", "id": "rows", "dataset": "sales", "row_selection": True},
    ]
    board = Board()
    panels = board.change(
        panels=[PanelSpec.model_validate(spec) for spec in specs],
        datasets={"sales": sales},
        links=[Link(source="kinds", targets=["rows"]), Link(source="rows", targets=["count"])],
    )
    [shown] = [p for p in panels if isinstance(p, PagedGridPanel)]
    points = [{"curveNumber": 0, "pointNumber": 0, "x": "tea"}]
    for out in board.react(plotly.Clicked(chartId="kinds", points=points)):
        if isinstance(out, grid.KeepRows):
            shown.apply(out)
    assert asked(shown)["shown"] == rows // 3
    chosen = grid.RowsSelected(gridId="rows", rows=[], every={}, exceptIds=["0"], count=rows // 3 - 1)
    shown.heard(chosen)
    [metric] = [out for out in board.react(chosen) if getattr(out, "id", None) == "count"]
    assert metric.wire()["value"] == rows // 3 - 1  # type: ignore[union-attr]


def test_rows_that_can_be_gone_through_only_once_are_all_there() -> None:
    few = make("grid", "g", table=({"n": i} for i in range(3)))
    assert few.read()["records"] == [{"n": 0}, {"n": 1}, {"n": 2}]
    assert asked(panel({"n": i} for i in range(3)))["total"] == 3

"""Dashboards come back from their scripts with what people and programs made of them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from pywry import DashboardHandle, Handle, PyWry
from pywry.transports.memory import MemoryTransport
from tests.docs.pages import ROOT
from tests.export.script.again import again, model, packed, run

CITIES = {
    "city": ["Bern", "Chur", "Olten", "Thun"],
    "people": [134_000, 38_000, 19_000, 44_000],
    "canton": ["BE", "GR", "SO", "BE"],
}
PANELS: list[dict[str, Any]] = [
    {"kind": "input", "id": "canton", "input": "select", "dataset": "cities", "column": "canton", "width": 3},
    {"kind": "input", "id": "least", "input": "slider", "options": [0, 100, 5]},
    {"kind": "metric", "id": "total", "dataset": "cities", "column": "people", "agg": "sum", "format": ","},
    {"kind": "metric", "id": "now", "value": 5, "delta": -1, "inverse": True, "hint": "small"},
    {"kind": "chart", "id": "bars", "dataset": "cities", "chart": "bar", "x": "city", "y": "people", "sort": "-y"},
    {"kind": "chart", "id": "line", "figure": {"data": [{"y": [1, 3, 2]}], "layout": {"xaxis": {"title": "x"}}}},
    {"kind": "grid", "id": "table", "dataset": "cities", "row_id": "city", "columns": ["city", "people"]},
    {"kind": "grid", "id": "own", "data": {"a": [1, 2, 3]}, "width": 5, "row_selection": "multiple"},
    {"kind": "markdown", "id": "note", "text": "*Note*", "tab": "Words"},
    {"kind": "html", "id": "more", "html": "<p>More</p>\n", "tab": "More"},
]
LINKS: list[dict[str, Any]] = [
    {"source": "canton"},
    {"source": "bars"},
    {"source": "bars", "kind": "set", "targets": ["note"], "text": "You picked **{value}**"},
]


@pytest.fixture
def board(house: PyWry) -> DashboardHandle:
    return house.show_dashboard(PANELS, "Cities", datasets={"cities": CITIES}, links=LINKS)


def does(house: PyWry, handle: Handle, *events: tuple[str, dict[str, Any]]) -> None:
    """A person does something in the page."""
    transport = house.transport
    assert isinstance(transport, MemoryTransport)

    async def act() -> None:
        page = await transport.visit(handle.id)
        for name, data in events:
            page.emit(name, data)
        page.disconnect()

    house.session.hub.portal.run(act(), "act")
    followed = threading.Event()
    house.session.hub.find(handle.id).runner.worker.submit(followed.set)
    assert followed.wait(10)


def both_ways(house: PyWry, board: DashboardHandle, folder: Path) -> None:
    before = model(board)
    assert model(again(house, board, folder)) == before
    assert model(packed(house, board, folder)) == before


def notes(board: DashboardHandle, folder: Path) -> list[str]:
    """What the script says that it does not do, in its comments too."""
    made = board.export(folder / "noted.py")
    remarks = " ".join(
        line.strip().removeprefix("# ")
        for line in (folder / "noted.py").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("#")
    )
    assert all(note in remarks for note in made.notes), (made.notes, remarks)
    return list(made.notes)


def test_every_kind_of_panel(house: PyWry, board: DashboardHandle, tmp_path: Path) -> None:
    both_ways(house, board, tmp_path)
    assert notes(board, tmp_path) == []


def test_the_script_of_a_page_that_a_script_shows_is_that_script(house: PyWry) -> None:
    path = ROOT / "docs/examples/exported.py"
    assert run(house, path).to_python() == path.read_text(encoding="utf-8")


def test_what_was_chosen_in_inputs_is_chosen_again(house: PyWry, board: DashboardHandle, tmp_path: Path) -> None:
    chosen = [("canton", "BE"), ("least", 25)]
    does(house, board, *(("dashboard:input-changed", {"panelId": name, "value": value}) for name, value in chosen))
    there = again(house, board, tmp_path)
    assert isinstance(there, DashboardHandle)
    assert [there.input(name).value for name, _ in chosen] == ["BE", 25]
    assert model(there)["board"] == model(board)["board"]
    assert model(there)["panels"]["total"]["value"] == 178_000
    assert any("canton starts with what a person chose" in note for note in notes(board, tmp_path))


def test_panels_stand_where_a_person_put_them(house: PyWry, tmp_path: Path) -> None:
    board = house.show_dashboard(PANELS[2:8], datasets={"cities": CITIES})
    layout = board.layout
    places = {item["panel"]: item for item in layout["items"]}
    places["total"] |= {"col": 7, "row": 1, "width": 6}
    places["now"] |= {"col": 1, "row": 1, "width": 6, "height": 5}
    places["bars"] |= {"row": 6}
    does(house, board, ("dashboard:layout-changed", {"layout": layout}))
    assert board.layout["items"][0]["panel"] == "now"
    there = again(house, board, tmp_path)
    assert isinstance(there, DashboardHandle)
    assert there.layout == board.layout


def test_strips_of_tabs_stand_where_they_stood(house: PyWry, board: DashboardHandle, tmp_path: Path) -> None:
    board.select_tab("More")
    there = again(house, board, tmp_path)
    assert isinstance(there, DashboardHandle)
    assert there.layout == board.layout and there.layout["strips"][0]["shown"] == "More"
    layout = board.layout
    layout["strips"][0] |= {"col": 1, "row": 1}
    does(house, board, ("dashboard:layout-changed", {"layout": layout}))
    there = again(house, board, tmp_path)
    assert isinstance(there, DashboardHandle)
    assert there.layout == board.layout


def test_a_fixed_layout_stays_fixed(house: PyWry, tmp_path: Path) -> None:
    board = house.show_dashboard(PANELS[3:4], editable=False)
    both_ways(house, board, tmp_path)


def test_filters_sort_and_zoom_of_a_person_are_there_again(
    house: PyWry, board: DashboardHandle, tmp_path: Path
) -> None:
    model_ = {"people": {"filterType": "number", "type": "greaterThan", "filter": 20_000}}
    does(
        house,
        board,
        ("grid:filter-changed", {"gridId": "table", "filterModel": model_, "rows": 3}),
        ("grid:sort-changed", {"gridId": "table", "sortModel": [{"colId": "people", "sort": "desc"}]}),
        ("plotly:relayout", {"chartId": "line", "relayout_data": {"xaxis.range[0]": 0.5, "xaxis.range[1]": 1.5}}),
        ("plotly:relayout", {"chartId": "bars", "relayout_data": {"yaxis.range": [0, 50_000]}}),
    )
    there = model(again(house, board, tmp_path))["panels"]
    state = there["table"]["options"]["initialState"]
    assert state["filter"]["filterModel"] == model_
    assert state["sort"]["sortModel"] == [{"colId": "people", "sort": "desc"}]
    assert there["line"]["figure"]["layout"]["xaxis"]["range"] == [0.5, 1.5]
    assert there["bars"]["figure"]["layout"]["yaxis"]["range"] == [0, 50_000]


def test_what_a_program_changed_in_panels_is_changed_again(
    house: PyWry, board: DashboardHandle, tmp_path: Path
) -> None:
    board.chart("bars").update_layout({"title": {"text": "Towns"}})
    board.chart("line").extend({"y": [[9, 8]]})
    board.grid("table").update_cell("Chur", "people", 38_500)
    board.grid("table").set_theme("balham")
    board.grid("table").update_columns([{"field": "people", "format": ",d"}, {"field": "canton"}])
    board.grid("own").update_data([{"a": 7}], strategy="append")
    board.panel("now").live(iter([6, 8])).wait(10)
    both_ways(house, board, tmp_path)
    text = board.to_python()
    assert '{"row_id": "Chur", "col_id": "people", "value": 38500}' in text and '"dataset": "cities"' in text


def test_rows_that_were_replaced_are_replaced_again(house: PyWry, board: DashboardHandle, tmp_path: Path) -> None:
    board.grid("table").update_data([{"city": "Zug", "people": 30_000, "canton": "ZG"}])
    board.chart("bars").update_traces({"marker.color": "teal"})
    both_ways(house, board, tmp_path)
    assert notes(board, tmp_path) == ["bars was changed since it was drawn, so that links do not narrow it any more."]


def test_what_a_person_picked_is_told_and_not_repeated(house: PyWry, board: DashboardHandle, tmp_path: Path) -> None:
    point = {"curveNumber": 0, "pointNumber": 1, "x": "Thun"}
    before = model(board)
    does(house, board, ("plotly:click", {"chartId": "bars", "points": [point]}))
    assert model(board)["panels"]["total"]["value"] == 44_000
    there = model(again(house, board, tmp_path))
    assert there == before
    assert notes(board, tmp_path) == ['Left out: what a person picked in "bars"; all rows are shown at first.']


def test_sources_that_can_be_said_are_bound_again(house: PyWry, board: DashboardHandle, tmp_path: Path) -> None:
    log = tmp_path / "growing.jsonl"
    log.write_text('{"a": 4}\n', encoding="utf-8")
    board.panel("own").live(log, window=50)
    board.panel("now").live(tool="grid_read", args={"widget": board.id, "panel": "own"}, pick="rows", rate=0.5)
    there = again(house, board, tmp_path)
    bound = {live.panel: live for live in house.list_live().lives if live.widget == there.id}
    assert {panel: live.source for panel, live in bound.items()} == {"own": "growing.jsonl", "now": "grid_read"}
    assert bound["own"].window == 50
    assert notes(board, tmp_path) == []
    assert "board.id" in board.to_python()


def test_what_is_python_is_named_at_its_place(house: PyWry, board: DashboardHandle, tmp_path: Path) -> None:
    def picked(data: Any) -> None: ...

    board.on("app:saved", picked)
    board.grid("own").on("grid:row-selected", picked)
    board.panel("now").live(lambda: 1, rate=2)
    (tmp_path / "log").touch()
    board.panel("own").live(tmp_path / "log", parse=str.upper)
    board.panel("total").live(tool="page_list_open", args={}, pick="widgets")
    house.expose(name="picked")(picked)
    board.set_data("mine", object())
    said = "\n".join(notes(board, tmp_path))
    del house.session.hub.exposed["picked"]
    for words in (
        'board.on("app:saved", ...)',
        'board.panel("own").on("grid:row-selected", ...)',
        'board.panel("now").live(..., rate=2.0)',
        "are read by a Python function",
        "app.expose(picked)",
        'kept with the page by board.set_data: "mine"',
    ):
        assert words in said
    assert "picked" in said and "total" not in said


def test_datasets_of_files_and_queries_are_opened_again(house: PyWry, tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("city,people\nBern,134000\nChur,38000\n", encoding="utf-8")
    towns = house.data.open(str(tmp_path / "cities.csv"), name="towns")
    large = house.data.query("SELECT *\nFROM towns WHERE people > 50000", name="large")
    panels: list[dict[str, Any]] = [
        {"kind": "grid", "id": "all", "dataset": "towns"},
        {"kind": "grid", "id": "some", "data": large},
    ]
    board = house.show_dashboard(panels, datasets={"towns": towns})
    made = board.export(tmp_path / "board.py")
    text = (tmp_path / "board.py").read_text(encoding="utf-8")
    assert made.beside == [] and "Bern" not in text
    assert 'app.data.open(str(HERE / "cities.csv"), name="towns")' in text
    assert str(tmp_path / "cities.csv") in board.to_python()
    assert model(run(house, tmp_path / "board.py")) == model(board)
    (tmp_path / "cities.csv").write_text("city,people\nBern,1\n", encoding="utf-8")
    assert "Chur" in board.to_python() and "app.data" not in board.to_python()


def test_many_rows_of_a_file_stay_there(house: PyWry, tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("n\n" + "1\n" * 120_000, encoding="utf-8")
    rows = house.data.open(str(tmp_path / "n.csv"))
    grid = house.show_dataframe(rows)
    board = house.show_dashboard([{"kind": "grid", "id": "g", "data": rows}])
    for name, page in {"grid": grid, "board": board}.items():
        made = page.export(tmp_path / f"{name}.py")
        assert made.size < 2_000 and not made.beside
    for name, page in {"grid": grid, "board": board}.items():
        assert model(run(house, tmp_path / f"{name}.py")) == model(page)
    grid.remove_rows(["0"])
    assert grid.export(tmp_path / "page.py").beside


def test_the_rows_of_an_opened_file_that_were_changed_are_written_out(house: PyWry, tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("n\n1\n2\n", encoding="utf-8")
    grid = house.show_dataframe(house.data.open(str(tmp_path / "n.csv")))
    assert "app.data.open" in grid.to_python()
    grid.update_cell("1", "n", 5)
    assert "app.data.open" not in grid.to_python()
    assert model(again(house, grid, tmp_path)) == model(grid)

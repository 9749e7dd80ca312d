"""A dashboard's panels share tables, and links narrow what they show."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry.panels.board import Board
from pywry_tools.errors import BadData, NoSuchPanel, PyWryError
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Layout, Link, PanelSpec, Place
from pywry_tools.ports import Panel

SALES = {
    "region": ["north", "north", "south", "south", "south"],
    "product": ["tea", "rum", "tea", "tea", "rum"],
    "amount": [1, 2, 4, 8, 16],
}
PANELS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "total", "dataset": "sales", "column": "amount", "agg": "sum"},
    {"kind": "metric", "id": "count", "dataset": "sales"},
    {"kind": "chart", "id": "regions", "dataset": "sales", "chart": "bar", "x": "region", "y": "amount"},
    {"kind": "chart", "id": "products", "dataset": "sales", "chart": "bar", "x": "product"},
    {"kind": "grid", "id": "rows", "dataset": "sales", "row_selection": True},
    {"kind": "markdown", "id": "note", "text": "Hi"},
]


def specs(panels: Sequence[dict[str, Any]]) -> list[PanelSpec]:
    return [PanelSpec.model_validate(panel) for panel in panels]


def board(*links: dict[str, Any], panels: Sequence[dict[str, Any]] = PANELS, **datasets: Any) -> Board:
    made = Board()
    made.change(panels=specs(panels), datasets=datasets or {"sales": SALES}, links=[Link(**link) for link in links])
    return made


class Screen:
    """What a page would show: every panel's own state, after the reactions of a board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.panels: dict[str, Panel] = {panel.id: panel for panel in board.panels}

    def hear(self, event: Event) -> list[str]:
        """Let the board react; the names of the panels that changed."""
        changed: list[str] = []
        for out in self.board.react(event):
            if isinstance(out, Event):
                assert out.panel is not None
                self.panels[out.panel].apply(out)
                changed.append(out.panel)
            else:
                self.panels[out.id] = out
                changed.append(out.id)
        return changed

    def value(self, panel: str) -> Any:
        return self.panels[panel].wire()["value"]

    def bars(self, panel: str) -> list[float]:
        found: list[float] = self.panels[panel].wire()["figure"]["data"][0]["y"].tolist()
        return found

    def kept(self, panel: str = "rows") -> list[int] | None:
        keep = self.panels[panel].wire().get("keep")
        return None if keep is None else keep.tolist()


def click(panel: str, place: int, **more: Any) -> plotly.Clicked:
    return plotly.Clicked(chartId=panel, points=[{"curveNumber": 0, "pointNumber": place, **more}])


def select(panel: str, *places: int, **more: Any) -> plotly.Selected:
    return plotly.Selected(chartId=panel, points=[{"curveNumber": 0, "pointNumber": p} for p in places], **more)


def lift(panel: str) -> plotly.Deselected:
    return plotly.Deselected(chartId=panel)


def tick(*rows: str, panel: str = "rows") -> grid.RowsSelected:
    return grid.RowsSelected(gridId=panel, rows=[], rowIds=list(rows))


def test_panels_show_the_dataset_that_they_name() -> None:
    screen = Screen(board())
    assert (screen.value("total"), screen.value("count")) == (31, 5)
    assert (screen.bars("regions"), screen.bars("products")) == ([3, 28], [3, 2])
    assert screen.kept() is None
    assert screen.board.layout["items"][:3] == [
        {"panel": "total", "col": 1, "row": 1, "width": 3, "height": 2},
        {"panel": "count", "col": 4, "row": 1, "width": 3, "height": 2},
        {"panel": "regions", "col": 1, "row": 3, "width": 6, "height": 8},
    ]


def test_a_click_narrows_all_others_and_a_second_click_lifts_it() -> None:
    screen = Screen(board({"source": "regions"}))
    assert set(screen.hear(click("regions", 1))) == {"total", "count", "products", "rows", "regions"}
    assert (screen.value("total"), screen.value("count"), screen.bars("products"), screen.kept()) == (
        28,
        3,
        [2, 1],
        [2, 3, 4],
    )
    assert screen.bars("regions") == [3, 28]
    assert screen.panels["regions"].wire()["figure"]["data"][0]["selectedpoints"] == [1]
    screen.hear(click("regions", 0))
    assert (screen.value("total"), screen.kept()) == (3, [0, 1])
    screen.hear(click("regions", 0))
    assert (screen.value("total"), screen.kept(), screen.bars("products")) == (31, None, [3, 2])
    assert "selectedpoints" not in screen.panels["regions"].wire()["figure"]["data"][0]


def test_a_selection_is_lifted_by_a_deselection_or_an_empty_one() -> None:
    screen = Screen(board({"source": "products", "event": "select"}))
    assert screen.hear(click("products", 0)) == []
    screen.hear(select("products", 0))
    assert (screen.value("total"), screen.bars("regions")) == (13, [1, 12])
    screen.hear(lift("products"))
    assert screen.value("total") == 31
    screen.hear(select("products", 1))
    screen.hear(select("products"))
    assert screen.value("total") == 31
    assert screen.hear(lift("products")) == []


def test_several_sources_combine_and_each_is_narrowed_by_the_others() -> None:
    screen = Screen(board({"source": "regions"}, {"source": "products"}))
    screen.hear(click("regions", 1))
    screen.hear(click("products", 0))
    assert (screen.value("total"), screen.bars("regions"), screen.bars("products")) == (12, [1, 12], [2, 1])
    assert screen.board.facts["filters"] == [
        {"source": "regions", "dataset": "sales", "rows": 3, "of": 5},
        {"source": "products", "dataset": "sales", "rows": 3, "of": 5},
    ]
    screen.hear(click("regions", 1))
    assert (screen.value("total"), screen.bars("products")) == (13, [3, 2])


def test_links_in_a_circle_do_not_loop() -> None:
    links = [{"source": "regions", "targets": ["products"]}, {"source": "products", "targets": ["regions"]}]
    screen = Screen(board(*links))
    assert screen.hear(click("regions", 1)) == ["products", "regions"]
    assert screen.hear(click("products", 1)) == ["regions", "products"]
    assert (screen.bars("regions"), screen.bars("products")) == ([2, 16], [2, 1])


def test_rows_of_a_grid_narrow_by_themselves_or_by_a_column() -> None:
    screen = Screen(
        board({"source": "rows", "targets": ["total"]}, {"source": "rows", "column": "product", "targets": ["count"]})
    )
    screen.hear(tick("0", "4"))
    assert (screen.value("total"), screen.value("count")) == (17, 5)
    screen.hear(tick("4"))
    assert (screen.value("total"), screen.value("count")) == (16, 2)
    screen.hear(tick())
    assert (screen.value("total"), screen.value("count")) == (31, 5)


def test_a_cell_that_is_clicked_narrows_where_rows_cannot_be_selected() -> None:
    cell = {"gridId": "rows", "rowId": "1", "colId": "amount"}
    selectable = Screen(board({"source": "rows"}))
    assert selectable.hear(grid.CellClicked(**cell)) == []
    plain = [p if p["id"] != "rows" else {"kind": "grid", "id": "rows", "dataset": "sales"} for p in PANELS]
    screen = Screen(board({"source": "rows"}, panels=plain))
    screen.hear(grid.CellClicked(**cell))
    assert screen.value("total") == 2
    screen.hear(grid.CellClicked(**cell))
    assert screen.value("total") == 31


def test_a_box_narrows_where_there_are_no_points_in_it() -> None:
    panels = [*PANELS, {"kind": "chart", "id": "course", "dataset": "sales", "chart": "area", "x": "amount"}]
    screen = Screen(board({"source": "course"}, panels=panels))
    screen.hear(select("course", range={"x": [1.5, 9], "y": [0, 1]}))
    assert screen.value("total") == 14


def test_a_long_line_is_picked_by_the_box_alone() -> None:
    data = {"n": range(100), "v": range(100)}
    panels = [
        {"kind": "chart", "id": "line", "dataset": "d", "chart": "line", "x": "n", "y": "v"},
        {"kind": "metric", "id": "total", "dataset": "d"},
    ]
    screen = Screen(board({"source": "line"}, panels=panels, d=data))
    assert screen.panels["line"].wire()["figure"]["data"][0]["mode"] == "lines"
    screen.hear(select("line", range={"x": [9.5, 19.5], "y": [0, 1]}))
    assert screen.value("total") == 10
    screen.hear(lift("line"))
    assert screen.value("total") == 100


def test_metrics_side_by_side_have_one_height() -> None:
    metrics = [{"kind": "metric", "id": f"m{i}", "value": i} for i in range(3)]
    metrics[1]["hint"] = "small print"
    made = board(panels=[*metrics, {"kind": "html", "id": "h", "html": ""}, {"kind": "metric", "id": "m3", "value": 1}])
    assert [item["height"] for item in made.layout["items"]] == [3, 3, 3, 6, 2]
    made.change(layout=Layout(items=[Place(panel="m1", height=5)]))
    assert [item["height"] for item in made.layout["items"]] == [5, 3, 3, 6, 2]


def test_a_column_links_panels_of_different_datasets() -> None:
    stock = pd.DataFrame({"product": ["tea", "rum", "gin"], "left": [10, 20, 30]})
    panels = [*PANELS, {"kind": "metric", "id": "left", "dataset": "stock", "column": "left", "agg": "sum"}]
    screen = Screen(board({"source": "products", "column": "product"}, panels=panels, sales=SALES, stock=stock))
    screen.hear(click("products", 1))
    assert (screen.value("left"), screen.value("total")) == (20, 18)


def test_a_figure_of_a_person_s_own_links_by_what_its_points_are_called() -> None:
    bars = {"data": [{"type": "bar", "x": [1, 2], "y": ["tea", "rum"], "orientation": "h"}]}
    pie = {"data": [{"type": "pie", "labels": ["north", "south"], "values": [1, 2]}]}
    panels = [*PANELS, {"kind": "chart", "id": "own", "figure": bars}, {"kind": "chart", "id": "pie", "figure": pie}]
    screen = Screen(board({"source": "own", "column": "product"}, {"source": "pie", "column": "region"}, panels=panels))
    screen.hear(click("own", 1, x=2, y="rum"))
    assert screen.value("total") == 18
    screen.hear(click("pie", 0, x="north", y=1))
    assert screen.value("total") == 2
    numbers = {"data": [{"x": [1, 2, 4], "y": [0, 0, 0]}]}
    line = Screen(
        board(
            {"source": "own", "column": "amount"}, panels=[*PANELS, {"kind": "chart", "id": "own", "figure": numbers}]
        )
    )
    line.hear(select("own", range={"x": [5, 1.5]}))
    assert line.value("total") == 6


def test_events_of_other_panels_change_nothing() -> None:
    screen = Screen(board({"source": "regions", "event": "click"}))
    assert screen.hear(click("products", 0)) == []
    assert screen.hear(select("regions", 0)) == []
    assert screen.hear(plotly.Relayouted(chartId="regions", relayout_data={})) == []
    assert screen.hear(click("unknown", 0)) == []


def test_a_grid_with_rows_of_its_own_is_left_alone() -> None:
    screen = Screen(board({"source": "regions"}))
    screen.hear(click("regions", 1))
    screen.panels["rows"].apply(grid.UpdateData(data=[{"amount": 1}]))
    assert "rows" not in screen.hear(click("regions", 0))
    assert screen.kept() is None


def test_rows_that_were_appended_to_a_grid_are_not_of_the_dataset() -> None:
    screen = Screen(board({"source": "rows"}, {"source": "regions"}))
    screen.panels["rows"].apply(grid.UpdateData(data=[{"region": "west"}], strategy="append"))
    screen.hear(tick("5"))
    assert screen.value("count") == 0
    screen.hear(tick("5", "0"))
    assert screen.value("count") == 1
    screen.hear(click("regions", 1))
    assert screen.kept() == [2, 3, 4]


def test_a_chart_that_was_given_another_figure_is_left_alone() -> None:
    screen = Screen(board({"source": "regions"}))
    screen.panels["products"].apply(plotly.UpdateFigure(figure=[{"y": [1]}]))
    assert "products" not in screen.hear(click("regions", 1))


@pytest.mark.parametrize(
    ("panels", "links", "words"),
    [
        (PANELS, [{"source": "region"}], "source 'region' is no panel. Did you mean 'regions'"),
        (PANELS, [{"source": "total"}], "must be a chart, a grid or an input; 'total' is a metric"),
        (PANELS, [{"source": "regions", "column": "regon"}], "no column 'regon'. Did you mean 'region'"),
        (PANELS, [{"source": "regions", "targets": ["totl"]}], "target 'totl' is no panel. Did you mean 'total'"),
        (PANELS, [{"source": "regions", "targets": ["note"]}], "cannot filter 'note', which shows no dataset"),
        (PANELS, [{"source": "regions", "targets": ["regions"]}], "or is the source"),
        (PANELS[2:3], [{"source": "regions"}], "has no targets; no other panel shows 'sales'"),
        ([{"kind": "chart", "id": "c", "figure": {"data": []}}, *PANELS], [{"source": "c"}], "needs column"),
        ([{"kind": "chart", "id": "c", "figure": {"data": []}}], [{"source": "c", "column": "x"}], "no targets"),
        (
            [{"kind": "chart", "id": "c", "dataset": "sals", "chart": "bar", "x": "a"}],
            [],
            "no dataset 'sals'. Did you mean 'sales'",
        ),
        ([{"kind": "chart", "id": "c"}], [], "panel 'c' shows nothing; give figure, or dataset"),
        ([{"kind": "grid", "id": "c"}], [], "panel 'c' shows nothing; give data or dataset"),
        ([{"kind": "metric", "id": "c"}], [], "panel 'c' shows nothing; give value"),
        ([{"kind": "markdown", "id": "c"}], [], "panel 'c' shows nothing; give text"),
        ([{"kind": "html", "id": "c", "text": "x"}], [], "a html has no text; it takes html"),
        ([{"kind": "metric", "id": "c", "x": "a"}], [], "a metric has no x; it takes agg, column"),
        ([{"kind": "metric", "id": "c", "value": 1, "dataset": "sales"}], [], "both value and dataset"),
        ([{"kind": "chart", "id": "c", "figure": {"data": []}, "chart": "bar"}], [], "both figure and chart"),
        ([{"kind": "metric", "id": "c", "dataset": "sales", "agg": "mean"}], [], "mean needs column"),
        (
            [{"kind": "metric", "id": "c", "dataset": "sales", "agg": "mean", "column": "region"}],
            [],
            "panel 'c': .*no numbers",
        ),
        ([{"kind": "metric", "id": "c", "dataset": "sales", "column": "amnt"}], [], "panel 'c': .*'amount'"),
        ([{"kind": "grid", "id": "c", "dataset": "sales", "columns": ["x"]}], [], "panel 'c': .*no column 'x'"),
        ([{"kind": "chart", "id": "c", "figure": {"oops": 1}}], [], "panel 'c': a figure has data"),
        ([{"kind": "metric", "id": "c", "value": 1, "format": "%%%"}], [], "panel 'c': .*no d3 number format"),
        ([*PANELS, PANELS[0]], [], "two panels have the id 'total'"),
    ],
)
def test_what_does_not_fit_is_refused(panels: Any, links: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        board(*links, panels=panels)


def test_datasets_that_do_not_share_the_column_are_refused_as_targets() -> None:
    panels = [*PANELS, {"kind": "metric", "id": "left", "dataset": "stock"}]
    with pytest.raises(BadData, match=r"whose dataset lacks the rows that are picked: give column"):
        board({"source": "regions", "targets": ["left"]}, panels=panels, sales=SALES, stock={"p": [1]})
    with pytest.raises(BadData, match=r"whose dataset lacks 'region'. There are: 'p'"):
        board(
            {"source": "regions", "column": "region", "targets": ["left"]}, panels=panels, sales=SALES, stock={"p": [1]}
        )


def test_panels_are_added_replaced_removed_and_arranged() -> None:
    made = board({"source": "regions"})
    changed = made.change(
        panels=specs([{"kind": "metric", "id": "new", "value": 7}, {"kind": "markdown", "id": "note", "text": "!"}])
    )
    assert {panel.id for panel in changed} == {"new", "note"}
    assert made.change(remove=["count"]) == []
    assert [p.id for p in made.panels] == ["total", "regions", "products", "rows", "note", "new"]
    made.change(layout=Layout(items=[Place(panel="new", width=12), Place(panel="rows", height=3)]))
    assert made.layout["items"][:2] == [
        {"panel": "new", "col": 1, "row": 1, "width": 12, "height": 2},
        {"panel": "rows", "col": 1, "row": 3, "width": 12, "height": 3},
    ]


def test_a_change_that_does_not_fit_changes_nothing() -> None:
    made = board({"source": "regions"})
    before = (made.panels, made.layout, made.facts)
    wrong: list[dict[str, Any]] = [
        {"panels": specs([{"kind": "metric", "id": "ok", "value": 1}, {"kind": "grid", "id": "bad"}])},
        {"remove": ["totl"]},
        {"layout": Layout(items=[Place(panel="totl", width=1)])},
        {"links": [Link(source="nobody")]},
        {"datasets": {"sales": {"other": [1]}}},
        {"datasets": {"sales": 5}},
    ]
    for change in wrong:
        with pytest.raises(PyWryError):
            made.change(**change)
        assert (made.panels, made.layout, made.facts) == before
    with pytest.raises(NoSuchPanel, match="Did you mean 'total'"):
        made.change(remove=["totl"])


def test_another_dataset_redraws_the_panels_on_it_and_lifts_its_filters() -> None:
    screen = Screen(board({"source": "regions"}))
    screen.hear(click("regions", 1))
    changed = screen.board.change(datasets={"sales": {"region": ["east"], "product": ["tea"], "amount": [5]}})
    assert {panel.id for panel in changed} == {"total", "count", "regions", "products", "rows"}
    assert {p.id: p for p in changed}["total"].wire()["value"] == 5
    assert screen.board.facts["filters"] == []


def test_filters_stay_when_other_panels_come_and_new_ones_follow_them() -> None:
    screen = Screen(board({"source": "regions"}))
    screen.hear(click("regions", 1))
    late = {"kind": "metric", "id": "late", "dataset": "sales", "column": "amount"}
    changed = screen.board.change(panels=specs([late, {"kind": "grid", "id": "more", "dataset": "sales"}]))
    wires = {panel.id: panel.wire() for panel in changed}
    assert (set(wires), wires["late"]["value"], wires["more"]["keep"].tolist()) == ({"late", "more"}, 28, [2, 3, 4])
    assert screen.board.facts["filters"][0]["rows"] == 3


def test_filters_go_with_their_links_and_sources() -> None:
    screen = Screen(board({"source": "regions"}))
    screen.hear(click("regions", 1))
    changed = {panel.id: panel.wire() for panel in screen.board.change(links=[])}
    assert set(changed) == {"total", "count", "products", "rows", "regions"}
    assert (changed["total"]["value"], "keep" in changed["rows"]) == (31, False)
    assert "selectedpoints" not in changed["regions"]["figure"]["data"][0]
    screen = Screen(board({"source": "regions"}, {"source": "products", "targets": ["total"]}))
    screen.hear(click("regions", 1))
    assert {p.id for p in screen.board.change(remove=["regions"])} >= {"total", "rows"}
    assert screen.board.facts["links"] == [{"source": "products", "targets": ["total"], "kind": "filter"}]
    screen.board.change(remove=["total"])
    assert screen.board.facts["links"] == []


def test_events_may_come_from_several_threads_while_panels_change() -> None:
    made = board({"source": "regions"}, {"source": "products"})
    problems: list[BaseException] = []

    def click_around(panel: str) -> None:
        try:
            for i in range(100):
                made.react(click(panel, i % 2))
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=click_around, args=(name,)) for name in ("regions", "products")]
    for thread in threads:
        thread.start()
    for i in range(20):
        made.change(panels=specs([{"kind": "metric", "id": "busy", "dataset": "sales", "hint": str(i)}]))
    for thread in threads:
        thread.join()
    assert problems == []


def test_facts_say_what_an_agent_needs() -> None:
    facts = board({"source": "regions", "column": "region", "event": "click"}).facts
    assert facts["datasets"]["sales"] == {
        "rows": 5,
        "columns": {"region": "text", "product": "text", "amount": "integer"},
    }
    assert facts["links"][0]["targets"] == ["total", "count", "products", "rows"]
    assert facts["filters"] == []


def test_ninety_thousand_rows_are_narrowed_exactly() -> None:
    n = 90_000
    numbers = np.arange(n)
    data = {"region": np.array(["north", "south"])[numbers % 2], "product": ["tea"] * n, "amount": numbers}
    screen = Screen(board({"source": "regions"}, sales=data))
    screen.hear(click("regions", 1))
    assert screen.value("total") == float(numbers[1::2].sum())
    assert screen.kept() == numbers[1::2].tolist()

"""Charts, grids and pages come back from their scripts as they are."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from pywry import Handle, HtmlContent, PyWry
from pywry.transports.memory import MemoryTransport
from pywry_tools.errors import BadData, NoSuchPanel
from pywry_tools.models.plotly import ModeBarButton, PlotlyConfig
from pywry_tools.models.window import WindowOptions
from tests.export.script.again import again, model, packed, run
from tests.parity import samples

HOSTILE = [
    "'''\"\"\"\\",
    '"""',
    'ends with "',
    "\\",
    "a\r\nb\tc\x00\x1b[31m",
    "\u2028\u2029\u202e\ufeff\ud83d\ude00 {}{{0}} %s {x!r}",
    "\\N{BULLET} \\x41 \\u0041 \\' \\\"",
    "__import__('os').abort()",
    "\n# fmt: off\n\"\"\"\nimport os; os.abort()\n'''",
    "</script><script>alert(1)</script>",
]
MOMENT = dt.datetime(2026, 1, 31, 23, 59, 59, 250_000)
TYPES: dict[str, list[Any]] = {
    "text": ["a", None, ""],
    "integer": [1, 2, 3],
    "gaps": [1, None, 3],
    "large": [2**62, -(2**62), 2**53 + 1],
    "huge": [2**80, None, 1],
    "number": [1.5, float("inf"), None],
    "flag": [True, False, None],
    "day": [dt.date(2026, 1, 31), None, dt.date(1, 1, 1)],
    "moment": [MOMENT, None, MOMENT],
    "zoned": [MOMENT.replace(tzinfo=dt.UTC), None, MOMENT.replace(tzinfo=dt.timezone(dt.timedelta(hours=2)))],
    "length": [dt.timedelta(days=1, seconds=2, microseconds=3), None, -dt.timedelta(seconds=1)],
    "decimal": [Decimal("1.2345678901234567890"), None, Decimal("2.50")],
    "nested": [{"a": [1, None, "x"]}, [1, [2]], None],
    "mixed": [1, "one", None],
    "nothing": [None, None, None],
}


def frame(rows: int) -> pd.DataFrame:
    """Types that only frames have."""
    return pd.DataFrame({
        "size": pd.Categorical(["S", "L", None] * rows, categories=["S", "M", "L"], ordered=True),
        "colour": pd.Categorical(["red", "blue", "red"] * rows),
        "gaps": pd.array([1, None, 3] * rows, dtype="Int64"),
        "byte": np.arange(3 * rows, dtype="int32"),
        "berlin": pd.date_range("2026-03-28 23:00", periods=3 * rows, freq="h", tz="Europe/Berlin"),
    })  # fmt: skip


def levels() -> pd.DataFrame:
    """Labels of several levels on both sides."""
    index = pd.MultiIndex.from_product([["north", "south"], [2025, 2026]], names=["region", "year"])
    columns = pd.MultiIndex.from_tuples([("sales", "first"), ("sales", "last"), ("staff", "")])
    return pd.DataFrame(np.arange(12).reshape(4, 3), index=index, columns=columns)


def shown_both_ways(house: PyWry, handle: Handle, folder: Path) -> None:
    """With files beside it and alone, the script shows the same page."""
    before = model(handle)
    assert model(again(house, handle, folder)) == before
    assert model(packed(house, handle, folder)) == before


@pytest.mark.parametrize("many", [1, 400], ids=["few", "many"])
@pytest.mark.parametrize("name", TYPES)
def test_values_of_every_type_survive(house: PyWry, tmp_path: Path, name: str, many: int) -> None:
    shown_both_ways(house, house.show_dataframe({name: TYPES[name] * many, "n": list(range(3 * many))}), tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        frame(1),
        frame(300),
        levels(),
        levels().reset_index(),
        levels()["sales"],
        frame(1).head(0),
        pl.DataFrame({"e": ["x", "y"]}, schema={"e": pl.Enum(["y", "x"])}),
        {},
        {"a": []},
        pd.DataFrame({"day": pd.to_datetime([None, None])}),
        pd.DataFrame({"code": pd.Categorical(["2026-01-01", "2026-01-02"])}),
    ],
    ids=lambda data: f"{type(data).__name__}-{len(data)}",
)
def test_frames_survive_with_their_categories_zones_and_levels(house: PyWry, tmp_path: Path, data: Any) -> None:
    shown_both_ways(house, house.show_dataframe(data), tmp_path)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(house: PyWry, tmp_path: Path, text: str) -> None:
    cell = text.encode("utf-8", "replace").decode()
    panels: list[dict[str, Any]] = [
        {"kind": "grid", "id": "table", "title": cell, "dataset": cell, "column_defs": [{"field": cell}]},
        {"kind": "markdown", "id": "note", "text": f"{cell}\n{cell}"},
        {"kind": "chart", "id": "chart", "figure": {"data": [{"y": [1], "name": cell}], "layout": {"title": cell}}},
        {"kind": "metric", "id": "metric", "value": cell, "prefix": cell},
        {"kind": "chart", "id": "bars", "dataset": cell, "chart": "bar", "x": cell},
        {"kind": "input", "id": "input", "input": "select", "options": [cell], "value": cell},
    ]
    board = house.show_dashboard(panels, title=cell, datasets={cell: {cell: [cell, cell]}}, links=[{"source": "table"}])
    board.on("app:x", type(cell.replace("\0", ""), (), {"__call__": lambda self, data: None})())
    board.set_state(cell, {cell: cell})
    shown_both_ways(house, board, tmp_path)


SHOWN = [
    step
    for step in (*samples.PAGES, *samples.CHARTS, *samples.GRIDS, *samples.DASHBOARDS)
    if step.tool.endswith("_show") and not step.fails
]


@pytest.mark.parametrize("step", SHOWN, ids=[f"{at}-{step.tool}" for at, step in enumerate(SHOWN)])
def test_what_agents_show_is_shown_again(house: PyWry, tmp_path: Path, step: samples.Step) -> None:
    portal = house.session.hub.portal
    shown = portal.run(house.session.call(step.tool, step.arguments), "show")
    shown_both_ways(house, house.get(shown.widget), tmp_path)


def test_a_page_comes_back_with_what_was_done_to_it(house: PyWry, tmp_path: Path) -> None:
    (tmp_path / "look.css").write_text("p { color: teal }", encoding="utf-8")
    content = HtmlContent(
        html="<h1 id='top'>One</h1>\n<p>Two</p>",
        json_data={"a": [1, None, {"b": dt.date(2026, 1, 1)}], "n": 1.5},
        init_script="let a = 1;\nlet b = `${a}`;",
        css_files=[tmp_path / "look.css"],
        inline_css="h1 { margin: 0 }",
    )
    page = house.show(content, title="Page", theme="dark", include_plotly=True, label="my-page", width=500)
    page.set_content("top", text="Good day")
    page.set_style({"color": "red", "margin": 0}, selector="h1")
    page.inject_css("p { margin: 0 }", id="mine")
    page.set_state("limit", {"max": [3, None]})
    before = model(page)
    there = again(house, page, tmp_path)
    assert there.id == "my-page"
    after = model(there)
    assert after.pop("page") | {"data": 0} == before.pop("page") | {"data": 0}
    assert after == before
    page = house.get("my-page")
    page.update("<h1>New</h1>", title="Newer", theme="light")
    before = model(page)
    after = model(again(house, page, tmp_path))
    assert (after["html"], after["title"], after["theme"]) == ("<h1>New</h1>", "Newer", "light")


def test_a_file_that_a_page_was_read_from_is_read_again(house: PyWry, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<h1>From a file</h1>", encoding="utf-8")
    page = house.show(HtmlContent(html=tmp_path / "page.html", watch=True))
    assert model(again(house, page, tmp_path)) == model(page)
    assert "From a file" not in (tmp_path / "page.py").read_text(encoding="utf-8")


def test_a_site_of_somebody_else_is_shown_by_its_address(house: PyWry, tmp_path: Path) -> None:
    shown_both_ways(house, house.show(url="https://example.org/a?b=c&d='e'"), tmp_path)


def test_a_chart_comes_back_as_it_became(house: PyWry, tmp_path: Path) -> None:
    figure = {
        "data": [
            {"type": "scatter", "x": np.linspace(0, 1, 5_000), "y": np.arange(5_000, dtype="float32"), "name": "long"},
            {"type": "heatmap", "z": np.arange(400.0).reshape(20, 20), "x": [f"c{n}" for n in range(20)]},
            {"type": "bar", "x": ["a", "b"], "y": [1, None]},
        ],
        "layout": {"title": {"text": "A 'title'"}, "template": "plotly_dark", "shapes": [{"type": "line"}]},
        "frames": [{"name": "f", "data": [{"y": [2, 1]}]}],
    }
    config = PlotlyConfig(display_logo=False, template_light={"layout": {"colorway": ["#111"]}}, scroll_zoom=True)
    chart = house.show_plotly(figure, config=config)
    chart.update_layout({"yaxis.type": "log"})
    chart.update_traces({"marker.color": "teal"}, [2])
    chart.extend({"x": [["c"]], "y": [[5]]}, [2])
    shown_both_ways(house, chart, tmp_path)
    assert '"template": "plotly_dark"' in chart.to_python()
    kinds = {name: type(trace["x"]) for name, trace in zip("ab", figures(again(house, chart, tmp_path)), strict=False)}
    assert kinds["a"] is np.ndarray


def test_buttons_of_a_chart_keep_their_events_and_lose_their_functions(house: PyWry, tmp_path: Path) -> None:
    def clicked(data: Any) -> None: ...

    buttons = [ModeBarButton(name="Mine", icon="home", on_click=clicked), "zoom2d"]
    config = PlotlyConfig(mode_bar_buttons_to_add=buttons, template_dark="plotly_dark")
    chart = house.show_plotly({"data": [{"y": [1, 2]}]}, "Chart", config=config)
    shown_both_ways(house, chart, tmp_path)
    [note] = chart.export(tmp_path / "noted.py").notes
    assert "test_buttons_of_a_chart" in note and "clicked" in note
    assert '"templateDark": "plotly_dark"' in chart.to_python()


def test_a_window_is_shown_as_it_was_asked_for(house: PyWry, tmp_path: Path) -> None:
    page = house.show("<p>Hello</p>")
    widget = house.session.hub.find(page.id)
    options = WindowOptions(width=500, min_height=200, resizable=False, proxy_url="http://me:secret@proxy:1")
    widget.page = widget.page.model_copy(update={"window": options.wire()})
    made = page.export(tmp_path / "page.py")
    text = (tmp_path / "page.py").read_text(encoding="utf-8")
    assert 'width=500, window={"min_height": 200, "resizable": False}' in text
    assert "secret" not in text and "proxy" in made.notes[0]
    assert run(house, tmp_path / "page.py").html_content == "<p>Hello</p>"


def test_an_app_with_a_title_of_its_own(tmp_path: Path) -> None:
    with PyWry("My app", theme="dark", transport=MemoryTransport) as app:
        grid = app.show_dataframe({"n": [1]})
        shown_both_ways(app, grid, tmp_path)
        assert 'app = PyWry("My app")' in grid.to_python() and 'theme="dark"' in grid.to_python()


def figures(handle: Handle) -> list[dict[str, Any]]:
    """The traces of a page's chart."""
    panel: Any = handle.session.hub.find(handle.id).panels["chart"]
    traces: list[dict[str, Any]] = panel.figure["data"]
    return traces


def test_a_grid_comes_back_as_it_became(house: PyWry, tmp_path: Path) -> None:
    rows = {"city": ["Bern", "Chur", "Olten"], "people": [134_000, 38_000, None], "canton": ["BE", "GR", "SO"]}
    defs = [
        {"headerName": "Place", "children": [{"field": "city", "pinned": "left"}, {"field": "canton", "hide": True}]},
        {"field": "people", "format": ",d", "editable": True},
    ]
    grid = house.show_dataframe(
        rows,
        "Cities",
        column_defs=defs,
        row_id="city",
        row_selection="single",
        pagination=True,
        pagination_page_size=33,
        aggrid_theme="balham",
        grid_options={"rowHeight": 40},
    )
    grid.update_cell("Olten", "people", 19_000)
    grid.update_data([{"city": "Thun", "people": 44_000}], strategy="append")
    grid.remove_rows(["Chur"])
    grid.set_sort([{"col_id": "people", "sort": "desc"}])
    grid.set_filter({"canton": {"filterType": "text", "type": "notBlank"}}, quick="b")
    shown_both_ways(house, grid, tmp_path)
    grid.update_columns([{"field": "people"}, {"field": "city"}])
    shown_both_ways(house, grid, tmp_path)


def test_rows_that_are_paged_stay_paged(house: PyWry, tmp_path: Path) -> None:
    grid = house.show_dataframe({"n": list(range(120_000))}, row_selection=True)
    grid.update_cell("7", "n", -1)
    grid.remove_rows(["3"])
    there = again(house, grid, tmp_path)
    panels: list[Any] = [handle.session.hub.find(handle.id).panels["grid"] for handle in (grid, there)]
    assert [panel.rows.count for panel in panels] == [119_999, 119_999]
    assert "paged" in panels[1].wire()
    assert there.read(cursor=6, limit=1).records == [{"n": -1}]  # type: ignore[attr-defined]  # a grid
    with pytest.raises(BadData, match=r"119,999 rows.* give a path"):
        grid.to_python(max_rows=100_000)


def test_the_script_runs_by_itself(house: PyWry, tmp_path: Path) -> None:
    grid = house.show_dataframe({"n": list(range(500))}, "Numbers")
    made = grid.export(tmp_path / "numbers.py")
    assert [Path(path).name for path in made.beside] == ["numbers-rows.parquet"]
    code = (
        "import runpy, pywry, pywry.transports.memory as m, functools; "
        "pywry.PyWry = functools.partial(pywry.PyWry, transport=m.MemoryTransport); "
        "pywry.PyWry.func.block = lambda app: print(app.get_labels(), app.get(app.get_labels()[0]).title); "
        f"runpy.run_path({str(tmp_path / 'numbers.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("Numbers")


def test_one_panel_alone(house: PyWry, tmp_path: Path) -> None:
    panels = [{"kind": "markdown", "id": "note", "text": "*a*"}, {"kind": "grid", "id": "table", "dataset": "rows"}]
    board = house.show_dashboard(panels, "Two", datasets={"rows": {"a": [1]}, "other": {"b": [2]}})
    there = again(house, board, tmp_path, panel="table", theme="dark")
    assert list(model(there)["panels"]) == ["table"] and model(there)["theme"] == "dark"
    assert "other" not in (tmp_path / "page.py").read_text(encoding="utf-8")
    with pytest.raises(NoSuchPanel):
        board.to_python(panel="tabel")


def test_the_same_page_gives_the_same_text_as_a_formatter_leaves_it(house: PyWry, tmp_path: Path) -> None:
    figure = {"data": [{"y": [n / 7 for n in range(200)], "x": HOSTILE * 20}], "layout": {"meta": HOSTILE}}
    panels: list[dict[str, Any]] = [
        {"kind": "chart", "id": "c", "figure": figure},
        {"kind": "html", "id": "h", "html": "\n".join(HOSTILE)},
        {"kind": "metric", "id": "m", "value": 1, "spark": [n / 3 for n in range(60)], "hint": "x" * 150},
        {"kind": "input", "id": "i", "input": "select", "options": [f"option {n}" for n in range(50)]},
        {"kind": "grid", "id": "g", "data": TYPES, "columns": list(TYPES)},
    ]
    board = house.show_dashboard(panels, title="T" * 130, datasets={"frame": frame(2), "many": {"n": [1] * 999}})
    board.on("app:a", lambda data: None)
    board.export(tmp_path / "one.py")
    text = (tmp_path / "one.py").read_text(encoding="utf-8")
    board.export(tmp_path / "one.py")
    assert (tmp_path / "one.py").read_text(encoding="utf-8") == text
    (tmp_path / "alone.py").write_text(board.to_python(), encoding="utf-8")
    ruff = Path(sys.executable).with_name("ruff")
    options = ["--isolated", "--line-length", "120", str(tmp_path)]
    for command in (["format", "--diff"], ["check", "--select", "F,I,E9,W,UP"]):
        done = subprocess.run([ruff, *command, *options], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    assert run(house, tmp_path / "one.py").title == "T" * 130

"""One run of calls through every tool: each answers once at least, and each kind of mistake is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """One call.

    Attributes:
        tool: Its name.
        arguments: As JSON.
        fails: Whether an error is what is right.
    """

    tool: str
    arguments: dict[str, Any] = field(default_factory=dict[str, Any])
    fails: bool = False

    def __str__(self) -> str:
        return f"{self.tool}({self.arguments})"


def step(tool: str, /, **arguments: Any) -> Step:
    """A call that answers."""
    return Step(tool, arguments)


def wrong(tool: str, /, **arguments: Any) -> Step:
    """A call that is refused."""
    return Step(tool, arguments, fails=True)


HTML = "<h1 id='top'>Hello</h1><script>pywry.handle('double', ({x}) => 2 * x)</script>"

HELLO = step("page_show", content=HTML, title="Hello", label="hello", theme="dark")

FRAMES = [{"name": "a", "data": [{"y": [2, 1]}]}]
FIGURE = {
    "data": [
        {"type": "scatter", "x": [1, 2, 3], "y": [4, 1, 9], "name": "a"},
        {"type": "bar", "x": ["u", "v"], "y": [2.5, None]},
    ],
    "layout": {"title": {"text": "Counts"}},
}
ROWS = [{"city": "Bern", "people": 134_000}, {"city": "Olten", "people": 19_000}, {"city": "Chur", "people": None}]
PANELS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "total", "title": "People", "dataset": "cities", "column": "people", "agg": "sum"},
    {"kind": "chart", "id": "bars", "dataset": "cities", "chart": "bar", "x": "city", "y": "people", "width": 6},
    {"kind": "grid", "id": "table", "dataset": "cities", "row_selection": "multiple", "width": 6},
    {"kind": "markdown", "id": "note", "text": "# *Notes*"},
    {"kind": "html", "id": "more", "html": "<p>More</p>"},
]

PAGES = [
    step("page_list_open"),
    HELLO,
    step("page_show", content={"html": "<p>Data</p>", "json_data": {"a": [1, None, "</script>"]}}, label="data"),
    step("page_update", widget="hello", title="Hello again"),
    step("page_set_state", widget="hello", key="limit", value={"max": 3}),
    step("page_emit", widget="hello", event="app:greet", data={"who": "world"}),
    step("page_set_content", widget="hello", id="top", text="Good day"),
    step("page_set_style", widget="hello", selector="h1", styles={"color": "teal", "margin": 0}),
    step("page_inject_css", widget="hello", css="h1 { letter-spacing: 1px }", id="spacing"),
    step("page_remove_css", widget="hello", id="spacing"),
    step("page_alert", widget="hello", message="Saved", type="success"),
    step("page_download", widget="hello", content="a,b\n1,2", filename="table.csv", mime_type="text/csv"),
    step("page_list_open"),
    step("page_describe", widget="data"),
    step("page_wait_for", widget="hello", events=["app:*"], timeout_s=0.05),
    wrong("page_show"),
    wrong("page_show", content="x", label="no spaces please"),
    wrong("page_show", content={"html": "x", "css": "y"}),
    wrong("page_describe", widget="helo"),
    wrong("page_update", widget="hello", theme="blue"),
    wrong("page_emit", widget="hello", event="no namespace"),
    wrong("page_emit", widget="hello", event="plotly:update-figur", data={}),
    wrong("page_emit", widget="hello", event="pywry:alert", data={"massage": "x"}),
    wrong("page_set_content", widget="hello", text="x"),
    wrong("page_download", widget="hello", content="x", filename="../x"),
    wrong("page_navigate", widget="hello", url="javascript:alert(1)"),
    wrong("page_wait_for", widget="hello", events=["nonsense"], timeout_s=0.05),
    wrong("page_wait_for", widget="hello", events=["app:*"], timeout_s=-1),
    wrong("page_eval_js", widget="data", script="1", timeout_s=0.2),
    wrong("page_screenshot", widget="hello", width=10),
    wrong("page_screenshot", widget="hello", panel="chart"),
    step("page_close", widget="data"),
    wrong("page_close", widget="data"),
]

CHARTS = [
    step("plotly_show", figure=FIGURE, label="chart", config={"displaylogo": False}),
    step("plotly_update", widget="chart", layout={"xaxis.range": [0, 9]}, traces={"name": "b"}, indices=[0]),
    step("plotly_extend", widget="chart", data={"x": [[4, 5]], "y": [[7, 8]]}, max_points=4),
    step("plotly_update_layout", widget="chart", layout={"yaxis": {"type": "log"}}),
    step("plotly_update_traces", widget="chart", update={"marker.color": "teal"}),
    step("plotly_reset_zoom", widget="chart"),
    step("plotly_request_state", widget="chart"),
    step("plotly_read", widget="chart", trace=0, limit=2),
    step("plotly_update_figure", widget="chart", figure={"data": [{"y": [1]}]}),
    step("plotly_replace", widget="chart", figure={"data": [{"x": [1, 2], "y": [1, 2]}], "frames": FRAMES}),
    step("plotly_prepend", widget="chart", data={"x": [[0]], "y": [[5]]}),
    step("plotly_set_zoom", widget="chart", xaxis_range=[0, 1]),
    step("plotly_set_trace_visibility", widget="chart", visible="legendonly", indices=[0]),
    step("plotly_animate", widget="chart", frames=["a"], frame_ms=10),
    step("plotly_animate", widget="chart", stop=True),
    step("plotly_export_data", widget="chart"),
    wrong("plotly_show", figure=7),
    wrong("plotly_update", widget="chart"),
    wrong("plotly_update", widget="hello", reset_zoom=True),
    wrong("plotly_extend", widget="chart", data={"y": [[1]]}, indices=[7]),
    wrong("plotly_extend", widget="chart", data={"y": 1}),
    wrong("plotly_read", widget="chart", panel="chrat"),
    wrong("plotly_read", widget="chart", limit=0),
    wrong("plotly_set_zoom", widget="chart"),
    wrong("plotly_set_zoom", widget="chart", xaxis_range=[1]),
    wrong("plotly_animate", widget="chart", frames=["b"]),
    wrong("plotly_set_trace_visibility", widget="chart", visible="maybe"),
    wrong("plotly_show", figure={"data": [{"type": "scater"}]}),
    wrong("plotly_show", figure={"data": []}, config={"scrolZoom": True}),
    wrong("plotly_image", widget="chart", format="gif"),
    wrong("plotly_state", widget="chart", panel="chrat"),
]

GRIDS = [
    step("grid_show", data=ROWS, label="grid", row_id="city", row_selection=True, grid_options={"pagination": True}),
    step("grid_update", widget="grid", data=[{"city": "Bern", "people": 135_000}], strategy="update"),
    step("grid_update", widget="grid", cells=[{"row_id": "Chur", "col_id": "people", "value": 38_000}]),
    step("grid_update_data", widget="grid", data={"city": ["Thun"], "people": [44_000]}, strategy="append"),
    step("grid_update_cell", widget="grid", row_id="Thun", col_id="people", value=44_001),
    step("grid_update_cells", widget="grid", cells=[{"row_id": "Thun", "col_id": "people", "value": 44_002}]),
    step("grid_update_columns", widget="grid", column_defs=[{"field": "people", "headerName": "People"}]),
    step("grid_remove_rows", widget="grid", row_ids=["Olten"]),
    step("grid_read", widget="grid", columns=["city"], limit=2),
    step("grid_request_state", widget="grid", context=1),
    step("grid_restore_state", widget="grid", state={"filterModel": {}, "sortModel": [], "columnState": []}),
    step("grid_reset_state", widget="grid", hard=True),
    step("grid_set_filter", widget="grid", model={"people": {"filterType": "number", "type": "notBlank"}}, quick="b"),
    step("grid_set_filter", widget="grid"),
    step("grid_set_sort", widget="grid", model=[{"col_id": "people", "sort": "desc"}]),
    step("grid_set_theme", widget="grid", theme="balham"),
    step("grid_apply_transaction", widget="grid", add=[{"city": "Zug", "people": 1}], remove=["Thun"]),
    step("grid_export_csv", widget="grid", columns=["city"]),
    step("grid_update_grid", widget="grid", data=ROWS, columns=[{"field": "city"}, {"field": "people"}]),
    wrong("grid_undo", widget="grid"),
    wrong("grid_redo", widget="grid"),
    wrong("grid_apply_transaction", widget="grid"),
    wrong("grid_update_grid", widget="grid"),
    wrong("grid_set_theme", widget="grid", theme="alpin"),
    wrong("grid_export_csv", widget="grid", columns=["cty"]),
    wrong("grid_show", data="a,b"),
    wrong("grid_show", data={"a": [1], "b": [1, 2]}),
    wrong("grid_show", data=ROWS, row_id="cty"),
    wrong("grid_show", data=ROWS, row_selection="sometimes"),
    wrong("grid_show", data=ROWS, grid_options={"rowGroupPanelShow": "always"}),
    wrong("grid_show", data=ROWS, column_defs=[{"field": "people", "valueFormatter": "x => x"}]),
    wrong("grid_update", widget="grid"),
    wrong("grid_update_cell", widget="grid", row_id="Genf", col_id="people", value=1),
    wrong("grid_update_cell", widget="grid", row_id="Bern", col_id="peple", value=1),
    wrong("grid_read", widget="grid", columns=["cty"]),
]

DASHBOARDS = [
    step("dashboard_show", panels=PANELS, datasets={"cities": ROWS}, links=[{"source": "table"}], label="board"),
    step("dashboard_update", widget="board", panels=[{"kind": "metric", "id": "one", "value": 1}], remove=["more"]),
    step("dashboard_undo", widget="board"),
    step("dashboard_redo", widget="board"),
    wrong("dashboard_redo", widget="board"),
    wrong("dashboard_undo", widget="board", steps=2),
    step("dashboard_update", widget="board", layout=[{"panel": "note", "width": 3}]),
    step("dashboard_update", widget="board", panels=[{"kind": "html", "id": "tabbed", "html": "", "tab": "More"}]),
    step("dashboard_layout", widget="board"),
    step("dashboard_select_tab", widget="board", tab="More"),
    step("dashboard_maximize", widget="board", panel="note"),
    step("dashboard_maximize", widget="board"),
    step("dashboard_describe", widget="board"),
    wrong("dashboard_layout", widget="hello"),
    wrong("dashboard_select_tab", widget="board", tab="Mroe"),
    wrong("dashboard_maximize", widget="board", panel="nte"),
    wrong("dashboard_show", panels=[{"kind": "input", "id": "x"}]),
    wrong("dashboard_update", widget="board", layout={"version": 2, "items": []}),
    wrong("dashboard_show", panels=[{"kind": "chrt", "id": "x"}]),
    wrong("dashboard_show", panels=[{"kind": "chart", "id": "x"}]),
    wrong(
        "dashboard_show", panels=[{"kind": "metric", "id": "x", "value": 1}, {"kind": "html", "id": "x", "html": ""}]
    ),
    wrong("dashboard_show", panels=[{"kind": "grid", "id": "x", "dataset": "citis"}], datasets={"cities": ROWS}),
    wrong("dashboard_show", panels=PANELS, datasets={"cities": ROWS}, links=[{"source": "tabel"}]),
    wrong("dashboard_update", widget="board"),
    wrong("dashboard_update", widget="board", remove=["nothing"]),
    wrong("dashboard_describe", widget="hello"),
]

# Nobody looks at the pages yet.
DESKTOP = [
    step("desktop_services"),
    step("storage_get", key="parity:nothing", default=3),
    step("storage_remove", key="parity:nothing"),
    wrong("storage_get", key=""),
    wrong("opener_open_url", url="javascript:alert(1)"),
]

LIVE = [
    wrong("live_start", widget="board"),
    wrong("live_start", widget="board", tool="page_close", panel="one"),
    wrong("live_start", widget="board", tool="page_list_open", panel="on"),
    wrong("live_start", widget="board", tool="page_list_open", panel="one", rate=0),
    wrong("live_stop", live="board/one"),
]

DATA = [
    step("data_list_all"),
    step("data_open", path="tests/parity/cities.csv", name="towns"),
    step("data_profile", data="towns"),
    step("data_query", sql="SELECT city, people FROM towns WHERE people > 20000", name="large"),
    step("data_read", data={"ref": "large"}, columns=["city"], limit=1),
    step("grid_show", data={"ref": "large"}, label="large"),
    wrong("data_open", path="tests/parity/towns.csv"),
    wrong("data_query", sql="DROP VIEW towns"),
    step("data_close", data="large"),
    wrong("data_read", data="large"),
]

UNSEEN = [*PAGES, *CHARTS, *GRIDS, *DASHBOARDS, *LIVE, *DATA, *DESKTOP, step("page_list_open")]

ELSEWHERE = {
    "dashboard_history": "tells when changes were made; tests/tools/test_dashboard.py",
    "grid_undo": "takes back what a person did; tests/conformance/test_grid_hands.py",
    "grid_redo": "the same",
    "page_export": "writes a file; tests/tools/test_export.py",
    "live_start": "what has come by the time of the answer is not the same twice; tests/live/test_tools.py",
    "live_list_all": "the same",
    "live_pause": "the same",
    "live_resume": "the same",
    "live_stop": "the same",
    "dialog_open_file": "waits for a person; tests/transports/browser/test_desktop.py",
    "dialog_save_file": "the same",
    "dialog_message": "the same",
    "dialog_ask": "the same",
    "dialog_confirm": "the same",
    "clipboard_read_text": "one clipboard for all; the same",
    "clipboard_write_text": "the same",
    "clipboard_clear": "the same",
    "notification_send": "asks a person for leave; the same",
    "opener_open_url": "opens a tab; the same",
    "plotly_image": "needs a page that draws; tests/conformance/test_chart_tools.py",
    "plotly_state": "needs a page that draws; the same",
    "storage_set": "writes into a person's folder; tests/tools/test_desktop.py",
    "storage_keys": "reads what a person has stored; the same",
}
"""Tools that answer in tests of their own, and why. Tools that need windows answer in tests/native."""

# A browser shows `hello`.
SEEN = [
    step("page_eval_js", widget="hello", script="[1, 2, 3].map((x) => x * 2)"),
    step("page_eval_js", widget="hello", script="document.title"),
    wrong("page_eval_js", widget="hello", script="nothing.at.all"),
    step("page_call", widget="hello", name="double", args={"x": 21}),
    wrong("page_call", widget="hello", name="triple", args={"x": 21}),
    step("page_describe", widget="hello"),
    step("page_wait_for", widget="hello", events=["pywry:ready"], timeout_s=5),
    step("page_screenshot", widget="hello", width=320, height=200),
    step("page_navigate", widget="hello", url="#top"),
    step("page_refresh_css", widget="hello"),
    step("page_refresh", widget="hello"),
    step("page_close", widget="hello"),
]

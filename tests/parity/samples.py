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

# Nobody looks at the pages yet.
UNSEEN = [
    step("page_list_open"),
    step("page_show", content=HTML, title="Hello", label="hello", theme="dark"),
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
    step("page_refresh", widget="hello"),
    step("page_close", widget="hello"),
]

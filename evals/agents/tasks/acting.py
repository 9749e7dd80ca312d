"""Live sources, undo, and files that are written."""

from __future__ import annotations

from evals.agents import checks, facts
from evals.agents.task import Agent, Budget, Task, call, steps, uses
from evals.agents.tasks.starts import COUNT, HOURS, IDS, TABLE, board

COUNTER = {"kind": "metric", "id": "now", "title": "In stock", "value": 0}
LIVE_BOARD = (
    call("grid_show", data=[{"item": "A", "count": 12}, {"item": "B", "count": 3}], label="stock", row_id="item"),
    call("dashboard_show", panels=[COUNTER], label="watch"),
)
FOLLOW = call(
    "live_start",
    widget="watch",
    panel="now",
    tool="grid_read",
    args={"widget": "stock"},
    pick="records.0.count",
    rate=5,
)

FOLLOWING = Task(
    name="acting.live",
    prompt="The number 'now' on the page watch should follow the table stock live: show how many pieces of item "
    "A there are "
    "(the first row's count), asked five times a second.",
    wordings=(
        (
            "Bind the metric now (dashboard watch) to grid_read of the page stock, the count of its first "
            "row, 5 times a second."
        ),
        "keep watch/now up to date with the count of A in the stock table, 5x per second",
    ),
    toolsets=("core", "live"),
    start=LIVE_BOARD,
    checks=(checks.live("watch", "now", "grid_read"), checks.metric_soon(12), checks.untouched("stock")),
    good=steps(FOLLOW),
    wrong={
        "the number is only written once": steps(
            call("dashboard_update", widget="watch", panels=[{**COUNTER, "value": 12}])
        ),
        "it follows something else": steps(
            call("live_start", widget="watch", panel="now", tool="grid_read", args={"widget": "stock"}, pick="rows")
        ),
    },
    uses=uses("live_start"),
    budget=Budget(calls=4, tokens=1200),
    optimal=1,
)

STOPPING = Task(
    name="acting.live_stop",
    prompt="Stop what is updating the number 'now' on the page watch; the page itself stays.",
    wordings=("watch/now should not be live any more",),
    toolsets=("core", "live"),
    start=(*LIVE_BOARD, FOLLOW),
    checks=(checks.live("watch", "now", status=None), checks.pages("stock", "watch")),
    good=steps(call("live_list_all"), call("live_stop", live="watch/now")),
    wrong={
        "it is paused": steps(call("live_pause", live="watch/now")),
        "the page is closed": steps(call("page_close", widget="watch")),
    },
    uses=(frozenset({"live_list_all", "live_stop"}),),
    budget=Budget(calls=4, tokens=1000),
    optimal=2,
)

MISTAKES = (
    *board(panels=[COUNT, HOURS, TABLE]),
    call("dashboard_update", widget="flights", panels=[{**HOURS, "chart": "pie"}]),
    call("dashboard_update", widget="flights", remove=["table"]),
)

UNDO = Task(
    name="acting.undo",
    prompt="Take back the last two changes of the dashboard flights.",
    wordings=("flights dashboard: undo, twice", "Please restore the page flights to how it was two changes ago."),
    toolsets=("core", "dashboard"),
    start=MISTAKES,
    checks=(
        checks.panels("flights", "count", "hours", "table"),
        checks.chart("bar", panel="hours", values=facts.counts(facts.flights(), "hour")),
        checks.grid(len(facts.flights())),
    ),
    good=steps(call("dashboard_undo", widget="flights", steps=2)),
    wrong={
        "once": steps(call("dashboard_undo", widget="flights")),
        "twice, and then a panel is lost": steps(
            call("dashboard_undo", widget="flights", steps=2),
            call("dashboard_update", widget="flights", remove=["count"]),
        ),
    },
    uses=(frozenset({"dashboard_undo"}), frozenset({"dashboard_history", "dashboard_undo"})),
    budget=Budget(calls=4, tokens=1200),
    optimal=1,
)

REDO = Task(
    name="acting.redo",
    prompt="I took one change too many back on the dashboard flights. Make the last one again.",
    toolsets=("core", "dashboard"),
    start=(*MISTAKES, call("dashboard_undo", widget="flights", steps=2)),
    checks=(checks.panels("flights", "count", "hours", "table"), checks.chart("pie", panel="hours")),
    good=steps(call("dashboard_redo", widget="flights")),
    wrong={
        "both": steps(call("dashboard_redo", widget="flights", steps=2)),
        "undone further": steps(call("dashboard_undo", widget="flights")),
    },
    uses=(frozenset({"dashboard_redo"}), frozenset({"dashboard_history", "dashboard_redo"})),
    budget=Budget(calls=4, tokens=1000),
    optimal=1,
)

EXPORT = Task(
    name="acting.export",
    prompt="Save the dashboard flights as one HTML file, report.html, that I can send to somebody.",
    wordings=(
        "export flights to report.html",
        "I need the page flights as a standalone HTML file called report.html.",
    ),
    toolsets=("core", "page"),
    start=board(panels=[COUNT, HOURS]),
    checks=(
        checks.file("report.html", "<html", "Flights from New York", "Flights by hour"),
        checks.untouched("flights"),
    ),
    good=steps(call("page_export", widget="flights", path="report.html")),
    wrong={
        "under another name": steps(call("page_export", widget="flights", path="flights.html")),
        "only a panel": steps(call("page_export", widget="flights", path="report.html", panel="count")),
    },
    uses=uses("page_export"),
    budget=Budget(calls=3, tokens=600),
    optimal=1,
)

OVERWRITE = Task(
    name="acting.overwrite",
    prompt="Save the dashboard flights as report.html again; the old file may be replaced.",
    toolsets=("core", "page"),
    start=(
        call("page_show", content="<h1>Old</h1>", title="Old", label="old"),
        call("page_export", widget="old", path="report.html"),
        *board(panels=[COUNT, HOURS]),
    ),
    checks=(checks.file("report.html", "Flights from New York"), checks.pages("old", "flights")),
    good=steps(
        call("page_export", widget="flights", path="report.html"),
        call("page_export", widget="flights", path="report.html", overwrite=True),
    ),
    wrong={"it gives up at the first refusal": steps(call("page_export", widget="flights", path="report.html"))},
    uses=uses("page_export"),
    budget=Budget(calls=3, tokens=800),
    optimal=2,
)


SCRIPT = Task(
    name="acting.script",
    prompt="I want to go on with the dashboard flights in Python. Save it as a script, flights_page.py.",
    wordings=(
        "export the page flights as Python code to flights_page.py",
        "Give me the flights dashboard as a Python program that makes it again; the file is flights_page.py.",
    ),
    toolsets=("core", "page"),
    start=board(panels=[COUNT, HOURS]),
    checks=(
        checks.file("flights_page.py", "show_dashboard", "Flights by hour"),
        checks.untouched("flights"),
    ),
    good=steps(call("page_export", widget="flights", path="flights_page.py")),
    wrong={
        "a page under that name": steps(call("page_export", widget="flights", path="flights_page.html")),
        "only a panel": steps(call("page_export", widget="flights", path="flights_page.py", panel="count")),
    },
    uses=uses("page_export"),
    budget=Budget(calls=3, tokens=600),
    optimal=1,
)


async def show_totals(agent: Agent) -> None:
    """Asks for totals and hands them on by name."""
    await agent.call(
        "data_query",
        sql="SELECT origin, count(*) AS flights, avg(dep_delay) AS delay FROM flights GROUP BY origin ORDER BY origin",
        name="totals",
    )
    await agent.call("grid_show", data={"ref": "totals"}, title="Totals")


TOTALS = Task(
    name="acting.totals",
    prompt="The dataset flights is open. Show a small table with, for each origin, the number of flights and the mean "
    "departure delay, called origin, flights and delay.",
    toolsets=("core", "data"),
    start=board(),
    checks=(
        checks.grid(3, columns=("origin", "flights", "delay")),
        checks.untouched("flights", *IDS),
        checks.dataset("flights"),
    ),
    good=show_totals,
    wrong={"the whole table": steps(call("grid_show", data={"ref": "flights"}, title="Totals"))},
    uses=uses("data_query", "grid_show"),
    budget=Budget(calls=5, tokens=2000),
    optimal=2,
)

TASKS = (FOLLOWING, STOPPING, UNDO, REDO, EXPORT, OVERWRITE, SCRIPT, TOTALS)

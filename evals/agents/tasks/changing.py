"""One thing changed on a page that is open; the rest stays."""

from __future__ import annotations

from statistics import median
from typing import Any

from evals.agents import checks, facts
from evals.agents.task import Agent, Budget, Task, call, steps, uses
from evals.agents.tasks.starts import AIRLINES, HOURS, IDS, LATE, SALES_FIGURE, SALES_PAGE, TABLE, board, others

UPDATE = (frozenset({"dashboard_update"}),)
SUMMER = [row for row in facts.flights() if "2013-06-01" <= row["date"] <= "2013-08-31"]
BUDGET = Budget(calls=4, tokens=1800)


def update(*panels: dict[str, Any], **more: Any) -> Any:
    """A change of the board."""
    return call("dashboard_update", widget="flights", panels=list(panels), **more)


async def again(agent: Agent) -> None:
    """Shows everything anew."""
    await agent.call("dashboard_show", panels=[{**HOURS, "chart": "line"}, AIRLINES, TABLE], label="flights")


ONE_PANEL = Task(
    name="changing.one_panel",
    prompt="On my dashboard 'flights', make the chart 'hours' (flights by hour) a line. Leave everything else as "
    "it is.",
    wordings=(
        "Turn the bars by hour on the flights page into a line chart; touch nothing else.",
        "the chart called hours should be a line, not bars (dashboard: flights)",
        "Could you switch 'Flights by hour' to a line? It is the panel hours of the page flights.",
    ),
    toolsets=("core", "dashboard"),
    start=board(),
    checks=(
        checks.pages("flights"),
        checks.panels("flights", *IDS),
        checks.chart("line", panel="hours", values=facts.counts(facts.flights(), "hour")),
        checks.untouched("flights", *others("hours")),
    ),
    good=steps(call("dashboard_describe", widget="flights"), update({**HOURS, "chart": "line"})),
    wrong={
        "a second chart": steps(update({**HOURS, "chart": "line", "id": "hours2"})),
        "everything is shown anew and something is lost": again,
        "it measures something else": steps(update({**HOURS, "chart": "line", "y": "dep_delay", "agg": "mean"})),
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=2,
)

MEDIAN = Task(
    name="changing.measure",
    prompt="The number 'late' on the page flights should be the median departure delay instead of the mean; call "
    "it Median delay.",
    wordings=("Page flights, metric late: median of dep_delay rather than its mean, titled 'Median delay'.",),
    start=board(),
    checks=(
        checks.metric(median(facts.numbers(facts.flights(), "dep_delay"))),
        checks.untouched("flights", *others("late")),
        checks.panels("flights", *IDS),
    ),
    good=steps(update({**LATE, "agg": "median", "title": "Median delay"})),
    wrong={
        "only the title": steps(update({**LATE, "title": "Median delay"})),
        "a number of its own": steps(update({"kind": "metric", "id": "late", "title": "Median delay", "value": 13.0})),
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=1,
)

REMOVE = Task(
    name="changing.remove",
    prompt="Take the table off the page flights.",
    wordings=(
        "I don't need the table 'All flights' on the flights dashboard any more.",
        "drop panel table from flights",
    ),
    start=board(),
    checks=(
        checks.panels("flights", *others("table")),
        checks.untouched("flights", *others("table")),
        checks.pages("flights"),
    ),
    good=steps(call("dashboard_update", widget="flights", remove=["table"])),
    wrong={
        "the page is closed": steps(call("page_close", widget="flights")),
        "another panel": steps(call("dashboard_update", widget="flights", remove=["airlines"])),
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=1,
)

ADD = Task(
    name="changing.add",
    prompt="Add a chart 'origins' to the dashboard flights: a pie with the number of flights of each origin.",
    start=board(),
    checks=(
        checks.panels("flights", *IDS, "origins"),
        checks.chart("pie", panel="origins", values=facts.counts(facts.flights(), "origin")),
        checks.untouched("flights", *IDS),
    ),
    good=steps(update({"kind": "chart", "id": "origins", "dataset": "flights", "chart": "pie", "x": "origin"})),
    wrong={
        "on a page of its own": steps(
            call("plotly_show", figure={"data": [{"type": "pie", "labels": ["EWR"], "values": [4812]}]})
        ),
        "in place of another": steps(
            update(
                {"kind": "chart", "id": "origins", "dataset": "flights", "chart": "pie", "x": "origin"},
                remove=["hours"],
            )
        ),
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=1,
)

SUMMER_ONLY = Task(
    name="changing.dataset",
    prompt="The whole dashboard flights should show the summer only: June, July and August 2013.",
    wordings=(
        "Restrict the page flights, all of its panels, to flights from 2013-06-01 to 2013-08-31.",
        "flights dashboard: june-august only please, for every panel",
    ),
    toolsets=("core", "data"),
    start=board(),
    checks=(
        checks.panels("flights", *IDS),
        checks.metric(len(SUMMER)),
        checks.chart("bar", panel="airlines", values=facts.means(SUMMER, "carrier", "dep_delay")),
        checks.grid(len(SUMMER)),
    ),
    good=steps(
        call(
            "data_query",
            sql="SELECT * FROM flights WHERE date BETWEEN '2013-06-01' AND '2013-08-31'",
            name="summer",
            limit=1,
        ),
        call("dashboard_update", widget="flights", datasets={"flights": {"ref": "summer"}}),
    ),
    wrong={
        "July alone": steps(
            call("data_query", sql="SELECT * FROM flights WHERE month(date) = 7", name="summer", limit=1),
            call("dashboard_update", widget="flights", datasets={"flights": {"ref": "summer"}}),
        ),
        "asked and not shown": steps(
            call("data_query", sql="SELECT * FROM flights WHERE month(date) IN (6, 7, 8)", name="summer", limit=1)
        ),
    },
    uses=uses("data_query", "dashboard_update"),
    budget=Budget(calls=6, tokens=2500),
    optimal=2,
)

AXIS = Task(
    name="changing.axis",
    prompt="On the chart sales, let the y axis go from 0 to 30, and title it 'Units'.",
    wordings=(
        "chart 'sales': y range [0, 30], y axis title Units",
        "The page sales shows bars. Please fix its vertical axis at 0 to 30 and write Units beside it.",
    ),
    start=(SALES_PAGE,),
    checks=(
        checks.pages("sales"),
        checks.figure("chart", yaxis__range=[0, 30], yaxis__title__text="Units", title__text="Sales"),
        checks.chart("bar", values={"Jan": 12, "Feb": 15, "Mar": 9, "Apr": 20}),
    ),
    good=steps(call("plotly_update", widget="sales", layout={"yaxis.range": [0, 30], "yaxis.title.text": "Units"})),
    wrong={
        "the x axis": steps(call("plotly_update", widget="sales", layout={"xaxis.title.text": "Units"})),
        "the title is lost": steps(
            call(
                "plotly_update",
                widget="sales",
                figure={**SALES_FIGURE, "layout": {"yaxis": {"range": [0, 30], "title": {"text": "Units"}}}},
            )
        ),
    },
    uses=uses("plotly_update"),
    budget=Budget(calls=3, tokens=700),
    optimal=1,
)

EXTEND = Task(
    name="changing.extend",
    prompt="Two months have come in for the chart sales: May 18 and Jun 22. Add them.",
    wordings=(
        "sales chart: append May=18, Jun=22",
        "Please put May (18) and Jun (22) behind the bars of the page sales.",
    ),
    start=(SALES_PAGE,),
    checks=(
        checks.pages("sales"),
        checks.chart("bar", values={"Jan": 12, "Feb": 15, "Mar": 9, "Apr": 20, "May": 18, "Jun": 22}),
    ),
    good=steps(call("plotly_extend", widget="sales", data={"x": [["May", "Jun"]], "y": [[18, 22]]})),
    wrong={
        "in place of the others": steps(
            call("plotly_update", widget="sales", traces={"x": [["May", "Jun"]], "y": [[18, 22]]})
        ),
        "added twice": steps(
            call("plotly_extend", widget="sales", data={"x": [["May", "Jun"]], "y": [[18, 22]]}),
            call("plotly_extend", widget="sales", data={"x": [["May", "Jun"]], "y": [[18, 22]]}),
        ),
    },
    uses=(frozenset({"plotly_extend"}), frozenset({"plotly_update"})),
    budget=Budget(calls=3, tokens=700),
    optimal=1,
)

TITLE = Task(
    name="changing.title",
    prompt="Rename the page stock to 'Stock in Bern'.",
    start=(call("grid_show", data=[{"item": "A", "count": 1}], title="Stock", label="stock"),),
    checks=(checks.pages("stock"), checks.titled("stock", "Stock in Bern"), checks.grid(1)),
    good=steps(call("page_update", widget="stock", title="Stock in Bern")),
    wrong={
        "a heading in the page": steps(call("page_show", content="<h1>Stock in Bern</h1>", label="title")),
        "the table is gone": steps(call("page_show", content="", title="Stock in Bern", label="stock")),
    },
    uses=uses("page_update"),
    budget=Budget(calls=3, tokens=500),
    optimal=1,
)

TASKS = (ONE_PANEL, MEDIAN, REMOVE, ADD, SUMMER_ONLY, AXIS, EXTEND, TITLE)

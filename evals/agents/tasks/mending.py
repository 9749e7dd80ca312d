"""Errors that say what to do, and agents that do it."""

from __future__ import annotations

from evals.agents import checks, facts
from evals.agents.task import Agent, Budget, Task, call, steps, uses
from evals.agents.tasks.starts import HOURS, IDS, OPEN_FLIGHTS, SALES_PAGE, board, others


async def not_done(agent: Agent) -> None:
    """Gives up."""
    agent.finish(done=False)


UNKNOWN_ID = Task(
    name="mending.unknown_id",
    prompt="Give the page 'slaes' the title 'Sales 2013'.",
    wordings=("The tab of the page slaes should read 'Sales 2013'.",),
    start=(SALES_PAGE,),
    checks=(checks.pages("sales"), checks.titled("sales", "Sales 2013")),
    good=steps(
        call("page_update", widget="slaes", title="Sales 2013"),
        call("page_update", widget="sales", title="Sales 2013"),
    ),
    wrong={
        "a page of that name is made": steps(call("page_show", content="", title="Sales 2013", label="slaes")),
        "it gives up": not_done,
    },
    uses=uses("page_update"),
    budget=Budget(calls=4, tokens=700),
    optimal=2,
)

UNKNOWN_COLUMN = Task(
    name="mending.unknown_column",
    prompt="Make the chart hours of the dashboard flights show the mean delay by hour (the column is "
    "departure_delay, I think).",
    start=board(),
    checks=(
        checks.panels("flights", *IDS),
        checks.chart(
            "bar", "line", "area", panel="hours", values=facts.means(facts.flights(), "hour", "dep_delay"), only=False
        ),
        checks.untouched("flights", *others("hours")),
    ),
    good=steps(
        call("dashboard_update", widget="flights", panels=[{**HOURS, "y": "departure_delay", "agg": "mean"}]),
        call("dashboard_update", widget="flights", panels=[{**HOURS, "y": "dep_delay", "agg": "mean"}]),
    ),
    wrong={
        "it takes the delay on arrival": steps(
            call("dashboard_update", widget="flights", panels=[{**HOURS, "y": "arr_delay", "agg": "mean"}])
        ),
        "it stops at the error": steps(
            call("dashboard_update", widget="flights", panels=[{**HOURS, "y": "departure_delay", "agg": "mean"}])
        ),
    },
    uses=uses("dashboard_update"),
    budget=Budget(calls=5, tokens=2000),
    optimal=2,
)

SEVERAL_TABLES = Task(
    name="mending.several_tables",
    prompt="Show me the airlines in nyc.sqlite as a table.",
    wordings=("nyc.sqlite has a list of airlines; display it.",),
    toolsets=("core", "data"),
    checks=(checks.page_count(1), checks.grid(16, columns=("carrier", "name"))),
    good=steps(
        call("data_open", path="nyc.sqlite"),
        call("data_open", path="nyc.sqlite", table="airlines"),
        call("grid_show", data={"ref": "airlines"}, title="Airlines"),
    ),
    wrong={
        "the other table": steps(
            call("data_open", path="nyc.sqlite", table="weather"), call("grid_show", data={"ref": "weather"})
        )
    },
    uses=uses("data_open", "grid_show"),
    budget=Budget(calls=5, tokens=1200),
    optimal=3,
)

WRONG_FILE = Task(
    name="mending.wrong_file",
    prompt="How many rows has the file flight.csv? (I may have misspelt its name.) Open it, and answer with the "
    "number.",
    toolsets=("core", "data"),
    checks=(checks.answered(len(facts.flights())), checks.dataset("flights", len(facts.flights()))),
    good=lambda agent: find_file(agent),
    wrong={"it gives up": not_done, "another file": steps(call("data_open", path="penguins.csv"))},
    uses=uses("data_open"),
    budget=Budget(calls=4, tokens=900),
    optimal=2,
)


async def find_file(agent: Agent) -> None:
    """Takes the name that the error says."""
    failed = await agent.call("data_open", path="flight.csv")
    assert "flights.csv.gz" in failed.text, failed.text
    opened = await agent.call("data_open", path="flights.csv.gz")
    agent.finish(value=opened.data["rows"])


WRONG_SQL = Task(
    name="mending.wrong_sql",
    prompt="What is the largest delay in the dataset flights, in minutes? The column may be called delay. Answer "
    "with the number.",
    toolsets=("core", "data"),
    start=(OPEN_FLIGHTS,),
    checks=(checks.answered(max(facts.numbers(facts.flights(), "dep_delay"))),),
    good=lambda agent: largest(agent),
    wrong={"it gives up": not_done},
    uses=uses("data_query"),
    budget=Budget(calls=5, tokens=1200),
    optimal=2,
)


async def largest(agent: Agent) -> None:
    """Takes the column that the error says."""
    await agent.call("data_query", sql="SELECT max(delay) AS worst FROM flights")
    found = await agent.call("data_query", sql="SELECT max(dep_delay) AS worst FROM flights")
    agent.finish(value=found.data["records"][0]["worst"])


UNKNOWN_KIND = Task(
    name="mending.unknown_kind",
    prompt="Add a panel 'gauge' of the kind gauge to the dashboard flights that shows the number of flights. If there "
    "is no such kind, take what comes nearest.",
    start=board(),
    checks=(
        checks.panels("flights", *IDS, "gauge"),
        checks.declares("gauge", kind="metric", agg="count"),
        checks.untouched("flights", *IDS),
    ),
    good=steps(
        call("dashboard_update", widget="flights", panels=[{"kind": "gauge", "id": "gauge", "dataset": "flights"}]),
        call(
            "dashboard_update",
            widget="flights",
            panels=[{"kind": "metric", "id": "gauge", "dataset": "flights", "agg": "count"}],
        ),
    ),
    wrong={
        "a text": steps(
            call(
                "dashboard_update",
                widget="flights",
                panels=[{"kind": "markdown", "id": "gauge", "text": "13473 flights"}],
            )
        )
    },
    uses=uses("dashboard_update"),
    budget=Budget(calls=4, tokens=1500),
    optimal=2,
)


async def find_none(agent: Agent) -> None:
    """Looks before anything is shown."""
    await agent.call("data_open", path="flights.csv.gz")
    found = await agent.call("data_query", sql="SELECT * FROM flights WHERE origin = 'LAX'", limit=1)
    agent.finish(done=found.data["rows"] > 0)


NOTHING_THERE = Task(
    name="mending.nothing_there",
    prompt="Show the flights of flights.csv.gz that left from LAX by hour, as bars. If there are none, show nothing, "
    "and say that it is not done.",
    wordings=(
        "Bars by hour of the flights with origin LAX in flights.csv.gz; if there are no such flights, leave it.",
    ),
    toolsets=("core", "data"),
    checks=(checks.page_count(0), checks.gave_up()),
    good=find_none,
    wrong={
        "an empty chart": steps(
            OPEN_FLIGHTS,
            call("data_query", sql="SELECT * FROM flights WHERE origin = 'LAX'", name="lax"),
            call("dashboard_show", panels=[{**HOURS, "dataset": "lax"}]),
        ),
        "the flights to LAX": steps(
            OPEN_FLIGHTS,
            call("data_query", sql="SELECT * FROM flights WHERE dest = 'LAX'", name="lax", limit=1),
            call("dashboard_show", panels=[{**HOURS, "dataset": "lax"}]),
        ),
    },
    uses=uses("data_open", "data_query"),
    budget=Budget(calls=4, tokens=1500),
    optimal=2,
)

TASKS = (UNKNOWN_ID, UNKNOWN_COLUMN, SEVERAL_TABLES, WRONG_FILE, WRONG_SQL, UNKNOWN_KIND, NOTHING_THERE)

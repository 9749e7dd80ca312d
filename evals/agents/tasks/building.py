"""Dashboards, charts and tables from nothing."""

from __future__ import annotations

from evals.agents import checks, facts
from evals.agents.task import Budget, Task, call, steps, uses
from evals.agents.tasks.starts import AIRLINES, COUNT, LATE, OPEN_FLIGHTS, OPEN_PENGUINS, PANELS, SALES_FIGURE, TABLE

DELAY = facts.means(facts.flights(), "carrier", "dep_delay")
ORIGINS = facts.counts(facts.flights(), "origin")
MEAN_DELAY = sum(facts.numbers(facts.flights(), "dep_delay")) / len(facts.numbers(facts.flights(), "dep_delay"))
FLIGHTS = len(facts.flights())

BOARD = Task(
    name="building.board",
    prompt="In flights.csv.gz there are flights from New York. Build me one dashboard with the number of flights, the "
    "mean departure delay, the mean departure delay by carrier as bars, and a table of all the flights.",
    wordings=(
        (
            "Make a dashboard from flights.csv.gz: two numbers on top (how many flights, average dep_delay), a bar "
            "chart of average dep_delay per carrier, and the rows below."
        ),
        (
            "please visualise flights.csv.gz on a single page. kpis: flight count + avg departure delay. bars: avg "
            "delay for each carrier. and the table"
        ),
    ),
    toolsets=("core", "data"),
    checks=(
        checks.page_count(1, "dashboard"),
        checks.metric(FLIGHTS),
        checks.metric(MEAN_DELAY),
        checks.chart("bar", values=DELAY),
        checks.grid(FLIGHTS),
    ),
    good=steps(OPEN_FLIGHTS, call("dashboard_show", panels=[COUNT, LATE, AIRLINES, TABLE], title="Flights")),
    wrong={
        "the bars are sums": steps(
            OPEN_FLIGHTS, call("dashboard_show", panels=[COUNT, LATE, {**AIRLINES, "agg": "sum"}, TABLE])
        ),
        "four pages": steps(
            OPEN_FLIGHTS,
            call("grid_show", data={"ref": "flights"}),
            call("dashboard_show", panels=[COUNT, LATE, AIRLINES]),
        ),
        "nothing is shown": steps(OPEN_FLIGHTS, call("data_profile", data="flights")),
    },
    uses=uses("data_open", "dashboard_show"),
    budget=Budget(calls=5, tokens=2500),
    optimal=2,
)

TABS = Task(
    name="building.tabs",
    prompt="Make a dashboard of flights.csv.gz with two tabs: 'Airports' with the number of flights for each origin as "
    "a pie, and 'Airlines' with the mean departure delay by carrier as bars.",
    wordings=(
        (
            "flights.csv.gz as a tabbed dashboard please. Tab Airports: pie of flights per origin. Tab Airlines: bars, "
            "average dep_delay per carrier."
        ),
        (
            "I want to flip between two charts of flights.csv.gz, under the tabs Airports (a pie: origin, count) and "
            "Airlines (bars: carrier, mean of dep_delay)."
        ),
    ),
    toolsets=("core", "data"),
    checks=(
        checks.tabs("Airports", "Airlines"),
        checks.chart("pie", values=ORIGINS),
        checks.chart("bar", values=DELAY),
    ),
    good=steps(
        OPEN_FLIGHTS,
        call(
            "dashboard_show",
            panels=[
                {"kind": "chart", "id": "o", "dataset": "flights", "chart": "pie", "x": "origin", "tab": "Airports"},
                {**AIRLINES, "tab": "Airlines"},
            ],
        ),
    ),
    wrong={
        "no tabs": steps(
            OPEN_FLIGHTS,
            call(
                "dashboard_show",
                panels=[{"kind": "chart", "id": "o", "dataset": "flights", "chart": "pie", "x": "origin"}, AIRLINES],
            ),
        ),
    },
    uses=uses("data_open", "dashboard_show"),
    budget=Budget(calls=5, tokens=2000),
    optimal=2,
)

SIDEBAR = Task(
    name="building.sidebar",
    prompt="Open flights.csv.gz and make a dashboard: at the left, three columns wide, the number of flights; to the "
    "right of it, nine columns wide and in the same row, the flights by hour as bars. "
    "Call the panels count and hours.",
    toolsets=("core", "data"),
    checks=(
        checks.metric(FLIGHTS),
        checks.chart("bar", values=facts.counts(facts.flights(), "hour")),
        checks.place("count", col=1, row=1, width=3),
        checks.place("hours", col=4, row=1, width=9),
    ),
    good=steps(
        OPEN_FLIGHTS,
        call("dashboard_show", panels=[{**COUNT, "width": 3}, {**PANELS[2], "width": 9}]),
    ),
    wrong={
        "one below the other": steps(
            OPEN_FLIGHTS, call("dashboard_show", panels=[{**COUNT, "width": 12}, {**PANELS[2], "width": 9}])
        )
    },
    uses=uses("data_open", "dashboard_show"),
    budget=Budget(calls=5, tokens=2000),
    optimal=2,
)
OWN_NUMBERS = Task(
    name="building.own_numbers",
    prompt="Show me a bar chart titled Sales: Jan 12, Feb 15, Mar 9, Apr 20.",
    wordings=(
        "Plot sales as bars. Title: Sales. Values: January (Jan) 12, Feb 15, Mar 9, Apr 20.",
        "bar chart pls, call it Sales -> Jan=12 Feb=15 Mar=9 Apr=20",
        "I sold 12 in Jan, 15 in Feb, 9 in Mar and 20 in Apr. Draw that as columns under the heading Sales.",
    ),
    checks=(checks.page_count(1), checks.chart("bar", values={"Jan": 12, "Feb": 15, "Mar": 9, "Apr": 20})),
    good=steps(call("plotly_show", figure=SALES_FIGURE)),
    wrong={
        "a line": steps(
            call(
                "plotly_show",
                figure={"data": [{"type": "scatter", "x": ["Jan", "Feb", "Mar", "Apr"], "y": [12, 15, 9, 20]}]},
            )
        ),
        "a value is wrong": steps(
            call(
                "plotly_show",
                figure={"data": [{"type": "bar", "x": ["Jan", "Feb", "Mar", "Apr"], "y": [12, 15, 9, 2]}]},
            )
        ),
        "only described": steps(call("page_show", content="<h1>Sales</h1><p>Jan 12, Feb 15, Mar 9, Apr 20")),
    },
    uses=(frozenset({"plotly_show"}), frozenset({"dashboard_show"})),
    budget=Budget(calls=3, tokens=700),
    optimal=1,
)

BY_REFERENCE = Task(
    name="building.by_reference",
    prompt="Show the table of aeroplanes in planes.parquet.",
    wordings=("Open planes.parquet as a table that I can sort.", "let me browse planes.parquet"),
    toolsets=("core", "data"),
    checks=(
        checks.page_count(1),
        checks.grid(3322, columns=["tailnum", "year", "manufacturer", "model", "engines", "seats"]),
    ),
    good=steps(call("data_open", path="planes.parquet"), call("grid_show", data={"ref": "planes"}, title="Planes")),
    wrong={
        "only the first rows": steps(
            call("data_open", path="planes.parquet"),
            call("grid_show", data=[{"tailnum": "N10156", "year": 2004}], title="Planes"),
        )
    },
    uses=(frozenset({"data_open", "grid_show"}), frozenset({"data_open", "dashboard_show"})),
    budget=Budget(calls=4, tokens=1500),
    optimal=2,
)

RAIN = Task(
    name="building.join",
    prompt="Does rain delay flights? nyc.sqlite has the weather of each airport and day, flights.csv.gz the flights "
    "(origin, date, dep_delay). Show two bars, named dry and wet: the mean departure delay on days with at most half "
    "an inch of rain, and on days with more.",
    wordings=(
        (
            "Compare the average dep_delay of flights.csv.gz on wet days (more than 0.5 of rain in nyc.sqlite's "
            "weather table, same origin and date) and dry days, as a bar chart with the bars 'wet' and 'dry'."
        ),
    ),
    toolsets=("core", "data"),
    checks=(checks.page_count(1), checks.chart("bar", values=facts.delay_by_rain(0.5))),
    good=steps(
        OPEN_FLIGHTS,
        call("data_open", path="nyc.sqlite", table="weather"),
        call(
            "data_query",
            sql="SELECT CASE WHEN rain > 0.5 THEN 'wet' ELSE 'dry' END AS day, avg(dep_delay) AS delay FROM flights f "
            "JOIN weather w ON w.origin = f.origin AND w.date = CAST(f.date AS VARCHAR) GROUP BY 1",
            name="rain",
        ),
        call(
            "dashboard_show",
            panels=[{"kind": "chart", "id": "rain", "dataset": "rain", "chart": "bar", "x": "day", "y": "delay"}],
        ),
    ),
    wrong={
        "a bar for each airport too": steps(
            OPEN_FLIGHTS,
            call("data_open", path="nyc.sqlite", table="weather"),
            call(
                "data_query", sql="SELECT origin AS day, avg(dep_delay) AS delay FROM flights GROUP BY 1", name="rain"
            ),
            call(
                "dashboard_show",
                panels=[{"kind": "chart", "id": "rain", "dataset": "rain", "chart": "bar", "x": "day", "y": "delay"}],
            ),
        )
    },
    uses=uses("data_open", "data_query", "dashboard_show"),
    budget=Budget(calls=8, tokens=3500),
    optimal=4,
)

PENGUINS = Task(
    name="building.birds",
    prompt="From penguins.csv, show on one page how many penguins there are, how many species, and how many lived on "
    "each island as bars.",
    wordings=(
        (
            "penguins.csv: one dashboard with the number of birds, the number of distinct species, and a bar chart of "
            "birds per island"
        ),
    ),
    toolsets=("core", "data"),
    checks=(
        checks.page_count(1, "dashboard"),
        checks.metric(344),
        checks.metric(3),
        checks.chart("bar", values=facts.counts(facts.penguins(), "island")),
    ),
    good=steps(
        OPEN_PENGUINS,
        call(
            "dashboard_show",
            panels=[
                {"kind": "metric", "id": "birds", "dataset": "penguins", "agg": "count"},
                {"kind": "metric", "id": "species", "dataset": "penguins", "agg": "nunique", "column": "species"},
                {"kind": "chart", "id": "islands", "dataset": "penguins", "chart": "bar", "x": "island"},
            ],
        ),
    ),
    wrong={
        "counts species, not birds": steps(
            OPEN_PENGUINS,
            call(
                "dashboard_show",
                panels=[
                    {"kind": "metric", "id": "species", "dataset": "penguins", "agg": "nunique", "column": "species"},
                    {"kind": "chart", "id": "islands", "dataset": "penguins", "chart": "bar", "x": "island"},
                ],
            ),
        )
    },
    uses=uses("data_open", "dashboard_show"),
    budget=Budget(calls=5, tokens=2000),
    optimal=2,
)

TASKS = (BOARD, TABS, SIDEBAR, OWN_NUMBERS, BY_REFERENCE, RAIN, PENGUINS)

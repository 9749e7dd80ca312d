"""The right chart for what is in the data."""

from __future__ import annotations

from typing import Any

from evals.agents import checks, facts
from evals.agents.task import Budget, Script, Task, call, steps, uses
from evals.agents.tasks.starts import OPEN_FLIGHTS, OPEN_PENGUINS

ANNUAL = {row["Year"]: float(row["Annual"]) for row in facts.table("unemployment.csv")}
TOOLSETS = ("core", "data")
OPEN_AND_SHOW = uses("data_open", "dashboard_show")
BUDGET = Budget(calls=6, tokens=2500)


def penguins(**chart: Any) -> Script:
    """Look at the penguins, then draw one chart."""
    panel = {"kind": "chart", "id": "c", "dataset": "penguins", **chart}
    return steps(OPEN_PENGUINS, call("data_profile", data="penguins"), call("dashboard_show", panels=[panel]))


DISTRIBUTION = Task(
    name="charting.distribution",
    prompt="How heavy are the birds in penguins.csv? Show me how their body mass is distributed.",
    wordings=(
        "Draw the distribution of the body mass in penguins.csv.",
        "penguins.csv: what does the spread of body_mass_g look like? one chart",
        "I would like to see at a glance which weights are common and which are rare in penguins.csv.",
    ),
    checks=(checks.chart("histogram", "box", "violin", x=None),),
    good=penguins(chart="histogram", x="body_mass_g"),
    wrong={
        "a pie": penguins(chart="pie", x="species"),
        "the mean by species": penguins(chart="bar", x="species", y="body_mass_g", agg="mean"),
    },
    optimal=3,
    toolsets=TOOLSETS,
    uses=OPEN_AND_SHOW,
    budget=BUDGET,
)

RELATION = Task(
    name="charting.relation",
    prompt="Is there a relation between flipper length and body mass in penguins.csv? Tell the species apart.",
    wordings=(
        "Plot flipper length against body mass for every bird of penguins.csv, coloured by species.",
        "penguins.csv - do birds with long flippers weigh more? one dot a bird, colour = species",
    ),
    checks=(
        checks.chart(
            "scatter", x="flipper_length_mm", y="body_mass_g", series=("Adelie", "Chinstrap", "Gentoo"), points=344
        ),
    ),
    good=penguins(chart="scatter", x="flipper_length_mm", y="body_mass_g", color="species"),
    wrong={
        "species are not told apart": penguins(chart="scatter", x="flipper_length_mm", y="body_mass_g"),
        "another column": penguins(chart="scatter", x="bill_length_mm", y="body_mass_g", color="species"),
    },
    optimal=3,
    toolsets=TOOLSETS,
    uses=OPEN_AND_SHOW,
    budget=BUDGET,
)

TREND = Task(
    name="charting.trend",
    prompt="How did unemployment in the US develop? unemployment.csv has a row a year; take the column Annual.",
    wordings=("Plot Annual of unemployment.csv over the years.",),
    checks=(checks.chart("line", "area", "scatter", values=ANNUAL),),
    good=steps(
        call("data_open", path="unemployment.csv"),
        call(
            "dashboard_show",
            panels=[
                {"kind": "chart", "id": "rate", "dataset": "unemployment", "chart": "line", "x": "Year", "y": "Annual"}
            ],
        ),
    ),
    wrong={
        "January alone": steps(
            call("data_open", path="unemployment.csv"),
            call(
                "dashboard_show",
                panels=[
                    {"kind": "chart", "id": "r", "dataset": "unemployment", "chart": "line", "x": "Year", "y": "Jan"}
                ],
            ),
        ),
        "bars of how many rows": steps(
            call("data_open", path="unemployment.csv"),
            call(
                "dashboard_show",
                panels=[{"kind": "chart", "id": "rate", "dataset": "unemployment", "chart": "bar", "x": "Year"}],
            ),
        ),
    },
    optimal=2,
    toolsets=TOOLSETS,
    uses=OPEN_AND_SHOW,
    budget=BUDGET,
)

SEASONS = Task(
    name="charting.wide_to_long",
    prompt="unemployment.csv has a column a month. Draw the mean rate of each month over all years as bars, from "
    "Jan to Dec.",
    toolsets=("core", "data"),
    checks=(
        checks.chart(
            "bar",
            values={
                month: sum(facts.numbers(facts.table("unemployment.csv"), month)) / len(facts.table("unemployment.csv"))
                for month in ("Jan", "Apr", "Jul", "Oct", "Dec")
            },
            only=False,
            points=12,
        ),
    ),
    good=steps(
        call("data_open", path="unemployment.csv"),
        call(
            "data_query",
            sql="SELECT month, avg(rate) AS rate FROM (UNPIVOT (SELECT * EXCLUDE Annual FROM unemployment) ON "
            "* EXCLUDE Year "
            "INTO NAME month VALUE rate) GROUP BY month",
            name="months",
        ),
        call(
            "dashboard_show",
            panels=[{"kind": "chart", "id": "m", "dataset": "months", "chart": "bar", "x": "month", "y": "rate"}],
        ),
    ),
    wrong={
        "only January": steps(
            call("data_open", path="unemployment.csv"),
            call("data_query", sql="SELECT 'Jan' AS month, avg(Jan) AS rate FROM unemployment", name="months"),
            call(
                "dashboard_show",
                panels=[{"kind": "chart", "id": "m", "dataset": "months", "chart": "bar", "x": "month", "y": "rate"}],
            ),
        )
    },
    uses=uses("data_open", "data_query", "dashboard_show"),
    budget=Budget(calls=7, tokens=3000),
    optimal=3,
)

TOP = Task(
    name="charting.top",
    prompt="Which ten destinations do most flights of flights.csv.gz go to? Bars, the busiest first.",
    wordings=(
        "Bar chart of the 10 most frequent dest in flights.csv.gz, descending.",
        "top 10 destinations in flights.csv.gz by number of flights, as bars, biggest on the left",
    ),
    checks=(
        checks.chart(
            "bar",
            values=dict(sorted(facts.counts(facts.flights(), "dest").items(), key=lambda pair: -pair[1])[:10]),
        ),
    ),
    good=steps(
        OPEN_FLIGHTS,
        call(
            "dashboard_show",
            panels=[
                {
                    "kind": "chart",
                    "id": "d",
                    "dataset": "flights",
                    "chart": "bar",
                    "x": "dest",
                    "sort": "-y",
                    "limit": 10,
                }
            ],
        ),
    ),
    wrong={
        "all of them": steps(
            OPEN_FLIGHTS,
            call(
                "dashboard_show",
                panels=[{"kind": "chart", "id": "d", "dataset": "flights", "chart": "bar", "x": "dest"}],
            ),
        ),
        "the first ten of the alphabet": steps(
            OPEN_FLIGHTS,
            call(
                "dashboard_show",
                panels=[
                    {
                        "kind": "chart",
                        "id": "d",
                        "dataset": "flights",
                        "chart": "bar",
                        "x": "dest",
                        "sort": "x",
                        "limit": 10,
                    }
                ],
            ),
        ),
    },
    optimal=2,
    toolsets=TOOLSETS,
    uses=OPEN_AND_SHOW,
    budget=BUDGET,
)

TASKS = (DISTRIBUTION, RELATION, TREND, SEASONS, TOP)

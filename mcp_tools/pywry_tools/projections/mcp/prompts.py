"""Ways of working that a person can ask for by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from fastmcp.prompts import Prompt

from pywry_tools.catalog import AnyTool
from pywry_tools.projections.instructions import mentioned

DASHBOARD = """
Build a dashboard that answers this: {goal}

The data: {data}

1. Learn the columns first: their types, ranges and gaps. Do not guess names.
2. Choose two to four numbers that matter (metric panels), one or two charts that explain them, and a grid for the rows.
   Order panels as a person reads: numbers, charts, rows.
3. Show everything in one dashboard_show: give each table once, as a dataset; panels name it with `dataset`. Let links
   filter: `{{"source": "bars"}}` narrows every other panel of the same dataset to what a person picks.
4. Look at what you built: page_screenshot, then page_describe for errors. Mend empty panels, wrong columns, axes that
   nobody can read, numbers without a unit.
5. Tell the person the url, what can be clicked, and one thing that the data say.
"""

CHART = """
Choose a chart for this question: {question}

The columns: {columns}

| the question | the chart |
|---|---|
| how much in each category | bar, sorted by value; horizontal with long names; the top 20 of many |
| how it changes over time | line; area for a total; never bars of many days |
| how two numbers relate | scatter; colour for a third, categorical one; of many thousand points scattergl |
| how a number is spread | histogram; box or violin to compare groups |
| shares of a whole | stacked bars; a pie only of up to five parts |
| where | choropleth by country or state; scattergeo for points |
| one number | a metric with its change, not a chart |

Say which one you chose and why, in a sentence. Then draw it: over a dashboard's dataset as a chart panel
(`chart`, `x`, `y`, `agg`, `color`, `sort`, `limit`), alone with plotly_show. Name the axes with units, and look at the
result with page_screenshot.
"""

PROFILE = """
Tell me what is in this data: {data}

Say for every column: its type, how many values are missing, its range or its most frequent values, and what it seems
to mean. Name what looks wrong: duplicate rows, impossible dates, numbers kept as text, one value almost everywhere.
Show the rows with grid_show, and the one distribution that surprises most with plotly_show. Look at both with
page_screenshot. End with three questions that this data can answer.
"""


FILES = """
Where the data are a file: data_open it, and data_profile it before anything else; data_query groups, joins and narrows
it. Show what comes of that by {"ref": name}, in place of rows.
"""


def dashboard_recipe(goal: str, data: str) -> str:
    """Plan, build and check a dashboard.

    Args:
        goal: What the person wants to find out.
        data: Where the data are, or the rows themselves.
    """
    return DASHBOARD.format(goal=goal, data=data)


def chart_chooser(question: str, columns: str = "look first") -> str:
    """Choose the right chart for a question, and draw it.

    Args:
        question: What the chart should answer.
        columns: The columns and what they hold.
    """
    return CHART.format(question=question, columns=columns)


def data_profile(data: str) -> str:
    """Learn what is in a table, and what is wrong with it.

    Args:
        data: Where the data are, or the rows themselves.
    """
    return PROFILE.format(data=data)


RECIPES: tuple[tuple[Callable[..., str], str, str], ...] = (
    (dashboard_recipe, "Dashboard recipe", DASHBOARD),
    (chart_chooser, "Chart chooser", CHART),
    (data_profile, "Data profile", PROFILE),
)


def prompts(tools: Sequence[AnyTool]) -> list[Prompt]:
    """The prompts whose tools are all offered; with the tools for files, they say how to use these."""
    names = {tool.name for tool in tools}
    made = [(_with_files(make) if mentioned(FILES) <= names else make, title, text) for make, title, text in RECIPES]
    return [Prompt.from_function(make, title=title) for make, title, text in made if mentioned(text) <= names]


def _with_files(make: Callable[..., str]) -> Callable[..., str]:
    """A prompt that ends with how to work with files."""

    @wraps(make)
    def both(**given: str) -> str:
        return make(**given) + FILES

    return both

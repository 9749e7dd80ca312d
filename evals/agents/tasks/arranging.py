"""Layout, tabs, links and inputs of a dashboard."""

from __future__ import annotations

from evals.agents import checks, facts
from evals.agents.task import Budget, Task, call, steps, uses
from evals.agents.tasks.starts import HOURS, IDS, TABLE, board, others

BUDGET = Budget(calls=4, tokens=1800)
UPDATE = uses("dashboard_update")
FROM_LGA = facts.where(facts.flights(), origin="LGA")

WIDE = Task(
    name="arranging.wide",
    prompt="On the dashboard flights, put the chart hours on top, over the whole width.",
    wordings=(
        "flights page: panel hours should be first and 12 columns wide",
        "I'd like 'Flights by hour' to span the full width at the very top of the flights dashboard.",
    ),
    start=board(),
    checks=(
        checks.place("hours", col=1, row=1, width=12),
        checks.panels("flights", *IDS),
        checks.untouched("flights", *IDS),
    ),
    good=steps(
        call("dashboard_update", widget="flights", layout=[{"panel": "hours", "col": 1, "row": 1, "width": 12}])
    ),
    wrong={
        "only wide": steps(
            call(
                "dashboard_update",
                widget="flights",
                layout=[{"panel": "count"}, {"panel": "late"}, {"panel": "hours", "width": 12}],
            )
        ),
        "the others are gone": steps(
            call("dashboard_show", panels=[{**HOURS, "width": 12}], label="flights", title="Flights from New York")
        ),
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=1,
)

INTO_TABS = Task(
    name="arranging.into_tabs",
    prompt="On the page flights, put the chart airlines into a tab 'Airlines' and the table into a tab 'Rows'.",
    start=board(),
    checks=(
        checks.tabs("Airlines", "Rows"),
        checks.place("airlines", tab="Airlines"),
        checks.place("table", tab="Rows"),
        checks.untouched("flights", *IDS),
    ),
    good=steps(
        call(
            "dashboard_update",
            widget="flights",
            layout=[{"panel": "airlines", "tab": "Airlines"}, {"panel": "table", "tab": "Rows"}],
        )
    ),
    wrong={
        "both in one": steps(
            call(
                "dashboard_update",
                widget="flights",
                layout=[{"panel": "airlines", "tab": "Rows"}, {"panel": "table", "tab": "Rows"}],
            )
        )
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=1,
)

SHOW_TAB = Task(
    name="arranging.show_tab",
    prompt="Show everyone the tab Rows of the page flights.",
    toolsets=("core", "dashboard"),
    start=board(panels=[{**HOURS, "tab": "Hours"}, {**TABLE, "tab": "Rows"}]),
    checks=(checks.tabs("Hours", "Rows", shown="Rows"), checks.panels("flights", "hours", "table")),
    good=steps(call("dashboard_select_tab", widget="flights", tab="Rows")),
    wrong={"the other one": steps(call("dashboard_select_tab", widget="flights", tab="Hours"))},
    uses=(frozenset({"dashboard_select_tab"}), frozenset({"dashboard_update"})),
    budget=Budget(calls=3, tokens=800),
    optimal=1,
)

LINK = Task(
    name="arranging.link",
    prompt="When somebody picks a bar in the chart airlines of the page flights, only the table should show that "
    "carrier's flights.",
    wordings=(
        (
            "Link airlines to the table on the flights dashboard: picking a carrier filters the rows; the "
            "other panels must not react."
        ),
        "flights dashboard: click in airlines -> filters table (by carrier), nothing else",
        "Make the chart 'airlines' a filter for the table, and for nothing but the table (page flights).",
    ),
    toolsets=("core", "dashboard"),
    start=board(),
    checks=(checks.links(1), checks.link("airlines", targets=("table",)), checks.untouched("flights", *IDS)),
    good=steps(
        call(
            "dashboard_update",
            widget="flights",
            links=[{"source": "airlines", "column": "carrier", "targets": ["table"]}],
        )
    ),
    wrong={
        "every panel reacts": steps(call("dashboard_update", widget="flights", links=[{"source": "airlines"}])),
        "the wrong way round": steps(
            call("dashboard_update", widget="flights", links=[{"source": "table", "targets": ["airlines"]}])
        ),
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=1,
)

UNLINK = Task(
    name="arranging.unlink",
    prompt="On the dashboard flights, picking hours should not filter anything any more; keep the link of airlines.",
    toolsets=("core", "dashboard"),
    start=board(links=[{"source": "hours"}, {"source": "airlines", "column": "carrier", "targets": ["table"]}]),
    checks=(
        checks.links(1),
        checks.link("airlines", column="carrier", targets=("table",)),
        checks.untouched("flights", *IDS),
    ),
    good=steps(
        call("dashboard_describe", widget="flights"),
        call(
            "dashboard_update",
            widget="flights",
            links=[{"source": "airlines", "column": "carrier", "targets": ["table"]}],
        ),
    ),
    wrong={
        "no links at all": steps(call("dashboard_update", widget="flights", links=[])),
        "the other link is another one now": steps(
            call("dashboard_update", widget="flights", links=[{"source": "airlines"}])
        ),
    },
    uses=UPDATE,
    budget=Budget(calls=4, tokens=2000),
    optimal=2,
)

INPUT = Task(
    name="arranging.input",
    prompt="Give the dashboard flights a dropdown 'origin' with which one can choose the airport of departure "
    "for all its panels, and choose LGA.",
    wordings=(
        (
            "Add a select for the column origin to the flights page, with the id origin, that filters "
            "everything; preselect LGA."
        ),
        "flights dashboard needs a filter dropdown (id: origin) on origin, set to LGA at first",
    ),
    start=board(),
    checks=(
        checks.panels("flights", *IDS, "origin"),
        checks.link("origin", targets=others()),
        checks.metric(len(FROM_LGA)),
        checks.chart("bar", panel="hours", values=facts.counts(FROM_LGA, "hour"), only=False),
    ),
    good=steps(
        call(
            "dashboard_update",
            widget="flights",
            panels=[
                {
                    "kind": "input",
                    "id": "origin",
                    "input": "select",
                    "dataset": "flights",
                    "column": "origin",
                    "value": "LGA",
                }
            ],
            links=[{"source": "origin"}],
        )
    ),
    wrong={
        "it filters nothing": steps(
            call(
                "dashboard_update",
                widget="flights",
                panels=[{"kind": "input", "id": "origin", "input": "select", "dataset": "flights", "column": "origin"}],
            )
        ),
        "another airport": steps(
            call(
                "dashboard_update",
                widget="flights",
                panels=[
                    {
                        "kind": "input",
                        "id": "origin",
                        "input": "select",
                        "dataset": "flights",
                        "column": "origin",
                        "value": "JFK",
                    }
                ],
                links=[{"source": "origin"}],
            )
        ),
    },
    uses=UPDATE,
    budget=BUDGET,
    optimal=1,
)

TASKS = (WIDE, INTO_TABS, SHOW_TAB, LINK, UNLINK, INPUT)

"""Tables: read page by page, filter, sort, correct, take away."""

from __future__ import annotations

from typing import Any

from evals.agents import checks, facts
from evals.agents.task import Agent, Answer, Budget, Script, Task, call, steps, uses
from evals.agents.tasks.starts import OPEN_PENGUINS, STOCK, STOCK_PAGE

PENGUINS_PAGE = (OPEN_PENGUINS, call("grid_show", data={"ref": "penguins"}, title="Penguins", label="birds"))
HEAVY = [row for row in facts.penguins() if row["body_mass_g"] and float(row["body_mass_g"]) >= 6000]
FEMALES = facts.where(facts.penguins(), sex="FEMALE")
SMALL = Budget(calls=4, tokens=1200)


async def pages(agent: Agent, widget: str, **ask: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every row of a table by its id, page by page."""
    found: list[tuple[str, dict[str, Any]]] = []
    cursor: int | None = 0
    while cursor is not None:
        answer: Answer = await agent.call("grid_read", widget=widget, cursor=cursor, limit=120, **ask)
        found += zip(answer.data["row_ids"], answer.data["records"], strict=True)
        cursor = answer.data.get("next_cursor")
    return found


async def remove_heavy(agent: Agent) -> None:
    """Reads all pages, and takes away what is heavy."""
    rows = await pages(agent, "birds", columns=["body_mass_g"])
    heavy = [name for name, row in rows if (row["body_mass_g"] or 0) >= 6000]
    await agent.call("grid_update", widget="birds", remove=heavy)


async def remove_first_page(agent: Agent) -> None:
    """Reads one page, and believes that this is all."""
    answer = await agent.call("grid_read", widget="birds", columns=["body_mass_g"], limit=120)
    rows = zip(answer.data["row_ids"], answer.data["records"], strict=True)
    heavy = [name for name, row in rows if (row["body_mass_g"] or 0) >= 4600]
    await agent.call("grid_update", widget="birds", remove=heavy)


async def count_females(agent: Agent) -> None:
    """Counts over all pages."""
    rows = await pages(agent, "birds", columns=["sex"])
    agent.finish(value=len([row for _, row in rows if row["sex"] == "FEMALE"]))


async def count_page(agent: Agent) -> None:
    """Counts on the first page."""
    answer = await agent.call("grid_read", widget="birds", columns=["sex"])
    agent.finish(value=len([row for row in answer.data["records"] if row["sex"] == "FEMALE"]))


def answer(value: float | str) -> Script:
    """Says a value without looking."""

    async def run(agent: Agent) -> None:
        agent.finish(value=value)

    return run


PAGING = Task(
    name="tables.paging",
    prompt="In the table birds, take away every penguin that weighs 6,000 g or more.",
    wordings=(
        "Remove all rows with body_mass_g >= 6000 from the page birds.",
        "birds table: delete the penguins of six kilos and above",
        "The very heavy penguins (6 kg or more) look like typing errors to me; please drop them from the table birds.",
    ),
    start=PENGUINS_PAGE,
    checks=(checks.pages("birds"), checks.grid(344 - len(HEAVY), panel="birds")),
    good=remove_heavy,
    wrong={"it reads the first page alone": remove_first_page, "it does nothing": answer(0)},
    uses=uses("grid_read", "grid_update"),
    budget=Budget(calls=9, tokens=6000),
    optimal=4,
)

COUNTING = Task(
    name="tables.counting",
    prompt="How many penguins in the table birds are female (sex is FEMALE)? Answer with the number.",
    wordings=("Count the rows with sex = FEMALE in the page birds.",),
    start=PENGUINS_PAGE,
    checks=(checks.answered(len(FEMALES)), checks.untouched("birds")),
    good=count_females,
    wrong={"it counts one page": count_page, "it guesses": answer(172)},
    uses=uses("grid_read"),
    budget=Budget(calls=9, tokens=6000),
    optimal=3,
)

ASKING = Task(
    name="tables.asking",
    prompt="What is the mean body mass, in grams, of the Gentoo penguins in penguins.csv? Answer with the number.",
    wordings=("penguins.csv: average body_mass_g where species is Gentoo? Just the number.",),
    toolsets=("core", "data"),
    checks=(checks.answered(facts.means(facts.penguins(), "species", "body_mass_g")["Gentoo"], tolerance=1e-3),),
    good=lambda agent: mean_of_gentoo(agent),
    wrong={"all species": answer(4201.75)},
    uses=uses("data_open", "data_query"),
    budget=Budget(calls=5, tokens=1500),
    optimal=2,
)


async def mean_of_gentoo(agent: Agent) -> None:
    """Asks with SQL."""
    await agent.call("data_open", path="penguins.csv")
    found = await agent.call("data_query", sql="SELECT avg(body_mass_g) AS mass FROM penguins WHERE species = 'Gentoo'")
    agent.finish(value=found.data["records"][0]["mass"])


FILTER = Task(
    name="tables.filter",
    prompt="Filter the table birds, for everybody, so that only the species Gentoo is shown. No row may be removed.",
    wordings=(
        "birds: set a filter, species = Gentoo",
        "Show only Gentoo in the table birds (a filter, do not delete).",
    ),
    toolsets=("core", "grid"),
    start=PENGUINS_PAGE,
    checks=(
        checks.grid(344, panel="birds"),
        checks.seen("birds", filter={"model": {"species": {"type": "equals", "filter": "Gentoo"}}}),
    ),
    good=steps(
        call(
            "grid_set_filter",
            widget="birds",
            model={"species": {"filterType": "text", "type": "equals", "filter": "Gentoo"}},
        )
    ),
    wrong={
        "another species": steps(
            call(
                "grid_set_filter",
                widget="birds",
                model={"species": {"filterType": "text", "type": "equals", "filter": "Adelie"}},
            )
        ),
        "the others are taken away": steps(call("grid_update", widget="birds", data=[{"species": "Gentoo"}])),
    },
    uses=uses("grid_set_filter"),
    budget=SMALL,
    optimal=1,
)

SORT = Task(
    name="tables.sort",
    prompt="Sort the table birds by body mass, the heaviest first.",
    wordings=("birds by body_mass_g descending please",),
    toolsets=("core", "grid"),
    start=PENGUINS_PAGE,
    checks=(checks.grid(344, panel="birds"), checks.seen("birds", sort=[{"colId": "body_mass_g", "sort": "desc"}])),
    good=steps(call("grid_set_sort", widget="birds", model=[{"colId": "body_mass_g", "sort": "desc"}])),
    wrong={
        "the lightest first": steps(
            call("grid_set_sort", widget="birds", model=[{"colId": "body_mass_g", "sort": "asc"}])
        )
    },
    uses=uses("grid_set_sort"),
    budget=SMALL,
    optimal=1,
)

CORRECT = Task(
    name="tables.correct",
    prompt="In the table stock, the hinges (B-200) have been counted again: there are 60. Correct that.",
    wordings=("stock: count of item B-200 is 60", "We found 60 hinges. Please update the stock table."),
    start=(STOCK_PAGE,),
    checks=(
        checks.grid(6, panel="stock"),
        checks.records(
            panel="stock",
            holds=[{**STOCK[3], "count": 60}, *(row for row in STOCK if row["item"] != "B-200")],
        ),
    ),
    good=steps(call("grid_update", widget="stock", cells=[{"row_id": "B-200", "col_id": "count", "value": 60}])),
    wrong={
        "the price": steps(
            call("grid_update", widget="stock", cells=[{"row_id": "B-200", "col_id": "price", "value": 60}])
        ),
        "all other rows are lost": steps(call("grid_update", widget="stock", data=[{**STOCK[3], "count": 60}])),
    },
    uses=(frozenset({"grid_update"}), frozenset({"grid_update", "grid_read"})),
    budget=SMALL,
    optimal=1,
)

APPEND = Task(
    name="tables.append",
    prompt="A new article for the table stock: D-100, Screw M4, 5000 pieces at 0.05. Add it at the end.",
    wordings=("append to stock: item D-100, name Screw M4, count 5000, price 0.05",),
    start=(STOCK_PAGE,),
    checks=(
        checks.grid(7, panel="stock"),
        checks.records(
            panel="stock", holds=[*STOCK, {"item": "D-100", "name": "Screw M4", "count": 5000, "price": 0.05}]
        ),
    ),
    good=steps(
        call(
            "grid_update",
            widget="stock",
            data=[{"item": "D-100", "name": "Screw M4", "count": 5000, "price": 0.05}],
            strategy="append",
        )
    ),
    wrong={
        "in place of all others": steps(
            call(
                "grid_update",
                widget="stock",
                data=[{"item": "D-100", "name": "Screw M4", "count": 5000, "price": 0.05}],
            )
        )
    },
    uses=uses("grid_update"),
    budget=SMALL,
    optimal=1,
)

SOLD_OUT = Task(
    name="tables.sold_out",
    prompt="Take away what is sold out (count 0) from the table stock.",
    start=(STOCK_PAGE,),
    checks=(
        checks.grid(4, panel="stock"),
        checks.records(panel="stock", holds=[row for row in STOCK if row["count"]]),
    ),
    good=steps(
        call("grid_read", widget="stock", columns=["count"]),
        call("grid_update", widget="stock", remove=["B-200", "C-200"]),
    ),
    wrong={"one is left": steps(call("grid_update", widget="stock", remove=["B-200"]))},
    uses=(frozenset({"grid_read", "grid_update"}),),
    budget=SMALL,
    optimal=2,
)

TASKS = (PAGING, COUNTING, ASKING, FILTER, SORT, CORRECT, APPEND, SOLD_OUT)

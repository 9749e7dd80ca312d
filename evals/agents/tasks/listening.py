"""What a person does in a page, and what follows from it."""

from __future__ import annotations

from evals.agents import checks, facts
from evals.agents.person import Person
from evals.agents.task import Agent, Budget, Task, call, steps, uses
from evals.agents.tasks.starts import AIRLINES, STOCK, STOCK_PAGE, board

DRAFT = (
    '<h1>Offer</h1><p id="status">Draft</p><button onclick="pywry.emit(\'app:approve\', {sum: 4200})">Approve</button>'
)
OF_UA = facts.where(facts.flights(), carrier="UA")


async def picks_ua(person: Person) -> None:
    """Clicks on the bar of United."""
    point = {"x": "UA", "y": 1, "curveNumber": 0, "pointNumber": 0}
    await person.emit("flights", "plotly:click", {"chartId": "airlines", "points": [point]})


async def show_clicked(agent: Agent) -> None:
    """Waits for a click, and shows what was meant."""
    heard = await agent.call("page_wait_for", widget="flights", events=["plotly:click"], timeout_s=5)
    carrier = heard.data["events"][0]["data"]["points"][0]["x"]
    await agent.call("data_query", sql=f"SELECT * FROM flights WHERE carrier = '{carrier}'", name="picked", limit=1)
    await agent.call("grid_show", data={"ref": "picked"}, title=f"Flights of {carrier}")


CLICK = Task(
    name="listening.click",
    prompt="I will click on a carrier in the chart airlines of the page flights. Wait for it, then show me a "
    "table with that carrier's flights.",
    wordings=(
        "Wait until I pick a bar of airlines (page flights); then open a table of the flights of that carrier.",
        "i'm about to click a bar in the flights dashboard (airlines). show its flights as a table afterwards",
    ),
    toolsets=("core", "data"),
    start=board(panels=[AIRLINES]),
    watches=("flights",),
    person=picks_ua,
    checks=(checks.grid(len(OF_UA)), checks.page_count(2)),
    good=show_clicked,
    wrong={
        "it does not wait, and guesses": steps(
            call("data_query", sql="SELECT * FROM flights WHERE carrier = 'AA'", name="picked", limit=1),
            call("grid_show", data={"ref": "picked"}),
        ),
        "it only waits": steps(call("page_wait_for", widget="flights", events=["plotly:click"], timeout_s=5)),
    },
    uses=uses("page_wait_for", "data_query", "grid_show"),
    budget=Budget(calls=6, tokens=2500),
    optimal=3,
)


async def approves(person: Person) -> None:
    """Presses the button."""
    await person.emit("offer", "app:approve", {"sum": 4200})


async def answer_sum(agent: Agent) -> None:
    """Waits for the approval, and says its sum."""
    heard = await agent.call("page_wait_for", widget="offer", events=["app:approve"], timeout_s=5)
    agent.finish(value=heard.data["events"][0]["data"]["sum"])


async def answer_at_once(agent: Agent) -> None:
    """Invents a sum."""
    agent.finish(value=1000)


APPROVE = Task(
    name="listening.approve",
    prompt="I will press Approve on the page offer; its event is app:approve. Wait for it and answer with the "
    "sum that it carries.",
    start=(call("page_show", content=DRAFT, title="Offer", label="offer"),),
    watches=("offer",),
    person=approves,
    checks=(checks.answered(4200), checks.pages("offer")),
    good=answer_sum,
    wrong={"it does not wait": answer_at_once},
    uses=uses("page_wait_for"),
    budget=Budget(calls=4, tokens=900),
    optimal=1,
)


async def selects(person: Person) -> None:
    """Selects the two that are sold out."""
    rows = [row for row in STOCK if not row["count"]]
    data = {"gridId": "grid", "rows": rows, "rowIds": [row["item"] for row in rows]}
    await person.emit("stock", "grid:row-selected", data)


async def remove_selected(agent: Agent) -> None:
    """Waits for a selection, and takes those rows away."""
    await agent.call("page_wait_for", widget="stock", events=["grid:row-selected"], timeout_s=5)
    read = await agent.call("grid_read", widget="stock", only="selected")
    await agent.call("grid_update", widget="stock", remove=read.data["row_ids"])


SELECT = Task(
    name="listening.selection",
    prompt="Wait until I have selected rows in the table stock, then take those rows away.",
    wordings=("I'll select some rows of the page stock in a moment; remove them then.",),
    start=(STOCK_PAGE,),
    watches=("stock",),
    person=selects,
    checks=(
        checks.grid(4, panel="stock"),
        checks.records(panel="stock", holds=[row for row in STOCK if row["count"]]),
    ),
    good=remove_selected,
    wrong={
        "it does not wait": steps(call("grid_update", widget="stock", remove=["A-100", "A-200"])),
        "it takes all away": steps(
            call("page_wait_for", widget="stock", events=["grid:row-selected"], timeout_s=5),
            call("grid_update", widget="stock", data=[]),
        ),
    },
    uses=(
        frozenset({"page_wait_for", "grid_read", "grid_update"}),
        frozenset({"page_wait_for", "grid_update"}),
    ),
    budget=Budget(calls=6, tokens=1800),
    optimal=3,
)


async def edits(person: Person) -> None:
    """Corrects a count by hand."""
    data = {"gridId": "grid", "rowId": "B-100", "colId": "count", "oldValue": 45, "newValue": 50}
    await person.emit("stock", "grid:cell-edit", data | {"rowIndex": 2, "row": STOCK[2]})


async def sum_up(agent: Agent) -> None:
    """Waits for an edit, and adds up what is there then."""
    await agent.call("page_wait_for", widget="stock", events=["grid:cell-edit"], timeout_s=5)
    read = await agent.call("grid_read", widget="stock", columns=["count"])
    total = sum(record["count"] for record in read.data["records"])
    panels = [{"kind": "metric", "id": "total", "title": "Pieces", "value": total}]
    await agent.call("dashboard_show", panels=panels, title="Total")


async def sum_up_early(agent: Agent) -> None:
    """Adds up what is there before."""
    read = await agent.call("grid_read", widget="stock", columns=["count"])
    total = sum(record["count"] for record in read.data["records"])
    await agent.call("dashboard_show", panels=[{"kind": "metric", "id": "total", "value": total}])


EDIT = Task(
    name="listening.edit",
    prompt="I am going to correct one count in the table stock. After that, show the sum of all counts as a "
    "number on a dashboard of its own.",
    start=(
        call(
            "grid_show",
            data=STOCK,
            title="Stock",
            label="stock",
            row_id="item",
            column_defs=[{"field": "count", "editable": True}],
        ),
    ),
    watches=("stock",),
    person=edits,
    checks=(checks.metric(sum(int(str(row["count"])) for row in STOCK) + 5), checks.page_count(2)),
    good=sum_up,
    wrong={"it does not wait": sum_up_early},
    uses=uses("page_wait_for", "grid_read", "dashboard_show"),
    budget=Budget(calls=6, tokens=1800),
    optimal=3,
)

TASKS = (CLICK, APPROVE, SELECT, EDIT)

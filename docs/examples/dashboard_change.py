from pywry import PyWry
from pywry.data.sample import flights

app = PyWry()
board = app.show_dashboard(
    [
        {"kind": "markdown", "id": "about", "text": "**One table, two views.** Newark alone."},
        {"kind": "chart", "id": "hours", "dataset": "flights", "chart": "bar", "x": "hour"},
        {"kind": "chart", "id": "delays", "dataset": "flights", "chart": "box", "x": "origin", "y": "arr_delay"},
    ],
    datasets={"flights": flights()},
)

# region: change
board.change(
    panels=[{"kind": "chart", "id": "days", "dataset": "flights", "chart": "line", "x": "date", "width": 12}],
    remove=["delays"],
    layout=[{"panel": "days"}, {"panel": "hours", "width": 12}],
)
# endregion

# region: look
facts = board.describe_board()
print(facts.datasets["flights"]["rows"], [item["panel"] for item in facts.layout["items"]])
# endregion

app.block()

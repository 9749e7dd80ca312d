"""Sales at a glance.

Numbers above tabs: what was sold where, of what, and every order, narrowed by two selects.
"""

from __future__ import annotations

from typing import Any

from bokeh_sampledata.sample_superstore import data

from pywry import DashboardHandle, PyWry


def choice(panel: str, column: str) -> dict[str, Any]:
    """A select."""
    return {"kind": "input", "id": panel, "title": column, "input": "select", "dataset": "orders", "column": column}


def metric(panel: str, title: str, column: str, agg: str, **more: Any) -> dict[str, Any]:
    """A number that matters."""
    number = {"kind": "metric", "id": panel, "title": title, "dataset": "orders", "column": column, "agg": agg}
    return number | {"width": 2, "format": "$,.3~s"} | more


def bars(panel: str, title: str, tab: str, **more: Any) -> dict[str, Any]:
    """A chart in a tab."""
    chart = {"kind": "chart", "id": panel, "title": title, "tab": tab, "dataset": "orders", "chart": "bar"}
    return chart | {"agg": "sum", "sort": "-y", "width": 6, "height": 9} | more


def show(app: PyWry) -> DashboardHandle:
    """Show the page."""
    place = {"width": 2}
    money = {"format": "$,.2f", "width": 110}
    columns = ["City", "State", "Segment", "Sub-Category", "Quantity", "Sales", "Profit"]
    panels: list[dict[str, Any]] = [
        choice("region", "Region") | place,
        choice("segment", "Segment") | place,
        metric("sales", "Sales", "Sales", "sum"),
        metric("profit", "Profit", "Profit", "sum"),
        metric("pieces", "Pieces", "Quantity", "sum", format=",.3~s"),
        metric("discount", "Mean discount", "Discount", "mean", format=".1%"),
        bars("states", "Sales by state, $", "Where", x="State", y="Sales", limit=15, width=8),
        bars("regions", "Profit by region, $", "Where", x="Region", y="Profit", width=4),
        bars("goods", "Sales by goods, $", "What", x="Sub-Category", y="Sales", color="Category", width=7),
        bars("profits", "Profit by goods, $", "What", x="Sub-Category", y="Profit", width=5),
        {"kind": "grid", "id": "orders", "tab": "Orders", "dataset": "orders", "height": 9, "width": 12}
        | {"columns": columns, "column_defs": [{"field": "Sales", **money}, {"field": "Profit", **money}]},
    ]
    links = [{"source": "region"}, {"source": "segment"}]
    links += [{"source": "states", "column": "State"}, {"source": "goods", "column": "Sub-Category"}]
    return app.show_dashboard(panels, title="Sales", datasets={"orders": data}, links=links)


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()

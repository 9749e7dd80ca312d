"""A plan to edit.

Type next year's growth into the table: totals, the chart and the numbers above follow.
"""

from __future__ import annotations

from typing import Any

from bokeh_sampledata.sample_superstore import data

from pywry import ColDef, DashboardHandle, PyWry

MONEY = "$,.0f"


def lines() -> list[dict[str, Any]]:
    """A row for each kind of goods, with what it sold."""
    sold = data.groupby(["Category", "Sub-Category"], as_index=False)["Sales"].sum()
    names = {"Category": "category", "Sub-Category": "goods", "Sales": "sold"}
    rows = sold.rename(columns=names).assign(growth=0.05).to_dict("records")
    return [row | {"planned": 1.05 * row["sold"]} for row in rows]


def totals(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The numbers above the table, and the chart beside it, as panels."""
    sold, planned = (sum(row[name] for row in rows) for name in ("sold", "planned"))
    metric = {"kind": "metric", "width": 4, "height": 3, "format": MONEY}
    bar = {"type": "bar", "orientation": "h", "y": [row["goods"] for row in rows]}
    bars = [bar | {"name": name, "x": [row[name] for row in rows]} for name in ("sold", "planned")]
    legend = {"orientation": "h", "y": 1.01, "yanchor": "bottom", "traceorder": "normal"}
    axes = {"xaxis": {"tickprefix": "$"}, "yaxis": {"autorange": "reversed", "automargin": True, "dtick": 1}}
    return [
        metric | {"id": "sold", "title": "Sold", "value": sold, "hint": "this year"},
        metric
        | {"id": "planned", "title": "Planned", "value": planned, "delta": planned - sold, "delta_format": "+$,.0f"},
        metric
        | {"id": "growth", "title": "Growth", "value": planned / sold - 1, "format": "+.1%"}
        | {"hint": "double-click a growth in the table"},
        {"kind": "chart", "id": "chart", "title": "By goods", "width": 5, "height": 14, "col": 8, "row": 4}
        | {"figure": {"data": bars, "layout": axes | {"legend": legend}}},
    ]


def show(app: PyWry) -> DashboardHandle:
    """Show the plan."""
    rows = lines()
    columns = [
        ColDef(field="goods", pinned="left"),
        ColDef(field="sold", format=MONEY),
        ColDef(field="growth", format="+.1%", editable=True),
        ColDef(field="planned", format=MONEY),
    ]
    grid = {"kind": "grid", "id": "plan", "title": "Plan", "data": rows, "row_id": "goods", "column_defs": columns}
    place = {"width": 7, "height": 14, "col": 1, "row": 4}
    board = app.show_dashboard([*totals(rows), grid | place], title="Next year's plan")

    @board.grid("plan").on("grid:cell-edit")
    def edited(data: dict[str, Any]) -> None:
        growth = data["newValue"]
        if growth is None or not -1 <= growth <= 10:
            raise ValueError("Growth has to be between -1 (nothing is sold) and 10; 0.05 is 5 %.")
        row = next(row for row in rows if row["goods"] == data["rowId"])
        row |= {"growth": growth, "planned": row["sold"] * (1 + growth)}
        board.grid("plan").update_cell(data["rowId"], "planned", row["planned"])
        board.change(panels=totals(rows))

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()

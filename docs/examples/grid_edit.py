from typing import Any

from pywry import ColDef, PyWry

ORDER = [
    {"item": "Espresso", "price": 2.20, "count": 3, "total": 6.60},
    {"item": "Croissant", "price": 2.80, "count": 2, "total": 5.60},
    {"item": "Orange juice", "price": 4.10, "count": 1, "total": 4.10},
]

app = PyWry()
grid = app.show_dataframe(
    ORDER,
    title="Order",
    row_id="item",
    column_defs=[
        ColDef(field="count", editable=True),
        ColDef(field="price", editable=True, format=",.2f"),
        ColDef(field="total", format=",.2f"),
    ],
)


@grid.on("grid:cell-edit")
def edited(data: dict[str, Any]) -> None:
    row = data["data"]
    if data["newValue"] is None or data["newValue"] < 0:
        raise ValueError(f"{row['item']}: the {data['colId']} has to be 0 or more.")
    grid.update_cell(data["rowId"], "total", row["price"] * row["count"])


app.block()

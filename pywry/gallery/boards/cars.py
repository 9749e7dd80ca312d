"""Cars, cross-filtered.

Points, bars and rows of 392 cars: what is selected in one narrows all the others.
"""

from __future__ import annotations

from typing import Any

from bokeh_sampledata.autompg import autompg_clean

from pywry import DashboardHandle, PyWry


def metric(panel: str, title: str, **more: Any) -> dict[str, Any]:
    """A number over the cars that are left."""
    return {"kind": "metric", "id": panel, "title": title, "dataset": "cars", "width": 3} | more


def chart(panel: str, title: str, **more: Any) -> dict[str, Any]:
    """A chart over the cars that are left."""
    return {"kind": "chart", "id": panel, "title": title, "dataset": "cars", "width": 4, "height": 8} | more


def show(app: PyWry) -> DashboardHandle:
    """Show the board."""
    cars = autompg_clean.assign(year=1900 + autompg_clean["yr"], make=autompg_clean["mfr"].str.title())
    cars = cars.assign(name=cars["name"].str.title()).rename(columns={"hp": "horsepower", "cyl": "cylinders"})
    grid = {"kind": "grid", "id": "table", "title": "Cars", "dataset": "cars", "row_selection": "multiple"}
    panels = [
        metric("count", "Cars", agg="count"),
        metric("mpg", "Miles per gallon, mean", agg="mean", column="mpg", format=".1f"),
        metric("power", "Horsepower, mean", agg="mean", column="horsepower", format=".0f"),
        metric("weight", "Weight, mean", agg="mean", column="weight", format=",.0f", suffix=" lb"),
        chart("points", "Power and thirst", chart="scatter", x="horsepower", y="mpg", color="origin"),
        chart("years", "Miles per gallon by year", chart="box", x="year", y="mpg", sort="x"),
        chart("cylinders", "Cars by cylinders", chart="bar", x="cylinders", color="origin", sort="x"),
        chart("makes", "Makes", chart="bar", x="make", sort="-y", limit=15),
        grid
        | {"width": 8, "height": 8, "columns": ["name", "year", "cylinders", "horsepower", "mpg", "weight"]}
        | {"column_defs": [{"field": "name", "flex": 1}, {"field": "weight", "format": ",.0f"}]},
    ]
    links = [{"source": "points"}, {"source": "cylinders"}, {"source": "makes", "column": "make"}, {"source": "table"}]
    return app.show_dashboard(panels, title="Cars, 1970 to 1982", datasets={"cars": cars}, links=links)


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()

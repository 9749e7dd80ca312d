"""Shows a page again, as it was when PyWry exported it: run this file."""

from typing import Any

from pywry import DashboardHandle, PyWry


def show(app: PyWry) -> DashboardHandle:
    """Show the page."""
    towns = {
        "columns": ["city", "canton", "people", "counted"],
        "rows": [
            ["Bern", "Bern", 134000, "2026-01-01"],
            ["Thun", "Bern", 44000, "2026-01-01"],
            ["Chur", "Graubünden", 38000, "2026-01-01"],
            ["Olten", "Solothurn", 19000, "2026-01-01"],
        ],
    }
    panels: list[dict[str, Any]] = [
        {
            "kind": "input",
            "id": "canton",
            "title": "Canton",
            "width": 4,
            "dataset": "towns",
            "column": "canton",
            "input": "select",
        },
        {
            "kind": "metric",
            "id": "total",
            "title": "People",
            "width": 8,
            "dataset": "towns",
            "agg": "sum",
            "column": "people",
            "format": ",",
        },
        {
            "kind": "chart",
            "id": "bars",
            "title": "People by town",
            "width": 6,
            "dataset": "towns",
            "chart": "bar",
            "x": "city",
            "y": "people",
            "sort": "-y",
        },
        {
            "kind": "grid",
            "id": "table",
            "title": "Towns",
            "width": 6,
            "height": 8,
            "dataset": "towns",
            "column_defs": [{"field": "people", "format": ",d"}],
        },
    ]
    return app.show_dashboard(
        panels,
        title="Towns",
        datasets={"towns": towns},
        links=[{"source": "canton"}, {"source": "bars"}],
        theme="light",
    )


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()

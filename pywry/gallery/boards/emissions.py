"""Small multiples.

What twelve countries let out, each in a square of the same scale; a select draws another beside each.
"""

from __future__ import annotations

from typing import Any

from bokeh_sampledata.emissions import data
from plotly.subplots import make_subplots

from pywry import DashboardHandle, PyWry

COUNTRIES = ["United States", "Canada", "Australia", "Germany", "United Kingdom", "France", "Japan", "Poland"]
COUNTRIES += ["China", "South Africa", "Brazil", "India"]
OTHERS = sorted(set(data["country"]) - {"World"})


def figure(other: str | None) -> Any:
    """A square for each country."""
    squares = make_subplots(3, 4, shared_xaxes=True, shared_yaxes=True, subplot_titles=COUNTRIES, vertical_spacing=0.09)
    for place, country in enumerate(COUNTRIES):
        cell = {"row": place // 4 + 1, "col": place % 4 + 1}
        if other is not None:
            rows = data[data["country"] == other]
            squares.add_scatter(x=rows["year"], y=rows["emissions"], name=other, line_color="#9aa0a6", **cell)
        rows = data[data["country"] == country]
        squares.add_scatter(x=rows["year"], y=rows["emissions"], name=country, line_color="#e8743b", **cell)
    squares.update_yaxes(range=[0, 25], nticks=4).update_xaxes(nticks=4)
    squares.update_yaxes(title_text="tonnes of CO₂ a head", row=2, col=1)
    return squares.update_layout(showlegend=False).update_annotations(font_size=12)


def show(app: PyWry) -> DashboardHandle:
    """Show the squares."""
    note = "Tonnes of CO₂ for each person, 1950 to 2012. The grey line is the country that you choose."
    panels: list[dict[str, Any]] = [
        {"kind": "input", "id": "other", "title": "Compare with", "input": "select", "options": OTHERS}
        | {"value": "Sweden", "width": 4},
        {"kind": "markdown", "id": "note", "text": note, "width": 8, "height": 2},
        {"kind": "chart", "id": "squares", "figure": figure("Sweden"), "width": 12, "height": 15},
    ]
    board = app.show_dashboard(panels, title="Emissions")

    @board.input("other").on("dashboard:input-changed")
    def chosen(event: dict[str, Any]) -> None:
        board.chart("squares").update_figure(figure(event["value"]))

    return board


if __name__ == "__main__":
    app = PyWry()
    show(app)
    app.block()

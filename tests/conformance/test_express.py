"""Figures as plotly.express makes them are drawn as they are, and nothing is found wrong with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from tests.conformance.places import Place

pytestmark = pytest.mark.anyio

PLOT = "document.querySelector('.js-plotly-plot')"
PAINTED = "document.documentElement.dataset.pywryPainted"
WORLD = px.data.gapminder()
TIPS = px.data.tips()
IRIS = px.data.iris()
PLAN = pd.DataFrame([{"task": "a", "begin": "2024-01-01", "end": "2024-02-01"}])


def two_axes() -> go.Figure:
    figure = make_subplots(
        rows=1, cols=2, specs=[[{"secondary_y": True}, {"type": "polar"}]], subplot_titles=["a", "b"]
    )
    figure.add_bar(x=[1, 2], y=[3, 1], row=1, col=1)
    figure.add_scatter(x=[1, 2], y=[30, 10], row=1, col=1, secondary_y=True)
    figure.add_trace(go.Scatterpolar(r=[1, 2, 3], theta=[0, 90, 180]), row=1, col=2)
    return figure.update_yaxes(title_text="number")


def notes() -> go.Figure:
    figure = px.line(px.data.stocks(), x="date", y=["GOOG", "AAPL"])
    figure.update_xaxes(rangeslider_visible=True).add_vrect(x0="2018-06-01", x1="2018-08-01", annotation_text="hot")
    return figure.add_hline(y=1.1).add_annotation(x="2019-01-01", y=1.0, text="<b>here</b>")


FIGURES: dict[str, Any] = {
    "facets": px.scatter(TIPS, x="total_bill", y="tip", color="sex", facet_col="time"),
    "area": px.area(WORLD.query("continent == 'Oceania'"), x="year", y="pop", color="country"),
    "density": px.density_heatmap(TIPS, x="total_bill", y="tip"),
    "marginal": px.histogram(TIPS, x="total_bill", color="sex", marginal="rug"),
    "picture": px.imshow(np.zeros((4, 5, 3), dtype=np.uint8), title="Black"),
    "parallel": px.parallel_categories(TIPS[["sex", "smoker", "day"]]),
    "sunburst": px.sunburst(TIPS, path=["day", "time"], values="total_bill"),
    "timeline": px.timeline(PLAN, x_start="begin", x_end="end", y="task"),
    "wind": px.bar_polar(px.data.wind(), r="frequency", theta="direction", color="strength"),
    "violins": px.violin(TIPS, x="day", y="tip", box=True, template="simple_white"),
    "countries": px.choropleth(WORLD.query("year == 2007"), locations="iso_alpha", color="lifeExp"),
    "two-axes": two_axes(),
    "notes": notes(),
    "dark": px.scatter(IRIS, x="sepal_width", y="sepal_length", color="species", template="plotly_dark", title="Iris"),
}


async def test_figures_of_every_sort_are_drawn_and_nothing_is_wrong_with_them(browser: Place) -> None:
    panels = [{"id": name, "kind": "chart", "width": 12, "height": 9, "figure": f} for name, f in FIGURES.items()]
    board = await browser.app.show_dashboard.aio(panels, theme="light")
    page = await browser.open(board)
    await page.wait(PAINTED)
    seen = await board.describe.aio()
    assert (seen.console, seen.warnings) == ([], [])
    inks = "['gtitle', 'legendtext', 'xtitle'].map((name) => getComputedStyle(document.querySelector('[data-panel=dark] .' + name)).fill)"
    assert set(await page.js(inks)) == {"rgb(242, 245, 250)"}
    above = "document.querySelector('[data-panel=%s] .js-plotly-plot')._fullLayout.legend.orientation"
    assert [await page.js(above % name) for name in ("area", "facets", "wind")] == ["h", "v", "v"]


async def test_a_figure_that_moves_plays_from_its_own_button(browser: Place) -> None:
    figure = px.scatter(WORLD.query("year > 2000"), x="gdpPercap", y="lifeExp", animation_frame="year", log_x=True)
    chart = await browser.app.show_plotly.aio(figure)
    page = await browser.open(chart)
    await page.wait(PAINTED)
    await page.click(".updatemenu-button")
    await page.wait(f"{PLOT}.layout.sliders[0].active === 1")


async def test_a_menu_changes_a_chart_to_a_type_that_another_build_draws(browser: Place) -> None:
    buttons = [{"label": kind, "method": "restyle", "args": ["type", kind]} for kind in ("heatmap", "surface")]
    figure = {"data": [{"type": "heatmap", "z": [[1, 2], [3, 4]]}], "layout": {"updatemenus": [{"buttons": buttons}]}}
    chart = await browser.app.show_plotly.aio(figure)
    page = await browser.open(chart)
    await page.wait(PAINTED)
    await page.js(f"Plotly.restyle({PLOT}, 'type', 'surface').then(() => 1)")
    await page.wait(
        f"{PLOT}._fullData[0].type === 'surface' && document.querySelector('.gl-container canvas') !== null"
    )


async def test_formulas_are_said_to_be_shown_as_text(browser: Place) -> None:
    chart = await browser.app.show_plotly.aio(px.line(x=[1, 2], y=[1, 2], title=r"$\\alpha^2$"))
    page = await browser.open(chart)
    await page.wait(PAINTED)
    [warning] = (await chart.describe.aio()).warnings
    assert "MathJax" in warning

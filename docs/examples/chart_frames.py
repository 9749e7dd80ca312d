from typing import Any

import plotly.express as px

from pywry import PyWry

world = px.data.gapminder()
figure = px.scatter(
    world,
    x="gdpPercap",
    y="lifeExp",
    size="pop",
    color="continent",
    hover_name="country",
    animation_frame="year",
    animation_group="country",
    log_x=True,
    size_max=48,
    range_x=[100, 100_000],
    range_y=[25, 90],
)

app = PyWry()
chart = app.show_plotly(figure, title="Sixty years")


def play(data: Any) -> None:
    # region: play
    chart.animate(frame_ms=300, transition_ms=200)
    # endregion


chart.on("pywry:ready", play)
app.block()

from typing import Any

import plotly.express as px

from pywry import PyWry

countries = px.data.gapminder().query("year == 2007")
figure = px.scatter(
    countries,
    x="gdpPercap",
    y="lifeExp",
    size="pop",
    color="continent",
    hover_name="country",
    custom_data=["country"],
    log_x=True,
    size_max=48,
    labels={"gdpPercap": "GDP per person, $", "lifeExp": "Life expectancy, years", "continent": ""},
)

app = PyWry()
chart = app.show_plotly(figure, title="Wealth and health, 2007")


@chart.on("plotly:click")
def clicked(data: dict[str, Any]) -> None:
    point = data["points"][0]
    chart.alert(f"{point['customdata'][0]}: {point['y']:.1f} years", title=point["trace_name"])


app.block()

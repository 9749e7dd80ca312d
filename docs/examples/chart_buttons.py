from typing import Any

import plotly.express as px

from pywry import ModeBarButton, PlotlyConfig, PyWry, StandardButton, ToggleGridButton

wind = px.data.wind()
strengths = list(wind["strength"].unique())

app = PyWry()


def figure_for(strength: str) -> Any:
    return px.bar(
        wind[wind["strength"] == strength], x="direction", y="frequency", title=f"Wind of strength {strength}"
    )


# region: buttons
def stronger(data: dict[str, Any]) -> None:
    strengths.append(strengths.pop(0))
    chart.update_figure(figure_for(strengths[0]), animate=True)


config = PlotlyConfig(
    display_mode_bar=True,
    scroll_zoom=True,
    mode_bar_buttons_to_add=[
        ModeBarButton(name="Stronger wind", icon="zoom_plus", on_click=stronger),
        ToggleGridButton(),
    ],
    mode_bar_buttons_to_remove=[StandardButton.LASSO_2D, StandardButton.SELECT_2D],
)
chart = app.show_plotly(figure_for(strengths[0]), config=config)
# endregion

app.block()

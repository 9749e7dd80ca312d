import plotly.express as px

from pywry import PlotlyConfig, PyWry

iris = px.data.iris()
figure = px.scatter(iris, x="sepal_width", y="sepal_length", color="species")

app = PyWry()
# region: templates
config = PlotlyConfig(
    template_dark={"layout": {"colorway": ["#ffd166", "#06d6a0", "#ef476f"], "font": {"size": 14}}},
    template_light="ggplot2",
)
chart = app.show_plotly(figure, title="Iris", config=config)
# endregion
app.block()

import plotly.express as px

from pywry import PyWry

countries = px.data.gapminder().query("year == 2007")
figure = px.choropleth(countries, locations="iso_alpha", color="lifeExp", hover_name="country")
figure.update_geos(projection_type="natural earth").update_coloraxes(colorbar_title_text="years")

app = PyWry()
app.show_plotly(figure, title="Life expectancy, 2007")
app.block()

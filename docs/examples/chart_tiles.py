import plotly.express as px
from bokeh_sampledata.airport_routes import airports, routes

from pywry import PyWry, PyWrySettings

count = routes["Source"].value_counts().rename("routes").rename_axis("IATA").reset_index()
places = airports.merge(count, on="IATA")
figure = px.scatter_map(places, lat="Latitude", lon="Longitude", size="routes", hover_name="Name", size_max=24)
figure.update_layout(
    map={"style": "open-street-map", "zoom": 3, "center": {"lat": 38, "lon": -96}},
    margin={"l": 0, "r": 0, "t": 0, "b": 0},
)

app = PyWry(settings=PyWrySettings(csp={"connect_src": ["https://tile.openstreetmap.org"]}))
app.show_plotly(figure, title="Routes from each airport")
app.block()

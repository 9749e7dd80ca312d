from flights import flights

from pywry import PyWry

rows = flights()
app = PyWry()
app.show_plotly(
    {
        "data": [
            {
                "type": "scattergl",
                "mode": "markers",
                "marker": {"size": 3, "opacity": 0.3},
                "x": rows["distance"].to_numpy(),
                "y": rows["air_time"].to_numpy(),
            }
        ],
        "layout": {"xaxis": {"title": {"text": "miles"}}, "yaxis": {"title": {"text": "minutes in the air"}}},
    },
    title=f"{len(rows):,} flights",
)
app.block()

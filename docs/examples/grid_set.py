from flights import flights

from pywry import ColDef, PyWry

rows = flights()[["time_hour", "origin", "dest", "carrier", "tailnum", "dep_delay"]]

app = PyWry()
grid = app.show_dataframe(
    rows,
    title="Flights from New York, 2013",
    column_defs=[
        ColDef(field="origin", filter="set", floating_filter=True),
        ColDef(field="carrier", filter="set", floating_filter=True),
        ColDef(field="tailnum", filter="set"),
    ],
)

# region: set
grid.set_filter({"origin": {"filterType": "set", "values": ["JFK", "LGA"]}})
# endregion

app.block()

from flights import flights

from pywry import PyWry

late = flights().groupby(["origin", "carrier", "month"])[["dep_delay", "arr_delay"]].agg(["mean", "max"])
late = late.rename(columns={"dep_delay": "Departure, min late", "arr_delay": "Arrival, min late"})

app = PyWry()
app.show_dataframe(late, title="How late, by airport, airline and month", aggrid_theme="balham")
app.block()

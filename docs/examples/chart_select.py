from typing import Any

import plotly.express as px

from pywry import PyWry
from pywry_tools.events.plotly import Selected

tips = px.data.tips()
figure = px.scatter(tips, x="total_bill", y="tip", color="time").update_layout(dragmode="select")

app = PyWry()


# region: select
def selected(data: dict[str, Any]) -> None:
    total = sum(point["y"] for point in data["points"])
    print(f"{len(data['points'])} tips, {total:.2f} in all")


chart = app.show_plotly(figure, title="Tips", on_select=selected)
# endregion


# region: typed
@chart.on(Selected)
def typed(event: Selected) -> None:
    print(event.range)


# endregion

app.block()

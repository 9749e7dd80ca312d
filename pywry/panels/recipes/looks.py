"""What a spec says of a chart's axes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pywry.panels.formats import check_format
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import PanelSpec

LOOKS = ("x_title", "y_title", "log_x", "log_y", "format")
AXES = {"x": "xaxis", "y": "yaxis"}

Json = dict[str, Any]


def dressed(spec: PanelSpec, figure: Json) -> Json:
    """A chart with the titles, scales and number format that its spec asks for.

    Raises:
        BadData: The chart has no axes, or one that cannot be logarithmic, or the format is none.
    """
    asked = {name for name in LOOKS if getattr(spec, name) is not None}
    if not asked:
        return figure
    if spec.chart == "pie":
        raise BadData(f"panel {spec.id!r}: a pie has no axes; leave {', '.join(sorted(asked))} out.")
    layout: Json = {**figure["layout"]}
    for letter, axis in AXES.items():
        layout[axis] = {**layout.get(axis, {}), **_axis(spec, letter, layout.get(axis, {}))}
    if spec.format is None:
        return {**figure, "layout": layout}
    ticks = {"tickformat": _format(spec, spec.format)}
    if spec.chart == "heatmap":
        traces = cast("list[Json]", figure["data"])
        return {"data": [{**t, "colorbar": {**t["colorbar"], **ticks}} for t in traces], "layout": layout}
    return {**figure, "layout": {**layout, "yaxis": {**layout["yaxis"], **ticks}}}


def _axis(spec: PanelSpec, letter: str, axis: Mapping[str, Any]) -> Json:
    title: str | None = getattr(spec, f"{letter}_title")
    log: bool | None = getattr(spec, f"log_{letter}")
    if log and axis.get("type") is not None:
        raise BadData(f"panel {spec.id!r}: log_{letter} needs numbers along {letter}.")
    return {**({} if title is None else {"title": {"text": title}}), **({"type": "log"} if log else {})}


def _format(spec: PanelSpec, text: str) -> str:
    try:
        return cast(str, check_format(text))
    except BadData as error:
        raise BadData(f"panel {spec.id!r}: {error}") from None

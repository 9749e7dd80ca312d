"""The names that Plotly.js gives its buttons, its icons and its options."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class StandardButton(StrEnum):
    """Plotly's own mode bar buttons, to be added or taken away by name."""

    DOWNLOAD_IMAGE = "toImage"
    DOWNLOAD_JSON = "downloadJson"
    ZOOM_2D = "zoom2d"
    PAN_2D = "pan2d"
    SELECT_2D = "select2d"
    LASSO_2D = "lasso2d"
    ZOOM_IN_2D = "zoomIn2d"
    ZOOM_OUT_2D = "zoomOut2d"
    AUTO_SCALE_2D = "autoScale2d"
    RESET_SCALE_2D = "resetScale2d"
    HOVER_CLOSEST_CARTESIAN = "hoverClosestCartesian"
    HOVER_COMPARE_CARTESIAN = "hoverCompareCartesian"
    DRAW_LINE = "drawline"
    DRAW_OPEN_PATH = "drawopenpath"
    DRAW_CLOSED_PATH = "drawclosedpath"
    DRAW_CIRCLE = "drawcircle"
    DRAW_RECT = "drawrect"
    ERASE_SHAPE = "eraseshape"
    ZOOM_3D = "zoom3d"
    PAN_3D = "pan3d"
    ORBIT_ROTATION = "orbitRotation"
    TABLE_ROTATION = "tableRotation"
    RESET_CAMERA_DEFAULT_3D = "resetCameraDefault3d"
    RESET_CAMERA_LAST_SAVE_3D = "resetCameraLastSave3d"
    HOVER_CLOSEST_3D = "hoverClosest3d"
    ZOOM_IN_GEO = "zoomInGeo"
    ZOOM_OUT_GEO = "zoomOutGeo"
    RESET_GEO = "resetGeo"
    HOVER_CLOSEST_GEO = "hoverClosestGeo"
    HOVER_CLOSEST_PIE = "hoverClosestPie"
    ZOOM_IN_MAP = "zoomInMap"
    ZOOM_OUT_MAP = "zoomOutMap"
    RESET_VIEW_MAP = "resetViewMap"
    RESET_VIEW_SANKEY = "resetViewSankey"
    RESET_VIEWS = "resetViews"
    TOGGLE_HOVER = "toggleHover"
    TOGGLE_SPIKELINES = "toggleSpikelines"


class PlotlyIconName(StrEnum):
    """Icons that Plotly brings."""

    UNDO = "undo"
    HOME = "home"
    CAMERA_RETRO = "camera-retro"
    CURLY_BRACES = "curlybraces"
    ZOOM_BOX = "zoombox"
    PAN = "pan"
    ZOOM_PLUS = "zoom_plus"
    ZOOM_MINUS = "zoom_minus"
    AUTOSCALE = "autoscale"
    TOOLTIP_BASIC = "tooltip_basic"
    TOOLTIP_COMPARE = "tooltip_compare"
    PLOTLY_LOGO = "plotlylogo"
    Z_AXIS = "z-axis"
    ROTATE_3D = "3d_rotate"
    CAMERA = "camera"
    MOVIE = "movie"
    QUESTION = "question"
    DISK = "disk"
    CLOUD_UPLOAD = "cloudupload"
    DRAW_OPEN_PATH = "drawopenpath"
    DRAW_CLOSED_PATH = "drawclosedpath"
    LASSO = "lasso"
    SELECT_BOX = "selectbox"
    DRAW_LINE = "drawline"
    DRAW_RECT = "drawrect"
    DRAW_CIRCLE = "drawcircle"
    ERASE_SHAPE = "eraseshape"
    SPIKE_LINE = "spikeline"
    PENCIL = "pencil"
    NEW_PLOTLY_LOGO = "newplotlylogo"


OPTIONS = frozenset(
    [
        "staticPlot",
        "typesetMath",
        "plotlyServerURL",
        "editable",
        "edits",
        "editSelection",
        "autosizable",
        "responsive",
        "fillFrame",
        "frameMargins",
        "scrollZoom",
        "doubleClick",
        "doubleClickDelay",
        "showAxisDragHandles",
        "showAxisRangeEntryBoxes",
        "showTips",
        "displayNotifier",
        "displayModeBar",
        "modeBarButtonsToRemove",
        "modeBarButtonsToAdd",
        "modeBarButtons",
        "toImageButtonOptions",
        "displaylogo",
        "watermark",
        "plotGlPixelRatio",
        "topojsonURL",
        "logging",
        "notifyOnLogging",
        "queueLength",
        "locale",
        "locales",
    ]
)
"""What Plotly.js 4 takes as config. Three of its options are left out: `setBackground` is a function, and the button
that uploads a chart is taken away."""

OURS = frozenset({"modeBar", "templateDark", "templateLight"})
"""What PyWry takes as well."""

CLOUD = (
    "It sent the chart to Plotly's cloud, which Plotly.js 4 does no more, and pages of PyWry never do. For a link of "
    "your own add a ModeBarButton with on_click= or event=."
)
GONE: Mapping[str, str] = {
    **dict.fromkeys(("showLink", "showSources", "showEditInChartStudio", "showSendToCloud"), CLOUD),
    "mapboxAccessToken": "Tile maps are MapLibre's now and take no token; a style's address can hold a key.",
    "globalTransforms": "Plotly.js has no transforms since version 3; change the data in Python.",
    "setBackground": "It is a function of JavaScript; set paper_bgcolor in the layout.",
}
"""What older versions took, or what cannot be, with the reason; harmless when switched off."""

UNUSED = frozenset({"sendData", "linkText"})
"""What says more about a link that there is no more: taken, and nothing comes of it."""

__all__ = ["GONE", "OPTIONS", "OURS", "UNUSED", "PlotlyIconName", "StandardButton"]

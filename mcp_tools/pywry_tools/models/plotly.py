"""Plotly's config and its mode bar as classes; plain dicts in Plotly's spelling do the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic.alias_generators import to_camel

from pywry_tools.models.plotly_names import PlotlyIconName, StandardButton

SPELLED = {"display_logo": "displaylogo", "active_color": "activecolor"}


def spelled(name: str) -> str:
    """A field as Plotly spells it."""
    return SPELLED.get(name) or to_camel(name)


class PlotlyModel(BaseModel):
    """Options of Plotly; fields are snake_case and take Plotly's camelCase too."""

    model_config = ConfigDict(
        alias_generator=spelled, populate_by_name=True, extra="allow", defer_build=True, arbitrary_types_allowed=True
    )

    def to_plotly_json(self) -> dict[str, Any]:
        """What is set, in Plotly's spelling; None is left out."""
        known = type(self).model_fields
        named = {field.alias or name: getattr(self, name) for name, field in known.items()}
        return {name: value for name, value in {**named, **(self.model_extra or {})}.items() if value is not None}


class SvgIcon(PlotlyModel):
    """A picture for a mode bar button.

    Attributes:
        width: Of the drawing's own coordinates.
        height: Of the drawing's own coordinates.
        path: What an SVG path's `d` holds; or
        svg: a whole `<svg>` element.
        name: For a person who reads the figure.
        transform: An SVG transform of the path.
    """

    width: float = 500
    height: float = 500
    path: str | None = None
    name: str | None = None
    svg: str | None = None
    transform: str | None = None


class ModeBarButton(PlotlyModel):
    """A button of your own in a chart's mode bar.

    Attributes:
        name: Unique among the chart's buttons.
        title: What it says when the pointer rests on it; None is the name.
        icon: A `SvgIcon`, one of Plotly's own by name, an `<svg>` element, or an SVG path.
        on_click: A Python function, called as for `on`. Its data has `chartId`, `button` and what `data` says.
        event: The event that a click emits, such as `app:refresh`; None makes one of the name.
        data: What the event carries; a dict gets `chartId` and `button` too.
        attr: A layout attribute that a click sets, such as `dragmode`.
        val: The value that it gets.
        toggle: Whether a second click takes that back.
        click: JavaScript, which is refused: pages never turn text into code. Use `on_click` or `event`.
    """

    name: str
    title: str | None = None
    icon: SvgIcon | PlotlyIconName | str | Mapping[str, Any] | None = None
    click: str | None = None
    attr: str | None = None
    val: Any = None
    toggle: bool | None = None
    event: str | None = None
    data: Any = None
    on_click: Callable[..., object] | None = Field(default=None, exclude=True)


class DownloadImageButton(ModeBarButton):
    """Saves the chart as a picture, as Plotly's own button does."""

    name: str = "toImage"


class ResetAxesButton(ModeBarButton):
    """Shows all data again, as a double click does."""

    name: str = "resetAxes"
    title: str | None = "Show all"
    icon: SvgIcon | PlotlyIconName | str | Mapping[str, Any] | None = PlotlyIconName.HOME
    action: Literal["reset-axes"] = "reset-axes"


class ToggleGridButton(ModeBarButton):
    """Shows or hides the grid lines."""

    name: str = "toggleGrid"
    title: str | None = "Grid lines"
    icon: SvgIcon | PlotlyIconName | str | Mapping[str, Any] | None = SvgIcon(
        width=24,
        height=24,
        path="M3 3h18v18H3zM5 5v4h4V5zm6 0v4h3V5zm5 0v4h3V5zM5 11v3h4v-3zm6 0v3h3v-3zm5 0v3h3v-3z"
        "M5 16v3h4v-3zm6 0v3h3v-3zm5 0v3h3v-3z",
    )
    action: Literal["toggle-grid"] = "toggle-grid"


Button = ModeBarButton | StandardButton | str | Mapping[str, Any]
"""A button of your own, or one of Plotly's by name."""


class ModeBarConfig(PlotlyModel):
    """How the mode bar looks; as `PlotlyConfig(mode_bar=...)`, or as `layout["modebar"]`.

    Attributes:
        orientation: Along the top, or down the side.
        bgcolor: Behind the buttons.
        color: Of the icons.
        active_color: Of the icon that is switched on.
        buttons_to_add: Buttons that Plotly has and does not show by itself.
        buttons_to_remove: Buttons that it shows by itself.
        add_logo: Whether it shows Plotly's logo; only in a config.
        add: The same as `buttons_to_add`.
        remove: The same as `buttons_to_remove`.
    """

    orientation: Literal["h", "v"] | None = None
    bgcolor: str | None = None
    color: str | None = None
    active_color: str | None = None
    buttons_to_add: Sequence[StandardButton | str] | None = None
    buttons_to_remove: Sequence[StandardButton | str] | None = None
    add_logo: bool | None = None
    add: Sequence[StandardButton | str] | None = None
    remove: Sequence[StandardButton | str] | None = None

    def to_plotly_json(self) -> dict[str, Any]:
        """The layout's `modebar`."""
        told = super().to_plotly_json()
        told.pop("addLogo", None)
        for ours, name in (("buttonsToAdd", "add"), ("buttonsToRemove", "remove")):
            both = [*told.pop(ours, ()), *told.pop(name, ())]
            if both:
                told[name] = [str(button) for button in both]
        return told


class PlotlyConfig(PlotlyModel):
    """How a chart behaves. Every field of Plotly's config may be given; a name that it does not know is an error.

    Attributes:
        static_plot: Whether nothing can be hovered, zoomed or clicked.
        editable: Whether a person may change titles, the legend and annotations.
        edits: Which of these, as Plotly names them.
        responsive: Whether it follows its place's size; a chart in a page always does.
        fill_frame: As in Plotly.
        frame_margins: As in Plotly.
        scroll_zoom: Whether the wheel zooms; or where, such as "cartesian+geo".
        double_click: What a double click does; False is nothing.
        double_click_delay: How far apart its clicks may be, in milliseconds.
        show_tips: Whether Plotly explains itself when it is first used.
        show_axis_drag_handles: Whether the ends of an axis can be dragged.
        show_axis_range_entry_boxes: Whether the ends of an axis can be typed.
        display_mode_bar: Always, never, or when the pointer is over the chart.
        display_logo: Whether Plotly's logo stands in the mode bar.
        mode_bar_buttons: The whole mode bar: groups of buttons, in order.
        mode_bar_buttons_to_add: Buttons of your own, or of Plotly's by name, after the others.
        mode_bar_buttons_to_remove: Names of buttons that are not wanted.
        mode_bar: How the bar looks.
        to_image_button_options: Of the picture that a person saves: format, filename, width, height, scale.
        watermark: Whether Plotly's logo is in pictures.
        locale: Language and number style, such as "de"; `locales` then has what it means.
        locales: Locales by name.
        template_dark: A layout template over PyWry's own look in dark pages: a dict, or the name of one of Plotly's.
        template_light: The same in light pages.
    """

    static_plot: bool | None = None
    editable: bool | None = None
    edits: dict[str, bool] | None = None
    responsive: bool | None = None
    fill_frame: bool | None = None
    frame_margins: float | None = None
    scroll_zoom: bool | str | None = None
    double_click: Literal["reset+autosize", "reset", "autosize", False] | None = None
    double_click_delay: int | None = None
    show_tips: bool | None = None
    show_axis_drag_handles: bool | None = None
    show_axis_range_entry_boxes: bool | None = None
    display_mode_bar: Literal["hover", True, False] | None = None
    display_logo: bool | None = None
    mode_bar_buttons: Sequence[Sequence[Button]] | None = None
    mode_bar_buttons_to_add: Sequence[Button] | None = None
    mode_bar_buttons_to_remove: Sequence[StandardButton | str] | None = None
    mode_bar: ModeBarConfig | Mapping[str, Any] | None = None
    to_image_button_options: dict[str, Any] | None = None
    watermark: bool | None = None
    locale: str | None = None
    locales: dict[str, Any] | None = None
    template_dark: Any = None
    template_light: Any = None


def _as_given(value: object) -> object:
    return value


Config: TypeAlias = Annotated[
    PlotlyConfig | Mapping[str, Any], PlainValidator(_as_given), WithJsonSchema({"type": "object"})
]
"""Plotly's config: a `PlotlyConfig`, or a dict in Plotly's spelling; agents give the JSON object."""


def event_of(name: str) -> str:
    """The event that a click on a button of that name emits, where it was given none."""
    return "modebar:" + (re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower() or "button")


__all__ = [
    "Button",
    "Config",
    "DownloadImageButton",
    "ModeBarButton",
    "ModeBarConfig",
    "PlotlyConfig",
    "PlotlyIconName",
    "PlotlyModel",
    "ResetAxesButton",
    "StandardButton",
    "SvgIcon",
    "ToggleGridButton",
    "event_of",
]

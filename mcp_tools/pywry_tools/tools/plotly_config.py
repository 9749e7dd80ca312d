"""A chart's config in the one form that panels and pages take, whatever it was given as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from pywry_tools.errors import InvalidArguments, NoSuchEvent, nearest
from pywry_tools.events.base import RESERVED, check_name
from pywry_tools.models.plotly import ModeBarButton, ModeBarConfig, PlotlyConfig, PlotlyModel, event_of
from pywry_tools.models.plotly_names import GONE, OPTIONS, OURS, UNUSED, PlotlyIconName, StandardButton
from pywry_tools.ports import Callback

Json = dict[str, Any]
BUTTON = frozenset(
    ["name", "title", "icon", "click", "attr", "val", "toggle", "event", "data", "onClick", "gravity", "action"]
)
SNAKE = {"onClick": "on_click"}
ICON = frozenset({"width", "height", "path", "svg", "name", "transform", "ascent", "descent"})
SAME = {"displayLogo": "displaylogo"}
NAMES = {name.lower(): name for name in (*OPTIONS, *OURS, *GONE, *UNUSED)}


@dataclass(frozen=True)
class ChartConfig:
    """A config that has been checked.

    Attributes:
        plotly: For the page; buttons carry the events that they emit.
        templates: Layout templates as given, for light and dark.
        heard: The Python functions of its buttons, by event.
    """

    plotly: Json
    templates: Json = field(default_factory=dict[str, Any])
    heard: dict[str, Callback] = field(default_factory=dict[str, Callback])


def config_of(config: PlotlyConfig | Mapping[str, Any] | None) -> ChartConfig:
    """Check a config.

    Raises:
        InvalidArguments: A name is unknown, or a button cannot be; the message has the nearest names.
    """
    if config is None:
        return ChartConfig({})
    given = config.to_plotly_json() if isinstance(config, PlotlyModel) else config
    if not isinstance(given, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without types
        raise InvalidArguments(f"config must be a PlotlyConfig or a dict, not {type(given).__name__}.")
    out = {_named(name): value for name, value in given.items() if value is not None}
    _check_names(out)
    heard: dict[str, Callback] = {}
    _put_bar(out)
    for key in ("modeBarButtonsToAdd", "modeBarButtons"):
        if key in out and out[key] is not False:
            out[key] = [_item(item, heard) for item in _listed(key, out[key])]
    if "modeBarButtonsToRemove" in out:
        out["modeBarButtonsToRemove"] = [
            str(b) for b in _listed("modeBarButtonsToRemove", out["modeBarButtonsToRemove"])
        ]
    found = {theme: out.pop(key, None) for theme, key in (("light", "templateLight"), ("dark", "templateDark"))}
    return ChartConfig(out, {theme: value for theme, value in found.items() if value is not None}, heard)


def _named(name: str) -> str:
    """An option as Plotly spells it, where it is one in snake_case."""
    return NAMES.get(name.replace("_", "").lower(), name) if "_" in name else SAME.get(name, name)


def _check_names(config: Mapping[str, Any]) -> None:
    for name in config:
        if (name in GONE and not config[name]) or name in UNUSED:
            continue
        if name not in OPTIONS | OURS:
            cure = GONE.get(name) or nearest(name, sorted(OPTIONS | OURS))
            raise InvalidArguments(f"config has no option {name!r}. {cure}")


def _put_bar(config: Json) -> None:
    bar = config.pop("modeBar", None)
    if bar is None:
        return
    look = bar if isinstance(bar, ModeBarConfig) else ModeBarConfig.model_validate(bar)
    if look.add_logo is not None:
        config["displaylogo"] = look.add_logo
    config["modeBar"] = look.to_plotly_json()


def _listed(key: str, value: Any) -> Sequence[Any]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
        raise InvalidArguments(f"{key} must be a list of buttons, not {type(cast(object, value)).__name__}.")
    return cast("Sequence[Any]", value)


def _item(item: Any, heard: dict[str, Callback]) -> Any:
    """A button, or a group of them."""
    if isinstance(item, str):
        return str(item)
    if isinstance(item, (list, tuple)):
        return [_item(inner, heard) for inner in cast("Sequence[Any]", item)]
    if isinstance(item, ModeBarButton):
        found = item.to_plotly_json()
    elif isinstance(item, Mapping):
        found = {SNAKE.get(k, k): v for k, v in cast("Mapping[str, Any]", item).items() if v is not None}
    else:
        raise InvalidArguments(f"a mode bar button is a ModeBarButton, a dict or a name, not {type(item).__name__}.")
    return _button(found, heard)


def _button(given: Json, heard: dict[str, Callback]) -> Any:
    name = given.get("name")
    if not isinstance(name, str) or not name:
        raise InvalidArguments("a mode bar button needs a name, unique among the chart's buttons.")
    wrong = [key for key in given if key not in BUTTON and key != "on_click"]
    if wrong:
        raise InvalidArguments(f"button {name!r} has no field {wrong[0]!r}. {nearest(wrong[0], sorted(BUTTON))}")
    if given.get("click") is not None:
        raise InvalidArguments(
            f"button {name!r} has click=, JavaScript as text, which pages never run. Give on_click=, a Python "
            "function, or event=, and listen to that in Python or in a script of the page."
        )
    if set(given) <= {"name"} and name in set(StandardButton):
        return name
    callback = given.pop("on_click", None) or given.pop("onClick", None)
    if callback is not None:
        given["event"] = given.get("event") or event_of(name)
    if given.get("event") is not None:
        _check_event(name, given["event"])
    elif "attr" not in given and "action" not in given:
        raise InvalidArguments(f"button {name!r} does nothing; give on_click=, event= or attr= and val=.")
    if callback is not None:
        if not callable(callback):
            raise InvalidArguments(f"on_click of button {name!r} must be a function, not {type(callback).__name__}.")
        if given["event"] in heard:
            raise InvalidArguments(f"two buttons emit {given['event']!r}; give each an event= or a name of its own.")
        heard[given["event"]] = callback
    return {**given, "icon": icon_of(name, given.get("icon"))}


def _check_event(button: str, event: Any) -> None:
    try:
        check_name(event)
    except NoSuchEvent as error:
        raise InvalidArguments(f"button {button!r}: {error}") from None
    if event.partition(":")[0] in RESERVED:
        raise InvalidArguments(f"button {button!r} cannot emit {event!r}, a reserved event; name it app:... .")


def icon_of(button: str, icon: Any) -> Any:
    """A name that Plotly knows, or `{width, height, path}` or `{svg}`."""
    match icon:
        case None:
            return str(PlotlyIconName.QUESTION)
        case PlotlyModel():
            return dict(_icon_parts(button, icon.to_plotly_json()))
        case Mapping():
            return dict(_icon_parts(button, cast("Mapping[str, Any]", icon)))
        case str() if icon.lstrip().startswith("<svg"):
            return {"svg": icon}
        case str() if icon in set(PlotlyIconName):
            return str(icon)
        case str() if icon[:1] in "Mm" and any(c.isdigit() for c in icon):
            return {"width": 500, "height": 500, "path": icon}
        case _:
            raise InvalidArguments(
                f"button {button!r}: no icon {icon!r}. {nearest(str(icon), [str(i) for i in PlotlyIconName])}"
            )


def _icon_parts(button: str, icon: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "path" not in icon and "svg" not in icon:
        raise InvalidArguments(f"the icon of button {button!r} needs a path or an svg.")
    for key, value in icon.items():
        if key not in ICON:
            raise InvalidArguments(f"the icon of button {button!r} has no {key!r}. {nearest(key, sorted(ICON))}")
        if "svg" not in icon or key == "svg":
            yield key, value


__all__ = ["ChartConfig", "config_of", "icon_of"]

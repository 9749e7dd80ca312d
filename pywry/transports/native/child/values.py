"""Between JSON and PyTauri's own values."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.errors import Refused, offer

Take = Callable[[Desk, Any], Any]


def as_is(desk: Desk, value: Any) -> Any:
    """What needs no change."""
    return value


def number(desk: Desk, value: Any) -> float:
    """A number; PyTauri takes no whole ones in its place."""
    return float(value)


def size(desk: Desk, value: Any) -> Any:
    """A size, in logical pixels if its unit says nothing else."""
    if value.get("unit") == "physical":
        return desk.P.Size.Physical((round(value["width"]), round(value["height"])))
    return desk.P.Size.Logical((float(value["width"]), float(value["height"])))


def position(desk: Desk, value: Any) -> Any:
    """A position, in logical pixels if its unit says nothing else."""
    if value.get("unit") == "physical":
        return desk.P.Position.Physical((round(value["x"]), round(value["y"])))
    return desk.P.Position.Logical((float(value["x"]), float(value["y"])))


def physical(value: Any, scale: float) -> dict[str, int]:
    """A size or a position in physical pixels."""
    factor = 1.0 if value.get("unit") == "physical" else scale
    return {name: round(part * factor) for name, part in value.items() if name != "unit"}


def color(desk: Desk, value: Any) -> Any:
    """Red, green, blue, alpha."""
    return tuple(value)


def icon(desk: Desk, value: Any) -> Any:
    """A picture: `{rgba, width, height}`, the pixels in base64."""
    return desk.P.image.Image(base64.b64decode(value["rgba"]), value["width"], value["height"])


def member(kind: Any, name: str) -> Any:
    """A member of one of PyTauri's enumerations, however its name is spelt.

    Raises:
        Refused: It has none of that name.
    """
    members = {known.rstrip("_").lower(): known for known in dir(kind) if not known.startswith("_")}
    found = members.get(name.replace("-", "").replace("_", "").lower())
    if found is None:
        raise Refused(f"{kind.__name__} has no {name!r}. {offer(name, members.values())}")
    return getattr(kind, found)


def theme(desk: Desk, value: Any) -> Any:
    """A theme; "system" is none."""
    return None if value == "system" else member(desk.P.Theme, value)


def attention(desk: Desk, value: Any) -> Any:
    """How urgently the person is asked to look."""
    return member(desk.P.UserAttentionType, value)


def cursor(desk: Desk, value: Any) -> Any:
    """A shape of the pointer."""
    return member(desk.P.CursorIcon, value)


def title_bar(desk: Desk, value: Any) -> Any:
    """A style of the title bar."""
    return member(desk.P.window.TitleBarStyle, value)


def effects(desk: Desk, value: Any) -> Any:
    """Materials behind a transparent window."""
    kinds, told = desk.P.window, dict(value)
    if told.get("effects") is not None:
        told["effects"] = [member(kinds.Effect, name) for name in told["effects"]]
    if told.get("state") is not None:
        told["state"] = member(kinds.EffectState, told["state"])
    if told.get("color") is not None:
        told["color"] = tuple(told["color"])
    return told


def progress(desk: Desk, value: Any) -> Any:
    """What the icon in the taskbar says about progress."""
    told = dict(value)
    if "status" in told:
        told["status"] = member(desk.P.window.ProgressBarStatus, told["status"])
    return told


def cookie(desk: Desk, value: Any) -> Any:
    """A cookie, by the names that PyTauri has for its parts."""
    from datetime import UTC, datetime

    told = {"key": value["name"], "value": value.get("value", "")}
    names = {"domain": "domain", "path": "path", "secure": "secure", "http_only": "httponly"}
    told |= {wheel: value[name] for name, wheel in names.items() if value.get(name) is not None}
    if value.get("same_site"):
        told["samesite"] = member(desk.P.webview.SameSite, value["same_site"])
    if value.get("expires") is not None:
        told["expires"] = datetime.fromtimestamp(value["expires"], UTC)
    return told


def optional(take: Take) -> Take:
    """The same, with nothing allowed."""
    return lambda desk, value: None if value is None else take(desk, value)


def told_size(value: Any) -> dict[str, Any]:
    """A size as JSON."""
    return {"width": value[0], "height": value[1]}


def told_position(value: Any) -> dict[str, Any]:
    """A position as JSON."""
    return {"x": value[0], "y": value[1]}


def told_name(value: Any) -> str:
    """A member of an enumeration as JSON."""
    return repr(value).rpartition(".")[2].rstrip("_").lower()


def told_monitor(value: Any) -> dict[str, Any] | None:
    """A monitor as JSON; None if there is none."""
    if value is None:
        return None
    area = value.work_area
    return {
        "name": value.name,
        "size": told_size(value.size),
        "position": told_position(value.position),
        "scale_factor": value.scale_factor,
        "work_area": {"size": told_size(area.size), "position": told_position(area.position)},
    }


def told_monitors(value: Any) -> list[dict[str, Any] | None]:
    """Monitors as JSON."""
    return [told_monitor(monitor) for monitor in value]


def told_cookie(value: Any) -> dict[str, Any]:
    """A cookie as JSON; what it does not say is left out."""
    expires, same_site = value.get("expires"), value.get("samesite")
    told = {
        "name": value["key"],
        "value": value["value"],
        "domain": value.get("domain"),
        "path": value.get("path"),
        "secure": value.get("secure"),
        "http_only": value.get("httponly"),
        "same_site": None if same_site is None else told_name(same_site),
        "expires": None if expires is None else expires.timestamp(),
    }
    return {name: part for name, part in told.items() if part is not None}

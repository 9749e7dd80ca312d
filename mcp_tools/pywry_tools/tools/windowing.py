"""What the tools of windows have in common: how arguments get to a window, and what is answered."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import ValidatorFunctionWrapHandler, WrapValidator

from pywry_tools.errors import InvalidArguments
from pywry_tools.ids import WidgetId
from pywry_tools.models.compact import Checked
from pywry_tools.models.page import Theme as PageTheme
from pywry_tools.models.screen import LogicalPosition, LogicalSize, PhysicalPosition, PhysicalSize
from pywry_tools.models.screen import Theme as NativeTheme
from pywry_tools.models.window import Pixels, Place, WindowState
from pywry_tools.ports import Context

BRIEF = (
    "title",
    "scale_factor",
    "outer_position",
    "inner_size",
    "is_fullscreen",
    "is_minimized",
    "is_maximized",
    "is_visible",
    "is_focused",
)


def whole(*kinds: type) -> WrapValidator:
    """Lets a value of these classes pass as it is."""

    def check(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        return value if isinstance(value, kinds) else handler(value)

    return WrapValidator(check)


Width: TypeAlias = Annotated[float | LogicalSize | PhysicalSize, Checked(Pixels), whole(LogicalSize, PhysicalSize)]
"""A width, or from people a whole size."""

Left: TypeAlias = Annotated[
    float | LogicalPosition | PhysicalPosition, Checked(Place), whole(LogicalPosition, PhysicalPosition)
]
"""A distance from the left, or from people a whole position."""

AnyTheme: TypeAlias = Annotated[NativeTheme | PageTheme, Checked(PageTheme)]


async def ask(ctx: Context, widget: WidgetId, method: str, *args: Any) -> Any:
    """What a method of the window answers."""
    return await ctx.native("window_call", needs="window", widget=widget, method=method, args=list(args))


async def do(ctx: Context, widget: WidgetId, method: str, *args: Any, note: str | None = None) -> WindowState:
    """Call a method of the window; how the window is afterwards."""
    return WindowState.of(widget, await ask(ctx, widget, method, *args), note)


async def values(ctx: Context, widget: WidgetId, *properties: str) -> dict[str, Any]:
    """Properties of the window."""
    told = await ctx.native("window_get", needs="window", widget=widget, properties=list(properties))
    found: dict[str, Any] = told["values"]
    return found


async def state_of(ctx: Context, widget: WidgetId, note: str | None = None) -> WindowState:
    """How the window is now."""
    return WindowState.of(widget, await values(ctx, widget, *BRIEF), note)


def size(width: float | LogicalSize | PhysicalSize, height: float | None) -> dict[str, Any]:
    """A size as the window system takes it.

    Raises:
        InvalidArguments: A height is missing, or is there twice.
    """
    if isinstance(width, LogicalSize | PhysicalSize):
        if height is not None:
            raise InvalidArguments("a whole size was given, and a height too; give the size alone.")
        if width.width <= 0 or width.height <= 0:
            raise InvalidArguments(f"a window cannot be of {width!r}; width and height are above zero.")
        unit = "physical" if isinstance(width, PhysicalSize) else "logical"
        return {"width": width.width, "height": width.height, "unit": unit}
    if height is None:
        raise InvalidArguments("a width was given without a height; give both.")
    return {"width": width, "height": height}


def limit(width: float | LogicalSize | PhysicalSize | None, height: float | None) -> dict[str, Any] | None:
    """A size that may be left out altogether, as the window system takes it.

    Raises:
        InvalidArguments: Only one of the two was given.
    """
    if width is None:
        if height is not None:
            raise InvalidArguments("a height was given without a width; give both, or none to lift the limit.")
        return None
    return size(width, height)


def position(x: float | LogicalPosition | PhysicalPosition, y: float | None) -> dict[str, Any]:
    """A position as the window system takes it.

    Raises:
        InvalidArguments: y is missing, or is there twice.
    """
    if isinstance(x, LogicalPosition | PhysicalPosition):
        if y is not None:
            raise InvalidArguments("a whole position was given, and y too; give the position alone.")
        return {"x": x.x, "y": x.y, "unit": "physical" if isinstance(x, PhysicalPosition) else "logical"}
    if y is None:
        raise InvalidArguments("x was given without y; give both.")
    return {"x": x, "y": y}

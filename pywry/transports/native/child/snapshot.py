"""Pictures of pages, as the web view itself draws them: whether or not the window is seen."""

from __future__ import annotations

import ctypes
import math
from concurrent.futures import Future
from functools import cache
from typing import Any

from pywry.transports.native import pipe
from pywry.transports.native.child import webkit
from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.errors import Refused

VISIBLE = 0
ARGB = 0
KEPT = "snapshots"

Write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ctypes.c_ubyte), ctypes.c_uint)

FUNCTIONS: tuple[tuple[str, Any, list[Any]], ...] = (
    ("cairo_image_surface_get_width", ctypes.c_int, [ctypes.c_void_p]),
    ("cairo_image_surface_get_height", ctypes.c_int, [ctypes.c_void_p]),
    ("cairo_surface_create_for_rectangle", ctypes.c_void_p, [ctypes.c_void_p, *[ctypes.c_double] * 4]),
    ("cairo_image_surface_create", ctypes.c_void_p, [ctypes.c_int, ctypes.c_int, ctypes.c_int]),
    ("cairo_create", ctypes.c_void_p, [ctypes.c_void_p]),
    ("cairo_scale", None, [ctypes.c_void_p, ctypes.c_double, ctypes.c_double]),
    ("cairo_set_source_surface", None, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_double, ctypes.c_double]),
    ("cairo_paint", None, [ctypes.c_void_p]),
    ("cairo_destroy", None, [ctypes.c_void_p]),
    ("cairo_surface_write_to_png_stream", ctypes.c_int, [ctypes.c_void_p, Write, ctypes.c_void_p]),
    ("cairo_surface_destroy", None, [ctypes.c_void_p]),
)

Rect = tuple[float, float, float, float]


@cache
def cairo() -> Any:
    """The library that draws; None where it is not loaded."""
    try:
        found: Any = ctypes.CDLL("libcairo.so.2")
    except OSError:
        return None
    for name, returns, takes in FUNCTIONS:
        entry = getattr(found, name)
        entry.restype, entry.argtypes = returns, takes
    return found


def snapshot(desk: Desk, fields: dict[str, Any]) -> Future[pipe.Bytes]:
    """A PNG of what a window's page shows, or of a part.

    `rect` is [x, y, width, height] in CSS pixels, `width` the page's; `most` is how many pixels the picture's longer
    side may have.
    """
    window = desk.window(fields.get("label"))
    if webkit.library() is None or cairo() is None:
        raise Refused("a picture of a window can be taken on Linux alone; use page_describe.", "not_here")
    answer: Future[pipe.Bytes] = Future()
    desk.handle.run_on_main_thread(lambda: _take(desk, window.label, fields, answer))
    return answer


def _take(desk: Desk, label: str, fields: dict[str, Any], answer: Future[pipe.Bytes]) -> None:
    """On the main thread."""
    view = webkit.views(desk).view(label)
    if view is None:
        answer.set_exception(Refused(f"window {label!r} has no web view that can be found; use page_describe."))
        return
    waiting: dict[int, Any] = desk.kept.setdefault(KEPT, {})

    def done(source: int, result: int, _: int | None) -> None:
        try:
            answer.set_result(_picture(source, result, fields))
        except BaseException as error:  # nothing may reach the main loop
            answer.set_exception(error)

    # The function pointer has to outlive its call, and cannot be dropped in it.
    called = waiting[view] = webkit.Done(done)
    webkit.library().webkit_web_view_get_snapshot(view, VISIBLE, 0, None, called, None)


def _picture(view: int, result: int, fields: dict[str, Any]) -> pipe.Bytes:
    fault = ctypes.POINTER(webkit.Fault)()
    surface = webkit.library().webkit_web_view_get_snapshot_finish(view, result, ctypes.byref(fault))
    if not surface:
        said = fault.contents.message.decode("utf-8", "replace") if fault else "it said nothing"
        raise Refused(f"the web view gave no picture of the page: {said}.")
    try:
        return _cut(surface, fields)
    finally:
        cairo().cairo_surface_destroy(surface)


def _cut(surface: int, fields: dict[str, Any]) -> pipe.Bytes:
    library = cairo()
    width, height = library.cairo_image_surface_get_width(surface), library.cairo_image_surface_get_height(surface)
    # A page that is zoomed, or on a fine screen, has several pixels for one of its own.
    scale = width / float(fields["width"]) if fields.get("width") else 1.0
    x, y, across, down = _within(
        [float(side) * scale for side in fields.get("rect") or (0, 0, width, height)], width, height
    )
    part = library.cairo_surface_create_for_rectangle(surface, x, y, across, down)
    try:
        shrunk = min(1.0, float(fields.get("most") or math.inf) / max(across, down))
        png = _png(part) if shrunk == 1 else _small(part, round(across * shrunk), round(down * shrunk), shrunk)
        size = {"width": round(across * shrunk), "height": round(down * shrunk)}
        return pipe.Bytes(png, {**size, "scale": scale * shrunk})
    finally:
        library.cairo_surface_destroy(part)


def _small(surface: int, width: int, height: int, scale: float) -> bytes:
    """A PNG of a surface, made smaller."""
    library = cairo()
    target = library.cairo_image_surface_create(ARGB, max(width, 1), max(height, 1))
    pen = library.cairo_create(target)
    try:
        library.cairo_scale(pen, scale, scale)
        library.cairo_set_source_surface(pen, surface, 0, 0)
        library.cairo_paint(pen)
        return _png(target)
    finally:
        library.cairo_destroy(pen)
        library.cairo_surface_destroy(target)


def _within(rect: list[float], width: float, height: float) -> Rect:
    """The part of a rectangle that is in the picture."""
    left, top = max(0.0, rect[0]), max(0.0, rect[1])
    right, bottom = min(width, rect[0] + rect[2]), min(height, rect[1] + rect[3])
    if right - left < 1 or bottom - top < 1:
        raise Refused("nothing of it is in the window; scroll to it, or make the window larger.")
    return round(left), round(top), round(right - left), round(bottom - top)


def _png(surface: int) -> bytes:
    parts: list[bytes] = []

    def write(_: int | None, data: Any, length: int) -> int:
        parts.append(ctypes.string_at(data, length))
        return 0

    failed = cairo().cairo_surface_write_to_png_stream(surface, Write(write), None)
    if failed:
        raise Refused(f"the picture could not be written as PNG (cairo's status {failed}).")
    return b"".join(parts)


ACTIONS = {"snapshot": snapshot}

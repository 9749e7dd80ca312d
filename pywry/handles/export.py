"""What a page becomes in memory: text of an HTML file, bytes of a PNG or a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast, overload

from pywry.handles.binding import Call, HasWidget, on_widget
from pywry.handles.families import Later, page

if TYPE_CHECKING:
    from typing import Literal

    from pywry_tools.models.export import Exported, PageSize
    from pywry_tools.models.page import Theme

P = ParamSpec("P")
V = TypeVar("V")


class in_memory(Generic[P, V]):  # noqa: N801 - reads as a word in a class body
    """Bind `page_export` with a format, for what needs no file.

    Args:
        says: A function with the signature and the words; it is not called.
    """

    def __init__(self, says: Callable[P, V]) -> None:
        self._format = says.__name__.strip("_")
        self._tool = Later("page", "export")
        self._says = says
        self.__doc__ = says.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> in_memory[P, V]: ...
    @overload
    def __get__(self, owner: HasWidget, kind: type | None = None) -> Call[P, V]: ...
    def __get__(self, owner: HasWidget | None, kind: type | None = None) -> in_memory[P, V] | Call[P, V]:
        if owner is None:
            return self
        filled: dict[str, Any] = {"widget": owner.id, "path": None, "format": self._format, "keep": False}
        return cast("Call[P, V]", _InMemory(self._tool.load(), owner, self._name, filled, self._into, self._says))

    def _into(self, _: object, answer: Exported) -> V:
        return cast(V, answer.content.decode() if self._format == "html" else answer.content)


class _InMemory(Call[..., Any]):
    def __init__(self, tool: Any, owner: Any, name: str, filled: Any, into: Any, says: Callable[..., Any]) -> None:
        super().__init__(tool, owner, name, filled, into)
        self.__doc__ = says.__doc__


def _html(*, panel: str | None = None, theme: Theme | None = None, max_rows: int = 200_000) -> str:
    """The page as it is now, as one HTML document that works without Python and without a network.

    Args:
        panel: Only this panel.
        theme: light, dark or system; None is the page's own.
        max_rows: How many rows a grid may have.

    Raises:
        BadData: A grid has more rows.
        NoSuchPanel: There is no such panel.
    """
    raise NotImplementedError


def _png(
    *,
    panel: str | None = None,
    width: int | None = None,
    height: int | None = None,
    theme: Literal["light", "dark"] | None = None,
) -> bytes:
    """A picture of the whole page, two pixels for one of CSS.

    Args:
        panel: Only this panel.
        width: CSS pixels; None is 1280.
        height: CSS pixels; None is as tall as the page.
        theme: None is the page's own.

    Raises:
        NoBrowser: No Chromium, Chrome or Edge is installed.
        NoSuchPanel: There is no such panel.
    """
    raise NotImplementedError


def _pdf(
    *,
    panel: str | None = None,
    width: int | None = None,
    theme: Literal["light", "dark"] | None = None,
    page_size: PageSize = "A4",
    landscape: bool = False,
    background: bool = True,
) -> bytes:
    """The page as a PDF, with text that can be selected.

    Args:
        panel: Only this panel.
        width: CSS pixels of the page's layout, which is scaled to the paper; None is 1024, or 1280 where it lies.
        theme: None is the page's own.
        page_size: A3, A4, A5, letter, legal, tabloid; "fit" is one sheet as large as the page.
        landscape: Whether the paper lies on its side.
        background: Whether colours behind text and panels are there.

    Raises:
        NoBrowser: No Chromium, Chrome or Edge is installed.
        NoSuchPanel: There is no such panel.
    """
    raise NotImplementedError


class ExportFaces:
    """What every page's handle can become."""

    export = on_widget(page.export)
    to_html = in_memory(_html)
    to_png = in_memory(_png)
    to_pdf = in_memory(_pdf)

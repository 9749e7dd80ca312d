"""What a page becomes in memory: text of an HTML file or a script, bytes of a PNG or a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, overload

from pywry.handles.binding import Call, HasWidget, on_widget
from pywry.handles.families import Later, page

if TYPE_CHECKING:
    import inspect
    from typing import Literal

    from pywry_tools.models.export import Exported, PageSize
    from pywry_tools.models.page import Theme

P = ParamSpec("P")
V = TypeVar("V")

Arguments = Mapping[str, Any]


class Export(Call[P, V]):
    """`page_export` without a file. Call it, or await its `aio`."""

    def __init__(self, owner: HasWidget, chosen: Callable[P, Arguments], into: Callable[[Any, Exported], V]) -> None:
        filled = {"widget": owner.id, "path": None, "keep": False}
        super().__init__(Later("page", "export").load(), owner, chosen.__name__, filled, into)
        self._chosen = chosen
        self._made = into
        self.__doc__ = chosen.__doc__

    @property
    def __signature__(self) -> inspect.Signature:
        from inspect import signature

        return signature(self._chosen).replace(return_annotation=signature(self._made).return_annotation)

    def _arguments(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        return {**self._chosen(*args, **kwargs), **self._filled}


class exports(Generic[P, V]):  # noqa: N801 - reads as a word in a class body
    """Bind `page_export` to a function that says what is exported, from what people give it.

    Args:
        into: Makes what people get from `(owner, answer)`.
        chosen: Gives the tool's arguments; its signature and its words are the face's.
    """

    def __init__(self, into: Callable[[Any, Exported], V], chosen: Callable[P, Arguments]) -> None:
        self._into = into
        self._chosen = chosen
        self.__doc__ = chosen.__doc__

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> exports[P, V]: ...
    @overload
    def __get__(self, owner: HasWidget, kind: type | None = None) -> Export[P, V]: ...
    def __get__(self, owner: HasWidget | None, kind: type | None = None) -> exports[P, V] | Export[P, V]:
        return self if owner is None else Export(owner, self._chosen, self._into)


def _text(_: object, answer: Exported) -> str:
    return answer.content.decode()


def _bytes(_: object, answer: Exported) -> bytes:
    return answer.content


def to_html(*, panel: str | None = None, theme: Theme | None = None, max_rows: int = 200_000) -> Arguments:
    """The page as it is now, as one HTML document that works without Python and without a network.

    Args:
        panel: Only this panel.
        theme: light, dark or system; None is the page's own.
        max_rows: How many rows a grid may have.

    Raises:
        BadData: A grid has more rows.
        NoSuchPanel: There is no such panel.
    """
    return {"format": "html", "panel": panel, "theme": theme, "max_rows": max_rows}


def to_png(
    *,
    panel: str | None = None,
    width: int | None = None,
    height: int | None = None,
    theme: Literal["light", "dark"] | None = None,
) -> Arguments:
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
    return {"format": "png", "panel": panel, "width": width, "height": height, "theme": theme}


def to_pdf(
    *,
    panel: str | None = None,
    width: int | None = None,
    theme: Literal["light", "dark"] | None = None,
    page_size: PageSize = "A4",
    landscape: bool = False,
    background: bool = True,
    max_rows: int | None = None,
) -> Arguments:
    """The page as a PDF: text that can be selected, all tabs, and all rows of grids on as many sheets as they take.

    Args:
        panel: Only this panel.
        width: CSS pixels of the page's layout, which is scaled to the paper; None is 1024, or 1280 where it lies.
        theme: None is light, as paper is.
        page_size: A3, A4, A5, letter, legal, tabloid; "fit" is one sheet as large as the page.
        landscape: Whether the paper lies on its side.
        background: Whether colours behind text and panels are there.
        max_rows: The most rows of a grid; None is 5,000. More than 100,000 cells of a grid are never printed.

    Raises:
        NoBrowser: No Chromium, Chrome or Edge is installed.
        NoSuchPanel: There is no such panel.
    """
    paper = {"page_size": page_size, "landscape": landscape, "background": background, "max_rows": max_rows}
    return {"format": "pdf", "panel": panel, "width": width, "theme": theme, **paper}


def to_python(*, panel: str | None = None, theme: Theme | None = None, max_rows: int = 200_000) -> Arguments:
    """The page as it is now, as one Python script that shows it again through PyWry.

    Larger tables and charts are packed into the text; `export("page.py")` puts them into files beside it instead.
    What a script cannot hold, such as Python callbacks, is named in its comments.

    Args:
        panel: Only this panel.
        theme: light, dark or system; None is the page's own.
        max_rows: How many rows of a table may be packed into the text.

    Raises:
        BadData: A table has more rows.
        NoSuchPanel: There is no such panel.
    """
    return {"format": "py", "panel": panel, "theme": theme, "max_rows": max_rows}


class ExportFaces:
    """What every page's handle can become."""

    export = on_widget(page.export)
    to_html = exports(_text, to_html)
    to_png = exports(_bytes, to_png)
    to_pdf = exports(_bytes, to_pdf)
    to_python = exports(_text, to_python)

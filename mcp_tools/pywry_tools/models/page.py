"""A page, whatever draws it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from pywry_tools.ids import WidgetId

Library = Literal["plotly", "aggrid"]
"""A library whose global a person's own script uses."""

Theme = Literal["light", "dark", "system"]
"""system follows the viewer's own setting."""


class Value(BaseModel):
    """A frozen value; fields are what its class says and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)


class HtmlContent(BaseModel):
    """Ordinary HTML with what it needs.

    Attributes:
        html: A fragment or a whole document, as text; or the Path of a file that holds it.
        json_data: Any data; the page's scripts find it as `window.json_data`.
        init_script: JavaScript that runs last in the page.
        css_files: Style sheets on disk, in order; relative to the calling script's folder, then the working directory.
        script_files: Scripts on disk, in order; found the same way.
        inline_css: CSS text, after the files.
        watch: Whether pages that are open follow the files as they change on disk.
    """

    model_config = ConfigDict(extra="forbid", defer_build=True, arbitrary_types_allowed=True)

    html: str | SkipJsonSchema[Path] = Field(description="A fragment or a document.")
    json_data: Any = Field(default=None, description="window.json_data for the scripts.")
    init_script: str | None = Field(default=None, description="JavaScript that runs last.")
    css_files: SkipJsonSchema[list[Path | str] | None] = None
    script_files: SkipJsonSchema[list[Path | str] | None] = None
    inline_css: str | None = Field(default=None, description="CSS text.")
    watch: SkipJsonSchema[bool] = False


class PageFiles(Value):
    """Where the parts of a page were read from.

    Attributes:
        html: The body's file; None if it was given as text.
        css: The files of the first style sheets, in order; those after them were given as text.
        scripts: The scripts' files, in order.
    """

    html: Path | None = None
    css: tuple[Path, ...] = ()
    scripts: tuple[Path, ...] = ()

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file."""
        return (*((self.html,) if self.html else ()), *self.css, *self.scripts)

    @property
    def css_ids(self) -> tuple[str, ...]:
        """What the style sheets that are files are called in the page, which need not know their folders."""
        names = [path.name for path in self.css]
        return tuple(f"file:{name}" + "~" * names[:place].count(name) for place, name in enumerate(names))


class Page(Value):
    """What a transport draws: one model for all of them.

    Attributes:
        title: For the tab or the title bar.
        html: The body as it was shown; later versions are state.
        data: `window.json_data`.
        css: Style sheets' texts, in order.
        scripts: Scripts' texts, in order, after the body.
        init_script: Runs last.
        libraries: Libraries that have to be there before the body's scripts.
        theme: How it starts.
        files: Where html, css and scripts were read from.
        watch: Whether pages that are open follow the files.
        url: Somebody else's page to show instead; it gets no bridge.
        window: How its window looks where it gets one, such as width and height; see models.window.
    """

    title: str = "PyWry"
    html: str = ""
    data: Any = None
    css: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    init_script: str | None = None
    libraries: frozenset[Library] = frozenset()
    theme: Theme = "system"
    files: PageFiles = PageFiles()
    watch: bool = False
    url: str | None = None
    window: dict[str, Any] = {}


class PanelState(Value):
    """A component on a page, in brief."""

    id: str = Field(description="For panel arguments; the chartId or gridId of its events.")
    kind: str
    title: str | None = None
    facts: dict[str, Any] = Field(description="Rows, columns, traces and the like.")


class WidgetState(Value):
    """A page as it is after the call."""

    widget: WidgetId = Field(description="The page's id, for every further call.")
    kind: str
    title: str
    url: str | None = Field(default=None, description="Where a person can look at it.")
    revision: int = Field(description="Grows with every change.")
    viewers: int = Field(description="How many pages show it now.")
    panels: list[PanelState] = []
    note: str | None = Field(default=None, description="What else is worth knowing.")


class Sent(Value):
    """A change was taken and is on its way to every page that shows the widget."""

    widget: WidgetId
    revision: int = Field(description="Grows with every change.")
    viewers: int = Field(description="How many pages show it now; 0 means that the next one to open will have it.")


Label = Annotated[str, Field(pattern=r"^[A-Za-z][\w.-]{0,63}$"), WithJsonSchema({"type": "string"})]
"""A name of the program's own for a widget."""

__all__ = [
    "HtmlContent",
    "Label",
    "Library",
    "Page",
    "PageFiles",
    "PanelState",
    "Sent",
    "Theme",
    "Value",
    "WidgetState",
]

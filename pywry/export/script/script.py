"""A page as a script that shows it again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pywry.export.script.around import Around, Source
from pywry.export.script.boards import BoardWriter, config_of, figure_node, zoom_of
from pywry.export.script.grids import arguments_of, defs_of, frame_of, hidden, looks_of, rows_of, view_calls
from pywry.export.script.left import bind_lives, note_left
from pywry.export.script.pages import content_of, since_shown, window_of
from pywry.export.script.program import Program
from pywry.export.script.references import Tables
from pywry.export.script.source import Call, Code
from pywry.export.script.tables import Data
from pywry.panels.board import board_of
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry_tools.errors import NoSuchPanel
from pywry_tools.models.page import Theme

Json = dict[str, Any]
Target = Literal["board", "chart", "grid", "page"]

HANDLES = {"board": "DashboardHandle", "chart": "ChartHandle", "grid": "GridHandle", "page": "Handle"}
TARGETS: dict[str, Target] = {"dashboard": "board", "chart": "chart", "grid": "grid"}


@dataclass(frozen=True)
class Script:
    """A script.

    Attributes:
        text: Its source.
        files: What has to stand beside it, by name.
        notes: What it does not do.
    """

    text: str
    files: dict[str, bytes]
    notes: Sequence[str]


class Writer:
    """Writes one script: `draft` looks at the page, which must not change meanwhile, and `finish` at it no more.

    Args:
        source: The page.
        around: What the program has around it.
        place: The file that it becomes; None if it stands alone.
        panel: Only this panel.
        max_rows: How many rows are packed into a script without files.
    """

    def __init__(self, source: Source, around: Around, *, place: Path | None, panel: str | None, max_rows: int) -> None:
        self._source = source
        self._around = around
        self._target: Target = TARGETS.get(source.kind, "page")
        own_title = None if around.title == "PyWry" else around.title
        self._program = Program(HANDLES[self._target], own_title)
        self._program.names.new(self._target)
        self._data = Data(self._program, None if place is None else place.stem, max_rows)
        self._tables = Tables(self._program, self._data, around.origin, None if place is None else place.parent)
        self._panel = panel

    def draft(self, theme: Theme | None) -> None:
        """Write all but large data.

        Args:
            theme: Instead of the page's own.

        Raises:
            NoSuchPanel: The page has lost its panels.
        """
        board = board_of(self._source.react) if self._target == "board" else None
        with nullcontext() if board is None else board.held():
            self._draft(theme)

    def _draft(self, theme: Theme | None) -> None:
        show, finish = getattr(self, f"_{self._target}")()
        call = Call(f"app.{show.function}", show.args, {**show.keywords, **self._common(theme)}, show.needs)
        program, panels = self._program, None if self._panel is None else {self._panel}
        program.assign(self._target, call)
        shown = program.length
        finish()
        since_shown(program, self._source, self._target)
        bind_lives(program, self._around, self._target, self._source.id, panels)
        note_left(program, self._around, self._target, panels)
        if program.length == shown:
            # Nothing is done with the handle, so that it needs no name.
            program.drop_last()
            program.give(call)
        else:
            program.give(Code(self._target))

    def finish(self) -> Script:
        """Write the data.

        Raises:
            BadData: A table has too many rows to be packed into a script that stands alone.
        """
        return Script(self._program.render(), self._data.files, self._program.notes)

    def _common(self, theme: Theme | None) -> Json:
        """What every page is shown with."""
        shown = theme or self._source.theme
        looks = {} if shown == "system" else {"theme": shown}
        label = {"label": str(self._source.id)} if self._around.label else {}
        return {**looks, **label, **window_of(self._program, self._source)}

    def _title(self, usual: str | None = None) -> Json:
        title = self._source.page.title
        return {} if title in (usual, self._around.title) else {"title": title}

    def _board(self) -> tuple[Call, Any]:
        writer = BoardWriter(self._program, self._data, self._tables, board_of(self._source.react), self._panel)
        title = {"title": self._source.page.title} if self._source.page.html else {}
        arguments = writer.arguments()
        panels = arguments.pop("panels")
        return Call("show_dashboard", (panels,), {**title, **arguments}), writer.finish

    def _chart(self) -> tuple[Call, Any]:
        panel = self._only(ChartPanel)
        figure = self._program.names.new("figure")
        self._program.assign(figure, figure_node_alone(self._program, self._data, panel))
        config = config_of(panel)
        title = self._title(panel.summary().get("figure_title"))
        zoom = zoom_of(panel)

        def finish() -> None:
            if zoom is not None:
                self._program.do(Call("chart.update_layout", (zoom,)))

        return Call("show_plotly", (Code(figure),), {**title, **({"config": config} if config else {})}), finish

    def _grid(self) -> tuple[Call, Any]:
        panel = self._only(GridPanel)
        rows = self._tables.write("rows", lambda: rows_of(panel), frame_of(panel))
        looks = looks_of(panel)
        quick = looks["options"].pop("quickFilterText", None)
        arguments = arguments_of(panel, looks)

        def finish() -> None:
            if hidden(panel, looks):
                self._program.do(Call("grid.update_columns", (defs_of(looks, None, every=True),)))
            for call in view_calls("grid", {"quickFilterText": quick}, {}):
                self._program.do(call)
            if panel.rows.named and panel.rows.key is None:
                self._program.note("The rows are numbered anew, without those that were removed.")

        return Call("show_dataframe", (rows,), {**self._title(), **arguments}), finish

    def _page(self) -> tuple[Call, Any]:
        page = self._source.page
        libraries = {f"include_{name}": True for name in sorted(page.libraries)}
        if page.url is not None:
            title = {} if page.title == page.url else {"title": page.title}
            return Call("show", (), {**title, "url": page.url}), _nothing
        return Call("show", (content_of(self._program, self._source),), {**self._title(), **libraries}), _nothing

    def _only(self, kind: type[Any]) -> Any:
        found = [panel for panel in self._source.panels.values() if isinstance(panel, kind)]
        if not found:
            raise NoSuchPanel(self._source.kind, self._source.panels, where=f" in {self._source.id}")
        return found[0]


def figure_node_alone(program: Program, data: Data, panel: ChartPanel) -> Any:
    """A chart's figure without its config, which is an argument of its own."""
    node = figure_node(program, data, "figure", panel)
    return {name: part for name, part in node.items() if name != "config"}


def _nothing() -> None:
    """Nothing has to be done."""

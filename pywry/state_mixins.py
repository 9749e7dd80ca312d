"""Mixins for components that work on the app, on every handle and in every transport."""

from __future__ import annotations

from typing import Any, Literal


class EmittingWidget:
    """Anything that can send events to pages: the base of `PyWry` and of every handle.

    A component of your own derives from it and is mixed into an app or a handle:

        class Notes(EmittingWidget):
            def notify(self, body: str) -> None:
                self.emit("pywry:alert", {"message": body})

        class App(Notes, PyWry): ...
    """

    def emit(self, event_type: str, data: Any = None, label: str | None = None) -> None:
        """Send an event to a page; every viewer gets it once, in order. Never blocks.

        Args:
            event_type: `namespace:event-name`; reserved names do what the event reference says.
            data: JSON-able data with figures, frames, arrays, dates, models and dataclasses anywhere inside.
            label: Which widget; None means this one, or all that are open.

        Raises:
            TypeError: The class was not mixed into PyWry or a handle.
        """
        raise TypeError(
            f"{type(self).__name__} cannot emit on its own; "
            f"mix it into PyWry or a handle: class App({type(self).__name__}, PyWry)."
        )

    def alert(
        self,
        message: str,
        alert_type: Literal["info", "success", "warning", "error", "confirm"] = "info",
        title: str | None = None,
        duration: int | None = None,
        callback_event: str | None = None,
        position: Literal["top-right", "top-left", "bottom-right", "bottom-left"] = "top-right",
        label: str | None = None,
    ) -> None:
        """Show a toast.

        Args:
            message: One or two sentences.
            alert_type: A confirm asks, and answers with `callback_event` and `{"confirmed": bool}`.
            title: A heading.
            duration: Milliseconds; None is the kind's own, 0 stays until it is closed.
            callback_event: For a confirm: the event that carries the answer.
            position: The corner.
            label: Which widget; None means this one, or all that are open.
        """
        data = {"message": message, "type": alert_type, "position": position}
        more = {"title": title, "duration": duration, "callback_event": callback_event}
        self.emit("pywry:alert", {**data, **{k: v for k, v in more.items() if v is not None}}, label)


class PlotlyStateMixin(EmittingWidget):
    """Changes charts by their ids: on an app the charts of all pages, on a dashboard its own."""

    def update_figure(
        self,
        figure: Any,
        chart_id: str | None = None,
        animate: bool = False,
        config: Any = None,
        label: str | None = None,
    ) -> None:
        """Put another figure in place of a chart's own; zoom and selection are kept where they fit.

        Args:
            figure: A figure of any kind that `show_plotly` takes.
            chart_id: Which chart; None is a page's only one.
            animate: Move from the old values to the new ones.
            config: Plotly's config, a `PlotlyConfig` or a dict; None leaves it.
            label: Which page; None means this one, or all that have such a chart.

        Raises:
            NoSuchPanel: There is no such chart, or a page has several and none was named.
        """
        more = {} if config is None else {"config": config}
        self._tell_charts("update-figure", chart_id, label, figure=figure, animate=animate, **more)

    def update_layout(self, layout: dict[str, Any], chart_id: str | None = None, label: str | None = None) -> None:
        """Change parts of a chart's layout.

        Args:
            layout: As for Plotly.relayout; keys may be dotted, such as xaxis.range.
            chart_id: Which chart; None is a page's only one.
            label: Which page; None means this one, or all that have such a chart.
        """
        self._tell_charts("update-layout", chart_id, label, layout=layout)

    def update_traces(
        self,
        patch: dict[str, Any],
        indices: list[int] | None = None,
        chart_id: str | None = None,
        label: str | None = None,
    ) -> None:
        """Change attributes of a chart's traces.

        Args:
            patch: As for Plotly.restyle: attribute to a value, or to a list with one value a trace.
            indices: The traces to change; None means all.
            chart_id: Which chart; None is a page's only one.
            label: Which page; None means this one, or all that have such a chart.
        """
        more = {} if indices is None else {"indices": indices}
        self._tell_charts("update-traces", chart_id, label, update=patch, **more)

    def reset_zoom(self, chart_id: str | None = None, label: str | None = None) -> None:
        """Show all of a chart's data again.

        Args:
            chart_id: Which chart; None is a page's only one.
            label: Which page; None means this one, or all that have such a chart.
        """
        self._tell_charts("reset-zoom", chart_id, label)

    def set_zoom(
        self,
        xaxis_range: list[Any] | None = None,
        yaxis_range: list[Any] | None = None,
        chart_id: str | None = None,
        label: str | None = None,
    ) -> None:
        """Show a part of a chart's data.

        Args:
            xaxis_range: From and to along x; None leaves it as it is.
            yaxis_range: From and to along y; None leaves it as it is.
            chart_id: Which chart; None is a page's only one.
            label: Which page; None means this one, or all that have such a chart.
        """
        ranges = {"xaxis.range": xaxis_range, "yaxis.range": yaxis_range}
        self.update_layout({name: ends for name, ends in ranges.items() if ends is not None}, chart_id, label)

    def set_trace_visibility(
        self,
        visible: bool | Literal["legendonly"] | list[bool | Literal["legendonly"]],
        indices: list[int] | None = None,
        chart_id: str | None = None,
        label: str | None = None,
    ) -> None:
        """Show or hide a chart's traces.

        Args:
            visible: True, False, or "legendonly", which leaves a trace in the legend; a list has one for each trace.
            indices: Which traces; None means all.
            chart_id: Which chart; None is a page's only one.
            label: Which page; None means this one, or all that have such a chart.
        """
        self.update_traces({"visible": visible}, indices, chart_id, label)

    def request_plotly_state(self, chart_id: str | None = None, label: str | None = None) -> None:
        """Ask every page for a chart's layout and traces; each answers with the event plotly:state-response.

        Args:
            chart_id: Which chart; None is a page's only one.
            label: Which page; None means this one, or all that have such a chart.
        """
        self._tell_charts("request-state", chart_id, label)

    def _tell_charts(self, event: str, chart: str | None, label: str | None, /, **data: Any) -> None:
        named = {} if chart is None else {"chartId": chart}
        for page in self._chart_pages(chart, label):
            self.emit(f"plotly:{event}", {**data, **named}, page)

    def _chart_pages(self, chart: str | None, label: str | None) -> list[str | None]:
        """Where such charts are; a page that was named, and this one, are taken as they are."""
        return [label]


class GridStateMixin(EmittingWidget):
    """Changes grids by their ids: on an app the grids of all pages, on a dashboard its own."""

    def update_data(
        self,
        data: Any,
        grid_id: str | None = None,
        strategy: Literal["set", "append", "update"] = "set",
        label: str | None = None,
    ) -> None:
        """Set, append or update a grid's rows.

        Args:
            data: Anything that `show_dataframe` takes.
            grid_id: Which grid; None is a page's only one.
            strategy: set replaces all rows, append adds, update writes into rows of the same id.
            label: Which page; None means this one, or all that have such a grid.

        Raises:
            NoSuchPanel: There is no such grid, or a page has several and none was named.
        """
        self._tell_grids("update-data", grid_id, label, data=data, strategy=strategy)

    def update_cell(
        self, row_id: str | int, col_id: str, value: Any, grid_id: str | None = None, label: str | None = None
    ) -> None:
        """Write one cell of a grid.

        Args:
            row_id: The row's id.
            col_id: The column.
            value: What to write.
            grid_id: Which grid; None is a page's only one.
            label: Which page; None means this one, or all that have such a grid.
        """
        self._tell_grids("update-cell", grid_id, label, rowId=str(row_id), colId=col_id, value=value)

    def update_columns(self, column_defs: list[Any], grid_id: str | None = None, label: str | None = None) -> None:
        """Say which columns a grid shows, in which order, and how they look.

        Args:
            column_defs: AG Grid column definitions, as dicts or `ColDef`.
            grid_id: Which grid; None is a page's only one.
            label: Which page; None means this one, or all that have such a grid.
        """
        from pywry_tools.models.grid import plain

        self._tell_grids("update-columns", grid_id, label, columnDefs=plain(column_defs))

    def update_grid(
        self,
        data: Any = None,
        columns: list[Any] | None = None,
        restore_state: dict[str, Any] | None = None,
        grid_id: str | None = None,
        label: str | None = None,
    ) -> None:
        """Set a grid's rows, columns and state in one step.

        Args:
            data: All rows; None leaves them.
            columns: AG Grid column definitions; None leaves them.
            restore_state: As grid:state-response gave it; None leaves columns, filters and sort.
            grid_id: Which grid; None is a page's only one.
            label: Which page; None means this one, or all that have such a grid.
        """
        from pywry_tools.models.grid import plain

        given = {"data": data, "columnDefs": None if columns is None else plain(columns), "restoreState": restore_state}
        self._tell_grids("update-grid", grid_id, label, **{k: v for k, v in given.items() if v is not None})

    def request_grid_state(self, context: Any = None, grid_id: str | None = None, label: str | None = None) -> None:
        """Ask every page for a grid's columns, filters and sort; each answers with the event grid:state-response.

        Args:
            context: Comes back in the answer.
            grid_id: Which grid; None is a page's only one.
            label: Which page; None means this one, or all that have such a grid.
        """
        self._tell_grids("request-state", grid_id, label, context=context)

    def restore_state(self, state: dict[str, Any], grid_id: str | None = None, label: str | None = None) -> None:
        """Put back a grid's columns, filters and sort.

        Args:
            state: As grid:state-response gave it.
            grid_id: Which grid; None is a page's only one.
            label: Which page; None means this one, or all that have such a grid.
        """
        self._tell_grids("restore-state", grid_id, label, state=state)

    def reset_state(self, grid_id: str | None = None, hard: bool = False, label: str | None = None) -> None:
        """Lift a grid's filters and sort and put its columns back.

        Args:
            grid_id: Which grid; None is a page's only one.
            hard: Also lift the selection and what links hide.
            label: Which page; None means this one, or all that have such a grid.
        """
        self._tell_grids("reset-state", grid_id, label, hard=hard)

    def _tell_grids(self, event: str, grid: str | None, label: str | None, /, **data: Any) -> None:
        named = {} if grid is None else {"gridId": grid}
        for page in self._grid_pages(grid, label):
            self.emit(f"grid:{event}", {**data, **named}, page)

    def _grid_pages(self, grid: str | None, label: str | None) -> list[str | None]:
        """Where such grids are; a page that was named, and this one, are taken as they are."""
        return [label]

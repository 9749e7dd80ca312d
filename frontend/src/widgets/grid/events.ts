import type { CellClickedEvent, CellDoubleClickedEvent, CellValueChangedEvent, GridApi, GridOptions } from "ag-grid-community";
import type { PanelContext } from "../../panels/panel";
import { isPinned } from "./pinned";
import type { Row, Rows } from "./rows";

type Json = Record<string, unknown>;
type CellEvent = CellClickedEvent<Row> | CellDoubleClickedEvent<Row>;

/** The options that tell Python what a person does in the grid. */
export function listenToPerson({ id, emit }: PanelContext, rows: Rows): GridOptions<Row> {
  const head = { gridId: id, widget_type: "grid" };
  const cell = (event: CellEvent | CellValueChangedEvent<Row>): Json => ({
    ...head,
    rowIndex: event.rowIndex,
    rowId: event.data?.id ?? null,
    colId: event.column.getColId(),
  });
  const clicked = (name: string, event: CellEvent): void => {
    if (isPinned(event)) return;
    const field = event.column.getColId();
    emit(name, { ...cell(event), value: rows.wire(field, event.value), data: event.data === undefined ? null : rows.plain(event.data) });
  };
  return {
    onCellClicked: (event) => clicked("grid:cell-click", event),
    onCellDoubleClicked: (event) => clicked("grid:cell-double-click", event),
    onCellValueChanged: (event) => {
      const field = event.column.getColId();
      const [oldValue, newValue] = [rows.wire(field, event.oldValue), rows.wire(field, event.newValue)];
      const source = event.source === "undo" || event.source === "redo" ? event.source : "edit";
      emit("grid:cell-edit", { ...cell(event), oldValue, newValue, source, data: rows.plain(event.data) });
    },
    onSelectionChanged: ({ api }) => {
      const selected = api.getSelectedRows();
      emit("grid:row-selected", { ...head, rows: selected.map((row) => rows.plain(row)), rowIds: selected.map((row) => row.id) });
    },
    onFilterChanged: ({ api, source }) => {
      // Rows that Python itself keeps or drops are no news to it.
      if (source !== "api") emit("grid:filter-changed", { ...head, filterModel: api.getFilterModel(), rows: api.getDisplayedRowCount() });
    },
    onSortChanged: ({ api, source }) => {
      if (source !== "api" && source !== "gridOptionsChanged") emit("grid:sort-changed", { ...head, sortModel: sortModel(api) });
    },
  };
}

/** The columns that sort the grid, the first first. */
export function sortModel(api: GridApi<Row>): { colId: string; sort: "asc" | "desc" }[] {
  return api
    .getColumnState()
    .filter(({ sort }) => sort === "asc" || sort === "desc")
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .map(({ colId, sort }) => ({ colId, sort: sort as "asc" | "desc" }));
}

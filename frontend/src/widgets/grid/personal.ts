import type { GridApi, GridOptions } from "ag-grid-community";
import type { ColumnSpec } from "./columns";
import { pinned } from "./pinned";
import type { Row } from "./rows";

const WIDTHS = ["width", "flex", "initialWidth", "initialFlex"] as const;

/** Our defaults, and over them what the person chose. */
export function personal(options: GridOptions<Row> = {}, columns: readonly ColumnSpec[] = []): GridOptions<Row> {
  // Which filter a column has is said by its own definition.
  // Edits are taken back by us, through every change of the rows; AG Grid's own stack is cleared by each.
  const { filter: _filter, ...common } = options.defaultColDef ?? {};
  const { undoRedoCellEditing: _undo, undoRedoCellEditingLimit: _limit, ...rest } = options;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animateRows: !calm,
    autoSizeStrategy: {
      type: "fitCellContents",
      colIds: fitted(options, columns),
      scaleUpToFitGridWidth: true,
      defaultMaxWidth: 360,
      continuous: true,
      shouldAutoSizeColumns: whenResized(),
    },
    suppressColumnMoveAnimation: calm,
    // A filter needs more room than a small panel has.
    popupParent: document.body,
    deltaSort: true,
    autoSizePadding: 20,
    ...rest,
    ...pinned(options, columns),
    defaultColDef: { sortable: true, resizable: true, minWidth: 80, ...common },
  };
}

/** Columns fill the room again when there is more or less of it; rows that come later do not move them. */
function whenResized(): (change: { readonly reason: string; readonly api: GridApi<Row> }) => boolean {
  let isDone = false;
  return ({ reason, api }) => {
    const wanted = !isDone || reason === "gridSizeChanged";
    isDone ||= api.getRenderedNodes().some(({ data }) => data !== undefined);
    return wanted;
  };
}

/** The columns that become as wide as what they hold: all that were given neither a width nor a share of the room. */
export function fitted(options: GridOptions<Row>, columns: readonly ColumnSpec[]): string[] {
  const isOpen = (given: object = {}): boolean => WIDTHS.every((name) => (given as Record<string, unknown>)[name] === undefined);
  return isOpen(options.defaultColDef) ? columns.filter(({ colDef }) => isOpen(colDef)).map(({ field }) => field) : [];
}

/** Give columns the widths that they had at first. */
export function refit(api: GridApi<Row>): void {
  const strategy = api.getGridOption("autoSizeStrategy");
  if (strategy?.type !== "fitCellContents") return api.autoSizeAllColumns();
  const { colIds = [], ...rest } = strategy;
  api.autoSizeColumns({ ...rest, colIds });
}

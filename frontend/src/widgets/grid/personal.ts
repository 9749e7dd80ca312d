import type { GridOptions } from "ag-grid-community";
import type { Row } from "./rows";

/** Our defaults, and over them what the person chose. */
export function personal(options: GridOptions<Row> = {}): GridOptions<Row> {
  // Edits are taken back by us, through every change of the rows; AG Grid's own stack is cleared by each.
  const { undoRedoCellEditing: _undo, undoRedoCellEditingLimit: _limit, ...rest } = options;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animateRows: !calm,
    autoSizeStrategy: { type: "fitCellContents", scaleUpToFitGridWidth: true, defaultMaxWidth: 360 },
    suppressColumnMoveAnimation: calm,
    deltaSort: true,
    autoSizePadding: 20,
    ...rest,
    defaultColDef: { sortable: true, resizable: true, minWidth: 80, ...options.defaultColDef },
  };
}

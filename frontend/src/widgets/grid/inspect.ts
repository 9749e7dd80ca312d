import type { GridApi } from "ag-grid-community";
import { few, isCutOff, mistakenFor, quoted, type Inspection } from "../../panels/inspection";
import type { ColumnSpec } from "./columns";
import type { Row } from "./rows";

const MOST_ROWS = 1_000;

/** What a grid holds, as far as an inspection needs it. */
export interface Inspected {
  readonly api: GridApi<Row>;
  readonly host: Element;
  readonly columns: readonly ColumnSpec[];
  /** How many rows there are, and how many pass the filters. */
  readonly total: number;
  readonly shown: number;
  value(row: Row, field: string): unknown;
}

/** What a person would miss in a grid. */
export function inspectGrid(grid: Inspected): Inspection {
  if (grid.columns.length === 0) return { warnings: ["has no columns."] };
  if (grid.total === 0) return { warnings: ["has no rows."] };
  const none = grid.shown === 0 ? [`shows none of its ${grid.total} rows: the filters leave nothing.`] : [];
  return { warnings: [...none, ...contents(grid), ...headings(grid.host)] };
}

/** Columns without a value, and columns of texts that are something else. */
function contents(grid: Inspected): string[] {
  const rows = rowsOf(grid.api);
  if (rows.length === 0) return [];
  const where = rows.length < grid.total ? `the first ${rows.length}` : `all ${rows.length}`;
  const empty: string[] = [];
  const mistaken: string[] = [];
  for (const { field, type } of grid.columns) {
    const values = rows.map((row) => grid.value(row, field)).filter((value) => value !== null && value !== undefined && value !== "");
    if (values.length === 0) empty.push(field);
    const wrong = (type ?? "text") === "text" ? mistakenFor(values.map(String)) : null;
    if (wrong !== null) mistaken.push(`column ${quoted(field)} holds ${wrong.what} as text (${quoted(wrong.example)}), so it sorts and filters as text.`);
  }
  const named = empty.length === 1 ? "column" : "columns";
  return [...(empty.length === 0 ? [] : [`${named} ${few(empty)}: no value in ${where} rows. Check the name and the data.`]), ...mistaken.slice(0, 3)];
}

function rowsOf(api: GridApi<Row>): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < Math.min(MOST_ROWS, api.getDisplayedRowCount()); i++) {
    const row = api.getDisplayedRowAtIndex(i)?.data;
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

function headings(host: Element): string[] {
  const cut = [...host.querySelectorAll(".ag-header-cell-text")].filter(isCutOff).map((heading) => heading.textContent);
  return cut.length === 0 ? [] : [`headings are cut off: ${few(cut)}; give fewer or wider columns, or shorter headings.`];
}

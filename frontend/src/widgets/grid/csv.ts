import type { Column, GridApi } from "ag-grid-community";
import { toCsv } from "../../page/download";
import type { Row, Rows } from "./rows";

/** The rows as they are on screen, sorted and filtered, with the columns that are shown: values, not how they are formatted. */
export function csvOf(api: GridApi<Row>, rows: Rows): string {
  const columns = shownColumns(api);
  const fields = columns.map((column) => column.getColId());
  const out: unknown[][] = [];
  api.forEachNodeAfterFilterAndSort(({ data }) => data !== undefined && out.push(line(rows, data, fields)));
  return toCsv(out, columns.map((column) => heading(api, column)));
}

/** Some rows for a spreadsheet's paste. */
export function clipText(api: GridApi<Row>, rows: Rows, chosen: readonly Row[], headed: boolean): string {
  const columns = shownColumns(api);
  const fields = columns.map((column) => column.getColId());
  const lines = chosen.map((row) => line(rows, row, fields));
  return [...(headed ? [columns.map((column) => heading(api, column))] : []), ...lines].map((cells) => cells.map(plain).join("\t")).join("\n");
}

/** One cell as text. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function shownColumns(api: GridApi<Row>): Column[] {
  return api.getAllDisplayedColumns().filter((column) => !column.getColId().startsWith("ag-Grid-"));
}

function heading(api: GridApi<Row>, column: Column): string {
  return api.getDisplayNameForColumn(column, "csv");
}

function line(rows: Rows, row: Row, fields: readonly string[]): unknown[] {
  return fields.map((field) => rows.wire(field, rows.value(row, field)));
}

import type { ColDef, Column, ColumnGroup, GridApi } from "ag-grid-community";
import { MOST_ROWS, rowsFor, type InView, type Sheet, type SheetColumn } from "../../paper/sheet";
import type { ColumnSpec, ColumnType } from "./columns";
import { shownColumns } from "./csv";
import { pinnedRows } from "./pinned";
import type { Row } from "./rows";

const ONE_LINE: ReadonlySet<ColumnType> = new Set(["number", "integer", "decimal", "boolean", "date", "datetime", "duration"]);
const RIGHT = "ag-right-aligned-cell";

/** Rows of a grid as paper has them: in the grid's columns and their order, and as its cells read. */
export class PaperRows {
  readonly #api: GridApi<Row>;
  readonly #columns: readonly Column[];
  readonly #specs: ReadonlyMap<string, ColumnSpec>;

  constructor(api: GridApi<Row>, columns: readonly ColumnSpec[]) {
    this.#api = api;
    this.#columns = shownColumns(api);
    this.#specs = new Map(columns.map((column) => [column.field, column]));
  }

  /** How many rows go on paper; of wide tables fewer. */
  fitting(most: number | null): number {
    return rowsFor(this.#columns.length, most ?? MOST_ROWS);
  }

  sheet(rows: readonly Row[], counts: { readonly before: number; readonly shown: number; readonly total: number }): Sheet {
    const keyed = this.#columns.some((column) => column.isPinnedLeft());
    const columns = this.#columns.map((column, at) => this.#column(column, keyed ? column.isPinnedLeft() : at === 0));
    const readers = this.#columns.map((column) => readerOf(column.getColDef() as ColDef<Row>));
    const texts = (from: readonly Row[]): string[][] => from.map((row) => readers.map((read) => read(row)));
    const { above, below } = pinnedRows(this.#api);
    return { columns, rows: texts(rows), above: texts(above), below: texts(below), ...counts };
  }

  #column(column: Column, key: boolean): SheetColumn {
    const { cellClass, cellStyle } = column.getColDef();
    const type = this.#specs.get(column.getColId())?.type ?? "text";
    return {
      heading: this.#api.getDisplayNameForColumn(column, "header"),
      groups: this.#groups(column),
      right: Array.isArray(cellClass) && cellClass.includes(RIGHT),
      oneLine: ONE_LINE.has(type),
      key,
      ...(typeof cellStyle === "object" && cellStyle !== null ? { style: cellStyle as Record<string, string> } : {}),
    };
  }

  #groups(column: Column): string[] {
    const names: string[] = [];
    for (let group: ColumnGroup | null = column.getParent(); group !== null; group = group.getParent()) {
      if (!group.isPadding()) names.unshift(this.#api.getDisplayNameForColumnGroup(group, "header"));
    }
    return names;
  }
}

/** What a cell of a column reads; a check box as a word. */
function readerOf({ valueGetter, valueFormatter }: ColDef<Row>): (row: Row) => string {
  const get = valueGetter as (params: { data: Row }) => unknown;
  const format = valueFormatter as ((params: { value: unknown; data: Row }) => string) | undefined;
  return (data) => {
    const value = get({ data });
    if (typeof value === "boolean") return value ? "Yes" : "No";
    return format?.({ value, data }) ?? (value === null || value === undefined ? "—" : String(value));
  };
}

/** Which part of a grid is drawn; a row or a column that is cut off is not. */
export function viewOf(api: GridApi<Row>, rows: number): InView {
  const [tall, wide] = [api.getVerticalPixelRange(), api.getHorizontalPixelRange()];
  let seen = 0;
  for (let at = Math.max(0, api.getFirstDisplayedRowIndex()); at <= api.getLastDisplayedRowIndex(); at++) {
    const { rowTop, rowHeight } = api.getDisplayedRowAtIndex(at) ?? {};
    if (typeof rowTop === "number" && rowTop >= tall.top - 1 && rowTop + (rowHeight ?? 0) <= tall.bottom + 1) seen++;
  }
  const columns = shownColumns(api);
  const drawn = columns.filter((column) => column.isPinned() || ((column.getLeft() ?? 0) >= wide.left - 1 && (column.getLeft() ?? 0) + column.getActualWidth() <= wide.right + 1));
  return { rows: seen, ofRows: rows, columns: drawn.length, ofColumns: columns.length };
}

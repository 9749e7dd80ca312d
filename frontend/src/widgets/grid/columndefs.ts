import type { ColDef, ColGroupDef } from "ag-grid-community";
import { reader, type ColumnSpec, type ColumnType, type GroupNode, type Headings, type WireTable } from "./columns";
import { orderOf } from "./compare";
import { utcOf } from "./dates";
import { editing } from "./editors";
import { parseDuration } from "./durations";
import { formatterFor } from "./format";
import type { Offers } from "./offers";
import { isPinned } from "./pinned";
import type { Row, Rows } from "./rows";
import { SetField } from "./setfield";
import { SetFilter, type SetParams } from "./setfilter";

const DATA_TYPES: Readonly<Record<ColumnType, string | false>> = {
  number: "number",
  integer: "number",
  decimal: false,
  text: "text",
  boolean: "boolean",
  date: "date",
  datetime: "dateTime",
  duration: false,
  object: "object",
};
const FILTERS: Readonly<Record<ColumnType, string>> = {
  number: "agNumberColumnFilter",
  integer: "agNumberColumnFilter",
  decimal: "agNumberColumnFilter",
  text: "agTextColumnFilter",
  boolean: "agTextColumnFilter",
  date: "agDateColumnFilter",
  datetime: "agDateColumnFilter",
  duration: "agNumberColumnFilter",
  object: "agTextColumnFilter",
};
/** The name of our own filter, which lists values. */
const SET = "set";
const RIGHT: ReadonlySet<ColumnType> = new Set(["number", "integer", "decimal", "duration"]);

/** What columns have in common. */
export interface Common {
  readonly rows: Rows;
  /** What holds for every column that does not say otherwise. */
  readonly defaults?: ColDef<Row> | undefined;
  /** Where a set filter gets its values from. */
  offers(column: ColumnSpec, format: (value: unknown) => string): Offers;
}

/** AG Grid's definitions of our columns; cells are read from the columns as they are needed. */
export function columnDefs(columns: readonly ColumnSpec[], common: Common, table: WireTable | null, headings: Headings = {}): (ColDef<Row> | ColGroupDef<Row>)[] {
  const { rows } = common;
  const made = new Map(columns.map((column) => [column.field, columnDef(column, common, table)]));
  joinSpans(made, headings.index ?? [], rows);
  if (headings.groups === null || headings.groups === undefined) return [...made.values()];
  return headings.groups.flatMap((node) => nodeDef(node, made));
}

function nodeDef(node: GroupNode, made: ReadonlyMap<string, ColDef<Row>>): (ColDef<Row> | ColGroupDef<Row>)[] {
  if (typeof node === "string") return made.has(node) ? [made.get(node) as ColDef<Row>] : [];
  const children = node.children.flatMap((child) => nodeDef(child, made));
  return children.length === 0 ? [] : [{ ...node, children }];
}

/** Labels of an inner level belong together only where those of the outer levels are the same. */
function joinSpans(made: ReadonlyMap<string, ColDef<Row>>, index: readonly string[], rows: Rows): void {
  index.forEach((field, level) => {
    const def = made.get(field);
    if (def?.spanRows !== true) return;
    const fields = index.slice(0, level + 1);
    def.spanRows = ({ nodeA, nodeB }) => fields.every((name) => alike(rows.value(nodeA?.data, name), rows.value(nodeB?.data, name)));
  });
}

function alike(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? utcOf(a) === utcOf(b) : a === b;
}

function columnDef(column: ColumnSpec, common: Common, table: WireTable | null): ColDef<Row> {
  const { rows } = common;
  const { field, headerName, type = "text", big = false } = column;
  const { format: _format, field: _field, filter: chosen = common.defaults?.filter ?? true, ...own } = column.colDef ?? {};
  const wire = table?.data[field];
  const format = formatterFor(column, wire === undefined ? undefined : reader(wire), table?.rows ?? 0);
  const order = orderOf(column);
  return {
    colId: field,
    headerName: headerName ?? field,
    cellDataType: big ? "bigint" : DATA_TYPES[type],
    ...(RIGHT.has(type) ? { headerClass: "ag-right-aligned-header", cellClass: ["ag-right-aligned-cell", "pywry-number"] } : {}),
    valueGetter: big ? ({ data }) => large(rows.value(data, field)) : ({ data }) => rows.value(data, field),
    valueSetter: ({ data, newValue }) => {
      rows.write(data, field, newValue);
      return true;
    },
    // A boolean that is not missing shows as a check box, which writes its own value.
    ...(type === "boolean" ? {} : { valueFormatter: ({ value }) => format(value) }),
    ...(order === undefined ? {} : { comparator: order }),
    ...filtering(type, field, rows, format),
    ...editing(column),
    ...own,
    ...((own.editable ?? common.defaults?.editable) === true ? { editable: ({ node }) => !isPinned(node) } : {}),
    ...(chosen === SET ? listing(column, common, format) : { filter: chosen === true ? usualFilter(type, big) : chosen }),
  };
}

function usualFilter(type: ColumnType, big: boolean): string {
  return big ? "agBigIntColumnFilter" : FILTERS[type];
}

/** A list of the column's values to choose from. */
function listing(spec: ColumnSpec, { rows, offers }: Common, format: (value: unknown) => string): ColDef<Row> {
  const own = spec.colDef?.["filterParams"] as Partial<SetParams> | undefined;
  const params: SetParams = { ...own, spec, rows, format, offers: offers(spec, format) };
  return { filter: SetFilter, floatingFilterComponent: SetField, filterParams: params };
}

function filtering(type: ColumnType, field: string, rows: Rows, format: (value: unknown) => string): ColDef<Row> {
  switch (type) {
    case "object":
      return { filterValueGetter: ({ data }) => format(rows.value(data, field)), getQuickFilterText: ({ value }) => format(value) };
    case "date":
    case "datetime":
      return { getQuickFilterText: ({ value }) => `${format(value)} ${String(rows.wire(field, value))}` };
    case "decimal":
      return { filterValueGetter: ({ data }) => number(rows.value(data, field)) };
    case "duration":
      return { filterParams: { allowedCharPattern: "\\d\\-:. days,", numberParser: (text: string | null) => (text === null ? null : parseDuration(text)) } };
    default:
      return {};
  }
}

function number(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function large(value: unknown): unknown {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
}

import type { ColDef } from "ag-grid-community";
import { reader, type ColumnSpec, type ColumnType, type WireTable } from "./columns";
import { formatterFor } from "./format";
import type { Row, Rows } from "./rows";

const DATA_TYPES: Readonly<Record<ColumnType, string>> = {
  number: "number",
  integer: "number",
  text: "text",
  boolean: "boolean",
  date: "date",
  datetime: "dateTime",
  object: "object",
};
const FILTERS: Readonly<Record<ColumnType, string>> = {
  number: "agNumberColumnFilter",
  integer: "agNumberColumnFilter",
  text: "agTextColumnFilter",
  boolean: "agTextColumnFilter",
  date: "agDateColumnFilter",
  datetime: "agDateColumnFilter",
  object: "agTextColumnFilter",
};

/** AG Grid's definitions of our columns; cells are read from the columns as they are needed. */
export function columnDefs(columns: readonly ColumnSpec[], rows: Rows, table: WireTable | null): ColDef<Row>[] {
  return columns.map((column) => columnDef(column, rows, table));
}

function columnDef(column: ColumnSpec, rows: Rows, table: WireTable | null): ColDef<Row> {
  const { field, headerName, type = "text" } = column;
  const { format: _format, field: _field, ...own } = column.colDef ?? {};
  const wire = table?.data[field];
  const format = formatterFor(column, wire === undefined ? undefined : reader(wire), table?.rows ?? 0);
  return {
    colId: field,
    headerName: headerName ?? field,
    cellDataType: DATA_TYPES[type],
    filter: FILTERS[type],
    ...(type === "number" || type === "integer" ? { headerClass: "ag-right-aligned-header", cellClass: ["ag-right-aligned-cell", "pywry-number"] } : {}),
    valueGetter: ({ data }) => rows.value(data, field),
    valueSetter: ({ data, newValue }) => {
      rows.write(data, field, newValue);
      return true;
    },
    // A boolean that is not missing shows as a check box, which writes its own value.
    ...(type === "boolean" ? {} : { valueFormatter: ({ value }) => format(value) }),
    ...(type === "object" ? { filterValueGetter: ({ data }) => format(rows.value(data, field)) } : {}),
    ...own,
  };
}

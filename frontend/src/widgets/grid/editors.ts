/** What a person edits a cell with, and what becomes of the text that they type. */

import type { ColDef } from "ag-grid-community";
import type { ColumnSpec } from "./columns";
import { parseDuration } from "./durations";
import type { Row } from "./rows";

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The options of a column's editor; text that says no value of the column leaves the cell as it was. */
export function editing(column: ColumnSpec): ColDef<Row> {
  if (column.choices !== undefined) return { cellEditor: "agSelectCellEditor", cellEditorParams: { values: column.choices } };
  switch (column.type) {
    case "integer":
      return column.big === true ? {} : { cellEditorParams: { precision: 0 } };
    case "decimal":
      return { cellEditor: "agTextCellEditor", valueParser: ({ newValue, oldValue }) => parsed(newValue, oldValue, (text) => (DECIMAL.test(text) ? text : undefined)) };
    case "duration":
      return { cellEditor: "agTextCellEditor", cellEditorParams: { useFormatter: true }, valueParser: ({ newValue, oldValue }) => parsed(newValue, oldValue, (text) => parseDuration(text) ?? undefined) };
    case "object":
      return {
        cellEditor: "agTextCellEditor",
        cellEditorParams: { useFormatter: true },
        // What was shown as a beginning cannot stand for the whole.
        valueParser: ({ newValue, oldValue }) => parsed(newValue, oldValue, (said) => (said.endsWith("…") ? undefined : json(said))),
      };
    default:
      return {};
  }
}

function parsed(given: unknown, before: unknown, parse: (text: string) => unknown): unknown {
  if (typeof given !== "string") return given;
  const said = given.trim();
  if (said === "" || said === "—") return null;
  const value = parse(said);
  return value === undefined ? before : value;
}

/** What JSON says is a value; everything else is text. */
function json(said: string): unknown {
  try {
    return JSON.parse(said) as unknown;
  } catch {
    return said;
  }
}

/** Columns as they come over the wire, read cell by cell: no row is built before somebody looks at it. */

import { fromWire, wallDate } from "./dates";
import { parseDuration } from "./durations";

export type ColumnType = "number" | "integer" | "decimal" | "text" | "boolean" | "date" | "datetime" | "duration" | "object";

export interface ColumnSpec {
  readonly field: string;
  readonly headerName?: string;
  readonly type?: ColumnType;
  readonly colDef?: Record<string, unknown>;
  /** All values that there can be. */
  readonly choices?: readonly string[];
  /** Whether the order of the choices is that of the values. */
  readonly ordered?: boolean;
  /** Whether the moments are UTC, and not just a clock's time. */
  readonly zoned?: boolean;
  /** Whether some integers are larger than a number holds exactly. */
  readonly big?: boolean;
}

/** A column by name, or a heading over several. */
export type GroupNode = string | (Record<string, unknown> & { readonly children: readonly GroupNode[] });

/** What stands over the columns, and which of them are the rows' own labels. */
export interface Headings {
  readonly groups?: readonly GroupNode[] | null;
  readonly index?: readonly string[] | null;
}

interface Coded {
  readonly codes: ArrayLike<number>;
  readonly categories: readonly unknown[];
}

interface Bools {
  readonly bools: ArrayLike<number>;
}

interface Millis {
  readonly millis: ArrayLike<number>;
}

export type WireColumn = ArrayLike<unknown> | Coded | Bools | Millis;

/** A table as `panel:<id>` and `grid:update-data` carry it. */
export interface WireTable {
  readonly rows: number;
  readonly columns?: readonly ColumnSpec[];
  readonly data: Readonly<Record<string, WireColumn>>;
  readonly rowIds?: WireColumn | null;
}

export type Reader = (position: number) => unknown;

/** A function that reads one column; missing values are null. */
export function reader(column: WireColumn): Reader {
  if ("codes" in column) return codedReader(column);
  if ("bools" in column) return boolReader(column);
  if ("millis" in column) return dateReader(column);
  return plainReader(column);
}

function codedReader({ codes, categories }: Coded): Reader {
  return (i) => categories[codes[i] as number] ?? null;
}

function boolReader({ bools }: Bools): Reader {
  return (i) => (bools[i] === 0 ? false : bools[i] === 1 ? true : null);
}

function dateReader({ millis }: Millis): Reader {
  return (i) => wallDate(millis[i]);
}

function plainReader(values: ArrayLike<unknown>): Reader {
  return (i) => {
    const value = values[i];
    return value === undefined || Number.isNaN(value) ? null : value;
  };
}

/** A single value of Python's, as a cell of that type holds it. */
export function cellValue(type: ColumnType | undefined, value: unknown): unknown {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  if (type === "date" || type === "datetime") return fromWire(value);
  return type === "duration" && typeof value === "string" ? (parseDuration(value) ?? value) : value;
}

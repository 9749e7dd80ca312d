import { format as d3Format } from "d3-format";
import type { ColumnSpec, Reader } from "./columns";

export type Formatter = (value: unknown) => string;

const MISSING = "—";
const SAMPLE = 300;
const MOST_DECIMALS = 4;

const dayFormat = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "2-digit" });
const momentFormat = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "2-digit", hour: "2-digit", minute: "2-digit" });

/** How a column's values read: by its own d3 `format`, else by its type in the reader's locale. */
export function formatterFor(column: ColumnSpec, read: Reader | undefined, rows: number): Formatter {
  const chosen = column.colDef?.["format"];
  if (typeof chosen === "string") return present(asNumber(d3Format(chosen)));
  switch (column.type) {
    case "integer":
      // Four digits are as often a year as a quantity.
      return present(asNumber(intl({ maximumFractionDigits: 0, useGrouping: "min2" })));
    case "number":
      return present(asNumber(intl(decimals(read, rows))));
    case "date":
      return present(asDate(dayFormat));
    case "datetime":
      return present(asDate(momentFormat));
    case "boolean":
      return present((value) => (value === true ? "Yes" : "No"));
    default:
      return present(asText);
  }
}

function present(format: Formatter): Formatter {
  return (value) => (value === null || value === undefined ? MISSING : format(value));
}

function asNumber(format: (value: number) => string): Formatter {
  return (value) => (typeof value === "number" || typeof value === "bigint" ? format(Number(value)) : String(value));
}

function asDate(format: Intl.DateTimeFormat): Formatter {
  return (value) => (value instanceof Date ? format.format(value) : String(value));
}

function asText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function intl(options: Intl.NumberFormatOptions): (value: number) => string {
  const format = new Intl.NumberFormat(undefined, options);
  return (value) => format.format(value);
}

/** As many decimals as the data has, for all cells the same, so that the points stand under one another. */
function decimals(read: Reader | undefined, rows: number): Intl.NumberFormatOptions {
  let most = 0;
  for (let i = 0; read !== undefined && i < Math.min(rows, SAMPLE) && most < MOST_DECIMALS; i++) {
    const value = read(i);
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    most = Math.max(most, Math.min(MOST_DECIMALS, String(value).split(".")[1]?.length ?? 0));
  }
  return { minimumFractionDigits: most, maximumFractionDigits: most, useGrouping: "min2" };
}

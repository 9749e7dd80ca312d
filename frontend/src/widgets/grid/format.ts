import { format as d3Format } from "d3-format";
import { utcFormat } from "d3-time-format";
import type { ColumnSpec, Reader } from "./columns";
import { utcOf } from "./dates";
import { durationText } from "./durations";

export type Formatter = (value: unknown) => string;

const MISSING = "—";
const SAMPLE = 300;
const MOST_DECIMALS = 4;
/** A cell shows the beginning of a text that is longer; the cell itself holds all of it. */
const MOST_TEXT = 5_000;

const day: Intl.DateTimeFormatOptions = { year: "numeric", month: "short", day: "2-digit", timeZone: "UTC" };
const dayFormat = new Intl.DateTimeFormat(undefined, day);
const momentFormat = new Intl.DateTimeFormat(undefined, { ...day, hour: "2-digit", minute: "2-digit" });
const secondFormat = new Intl.DateTimeFormat(undefined, { ...day, hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** How a column's values read: by its own `format`, else by its type in the reader's locale. */
export function formatterFor(column: ColumnSpec, read: Reader | undefined, rows: number): Formatter {
  const chosen = column.colDef?.["format"];
  if (typeof chosen === "string") return present(byFormat(chosen, column));
  switch (column.type) {
    case "integer":
      // Four digits are as often a year as a quantity.
      return present(asNumber(intl({ maximumFractionDigits: 0, useGrouping: "min2" })));
    case "number":
      return present(asNumber(decimals(read, rows)));
    case "duration":
      return present((value) => (typeof value === "number" ? durationText(value) : String(value)));
    case "date":
      return present(asDate((moment) => dayFormat.format(moment)));
    case "datetime":
      return present(asDate(moments(column, read, rows)));
    case "boolean":
      return present((value) => (value === true ? "Yes" : "No"));
    default:
      return present(asText);
  }
}

function byFormat(chosen: string, { type }: ColumnSpec): Formatter {
  if (type === "date" || type === "datetime") {
    const format = utcFormat(chosen);
    return asDate((moment) => format(new Date(moment)));
  }
  const format = d3Format(chosen);
  return asNumber((value) => format(Number(value)), type === "decimal");
}

function present(format: Formatter): Formatter {
  return (value) => (value === null || value === undefined ? MISSING : format(value));
}

function asNumber(format: (value: number | bigint) => string, parse = false): Formatter {
  return (value) => {
    if (typeof value === "number" || typeof value === "bigint") return format(value);
    return parse ? format(Number(value)) : String(value);
  };
}

function asDate(format: (moment: number) => string): Formatter {
  return (value) => (value instanceof Date ? format(utcOf(value)) : String(value));
}

function asText(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}

function intl(options: Intl.NumberFormatOptions): (value: number | bigint) => string {
  const format = new Intl.NumberFormat(undefined, options);
  return (value) => format.format(value);
}

/** To the minute, or to the second from the first one on that needs it; moments that know their zone say so. */
function moments({ zoned = false }: ColumnSpec, read: Reader | undefined, rows: number): (moment: number) => string {
  let format = momentFormat;
  const look = (moment: number): void => {
    if (moment % 60_000 !== 0) format = secondFormat;
  };
  for (let i = 0; read !== undefined && i < Math.min(rows, SAMPLE) && format === momentFormat; i++) {
    const value = read(i);
    if (value instanceof Date) look(utcOf(value));
  }
  return (moment) => {
    look(moment);
    return zoned ? `${format.format(moment)} UTC` : format.format(moment);
  };
}

/** As many decimals as the data has had so far, for all cells the same, so that the points stand under one another. */
function decimals(read: Reader | undefined, rows: number): (value: number | bigint) => string {
  let most = 0;
  for (let i = 0; read !== undefined && i < Math.min(rows, SAMPLE) && most < MOST_DECIMALS; i++) most = Math.max(most, places(read(i)));
  let format = fixed(most);
  return (value) => {
    if (most < MOST_DECIMALS && places(value) > most) {
      most = places(value);
      format = fixed(most);
    }
    return format(value);
  };
}

function fixed(places: number): (value: number | bigint) => string {
  return intl({ minimumFractionDigits: places, maximumFractionDigits: places, useGrouping: "min2" });
}

/** How many decimals a number has, of those that are shown. */
function places(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return 0;
  return Math.min(MOST_DECIMALS, String(value).split(".")[1]?.length ?? 0);
}

/** The values of a set filter: how they are compared, and how Python reads them. */

import { cellValue, type ColumnType } from "./columns";
import { toWire, utcOf } from "./dates";
import { durationText } from "./durations";

/** The key of a missing value, and of an empty text. */
export const BLANK = "";

/** What two values of a column have in common when they are the same, whether they come from a cell or from a filter's model. */
export function keyOf(type: ColumnType | undefined, given: unknown): string {
  const value = given instanceof Date ? given : cellValue(type, given);
  if (value === null || value === undefined || value === "") return BLANK;
  if (value instanceof Date) return String(utcOf(value));
  switch (type) {
    case "integer":
      return String(value).trim();
    case "number":
    case "duration":
      // 0 and -0 are one value.
      return String(Number(value) + 0);
    case "decimal":
      return decimalKey(String(value));
    case "boolean":
      return String(value).toLowerCase();
    default:
      return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}

/** A value of a filter's model as a cell holds it; a number that JSON has as text, too. */
export function cellOf(type: ColumnType | undefined, member: unknown): unknown {
  if (typeof member !== "string") return cellValue(type, member);
  if (type === "number") return Number(member);
  if (type === "integer") return /^[+-]?\d+$/.test(member.trim()) ? BigInt(member.trim()) : Number(member);
  return type === "boolean" ? member.toLowerCase() === "true" : cellValue(type, member);
}

/** A cell's value in a filter's model; null where it is missing. */
export function memberOf(type: ColumnType | undefined, value: unknown): unknown {
  if (value === null || value === undefined || value === "") return null;
  if (value instanceof Date) return toWire(value, type !== "date");
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (type === "duration" && typeof value === "number") return durationText(value);
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** 1.50 and 1.5 are one number, whose digits may be more than a number holds. */
function decimalKey(text: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text.trim()) ?? [];
  if (whole === "" && fraction === "" && !/^[+-]?0*\.?0*$/.test(text.trim())) return String(Number(text));
  const digits = `${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}`;
  return sign === "-" && digits !== "0" ? `-${digits}` : digits;
}

/**
 * Dates in cells.
 *
 * Python's dates are UTC; the grid filters and edits in the reader's own zone. So a cell holds the local date that reads the
 * same as the UTC one, and what goes back to Python is turned round again. A date never moves by a zone.
 */

/** The local date that reads like the UTC moment; null when there is none. */
export function wallDate(millis: number | undefined): Date | null {
  if (millis === undefined || Number.isNaN(millis)) return null;
  const utc = new Date(millis);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
    utc.getUTCMilliseconds(),
  );
}

/** A single date of Python's: UTC milliseconds or ISO text, which means UTC where it names no zone. */
export function fromWire(value: unknown): Date | null {
  if (value instanceof Date) return value;
  if (typeof value === "number") return wallDate(value);
  const text = String(value);
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(text) || !text.includes("T") ? text : `${text}Z`;
  return wallDate(Date.parse(zoned));
}

/** ISO text for Python: a day, or a UTC moment. */
export function toWire(date: Date, withTime: boolean): string {
  const utc = new Date(
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()),
  );
  return withTime ? utc.toISOString() : utc.toISOString().slice(0, 10);
}

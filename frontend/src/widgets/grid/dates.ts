/**
 * Dates in cells.
 *
 * Python's dates are UTC; the grid filters and edits in the reader's own zone. So a cell holds the local date that reads the
 * same as the UTC one, and what goes back to Python is turned round again. A date never moves by a zone.
 */

/** A local date that remembers the UTC moment that it reads like: some clock times are skipped by a zone's summer time. */
interface WallDate extends Date {
  utc?: number;
}

/** The local date that reads like the UTC moment; null when there is none. */
export function wallDate(millis: number | undefined): Date | null {
  if (millis === undefined || Number.isNaN(millis)) return null;
  const utc = new Date(millis);
  const local: WallDate = new Date(2000, 0, 1, utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds(), utc.getUTCMilliseconds());
  // A constructor takes the years below 100 for those of the 20th century.
  local.setFullYear(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate());
  local.utc = millis;
  return local;
}

/** The UTC moment that a cell's date reads like. */
export function utcOf(date: Date): number {
  const known = (date as WallDate).utc;
  if (known !== undefined) return known;
  const utc = new Date(Date.UTC(2000, 0, 1, date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()));
  return utc.setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate());
}

/** A single date of Python's: UTC milliseconds or ISO text, which means UTC where it names no zone. */
export function fromWire(value: unknown): Date | null {
  if (value instanceof Date) return value;
  if (typeof value === "number") return wallDate(value);
  const text = String(value);
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(text) || !text.includes("T") ? text : `${text}Z`;
  // A browser's dates end at milliseconds.
  const micros = Number(/\.\d{3}(\d{1,3})/.exec(text)?.[1]?.padEnd(3, "0") ?? 0);
  return wallDate(Date.parse(zoned) + micros / 1000);
}

/** ISO text for Python: a day, or a UTC moment to the microsecond. */
export function toWire(date: Date, withTime: boolean): string {
  const utc = utcOf(date);
  const whole = Math.floor(utc);
  const micros = Math.round((utc - whole) * 1000);
  const text = new Date(whole).toISOString();
  if (!withTime) return text.slice(0, text.indexOf("T"));
  return micros === 0 ? text : `${text.slice(0, -1)}${String(micros).padStart(3, "0")}Z`;
}

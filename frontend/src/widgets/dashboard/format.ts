import { format as d3Format } from "d3-format";

const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** A number by a d3-format string, or as the reader's locale writes it. */
export function formatNumber(value: number, format?: string): string {
  return format === undefined ? plain.format(value) : d3Format(format)(value);
}

/** A change, always with its sign. */
export function formatDelta(delta: number, format?: string): string {
  const size = formatNumber(Math.abs(delta), format?.replace("+", ""));
  return `${delta > 0 ? "+" : delta < 0 ? "−" : ""}${size}`;
}

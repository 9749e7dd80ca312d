/** The order of values that AG Grid itself would put wrongly. Missing ones come first, as it does everywhere. */

import type { ColumnSpec } from "./columns";
import { utcOf } from "./dates";

type Order = (a: unknown, b: unknown) => number;

const RANKS: Readonly<Record<string, number>> = { boolean: 0, number: 1, bigint: 1, string: 2, object: 3 };

/** How a column's values are ordered; undefined where AG Grid's own order is right. */
export function orderOf(column: ColumnSpec): Order | undefined {
  if (column.ordered === true) return byPlace(column.choices ?? []);
  switch (column.type) {
    case "date":
    case "datetime":
      return missingFirst((a, b) => (a instanceof Date && b instanceof Date ? utcOf(a) - utcOf(b) : 0));
    case "decimal":
      return missingFirst((a, b) => Number(a) - Number(b) || exactly(String(a), String(b)));
    case "object":
      return missingFirst(mixed);
    default:
      return undefined;
  }
}

function missingFirst(order: Order): Order {
  return (a, b) => {
    if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1;
    return b === null || b === undefined ? 1 : order(a, b);
  };
}

function byPlace(choices: readonly unknown[]): Order {
  const places = new Map(choices.map((choice, place) => [choice, place]));
  return missingFirst((a, b) => (places.get(a) ?? choices.length) - (places.get(b) ?? choices.length));
}

/** Two decimal numbers that are the same float. */
function exactly(a: string, b: string): number {
  const [one, other] = [parts(a), parts(b)];
  const size = Math.max(one.fraction.length, other.fraction.length);
  const difference = one.whole(size) - other.whole(size);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function parts(text: string): { fraction: string; whole: (size: number) => bigint } {
  const plain = /^([+-]?\d*)(?:\.(\d*))?$/.exec(text);
  const fraction = plain?.[2] ?? "";
  return { fraction, whole: (size) => (plain === null ? 0n : BigInt((plain[1] === "" ? "0" : plain[1]) + fraction.padEnd(size, "0"))) };
}

/** Values of several kinds: truth values, numbers, text, and the rest by its text. */
function mixed(a: unknown, b: unknown): number {
  const [one, other] = [RANKS[typeof a] ?? 4, RANKS[typeof b] ?? 4];
  if (one !== other) return one - other;
  if (one === 3) return compare(JSON.stringify(a), JSON.stringify(b));
  return compare(a as number, b as number);
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

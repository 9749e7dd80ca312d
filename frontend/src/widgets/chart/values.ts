type List = ArrayLike<unknown>;

const NAMES = 3;
const ISO = /^-?\d{4}-\d\d/;

export interface Span {
  readonly count: number;
  /** How many are neither missing nor infinite. */
  readonly known: number;
  /** Smallest and largest, or the first few names. */
  readonly ends: readonly unknown[] | null;
}

/** A list or a typed array; null for anything else. */
export function listOf(value: unknown): List | null {
  if (Array.isArray(value)) return value as unknown[];
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? (value as unknown as List) : null;
}

/** Whether there is nothing to draw. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (typeof value === "number" && !Number.isFinite(value));
}

/** What a list of values ranges over. */
export function spanOf(list: List): Span {
  let [known, low, high] = [0, Infinity, -Infinity];
  let [first, last]: [string | null, string | null] = [null, null];
  const names = new Set<string>();
  const count = visit(list, (value) => {
    if (isMissing(value)) return;
    known++;
    if (typeof value === "number") [low, high] = [value < low ? value : low, value > high ? value : high];
    else {
      const text = String(value);
      if (names.size <= NAMES) names.add(text);
      if (first === null || text < first) first = text;
      if (last === null || text > last) last = text;
    }
  });
  if (low <= high) return { count, known, ends: [low, high] };
  if (first !== null && ISO.test(first) && ISO.test(last ?? "")) return { count, known, ends: [first, last] };
  const shown = [...names];
  return { count, known, ends: known === 0 ? null : shown.length > NAMES ? [...shown.slice(0, NAMES), "..."] : shown };
}

/** Every value, of lists within lists too; how many there are. */
function visit(list: List, see: (value: unknown) => void): number {
  let count = 0;
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    const inner = typeof value === "object" ? listOf(value) : null;
    if (inner === null) see(value);
    count += inner === null ? 1 : visit(inner, see);
  }
  return count;
}

import type { Trace } from "./plotly";

type Values = ArrayLike<unknown>;

/**
 * Make what is appended, and what it is appended to, arrays of one sort, since Plotly joins no others.
 *
 * A typed array of integers cannot take fractions and one of numbers no dates: such a trace's array is widened first.
 */
export function fitAppended(traces: readonly Trace[], data: Record<string, Values[]>, indices: readonly number[]): Record<string, unknown[]> {
  const fitted: Record<string, unknown[]> = {};
  for (const [key, lists] of Object.entries(data)) {
    fitted[key] = lists.map((list, i) => fit(traces[indices[i] as number], key, list));
  }
  return fitted;
}

function fit(trace: Trace | undefined, key: string, list: Values): unknown {
  const target = trace?.[key];
  if (trace === undefined || !ArrayBuffer.isView(target)) return Array.from(list);
  if (!Array.prototype.every.call(list, (value) => typeof value === "number" || value === null)) {
    trace[key] = Array.from(target as unknown as Values);
    return Array.from(list);
  }
  if (!(target instanceof Float64Array)) trace[key] = Float64Array.from(target as unknown as ArrayLike<number>, Number);
  return Float64Array.from(list as ArrayLike<number | null>, (value) => value ?? Number.NaN);
}

import type { Trace } from "./plotly";
import type { ExtendOp } from "./queue";

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

/**
 * How many points each trace keeps, for Plotly: -1, which is all, where there are not yet so many.
 *
 * Plotly fails on a typed array that stays shorter than the number it is given.
 */
export function mostOf(traces: readonly Trace[], data: Record<string, Values[]>, indices: readonly number[], most: ExtendOp["maxPoints"]): Record<string, number[]> | undefined {
  if (most === undefined) return undefined;
  const kept = Object.entries(data).map(([path, lists]) => {
    const counts = lists.map((list, i) => {
      const limit = typeof most === "number" ? most : (most[path]?.[i] ?? -1);
      const [key, owner] = ownerOf(traces[indices[i] as number], path);
      return list.length + ((owner?.[key] as Values | undefined)?.length ?? 0) > limit ? limit : -1;
    });
    return [path, counts] as const;
  });
  return Object.fromEntries(kept);
}

function fit(trace: Trace | undefined, path: string, list: Values): unknown {
  const [key, owner] = ownerOf(trace, path);
  const target = owner?.[key];
  if (owner === undefined || !ArrayBuffer.isView(target)) return Array.from(list);
  if (!Array.prototype.every.call(list, (value) => typeof value === "number" || value === null)) {
    owner[key] = Array.from(target as unknown as Values);
    return Array.from(list);
  }
  if (!(target instanceof Float64Array)) owner[key] = Float64Array.from(target as unknown as ArrayLike<number>, Number);
  return Float64Array.from(list as ArrayLike<number | null>, (value) => value ?? Number.NaN);
}

/** The object that holds an attribute such as marker.size, and the attribute's name in it. */
function ownerOf(trace: Trace | undefined, path: string): readonly [string, Record<string, unknown> | undefined] {
  const steps = path.split(".");
  const key = steps.pop() as string;
  return [key, steps.reduce<Record<string, unknown> | undefined>((at, step) => at?.[step] as Record<string, unknown> | undefined, trace)];
}

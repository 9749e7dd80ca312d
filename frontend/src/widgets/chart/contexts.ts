import type { Trace } from "./plotly";

/** Browsers keep 16 WebGL contexts a page and blank the oldest chart for one more; some are left to a page's own scripts. */
const MOST = 14;
const EACH = 2;
/** What is drawn without WebGL instead. */
const PLAIN: Readonly<Record<string, string>> = { scattergl: "scatter", scatterpolargl: "scatterpolar" };
const WEBGL = /gl$|3d$|^(?:scatter|choropleth|density)map(?:box)?$|^(?:splom|parcoords|surface|isosurface|volume|cone|streamtube)$/;

const HOLDERS: Set<object> = new Set();
const FULL_TYPES: WeakMap<object, string> = new WeakMap();

/** Whether a chart may use WebGL; one that does keeps its place until it lets go. */
export function hasRoom(owner: object, types: Iterable<string>): boolean {
  if (![...types].some((type) => WEBGL.test(type))) HOLDERS.delete(owner);
  else if (HOLDERS.size * EACH < MOST) HOLDERS.add(owner);
  return HOLDERS.has(owner);
}

/** Give a chart's place to another. */
export function letGo(owner: object): void {
  HOLDERS.delete(owner);
}

/** Traces that are drawn the same without WebGL, where they can be. */
export function withoutWebgl(traces: readonly Trace[]): Trace[] {
  return traces.map((trace) => {
    const type = trace.type === undefined ? undefined : PLAIN[trace.type];
    if (type === undefined) return trace;
    const plain: Trace = { ...trace, type };
    FULL_TYPES.set(plain, trace.type as string);
    return plain;
  });
}

/** Traces with the types that they were given. */
export function asGiven(traces: readonly Trace[]): Trace[] {
  return traces.map((trace) => (FULL_TYPES.has(trace) ? { ...trace, type: FULL_TYPES.get(trace) as string } : trace));
}

/** The type that draws the same without WebGL, else the same type. */
export function plainType(type: string): string {
  return PLAIN[type] ?? type;
}

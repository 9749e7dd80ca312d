import type { PanelFacts } from "../../panels/panel";
import type { PlotElement, Trace } from "./plotly";
import { listOf, spanOf } from "./values";

type Json = Record<string, unknown>;

const LENGTHS = ["x", "y", "z", "values", "labels", "lat", "lon", "locations", "open", "ids"];

const RANGED = ["x", "y", "z", "values", "close"];
const MOST_TRACES = 20;

/** What a chart shows: its title, axes, traces and what is selected. */
export function describeChart(host: PlotElement): PanelFacts {
  const layout = host._fullLayout as Json | undefined;
  if (layout === undefined) return { points: 0 };
  const traces = host.data.map(describeTrace);
  return {
    points: traces.reduce((sum, trace) => sum + trace.points, 0),
    figureTitle: titleOf(layout["title"]),
    axes: describeAxes(layout),
    traces,
    selected: selectedCount(host.data),
  };
}

function describeTrace(trace: Trace, index: number): { name: string | null; type: string; points: number; visible: unknown } {
  const points = Math.max(0, ...LENGTHS.map((key) => lengthOf(trace[key])));
  return { name: trace.name ?? `trace ${index}`, type: trace.type ?? "scatter", points, visible: trace["visible"] ?? true };
}

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return ArrayBuffer.isView(value) ? (value as Uint8Array).length : 0;
}

function describeAxes(layout: Json): Json {
  const axes: Json = {};
  for (const [name, axis] of Object.entries(layout)) {
    if (!/^[xy]axis\d*$/.test(name)) continue;
    const { title, range, type } = axis as Json;
    axes[name] = { title: titleOf(title), range: range ?? null, type: type ?? null };
  }
  return axes;
}

/** The traces with what they range over; the first ones of many. */
export function describeSpans(host: PlotElement): PanelFacts {
  const full = (host._fullData ?? []) as unknown as readonly Trace[];
  const traces = host.data.slice(0, MOST_TRACES).map((trace, index) => ({ ...describeTrace(trace, index), ...spans(full[index] ?? trace) }));
  return { traces, ...(host.data.length > MOST_TRACES ? { moreTraces: host.data.length - MOST_TRACES } : {}) };
}

function spans(trace: Trace): Json {
  const found = RANGED.flatMap((key) => {
    const list = listOf(trace[key]);
    return list === null || list.length === 0 ? [] : [[key, spanOf(list).ends]];
  });
  return Object.fromEntries(found) as Json;
}

/** The text of a title, however it is written. */
export function titleOf(title: unknown): string | null {
  const text = typeof title === "string" ? title : (title as { text?: unknown } | null | undefined)?.text;
  // Plotly fills in a prompt where no title was given.
  return typeof text === "string" && text !== "" && !/^Click to enter /.test(text) ? text : null;
}

function selectedCount(data: readonly Trace[]): number {
  return data.reduce((sum, trace) => sum + lengthOf(trace["selectedpoints"]), 0);
}

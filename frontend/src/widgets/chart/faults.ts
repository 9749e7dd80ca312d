import { few, mistakenFor, quoted } from "../../panels/inspection";
import { titleOf } from "./describe";
import type { PlotElement, Trace } from "./plotly";
import { isMissing, listOf, spanOf } from "./values";

type Json = Record<string, unknown>;

interface Axis extends Json {
  readonly type?: string;
  readonly range?: readonly unknown[];
  readonly _categories?: readonly unknown[];
  readonly d2l?: (value: unknown) => number;
  readonly r2l?: (value: unknown) => number;
}

const DRAWN = ["x", "y", "z", "values", "r", "theta", "lat", "lon", "open", "high", "low", "close", "locations"];
const LINES: ReadonlySet<unknown> = new Set(["scatter", "scattergl"]);
const SLICED: ReadonlySet<unknown> = new Set(["pie", "funnelarea"]);
const FORMULA = /^\s*\$.+\$\s*$/;
const MOST_CATEGORIES = 40;
const MOST_ENTRIES = 20;
const MOST_SLICES = 12;
const MOST_LOOKED_AT = 20_000;
const SAMPLE = 200;
/** Ranges that Plotly chose are rounded, and the outermost points stand on their ends. */
const ROUNDING = 1e-3;

/** What is wrong with a chart's data and axes, in sentences. */
export function chartFaults(host: PlotElement): string[] {
  const layout = host._fullLayout;
  if (layout === undefined) return [];
  if (host.data.length === 0) return ["has no traces, so nothing is drawn."];
  const seen = wanted(host);
  if (seen.length === 0) return ["shows none of its traces: all are hidden."];
  const axes = Object.entries(layout).filter(([name]) => /^[xy]axis\d*$/.test(name)) as [string, Axis][];
  const traces = seen.flatMap((trace) => [...missing(trace), ...slices(trace), ...outside(trace, layout)]);
  return [...traces, ...axes.flatMap(([name, axis]) => axisFaults(name, axis, seen)), ...crowded(seen, layout), ...formulas(seen, layout)];
}

/** Formulas, which need a library that pages do not have. */
function formulas(traces: readonly Trace[], layout: Json): string[] {
  if ("MathJax" in globalThis) return [];
  const axes = Object.entries(layout).filter(([name]) => /axis\d*$/.test(name));
  const notes = (layout["annotations"] ?? []) as Json[];
  const texts = [titleOf(layout["title"]), ...axes.map(([, axis]) => titleOf((axis as Json)["title"])), ...notes.map(({ text }) => text), ...traces.map(({ name }) => name)];
  const found = texts.filter((text) => typeof text === "string" && FORMULA.test(text));
  return found.length === 0 ? [] : [`has formulas that are shown as text (${few(found)}): pages have no MathJax. Write them with Unicode, <sup> and <sub>, such as x<sup>2</sup>.`];
}

/** The traces that should be seen; Plotly hides those that it finds empty. */
function wanted(host: PlotElement): Trace[] {
  const full = (host._fullData ?? []) as unknown as readonly Trace[];
  return host.data.flatMap((given, index) => {
    const trace = full[index];
    if (given["visible"] === false || given["visible"] === "legendonly") return [];
    return [trace?.["visible"] === true ? trace : { ...given, name: given.name ?? `trace ${index}` }];
  });
}

function named(trace: Trace): string {
  return `trace ${quoted(trace.name ?? trace["index"])}`;
}

/** Lists without any value: most likely another column was meant. */
function missing(trace: Trace): string[] {
  const lists = DRAWN.flatMap((key) => {
    const list = listOf(trace[key]);
    return list === null ? [] : [{ key, ...spanOf(list) }];
  });
  const [first] = lists;
  if (first !== undefined && lists.every(({ count }) => count === 0)) return [`${named(trace)} has no points.`];
  return lists
    .filter(({ count, known }) => count > 0 && known === 0)
    .map(({ key, count }) => `${named(trace)} has no value of ${key}: 0 of ${count}, the others are null, NaN or empty. Check the column.`);
}

function slices(trace: Trace): string[] {
  const count = SLICED.has(trace.type) ? Math.max(listOf(trace["labels"])?.length ?? 0, listOf(trace["values"])?.length ?? 0) : 0;
  return count > MOST_SLICES ? [`${named(trace)} has ${count} slices, which nobody can compare; use sorted bars, or keep the largest few.`] : [];
}

/** Points of which none is within the axes' ranges. */
function outside(trace: Trace, layout: Json): string[] {
  const [xs, ys] = [listOf(trace["x"]), listOf(trace["y"])];
  if (!LINES.has(trace.type) || xs === null || ys === null || Math.min(xs.length, ys.length) === 0 || xs.length > MOST_LOOKED_AT) return [];
  const axes = [axisOf(trace["xaxis"], layout), axisOf(trace["yaxis"], layout)] as const;
  const [inX, inY] = [within(axes[0]), within(axes[1])];
  if (inX === null || inY === null) return [];
  let known = 0;
  for (let i = 0; i < Math.min(xs.length, ys.length); i++) {
    if (isMissing(xs[i]) || isMissing(ys[i])) continue;
    known++;
    if (inX(xs[i]) && inY(ys[i])) return [];
  }
  const said = axes.map((axis, i) => `${"xy"[i]} ${(axis?.range ?? []).map(short).join(" to ")}`).join(", ");
  return known === 0 ? [] : [`${named(trace)} has no point within the axes' ranges (${said}); change the ranges or reset the zoom.`];
}

function axisOf(reference: unknown, layout: Json): Axis | undefined {
  const name = String(reference ?? "");
  return layout[`${name.slice(0, 1)}axis${name.slice(1)}`] as Axis | undefined;
}

function within(axis: Axis | undefined): ((value: unknown) => boolean) | null {
  const { type, range, d2l, r2l } = axis ?? {};
  if (range === undefined || d2l === undefined || r2l === undefined || !/^(linear|log|date)$/.test(String(type))) return null;
  const ends = range.map((end) => r2l(end));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const slack = (high - low) * ROUNDING;
  return (value) => {
    const at = d2l(value);
    return at >= low - slack && at <= high + slack;
  };
}

function short(value: unknown): string {
  return typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
}

function axisFaults(name: string, axis: Axis, traces: readonly Trace[]): string[] {
  if (axis.type === "log") return unloggable(name, traces);
  return axis.type === "category" ? categoryFaults(name, axis._categories ?? []) : [];
}

function categoryFaults(name: string, categories: readonly unknown[]): string[] {
  const mistaken = mistakenFor(categories.slice(0, SAMPLE).map(String));
  const cure = mistaken?.what === "dates" ? "give ISO dates such as 2026-01-31" : "give numbers without marks and units";
  const text = mistaken === null ? [] : [`${name} takes ${mistaken.what} as names, in the order of the rows (${quoted(mistaken.example)} ...); ${cure}.`];
  const many = `${name} has ${categories.length} names, too many to be read; keep the largest few, group them, or use numbers or dates.`;
  return [...text, ...(categories.length > MOST_CATEGORIES ? [many] : [])];
}

/** Values that a logarithm does not have. */
function unloggable(name: string, traces: readonly Trace[]): string[] {
  const [letter, reference] = [name.slice(0, 1), name.replace("axis", "")];
  return traces.flatMap((trace) => {
    const list = trace[`${letter}axis`] === reference ? listOf(trace[letter]) : null;
    if (list === null) return [];
    let bad = 0;
    for (let i = 0; i < list.length; i++) if (Number(list[i]) <= 0 && !isMissing(list[i])) bad++;
    return bad === 0 ? [] : [`${name} is logarithmic: ${bad} of ${list.length} values of ${named(trace)} are zero or negative and not drawn.`];
  });
}

function crowded(traces: readonly Trace[], layout: Json): string[] {
  const entries = traces.filter((trace) => trace["showlegend"] !== false).map((trace) => trace.name);
  if (layout["showlegend"] !== true || entries.length <= MOST_ENTRIES) return [];
  const colors = (layout["colorway"] as readonly unknown[] | undefined)?.length ?? 10;
  return [`the legend has ${entries.length} entries (${few(entries)}), and colours repeat after ${colors}; keep the largest few, or use small charts.`];
}

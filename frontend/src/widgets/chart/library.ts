import type { PanelContext } from "../../panels/panel";
import type { Figure, Plotly, Trace } from "./plotly";

const FULL = "plotly.js";

const FLAT = ["bar", "box", "contour", "heatmap", "histogram", "histogram2d", "histogram2dcontour", "image", "pie", "scatter", "scatterternary", "violin"] as const;

/** Parts of Plotly that are less than half of the whole, and the types that each draws. pywry/render/bundles.py has the same list. */
const PARTS: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["plotly-cartesian.js", new Set(FLAT)],
  ["plotly-gl2d.js", new Set([...FLAT, "parcoords", "scattergl", "splom"])],
  ["plotly-geo.js", new Set(["choropleth", "scatter", "scattergeo"])],
];

const LOADED: Map<string, Plotly> = new Map();

/** The types of traces, as Plotly names them. */
export function typesOf(traces: readonly Trace[]): Set<string> {
  return new Set(traces.map((trace) => trace.type ?? "scatter"));
}

/** The types that a figure has and those that its own menus and sliders change to. pywry/data/traces.py has the same rule. */
export function typesIn({ data = [], layout = {} }: Figure): Set<string> {
  const menus = [...(layout["updatemenus"] as Menu[] | undefined ?? []), ...(layout["sliders"] as Menu[] | undefined ?? [])];
  const args = menus.flatMap(({ buttons = [], steps = [] }) => [...buttons, ...steps]).flatMap(({ args: first = [], args2 = [] }) => [first, args2]);
  const named = args.flatMap(([change, value]) => (change === "type" ? [value] : [(change as { type?: unknown } | null | undefined)?.type]));
  return new Set([...typesOf(data), ...named.flat().filter((type): type is string => typeof type === "string")]);
}

interface Menu {
  readonly buttons?: readonly Button[];
  readonly steps?: readonly Button[];
}

interface Button {
  readonly args?: readonly unknown[];
  readonly args2?: readonly unknown[];
}

/** The build of Plotly that draws some types: one that the page has or will soon have, else the smallest. */
export function buildFor(types: ReadonlySet<string>, isNear: (name: string) => boolean): string {
  const able = [...PARTS.filter(([, known]) => isWithin(types, known)).map(([name]) => name), FULL];
  return able.find(isNear) ?? (able[0] as string);
}

/** Whether a build draws some types. */
export function draws(build: string, types: ReadonlySet<string>): boolean {
  return build === FULL || isWithin(types, PARTS.find(([name]) => name === build)?.[1] ?? new Set());
}

/** A build of Plotly, with the name it goes by. */
export interface Build {
  readonly name: string;
  readonly lib: Plotly;
}

/** Load what draws some types, unless it is here. */
export async function loadFor(context: PanelContext, types: ReadonlySet<string>): Promise<Build> {
  const name = buildFor(types, (build) => LOADED.has(build) || context.expects(build));
  const known = LOADED.get(name);
  if (known !== undefined) return { name, lib: known };
  const before = globalPlotly();
  await context.library(name);
  const lib = globalPlotly();
  if (lib === undefined) throw new Error("plotly.js was loaded but left no Plotly; is the page's own script in its way?");
  // A page's own scripts may go on with the one that they know, if it can do more.
  if (before !== undefined && name !== FULL) (globalThis as unknown as { Plotly?: Plotly }).Plotly = before;
  LOADED.set(name, lib);
  return { name, lib };
}

function globalPlotly(): Plotly | undefined {
  return (globalThis as unknown as { Plotly?: Plotly }).Plotly;
}

function isWithin(types: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  return [...types].every((type) => known.has(type));
}

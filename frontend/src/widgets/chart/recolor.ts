import type { PlotlyLayout, Trace } from "./plotly";

type Json = Record<string, unknown>;

/** The colours that Plotly's Python library writes into traces when nobody chose any, and where it writes them. */
const STOCK: readonly string[] = ["#636efa", "#EF553B", "#00cc96", "#ab63fa", "#FFA15A", "#19d3f3", "#FF6692", "#B6E880", "#FF97FF", "#FECB52"];
const STOCK_SCALE = "#0d0887";
const PLACES = ["marker.color", "line.color", "fillcolor", "marker.line.color"] as const;

/** Whether a figure's template is the one that Plotly's Python library puts into every figure; nobody chose that. */
export function isStock(template: unknown): boolean {
  if (template === "plotly") return true;
  const layout = (template as { layout?: Json } | null | undefined)?.layout;
  return layout?.["plot_bgcolor"] === "#E5ECF6" && layout["paper_bgcolor"] === "white";
}

/** Traces in a template's colours, where they have Plotly's stock ones. */
export function recolored(traces: readonly Trace[], colors: readonly string[]): Trace[] {
  return traces.map((trace) => PLACES.reduce((made, place) => withColor(made, place, swap(at(made, place), STOCK, colors)), trace));
}

/** The colours that a template gives to traces, in order. */
export function colorwayOf(template: Json): readonly string[] {
  const given = (template["layout"] as Json | undefined)?.["colorway"];
  return Array.isArray(given) && given.length > 0 ? (given as string[]) : STOCK;
}

/** A layout without the stock colour scales of its colour axes; the template's come in their place. */
export function unscaled(layout: PlotlyLayout): PlotlyLayout {
  const made = { ...layout };
  for (const [key, axis] of Object.entries(layout)) {
    if (!/^coloraxis\d*$/.test(key) || !isStockScale((axis as Json)["colorscale"])) continue;
    const { colorscale: _stock, ...rest } = axis as Json;
    made[key] = rest;
  }
  return made;
}

function isStockScale(scale: unknown): boolean {
  return Array.isArray(scale) && scale.length === 10 && (scale[0] as unknown[])[1] === STOCK_SCALE;
}

/** What a restyle changes when the colours do: attribute -> one value a trace. Undefined leaves a trace as it is. */
export function colorChange(traces: readonly Trace[], from: readonly string[], to: readonly string[]): Json {
  const change: Json = {};
  for (const place of PLACES) {
    const colors = traces.map((trace) => swap(at(trace, place), from, to));
    if (colors.some((color) => color !== undefined)) change[place] = colors;
  }
  return change;
}

function swap(color: unknown, known: readonly string[], colors: readonly string[]): string | undefined {
  const place = typeof color === "string" ? known.indexOf(color) : -1;
  return place < 0 ? undefined : colors[place % colors.length];
}

function at(trace: Trace, place: string): unknown {
  return place.split(".").reduce<unknown>((value, step) => (value as Json | undefined)?.[step], trace);
}

function withColor(trace: Trace, place: string, color: string | undefined): Trace {
  if (color === undefined) return trace;
  const [first, ...rest] = place.split(".") as [string, ...string[]];
  if (rest.length === 0) return { ...trace, [first]: color };
  return { ...trace, [first]: withColor({ ...(trace[first] as Json | undefined) }, rest.join("."), color) };
}

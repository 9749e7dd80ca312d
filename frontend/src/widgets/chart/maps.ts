import type { PanelContext } from "../../panels/panel";
import type { PlotlyLayout, Trace } from "./plotly";

type Json = Record<string, unknown>;

const GEO = /^geo\d*$/;
const DRAWN: ReadonlySet<string> = new Set(["choropleth", "scattergeo"]);

/** Load the outlines that a figure's maps need; Plotly itself would ask a server that is not ours. */
export async function loadMaps(context: PanelContext, traces: readonly Trace[], layout: PlotlyLayout, change: PlotlyLayout = {}): Promise<void> {
  const files = new Set(mapsOf(traces, layout, change).map(fileOf));
  await Promise.all([...files].map((file) => context.library(file)));
}

/** The outlines that a figure needs, as Plotly names them. */
export function mapsOf(traces: readonly Trace[], layout: PlotlyLayout, change: PlotlyLayout = {}): string[] {
  const places = new Set<string>(traces.filter((trace) => DRAWN.has(trace.type ?? "")).map((trace) => String(trace["geo"] ?? "geo")));
  if (places.size === 0) return [];
  for (const key of Object.keys(layout)) if (GEO.test(key)) places.add(key);
  return [...new Set([...places].map((place) => nameOf(place, layout, change)))];
}

function nameOf(place: string, layout: PlotlyLayout, change: PlotlyLayout): string {
  const now = { ...(layout[place] as Json | undefined), ...(change[place] as Json | undefined) };
  const scope = String(change[`${place}.scope`] ?? now["scope"] ?? "world");
  const resolution = String(change[`${place}.resolution`] ?? now["resolution"] ?? 110);
  return `${scope.replaceAll(" ", "-")}_${resolution}m`;
}

/** The file that holds an outline: the one that most maps use stands alone. */
function fileOf(name: string): string {
  if (name === "world_110m") return "map-world.js";
  return name.endsWith("_110m") ? "maps-110m.js" : "maps-50m.js";
}

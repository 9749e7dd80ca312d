import type { PanelFacts } from "./panel";

/** Traces that draw nothing without points; others show a number or a structure of their own. */
const POINTED: ReadonlySet<string> = new Set(["scatter", "scattergl", "bar", "histogram", "box", "violin", "heatmap", "pie", "candlestick", "ohlc", "contour", "scatter3d"]);
const DECORATION = ".annotation,.shapelayer path,.imagelayer image,.layer-above path,.layer-below path";

/** Whether a chart has axes and nothing on them. */
export function isEmptyChart(facts: PanelFacts, host: Element): boolean {
  if (facts["points"] !== 0 || !Array.isArray(facts["traces"])) return false;
  const traces = facts["traces"] as readonly { readonly type: string }[];
  return traces.every(({ type }) => POINTED.has(type)) && host.querySelector(DECORATION) === null;
}

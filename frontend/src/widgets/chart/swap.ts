import type { Plotly, PlotElement } from "./plotly";

type Json = Record<string, unknown>;

/** What a person changed by hand, as Plotly keeps it: what was there before. */
interface ByHand {
  readonly layout: unknown;
  readonly traces: readonly unknown[];
}

/** Draw a chart as it is with another build of Plotly: its frames, and what a person zoomed and hid, go along. */
export async function swap(host: PlotElement, from: Plotly, to: Plotly, config: Json): Promise<void> {
  const { data, layout, _transitionData } = host;
  const frames = [...(_transitionData?._frames ?? [])];
  const byHand = byHandOf(host);
  from.purge(host);
  await to.newPlot(host, { data, layout, config, ...(frames.length > 0 ? { frames } : {}) });
  putByHand(host, byHand);
}

function byHandOf({ _fullLayout, _fullData = [] }: PlotElement): ByHand {
  const traces = _fullLayout?.["_tracePreGUI"] as Json | undefined;
  return { layout: _fullLayout?.["_preGUI"], traces: _fullData.map(({ uid }) => traces?.[uid]) };
}

function putByHand({ _fullLayout, _fullData = [] }: PlotElement, byHand: ByHand): void {
  if (_fullLayout === undefined || byHand.layout === undefined) return;
  _fullLayout["_preGUI"] = byHand.layout;
  _fullLayout["_tracePreGUI"] = Object.fromEntries(_fullData.map(({ uid }, n) => [uid, byHand.traces[n] ?? {}]));
}

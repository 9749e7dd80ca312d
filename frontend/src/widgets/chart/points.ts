import type { PlotPoint, PlotSelection } from "./plotly";

type Json = Record<string, unknown>;

/** A point as Python hears of it: plain, without the trace's arrays. */
export function plainPoint(point: PlotPoint): Json {
  const number = point.pointNumber ?? (typeof point.pointIndex === "number" ? point.pointIndex : null);
  return {
    curveNumber: point.curveNumber,
    pointNumber: number,
    pointIndex: point.pointIndex ?? number,
    // A pie has labels and values, a map places; they stand where a callback looks for them.
    x: point["x"] ?? point["label"] ?? point["lon"] ?? point["location"] ?? null,
    y: point["y"] ?? point["value"] ?? point["lat"] ?? null,
    z: point["z"] ?? null,
    text: point["text"] ?? null,
    customdata: point["customdata"] ?? null,
    data: { name: point.data?.name ?? null, type: point.data?.type ?? "scatter" },
    trace_name: point.data?.name ?? null,
  };
}

/** The payload that click, hover and selection share. */
export function pointsPayload(chartId: string, points: readonly PlotPoint[]): Json {
  return {
    chartId,
    widget_type: "chart",
    points: points.map(plainPoint),
    point_indices: points.flatMap((point) => point.pointNumbers ?? point.pointNumber ?? point.pointIndex ?? []),
  };
}

export function clickPayload(chartId: string, { points = [], event }: PlotSelection): Json {
  return { ...pointsPayload(chartId, points), curve_number: points[0]?.curveNumber ?? null, event: mouse(event) };
}

export function selectionPayload(chartId: string, { points = [], range, lassoPoints }: PlotSelection): Json {
  return { ...pointsPayload(chartId, points), range: range ?? null, lassoPoints: lassoPoints ?? null };
}

function mouse(event: MouseEvent | undefined): Json {
  if (event === undefined) return {};
  const { button, clientX, clientY, altKey, ctrlKey, metaKey, shiftKey } = event;
  return { button, clientX, clientY, altKey, ctrlKey, metaKey, shiftKey };
}

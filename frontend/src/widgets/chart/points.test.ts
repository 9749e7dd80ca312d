import { expect, it } from "vitest";
import { clickPayload, selectionPayload } from "./points";

const trace = { name: "AAPL", type: "scatter", x: [1, 2, 3] };

it("a click tells its points without the trace's arrays", () => {
  const payload = clickPayload("c1", { points: [{ curveNumber: 1, pointNumber: 2, pointIndex: 2, x: "d", y: 5, customdata: ["k"], data: trace }] });
  expect(payload).toMatchObject({
    chartId: "c1",
    widget_type: "chart",
    point_indices: [2],
    curve_number: 1,
    points: [{ curveNumber: 1, pointNumber: 2, x: "d", y: 5, z: null, customdata: ["k"], data: { name: "AAPL", type: "scatter" }, trace_name: "AAPL" }],
  });
});

it("a bar of a histogram stands for all its points", () => {
  expect(clickPayload("c", { points: [{ curveNumber: 0, pointNumber: 0, pointNumbers: [3, 4, 9] }] })["point_indices"]).toEqual([3, 4, 9]);
});

it("a slice of a pie has its label and value where callbacks look", () => {
  expect(clickPayload("c", { points: [{ curveNumber: 0, pointNumber: 1, label: "UA", value: 7 }] })["points"]).toMatchObject([{ x: "UA", y: 7 }]);
});

it("a selection tells its range or lasso", () => {
  expect(selectionPayload("c", { points: [], range: { x: [1, 2] } })).toMatchObject({ points: [], range: { x: [1, 2] }, lassoPoints: null });
});

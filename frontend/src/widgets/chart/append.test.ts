import { expect, it } from "vitest";
import { fitAppended, mostOf } from "./append";

it("makes what is appended to an attribute inside a trace fit it", () => {
  const trace = { marker: { size: Int32Array.from([1]) } };
  const fitted = fitAppended([trace], { "marker.size": [[2.5]] }, [0]);
  expect(fitted).toEqual({ "marker.size": [Float64Array.from([2.5])] });
  expect(trace.marker.size).toEqual(Float64Array.from([1]));
});

it("limits a trace's points only where there are more, since Plotly fails on others", () => {
  const traces = [{ y: Float64Array.from([1, 2]) }, { y: [1, 2, 3, 4] }];
  expect(mostOf(traces, { y: [[3], [5]] }, [0, 1], 4)).toEqual({ y: [-1, 4] });
  expect(mostOf(traces, { y: [[3], [5]] }, [0, 1], undefined)).toBe(undefined);
});

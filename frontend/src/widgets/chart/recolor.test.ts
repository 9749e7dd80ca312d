import { expect, test } from "vitest";
import { colorChange, colorwayOf, isStock, recolored, unscaled } from "./recolor";

test("stock colours give way to a template's, and chosen ones stay", () => {
  const traces = [{ marker: { color: "#EF553B", size: 3 } }, { line: { color: "red" } }, { line: { color: "#19d3f3" } }];
  expect(recolored(traces, ["a", "b"])).toEqual([{ marker: { color: "b", size: 3 } }, { line: { color: "red" } }, { line: { color: "b" } }]);
});

test("when the colours change, traces that have them follow", () => {
  const traces = [{ marker: { color: "b" } }, { marker: { color: "red" } }];
  expect(colorChange(traces, ["a", "b"], ["x", "y"])).toEqual({ "marker.color": ["y", undefined] });
  expect(colorChange([{ line: { color: ["a"] } }], ["a"], ["x"])).toEqual({});
});

test("the template that nobody chose is known by name and by look", () => {
  expect(isStock("plotly")).toBe(true);
  expect(isStock({ layout: { plot_bgcolor: "#E5ECF6", paper_bgcolor: "white" } })).toBe(true);
  expect(isStock({ layout: { plot_bgcolor: "white" } })).toBe(false);
  expect(isStock(undefined)).toBe(false);
});

test("stock colour scales of colour axes are left to the template", () => {
  const stock = Array.from({ length: 10 }, (_, i) => [i / 9, i === 0 ? "#0d0887" : "x"]);
  expect(unscaled({ coloraxis: { colorscale: stock, cmin: 1 }, coloraxis2: { colorscale: "Viridis" } })).toEqual({
    coloraxis: { cmin: 1 },
    coloraxis2: { colorscale: "Viridis" },
  });
});

test("a template without colours has the stock ones", () => {
  expect(colorwayOf({ layout: { colorway: ["x"] } })).toEqual(["x"]);
  expect(colorwayOf({})[0]).toBe("#636efa");
});

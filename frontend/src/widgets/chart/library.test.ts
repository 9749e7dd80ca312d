import { expect, test } from "vitest";
import { buildFor, draws, typesOf } from "./library";

const nothing = (): boolean => false;

test("the smallest build that draws all types is taken", () => {
  expect(buildFor(typesOf([{}, { type: "bar" }]), nothing)).toBe("plotly-cartesian.js");
  expect(buildFor(typesOf([{}, { type: "scattergl" }]), nothing)).toBe("plotly-gl2d.js");
  expect(buildFor(typesOf([{}, { type: "choropleth" }]), nothing)).toBe("plotly-geo.js");
  expect(buildFor(typesOf([{ type: "bar" }, { type: "choropleth" }]), nothing)).toBe("plotly.js");
  expect(buildFor(typesOf([{ type: "surface" }]), nothing)).toBe("plotly.js");
});

test("a build that is here already, or will be, is taken before a smaller one", () => {
  expect(buildFor(typesOf([{}]), (name) => name === "plotly.js")).toBe("plotly.js");
  expect(buildFor(typesOf([{}]), (name) => name === "plotly-geo.js")).toBe("plotly-geo.js");
  expect(buildFor(typesOf([{ type: "pie" }]), (name) => name === "plotly-geo.js")).toBe("plotly-cartesian.js");
});

test("a build says what it draws", () => {
  expect(draws("plotly.js", typesOf([{ type: "sankey" }]))).toBe(true);
  expect(draws("plotly-cartesian.js", typesOf([{ type: "sankey" }]))).toBe(false);
});

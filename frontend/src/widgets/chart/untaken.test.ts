import { expect, it } from "vitest";
import type { PlotElement, PlotFault, Plotly } from "./plotly";
import { untakenParts } from "./untaken";

/** Plotly as far as it checks: names that it knows, and a failure at a legend that is not drawn. */
const LIB = {
  validate(_data: unknown, layout: Record<string, unknown>): PlotFault[] {
    if ("legend" in layout) throw new TypeError("Cannot read properties of undefined");
    const unknown = Object.keys(layout).filter((name) => name !== "xaxis");
    return unknown.map((astr) => ({ code: "schema", container: "layout", trace: null, astr }));
  },
} as unknown as Plotly;

const plot = (layout: Record<string, unknown>): PlotElement => ({ data: [{ type: "bar" }], layout, _fullData: [{}], _fullLayout: { xaxis: {} } }) as unknown as PlotElement;

it("names what Plotly does not know, also where its own check fails on another part", () => {
  expect(untakenParts(plot({ xaxs: 1 }), LIB)).toEqual(["asks for what Plotly does not know: 'layout.xaxs'. Check the spelling and where it belongs."]);
  expect(untakenParts(plot({ xaxs: 1, legend: { tracegroupgap: 0 } }), LIB)).toHaveLength(1);
  expect(untakenParts(plot({ legend: { tracegroupgap: 0 } }), LIB)).toEqual([]);
});

it("lets pass what belongs to types that the figure does not have", () => {
  expect(untakenParts(plot({ barmode: "relative", boxgap: 0.1, treemapcolorway: ["red"] }), LIB)).toEqual([]);
});

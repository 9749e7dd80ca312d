import { describe, expect, it } from "vitest";
import { asGiven, hasRoom, letGo, withoutWebgl } from "./contexts";

describe("WebGL", () => {
  it("is for as many charts as a page keeps contexts for, and for another when one lets go", () => {
    const charts = Array.from({ length: 8 }, () => ({}));
    expect(charts.map((chart) => hasRoom(chart, ["scattergl"]))).toEqual([...Array(7).fill(true), false]);
    expect(hasRoom(charts[0] as object, ["scatter", "heatmap", "treemap"])).toBe(false);
    expect(hasRoom(charts[7] as object, ["bar", "surface"])).toBe(true);
    charts.forEach(letGo);
  });

  it("is not needed for points, which read back as they were given", () => {
    const given = [{ type: "scattergl", y: [1] }, { type: "scatterpolargl", r: [1] }, { type: "splom" }, { y: [2] }];
    const plain = withoutWebgl(given);
    expect(plain.map(({ type }) => type)).toEqual(["scatter", "scatterpolar", "splom", undefined]);
    expect(asGiven(plain)).toEqual(given);
  });
});

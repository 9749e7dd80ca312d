import { expect, it } from "vitest";
import { outlinesOf } from "./outlines";

const SQUARE = {
  transform: { scale: [0.5, 0.5], translate: [10, 20] },
  arcs: [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
  objects: { land: { type: "GeometryCollection", geometries: [{ type: "Polygon", arcs: [[0, -2]] }, { type: "Point" }] } },
} as const;

it("draws a ring along its arcs, some of them backwards", () => {
  const [feature, ...others] = outlinesOf(SQUARE, "land").features;
  expect(others).toEqual([]);
  expect(feature?.geometry).toEqual({ type: "Polygon", coordinates: [[[10, 20], [11, 20], [11, 21], [10, 21], [10, 20]]] });
});

it("goes on beyond the date line, and round the pole to the edge of the map", () => {
  const round = { ...SQUARE, transform: { scale: [1, 1], translate: [0, 0] } } as const;
  const ring = (points: readonly (readonly [number, number])[]): unknown => {
    const deltas = points.map(([x, y], n) => [x - (points[n - 1]?.[0] ?? 0), y - (points[n - 1]?.[1] ?? 0)] as const);
    return (outlinesOf({ ...round, arcs: [deltas], objects: { land: { type: "GeometryCollection", geometries: [{ type: "Polygon", arcs: [[0]] }] } } }, "land").features[0]?.geometry as { coordinates: unknown[] }).coordinates[0];
  };
  expect(ring([[170, 60], [-170, 60], [-170, 70], [170, 60]])).toEqual([[170, 60], [190, 60], [190, 70], [170, 60]]);
  expect(ring([[-180, -70], [0, -60], [180, -70], [-180, -70]])).toEqual([[-180, -70], [0, -60], [180, -70], [180, -70], [180, -85.05], [-180, -85.05], [-180, -70]]);
});

it("has nothing of what is not there", () => {
  expect(outlinesOf(SQUARE, "rivers").features).toEqual([]);
});

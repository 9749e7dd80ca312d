import { expect, test } from "vitest";
import { mapsOf } from "./maps";

const WORLD = [{ type: "scattergeo" }];

test("a map needs the outline of its scope", () => {
  expect(mapsOf(WORLD, {})).toEqual(["world_110m"]);
  expect(mapsOf(WORLD, { geo: { scope: "north america", resolution: 50 } })).toEqual(["north-america_50m"]);
  expect(mapsOf([{ type: "choropleth", geo: "geo2" }], { geo2: { scope: "usa" } })).toEqual(["usa_110m"]);
  expect(mapsOf([{ type: "bar" }], {})).toEqual([]);
});

test("a change of the layout is looked at before it is made", () => {
  expect(mapsOf(WORLD, { geo: { resolution: 50 } }, { "geo.scope": "asia" })).toEqual(["asia_50m"]);
  expect(mapsOf(WORLD, {}, { geo: { scope: "africa" } })).toEqual(["africa_110m"]);
});

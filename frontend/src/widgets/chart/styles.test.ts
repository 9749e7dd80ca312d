import { expect, it } from "vitest";
import { addressesIn, exampleOf, wantedOf, withOwnLetters } from "./styles";

it("knows which hosts a style of Plotly's asks", () => {
  expect(wantedOf("basic")?.sources).toEqual(["https://*.cartocdn.com"]);
  expect(wantedOf("open-street-map")?.sources).toEqual(["https://tile.openstreetmap.org"]);
  expect(wantedOf("white-bg")?.asks).toEqual([]);
  expect(wantedOf("https://maps.example.org/style.json")?.sources).toEqual(["https://maps.example.org"]);
  expect(wantedOf("streetz")).toBe(null);
});

it("finds every address in a style of one's own", () => {
  const sources = { a: { tiles: ["https://a.org/{z}/{x}/{y}.png"] }, b: { url: "https://b.org/tiles.json" }, c: { data: "https://c.org/c.json" }, d: { data: { type: "Point" } } };
  const style = { sources, sprite: [{ id: "default", url: "https://d.org/sprite" }] };
  expect(addressesIn(style)).toEqual(["https://a.org/{z}/{x}/{y}.png", "https://b.org/tiles.json", "https://c.org/c.json", "https://d.org/sprite"]);
  expect(exampleOf("https://a.org/{z}/{x}/{y}{r}.png")).toBe("https://a.org/0/0/0a.png");
});

it("leaves letters out that may not be fetched", () => {
  const style = { version: 8, glyphs: "https://fonts.org/{fontstack}/{range}.pbf" };
  expect(withOwnLetters(style, () => false)).toEqual({ version: 8 });
  expect(withOwnLetters(style, () => true)).toEqual(style);
});

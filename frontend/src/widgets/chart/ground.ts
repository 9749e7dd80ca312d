import type { PanelContext } from "../../panels/panel";
import { outlinesOf, type Outlines } from "./outlines";
import { NO_SOURCES } from "./styles";

type Json = Record<string, unknown>;

const FILE = "map-world.js";
const MAP = "world_110m";
const NAME = "outlines in";
/** Beyond this, outlines of the whole world would lie. */
const MOST_ZOOM = 7;

let world: Outlines | null = null;

/** What stands under a tile map whose tiles cannot come: the outlines of countries, in the page's colours. */
export async function groundOf({ library, host }: PanelContext): Promise<Json> {
  await library(FILE);
  const maps = (globalThis as unknown as { PlotlyGeoAssets?: { topojson: Record<string, Parameters<typeof outlinesOf>[0]> } }).PlotlyGeoAssets;
  const topology = maps?.topojson[MAP];
  if (topology !== undefined) world ??= outlinesOf(topology, "countries");
  return groundStyle(host, world);
}

function groundStyle(host: Element, land: Outlines | null): Json {
  const style = getComputedStyle(host);
  const read = (name: string, fallback: string): string => style.getPropertyValue(`--pywry-${name}`).trim() || fallback;
  const [ground, fill, line] = [read("bg-secondary", "#ffffff"), read("border-color", "#e4e4e7"), read("text-tertiary", "#71717a")];
  const water = { id: "water", type: "background", paint: { "background-color": ground } };
  const name = `${NAME} ${ground} ${fill} ${line}`;
  if (land === null) return { version: 8, name, sources: NO_SOURCES, layers: [water] };
  return {
    version: 8,
    name,
    sources: { land: { type: "geojson", data: land } },
    layers: [
      water,
      { id: "land", type: "fill", source: "land", maxzoom: MOST_ZOOM, paint: { "fill-color": fill } },
      { id: "borders", type: "line", source: "land", maxzoom: MOST_ZOOM, paint: { "line-color": line, "line-width": 0.5, "line-opacity": 0.6 } },
    ],
  };
}

/** Whether two styles are the same; outlines are too long to be compared as they are. */
export function isSameStyle(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((style) => (style as { name?: unknown } | undefined)?.name);
  if (typeof first === "string" && first.startsWith(NAME)) return first === second;
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

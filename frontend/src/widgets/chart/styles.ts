type Json = Record<string, unknown>;

const CARTO: Readonly<Record<string, string>> = {
  basic: "voyager",
  streets: "voyager",
  outdoors: "voyager",
  light: "positron",
  dark: "dark-matter",
  "carto-positron": "positron",
  "carto-darkmatter": "dark-matter",
  "carto-voyager": "voyager",
  "carto-positron-nolabels": "positron-nolabels",
  "carto-darkmatter-nolabels": "dark-matter-nolabels",
  "carto-voyager-nolabels": "voyager-nolabels",
};
const CARTO_HOSTS = "https://*.cartocdn.com";
const CARTO_ASKED = ["https://basemaps.cartocdn.com/", "https://tiles.basemaps.cartocdn.com/", "https://tiles-a.basemaps.cartocdn.com/"];

const SATELLITE = ["https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}", "https://geoserveis.icgc.cat/", "https://tilemaps.icgc.cat/"];

/** What draws nothing; a style needs sources, and Plotly drops an object that is empty. */
export const NO_SOURCES: Json = { none: { type: "geojson", data: { type: "Point", coordinates: [0, 0] } } };

/** Plotly's own, which ask for letters that a machine has itself. */
const PLAIN: Json = { version: 8, sources: NO_SOURCES, layers: [{ id: "white-bg", type: "background", paint: { "background-color": "#ffffff" } }] };
const STREETS: Json = {
  version: 8,
  sources: {
    osm: {
      type: "raster",
      tileSize: 256,
      tiles: ["https://tile.openstreetmap.org/{z}/{x}/{y}.png"],
      attribution: '© <a target="_blank" href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors',
    },
  },
  layers: [{ id: "osm", type: "raster", source: "osm", maxzoom: 22 }],
};

/** The style that a tile map gets, as far as it is known without asking anyone. */
export interface Wanted {
  /** For Plotly: a style, or the address of one. */
  readonly style: unknown;
  /** Addresses that it needs. */
  readonly asks: readonly string[];
  /** What a person has to allow for that. */
  readonly sources: readonly string[];
}

/** What a style is and needs: one of Plotly's by name, an address, or an object; null for a name that there is not. */
export function wantedOf(style: unknown): Wanted | null {
  if (typeof style === "string") return ofText(style);
  const asks = addressesIn(style as Json);
  return { style, asks, sources: originsOf(asks) };
}

/** The names of Plotly's own styles. */
export const STYLES: readonly string[] = ["white-bg", "open-street-map", "satellite", "satellite-streets", ...Object.keys(CARTO)];

function ofText(style: string): Wanted | null {
  if (style === "white-bg") return { style: PLAIN, asks: [], sources: [] };
  if (style === "open-street-map") return wantedOf(STREETS);
  if (style.startsWith("satellite")) return { style, asks: SATELLITE, sources: originsOf(SATELLITE) };
  const carto = CARTO[style];
  if (carto !== undefined) return { style: `https://basemaps.cartocdn.com/gl/${carto}-gl-style/style.json`, asks: CARTO_ASKED, sources: [CARTO_HOSTS] };
  if (!/[/.]/.test(style)) return null;
  return { style, asks: [style], sources: originsOf([style]) };
}

/** The addresses that a style names: of tiles, of pictures, of what is drawn. */
export function addressesIn({ sources, sprite }: Json): string[] {
  const found = Object.values((sources ?? {}) as Record<string, Json>).flatMap(({ url, tiles, urls, data, coordinates }) => [
    url,
    ...((tiles ?? urls ?? []) as unknown[]),
    // A picture is loaded as data, whatever its name is.
    ...(coordinates === undefined || url !== undefined ? [data] : []),
  ]);
  const sprites = Array.isArray(sprite) ? (sprite as Json[]).map(({ url }) => url) : [sprite];
  return [...found, ...sprites].filter((address): address is string => typeof address === "string" && !/^(data|blob):/.test(address));
}

/** The style without letters from a host that may not be asked; the machine's own come in their place. */
export function withOwnLetters(style: Json, mayAsk: (address: string) => boolean): Json {
  const { glyphs, ...rest } = style;
  return typeof glyphs === "string" && !mayAsk(exampleOf(glyphs)) ? rest : style;
}

/** An address with its blanks filled in. */
export function exampleOf(address: string): string {
  return address.replaceAll(/\{(z|x|y)\}/g, "0").replaceAll(/\{[^}]*\}/g, "a");
}

export function originsOf(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => new URL(exampleOf(address), location.href).origin))];
}

type Json = Record<string, unknown>;

/** Lay plain objects over one another, the later over the earlier; arrays and other values are taken whole. */
export function mergeDeep(...layers: readonly (Json | undefined)[]): Json {
  const merged: Json = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer ?? {})) {
      const below = merged[key];
      merged[key] = isPlain(value) ? mergeDeep(isPlain(below) ? below : undefined, value) : value;
    }
  }
  return merged;
}

function isPlain(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

type Json = Record<string, unknown>;

const ARRAYS: Readonly<Record<string, (new (buffer: ArrayBuffer) => ArrayBufferView) | undefined>> = {
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
};

/** Turn `{dtype, bdata}`, as Plotly's Python library writes arrays, into typed arrays, so that points can be appended. */
export function decodeArrays<T>(value: T): T {
  return visit(value, 0) as T;
}

function visit(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || depth > 6) return value;
  if (Array.isArray(value)) return value.some((item) => typeof item === "object") ? value.map((item) => visit(item, depth + 1)) : value;
  const record = value as Json;
  if (typeof record["bdata"] === "string" && record["shape"] === undefined) return decode(record) ?? value;
  return Object.fromEntries(Object.entries(record).map(([key, inner]) => [key, visit(inner, depth + 1)]));
}

function decode({ bdata, dtype }: Json): ArrayBufferView | undefined {
  const View = ARRAYS[String(dtype)];
  if (View === undefined) return undefined;
  const text = atob(bdata as string);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new View(bytes.buffer);
}

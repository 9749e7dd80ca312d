import { BridgeError } from "./errors";
import type { ArrayMark, Mark, MarkType } from "./frames";

const DEEPEST = 200;

/** A value with everything that JSON cannot say lifted out of it. */
export interface Lifted {
  readonly plain: unknown;
  readonly marks: Mark[];
  readonly buffers: Uint8Array[];
}

const ARRAY_MARKS: Record<string, ArrayMark> = {
  Int8Array: "i1",
  Uint8ClampedArray: "u1",
  Int16Array: "i2",
  Uint16Array: "u2",
  Int32Array: "i4",
  Uint32Array: "u4",
  Float32Array: "f4",
  Float64Array: "f8",
  BigInt64Array: "i8",
  BigUint64Array: "u8",
};

type Step = string | number;

/** Lift bytes, typed arrays, NaN, infinities and big integers out of a value; what needs no lifting is not copied. */
export function lift(value: unknown): Lifted {
  const lifted: Lifted = { plain: undefined, marks: [], buffers: [] };
  const plain = visit(value, [], lifted);
  return { ...lifted, plain: plain === undefined ? null : plain };
}

function visit(value: unknown, path: Step[], into: Lifted): unknown {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? value : mark(into, path, Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    case "bigint":
      return visitBigInt(value, path, into);
    case "object":
      return value === null ? null : visitObject(value, path, into);
    case "function":
    case "symbol":
      throw unsendable(`a ${typeof value}`, path, "Send plain data instead.");
    default:
      return value;
  }
}

function visitBigInt(value: bigint, path: Step[], into: Lifted): unknown {
  into.marks.push({ path: [...path], type: "bigint" });
  return value.toString();
}

function visitObject(value: object, path: Step[], into: Lifted): unknown {
  if (path.length > DEEPEST) throw unsendable("data that refers to itself or nests too deeply", path, "Send a flat copy.");
  if (Array.isArray(value)) return visitList(value, path, into);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return visitBinary(value, path, into);
  if ("toJSON" in value && typeof value.toJSON === "function") return visit((value.toJSON as () => unknown)(), path, into);
  if (value instanceof Set) return visitList([...value], path, into);
  if (value instanceof Map) return visitRecord(Object.fromEntries(value) as Record<string, unknown>, path, into);
  if (Object.getPrototypeOf(value) !== Object.prototype) refuseHostObject(value, path);
  return visitRecord(value as Record<string, unknown>, path, into);
}

function visitList(list: readonly unknown[], path: Step[], into: Lifted): unknown {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    path.push(i);
    const plain = visit(list[i], path, into);
    path.pop();
    if (copy === undefined && plain !== list[i]) copy = list.slice(0, i);
    copy?.push(plain);
  }
  return copy ?? list;
}

function visitRecord(record: Record<string, unknown>, path: Step[], into: Lifted): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(record)) {
    path.push(key);
    const plain = visit(record[key], path, into);
    path.pop();
    if (plain === record[key]) continue;
    copy ??= { ...record };
    copy[key] = plain;
  }
  return copy ?? record;
}

function visitBinary(value: ArrayBufferView | ArrayBuffer, path: Step[], into: Lifted): null {
  const view = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  const name = (view as unknown as { [Symbol.toStringTag]: string })[Symbol.toStringTag];
  if (name === "Float16Array") return visitBinary(Float32Array.from(view as unknown as Iterable<number>), path, into);
  const type: MarkType = ARRAY_MARKS[name] ?? "bytes";
  into.buffers.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice());
  return mark(into, path, type);
}

function mark(into: Lifted, path: Step[], type: MarkType): null {
  into.marks.push({ path: [...path], type });
  return null;
}

function refuseHostObject(value: object, path: Step[]): void {
  if (typeof Node !== "undefined" && value instanceof Node) {
    throw unsendable(`a DOM node (${value.nodeName.toLowerCase()})`, path, "Send its value, text or id.");
  }
  if (typeof Blob !== "undefined" && value instanceof Blob) {
    throw unsendable("a Blob or File", path, "Send `await blob.arrayBuffer()` instead.");
  }
  if (value instanceof Promise) throw unsendable("a promise", path, "Await it first.");
}

function unsendable(what: string, path: Step[], cure: string): BridgeError {
  const place = path.length === 0 ? "the data" : path.slice(0, 8).join(".");
  return new BridgeError("unsendable", `cannot send ${place} to Python: it is ${what}. ${cure}`);
}

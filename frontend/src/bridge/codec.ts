import { BridgeError, messageOf } from "./errors";
import type { ArrayMark, DownFrame, Mark, UpFrame } from "./frames";
import { lift } from "./lift";

export type Message = string | ArrayBuffer;

/** The frames of a text message that the link has read already, and its length. */
export interface Read {
  readonly frames: readonly unknown[];
  readonly size: number;
}

/** What a link hands over. */
export type Received = Message | Read;

/** How long a message is, about. */
export function sizeOf(message: Received): number {
  if (typeof message === "string") return message.length;
  return message instanceof ArrayBuffer ? message.byteLength : message.size;
}

/** One frame, encoded once: its JSON text, and its buffers in the order of its marks. */
export interface Encoded {
  readonly text: string;
  readonly buffers: readonly Uint8Array[];
  readonly size: number;
}

const ALIGN = 8;
const VIEWS: Record<ArrayMark, new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView> = {
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
  i8: BigInt64Array,
  u8: BigUint64Array,
};
const ITEM_SIZES: Record<ArrayMark, number> = { i1: 1, u1: 1, i2: 2, u2: 2, i4: 4, u4: 4, f4: 4, f8: 8, i8: 8, u8: 8 };
const WORDS: Record<string, number> = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY };

const utf8 = new TextEncoder();
const readUtf8 = new TextDecoder("utf-8", { fatal: true });

/** Encode a frame; throws when its data holds something that cannot travel. */
export function encode(frame: UpFrame): Encoded {
  const field = frame.kind === "call" ? "args" : "data";
  if (!(field in frame)) return sized(JSON.stringify(frame), []);
  const value = (frame as unknown as Record<string, unknown>)[field];
  const { plain, marks, buffers } = lift(value);
  if (plain === value && marks.length === 0) return sized(JSON.stringify(frame), buffers);
  const whole = marks.length > 0 ? { ...frame, [field]: plain, marks } : { ...frame, [field]: plain };
  return sized(JSON.stringify(whole), buffers);
}

function sized(text: string, buffers: readonly Uint8Array[]): Encoded {
  return { text, buffers, size: buffers.reduce((sum, buffer) => sum + buffer.byteLength, text.length) };
}

/** Join encoded frames into one message: text when none carries bytes, else binary. */
export function pack(frames: readonly Encoded[]): Message {
  const texts = frames.map((frame) => frame.text).join(",");
  if (frames.every((frame) => frame.buffers.length === 0)) return `[${texts}]`;
  return packBinary(texts, frames.flatMap((frame) => frame.buffers));
}

function packBinary(texts: string, buffers: readonly Uint8Array[]): ArrayBuffer {
  const lengths = buffers.map((buffer) => buffer.byteLength);
  const header = utf8.encode(`{"frames":[${texts}],"buffers":${JSON.stringify(lengths)}}`);
  let offset = aligned(4 + header.byteLength);
  const message = new Uint8Array(lengths.reduce((sum, length) => sum + aligned(length), offset));
  new DataView(message.buffer).setUint32(0, header.byteLength, true);
  message.set(header, 4);
  for (const buffer of buffers) {
    message.set(buffer, offset);
    offset += aligned(buffer.byteLength);
  }
  return message.buffer;
}

function aligned(length: number): number {
  return (length + ALIGN - 1) & ~(ALIGN - 1);
}

/** Read a message into its frames; throws a `bad_frame` error that says what is wrong. */
export function decode(message: Received): DownFrame[] {
  const [frames, buffers]: [unknown, BufferSlice[]] =
    message instanceof ArrayBuffer ? unpack(message) : [typeof message === "string" ? parse(message) : message.frames, []];
  if (!Array.isArray(frames)) throw bad("a message is a JSON array of frames");
  let next = 0;
  for (const frame of frames as unknown[]) {
    checkFrame(frame);
    if (Array.isArray(frame["marks"])) next = restoreMarks(frame, frame["marks"] as unknown[], buffers, next);
  }
  return frames as DownFrame[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw bad(`the message is not JSON (${messageOf(error)})`);
  }
}

function unpack(message: ArrayBuffer): [unknown, BufferSlice[]] {
  if (message.byteLength < 4) throw bad("a binary message is shorter than its length field");
  const length = new DataView(message).getUint32(0, true);
  if (4 + length > message.byteLength) throw bad(`the header says ${length} bytes but ${message.byteLength - 4} follow`);
  const header = parse(readHeader(new Uint8Array(message, 4, length))) as { frames?: unknown; buffers?: unknown } | null;
  if (header === null || typeof header !== "object" || !Array.isArray(header.buffers)) throw bad("the header has no `buffers`");
  return [header.frames, sliceBuffers(message, header.buffers as unknown[], aligned(4 + length))];
}

function readHeader(bytes: Uint8Array): string {
  try {
    return readUtf8.decode(bytes);
  } catch {
    throw bad("the header is not UTF-8");
  }
}

interface BufferSlice {
  readonly whole: ArrayBuffer;
  readonly offset: number;
  readonly length: number;
}

function sliceBuffers(whole: ArrayBuffer, lengths: readonly unknown[], start: number): BufferSlice[] {
  let offset = start;
  return lengths.map((length) => {
    if (typeof length !== "number" || !Number.isInteger(length) || length < 0) throw bad(`${String(length)} is no buffer length`);
    if (offset + length > whole.byteLength) throw bad(`a buffer of ${length} bytes ends beyond the message`);
    const slice = { whole, offset, length };
    offset += aligned(length);
    return slice;
  });
}

/** Put marked values back into plain JSON data that carries no buffers, such as a page's own data. */
export function restore(data: unknown, marks: readonly Mark[]): unknown {
  const holder: Record<string, unknown> = { kind: "state", data };
  restoreMarks(holder, marks, [], 0);
  return holder["data"];
}

function restoreMarks(frame: Record<string, unknown>, marks: readonly unknown[], buffers: readonly BufferSlice[], first: number): number {
  const root = frame["kind"] === "call" ? "args" : "data";
  let next = first;
  for (const mark of marks) {
    const { path, type } = checkMark(mark);
    const [holder, key] = find(frame, root, path);
    if (type in WORDS) holder[key] = WORDS[type];
    else if (type === "bigint") holder[key] = readBigInt(holder[key]);
    else holder[key] = view(type, buffers[next++]);
  }
  return next;
}

function checkMark(mark: unknown): Mark {
  if (!isRecord(mark) || !Array.isArray(mark["path"]) || typeof mark["type"] !== "string") throw bad("a mark has a `path` and a `type`");
  return mark as unknown as Mark;
}

function find(frame: Record<string, unknown>, root: string, path: Mark["path"]): [Record<string | number, unknown>, string | number] {
  let holder = frame as Record<string | number, unknown>;
  let key: string | number = root;
  for (const step of path) {
    const inner: unknown = holder[key];
    // An inherited name such as __proto__ must never be walked into.
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, step)) throw bad(`no value at mark ${JSON.stringify(path)}`);
    holder = inner as Record<string | number, unknown>;
    key = step;
  }
  return [holder, key];
}

function readBigInt(text: unknown): bigint {
  if (typeof text !== "string" || !/^-?\d+$/.test(text)) throw bad(`${JSON.stringify(text)} is no integer`);
  return BigInt(text);
}

function view(type: string, slice: BufferSlice | undefined): ArrayBufferView {
  if (slice === undefined) throw bad(`a mark of type ${type} has no buffer`);
  if (type === "bytes") return new Uint8Array(slice.whole, slice.offset, slice.length);
  const View = VIEWS[type as ArrayMark] as (typeof VIEWS)[ArrayMark] | undefined;
  if (View === undefined) throw bad(`unknown mark type ${JSON.stringify(type)}`);
  const items = slice.length / ITEM_SIZES[type as ArrayMark];
  if (!Number.isInteger(items)) throw bad(`${slice.length} bytes are no whole number of ${type} items`);
  return new View(slice.whole, slice.offset, items);
}

const FIELDS: Record<string, Record<string, "string" | "number" | "any" | "object">> = {
  hello: { version: "number", widget: "string", epoch: "string", seq: "number" },
  event: { name: "string", data: "any" },
  state: { key: "string", seq: "number" },
  resync: { reason: "string", seq: "number" },
  call: { id: "string", name: "string", args: "object" },
  next: { id: "string", data: "any" },
  result: { id: "string", data: "any" },
  error: { id: "any", error: "object" },
  credit: { id: "string", n: "number" },
  cancel: { id: "string" },
  ack: { id: "number" },
  bye: { reason: "string" },
};

function checkFrame(frame: unknown): asserts frame is Record<string, unknown> {
  if (!isRecord(frame) || typeof frame["kind"] !== "string") throw bad("a frame is an object with a `kind`");
  const fields = Object.hasOwn(FIELDS, frame["kind"]) ? FIELDS[frame["kind"]] : undefined;
  if (fields === undefined) throw bad(`unknown frame kind ${JSON.stringify(frame["kind"])}`);
  for (const name in fields) {
    const wanted = fields[name];
    const given = frame[name];
    if (wanted === "any" ? given === undefined : typeof given !== wanted || given === null) {
      throw bad(`a ${frame["kind"]} frame has no valid \`${name}\``);
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bad(what: string): BridgeError {
  return new BridgeError("bad_frame", `a message from Python cannot be read: ${what}.`);
}

import { PageBridge } from "../src/bridge/bridge";
import { MemoryLink } from "../src/bridge/link-memory";
import type { Message } from "../src/bridge/codec";
import type { Session } from "../src/bridge/session";

export type Json = Record<string, unknown>;

export const NEW: Session = { viewer: "v-test", epoch: null, cursor: null, lastId: 0, events: [] };

export const WELCOME: Json = { kind: "hello", version: 1, widget: "w-1", epoch: "e-1", seq: 0 };

/** The frames of one message that the page sent. */
export function framesOf(message: Message): Json[] {
  if (typeof message === "string") return JSON.parse(message) as Json[];
  const length = new DataView(message).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(message, 4, length))) as { frames: Json[] };
  return header.frames;
}

/** A bridge on a memory link, and Python's end of it. */
export class Python {
  readonly link: MemoryLink = new MemoryLink();
  readonly bridge: PageBridge;

  constructor(session: Session = NEW, rendered: number | null = null) {
    this.bridge = new PageBridge({ link: this.link, label: "w-1", session, rendered });
    this.bridge.open();
  }

  /** Let the page say hello, and answer it. */
  welcome(...state: Json[]): this {
    this.bridge.start();
    this.send(WELCOME, { kind: "resync", reason: "joined", seq: 0 }, ...state);
    return this;
  }

  send(...frames: Json[]): void {
    this.link.deliver(JSON.stringify(frames));
  }

  /** Everything the page said, in order. */
  heard(kind?: string): Json[] {
    const all = this.link.sent.flatMap(framesOf);
    return kind === undefined ? all : all.filter((frame) => frame["kind"] === kind);
  }

  /** The last frame of a kind. */
  last(kind: string): Json {
    return this.heard(kind).at(-1) ?? {};
  }
}

/** A message with buffers, as Python packs it. */
export function binary(frames: readonly Json[], buffers: readonly ArrayBufferView[]): ArrayBuffer {
  const parts = buffers.map((view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  const header = new TextEncoder().encode(JSON.stringify({ frames, buffers: parts.map((part) => part.length) }));
  const aligned = (n: number): number => Math.ceil(n / 8) * 8;
  let at = aligned(4 + header.length);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + aligned(part.length), at));
  new DataView(whole.buffer).setUint32(0, header.length, true);
  whole.set(header, 4);
  for (const part of parts) {
    whole.set(part, at);
    at += aligned(part.length);
  }
  return whole.buffer;
}

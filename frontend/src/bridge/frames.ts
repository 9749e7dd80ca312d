/** The frames of the protocol, version 1, as a page reads and writes them. */

export const PROTOCOL_VERSION = 1;

export type ArrayMark = "i1" | "u1" | "i2" | "u2" | "i4" | "u4" | "f4" | "f8" | "i8" | "u8";
export type MarkType = ArrayMark | "bytes" | "nan" | "inf" | "-inf" | "bigint";

export interface Mark {
  readonly path: readonly (string | number)[];
  readonly type: MarkType;
}

export interface Actor {
  readonly user: string;
  readonly roles: readonly string[];
}

export interface FrameError {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

export interface EventFrame {
  readonly kind: "event";
  readonly name: string;
  readonly data: unknown;
  readonly seq?: number;
  readonly id?: number;
}

export interface StateFrame {
  readonly kind: "state";
  readonly key: string;
  readonly data?: unknown;
  readonly gone?: boolean;
  readonly seq: number;
}

export interface ResyncFrame {
  readonly kind: "resync";
  readonly reason: string;
  readonly seq: number;
  readonly missed?: number;
}

/** What Python answers to a page's hello. */
export interface WelcomeFrame {
  readonly kind: "hello";
  readonly version: number;
  readonly widget: string;
  readonly epoch: string;
  readonly seq: number;
  readonly actor?: Actor;
  readonly capabilities?: readonly string[];
  readonly calls?: readonly string[];
}

/** What a page says first. */
export interface HelloFrame {
  readonly kind: "hello";
  readonly version: number;
  readonly viewer: string;
  readonly cursor: number | null;
  readonly epoch: string | null;
  readonly fresh: boolean;
  readonly rendered: number | null;
}

export interface CallFrame {
  readonly kind: "call";
  readonly id: string;
  readonly name: string;
  readonly args: Record<string, unknown>;
  readonly credit?: number;
  /** In a repeated call of a stream: how many values have come; `credit` counts on from there. */
  readonly received?: number;
}

export interface NextFrame {
  readonly kind: "next";
  readonly id: string;
  readonly data: unknown;
}

export interface ResultFrame {
  readonly kind: "result";
  readonly id: string;
  readonly data: unknown;
}

export interface ErrorFrame {
  readonly kind: "error";
  readonly id: string | null;
  readonly error: FrameError;
}

export interface CreditFrame {
  readonly kind: "credit";
  readonly id: string;
  readonly n: number;
}

export interface CancelFrame {
  readonly kind: "cancel";
  readonly id: string;
}

/** Python's acknowledgement of a page's events, up to `id`. */
export interface EventAckFrame {
  readonly kind: "ack";
  readonly id: number;
}

/** A page's acknowledgement of the log, up to `seq`. */
export interface LogAckFrame {
  readonly kind: "ack";
  readonly seq: number;
}

export interface ByeFrame {
  readonly kind: "bye";
  readonly reason: string;
}

export type CallTraffic = CallFrame | NextFrame | ResultFrame | ErrorFrame | CreditFrame | CancelFrame;
export type DownFrame = WelcomeFrame | EventFrame | StateFrame | ResyncFrame | EventAckFrame | ByeFrame | CallTraffic;
export type UpFrame = HelloFrame | EventFrame | LogAckFrame | ByeFrame | CallTraffic;

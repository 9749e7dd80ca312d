import type { CallOptions, StreamOptions } from "./calls";
import type { CallContext } from "./answers";

/**
 * The payloads of your own events, by name. Augment it to have them checked:
 *
 *     declare module "./bridge.js" {
 *       interface PyWryEvents { "app:click": { x: number; y: number } }
 *     }
 */
export interface PyWryEvents {}

/** The exposed Python functions, by name: `price_of: (args: { symbol: string }) => number`. `pywry types` writes this. */
export interface PyWryCalls {}

/** The program's own state values, by name. */
export interface PyWryState {}

type Known<T> = Extract<keyof T, string>;
/** A name that nothing is known of; one that is known must keep to its types. */
type Other<K extends string> = K extends Known<PyWryCalls> ? never : K;
type DataOf<K extends string> = K extends keyof PyWryEvents ? PyWryEvents[K] : unknown;
type ArgsOf<F> = F extends (args: infer A) => unknown ? A : Record<string, unknown>;
type AnswerOf<F> = F extends (args: never) => infer R ? Awaited<R> : unknown;
type ValueOf<F> = F extends (args: never) => AsyncIterable<infer V> ? V : unknown;
type StateOf<K extends string> = K extends keyof PyWryState ? PyWryState[K] : unknown;

/** How the page stands with Python. `down` comes back by itself, `closed` does not. */
export type Status = "connecting" | "open" | "down" | "closed";

export interface StateFace {
  /** The present value, or undefined when there is none. */
  get<K extends Known<PyWryState> | (string & {})>(name: K): StateOf<K> | undefined;
  /** Hear the present value, if there is one, and every later one; undefined when Python removes it. */
  on<K extends Known<PyWryState> | (string & {})>(name: K, listener: (value: StateOf<K> | undefined) => void): () => void;
}

/** `window.pywry`: what a page says to Python and hears from it. */
export interface Bridge {
  readonly label: string;
  readonly viewer: string;
  readonly version: number;
  readonly connected: boolean;
  readonly status: Status;
  readonly theme: "light" | "dark";
  /** Resolves when Python has answered and the first state is applied. */
  readonly ready: Promise<void>;
  readonly state: StateFace;

  /** Send an event to Python. No listener of this page hears it. */
  emit<K extends Known<PyWryEvents> | (string & {})>(name: K, data?: DataOf<K>): void;
  /** Hear events from Python; `*` and `ns:*` match many. The answer ends it. */
  on<K extends Known<PyWryEvents> | (string & {})>(name: K, listener: (data: DataOf<K>, name: string) => void): () => void;
  /** End one listener, or all of a name. */
  off(name: string, listener?: (data: never, name: string) => void): void;
  /** Call an exposed Python function. */
  call<K extends Known<PyWryCalls>>(name: K, args: ArgsOf<PyWryCalls[K]>, options?: CallOptions): Promise<AnswerOf<PyWryCalls[K]>>;
  call<K extends string>(name: Other<K>, args?: Record<string, unknown>, options?: CallOptions): Promise<unknown>;
  /** Take the values of an exposed Python function that streams. */
  stream<K extends Known<PyWryCalls>>(name: K, args: ArgsOf<PyWryCalls[K]>, options?: StreamOptions): AsyncGenerator<ValueOf<PyWryCalls[K]>, void, undefined>;
  stream<K extends string>(name: Other<K>, args?: Record<string, unknown>, options?: StreamOptions): AsyncGenerator<unknown, void, undefined>;
  /** Answer calls from Python; an async generator answers with a stream. */
  handle(name: string, handler: (args: never, context: CallContext) => unknown): () => void;
  /** Send a result to Python, where it arrives as `pywry:result`. */
  result(data: unknown): void;
  /** Send a message to Python, where it arrives as `pywry:message`. */
  send(data: unknown): void;
  /** Run this page's listeners of a name; nothing is sent. */
  dispatch(name: string, data?: unknown): void;
  /** The same as `dispatch`. */
  _trigger(name: string, data?: unknown): void;
  /** The same as `dispatch`. */
  _fire(name: string, data?: unknown): void;
  /** Hear changes of `status`. */
  onStatus(listener: (status: Status, reason: string) => void): () => void;
}

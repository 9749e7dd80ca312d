import { BridgeError } from "./errors";
import type { CallFrame, CallTraffic, CreditFrame, ErrorFrame, NextFrame, ResultFrame } from "./frames";

export interface CallOptions {
  /** Milliseconds to wait for the answer; 30,000 when absent, 0 waits without end. */
  readonly timeout?: number;
  /** Aborting it cancels the call in Python. */
  readonly signal?: AbortSignal;
}

export type StreamOptions = Pick<CallOptions, "signal">;

const TIMEOUT = 30_000;
const CREDIT = 64;

interface Waiting {
  /** The call, as it is repeated on a new connection. */
  again(): CallFrame;
  next(data: unknown): void;
  done(data: unknown): void;
  fail(error: BridgeError): void;
}

/** The calls from this page that Python has not answered yet. */
export class Calls {
  readonly #waiting: Map<string, Waiting> = new Map();
  readonly #send: (frame: CallTraffic) => void;
  readonly #prefix: string;
  #count = 0;

  /** `prefix` makes ids that no earlier document of this viewer has used. */
  constructor(send: (frame: CallTraffic) => void, prefix: string) {
    this.#send = send;
    this.#prefix = prefix;
  }

  call(name: string, args: Record<string, unknown>, options: CallOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      options.signal?.throwIfAborted();
      const id = this.#newId();
      const timer = this.#limit(id, name, options.timeout ?? TIMEOUT);
      const abort = (): void => this.#cancel(id, new BridgeError("cancelled", `the call of "${name}" was cancelled by the page.`));
      const settle = (): void => {
        clearTimeout(timer);
        options.signal?.removeEventListener("abort", abort);
        this.#waiting.delete(id);
      };
      const done = (data: unknown): void => (settle(), resolve(data));
      const fail = (error: BridgeError): void => (settle(), reject(error));
      const frame: CallFrame = { kind: "call", id, name, args };
      this.#waiting.set(id, { again: () => frame, next: () => undefined, done, fail });
      options.signal?.addEventListener("abort", abort);
      try {
        this.#send(frame);
      } catch (error) {
        settle();
        throw error;
      }
    });
  }

  /** Values of a streaming function, as fast as they are taken and no faster. */
  async *stream(name: string, args: Record<string, unknown>, options: StreamOptions = {}): AsyncGenerator<unknown, void, undefined> {
    options.signal?.throwIfAborted();
    const id = this.#newId();
    const inbox = new Inbox({ kind: "call", id, name, args, credit: CREDIT });
    const abort = (): void => inbox.stop(new BridgeError("cancelled", `the stream "${name}" was cancelled by the page.`));
    options.signal?.addEventListener("abort", abort);
    this.#waiting.set(id, inbox);
    try {
      this.#send(inbox.frame);
      yield* this.#take(inbox);
    } finally {
      options.signal?.removeEventListener("abort", abort);
      if (this.#waiting.delete(id) && !inbox.finished) this.#send({ kind: "cancel", id });
    }
  }

  async *#take(inbox: Inbox): AsyncGenerator<unknown, void, undefined> {
    let taken = 0;
    while (await inbox.ready()) {
      yield inbox.shift();
      if (++taken < CREDIT / 2) continue;
      if (!inbox.finished) this.#send(inbox.grant(taken));
      taken = 0;
    }
  }

  /** Hand an answer to who waits for it; one that nobody waits for any more is dropped. */
  settle(frame: NextFrame | ResultFrame | (ErrorFrame & { id: string })): void {
    const waiting = this.#waiting.get(frame.id);
    if (waiting === undefined) return;
    if (frame.kind === "next") waiting.next(frame.data);
    else if (frame.kind === "result") waiting.done(frame.data);
    else waiting.fail(new BridgeError(frame.error.code, frame.error.message, frame.error.details));
  }

  /** The calls that still wait, to be repeated on a new connection. */
  unanswered(): CallFrame[] {
    return [...this.#waiting.values()].map((waiting) => waiting.again());
  }

  /** Fail everything that waits: Python has forgotten it. */
  failAll(code: string, message: string): void {
    for (const waiting of [...this.#waiting.values()]) waiting.fail(new BridgeError(code, message));
  }

  #newId(): string {
    return `${this.#prefix}${++this.#count}`;
  }

  #limit(id: string, name: string, timeout: number): ReturnType<typeof setTimeout> | undefined {
    if (timeout <= 0) return undefined;
    const seconds = timeout / 1000;
    const late = `"${name}" did not answer within ${seconds} s. Give the call a longer \`timeout\` (ms), or use \`stream\` and report progress.`;
    return setTimeout(() => this.#cancel(id, new BridgeError("timeout", late)), timeout);
  }

  #cancel(id: string, error: BridgeError): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    waiting.fail(error);
    this.#send({ kind: "cancel", id });
  }
}

/** Values that have come and have not been taken. */
class Inbox implements Waiting {
  readonly frame: CallFrame;
  finished = false;
  #granted: number = CREDIT;
  #received = 0;
  #values: unknown[] = [];
  #error: BridgeError | null = null;
  #wake: (() => void) | null = null;

  constructor(frame: CallFrame) {
    this.frame = frame;
  }

  again(): CallFrame {
    return { ...this.frame, credit: this.#granted - this.#received, received: this.#received };
  }

  /** Take `n` more values. */
  grant(n: number): CreditFrame {
    this.#granted += n;
    return { kind: "credit", id: this.frame.id, n };
  }

  next(data: unknown): void {
    this.#received++;
    this.#values.push(data);
    this.#wake?.();
  }

  done(data: unknown): void {
    this.finished = true;
    // A function that does not stream answers with one value; after a stream that value is null.
    if (data !== null) this.#values.push(data);
    this.#wake?.();
  }

  fail(error: BridgeError): void {
    this.finished = true;
    this.#error = error;
    this.#wake?.();
  }

  /** Take no more values, although Python still has some. */
  stop(error: BridgeError): void {
    this.#values = [];
    this.#error = error;
    this.#wake?.();
  }

  shift(): unknown {
    return this.#values.shift();
  }

  async ready(): Promise<boolean> {
    while (this.#values.length === 0) {
      if (this.#error !== null) throw this.#error;
      if (this.finished) return false;
      await new Promise<void>((wake) => (this.#wake = wake));
      this.#wake = null;
    }
    return true;
  }
}

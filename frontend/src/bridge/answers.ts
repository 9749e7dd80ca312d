import { BridgeError, messageOf } from "./errors";
import type { CallFrame, CallTraffic } from "./frames";

export interface CallContext {
  /** Aborted when Python cancels the call or the connection is lost. */
  readonly signal: AbortSignal;
}

export type Handler = (args: Record<string, unknown>, context: CallContext) => unknown;

interface Running {
  readonly abort: AbortController;
  credit: number;
  wake: (() => void) | null;
}

/** Calls from Python that this page answers. */
export class Answers {
  readonly #handlers: Map<string, Handler> = new Map();
  readonly #running: Map<string, Running> = new Map();
  readonly #send: (frame: CallTraffic) => void;

  constructor(send: (frame: CallTraffic) => void) {
    this.#send = send;
  }

  /** Answer calls of a name; the answer ends it. A later handler of the same name takes its place. */
  handle(name: string, handler: Handler): () => void {
    this.#handlers.set(name, handler);
    return () => {
      if (this.#handlers.get(name) === handler) this.#handlers.delete(name);
    };
  }

  /** Run the handler of a call and send what it answers. */
  take(frame: CallFrame): void {
    const handler = this.#handlers.get(frame.name);
    if (handler === undefined) return this.#refuse(frame);
    const running: Running = { abort: new AbortController(), credit: frame.credit ?? 0, wake: null };
    this.#running.set(frame.id, running);
    this.#run(frame, handler, running).catch((error: unknown) => this.#fail(frame.id, running, error));
  }

  credit(id: string, n: number): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.credit += n;
    running.wake?.();
  }

  cancel(id: string): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#end(id, running);
    this.#send({ kind: "error", id, error: { code: "cancelled", message: "the page stopped this call, as Python asked." } });
  }

  /** Stop everything: nobody waits for the answers any more. */
  drop(): void {
    for (const [id, running] of [...this.#running]) this.#end(id, running);
  }

  async #run(frame: CallFrame, handler: Handler, running: Running): Promise<void> {
    const made: unknown = handler(frame.args, { signal: running.abort.signal });
    if (isAsyncIterable(made)) return this.#stream(frame, made, running);
    const data = made instanceof Promise ? ((await made) as unknown) : made;
    if (isAsyncIterable(data)) return this.#stream(frame, data, running);
    if (!running.abort.signal.aborted) this.#send({ kind: "result", id: frame.id, data: data ?? null });
    this.#running.delete(frame.id);
  }

  async #stream(frame: CallFrame, values: AsyncIterable<unknown>, running: Running): Promise<void> {
    if (frame.credit === undefined) {
      throw new BridgeError("is_stream", `"${frame.name}" gives a stream of values. Ask for it as a stream, with credit.`);
    }
    const { signal } = running.abort;
    for await (const data of values) {
      if (!(await this.#afford(running))) return;
      this.#send({ kind: "next", id: frame.id, data: data ?? null });
    }
    if (!signal.aborted) this.#send({ kind: "result", id: frame.id, data: null });
    this.#running.delete(frame.id);
  }

  async #afford(running: Running): Promise<boolean> {
    while (running.credit <= 0 && !running.abort.signal.aborted) {
      await new Promise<void>((wake) => (running.wake = wake));
      running.wake = null;
    }
    running.credit--;
    return !running.abort.signal.aborted;
  }

  #end(id: string, running: Running): void {
    this.#running.delete(id);
    running.abort.abort();
    running.wake?.();
  }

  #fail(id: string, running: Running, thrown: unknown): void {
    if (running.abort.signal.aborted) return;
    this.#running.delete(id);
    this.#send({ kind: "error", id, error: describe(thrown) });
  }

  #refuse(frame: CallFrame): void {
    const known = [...this.#handlers.keys()].sort().join(", ");
    const message = `this page answers no call named "${frame.name}"; it answers ${known || "none"}. Add it with pywry.handle(name, fn).`;
    this.#send({ kind: "error", id: frame.id, error: { code: "unknown_call", message } });
  }
}

function describe(thrown: unknown): { code: string; message: string; details?: unknown } {
  if (thrown instanceof BridgeError) {
    return { code: thrown.code, message: thrown.message, ...(thrown.details === undefined ? {} : { details: thrown.details }) };
  }
  const details = thrown instanceof Error ? { name: thrown.name, stack: thrown.stack ?? "" } : undefined;
  return { code: "failed", message: messageOf(thrown), ...(details === undefined ? {} : { details }) };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

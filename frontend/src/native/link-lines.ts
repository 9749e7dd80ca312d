import type { Message } from "../bridge/codec";
import { BridgeError } from "../bridge/errors";
import type { Link, LinkHandlers } from "../bridge/link";
import { invoke } from "./invoke";

interface Call {
  readonly kind: string;
  readonly id?: unknown;
  readonly name?: string;
  readonly data?: unknown;
}

/** A window that was opened by hand, by lines on a pipe: each event travels as a line of its own, and nothing is kept. */
export class LinesLink implements Link {
  readonly #label: string;
  #handlers: LinkHandlers | null = null;

  constructor(label: string) {
    this.#label = label;
  }

  open(handlers: LinkHandlers): void {
    this.#handlers = handlers;
    queueMicrotask(() => handlers.opened());
  }

  send(message: Message): void {
    if (typeof message !== "string") throw new BridgeError("unsendable", "bytes cannot leave this window: it was opened by lines on a pipe, which carry JSON alone. Send text or numbers.");
    for (const frame of JSON.parse(message) as Call[]) this.#take(frame);
  }

  close(code = 1000, reason = ""): void {
    this.#handlers?.down({ code, reason, final: true });
  }

  reset(): void {
    // There is nothing between the page and the pipe that could be renewed.
  }

  #take(frame: Call): void {
    switch (frame.kind) {
      case "hello":
        this.#answer({ kind: "hello", version: 1, widget: this.#label, epoch: "lines", seq: 0, actor: { user: "local", roles: ["admin"] }, capabilities: [], calls: [] });
        this.#answer({ kind: "resync", reason: "joined", seq: 0, missed: 0 });
        return;
      case "event":
        void this.#event(frame);
        return;
      case "call":
        this.#answer({ kind: "error", id: frame.id, error: { code: "not_found", message: `nothing answers ${frame.name}: this window was opened by lines on a pipe, which carry events alone.` } });
        return;
      default:
    }
  }

  async #event(frame: Call): Promise<void> {
    await invoke("pywry_event", JSON.stringify({ label: this.#label, event_type: frame.name, data: frame.data }));
    this.#answer({ kind: "ack", id: frame.id });
  }

  #answer(frame: object): void {
    queueMicrotask(() => this.#handlers?.message({ frames: [frame], size: 0 }));
  }
}

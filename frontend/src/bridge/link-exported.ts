import type { Message } from "./codec";
import type { Link, LinkHandlers } from "./link";

interface Said {
  readonly kind: string;
  readonly id?: unknown;
}

const ALONE = "this page was exported: it stands alone, and there is no Python to ask.";

/** The link of a page that was exported: it greets with what the page was, takes every event and answers no call. */
export class ExportedLink implements Link {
  #handlers: LinkHandlers | null = null;
  readonly #kept: () => Promise<Message>;

  /** @param kept The message that Python would greet a new viewer with. */
  constructor(kept: () => Promise<Message>) {
    this.#kept = kept;
  }

  open(handlers: LinkHandlers): void {
    this.#handlers = handlers;
    handlers.opened();
  }

  send(message: Message): void {
    for (const frame of framesOf(message)) queueMicrotask(() => void this.#answer(frame));
  }

  close(): void {
    this.#handlers = null;
  }

  reset(): void {}

  async #answer({ kind, id }: Said): Promise<void> {
    if (kind === "hello") this.#handlers?.message(await this.#kept());
    else if (kind === "event") this.#say({ kind: "ack", id });
    else if (kind === "call") this.#say({ kind: "error", id, error: { code: "exported", message: ALONE } });
  }

  #say(frame: Record<string, unknown>): void {
    this.#handlers?.message(JSON.stringify([frame]));
  }
}

function framesOf(message: Message): Said[] {
  if (typeof message === "string") return JSON.parse(message) as Said[];
  const length = new DataView(message).getUint32(0, true);
  const header = new TextDecoder().decode(new Uint8Array(message, 4, length));
  return (JSON.parse(header) as { frames: Said[] }).frames;
}

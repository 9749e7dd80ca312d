import type { Message } from "./codec";
import type { Link, LinkDown, LinkHandlers } from "./link";

/** A link without a network: the other end is a function. For tests and for pages that have no Python. */
export class MemoryLink implements Link {
  readonly sent: Message[] = [];
  closed: LinkDown | null = null;
  #handlers: LinkHandlers | null = null;
  #up = false;
  readonly #receive: (message: Message) => void;

  constructor(receive: (message: Message) => void = () => undefined) {
    this.#receive = receive;
  }

  open(handlers: LinkHandlers): void {
    this.#handlers = handlers;
    this.reopen();
  }

  send(message: Message): void {
    if (!this.#up) return;
    this.sent.push(message);
    this.#receive(message);
  }

  close(code = 1000, reason = ""): void {
    this.closed = { code, reason, final: true };
  }

  reset(): void {
    this.drop();
    this.reopen();
  }

  /** Let a message from Python arrive. */
  deliver(message: Message): void {
    this.#handlers?.message(message);
  }

  /** Let the connection drop. */
  drop(code = 1006, final = false): void {
    this.#up = false;
    this.#handlers?.down({ code, reason: "", final });
  }

  /** Let the connection come back. */
  reopen(): void {
    this.#up = true;
    this.#handlers?.opened();
  }
}

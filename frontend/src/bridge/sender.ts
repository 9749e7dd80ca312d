import { pack, type Encoded } from "./codec";
import type { Link } from "./link";

const MESSAGE_BYTES = 256 * 1024;
// A tenth of what queueMicrotask costs, on the way of every message.
const SETTLED = Promise.resolve();

/** Brings frames onto the link: at once when nothing else is said, else as many in a message as there are. */
export class Sender {
  readonly #link: Link;
  #open = false;
  #waiting: Encoded[];
  #burst: Encoded[] | null = null;

  /** `first` goes out before anything else, once the link is open. */
  constructor(link: Link, first: readonly Encoded[]) {
    this.#link = link;
    this.#waiting = [...first];
  }

  /** How many frames wait for the connection. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Python has answered: everything that waited goes out. */
  open(): void {
    this.#open = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#sendAll(waiting);
  }

  /** The connection is lost: what it may have swallowed goes out first on the next one. */
  hold(unanswered: () => readonly Encoded[]): void {
    if (!this.#open) return;
    this.#open = false;
    this.#burst = null;
    this.#waiting = [...unanswered()];
  }

  /** Send at once; what else is said in the same task follows in one message. */
  queue(frame: Encoded): void {
    if (!this.#open) this.#waiting.push(frame);
    else if (this.#burst !== null) this.#burst.push(frame);
    else {
      this.#burst = [];
      void SETTLED.then(() => this.#flush());
      this.#link.send(pack([frame]));
    }
  }

  #flush(): void {
    const burst = this.#burst ?? [];
    this.#burst = null;
    if (this.#open) this.#sendAll(burst);
  }

  #sendAll(frames: readonly Encoded[]): void {
    let batch: Encoded[] = [];
    let size = 0;
    for (const frame of frames) {
      if (batch.length > 0 && size + frame.size > MESSAGE_BYTES) {
        this.#link.send(pack(batch));
        batch = [];
        size = 0;
      }
      batch.push(frame);
      size += frame.size;
    }
    if (batch.length > 0) this.#link.send(pack(batch));
  }
}

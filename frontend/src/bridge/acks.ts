const BYTES = 32 * 1024;
const FRAMES = 50;
const WITHIN = 250;

/** Tells Python how far the log was applied: at once after much, soon after little. */
export class Acks {
  readonly #send: (seq: number) => void;
  #sent = -1;
  #seq = -1;
  #bytes = 0;
  #frames = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (seq: number) => void) {
    this.#send = send;
  }

  /** Begin on a new connection, on which Python knows the cursor from the hello. */
  start(known: number | null): void {
    this.stop();
    this.#sent = known ?? -1;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#bytes = 0;
    this.#frames = 0;
  }

  /** A message of this size was applied, up to `seq`. */
  applied(seq: number | null, bytes: number, frames: number): void {
    if (seq === null || seq <= this.#sent) return;
    this.#seq = seq;
    this.#bytes += bytes;
    this.#frames += frames;
    if (this.#bytes >= BYTES || this.#frames >= FRAMES) this.#now();
    else this.#timer ??= setTimeout(() => this.#now(), WITHIN);
  }

  #now(): void {
    this.stop();
    this.#sent = this.#seq;
    this.#send(this.#seq);
  }
}

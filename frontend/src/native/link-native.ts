import type { Message, Received } from "../bridge/codec";
import type { Link, LinkDown, LinkHandlers } from "../bridge/link";
import { insist, invoke } from "./invoke";
import { linkGlobal, type Receiver } from "./receiver";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
const SETTLED = Promise.resolve();

/**
 * The pipe of a native window: messages go up as calls of a command, and come down as calls of `__PYWRY_LINK__`.
 *
 * A call costs about the same whatever is in it. So there is one at a time, and what is said meanwhile goes up with the next
 * one; only a page that is about to go elsewhere sends what it has left at once. Texts are numbered: whatever was broken off is
 * sent again, and Python takes each one once, in order.
 */
export class NativeLink implements Link {
  #handlers: LinkHandlers | null = null;
  #connection = "";
  #up = false;
  #ended = false;
  #sending = false;
  #waiting: Message[] = [];
  #texts = 0;
  #carriesBytes = false;
  #arrived: Promise<void> | null = null;
  #wait = FIRST_WAIT;
  #timer: ReturnType<typeof setTimeout> | undefined;

  open(handlers: LinkHandlers): void {
    this.#handlers = handlers;
    linkGlobal().down = (why) => this.#down(why);
    addEventListener("beforeunload", () => this.#sendRest());
    this.#connect();
  }

  send(message: Message): void {
    if (!this.#up) return;
    this.#waiting.push(message);
    if (!this.#sending) void this.#pump(this.#connection);
  }

  close(code = 1000, reason = ""): void {
    this.#down({ code, reason, final: true });
  }

  reset(): void {
    if (this.#ended) return;
    this.#drop();
    this.#handlers?.down({ code: 4499, reason: "the connection was found dead", final: false });
    this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const connection = `k${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
    this.#connection = connection;
    this.#texts = 0;
    const receiver: Receiver = {
      receive: ([size, frames]) => this.#receive(connection, { size, frames }),
      fetch: (number) => this.#fetch(connection, number),
    };
    linkGlobal()[connection] = receiver;
    insist("pywry_link", JSON.stringify({ link: connection }), () => connection === this.#connection).then(
      () => this.#opened(connection),
      (error: unknown) => this.#failed(connection, error),
    );
  }

  #opened(connection: string): void {
    if (connection !== this.#connection || this.#ended) return;
    this.#up = true;
    this.#wait = FIRST_WAIT;
    this.#handlers?.opened();
  }

  #failed(connection: string, error: unknown): void {
    if (connection !== this.#connection || this.#ended) return;
    const wasUp = this.#up;
    this.#drop();
    if (wasUp) this.#handlers?.down({ code: 4498, reason: String(error), final: false });
    this.#timer = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  async #pump(connection: string): Promise<void> {
    this.#sending = true;
    // What is said in the same task goes along.
    await SETTLED;
    try {
      while (this.#waiting.length > 0 && connection === this.#connection) await this.#sendSome();
    } catch (error) {
      this.#failed(connection, error);
    } finally {
      if (connection === this.#connection) this.#sending = false;
    }
  }

  #sendSome(): Promise<unknown> {
    const bytes = this.#waiting.findIndex((message) => typeof message !== "string");
    this.#carriesBytes = bytes === 0;
    if (bytes === 0) return invoke("pywry_binary", new Uint8Array(this.#waiting.shift() as ArrayBuffer));
    return this.#sendTexts(this.#waiting.splice(0, bytes < 0 ? this.#waiting.length : bytes));
  }

  #sendTexts(texts: readonly Message[]): Promise<unknown> {
    const connection = this.#connection;
    const body = `${connection} ${++this.#texts}\n${texts.join("\n")}`;
    return insist("pywry_text", body, () => connection === this.#connection);
  }

  /** The page may be gone before the call that is under way has an answer. */
  #sendRest(): void {
    const connection = this.#connection;
    // Bytes have no number, so nothing may overtake them.
    const inTurn = (this.#sending && this.#carriesBytes) || this.#waiting.some((message) => typeof message !== "string");
    if (!this.#up || this.#waiting.length === 0 || inTurn) return;
    this.#sendTexts(this.#waiting.splice(0)).catch((error: unknown) => this.#failed(connection, error));
  }

  #receive(connection: string, message: Received): void {
    if (connection !== this.#connection) return;
    if (this.#arrived === null) this.#handlers?.message(message);
    else this.#inOrder(async () => message, connection);
  }

  #fetch(connection: string, number: number): void {
    // Asked for at once, handed over in its turn.
    const bytes = fetch(new URL(`/blob/${document.location.pathname.replace(/^\/w\/|\.html$/g, "")}/${number}`, location.origin)).then((answer) => answer.arrayBuffer());
    bytes.catch(() => undefined);
    this.#inOrder(() => bytes, connection);
  }

  #inOrder(message: () => Promise<Received>, connection: string): void {
    const mine: Promise<void> = (this.#arrived ?? SETTLED)
      .then(message)
      .then((received) => {
        if (connection === this.#connection) this.#handlers?.message(received);
      })
      .catch((error: unknown) => this.#failed(connection, error))
      .finally(() => {
        if (this.#arrived === mine) this.#arrived = null;
      });
    this.#arrived = mine;
  }

  #down(why: LinkDown): void {
    if (this.#ended) return;
    this.#ended = why.final;
    this.#drop();
    this.#handlers?.down(why);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    delete linkGlobal()[this.#connection];
    this.#connection = "";
    this.#up = this.#sending = false;
    this.#waiting = [];
    this.#arrived = null;
  }
}

import type { Message } from "./codec";
import type { Link, LinkHandlers } from "./link";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
const CONNECT_LIMIT = 10_000;
// Python closed on purpose and would do so again.
const FINAL_CODES: ReadonlySet<number> = new Set([4400, 4401, 4403, 4404, 4426]);

/** A WebSocket that reconnects: with a growing wait, and at once when the network or the page comes back. */
export class WebSocketLink implements Link {
  readonly #url: string;
  readonly #protocols: string[];
  #handlers: LinkHandlers | null = null;
  #socket: WebSocket | null = null;
  #up = false;
  #ended = false;
  #wait = FIRST_WAIT;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, token?: string) {
    this.#url = url;
    this.#protocols = token === undefined ? ["pywry.v1"] : ["pywry.v1", `pywry.token.${token}`];
  }

  open(handlers: LinkHandlers): void {
    this.#handlers = handlers;
    addEventListener("online", this.#hurry);
    addEventListener("pageshow", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#connect();
  }

  send(message: Message): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(message);
  }

  close(code = 1000, reason = ""): void {
    this.#end();
    this.#socket?.close(code, reason);
  }

  reset(): void {
    if (this.#ended) return;
    this.#abandon(4499, "the connection was found dead");
    this.#wait = FIRST_WAIT;
    this.#connect();
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    removeEventListener("online", this.#hurry);
    removeEventListener("pageshow", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
  }

  readonly #hurry = (): void => {
    if (this.#ended || this.#socket !== null || document.visibilityState === "hidden") return;
    this.#wait = FIRST_WAIT;
    this.#connect();
  };

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#url, this.#protocols);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#socket === socket && this.#abandon(4498, "no answer while connecting"), CONNECT_LIMIT);
    socket.onopen = () => this.#opened();
    socket.onmessage = (event: MessageEvent<Message>) => {
      // Only now is it a server that talks; one that accepts and hangs up keeps its growing wait.
      this.#wait = FIRST_WAIT;
      this.#handlers?.message(event.data);
    };
    socket.onclose = (event) => this.#closed(event.code, event.reason);
  }

  #opened(): void {
    clearTimeout(this.#timer);
    this.#up = true;
    this.#handlers?.opened();
  }

  #abandon(code: number, reason: string): void {
    const socket = this.#socket;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#closed(code, reason);
  }

  #closed(code: number, reason: string): void {
    const wasUp = this.#up;
    const final = this.#ended || FINAL_CODES.has(code);
    this.#socket = null;
    this.#up = false;
    clearTimeout(this.#timer);
    if (final && !this.#ended) this.#end();
    if (wasUp || final) this.#handlers?.down({ code, reason, final });
    if (!final) this.#retry();
  }

  #retry(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), this.#wait * (0.5 + Math.random() / 2));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}

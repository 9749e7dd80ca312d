/** The bridge as a module, for a front end of your own: `const pywry = await connect({ url, token })`. */

import { PageBridge } from "./bridge";
import type { Link } from "./link";
import { WebSocketLink } from "./link-websocket";
import { keepSession, takeSession } from "./session";
import type { Bridge } from "./types";
import { watchSleep } from "./wake";

export type { CallContext } from "./answers";
export type { CallOptions, StreamOptions } from "./calls";
export { BridgeError } from "./errors";
export type { Link, LinkDown, LinkHandlers } from "./link";
export { MemoryLink } from "./link-memory";
export { WebSocketLink } from "./link-websocket";
export type { Bridge, PyWryCalls, PyWryEvents, PyWryState, StateFace, Status } from "./types";

export interface ConnectOptions {
  /** The widget's WebSocket, `ws:` or `wss:`, or a path on this page's own host. */
  readonly url?: string;
  /** The widget's token. */
  readonly token?: string;
  /** Another way to carry messages, in place of `url`. */
  readonly link?: Link;
  /** The widget's id, if it is known; Python says it too. */
  readonly label?: string;
  /** Runs before Python is greeted: what listens by then misses no event. */
  readonly setup?: (bridge: Bridge) => void;
}

let current: PageBridge | undefined;

/** Connect to a widget; resolves when Python has answered and the first state is here. */
export async function connect(options: ConnectOptions): Promise<Bridge> {
  const link = options.link ?? new WebSocketLink(socketUrl(options.url), options.token);
  const label = options.label ?? options.url ?? "";
  const bridge = new PageBridge({ link, label, session: takeSession(label) });
  current = bridge;
  options.setup?.(bridge);
  keepSession(label, () => bridge.save(), () => bridge.leave());
  watchSleep(bridge);
  bridge.open();
  bridge.start();
  await Promise.race([bridge.ready, closed(bridge)]);
  return bridge;
}

/** The bridge of this page: the one of the last `connect`, or `window.pywry` in a page that PyWry itself serves. */
export function getBridge(): Bridge {
  const bridge = current ?? (globalThis as { pywry?: Bridge }).pywry;
  if (bridge === undefined) throw new Error("this page has no connection to Python yet. Call `await connect({ url, token })` first.");
  return bridge;
}

function closed(bridge: PageBridge): Promise<never> {
  return new Promise((_resolve, reject) => {
    bridge.onStatus((status, reason) => status === "closed" && reject(new Error(`cannot connect to Python: ${reason}`)));
  });
}

function socketUrl(url: string | undefined): string {
  if (url === undefined) throw new Error("connect needs the `url` of the widget's WebSocket, or a `link`.");
  const whole = new URL(url, location.href);
  if (whole.protocol === "http:" || whole.protocol === "https:") whole.protocol = whole.protocol === "https:" ? "wss:" : "ws:";
  return whole.href;
}

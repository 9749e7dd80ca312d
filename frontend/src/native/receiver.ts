import type { LinkDown } from "../bridge/link";

/** One connection of a page, as the process that owns the window reaches it. */
export interface Receiver {
  /** The length of a message and its frames, as a literal of JavaScript that is JSON too, which engines read fast. */
  receive(sized: readonly [number, readonly unknown[]]): void;
  /** Bytes that wait to be fetched. */
  fetch(number: number): void;
}

/** `window.__PYWRY_LINK__`: what the process that owns the window calls in the page. */
export interface LinkGlobal {
  down(why: LinkDown): void;
  evaluate(number: number, script: string): void;
  /** A window that this page has opened is gone. */
  closed(number: number): void;
  /** Open an address in a window of its own. */
  open(url: string): void;
  [connection: string]: unknown;
}

/** The page's one global for the process that owns the window. */
export function linkGlobal(): LinkGlobal {
  const holder = globalThis as unknown as { __PYWRY_LINK__?: LinkGlobal };
  holder.__PYWRY_LINK__ ??= { down: nothing, evaluate: evaluateLater, closed: nothing, open: nothing };
  return holder.__PYWRY_LINK__;
}

/** Scripts may come while the page is still being read. */
function evaluateLater(number: number, script: string): void {
  addEventListener("DOMContentLoaded", () => linkGlobal().evaluate(number, script), { once: true });
}

function nothing(): void {
  // Until somebody takes it over.
}

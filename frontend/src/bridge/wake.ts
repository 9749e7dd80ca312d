import type { PageBridge } from "./bridge";

const TICK = 10_000;
const SLEPT = 20_000;
const QUIET = 30_000;

/** Probe the connection when the machine has slept or the page comes back, since a dead socket says nothing. */
export function watchSleep(bridge: PageBridge): void {
  let last = Date.now();
  const probe = (): void => {
    if (performance.now() - bridge.lastHeard > QUIET) bridge.probe();
  };
  setInterval(() => {
    const now = Date.now();
    if (now - last > TICK + SLEPT) bridge.probe();
    last = now;
  }, TICK);
  addEventListener("online", () => bridge.probe());
  addEventListener("pageshow", (event) => event.persisted && bridge.probe());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && probe());
}

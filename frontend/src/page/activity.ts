import type { PageBridge } from "../bridge/bridge";

const GAP = 1_000;

/** Tell Python, at most once a second, that a person uses this page: it answers calls before other viewers do. */
export function watchActivity(bridge: PageBridge): void {
  let last = -Infinity;
  const tell = (): void => {
    const now = performance.now();
    if (now - last < GAP || !bridge.connected) return;
    last = now;
    bridge.emit("pywry:active", {});
  };
  const options = { capture: true, passive: true };
  for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, tell, options);
  addEventListener("focus", tell);
  void bridge.ready.then(() => document.hasFocus() && tell());
}

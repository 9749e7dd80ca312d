import { invoke } from "./invoke";

const STEP = 1.1;
const LEAST = 0.25;
const MOST = 5;

let zoom = 1;

/** The keys that every browser has for a page: zoom and reload. A page's own handlers come first. */
export function browserKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === "F5" || (ctrl && event.key.toLowerCase() === "r")) return done(event, () => location.reload());
    if (!ctrl) return;
    if (event.key === "+" || event.key === "=") done(event, () => zoomTo(zoom * STEP));
    if (event.key === "-") done(event, () => zoomTo(zoom / STEP));
    if (event.key === "0") done(event, () => zoomTo(1));
  });
}

function done(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}

function zoomTo(factor: number): void {
  zoom = Math.min(MOST, Math.max(LEAST, factor));
  void invoke("pywry_zoom", JSON.stringify({ zoom }));
}

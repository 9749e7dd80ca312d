import { invoke } from "./invoke";

const DRAG = "data-pywry-drag";
const BUTTON = "data-pywry-window";
/** How far a hand moves that means to click, in pixels. */
const SLACK = 4;
const OWN_CLICKS = 'a[href],button,input,select,textarea,label,summary,option,[contenteditable]:not([contenteditable="false"])';

/** Let `data-pywry-drag` drag the window, and `data-pywry-window` be its buttons, where the page stands in for a title bar. */
export function dragWindow(): void {
  document.documentElement.classList.add("pywry-window");
  let pressed: MouseEvent | null = null;
  addEventListener("mousedown", (event) => {
    pressed = event.button === 0 && !event.defaultPrevented && drags(event.target) ? event : null;
    // No text is selected meanwhile.
    pressed?.preventDefault();
  });
  // Only once it moves, so that the window manager does not take the second click of two.
  addEventListener("mousemove", (event) => {
    if (pressed === null || (event.buttons === 1 && distance(pressed, event) < SLACK)) return;
    pressed = null;
    if (event.buttons === 1) ask("drag");
  });
  addEventListener("dblclick", (event) => {
    if (!event.defaultPrevented && drags(event.target)) ask("maximize");
  });
  addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(`[${BUTTON}]`) : null;
    if (button !== null && !event.defaultPrevented) ask(button.getAttribute(BUTTON) ?? "");
  });
}

/** Whether pressing the mouse on something drags the window. */
export function drags(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const handle = target.closest(`[${DRAG}]`);
  if (handle === null || handle.getAttribute(DRAG) === "no") return false;
  const own = target.closest(`${OWN_CLICKS},[${BUTTON}]`);
  return own === null || !handle.contains(own);
}

function distance(from: MouseEvent, to: MouseEvent): number {
  return Math.hypot(to.screenX - from.screenX, to.screenY - from.screenY);
}

function ask(what: string): void {
  invoke("pywry_window", JSON.stringify({ do: what })).catch((error: unknown) => console.error(String(error)));
}

/** What a person can do with a panel, shown while the pointer or the keyboard is in it. */

const NS = "http://www.w3.org/2000/svg";

const ICONS = {
  move: "M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01",
  full: "M9.5 2.5h4v4M13.5 2.5l-4.5 4.5M6.5 13.5h-4v-4M2.5 13.5 7 9",
  back: "M13 7H9V3M9 7l4.5-4.5M3 9h4v4M7 9l-4.5 4.5",
} as const;

/** The buttons of a panel, and the corner by which it is resized. */
export class PanelTools {
  readonly #move: HTMLButtonElement = button("move");

  constructor(panel: HTMLElement) {
    const box = make("div", "pywry-panel-tools");
    box.append(this.#move, button("full"));
    const corner = make("div", "pywry-panel-corner");
    corner.dataset["tool"] = "resize";
    panel.append(box, corner);
    this.setName("");
    markFull(panel, false);
  }

  setName(name: string): void {
    this.#move.setAttribute("aria-label", `Move ${name || "this panel"}: arrow keys move it, with Shift they resize it`);
  }
}

/** Let a panel's button say what it does now. */
export function markFull(panel: Element, isFull: boolean): void {
  const full = panel.querySelector<HTMLElement>(":scope > .pywry-panel-tools > [data-tool=full]");
  if (full === null) return;
  full.title = isFull ? "Back to the dashboard (Esc)" : "Full screen";
  full.setAttribute("aria-label", full.title);
  full.replaceChildren(icon(isFull ? "back" : "full"));
}

/** The grip of a strip of tabs. */
export function gripOf(name: string): HTMLButtonElement {
  const grip = button("move");
  grip.setAttribute("aria-label", `Move the tabs ${name}`.trim());
  return grip;
}

function button(tool: "move" | "full"): HTMLButtonElement {
  const made = make("button", "pywry-panel-tool") as HTMLButtonElement;
  made.type = "button";
  made.dataset["tool"] = tool;
  if (tool === "move") made.title = "Drag to move";
  made.append(icon(tool));
  return made;
}

function icon(name: keyof typeof ICONS): SVGSVGElement {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `pywry-icon pywry-icon-${name}`);
  const path = document.createElementNS(NS, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

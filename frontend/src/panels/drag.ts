import { setCell } from "./arrange";
import type { Cell, Target } from "./cells";
import type { Area, Layout } from "./layout";

/** What is dragged. */
export interface Grip {
  readonly cell: Cell;
  /** How many columns its area has. */
  readonly columns: number;
  readonly resizes: boolean;
  /** The panel; or a strip of tabs and its panels. */
  readonly elements: readonly HTMLElement[];
  readonly layout: Layout;
  readonly area: Area;
}

interface Hears {
  show(target: Target): void;
  /** With null it was called off. */
  end(target: Target | null): void;
}

const TALLEST = 50;
const EDGE = 56;
const SCROLL = 14;

/** One drag, from the press to the release: panels follow the pointer, and a ghost shows where they will stand. */
export class Drag {
  readonly #root: HTMLElement;
  readonly #grip: Grip;
  readonly #hears: Hears;
  readonly #ghost: HTMLElement = document.createElement("div");
  readonly #step: { readonly x: number; readonly y: number };
  readonly #from: { readonly x: number; readonly y: number };
  readonly #places: readonly (readonly [HTMLElement, DOMRect, number, number])[];
  readonly #end: AbortController = new AbortController();
  #pointer: { readonly clientX: number; readonly clientY: number };
  #target: Target;
  #scrolling = 0;

  constructor(root: HTMLElement, handle: HTMLElement, grip: Grip, event: PointerEvent, hears: Hears) {
    this.#root = root;
    this.#grip = grip;
    this.#hears = hears;
    this.#step = stepOf(root, grip.layout.columns ?? 12);
    this.#pointer = event;
    this.#from = { x: event.clientX + scrollX, y: event.clientY + scrollY };
    this.#target = grip.cell;
    this.#places = grip.elements.map((element) => [element, element.getBoundingClientRect(), element.offsetLeft, element.offsetTop]);
    this.#begin();
    handle.setPointerCapture(event.pointerId);
    this.#listen(handle);
  }

  #begin(): void {
    document.documentElement.dataset["pywryArranging"] = this.#grip.resizes ? "resize" : "move";
    for (const element of this.#grip.elements) element.dataset["moving"] = "";
    this.#ghost.className = "pywry-ghost";
    this.#root.append(this.#ghost);
    this.#showGhost();
  }

  #listen(handle: HTMLElement): void {
    const options = { signal: this.#end.signal };
    handle.addEventListener("pointermove", (event) => this.#move(event), options);
    handle.addEventListener("pointerup", () => this.#finish(this.#target), options);
    handle.addEventListener("lostpointercapture", () => this.#finish(null), options);
    addEventListener("scroll", () => this.#follow(), { ...options, capture: true, passive: true });
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.#finish(null);
    };
    addEventListener("keydown", escape, { ...options, capture: true });
  }

  #move(event: PointerEvent): void {
    this.#pointer = event;
    this.#follow();
    this.#scroll();
  }

  #follow(): void {
    const x = this.#pointer.clientX + scrollX - this.#from.x;
    const y = this.#pointer.clientY + scrollY - this.#from.y;
    const target = this.#targetOf(x, y);
    if (!same(target, this.#target)) {
      this.#target = target;
      this.#hears.show(target);
      this.#showGhost();
    }
    this.#carry(x, y);
  }

  #targetOf(x: number, y: number): Target {
    const { cell, columns, resizes } = this.#grip;
    const [right, down] = [Math.round(x / this.#step.x), Math.round(y / this.#step.y)];
    const { col, row, width, height } = cell;
    if (resizes) return { col, row, width: clamp(width + right, 1, columns + 1 - col), height: clamp(height + down, 1, TALLEST) };
    return { col: clamp(col + right, 1, columns + 1 - width), row: Math.max(1, row + down), width, height };
  }

  /** Let the panel follow the pointer, wherever the preview has put it. */
  #carry(x: number, y: number): void {
    for (const [element, rect, left, top] of this.#places) {
      if (this.#grip.resizes) {
        element.style.width = `${Math.max(rect.width + x, this.#step.x / 2)}px`;
        element.style.height = `${Math.max(rect.height + y, this.#step.y / 2)}px`;
      } else {
        element.style.transform = `translate(${left + x - element.offsetLeft}px, ${top + y - element.offsetTop}px)`;
      }
    }
  }

  #showGhost(): void {
    const [{ style, classList }] = this.#grip.elements as [HTMLElement];
    // The preview lets panels rise, so that this cell is where the panel will stand.
    const read = (name: string): number => Number(style.getPropertyValue(`--pywry-${name}`));
    const height = classList.contains("pywry-tabs") ? this.#grip.cell.height : read("height");
    setCell(this.#ghost, { col: read("col"), row: read("row"), width: read("width"), height });
  }

  /** Go on scrolling while the pointer is near an edge of the window. */
  #scroll(): void {
    cancelAnimationFrame(this.#scrolling);
    const { clientY } = this.#pointer;
    const by = clientY < EDGE ? -SCROLL : clientY > innerHeight - EDGE ? SCROLL : 0;
    if (by === 0 || this.#end.signal.aborted) return;
    scrollBy(0, by);
    this.#follow();
    this.#scrolling = requestAnimationFrame(() => this.#scroll());
  }

  #finish(target: Target | null): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    cancelAnimationFrame(this.#scrolling);
    this.#ghost.remove();
    delete document.documentElement.dataset["pywryArranging"];
    const from = this.#places.map(([element]) => element.getBoundingClientRect());
    for (const [element] of this.#places) {
      delete element.dataset["moving"];
      for (const name of ["transform", "width", "height"]) element.style.removeProperty(name);
    }
    this.#hears.end(target);
    for (const [place, [element]] of this.#places.entries()) land(element, from[place] as DOMRect);
  }
}

/** Let an element glide from where the pointer left it to where it stands. */
function land(element: HTMLElement, from: DOMRect): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const to = element.getBoundingClientRect();
  element.animate([{ transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` }, { transform: "none" }], { duration: 160, easing: "ease-out" });
}

/** From one cell to the next, in pixels. */
function stepOf(root: HTMLElement, columns: number): { readonly x: number; readonly y: number } {
  const style = getComputedStyle(root);
  const [gapX, gapY] = [parseFloat(style.columnGap) || 0, parseFloat(style.rowGap) || 0];
  const inner = root.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return { x: (inner + gapX) / columns, y: (parseFloat(style.gridAutoRows) || 40) + gapY };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

function same(a: Target, b: Target): boolean {
  return a.col === b.col && a.row === b.row && a.width === b.width && a.height === b.height;
}

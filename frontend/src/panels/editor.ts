import { moved, sameCells, type Cell, type Target } from "./cells";
import { Drag, type Grip } from "./drag";
import { areaOf, stripId, withCells, type Area, type Layout } from "./layout";

/** What the editor works on. */
export interface Editable {
  /** The layout as it is; undefined where nothing may be moved. */
  readonly layout: Layout | undefined;
  /** Show another one for now. */
  preview(layout: Layout): void;
  /** Let everyone have it. */
  commit(layout: Layout): void;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TALLEST = 50;

/** Moving and resizing panels by pointer and by keyboard. */
export class Editor {
  readonly #root: HTMLElement;
  readonly #work: Editable;
  readonly #said: HTMLElement = document.createElement("div");
  #drag: Drag | null = null;

  constructor(root: HTMLElement, work: Editable) {
    this.#root = root;
    this.#work = work;
  }

  /** Whether somebody is dragging; the layout must not change under the pointer then. */
  get isBusy(): boolean {
    return this.#drag !== null;
  }

  listen(): void {
    this.#said.className = "pywry-said";
    this.#said.setAttribute("aria-live", "polite");
    this.#said.setAttribute("data-pywry-own", "");
    this.#root.addEventListener("pointerdown", (event) => this.#press(event));
    this.#root.addEventListener("keydown", (event) => this.#key(event));
  }

  #press(event: PointerEvent): void {
    const handle = (event.target as Element).closest<HTMLElement>("[data-tool=move],[data-tool=resize]");
    const grip = event.button === 0 ? this.#gripOf(handle) : null;
    if (handle === null || grip === null || this.#drag !== null) return;
    event.preventDefault();
    handle.focus({ preventScroll: true, focusVisible: false } as FocusOptions);
    const end = (target: Target | null): void => this.#drop(grip, target);
    this.#drag = new Drag(this.#root, handle, grip, event, { show: (target) => this.#preview(grip, target), end });
  }

  /** What a handle moves, if it may be moved. */
  #gripOf(handle: HTMLElement | null): Grip | null {
    const layout = this.#work.layout;
    const owner = handle?.closest<HTMLElement>(".pywry-panel,.pywry-tabs");
    if (handle === null || layout === undefined || owner === null || owner === undefined || "full" in owner.dataset || isNarrow(this.#root)) return null;
    const id = owner.dataset["panel"] ?? stripId(owner.dataset["tabs"] ?? "");
    const area = areaOf(layout, id);
    const cell = area.cells.find((one) => one.id === id);
    if (cell === undefined) return null;
    return { cell, columns: area.columns, resizes: handle.dataset["tool"] === "resize", elements: elementsOf(this.#root, owner), layout, area };
  }

  #preview(grip: Grip, target: Target): void {
    this.#work.preview(withTarget(grip.layout, grip.area, grip.cell.id, target));
  }

  #drop(grip: Grip, target: Target | null): void {
    this.#drag = null;
    if (target === null) return this.#work.preview(grip.layout);
    const next = withTarget(grip.layout, grip.area, grip.cell.id, target);
    const isSame = sameCells(areaOf(next, grip.cell.id).cells, grip.area.cells);
    if (isSame) this.#work.preview(grip.layout);
    else this.#work.commit(next);
  }

  #key(event: KeyboardEvent): void {
    const handle = (event.target as Element).closest<HTMLElement>("[data-tool=move]");
    const step = STEPS[event.key];
    const grip = step === undefined ? null : this.#gripOf(handle);
    if (handle === null || step === undefined || grip === null) return;
    event.preventDefault();
    const cells = stepped(grip, step, event.shiftKey && grip.cell.id.indexOf(":") < 0);
    if (cells === null) return;
    this.#work.commit(withCells(grip.layout, grip.area, cells));
    handle.focus({ preventScroll: true });
    handle.scrollIntoView({ block: "nearest" });
    this.#say(cells.find(({ id }) => id === grip.cell.id) as Cell);
  }

  #say({ col, row, width, height }: Cell): void {
    if (!this.#said.isConnected) document.body.append(this.#said);
    this.#said.textContent = `Column ${col}, row ${row}, ${width} wide, ${height} high`;
  }
}

function withTarget(layout: Layout, area: Area, id: string, target: Target): Layout {
  return withCells(layout, area, moved(area.cells, id, target));
}

/** The cells after one step that changes something; null where there is none. */
function stepped({ cell, area, columns }: Grip, [x, y]: readonly [number, number], resizes: boolean): Cell[] | null {
  for (let n = 1; n <= TALLEST; n += 1) {
    const to = resizes ? { ...cell, width: cell.width + n * x, height: cell.height + n * y } : { ...cell, col: cell.col + n * x, row: cell.row + n * y };
    if (to.col < 1 || to.row < 1 || to.width < 1 || to.height < 1 || to.height > TALLEST || to.col + to.width - 1 > columns) return null;
    const cells = moved(area.cells, cell.id, to);
    if (!sameCells(cells, area.cells)) return cells;
  }
  return null;
}

/** What goes along: of a strip its panels too. */
function elementsOf(root: HTMLElement, owner: HTMLElement): readonly HTMLElement[] {
  const controlled = [...owner.querySelectorAll("[role=tab][aria-controls]")].flatMap((tab) => (tab.getAttribute("aria-controls") ?? "").split(" "));
  return [owner, ...controlled.flatMap((id) => root.querySelector<HTMLElement>(`#${CSS.escape(id)}`) ?? [])];
}

/** On a narrow screen panels stand below one another, and there is nowhere to move them to. */
function isNarrow(root: HTMLElement): boolean {
  return getComputedStyle(root).getPropertyValue("--pywry-narrow").trim() === "1";
}


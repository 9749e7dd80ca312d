import type { Change } from "../bridge/keys";
import { BridgeError } from "../bridge/errors";
import { nextFrame, oncePerFrame } from "../page/frame";
import type { Laid } from "../paper/laid";
import { Board } from "./board";
import { LiveNotes } from "./live";
import { FAMILIES, KINDS, type PanelFacts, type PanelSpec } from "./panel";
import { PanelSlot, type Surroundings } from "./slot";

const PREFIX = "panel:";
const CALLS = ["plotly:state", "plotly:image", "grid:state", "grid:shown"];
// The description that a snapshot brings holds what these did.
const FOLDED = ["update-figure", "replace", "update-layout", "update-traces", "extend", "prepend"]
  .map((name) => `plotly:${name}`)
  .concat(["update-data", "update-cell", "update-cells", "update-columns", "keep-rows", "remove-rows", "transaction", "quick-filter", "update-theme"].map((name) => `grid:${name}`));

/** All panels of the page: made, changed and removed one by one as their state keys come and go. */
export class Panels {
  readonly #slots: Map<string, PanelSlot> = new Map();
  readonly #around: Surroundings;
  readonly #root: HTMLElement;
  readonly #arrange: () => void;
  readonly #live: LiveNotes;
  readonly #board: Board;
  #generation = 0;

  constructor(root: HTMLElement, around: Surroundings) {
    this.#root = root;
    this.#around = around;
    this.#live = new LiveNotes(around.bridge, (id) => this.#slots.get(id)?.frame.element);
    this.#board = new Board(root, around.bridge, () => this.#inRoot());
    this.#arrange = oncePerFrame(() => this.#board.arrange());
  }

  listen(): void {
    const { bridge, theme } = this.#around;
    bridge.keys.watch("panel:*", (change) => this.#change(change));
    this.#live.listen();
    this.#board.listen();
    bridge.keys.watch("layout", () => this.#arrange());
    for (const family of Object.keys(FAMILIES)) bridge.on(`${family}:*`, (data, name) => this.#route(name, data));
    for (const name of CALLS) bridge.handle(name, (args: Record<string, unknown>) => this.#find(name, args).answer(name, args));
    bridge.fold(FOLDED);
    theme.onChange((effective) => {
      for (const slot of this.#slots.values()) slot.setTheme(effective);
    });
    void bridge.ready.then(() => this.#board.arrange());
    void bridge.ready.then(() => this.#watchPaint());
  }

  /** What stands on the page, for paper. */
  laid(): Laid {
    const slots = [...this.#slots.values()];
    const here = this.#inRoot();
    return { root: this.#root, layout: this.#board.layout, full: this.#board.full.panel, slots: slots.map((slot) => ({ slot, placed: !here.has(slot.id) })) };
  }

  describe(): PanelFacts[] {
    return [...this.#slots.values()].map((slot) => slot.describe());
  }

  /** The same, with what takes longer to find out, and what a person would miss. */
  inspect(): { panels: PanelFacts[]; warnings: string[] } {
    const found = [...this.#slots.values()].map((slot) => slot.inspect(this.#live.warnings(slot.id)));
    return { panels: found.map(({ facts }) => facts), warnings: found.flatMap(({ warnings }) => warnings) };
  }

  /** The element of one panel, title included, after its tab was chosen. */
  element(id: string): HTMLElement {
    const slot = this.#slots.get(id);
    if (slot === undefined) throw new BridgeError("unknown_panel", `no panel ${JSON.stringify(id)} is on this page; there are ${this.#names() || "none"}.`);
    this.#board.reveal(id);
    return slot.frame.element;
  }

  #change({ key, data, gone }: Change): void {
    const id = key.slice(PREFIX.length);
    const present = this.#slots.get(id);
    if (gone) this.#remove(id);
    else if (present?.kind === (data as PanelSpec).kind) present.update(data as PanelSpec);
    else this.#add(id, data as PanelSpec);
  }

  #add(id: string, spec: PanelSpec): void {
    const before = this.#slots.get(id);
    const slot = new PanelSlot(id, spec, this.#around);
    this.#slots.set(id, slot);
    if (before !== undefined) before.frame.element.replaceWith(slot.frame.element);
    else this.#home(id).append(slot.frame.element);
    before?.destroy();
    this.#live.show(id);
    this.#arrange();
    if (this.#generation > 0) this.#watchPaint();
  }

  #remove(id: string): void {
    this.#slots.get(id)?.destroy();
    if (!this.#slots.delete(id)) return;
    this.#arrange();
    if (this.#generation > 0) this.#watchPaint();
  }

  /** A person's html may hold a place for a panel; else it goes among the others. */
  #home(id: string): HTMLElement {
    const place = document.querySelector<HTMLElement>(`[data-pywry-panel="${CSS.escape(id)}"]`);
    if (place === null) return this.#root;
    place.setAttribute("data-pywry-mounted", "");
    return place;
  }

  /** The panels that no place in a person's html holds. */
  #inRoot(): ReadonlyMap<string, HTMLElement> {
    const here = [...this.#slots].filter(([, slot]) => slot.frame.element.closest("[data-pywry-mounted]") === null);
    return new Map(here.map(([id, slot]) => [id, slot.frame.element]));
  }

  #route(name: string, data: unknown): void {
    if (typeof data !== "object" || data === null) return this.#around.console.say("error", `${name} needs an object.`);
    try {
      this.#find(name, data as Record<string, unknown>).receive(name, data as Record<string, unknown>);
    } catch (error) {
      this.#around.console.say("error", (error as Error).message);
    }
  }

  /** The panel that an event or call means: the one it names, else the only one of its kind. */
  #find(name: string, data: Record<string, unknown>): PanelSlot {
    const { kind, idField } = FAMILIES[name.split(":", 1)[0] as string] as { kind: string; idField: string };
    const all = [...this.#slots.values()].filter((slot) => slot.kind === kind);
    const id = data[idField];
    const found = id === undefined || id === null ? (all.length === 1 ? all[0] : undefined) : all.find((slot) => slot.id === id);
    if (found !== undefined) return found;
    const present = all.length === 0 ? `this page has no ${kind}` : `the ${kind}s are ${all.map((slot) => slot.id).join(", ")}`;
    const asked = id === undefined || id === null ? `${name} names no ${idField}` : `${name} names ${idField} ${JSON.stringify(id)}`;
    throw new BridgeError("unknown_panel", `${asked}, and ${present}. Give one of these as ${idField}.`);
  }

  /** Report once everything that is on the page now has been drawn. */
  #watchPaint(): void {
    const generation = ++this.#generation;
    delete document.documentElement.dataset["pywryPainted"];
    const waiting = [...this.#slots.values()].map((slot) => slot.painted);
    void Promise.all(waiting).then(() => nextFrame(() => this.#reportPaint(generation)));
  }

  #reportPaint(generation: number): void {
    if (generation !== this.#generation || this.#around.bridge.status === "closed") return;
    const panels = this.describe().map(({ id, kind, rows, points, state }) => ({
      id,
      kind,
      rows: rows ?? 0,
      ...(points === undefined ? {} : { points }),
      ...(state === "error" ? { error: true } : {}),
    }));
    document.documentElement.dataset["pywryPainted"] = String(generation);
    this.#around.bridge.emit("pywry:painted", { panels, seconds: Math.round(performance.now()) / 1000 });
  }

  #names(): string {
    return [...this.#slots.keys()].join(", ");
  }
}

/** The assets that a kind of panel needs. */
export function assetsOf(kind: string): string[] {
  const family = KINDS[kind];
  return family === undefined ? [] : [family.module, ...family.libraries];
}

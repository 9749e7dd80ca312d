import { setCell } from "./arrange";
import type { Layout, LayoutStrip } from "./layout";
import { gripOf } from "./tools";

/** Where the viewer's choice of tabs outlives a reload. */
export interface Memory {
  get(strip: string): string | null;
  set(strip: string, tab: string): void;
}

/** The strips of tabs of a page. Panels of tabs that are not chosen keep their room, unseen and out of reach: so charts
 * and grids in them have the size that they will be seen in. */
export class Tabs {
  readonly #strips: Map<string, HTMLElement> = new Map();
  readonly #chosen: Map<string, string> = new Map();
  readonly #memory: Memory;
  readonly #onChoice: (strip: string, tab: string) => void;
  #layout: Layout | undefined;
  #panels: ReadonlyMap<string, HTMLElement> = new Map();

  constructor(memory: Memory, onChoice: (strip: string, tab: string) => void) {
    this.#memory = memory;
    this.#onChoice = onChoice;
  }

  /** Draw the strips of a layout, and show the panels of their chosen tabs; answers the strips by name. */
  show(layout: Layout | undefined, panels: ReadonlyMap<string, HTMLElement>): ReadonlyMap<string, HTMLElement> {
    this.#layout = layout;
    this.#panels = panels;
    const strips = new Map((layout?.strips ?? []).map((strip) => [strip.tabs, strip]));
    for (const [name, element] of this.#strips) if (!strips.has(name)) this.#drop(name, element);
    for (const strip of strips.values()) this.#draw(strip);
    this.#hideOthers();
    return this.#strips;
  }

  /** Choose a tab; whether there is one. Left out, the strip is the first that has a tab of that name. */
  choose(tab: string, strip?: string): boolean {
    const found = this.#layout?.strips?.find(({ tabs, names }) => names.includes(tab) && (strip ?? tabs) === tabs);
    if (found === undefined) return false;
    this.#chosen.set(found.tabs, tab);
    this.#memory.set(found.tabs, tab);
    this.#draw(found);
    this.#hideOthers();
    return true;
  }

  /** Choose the tab that a panel stands in. */
  reveal(panel: string): void {
    const item = this.#layout?.items.find((one) => one.panel === panel);
    if (item?.tab !== undefined) this.choose(item.tab, item.tabs ?? "");
  }

  chosen({ tabs, names, shown }: LayoutStrip): string {
    const wanted = [this.#chosen.get(tabs), this.#memory.get(tabs), shown];
    return wanted.find((tab) => tab !== undefined && tab !== null && names.includes(tab)) ?? names[0] ?? "";
  }

  #hideOthers(): void {
    const strips = new Map((this.#layout?.strips ?? []).map((strip) => [strip.tabs, this.chosen(strip)]));
    const items = new Map((this.#layout?.items ?? []).map((item) => [item.panel, item]));
    for (const [id, panel] of this.#panels) {
      const item = items.get(id);
      const isHidden = item?.tab !== undefined && strips.get(item.tabs ?? "") !== item.tab;
      panel.toggleAttribute("data-hidden", isHidden);
      panel.toggleAttribute("inert", isHidden);
    }
  }

  #drop(name: string, element: HTMLElement): void {
    element.remove();
    this.#strips.delete(name);
    this.#chosen.delete(name);
  }

  #draw(strip: LayoutStrip): void {
    const element = this.#strips.get(strip.tabs) ?? this.#make(strip.tabs);
    setCell(element, { col: strip.col, row: strip.row, width: strip.width, height: 1 });
    const chosen = this.chosen(strip);
    const shown = [...element.querySelectorAll<HTMLElement>("[role=tab]")];
    if (shown.map(({ dataset }) => dataset["tab"]).join("\n") !== strip.names.join("\n")) element.firstElementChild?.replaceChildren(...strip.names.map(button));
    for (const tab of element.querySelectorAll<HTMLElement>("[role=tab]")) {
      const isChosen = tab.dataset["tab"] === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      tab.setAttribute("aria-controls", this.#panelsOf(strip.tabs, tab.dataset["tab"] ?? ""));
      // A strip that is new stands on the page only after this.
      if (isChosen && element.dataset["chosen"] !== chosen) requestAnimationFrame(() => bringInto(element.firstElementChild as HTMLElement, tab));
    }
    element.dataset["chosen"] = chosen;
  }

  #panelsOf(strip: string, tab: string): string {
    const inside = this.#layout?.items.filter((item) => item.tab === tab && (item.tabs ?? "") === strip) ?? [];
    return inside.map(({ panel }) => `pywry-panel-${panel}`).join(" ");
  }

  #make(name: string): HTMLElement {
    const element = document.createElement("div");
    element.className = "pywry-tabs";
    element.dataset["tabs"] = name;
    const list = document.createElement("div");
    list.className = "pywry-tablist";
    list.setAttribute("role", "tablist");
    if (name !== "") list.setAttribute("aria-label", name);
    element.append(list, gripOf(name));
    element.addEventListener("click", ({ target }) => this.#pick(name, (target as Element).closest<HTMLElement>("[role=tab]")));
    element.addEventListener("keydown", (event) => this.#step(name, element, event));
    this.#strips.set(name, element);
    return element;
  }

  #pick(strip: string, tab: HTMLElement | null | undefined): void {
    const name = tab?.dataset["tab"];
    if (name === undefined || tab?.getAttribute("aria-selected") === "true") return;
    if (this.choose(name, strip)) this.#onChoice(strip, name);
  }

  #step(strip: string, element: HTMLElement, event: KeyboardEvent): void {
    const all = [...element.querySelectorAll<HTMLElement>("[role=tab]")];
    const at = all.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all.at(to % all.length);
    next?.focus();
    this.#pick(strip, next);
  }
}

/** Scroll a list of tabs, and nothing else, so far that one of them is seen. */
function bringInto(list: HTMLElement, tab: HTMLElement): void {
  const [outer, inner] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (inner.left < outer.left) list.scrollLeft -= outer.left - inner.left;
  else if (inner.right > outer.right) list.scrollLeft += inner.right - outer.right;
}

function button(name: string): HTMLElement {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.className = "pywry-tab";
  tab.dataset["tab"] = name;
  tab.setAttribute("role", "tab");
  tab.textContent = name;
  return tab;
}

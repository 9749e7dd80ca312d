import type { Entry } from "./offers";
import { Tickbox } from "./tickbox";

/** What a person does in the list. */
export interface Choosing {
  readonly heading: string;
  readonly searches: boolean;
  readonly selectsAll: boolean;
  isTicked(entry: Entry): boolean;
  tick(entries: readonly Entry[], on: boolean): void;
  /** Show only what the search found. */
  only(entries: readonly Entry[]): void;
  search(text: string): void;
  clear(): void;
}

const number = new Intl.NumberFormat(undefined, { useGrouping: true });

interface Line {
  readonly entry: Entry;
  readonly tick: Tickbox;
}

/** A list of values with check boxes, a search above and a line below. */
export class SetList {
  readonly element: HTMLElement = make("div", "pywry-set");
  readonly #choosing: Choosing;
  readonly #search: HTMLInputElement = document.createElement("input");
  readonly #list: HTMLElement = make("div", "pywry-set-list");
  readonly #all: Tickbox = new Tickbox();
  readonly #note: HTMLElement = make("span", "pywry-set-note");
  readonly #clear: HTMLButtonElement = document.createElement("button");
  #lines: readonly Line[] = [];

  constructor(choosing: Choosing) {
    this.#choosing = choosing;
    this.#search.type = "search";
    this.#search.className = "pywry-set-search";
    this.#search.placeholder = "Search…";
    this.#search.setAttribute("aria-label", `Search the values of ${choosing.heading}`);
    this.#search.addEventListener("input", () => choosing.search(this.#search.value.trim()));
    this.#list.setAttribute("role", "group");
    this.#list.setAttribute("aria-label", `Values of ${choosing.heading}`);
    this.#note.setAttribute("role", "status");
    this.#clear.type = "button";
    this.#clear.textContent = "Clear";
    this.#clear.addEventListener("click", () => choosing.clear());
    const foot = make("div", "pywry-set-foot");
    foot.append(this.#note, this.#clear);
    this.element.append(...(choosing.searches ? [this.#search] : []), this.#list, foot);
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.#all.box.addEventListener("change", () => choosing.tick(this.#entries, this.#all.box.checked));
  }

  get #entries(): Entry[] {
    return this.#lines.map(({ entry }) => entry);
  }

  /** Begin anew, as when the filter is opened. */
  open(): void {
    this.#search.value = "";
    this.focus();
  }

  focus(): void {
    (this.#choosing.searches ? this.#search : this.#boxes()[0])?.focus({ preventScroll: true });
  }

  wait(): void {
    this.#list.setAttribute("aria-busy", "true");
  }

  fail(message: string): void {
    this.#list.removeAttribute("aria-busy");
    this.#list.replaceChildren();
    this.#lines = [];
    this.#note.textContent = message;
  }

  /** Offer these values, the first of `total`. */
  show(entries: readonly Entry[], total: number, listed: number): void {
    this.#list.removeAttribute("aria-busy");
    this.#lines = entries.map((entry) => ({ entry, tick: new Tickbox() }));
    const lines = this.#lines.map(({ entry, tick }) => {
      tick.box.addEventListener("change", () => this.#choosing.tick([entry], tick.box.checked));
      return line(tick, entry.label, entry.count);
    });
    const found = this.#search.value.trim() !== "";
    const all = this.#choosing.selectsAll && entries.length > 0 ? [line(this.#all, found ? "(Select all found)" : "(Select all)", null)] : [];
    all[0]?.classList.add("pywry-set-all");
    this.#all.box.disabled = total > listed;
    this.#list.replaceChildren(...all, ...lines);
    // The arrows move between the boxes, so that Tab leads on to what follows.
    this.#boxes().forEach((box, place) => (box.tabIndex = place === 0 ? 0 : -1));
    this.#list.scrollTop = 0;
    this.#note.textContent = noteOf(entries.length, total, listed);
  }

  /** Show what is chosen now. */
  mark(isActive: boolean): void {
    let ticked = 0;
    for (const { entry, tick } of this.#lines) {
      const on = this.#choosing.isTicked(entry);
      tick.show(on);
      if (on) ticked++;
    }
    this.#all.show(ticked > 0 && ticked < this.#lines.length ? "some" : ticked > 0);
    this.#clear.hidden = !isActive;
  }

  #boxes(): HTMLInputElement[] {
    return [...this.#list.querySelectorAll<HTMLInputElement>("input:enabled")];
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target === this.#search) return this.#take(event);
    const boxes = this.#boxes();
    const at = boxes.indexOf(event.target as HTMLInputElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, ...(at < 0 ? {} : { Home: 0, End: boxes.length - 1 }) };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next < 0) return this.focus();
    boxes[Math.min(next, boxes.length - 1)]?.focus();
  }

  #take(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    if (this.#lines.length > 0 && !this.#all.box.disabled) this.#choosing.only(this.#entries);
  }
}

function noteOf(shown: number, total: number, listed: number): string {
  if (shown === 0) return "No value holds that.";
  return total > listed ? `${number.format(listed)} of ${number.format(total)} values; search for others.` : "";
}

function line(tick: Tickbox, label: string, count: number | null): HTMLElement {
  const element = make("label", "pywry-set-line");
  const text = make("span", "pywry-set-label");
  text.textContent = label;
  text.title = label;
  element.append(tick.frame, text);
  if (count !== null) {
    const many = make("span", "pywry-set-count");
    many.textContent = number.format(count);
    element.append(many);
    element.classList.toggle("pywry-set-none", count === 0);
  }
  return element;
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

import type { GridApi, IHeaderComp, IHeaderParams } from "ag-grid-community";
import type { View } from "./blocks";
import type { Row } from "./rows";
import { Tickbox } from "./tickbox";

/** A selection of all rows that a view has, but for a few: the rows themselves are not here. */
export class Everything {
  #view: View | null = null;
  #except: Set<string> = new Set();
  readonly #changed: () => void;
  #box: Tickbox | null = null;

  /** `changed` hears of every turn of the header's box. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The view whose rows are all selected; null when rows are selected one by one. */
  get view(): View | null {
    return this.#view;
  }

  get except(): string[] {
    return [...this.#except];
  }

  select(view: View | null): void {
    this.#view = view;
    this.#except.clear();
    this.#look();
  }

  /** Show rows that have just arrived as selected. */
  mark(api: GridApi<Row>): void {
    if (this.#view === null) return;
    api.forEachNode((node) => {
      if (node.data !== undefined) node.setSelected(!this.#except.has(node.data.id));
    });
  }

  /** Take from the rows that are here which of them a person has left out or taken in again. */
  read(api: GridApi<Row>): void {
    if (this.#view === null) return;
    api.forEachNode((node) => {
      if (node.data === undefined) return;
      if (node.isSelected() === true) this.#except.delete(node.data.id);
      else this.#except.add(node.data.id);
    });
    this.#look();
  }

  #look(): void {
    this.#box?.show(this.#view !== null && this.#except.size > 0 ? "some" : this.#view !== null);
  }

  /** The box in the header, as a component of the grid's. */
  header(view: () => View): new () => IHeaderComp {
    const self = this;
    return class implements IHeaderComp {
      readonly #element = document.createElement("div");

      init({ api }: IHeaderParams<Row>): void {
        const tick = new Tickbox("Select all rows");
        tick.box.addEventListener("change", () => self.#turned(tick.box.checked, api, view()));
        this.#element.className = "pywry-select-all ag-checkbox";
        this.#element.append(tick.frame);
        self.#box = tick;
        self.#look();
      }

      getGui(): HTMLElement {
        return this.#element;
      }

      refresh(): boolean {
        return true;
      }
    };
  }

  #turned(on: boolean, api: GridApi<Row>, view: View): void {
    this.select(on ? view : null);
    if (!on) api.deselectAll();
    this.mark(api);
    this.#changed();
  }
}

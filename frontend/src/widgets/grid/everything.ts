import type { GridApi, IHeaderComp, IHeaderParams } from "ag-grid-community";
import type { View } from "./blocks";
import type { Row } from "./rows";

/** A selection of all rows that a view has, but for a few: the rows themselves are not here. */
export class Everything {
  #view: View | null = null;
  #except: Set<string> = new Set();
  readonly #changed: () => void;
  #box: HTMLInputElement | null = null;

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
    const [box, frame] = [this.#box, this.#box?.parentElement];
    if (box === null || frame === null || frame === undefined) return;
    const some = this.#view !== null && this.#except.size > 0;
    [box.checked, box.indeterminate] = [this.#view !== null, some];
    frame.classList.toggle("ag-checked", box.checked && !some);
    frame.classList.toggle("ag-indeterminate", some);
  }

  /** The box in the header, as a component of the grid's. */
  header(view: () => View): new () => IHeaderComp {
    const self = this;
    return class implements IHeaderComp {
      readonly #element = document.createElement("div");

      init({ api }: IHeaderParams<Row>): void {
        const box = document.createElement("input");
        box.type = "checkbox";
        box.setAttribute("aria-label", "Select all rows");
        box.checked = self.#view !== null;
        box.addEventListener("change", () => self.#turned(box.checked, api, view()));
        // The classes of the grid's own boxes, so that this one looks like those below it.
        box.className = "ag-input-field-input ag-checkbox-input";
        const frame = document.createElement("div");
        frame.className = "ag-wrapper ag-input-wrapper ag-checkbox-input-wrapper";
        frame.append(box);
        this.#element.className = "pywry-select-all ag-checkbox";
        this.#element.append(frame);
        self.#box = box;
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

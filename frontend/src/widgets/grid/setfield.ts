import type { IFloatingFilterComp, IFloatingFilterParams } from "ag-grid-community";
import type { SetFilter, SetModel } from "./setfilter";

/** The field below a heading: says what a set filter lets through, and opens its list. */
export class SetField implements IFloatingFilterComp<SetFilter> {
  readonly #element: HTMLButtonElement = document.createElement("button");
  #params!: IFloatingFilterParams<SetFilter>;

  init(params: IFloatingFilterParams<SetFilter>): void {
    this.#params = params;
    this.#element.type = "button";
    this.#element.className = "pywry-set-field";
    this.#element.setAttribute("aria-haspopup", "dialog");
    this.#element.addEventListener("click", () => this.#params.showParentFilter());
    this.onParentModelChanged(params.currentParentModel() as SetModel | null);
  }

  refresh(params: IFloatingFilterParams<SetFilter>): void {
    this.#params = params;
  }

  getGui(): HTMLElement {
    return this.#element;
  }

  onParentModelChanged(model: SetModel | null | undefined): void {
    if (model === null || model === undefined) return this.#say("");
    this.#params.parentFilterInstance((filter) => this.#say(filter.getModelAsString(model)));
  }

  #say(text: string): void {
    const heading = this.#params.api.getDisplayNameForColumn(this.#params.column, "header");
    [this.#element.textContent, this.#element.title] = [text, text];
    this.#element.setAttribute("aria-label", `${heading}: ${text || "all"}`);
  }
}

/** A check box that looks like those of the grid's own beside it. */
export class Tickbox {
  readonly box: HTMLInputElement = document.createElement("input");
  readonly frame: HTMLElement = document.createElement("div");

  constructor(label?: string) {
    this.box.type = "checkbox";
    this.box.className = "ag-input-field-input ag-checkbox-input";
    if (label !== undefined) this.box.setAttribute("aria-label", label);
    this.frame.className = "ag-wrapper ag-input-wrapper ag-checkbox-input-wrapper";
    this.frame.append(this.box);
  }

  /** Ticked, not ticked, or some of what it stands for. */
  show(state: boolean | "some"): void {
    [this.box.checked, this.box.indeterminate] = [state !== false, state === "some"];
    this.frame.classList.toggle("ag-checked", state === true);
    this.frame.classList.toggle("ag-indeterminate", state === "some");
  }
}

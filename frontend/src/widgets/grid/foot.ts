const number = new Intl.NumberFormat(undefined, { useGrouping: true });

/** The line below a grid: how many rows there are, and what went wrong. */
export class Foot {
  readonly element: HTMLElement = make("div", "pywry-grid-foot");
  readonly #count = make("span", "pywry-grid-foot-count");
  readonly #error = make("span", "pywry-grid-foot-error");
  readonly #again = document.createElement("button");

  constructor(again: () => void) {
    this.#error.setAttribute("role", "alert");
    this.#again.type = "button";
    this.#again.textContent = "Try again";
    this.#again.addEventListener("click", again);
    this.#count.setAttribute("aria-live", "polite");
    this.element.append(this.#error, this.#again, this.#count);
    this.fail(null);
  }

  show(shown: number, total: number, selected = 0): void {
    const rows = total === 1 ? "row" : "rows";
    const all = shown === total ? `${number.format(total)} ${rows}` : `${number.format(shown)} of ${number.format(total)} ${rows}`;
    this.#count.textContent = selected > 0 ? `${number.format(selected)} selected · ${all}` : all;
  }

  /** Whether rows are on their way. */
  wait(isWaiting: boolean): void {
    this.element.toggleAttribute("data-waits", isWaiting);
    this.element.setAttribute("aria-busy", String(isWaiting));
  }

  fail(message: string | null): void {
    this.#error.textContent = message ?? "";
    this.#error.title = message ?? "";
    this.#error.hidden = message === null;
    this.#again.hidden = message === null;
  }
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

import { PanelTools } from "./tools";

/** The chrome round a panel: its title, its body, and what it shows while it loads or when it cannot. */
export class PanelFrame {
  readonly element: HTMLElement;
  readonly body: HTMLElement;
  readonly tools: PanelTools;
  readonly #title: HTMLElement;
  readonly #empty: HTMLElement = make("div", "pywry-panel-empty");
  // An element of its own: WebKit goes on showing a ::before whose rule no longer holds.
  readonly #skeleton: HTMLElement = make("div", "pywry-panel-skeleton");

  constructor(id: string, kind: string) {
    this.element = make("section", "pywry-panel");
    this.element.id = `pywry-panel-${id}`;
    this.element.dataset["panel"] = id;
    this.element.dataset["kind"] = kind;
    this.#title = make("header", "pywry-panel-title");
    this.body = make("div", "pywry-panel-body");
    this.#empty.textContent = "No rows";
    this.element.append(this.#title, this.body);
    this.tools = new PanelTools(this.element);
    this.setState("loading");
  }

  setTitle(title: string | null | undefined): void {
    this.#title.textContent = title ?? "";
    this.#title.hidden = !title;
    this.element.toggleAttribute("data-untitled", !title);
    this.tools.setName(title ?? "");
    if (title) this.element.setAttribute("aria-label", title);
    else this.element.removeAttribute("aria-label");
  }

  get hasFailed(): boolean {
    return this.element.dataset["state"] === "error";
  }

  /** Why the panel cannot be drawn; null if it can. */
  get fault(): string | null {
    return this.hasFailed ? (this.body.querySelector(".pywry-panel-error p")?.textContent ?? "") : null;
  }

  /** Wait for a drawing, also in place of an error. */
  setLoading(): void {
    if (this.hasFailed) this.body.replaceChildren();
    this.setEmpty(false);
    this.setState("loading");
  }

  setState(state: "loading" | "ready"): void {
    this.element.dataset["state"] = state;
    this.element.setAttribute("aria-busy", String(state === "loading"));
    if (state === "loading") this.body.prepend(this.#skeleton);
    else this.#skeleton.remove();
  }

  /** Say over an empty drawing that there is nothing to draw. */
  setEmpty(isEmpty: boolean): void {
    if (isEmpty === this.#empty.isConnected) return;
    if (isEmpty) this.element.append(this.#empty);
    else this.#empty.remove();
    this.element.toggleAttribute("data-empty", isEmpty);
  }

  /** Show in place of the panel why it cannot be drawn. */
  fail(message: string): void {
    this.setEmpty(false);
    this.element.dataset["state"] = "error";
    this.element.setAttribute("aria-busy", "false");
    const box = make("div", "pywry-panel-error");
    box.setAttribute("role", "alert");
    const heading = make("strong", "");
    heading.textContent = "This panel could not be drawn";
    const text = make("p", "");
    text.textContent = message;
    box.append(heading, text);
    this.body.replaceChildren(box);
  }
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

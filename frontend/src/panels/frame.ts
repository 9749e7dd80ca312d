/** The chrome round a panel: its title, its body, and what it shows while it loads or when it cannot. */
export class PanelFrame {
  readonly element: HTMLElement;
  readonly body: HTMLElement;
  readonly #title: HTMLElement;

  constructor(id: string, kind: string) {
    this.element = make("section", "pywry-panel");
    this.element.id = `pywry-panel-${id}`;
    this.element.dataset["panel"] = id;
    this.element.dataset["kind"] = kind;
    this.#title = make("header", "pywry-panel-title");
    this.body = make("div", "pywry-panel-body");
    this.element.append(this.#title, this.body);
    this.setState("loading");
  }

  setTitle(title: string | null | undefined): void {
    this.#title.textContent = title ?? "";
    this.#title.hidden = !title;
    if (title) this.element.setAttribute("aria-label", title);
    else this.element.removeAttribute("aria-label");
  }

  setState(state: "loading" | "ready"): void {
    this.element.dataset["state"] = state;
    this.element.setAttribute("aria-busy", String(state === "loading"));
  }

  /** Show in place of the panel why it cannot be drawn. */
  fail(message: string): void {
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

import type { Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";

type Choice = string | number | boolean | null;
type InputType = "select" | "slider" | "text" | "date" | "checkbox";

interface InputSpec extends PanelSpec {
  readonly input: InputType;
  readonly value: Choice;
  readonly options?: readonly (string | number | boolean)[];
  readonly optional?: boolean;
  readonly hint?: string;
}

const NONE = "All";
/** Milliseconds after the last key or step until Python hears of it. */
const REST = { text: 250, slider: 60 } as const;

/** A value that a person chooses. */
export class InputPanel implements Panel {
  readonly painted: Promise<void> = Promise.resolve();
  readonly #context: PanelContext;
  readonly #box: HTMLElement = make("div", "pywry-input");
  readonly #shown: HTMLOutputElement = make("output", "pywry-input-shown") as HTMLOutputElement;
  readonly #hint: HTMLElement = make("div", "pywry-input-hint");
  #spec: InputSpec;
  #field: HTMLInputElement | HTMLSelectElement;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #said: Choice;
  /** What was told and not answered yet, in order. */
  #unanswered: Choice[] = [];

  constructor(context: PanelContext, spec: PanelSpec) {
    this.#context = context;
    this.#spec = spec as InputSpec;
    this.#said = this.#spec.value;
    this.#field = this.#make();
    context.host.replaceChildren(this.#box);
    this.#write();
  }

  update(spec: PanelSpec): void {
    const before = this.#spec;
    this.#spec = spec as InputSpec;
    // An answer to what was chosen before must not undo what a person chooses now.
    const isLate = this.#isLate(this.#spec.value);
    const isOwn = isLate || this.#waiting !== undefined || (this.#field.matches(":focus") && this.#spec.value === this.#said);
    if (this.#spec.input !== before.input || !sameOptions(this.#spec, before)) this.#field = this.#make();
    else if (isOwn) return;
    this.#said = this.#spec.value;
    this.#unanswered = [];
    this.#write();
  }

  describe(): PanelFacts {
    const { input, options } = this.#spec;
    return { input, value: this.#read(), ...(options === undefined ? {} : { options: options.slice(0, 20) }) };
  }

  inspect(): Inspection {
    const { input, options } = this.#spec;
    return { warnings: input === "select" && (options ?? []).length === 0 ? ["has nothing to choose from."] : [] };
  }

  destroy(): void {
    clearTimeout(this.#waiting);
    this.#context.host.replaceChildren();
  }

  /** Whether a value answers something that was chosen before the last choice. */
  #isLate(value: Choice): boolean {
    const answered = this.#unanswered.indexOf(value);
    this.#unanswered.splice(0, answered + 1);
    return answered >= 0 && this.#unanswered.length > 0;
  }

  #make(): HTMLInputElement | HTMLSelectElement {
    const { input } = this.#spec;
    const field = input === "select" ? selectOf(this.#spec) : fieldOf(this.#spec);
    field.className = "pywry-input-field";
    field.addEventListener("input", () => this.#change());
    field.addEventListener("change", () => this.#tell());
    this.#box.dataset["input"] = input;
    this.#box.replaceChildren(...(input === "checkbox" ? [labelled(field, this.#hint)] : [field, this.#shown, this.#hint]));
    return field;
  }

  #write(): void {
    const { input, value, hint, title } = this.#spec;
    this.#field.setAttribute("aria-label", title ?? this.#context.id);
    if (this.#field instanceof HTMLInputElement && input === "checkbox") this.#field.checked = value === true;
    else if (input === "select") this.#field.value = value === null ? "" : String(this.#spec.options?.indexOf(value) ?? "");
    else this.#field.value = value === null ? "" : String(value);
    this.#hint.textContent = hint ?? "";
    this.#hint.hidden = !hint;
    this.#show();
  }

  #read(): Choice {
    const { input, options } = this.#spec;
    if (this.#field instanceof HTMLInputElement && input === "checkbox") return this.#field.checked;
    if (this.#field.value === "") return null;
    if (input === "select") return options?.[Number(this.#field.value)] ?? null;
    return input === "slider" ? Number(this.#field.value) : this.#field.value;
  }

  #change(): void {
    this.#show();
    const rest = REST[this.#spec.input as keyof typeof REST];
    clearTimeout(this.#waiting);
    if (rest === undefined) return this.#tell();
    this.#waiting = setTimeout(() => this.#tell(), rest);
  }

  #tell(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    const value = this.#read();
    if (value === this.#said) return;
    this.#said = value;
    this.#unanswered.push(value);
    this.#context.emit("dashboard:input-changed", { panelId: this.#context.id, value });
  }

  #show(): void {
    this.#shown.hidden = this.#spec.input !== "slider";
    if (this.#shown.hidden) return;
    const [low, high] = this.#bounds();
    const value = Number(this.#field.value);
    this.#shown.textContent = value.toLocaleString();
    this.#field.style.setProperty("--pywry-share", String(high > low ? (value - low) / (high - low) : 0));
  }

  #bounds(): readonly [number, number] {
    const [low = 0, high = 100] = (this.#spec.options ?? []) as readonly number[];
    return [low, high];
  }
}

function sameOptions(a: InputSpec, b: InputSpec): boolean {
  return JSON.stringify([a.options, a.optional]) === JSON.stringify([b.options, b.optional]);
}

function selectOf({ options = [], optional }: InputSpec): HTMLSelectElement {
  const select = document.createElement("select");
  if (optional) select.append(optionOf(NONE, ""));
  for (const [place, option] of options.entries()) select.append(optionOf(String(option), String(place)));
  return select;
}

function optionOf(text: string, value: string): HTMLOptionElement {
  return Object.assign(document.createElement("option"), { text, value });
}

function fieldOf({ input, options = [] }: InputSpec): HTMLInputElement {
  const field = document.createElement("input");
  field.type = { slider: "range", text: "search", date: "date", checkbox: "checkbox", select: "text" }[input];
  const [low, high, step] = options;
  if (low !== undefined) field.min = String(low);
  if (high !== undefined) field.max = String(high);
  if (input === "text") field.placeholder = "Search";
  if (input === "slider") field.step = String(step ?? (Number.isInteger(low) && Number.isInteger(high) ? 1 : "any"));
  return field;
}

function labelled(field: HTMLElement, words: HTMLElement): HTMLElement {
  const label = make("label", "pywry-input-check");
  label.append(field, words);
  return label;
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

import { isCutOff, type Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";
import { formatDelta, formatNumber } from "./format";
import { drawSpark } from "./spark";

interface MetricSpec extends PanelSpec {
  readonly value?: number | string | null;
  readonly format?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly delta?: number | null;
  readonly deltaFormat?: string;
  readonly spark?: ArrayLike<number | null>;
  /** Whether a fall is good. */
  readonly inverse?: boolean;
  readonly hint?: string;
}

const SIGNS = { [-1]: "down", 0: "flat", 1: "up" } as const;

/** One number that matters, its change, and its course. */
export class MetricPanel implements Panel {
  readonly painted: Promise<void> = Promise.resolve();
  readonly #host: HTMLElement;
  readonly #value: HTMLElement = make("div", "pywry-metric-value");
  readonly #foot: HTMLElement = make("div", "pywry-metric-foot");
  readonly #delta: HTMLElement = make("span", "pywry-metric-delta");
  readonly #hint: HTMLElement = make("span", "pywry-metric-hint");
  readonly #spark: SVGSVGElement = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  #spec: MetricSpec;

  constructor({ host }: PanelContext, spec: PanelSpec) {
    this.#host = host;
    this.#spec = spec;
    this.#spark.setAttribute("class", "pywry-metric-spark");
    this.#spark.setAttribute("aria-hidden", "true");
    this.#foot.append(this.#delta, this.#hint);
    const box = make("div", "pywry-metric");
    box.append(this.#value, this.#foot, this.#spark);
    host.replaceChildren(box);
    this.update(spec);
  }

  update(spec: PanelSpec): void {
    this.#spec = spec;
    this.#value.textContent = this.#text();
    this.#value.classList.toggle("pywry-metric-none", this.#spec.value === null || this.#spec.value === undefined);
    this.#drawDelta();
    this.#hint.textContent = this.#spec.hint ?? "";
    this.#foot.hidden = this.#delta.hidden && !this.#spec.hint;
    drawSpark(this.#spark, this.#spec.spark ?? []);
  }

  describe(): PanelFacts {
    const { value = null, delta } = this.#spec;
    return { value, shown: this.#text(), ...(typeof delta === "number" ? { delta, shownDelta: this.#delta.textContent } : {}) };
  }

  inspect(): Inspection {
    const { value } = this.#spec;
    const none = value === null || value === undefined || (typeof value === "number" && Number.isNaN(value));
    return { warnings: [...(none ? ["has no value."] : []), ...(isCutOff(this.#value) ? ["its value is cut off; give it more room, or a shorter format."] : [])] };
  }

  destroy(): void {
    this.#host.replaceChildren();
  }

  #text(): string {
    const { value, format, prefix = "", suffix = "" } = this.#spec;
    if (value === null || value === undefined || (typeof value === "number" && Number.isNaN(value))) return "—";
    return `${prefix}${typeof value === "number" ? formatNumber(value, format) : value}${suffix}`;
  }

  #drawDelta(): void {
    const { delta, deltaFormat } = this.#spec;
    const known = typeof delta === "number" && !Number.isNaN(delta);
    this.#delta.hidden = !known;
    if (!known) return;
    this.#delta.textContent = formatDelta(delta, deltaFormat);
    const sign = Math.sign(delta) as -1 | 0 | 1;
    this.#delta.dataset["sign"] = SIGNS[sign];
    this.#delta.dataset["good"] = sign === 0 ? "neither" : String((sign > 0) !== (this.#spec.inverse ?? false));
  }
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

import { isBare, type Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";

/** A person's own html in a panel. */
export class HtmlPanel implements Panel {
  readonly painted: Promise<void> = Promise.resolve();
  readonly #context: PanelContext;
  #html: string | null = null;

  constructor(context: PanelContext, spec: PanelSpec) {
    this.#context = context;
    context.host.classList.add("pywry-prose");
    this.update(spec);
  }

  update(spec: PanelSpec): void {
    const html = String(spec["html"] ?? "");
    if (html === this.#html) return;
    this.#html = html;
    this.#context.putHtml(this.#context.host, html);
  }

  describe(): PanelFacts {
    return { text: (this.#context.host.innerText ?? "").slice(0, 1_000) };
  }

  inspect(): Inspection {
    return { warnings: isBare(this.#context.host) ? ["is empty."] : [] };
  }

  destroy(): void {
    this.#context.host.replaceChildren();
  }
}

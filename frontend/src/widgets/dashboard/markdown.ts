import DOMPurify from "dompurify";
import { Marked } from "marked";
import { isBare, type Inspection } from "../../panels/inspection";
import type { Panel, PanelContext, PanelFacts, PanelSpec } from "../../panels/panel";

const marked = new Marked({ gfm: true, async: false });

/** Text in Markdown; html inside it is cleaned, for it often comes from a model or from data. */
export class MarkdownPanel implements Panel {
  readonly painted: Promise<void> = Promise.resolve();
  readonly #context: PanelContext;
  #text: string | null = null;

  constructor(context: PanelContext, spec: PanelSpec) {
    this.#context = context;
    context.host.classList.add("pywry-prose");
    this.update(spec);
  }

  update(spec: PanelSpec): void {
    const text = String(spec["text"] ?? "");
    if (text === this.#text) return;
    this.#text = text;
    this.#context.host.replaceChildren(clean(marked.parse(text) as string));
  }

  describe(): PanelFacts {
    return { text: (this.#text ?? "").slice(0, 1_000) };
  }

  inspect(): Inspection {
    return { warnings: isBare(this.#context.host) ? ["is empty."] : [] };
  }

  destroy(): void {
    this.#context.host.replaceChildren();
  }
}

function clean(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, { RETURN_DOM_FRAGMENT: true, FORBID_TAGS: ["style", "form"], FORBID_ATTR: ["id", "name"] });
  for (const link of fragment.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    if (link.getAttribute("href")?.startsWith("#")) continue;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return fragment;
}

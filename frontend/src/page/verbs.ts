import type { PageBridge } from "../bridge/bridge";
import type { Change } from "../bridge/keys";
import type { PageConsole } from "./console";
import { download, toCsv } from "./download";
import { evaluate } from "./evaluate";
import { keepPlace } from "./kept";
import { morph } from "./morph";
import { putHtml } from "./scripts";
import type { Theme } from "./theme";
import { showToast, type Toast } from "./toast";

interface Target {
  readonly id?: string;
  readonly selector?: string;
}

/** Events whose effect Python keeps as state: after a snapshot they have been applied. */
const FOLDED = ["set-content", "set-style", "inject-css", "remove-css", "update-html", "update-theme"].map((verb) => `pywry:${verb}`);
const SAFE_PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);

/** What Python can do to the page itself: the `pywry:*` events and their retained state. */
export class Verbs {
  readonly #bridge: PageBridge;
  readonly #theme: Theme;
  readonly #console: PageConsole;
  readonly #content: Element;
  readonly #rendered: number;

  constructor(bridge: PageBridge, theme: Theme, console: PageConsole, content: Element, rendered: number | null) {
    this.#bridge = bridge;
    this.#theme = theme;
    this.#console = console;
    this.#content = content;
    this.#rendered = rendered ?? -1;
  }

  listen(): void {
    const verbs: Record<string, (data: never) => void> = {
      "set-content": this.setContent,
      "set-style": this.setStyle,
      "inject-css": this.injectCss,
      "remove-css": this.removeCss,
      "update-html": ({ html }: { html: string }) => morph(this.#content, html),
      "update-theme": ({ theme }: { theme: string }) => this.#theme.set(theme),
      alert: this.alert,
      download: download,
      "download-csv": ({ filename, data, headers }: { filename: string; data: unknown[][]; headers?: unknown[] }) =>
        download({ content: toCsv(data, headers), filename, mimeType: "text/csv;charset=utf-8" }),
      navigate: this.navigate,
      refresh: ({ keepInput = false }: { keepInput?: boolean }) => {
        keepPlace(this.#bridge.label, keepInput);
        location.reload();
      },
      "run-script": ({ script }: { script: string }) => {
        evaluate(script, this.#console).catch((error: unknown) => this.#console.say("error", String((error as Error).message)));
      },
    };
    for (const [verb, run] of Object.entries(verbs)) this.#bridge.on(`pywry:${verb}`, run);
    this.#bridge.fold(FOLDED);
    this.#watch();
  }

  #watch(): void {
    const { keys } = this.#bridge;
    keys.watch("theme", ({ data, gone }) => !gone && this.#theme.set((data as { mode: string }).mode));
    keys.watch("title", ({ data, gone }) => !gone && (document.title = (data as { title: string }).title));
    keys.watch("html", (change) => this.#html(change));
    keys.watch("content:*", ({ data, gone }) => !gone && this.setContent(data as Target));
    keys.watch("style:*", ({ data, gone }) => !gone && this.setStyle(data as Target & { styles: Record<string, string> }));
    keys.watch("css:*", ({ key, data, gone }) => (gone ? this.removeCss({ id: key.slice(4) }) : this.injectCss(data as { css: string })));
  }

  #html({ data, seq, gone }: Change): void {
    // The document came with this html in it.
    if (gone || seq <= this.#rendered) return;
    morph(this.#content, (data as { html: string }).html);
  }

  readonly setContent = (data: Target & { text?: string; html?: string }): void => {
    for (const element of this.#targets(data, "pywry:set-content")) {
      if (data.html !== undefined) putHtml(element, data.html);
      else element.textContent = data.text ?? "";
    }
  };

  readonly setStyle = (data: Target & { styles: Record<string, string | number | null> }): void => {
    for (const element of this.#targets(data, "pywry:set-style")) {
      if (!(element instanceof HTMLElement || element instanceof SVGElement)) continue;
      for (const [name, value] of Object.entries(data.styles)) setStyle(element, name, value);
    }
  };

  readonly injectCss = ({ css, id }: { css: string; id?: string }): void => {
    const known = id === undefined ? null : findCss(id);
    if (known !== null) {
      // A document that is young has it already; setting it again would style the whole page anew.
      if (known.textContent !== css) known.textContent = css;
      return;
    }
    const style = document.createElement("style");
    style.textContent = css;
    style.dataset["pywryCss"] = id ?? "";
    document.head.append(style);
  };

  readonly removeCss = ({ id }: { id: string }): void => {
    findCss(id)?.remove();
  };

  readonly alert = (toast: Toast): void => {
    showToast(toast, (confirmed) => {
      if (toast.callback_event !== undefined) this.#bridge.emit(toast.callback_event, { confirmed });
    });
  };

  readonly navigate = ({ url }: { url: string }): void => {
    const target = new URL(url, location.href);
    if (SAFE_PROTOCOLS.has(target.protocol) || target.protocol === location.protocol) return location.assign(target.href);
    this.#console.say("error", `refused to navigate to a ${target.protocol} URL; use http:, https:, mailto: or a path on this host.`);
  };

  #targets({ id, selector }: Target, verb: string): Element[] {
    const found = id !== undefined ? [document.getElementById(id)] : selector !== undefined ? [...document.querySelectorAll(selector)] : [];
    const present = found.filter((element) => element !== null);
    if (present.length === 0) {
      this.#console.say("warn", `${verb} found no element for ${id !== undefined ? `id ${JSON.stringify(id)}` : `selector ${JSON.stringify(selector)}`}.`);
    }
    return present;
  }
}

function findCss(id: string): Element | null {
  const known = document.querySelector(`style[data-pywry-css="${CSS.escape(id)}"]`);
  if (known !== null) return known;
  const named = document.getElementById(id);
  return named instanceof HTMLStyleElement || named instanceof HTMLLinkElement ? named : null;
}

function setStyle(element: HTMLElement | SVGElement, name: string, value: string | number | null): void {
  const property = name.startsWith("--") ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (value === null || value === "") return void element.style.removeProperty(property);
  const text = String(value);
  const important = /\s*!important$/.test(text);
  element.style.setProperty(property, text.replace(/\s*!important$/, ""), important ? "important" : "");
}

import { addressOf, embedded } from "./embedded";

/** Finds and loads the scripts of widget families; each is loaded once, and only when something needs it. */
export class Assets {
  readonly #urls: Readonly<Record<string, string>>;
  readonly #loaded: Map<string, Promise<unknown>> = new Map();

  constructor(urls: Readonly<Record<string, string>>, loaded: readonly string[] = []) {
    this.#urls = urls;
    for (const name of loaded) this.#loaded.set(name, Promise.resolve());
  }

  url(name: string): string {
    const url = this.#urls[name];
    if (url === undefined) throw new Error(`this page was given no URL for ${name}; it has ${Object.keys(this.#urls).join(", ") || "none"}.`);
    // A <base> in a person's html must not move our own files.
    return new URL(url, location.href).href;
  }

  /** Fetch early what the page will need, without running it. */
  preload(names: readonly string[]): void {
    for (const name of names) {
      if (this.#urls[name] === undefined || this.#loaded.has(name)) continue;
      const link = document.createElement("link");
      link.rel = isLibrary(name) ? "preload" : "modulepreload";
      if (isLibrary(name)) link.as = "script";
      link.href = this.url(name);
      document.head.append(link);
    }
  }

  /** Whether a library is here, or the document has announced it. */
  expects(name: string): boolean {
    if (this.#loaded.has(name) || embedded(name) !== null) return true;
    const url = this.#urls[name];
    return url !== undefined && document.head.querySelector(`link[rel=preload][href="${CSS.escape(url)}"]`) !== null;
  }

  /** Import one of our own modules. */
  module<T>(name: string): Promise<T> {
    return this.#once(name, () => this.#address(name).then((url) => import(/* @vite-ignore */ url) as Promise<T>));
  }

  /** Load a published library, which leaves itself in a global. */
  library(name: string): Promise<void> {
    return this.#once(name, () => this.#address(name).then(addScript));
  }

  async #address(name: string): Promise<string> {
    const block = embedded(name);
    return block === null ? this.url(name) : addressOf(block);
  }

  #once<T>(name: string, load: () => Promise<T>): Promise<T> {
    const known = this.#loaded.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = Promise.resolve()
      .then(load)
      .catch((error: unknown) => {
        // The next panel may try again, for instance after the network came back.
        this.#loaded.delete(name);
        throw error;
      });
    this.#loaded.set(name, made);
    return made;
  }
}

function isLibrary(name: string): boolean {
  return /^(plotly|aggrid|maps?-)/.test(name);
}

function addScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`could not load ${url}; is the server still there?`));
    document.head.append(script);
  });
}

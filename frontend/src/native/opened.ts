import { invoke } from "./invoke";
import { linkGlobal } from "./receiver";

const known = new Map<number, OpenedWindow>();
let numbers = 0;

/** What `window.open` returns: a window of its own, as far as a page may reach it. */
export class OpenedWindow {
  readonly number = ++numbers;
  readonly name: string;
  closed = false;

  constructor(name: string) {
    this.name = name;
    known.set(this.number, this);
  }

  close(): void {
    this.#do("close");
  }

  focus(): void {
    this.#do("focus");
  }

  blur(): void {
    // As in browsers, which do not let pages do it either.
  }

  #do(what: string): void {
    if (!this.closed) void invoke("pywry_opened", JSON.stringify({ number: this.number, do: what }));
  }
}

/** Let `window.open` and links to other windows open what they name: a native window, or the person's browser. */
export function openWindows(): void {
  const plain = window.open.bind(window);
  window.open = (url?: string | URL, target = "_blank", features = ""): Window | null => {
    if (staysHere(target)) return plain(url, target, features);
    return openAddress(String(url ?? ""), target, features) as Window | null;
  };
  linkGlobal().closed = (number) => forget(number);
  linkGlobal().open = (url) => void openAddress(url);
  addEventListener("click", followLink);
}

/** Open an address; the window that it will be, unless the page wants to know nothing of it. */
export function openAddress(url: string, target = "_blank", features = ""): OpenedWindow | null {
  const address = new URL(url === "" ? "about:blank" : url, document.baseURI);
  const opened = windowNamed(target) ?? new OpenedWindow(target);
  const said = { url: address.href, number: opened.number, features };
  const asked = address.protocol === "blob:" ? openBlob(address.href, said) : invoke<string | null>("pywry_open", JSON.stringify(said));
  asked.then(
    // What the person's browser has taken is out of the page's reach.
    (label) => label === null && forget(opened.number),
    (error: unknown) => {
      forget(opened.number);
      console.error(String(error));
    },
  );
  return /\bno(opener|referrer)\b/.test(features) ? null : opened;
}

async function openBlob(url: string, said: object): Promise<string | null> {
  const blob = await (await fetch(url)).blob();
  const head = new TextEncoder().encode(`${JSON.stringify({ ...said, type: blob.type })}\n`);
  return invoke("pywry_open_document", new Uint8Array(await new Blob([head, blob]).arrayBuffer()));
}

function followLink(event: MouseEvent): void {
  const link = linkOf(event);
  if (event.defaultPrevented || event.button !== 0 || link === null || link.hasAttribute("download")) return;
  if (staysHere(link.target || "_self")) return;
  event.preventDefault();
  openAddress(link.href, link.target, link.rel);
}

/** The link that was clicked, also inside of a shadow tree. */
export function linkOf(event: Event): HTMLAnchorElement | null {
  const found = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href !== "");
  return (found as HTMLAnchorElement | undefined) ?? null;
}

function staysHere(target: string): boolean {
  if (["", "_self", "_parent", "_top"].includes(target.toLowerCase())) return true;
  return target.toLowerCase() !== "_blank" && document.getElementsByName(target)[0] instanceof HTMLIFrameElement;
}

function windowNamed(name: string): OpenedWindow | undefined {
  return name === "_blank" ? undefined : [...known.values()].find((opened) => opened.name === name);
}

function forget(number: number): void {
  const opened = known.get(number);
  if (opened !== undefined) opened.closed = true;
  known.delete(number);
}

/** Other hosts that a page may ask for data: sources of its content security policy. */
export class Hosts {
  readonly #sources: readonly string[];

  constructor(sources: readonly string[] = []) {
    this.#sources = sources;
  }

  /** Whether the page may ask an address; one on the page's own host always. */
  allow(address: string): boolean {
    const url = new URL(address, location.href);
    if (url.protocol === "data:" || url.protocol === "blob:" || url.origin === location.origin) return true;
    return this.#sources.some((source) => matches(source, url));
  }
}

/** What a person sets so that pages may ask some hosts. */
export function settingFor(sources: readonly string[]): string {
  return `PyWrySettings(csp={"connect_src": [${sources.map((source) => JSON.stringify(source)).join(", ")}]})`;
}

function matches(source: string, url: URL): boolean {
  if (source === "*") return /^(https?|wss?):$/.test(url.protocol);
  const [, scheme = "", host, port, path = ""] = /^(\w+):(?:\/\/(\*|\[[^\]]*\]|[^/:]*)(?::(\d+|\*))?(\/.*)?)?$/.exec(source) ?? [];
  if (url.protocol !== `${scheme}:` && url.protocol !== `${scheme}s:`) return false;
  if (host === undefined || host === "*") return true;
  return fitsHost(host.toLowerCase(), url.hostname) && fitsPort(port, url) && (path.endsWith("/") ? url.pathname.startsWith(path) : path === "" || url.pathname === path);
}

function fitsHost(host: string, asked: string): boolean {
  return host.startsWith("*.") ? asked.endsWith(host.slice(1)) : asked === host;
}

function fitsPort(port: string | undefined, url: URL): boolean {
  return port === "*" || (port ?? "") === url.port;
}

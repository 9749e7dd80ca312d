import type { PageBridge } from "../bridge/bridge";
import { settingFor } from "./hosts";

export type Level = "log" | "warn" | "error" | "csp" | "uncaught";

export interface Place {
  readonly source?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Entry extends Place {
  readonly level: Level;
  readonly text: string;
  count: number;
}

const MOST_A_SECOND = 50;
const MOST_KEPT = 50;
const LONGEST = 4_000;

/** Carries what the page prints, raises or has blocked to Python: at most 50 entries a second, repeats counted. */
export class PageConsole {
  /** The latest warnings and errors, for a description of the page. */
  readonly recent: Entry[] = [];
  /** True while scripts are tried out whose syntax errors are expected. */
  muted = false;

  readonly #bridge: PageBridge;
  #second: Map<string, Entry> = new Map();
  #dropped = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: PageBridge) {
    this.#bridge = bridge;
    this.#listen();
    this.#wrap("log", "log");
    this.#wrap("info", "log");
    this.#wrap("warn", "warn");
    this.#wrap("error", "error");
  }

  /** Report something that the page itself has to say, in the browser's console too. */
  say(level: "warn" | "error", text: string): void {
    console[level](`pywry: ${text}`);
  }

  #listen(): void {
    addEventListener("error", (event) => {
      if (this.muted || !(event instanceof ErrorEvent)) return this.#resourceError(event);
      this.#add("uncaught", textOf(event.error ?? event.message), { source: event.filename, line: event.lineno, column: event.colno });
    }, true);
    addEventListener("unhandledrejection", (event) => this.#add("uncaught", `unhandled rejection: ${textOf(event.reason)}`));
    document.addEventListener("securitypolicyviolation", (event) => {
      const what = `blocked by the content security policy (${event.effectiveDirective}): ${event.blockedURI || event.sample}${cure(event)}`;
      this.#add("csp", what, { source: event.sourceFile ?? "", line: event.lineNumber, column: event.columnNumber });
    });
  }

  #resourceError(event: Event): void {
    const target = event.target;
    if (this.muted || !(target instanceof HTMLElement)) return;
    const url = target.getAttribute("src") ?? target.getAttribute("href");
    if (url !== null) this.#add("error", `could not load <${target.localName}> ${url.slice(0, 200)}`);
  }

  #wrap(method: "log" | "info" | "warn" | "error", level: Level): void {
    const original = console[method].bind(console);
    console[method] = (...values: unknown[]): void => {
      original(...values);
      this.#add(level, values.map(textOf).join(" "));
    };
  }

  #add(level: Level, text: string, place: Place = {}): void {
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
    const entry: Entry = { level, text: short, ...place, count: 1 };
    if (level !== "log") this.#remember(entry);
    const key = `${level}\n${short}`;
    const repeated = this.#second.get(key);
    if (repeated !== undefined) repeated.count++;
    else if (this.#second.size >= MOST_A_SECOND) this.#dropped++;
    else {
      this.#send(entry);
      this.#second.set(key, { ...entry, count: 0 });
    }
    this.#timer ??= setTimeout(() => this.#endSecond(), 1_000);
  }

  #remember(entry: Entry): void {
    const last = this.recent.at(-1);
    if (last?.text === entry.text) last.count++;
    else this.recent.push({ ...entry });
    if (this.recent.length > MOST_KEPT) this.recent.shift();
  }

  #endSecond(): void {
    this.#timer = undefined;
    for (const entry of this.#second.values()) if (entry.count > 0) this.#send(entry);
    this.#second.clear();
    if (this.#dropped > 0) this.#send({ level: "warn", text: `${this.#dropped} more console entries in one second were left out`, count: 1 });
    this.#dropped = 0;
  }

  #send(entry: Entry): void {
    // The console must neither fill the room for a person's own events nor throw into the code that prints.
    if (this.#bridge.status !== "closed" && this.#bridge.hasRoom) this.#bridge.emit("pywry:console", entry);
  }
}

/** How a person lets a page ask another host, where that was refused. */
function cure({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): string {
  const origin = effectiveDirective === "connect-src" && /^(https?|wss?):\/\/[^/]+/.exec(blockedURI)?.[0];
  return origin ? `; to allow it: ${settingFor([origin])}` : "";
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.stack?.includes(value.message) ? value.stack : `${value.name}: ${value.message}`;
  if (value instanceof Node) return `<${value.nodeName.toLowerCase()}>`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // Cyclic data and big integers have no JSON; their short form is enough in a log.
    return String(value);
  }
}

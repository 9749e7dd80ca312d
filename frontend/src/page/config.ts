import { restore } from "../bridge/codec";
import type { Mark } from "../bridge/frames";
import type { Exported } from "./exported";

export type ThemeMode = "light" | "dark" | "system";

/** What the server writes into the page as `<script type="application/json" id="pywry-config">`. */
export interface PageConfig {
  readonly widget: string;
  /** The log's sequence number up to which this document holds html, theme and styles. */
  readonly seq: number | null;
  readonly epoch?: string;
  readonly token?: string;
  /** The WebSocket, relative to the page. */
  readonly socket: string;
  /** What carries messages: a WebSocket, the process that owns this native window, its lines one by one, or nothing. */
  readonly link: "socket" | "native" | "lines" | "none";
  /** Of a page that stands alone: what it says of itself. */
  readonly exported?: Exported;
  readonly theme: ThemeMode;
  /** Logical name -> URL relative to the page. */
  readonly assets: Readonly<Record<string, string>>;
  /** Other hosts that it may ask for data, as its content security policy has them. */
  readonly hosts: readonly string[];
  /** Logical names of what this page will need soon, for example `chart.js` and `plotly.js`. */
  readonly libraries: readonly string[];
  /** Logical names of libraries that the document itself has loaded. */
  readonly loaded: readonly string[];
  /** Whether the body is a person's own document, and not our frame round a fragment. */
  readonly whole: boolean;
  /** A person's json_data, and the marks of what JSON cannot say in it. */
  readonly data?: unknown;
  readonly marks?: readonly Mark[];
}

/** Read the page's config; throws when the server wrote none. */
export function readConfig(): PageConfig {
  const text = document.getElementById("pywry-config")?.textContent;
  if (!text) throw new Error('this page has no <script type="application/json" id="pywry-config">; render it with PyWry.');
  const given = JSON.parse(text) as Partial<PageConfig> & Pick<PageConfig, "widget" | "socket">;
  return { seq: null, link: "socket", theme: "system", assets: {}, hosts: [], libraries: [], loaded: [], whole: false, ...given };
}

/** A person's own data, as `window.json_data` shows it. */
export function pageData(config: PageConfig): unknown {
  return config.marks === undefined ? (config.data ?? null) : restore(config.data ?? null, config.marks);
}

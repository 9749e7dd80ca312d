import { PageBridge } from "../bridge/bridge";
import type { Link } from "../bridge/link";
import { LinesLink } from "../native/link-lines";
import { NativeLink } from "../native/link-native";
import { joinWindow, printWindow, standInWindow } from "../native/window";
import { ExportedLink } from "../bridge/link-exported";
import { WebSocketLink } from "../bridge/link-websocket";
import { keepSession, takeSession } from "../bridge/session";
import { watchSleep } from "../bridge/wake";
import { Panels } from "../panels/mount";
import { Paper } from "../paper/paper";
import { watchActivity } from "./activity";
import { Assets } from "./assets";
import { showConnection } from "./badge";
import { pageData, type PageConfig } from "./config";
import { PageConsole } from "./console";
import { describePage, rectOf } from "./describe";
import { evaluate } from "./evaluate";
import { keptState, showExported } from "./exported";
import { nextFrame } from "./frame";
import { Hosts } from "./hosts";
import { resumePlace } from "./kept";
import { noteScripts } from "./scripts";
import { Theme } from "./theme";
import { Verbs } from "./verbs";

/** What stands before any script of a person's runs: the bridge, the theme, the console, the data. */
export interface Page {
  readonly bridge: PageBridge;
  readonly theme: Theme;
  readonly console: PageConsole;
  readonly assets: Assets;
}

/** Set the page up, in <head>: connect, but say nothing to Python yet. */
export function begin(config: PageConfig, link: Link = linkOf(config)): Page {
  const bridge = new PageBridge({ link, label: config.widget, session: takeSession(config.widget), rendered: config.seq });
  Object.assign(globalThis, { pywry: bridge, json_data: pageData(config) });
  if (isWindow(config)) standInWindow();
  const console = new PageConsole(bridge);
  const theme = new Theme(bridge, config.theme);
  const assets = new Assets(config.assets, config.loaded);
  assets.preload(config.libraries);
  bridge.open();
  return { bridge, theme, console, assets };
}

/** The body is here and its scripts have run: take part. */
export function join(page: Page, config: PageConfig): void {
  const { bridge, theme, console, assets } = page;
  const content = config.whole ? document.body : place("pywry-content", "div");
  noteScripts(document);
  const panels = new Panels(place("pywry-panels", "main"), { bridge, assets, theme, console, hosts: new Hosts(config.hosts) });
  new Verbs(bridge, theme, console, content, config.seq).listen();
  panels.listen();
  const paper = new Paper(panels, theme);
  paper.listen(isWindow(config) ? printWindow : null);
  Object.assign(bridge, { paper });
  bridge.handle("pywry:fetch-paper", () => paper.fetch());
  bridge.handle("pywry:unseen", ({ panel }: { panel?: string | null }) => paper.unseen(panel));
  if (isWindow(config)) joinWindow(bridge, (script) => evaluate(script, console));
  bridge.handle("pywry:desktop", async (args: { service: string }) => (await assets.module<typeof import("../desktop")>("desktop.js")).serve(bridge, args));
  bridge.handle("pywry:eval", ({ script }: { script: string }) => evaluate(script, console));
  bridge.handle("pywry:describe", () => describePage(panels, theme, console, content));
  bridge.handle("pywry:rect", ({ panel }: { panel?: string }) => rectOf(panels, panel));
  watchActivity(bridge);
  watchSleep(bridge);
  showConnection(bridge);
  keepSession(config.widget, () => bridge.save(), () => bridge.leave());
  void bridge.ready.then(() => sayReady(bridge));
  if (config.exported !== undefined) showExported(bridge, config.exported);
  bridge.start();
  resumePlace(config.widget);
  document.documentElement.classList.add("pywry-started");
  nextFrame(() => document.documentElement.classList.add("pywry-settled"));
}

/** Let Python ask this page; it forgets that it may when the connection is lost. */
function sayReady(bridge: PageBridge): void {
  const say = (): void => void (bridge.status === "open" && bridge.emit("pywry:ready", {}));
  bridge.onStatus(say);
  say();
}

function isWindow({ link }: PageConfig): boolean {
  return link === "native" || link === "lines";
}

function linkOf(config: PageConfig): Link {
  if (config.link === "native") return new NativeLink();
  if (config.link === "none") return new ExportedLink(keptState);
  if (config.link === "lines") return new LinesLink(config.widget);
  // A <base> in a person's html must not move the socket.
  const url = new URL(config.socket, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocketLink(url.href, config.token);
}

function place(id: string, tag: string): HTMLElement {
  const found = document.getElementById(id);
  if (found !== null) return found;
  const made = document.createElement(tag);
  made.id = id;
  made.setAttribute("data-pywry-own", "");
  made.className = id;
  document.body.append(made);
  return made;
}

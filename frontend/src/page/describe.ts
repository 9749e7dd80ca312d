import type { Panels } from "../panels/mount";
import type { PageConsole } from "./console";
import { bounded, pageFaults } from "./faults";
import type { Theme } from "./theme";

const MOST_TEXT = 4_000;
const MOST_LINE = 400;
const OUTLINED = "h1,h2,h3,h4,p,li,button,a,label,th,td,summary,figcaption,pre,blockquote,input,select,textarea";

/** What the page shows, in words: for an agent that looks, and for tests. */
export function describePage(panels: Panels, theme: Theme, console: PageConsole, content: Element): Record<string, unknown> {
  const { panels: facts, warnings } = panels.inspect();
  const text = outline(content);
  return {
    title: document.title,
    url: location.href.split("#", 1)[0],
    theme: { mode: theme.mode, effective: theme.effective },
    size: { width: innerWidth, height: innerHeight, scale: devicePixelRatio },
    whole: { width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight },
    visible: document.visibilityState === "visible",
    warnings: bounded([...pageFaults(content, text, facts.length, console.recent), ...warnings]),
    text,
    panels: facts,
    console: console.recent.slice(-20).map((entry) => ({ ...entry, text: entry.text.slice(0, MOST_LINE) })),
  };
}

/** Headings, texts and controls, one a line, in reading order. */
function outline(content: Element): string {
  const lines: string[] = [];
  let length = 0;
  for (const element of content.querySelectorAll<HTMLElement>(OUTLINED)) {
    if (length > MOST_TEXT) return `${lines.join("\n")}\n…`;
    if (element.closest(".pywry-panel,[data-pywry-own]") !== null || !isShown(element)) continue;
    const line = describeElement(element);
    if (line !== "") length += lines.push(line) && line.length;
  }
  return lines.length > 0 ? lines.join("\n") : (content.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, MOST_TEXT);
}

function describeElement(element: HTMLElement): string {
  const text = (element.innerText || element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 200);
  if (/^H[1-4]$/.test(element.tagName)) return text && `${"#".repeat(Number(element.tagName[1]))} ${text}`;
  if (element instanceof HTMLInputElement && element.type === "password") return "[password]";
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) {
    return `[${element.localName}${element.id && ` #${element.id}`}] ${element.value.slice(0, 200)}`;
  }
  if (element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement) return text && `[${element.localName}${element.id && ` #${element.id}`}] ${text}`;
  return text;
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility?.() ?? true;
}

/** Where the page, or one panel of it, stands on the screen, in CSS pixels. */
export function rectOf(panels: Panels, panel?: string): Record<string, number> {
  const element = panel === undefined || panel === null ? document.documentElement : panels.element(panel);
  element.scrollIntoView({ block: "nearest" });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height, scale: devicePixelRatio };
}

/** What a page in the browser does for the services of the desktop; loaded when Python first asks. */

import type { PageBridge } from "../bridge/bridge";
import { download } from "../page/download";
import { showToast } from "../page/toast";
import { askForFiles, type FileRequest } from "./files";
import { say, type Question } from "./question";

type Service = (bridge: PageBridge, args: never) => unknown;

const SERVICES: Readonly<Record<string, Service>> = {
  open_file: (_, request: FileRequest) => askForFiles(request),
  save_file: (_, file: { filename: string; content: string | ArrayBufferView<ArrayBuffer> }) => download(file),
  message: (_, question: Question) => say(question),
  read_clipboard: () => navigator.clipboard.readText(),
  write_clipboard: (_, { text }: { text: string }) => writeClipboard(text),
  notify,
  open_url: (_, { url }: { url: string }) => openUrl(url),
};

/** Do what Python asks; the answer goes back to it. */
export async function serve(bridge: PageBridge, { service, ...args }: { service: string }): Promise<unknown> {
  const found = SERVICES[service];
  if (found === undefined) throw new Error(`no service ${service}; there are ${Object.keys(SERVICES).join(", ")}.`);
  return (await found(bridge, args as never)) ?? null;
}

async function writeClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure context, or while another window has the focus, the old way may still do.
    if (!copyByHand(text)) throw new Error("the browser lets this page write to the clipboard only while a person uses it.");
  }
}

function copyByHand(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("data-pywry-own", "");
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

async function notify(bridge: PageBridge, { title, body }: { title: string; body?: string }): Promise<"browser" | "toast"> {
  if (await mayNotify()) {
    const shown = new Notification(title, body === undefined ? {} : { body });
    shown.onclick = () => {
      window.focus();
      bridge.emit("desktop:notification-clicked", { title });
    };
    return "browser";
  }
  showToast({ title, message: body ?? "", type: "info", duration: 0 });
  return "toast";
}

async function mayNotify(): Promise<boolean> {
  if (!("Notification" in globalThis)) return false;
  // A browser refuses for good if it is asked at a moment when the person does nothing.
  const ask = Notification.permission === "default" && navigator.userActivation?.isActive;
  return (ask ? await Notification.requestPermission() : Notification.permission) === "granted";
}

function openUrl(url: string): boolean {
  const opened = window.open(url, "_blank");
  if (opened !== null) {
    opened.opener = null;
    return true;
  }
  void say({ message: "Open this address?", title: url, ask: "ok_cancel", yes: "Open", no: "Cancel" }).then((agreed) => {
    if (agreed) window.open(url, "_blank", "noopener");
  });
  return false;
}

import { invoke } from "./invoke";
import { linkOf } from "./opened";

const PART = 4 * 2 ** 20;
const ID_BYTES = 4;

/** Let the person save what links with `download` hand out, where the web view itself does nothing about them. */
export function saveDownloads(): void {
  if (!/Macintosh/.test(navigator.userAgent)) return;
  addEventListener("click", (event) => {
    const link = linkOf(event);
    if (event.defaultPrevented || link === null || !link.hasAttribute("download")) return;
    event.preventDefault();
    void saveLink(link);
  });
  // A link that is in no document is clicked by scripts, and nobody above it hears.
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
    if (this.isConnected || !this.hasAttribute("download")) click.call(this);
    else void saveLink(this);
  };
}

async function saveLink(link: HTMLAnchorElement): Promise<void> {
  const name = link.download || decodeURIComponent(new URL(link.href).pathname.split("/").pop() ?? "");
  try {
    // Asked for at once: scripts let go of the address soon after.
    await saveBlob(name, await (await fetch(link.href)).blob());
  } catch (error) {
    console.error(`${name || "a file"} was not saved: ${String(error)}`);
  }
}

/** Ask the person where to, and hand a file over part by part; its path, or null if they cancel. */
export async function saveBlob(filename: string, blob: Blob): Promise<string | null> {
  const number = await invoke<number | null>("pywry_save", JSON.stringify({ filename }));
  if (number === null) return null;
  let whole = false;
  try {
    for (let start = 0; start < blob.size; start += PART) await invoke("pywry_save_part", await part(number, blob.slice(start, start + PART)));
    whole = true;
  } finally {
    if (!whole) void invoke("pywry_saved", JSON.stringify({ number, whole }));
  }
  return invoke<string>("pywry_saved", JSON.stringify({ number, whole }));
}

async function part(number: number, piece: Blob): Promise<Uint8Array> {
  const bytes = new Uint8Array(ID_BYTES + piece.size);
  new DataView(bytes.buffer).setUint32(0, number, true);
  bytes.set(new Uint8Array(await piece.arrayBuffer()), ID_BYTES);
  return bytes;
}

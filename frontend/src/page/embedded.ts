/** What an exported document carries in script elements that no browser runs: gzip, in base64. */

const MARK = "data-pywry-embedded";

export function embedded(name: string): Element | null {
  return document.querySelector(`script[${MARK}="${CSS.escape(name)}"]`);
}

/** The bytes that an element carries. */
export async function bytesOf(block: Element): Promise<ArrayBuffer> {
  const packed = new Blob([fromBase64(block.textContent ?? "")]);
  return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** An address of this document's own for a script that it carries. */
export async function addressOf(block: Element): Promise<string> {
  return URL.createObjectURL(new Blob([await bytesOf(block)], { type: "text/javascript" }));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

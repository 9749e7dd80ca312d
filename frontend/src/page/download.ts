export interface Download {
  readonly content: string | ArrayBufferView<ArrayBuffer>;
  readonly filename: string;
  readonly mimeType?: string;
}

/** Offer a file to the person, the way the browser saves files. */
export function download({ content, filename, mimeType }: Download): void {
  const type = mimeType ?? (typeof content === "string" ? "text/plain;charset=utf-8" : "application/octet-stream");
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the URL only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Rows as CSV (RFC 4180). */
export function toCsv(rows: readonly (readonly unknown[])[], headers?: readonly unknown[]): string {
  const all = headers === undefined ? rows : [headers, ...rows];
  return all.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

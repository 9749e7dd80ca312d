import { download } from "../../page/download";

interface Part {
  readonly text: string;
  readonly next: number | null;
}

/** What the file of a grid's rows is called. */
export function csvName(): string {
  const title = document.title.replace(/[^\p{L}\p{N} ._-]+/gu, " ").trim();
  return `${(title || "table").slice(0, 80)}.csv`;
}

/** Save rows as a file; its mark says that it is UTF-8, which spreadsheets do not guess. */
export function saveCsv(fileName: string, text: string): void {
  download({ content: `\uFEFF${text}`, filename: fileName, mimeType: "text/csv;charset=utf-8" });
}

/** Ask for rows as CSV part by part, and save them as one file; the file's name. */
export async function saveRows(fileName: string, ask: (start: number) => Promise<unknown>): Promise<string> {
  const parts: string[] = [];
  for (let start: number | null = 0; start !== null; ) {
    const part = (await ask(start)) as Part;
    parts.push(part.text);
    start = part.next;
  }
  saveCsv(fileName, parts.join(""));
  return fileName;
}

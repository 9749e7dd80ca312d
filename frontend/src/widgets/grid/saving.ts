import { download } from "../../page/download";

interface Part {
  readonly text: string;
  readonly next: number | null;
}

/** Ask for rows as CSV part by part, and save them as one file; the file's name. */
export async function saveRows(fileName: string, ask: (start: number) => Promise<unknown>): Promise<string> {
  const parts: string[] = ["\uFEFF"];
  for (let start: number | null = 0; start !== null; ) {
    const part = (await ask(start)) as Part;
    parts.push(part.text);
    start = part.next;
  }
  download({ content: parts.join(""), filename: fileName, mimeType: "text/csv;charset=utf-8" });
  return fileName;
}

import { button, modal, row, show } from "./question";

export interface FileRequest {
  readonly title?: string;
  readonly extensions?: readonly string[];
  readonly multiple?: boolean;
}

export interface FileContent {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * Let the person choose files. A browser opens its own chooser at a click alone, and Python's wish is none: so there is a
 * box with a button first.
 */
export async function askForFiles({ title, extensions, multiple = false }: FileRequest): Promise<FileContent[]> {
  const { dialog, form } = modal(title ?? (multiple ? "Choose files" : "Choose a file"), "", "info");
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = multiple;
  input.accept = (extensions ?? []).map((extension) => `.${extension.replace(/^[.*]+/, "")}`).join(",");
  input.addEventListener("change", () => input.files?.length && dialog.close("chosen"));
  form.append(input, row([button("Cancel", "pywry-btn pywry-btn-secondary", "")]));
  const value = await show(dialog);
  if (value !== "chosen") return [];
  return Promise.all([...(input.files ?? [])].map(read));
}

async function read(file: File): Promise<FileContent> {
  return { name: file.name, content: new Uint8Array(await file.arrayBuffer()) };
}

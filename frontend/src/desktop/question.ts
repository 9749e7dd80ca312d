export interface Question {
  readonly message: string;
  readonly title?: string;
  readonly kind?: "info" | "warning" | "error";
  readonly ask: "ok" | "ok_cancel" | "yes_no";
  readonly yes?: string;
  readonly no?: string;
}

const WORDS: Readonly<Record<Question["ask"], readonly [string, string | null]>> = {
  ok: ["OK", null],
  ok_cancel: ["OK", "Cancel"],
  yes_no: ["Yes", "No"],
};

/** Say or ask something in a modal box; resolves with whether the person agreed. */
export function say({ message, title, kind = "info", ask, yes, no }: Question): Promise<boolean> {
  const [agree, refuse] = WORDS[ask];
  const box = modal(title, message, kind);
  const buttons: HTMLButtonElement[] = [];
  const refusal = no ?? refuse;
  if (refusal !== null) buttons.push(button(refusal, "pywry-btn pywry-btn-secondary", "no"));
  buttons.push(button(yes ?? agree, "pywry-btn", "yes"));
  box.form.append(row(buttons));
  return show(box.dialog).then((value) => value === "yes");
}

export interface Box {
  readonly dialog: HTMLDialogElement;
  readonly form: HTMLFormElement;
}

/** A modal box with a heading and a text; what else is in it goes into its form. */
export function modal(title: string | undefined, message: string, kind: string): Box {
  const dialog = document.createElement("dialog");
  dialog.className = `pywry-dialog pywry-dialog-${kind}`;
  dialog.setAttribute("data-pywry-own", "");
  const form = document.createElement("form");
  form.method = "dialog";
  if (title) form.append(element("h2", "pywry-dialog-title", title));
  if (message) form.append(element("p", "pywry-dialog-message", message));
  dialog.append(form);
  return { dialog, form };
}

/** Show it; resolves with the value of the button that closed it, empty after Escape. */
export function show(dialog: HTMLDialogElement): Promise<string> {
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function row(buttons: readonly HTMLElement[]): HTMLElement {
  const made = element("div", "pywry-dialog-actions", "");
  made.append(...buttons);
  return made;
}

export function button(text: string, className: string, value: string): HTMLButtonElement {
  const made = element("button", className, text) as HTMLButtonElement;
  made.value = value;
  return made;
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

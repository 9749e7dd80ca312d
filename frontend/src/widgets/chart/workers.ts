const IMPORT = /^import "(blob:[^"]+)";?$/;
const EXPORT = /export\s*\{[^}]*\};?/;

let done = false;

/** Let maps have their workers in a page from a disk, which may start plain scripts, but no modules. */
export function plainWorkers(): void {
  if (done || self.origin !== "null") return;
  done = true;
  const Real = globalThis.Worker;
  globalThis.Worker = class extends Real {
    constructor(address: string | URL, options?: WorkerOptions) {
      const isModule = options?.type === "module" && String(address).startsWith("blob:");
      super(isModule ? plain(String(address)) : address, isModule ? { ...options, type: "classic" } : options);
    }
  };
}

/** The address of a module's text as a plain script. */
function plain(address: string): string {
  const text = textAt(address);
  // A module that does nothing but import another.
  const inner = IMPORT.exec(text)?.[1];
  const script = `"use strict";${(inner === undefined ? text : textAt(inner)).replace(EXPORT, "")}`;
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}

function textAt(address: string): string {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.send();
  return request.responseText;
}

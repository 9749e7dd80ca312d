const ran: WeakMap<Element, string> = new WeakMap();

/** Take the scripts that the browser has run already as run. */
export function noteScripts(root: ParentNode): void {
  for (const script of root.querySelectorAll("script")) ran.set(script, signature(script));
}

/**
 * Run the scripts under an element that have not run yet, in order, each once.
 *
 * A script that was parsed by `innerHTML` or a morph is inert; only a newly made element runs.
 */
export async function runScripts(root: ParentNode): Promise<void> {
  for (const script of [...root.querySelectorAll("script")]) {
    if (ran.get(script) !== signature(script)) await runOne(script);
  }
}

function runOne(inert: HTMLScriptElement): Promise<void> | undefined {
  const script = document.createElement("script");
  for (const { name, value } of inert.attributes) script.setAttribute(name, value);
  script.textContent = inert.textContent;
  ran.set(script, signature(script));
  const waits = script.src !== "" && !inert.hasAttribute("async") && inert.isConnected;
  if (!waits) return void inert.replaceWith(script);
  return new Promise((resolve) => {
    script.onload = () => resolve();
    script.onerror = () => {
      console.error(`pywry: the script ${script.src} could not be loaded.`);
      resolve();
    };
    inert.replaceWith(script);
  });
}

function signature(script: Element): string {
  return `${script.getAttribute("src") ?? ""}\n${script.getAttribute("type") ?? ""}\n${script.textContent}`;
}

/** Put html into an element and run its scripts. */
export function putHtml(target: Element, html: string): void {
  target.innerHTML = html;
  void runScripts(target);
}

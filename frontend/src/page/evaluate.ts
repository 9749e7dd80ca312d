import { BridgeError } from "../bridge/errors";
import { lift } from "../bridge/lift";
import type { PageConsole } from "./console";
import { lastStatements } from "./statements";

const MOST_TRIES = 24;
const SLOT = "__pywry_script__";

type Compiled = () => Promise<unknown>;
type Outcome = { readonly run: Compiled } | { readonly error: unknown };

/**
 * Run a script of Python's and give back the value of its last expression, promises awaited.
 *
 * The script is put into the page as an element, since the page's security policy knows no `eval`. It runs as the body of an
 * async function: `await` and `return` work at its top level, and what it declares is its own.
 */
export async function evaluate(script: string, console: PageConsole): Promise<unknown> {
  const value = await compile(script, console)();
  return checked(value);
}

function compile(script: string, console: PageConsole): Compiled {
  console.muted = true;
  try {
    const expression = inject(`(\n${script}\n)`);
    if ("run" in expression) return expression.run;
    const body = inject(`{\n${script}\n}`);
    if ("error" in body) throw syntaxError(body.error);
    return withValue(script) ?? body.run;
  } finally {
    console.muted = false;
  }
}

function withValue(script: string): Compiled | undefined {
  for (const { start, end } of lastStatements(script).slice(0, MOST_TRIES)) {
    const made = inject(`{\n${script.slice(0, start)}\n;return (\n${script.slice(start, end)}\n)}`);
    if ("run" in made) return made.run;
  }
  return undefined;
}

/** Compile without running: the element only stores a function. */
function inject(body: string): Outcome {
  const slots = globalThis as unknown as Record<string, Compiled | undefined>;
  let error: unknown;
  const hear = (event: ErrorEvent): void => {
    error = event.error ?? event.message;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("error", hear, true);
  const element = document.createElement("script");
  element.textContent = `window.${SLOT} = async () => ${body}`;
  document.head.append(element);
  element.remove();
  removeEventListener("error", hear, true);
  const run = slots[SLOT];
  delete slots[SLOT];
  return run === undefined ? { error: error ?? blocked() } : { run };
}

function blocked(): BridgeError {
  return new BridgeError("blocked", "the page's security policy runs no inserted scripts, so Python cannot evaluate JavaScript here. Use events instead.");
}

function syntaxError(error: unknown): BridgeError {
  if (error instanceof BridgeError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new BridgeError("syntax", `the script cannot be read: ${said.replace(/^.*Failed to execute '\w+' on '\w+': /, "")}`);
}

function checked(value: unknown): unknown {
  try {
    lift(value);
    return value ?? null;
  } catch (error) {
    const what = value instanceof Node ? "a DOM node" : typeof value === "function" ? "a function" : "something that JSON cannot say";
    throw new BridgeError("unsendable", `the script's value is ${what}: ${(error as Error).message} Let it end in plain data, for example element.textContent.`);
  }
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Python, type Json } from "../../tests/wire";
import { PageConsole } from "./console";
import { toCsv } from "./download";
import { noteScripts } from "./scripts";
import { Theme } from "./theme";
import { Verbs } from "./verbs";

let python: Python;
let seq = 10;

const down = (name: string, data: Json): void => python.send({ kind: "event", name: `pywry:${name}`, data, seq: ++seq });
const text = (id: string): string | null | undefined => document.getElementById(id)?.textContent;

const methods = (["log", "info", "warn", "error"] as const).map((name) => [name, console[name]] as const);

beforeEach(() => {
  document.head.innerHTML = "";
  document.body.innerHTML = "<div id='content'><p id='a'>one</p><p id='b' class='x'>two</p></div>";
  noteScripts(document);
  for (const [name] of methods) console[name] = () => undefined;
  python = new Python(undefined, 5);
  const page = new PageConsole(python.bridge);
  new Verbs(python.bridge, new Theme(python.bridge, "light"), page, document.getElementById("content") as HTMLElement, 5).listen();
  python.welcome();
});
afterEach(() => {
  for (const [name, method] of methods) console[name] = method;
});

describe("set-content and set-style", () => {
  it("change one element by id or many by selector", () => {
    down("set-content", { id: "a", text: "<b>1</b>" });
    down("set-content", { selector: "p.x", html: "<b>2</b>" });
    down("set-style", { selector: "p", styles: { backgroundColor: "red", "--n": "1", "font-size": "3px !important" } });
    expect([text("a"), document.querySelector("#b b")?.textContent]).toEqual(["<b>1</b>", "2"]);
    const style = (document.getElementById("a") as HTMLElement).style;
    expect([style.backgroundColor, style.getPropertyValue("--n"), style.getPropertyPriority("font-size")]).toEqual(["red", "1", "important"]);
    down("set-style", { id: "a", styles: { backgroundColor: null } });
    expect(style.backgroundColor).toBe("");
  });

  it("say when there is no such element", () => {
    down("set-content", { id: "zz", text: "x" });
    expect(python.last("event")).toMatchObject({ name: "pywry:console", data: { level: "warn", text: expect.stringContaining('"zz"') as string } });
  });

  it("run the scripts in their html", () => {
    const ran = vi.fn();
    Object.assign(globalThis, { ran });
    down("set-content", { id: "a", html: "<script>ran()</script>" });
    expect(ran).toHaveBeenCalledOnce();
  });

  it("come again with a snapshot, after the html", () => {
    python.send(
      { kind: "resync", reason: "joined", seq: 99 },
      { kind: "state", key: "content:#c", data: { id: "c", text: "kept" }, seq: 20 },
      { kind: "state", key: "html", data: { html: "<p id='c'>new</p>" }, seq: 30 },
    );
    expect(text("c")).toBe("kept");
  });
});

describe("css", () => {
  it("with an id replaces itself and can be removed", () => {
    down("inject-css", { css: "p{color:red}", id: "mine" });
    down("inject-css", { css: "p{color:blue}", id: "mine" });
    expect([...document.querySelectorAll("style")].map((style) => style.textContent)).toEqual(["p{color:blue}"]);
    down("remove-css", { id: "mine" });
    expect(document.querySelectorAll("style")).toHaveLength(0);
  });

  it("that a snapshot does not name is gone", () => {
    python.send({ kind: "state", key: "css:s", data: { css: "p{}", id: "s" }, seq: ++seq });
    expect(document.querySelectorAll("style")).toHaveLength(1);
    python.send({ kind: "resync", reason: "joined", seq: 90 });
    expect(document.querySelectorAll("style")).toHaveLength(0);
  });
});

describe("html", () => {
  it("is morphed", () => {
    const first = document.getElementById("a");
    down("update-html", { html: "<p id='a'>changed</p>" });
    expect(document.getElementById("a")).toBe(first);
    expect(document.body.textContent).toBe("changed");
  });

  it("that the document came with is not applied again", () => {
    python.send({ kind: "resync", reason: "joined", seq: 90 }, { kind: "state", key: "html", data: { html: "stale" }, seq: 5 });
    expect(text("a")).toBe("one");
  });
});

describe("the theme", () => {
  it("is set on the document and told to Python when it changes", () => {
    down("update-theme", { theme: "plotly_dark" });
    expect([document.documentElement.className, document.documentElement.dataset["theme"]]).toEqual(["dark", "dark"]);
    expect(python.last("event")).toMatchObject({ name: "pywry:theme-update", data: { mode: "dark", original: "dark" } });
    const told = python.heard("event").length;
    down("update-theme", { theme: "dark" });
    expect(python.heard("event")).toHaveLength(told);
  });
});

describe("navigate", () => {
  it.each(["javascript:alert(1)", " JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "blob:null/x"])("refuses %j", (url) => {
    const assign = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    down("navigate", { url });
    expect(assign).not.toHaveBeenCalled();
    expect(python.last("event")).toMatchObject({ data: { level: "error", text: expect.stringContaining("refused to navigate") as string } });
  });

  it("goes to ordinary addresses", () => {
    const assign = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    down("navigate", { url: "https://example.com/x" });
    expect(assign).toHaveBeenCalledWith("https://example.com/x");
  });
});

describe("a confirm alert", () => {
  it("tells its answer by the event it names", () => {
    down("alert", { message: "?", type: "confirm", callback_event: "app:sure" });
    document.querySelector<HTMLElement>(".pywry-toast-actions .pywry-btn:last-child")?.click();
    expect(python.last("event")).toMatchObject({ name: "app:sure", data: { confirmed: true } });
  });
});

describe("CSV", () => {
  it("quotes what needs it", () => {
    expect(toCsv([[1, "a,b", 'say "x"', null, "l1\nl2", { k: 1 }]], ["n", "t"])).toBe('n,t\r\n1,"a,b","say ""x""",,"l1\nl2","{""k"":1}"\r\n');
  });
});

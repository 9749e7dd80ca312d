import { beforeEach, expect, it, vi } from "vitest";
import { noteScripts, putHtml, runScripts } from "./scripts";

const ran = vi.fn();
let box: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { ran });
  document.body.innerHTML = "<div id='box'></div>";
  box = document.getElementById("box") as HTMLElement;
  ran.mockClear();
});

it("scripts in html run once, in order", async () => {
  putHtml(box, "<script>ran(1)</script><p>x</p><script>ran(2)</script>");
  await runScripts(box);
  await runScripts(document);
  expect(ran.mock.calls).toEqual([[1], [2]]);
});

it("a script whose text changes runs again", async () => {
  putHtml(box, "<script>ran(1)</script>");
  (box.querySelector("script") as HTMLScriptElement).textContent = "ran(2)";
  await runScripts(box);
  expect(ran.mock.calls).toEqual([[1], [2]]);
});

it("scripts that the browser has run are left alone", async () => {
  box.innerHTML = "<script>ran(1)</script>";
  noteScripts(document);
  await runScripts(document);
  expect(ran).not.toHaveBeenCalled();
});

it("data in script elements is no script", () => {
  putHtml(box, "<script type='application/json'>{}</script>");
  expect(box.querySelector("script")?.textContent).toBe("{}");
  expect(ran).not.toHaveBeenCalled();
});

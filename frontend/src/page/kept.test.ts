import { afterEach, beforeEach, expect, it } from "vitest";
import { keepPlace, resumePlace } from "./kept";

const FORM = `<form><input id="name"><input type="checkbox"><input type="radio" name="r" checked><input type="radio" name="r">
  <textarea></textarea><select multiple><option selected>a</option><option>b</option><option>c</option></select>
  <input id="secret" type="password"><input id="given" value="one"></form>`;

const all = <T extends Element>(selector: string): T[] => [...document.querySelectorAll<T>(selector)];
const one = <T extends Element = HTMLInputElement>(selector: string): T => document.querySelector(selector) as T;

beforeEach(() => {
  sessionStorage.clear();
  document.body.innerHTML = FORM;
});
afterEach(() => {
  document.body.innerHTML = "";
});

function change(): void {
  one("#name").value = "typed";
  one("[type=checkbox]").checked = true;
  (all<HTMLInputElement>("[type=radio]")[1] as HTMLInputElement).checked = true;
  one<HTMLTextAreaElement>("textarea").value = "long";
  all<HTMLOptionElement>("option").forEach((option, place) => (option.selected = place > 0));
  one("#secret").value = "hidden";
  one("#given").value = "mine";
}

it("puts back what was typed, ticked and picked, but no password", () => {
  change();
  keepPlace("w", true);
  document.body.innerHTML = FORM;
  resumePlace("w");
  expect([one("#name").value, one("[type=checkbox]").checked, one<HTMLTextAreaElement>("textarea").value]).toEqual(["typed", true, "long"]);
  expect(all<HTMLInputElement>("[type=radio]").map((radio) => radio.checked)).toEqual([false, true]);
  expect(all<HTMLOptionElement>("option").map((option) => option.selected)).toEqual([false, true, true]);
  expect([one("#secret").value, one("#given").value]).toEqual(["", "mine"]);
  expect(JSON.stringify(sessionStorage)).not.toContain("hidden");
});

it("leaves a field alone that the new document gives another value", () => {
  change();
  keepPlace("w", true);
  document.body.innerHTML = FORM.replace('value="one"', 'value="two"');
  resumePlace("w");
  expect([one("#given").value, one("#name").value]).toEqual(["two", "typed"]);
});

it("keeps input only where it was asked to, of this widget only, and once", () => {
  change();
  keepPlace("w", false);
  document.body.innerHTML = FORM;
  resumePlace("w");
  expect(one("#name").value).toBe("");
  change();
  keepPlace("w", true);
  document.body.innerHTML = FORM;
  resumePlace("other");
  expect(one("#name").value).toBe("");
  resumePlace("w");
  expect(one("#name").value).toBe("typed");
  document.body.innerHTML = FORM;
  resumePlace("w");
  expect(one("#name").value).toBe("");
});

it("puts the focus and the caret back", () => {
  one("#name").value = "typed";
  one("#name").focus();
  one("#name").setSelectionRange(1, 3);
  keepPlace("w", true);
  document.body.innerHTML = FORM;
  resumePlace("w");
  expect([document.activeElement?.id, one("#name").selectionStart, one("#name").selectionEnd]).toEqual(["name", 1, 3]);
});

it("waits for a field that is made later, until a person goes on", async () => {
  change();
  keepPlace("w", true);
  document.body.innerHTML = "";
  resumePlace("w");
  document.body.innerHTML = FORM;
  await expect.poll(() => one("#name").value).toBe("typed");
});

it("survives a storage that holds something else", () => {
  sessionStorage.setItem("pywry:kept:w", JSON.stringify({ at: 0, scrolled: [], filled: [], focused: null }));
  expect(() => resumePlace("w")).not.toThrow();
});

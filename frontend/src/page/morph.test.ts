import { beforeEach, describe, expect, it } from "vitest";
import { morph } from "./morph";
import { noteScripts } from "./scripts";

let content: HTMLElement;

function show(html: string): void {
  document.body.innerHTML = `<div id="content">${html}</div>`;
  content = document.getElementById("content") as HTMLElement;
  noteScripts(document);
}

const input = (): HTMLInputElement => content.querySelector("input") as HTMLInputElement;

beforeEach(() => show("<h1>One</h1><input id='name' value='Ada'><p>text</p>"));

describe("morphing", () => {
  it("keeps elements and changes what differs", () => {
    const [heading, field] = [content.querySelector("h1"), input()];
    morph(content, "<h1>Two</h1><input id='name' value='Ada'><p>text</p><p>more</p>");
    expect(content.querySelector("h1")).toBe(heading);
    expect(input()).toBe(field);
    expect(content.textContent).toBe("Twotextmore");
  });

  it("keeps what a person typed", () => {
    input().value = "Grace";
    morph(content, "<h1>Two</h1><input id='name' value='Ada'><p>text</p>");
    expect(input().value).toBe("Grace");
  });

  it("takes another value that the html now gives", () => {
    input().value = "Grace";
    morph(content, "<h1>One</h1><input id='name' value='Edith'><p>text</p>");
    expect(input().value).toBe("Edith");
  });

  it("keeps boxes that a person ticked, choices and texts", () => {
    const html = "<input type='checkbox' id='c'><select id='s'><option>a</option><option>b</option></select><textarea id='t'>x</textarea>";
    show(html);
    input().checked = true;
    const select = content.querySelector("select") as HTMLSelectElement;
    select.value = "b";
    const area = content.querySelector("textarea") as HTMLTextAreaElement;
    area.value = "typed";
    morph(content, `<h1>New</h1>${html}`);
    expect([input().checked, select.value, area.value]).toEqual([true, "b", "typed"]);
  });

  it("keeps the focus", () => {
    input().focus();
    morph(content, "<div><h1>Moved</h1></div><input id='name' value='Ada'>");
    expect(document.activeElement).toBe(input());
  });

  it("leaves places that hold a panel alone", () => {
    show("<div data-pywry-panel='c' data-pywry-mounted><canvas></canvas></div>");
    const canvas = content.querySelector("canvas");
    morph(content, "<h1>Above</h1><div data-pywry-panel='c'></div>");
    expect(content.querySelector("canvas")).toBe(canvas);
    expect(content.querySelector("h1")?.textContent).toBe("Above");
  });

  it("leaves our own toasts and badges in a person's body alone", () => {
    show("<p>a</p><div data-pywry-own>toast</div>");
    morph(content, "<p>b</p>");
    expect(content.textContent).toBe("btoast");
  });
});

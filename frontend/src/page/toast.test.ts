import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { showToast } from "./toast";

const toasts = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".pywry-toast")];
const press = (key: string): boolean => (document.activeElement as HTMLElement).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<button id='before'>x</button>";
});
afterEach(() => vi.useRealTimers());

describe("a toast", () => {
  it.each([["info", 5_000], ["success", 3_000]] as const)("of type %s goes after %i ms", (type, lasts) => {
    showToast({ message: "Saved", type });
    vi.advanceTimersByTime(lasts - 1);
    expect(toasts()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(toasts()).toHaveLength(0);
  });

  it.each(["warning", "error"] as const)("of type %s stays until it is closed", (type) => {
    showToast({ message: "No", type });
    vi.advanceTimersByTime(600_000);
    expect(toasts()[0]?.getAttribute("role")).toBe("alert");
    toasts()[0]?.querySelector("button")?.click();
    expect(toasts()).toHaveLength(0);
  });

  it("shows text as text, not as html", () => {
    showToast({ message: "<b>x</b>", title: "<i>t</i>" });
    expect(toasts()[0]?.querySelector("b, i")).toBeNull();
    expect(toasts()[0]?.textContent).toContain("<b>x</b>");
  });

  it("takes a duration and a place", () => {
    showToast({ message: "x", duration: 100, position: "bottom-left" });
    expect(toasts()[0]?.parentElement?.dataset["position"]).toBe("bottom-left");
    vi.advanceTimersByTime(100);
    expect(toasts()).toHaveLength(0);
  });

  it("stays while the pointer is on it", () => {
    showToast({ message: "x" });
    toasts()[0]?.dispatchEvent(new Event("pointerenter"));
    vi.advanceTimersByTime(60_000);
    expect(toasts()).toHaveLength(1);
    toasts()[0]?.dispatchEvent(new Event("pointerleave"));
    vi.advanceTimersByTime(5_000);
    expect(toasts()).toHaveLength(0);
  });

  it("of an unknown type is an error that names the types", () => {
    expect(() => showToast({ message: "x", type: "loud" as "info" })).toThrow(/"loud".*info, success, warning, error, confirm/);
  });
});

describe("a question", () => {
  it.each([[0, false], [1, true]])("answers by its button %i with %s", (index, confirmed) => {
    const answer = vi.fn();
    showToast({ message: "Delete?", type: "confirm" }, answer);
    expect(toasts()[0]?.getAttribute("role")).toBe("alertdialog");
    toasts()[0]?.querySelectorAll("button")[index]?.click();
    expect(answer.mock.calls).toEqual([[confirmed]]);
    expect(document.querySelector(".pywry-toast-backdrop")).toBeNull();
  });

  it("means no when it is left by Escape or beside it", () => {
    const answer = vi.fn();
    showToast({ message: "?", type: "confirm" }, answer);
    press("Escape");
    showToast({ message: "?", type: "confirm" }, answer);
    document.querySelector(".pywry-toast-backdrop")?.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(answer.mock.calls).toEqual([[false], [false]]);
  });

  it("keeps the focus inside and gives it back", () => {
    const before = document.getElementById("before") as HTMLElement;
    before.focus();
    showToast({ message: "?", type: "confirm" });
    const [no, yes] = [...document.querySelectorAll<HTMLElement>(".pywry-toast button")];
    expect(document.activeElement).toBe(yes);
    press("Tab");
    expect(document.activeElement).toBe(no);
    press("Tab");
    expect(document.activeElement).toBe(yes);
    yes?.click();
    expect(document.activeElement).toBe(before);
  });
});

// @vitest-environment jsdom

import { expect, it } from "vitest";
import type { PanelContext, PanelSpec } from "../../panels/panel";
import { MarkdownPanel } from "./markdown";

function draw(text: string): HTMLElement {
  const host = document.createElement("div");
  new MarkdownPanel({ host } as unknown as PanelContext, { kind: "markdown", text } as PanelSpec);
  return host;
}

it("Markdown becomes html", () => {
  const host = draw("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`x`");
  expect([host.querySelector("h1")?.textContent, host.querySelectorAll("td").length, host.querySelector("code")?.textContent]).toEqual(["T", 2, "x"]);
});

it.each([
  "<script>boom()</script>",
  "<img src=x onerror=boom()>",
  "[x](javascript:boom())",
  "<a href='jAvascript:boom()'>x</a>",
  "<iframe src='javascript:boom()'></iframe>",
  "<form action='//evil'><input></form>",
  "<style>body{display:none}</style>",
  "<svg><script>boom()</script></svg>",
])("%j does no harm", (text) => {
  const html = draw(text).innerHTML;
  expect(html).not.toMatch(/<script|onerror|javascript:|<iframe|<form|<style/i);
});

it("links to elsewhere open in a tab of their own", () => {
  const link = draw("[x](https://example.com)").querySelector("a");
  expect([link?.target, link?.rel]).toEqual(["_blank", "noopener noreferrer"]);
});

import { describe, expect, it } from "vitest";
import { lastStatements } from "./statements";

function tails(source: string): string[] {
  return lastStatements(source).map(({ start, end }) => source.slice(start, end).trim());
}

describe("the last statement of a script", () => {
  const scripts: [string, string][] = [
    ["let a = 1; a + 1", "a + 1"],
    ["const a = 1\nconst b = 2\na + b", "a + b"],
    ["x = 1;", "x = 1"],
    ["1; // done; really", "1"],
    ["1; /* a\n; b */", "1"],
    ["function f() { return 1 }\nf()", "f()"],
    ["for (const i of [1]) { q = i } q", "q"],
    ["const a = 1\nfoo\n  .bar(a)\n  .baz", "foo\n  .bar(a)\n  .baz"],
    ["x = 1\ny\n+ 2", "y\n+ 2"],
    ["a = b\n++c", "++c"],
    ["let s = 'a;\\'b\\n'; s", "s"],
    ["let s = `a;${`x;${1};`}\n;`; s", "s"],
    ["let r = /[/;]'\\//g; r", "r"],
    ["let d = a / b; d / 2", "d / 2"],
    ["let o = {a: 1}; o\n[0]", "o\n[0]"],
    ["a = 1; [1, 2].map(f)", "[1, 2].map(f)"],
  ];
  it.each(scripts)("%j ends in %j", (source, wanted) => {
    expect(tails(source)[0]).toBe(wanted);
  });

  const unsafe: [string, string][] = [
    ["if (a)\n  run()", "run()"],
    ["while (a)\n  run()", "run()"],
    ["if (a) b()\nelse\n  run()", "run()"],
    ["const f = () =>\n  run()", "run()"],
    ["x =\n  run()", "run()"],
    ["throw\nrun()", "run()"],
    ["let\nrun", "run"],
    ["a ||\nrun()", "run()"],
    ["f(1,\nrun())", "run())"],
  ];
  it.each(unsafe)("%j is never cut so that %j runs by itself", (source, forbidden) => {
    expect(tails(source)).not.toContain(forbidden);
  });

  it("of nothing is nothing", () => {
    for (const source of ["", "  \n ", "// only a comment", ";;"]) expect(tails(source)).toEqual([]);
  });
});

/**
 * Finds where the last statement of a script may begin, and where its code ends.
 *
 * A place that might lie inside a statement is not offered: a lost value is an inconvenience, a statement cut in two
 * would run something else than what was written.
 */

const OPERATORS_BEFORE = /[=+\-*/%&|^<>!~?:,.([{]$/;
const CONTINUES = /^(?:[=*/%&|^<>?:,.)\]}([`]|\+(?!\+)|-(?!-)|!=|instanceof\b|in\b|of\b|else\b|catch\b|finally\b|while\b|as\b)/;
const OPENS_STATEMENT = /(?:^|[^\w$.])(?:if|for|while|with|await)$/;
const NEEDS_MORE =
  /(?:^|[^\w$.])(?:else|do|return|throw|new|typeof|void|delete|await|yield|in|of|instanceof|let|const|var|case|default|function|class|extends|async|try|finally|static|get|set)$/;
const REGEX_BEFORE = /(?:^|[=+\-*%&|^<>!~?:,;([{}]|(?:^|[^\w$.])(?:return|typeof|case|in|of|void|delete|throw|new|do|else|await|yield))$/;

interface Scan {
  readonly source: string;
  /** The code so far, with strings, comments and regular expressions reduced to a placeholder. */
  code: string;
  readonly open: { bracket: string; header: boolean }[];
  lastHeader: boolean;
  readonly starts: number[];
  /** Behind the last code that is neither blank, comment nor semicolon. */
  end: number;
}

export interface Tail {
  readonly start: number;
  readonly end: number;
}

/** Where a last top-level statement may lie, the shortest first; a comment or semicolon behind it does not belong to it. */
export function lastStatements(source: string): Tail[] {
  const scan: Scan = { source, code: "", open: [], lastHeader: false, starts: [0], end: 0 };
  for (let at = 0; at < source.length; ) at = step(scan, at);
  const { starts, end } = scan;
  return starts.filter((start) => source.slice(start, end).trim() !== "").reverse().map((start) => ({ start, end }));
}

function step(scan: Scan, at: number): number {
  const { source } = scan;
  const char = source[at] as string;
  const next = source[at + 1];
  if (char === "/" && next === "/") return until(source, at, "\n") - 1;
  if (char === "/" && next === "*") return until(source, at + 2, "*/");
  if (char === '"' || char === "'") return literal(scan, endOfString(source, at));
  if (char === "`") return literal(scan, endOfTemplate(source, at));
  if (char === "/" && REGEX_BEFORE.test(scan.code.trimEnd())) return literal(scan, endOfRegex(source, at));
  if (char === "\n") newline(scan, at + 1);
  else punctuate(scan, char, at);
  if (!/[\s;]/.test(char)) scan.end = at + 1;
  scan.code = (scan.code + char).slice(-200);
  return at + 1;
}

function literal(scan: Scan, end: number): number {
  scan.code += "0";
  scan.end = end;
  return end;
}

function punctuate(scan: Scan, char: string, at: number): void {
  if ("([{".includes(char)) {
    scan.open.push({ bracket: char, header: char === "(" && OPENS_STATEMENT.test(scan.code.trimEnd()) });
  } else if (")]}".includes(char)) {
    scan.lastHeader = scan.open.pop()?.header ?? false;
    if (char === "}" && scan.open.length === 0 && !continues(scan.source, at + 1)) scan.starts.push(at + 1);
  } else if (char === ";" && scan.open.length === 0) scan.starts.push(at + 1);
}

function newline(scan: Scan, at: number): void {
  const before = scan.code.trimEnd();
  if (scan.open.length > 0 || before === "" || before.endsWith(";")) return;
  const headerEnds = before.endsWith(")") && scan.lastHeader;
  const operator = OPERATORS_BEFORE.test(before) && !/(\+\+|--)$/.test(before);
  if (!headerEnds && !operator && !NEEDS_MORE.test(before) && !continues(scan.source, at)) scan.starts.push(at);
}

function continues(source: string, at: number): boolean {
  return CONTINUES.test(skipBlank(source, at));
}

function skipBlank(source: string, at: number): string {
  return source.slice(at).replace(/^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/, "");
}

function until(source: string, at: number, end: string): number {
  const found = source.indexOf(end, at);
  return found === -1 ? source.length + (end === "\n" ? 1 : 0) : found + end.length;
}

function endOfString(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== source[start]) at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}

function endOfTemplate(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== "`") {
    if (source[at] === "\\") at += 2;
    else if (source[at] === "$" && source[at + 1] === "{") at = endOfHole(source, at + 2);
    else at++;
  }
  return at + 1;
}

function endOfHole(source: string, start: number): number {
  const inner: Scan = { source, code: "", open: [{ bracket: "{", header: false }], lastHeader: false, starts: [], end: 0 };
  let at = start;
  while (at < source.length && inner.open.length > 0) at = step(inner, at);
  return at;
}

function endOfRegex(source: string, start: number): number {
  let at = start + 1;
  let inClass = false;
  while (at < source.length && source[at] !== "\n" && (inClass || source[at] !== "/")) {
    if (source[at] === "[") inClass = true;
    else if (source[at] === "]") inClass = false;
    at += source[at] === "\\" ? 2 : 1;
  }
  return at + 1;
}

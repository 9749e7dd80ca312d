import { readFileSync, existsSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { isolatedDeclarationSync } from "rolldown/experimental";
import type { Plugin } from "vite";

const SPECIFIER = /(from\s*|import\s*\(?\s*)(["'])(\.[^"']*)\2/g;

function locate(from: string, specifier: string): string {
  const bare = resolve(dirname(from), specifier.replace(/(\.d)?\.[jt]s$/, ""));
  const found = [`${bare}.ts`, `${bare}.d.ts`, join(bare, "index.ts")].find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${from} imports ${specifier}, which does not exist`);
  return found;
}

function declare(path: string): string {
  const source = readFileSync(path, "utf8");
  if (path.endsWith(".d.ts")) return source;
  const { code, errors } = isolatedDeclarationSync(path, source);
  if (errors.length > 0) throw new Error(`${path} needs explicit types: ${errors.map((e) => e.message).join("; ")}`);
  return code;
}

/**
 * Emits `<name>.d.ts` for a library entry, and under `types/` one declaration for each file it refers to.
 * The type checker is not needed for that: exports of those files carry explicit types.
 */
export function declarations(entry: string, name: string): Plugin {
  return {
    name: "pywry:declarations",
    generateBundle() {
      const first = resolve(entry);
      const root = resolve("src");
      const place = (path: string): string => relative(root, path).replaceAll("\\", "/").replace(/(\.d)?\.ts$/, "");
      const todo = [first];
      const seen = new Set(todo);
      for (const path of todo) {
        const source = declare(path).replace(SPECIFIER, (_all, head: string, quote: string, specifier: string) => {
          const target = locate(path, specifier);
          if (!seen.has(target)) todo.push(target);
          seen.add(target);
          const link = posix.relative(posix.dirname(place(path)), place(target));
          return `${head}${quote}${link.startsWith(".") ? link : `./${link}`}.js${quote}`;
        });
        this.emitFile({ type: "asset", fileName: `types/${place(path)}.d.ts`, source });
      }
      const source = `export * from "./types/${place(first)}.js";\n`;
      this.emitFile({ type: "asset", fileName: `${name}.d.ts`, source });
    },
  };
}

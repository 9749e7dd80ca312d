import { defineConfig, type Plugin, type UserConfig } from "vite";
import { declarations } from "./declarations.ts";

const common: UserConfig = { publicDir: false, logLevel: "warn" };

/** What every page loads first: a classic script, since a person's inline scripts use `window.pywry` at once. */
const main: UserConfig = {
  ...common,
  build: {
    target: "es2022",
    sourcemap: false,
    minify: true,
    lib: { entry: "src/main.ts", formats: ["iife"], name: "pywryPage", fileName: () => "main.js", cssFileName: "main" },
  },
};

/** A module on its own, with nothing shared: it is loaded by a URL that the page is told. */
function single(entry: string, name: string): UserConfig {
  return {
    ...common,
    build: {
      target: "es2022",
      sourcemap: false,
      minify: true,
      lib: { entry, formats: ["es"], fileName: name },
      rolldownOptions: { output: { codeSplitting: false, minify: true } },
    },
  };
}

/** Plotly asks for the style sheet of its tile maps, which this part of it does not draw. */
const withoutTiles: Plugin = {
  name: "without-tiles",
  enforce: "pre",
  resolveId: (id) => (id.startsWith("maplibre-gl") ? "\0tiles" : null),
  load: (id) => (id === "\0tiles" ? "export default ''" : null),
};

/** A part of Plotly that its makers do not publish, under the name that theirs have. */
const plotly: UserConfig = {
  ...common,
  plugins: [withoutTiles],
  define: { global: "globalThis" },
  build: {
    target: "es2022",
    sourcemap: false,
    minify: true,
    lib: { entry: "src/widgets/chart/gl2d.ts", formats: ["iife"], name: "Plotly", fileName: () => "plotly-gl2d.js" },
  },
};

const FAMILIES: readonly string[] = ["chart", "grid", "dashboard"];

/** The mode says what to build: `bridge` for front ends that people build themselves, the services of the
 * desktop, a part of Plotly, a widget family, else the page. */
export default defineConfig(({ mode }) => {
  if (mode === "bridge") return { ...single("src/bridge/index.ts", "bridge"), plugins: [declarations("src/bridge/index.ts", "bridge")] };
  if (mode === "desktop") return single("src/desktop/index.ts", "desktop");
  if (mode === "plotly") return plotly;
  if (FAMILIES.includes(mode)) return single(`src/widgets/${mode}/index.ts`, mode);
  return main;
});

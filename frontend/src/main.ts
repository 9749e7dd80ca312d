/** The page's entry: a classic script in <head>, since a person's inline scripts use `window.pywry` at once. */

import "./style/main.css";
import { readConfig } from "./page/config";
import { begin, join } from "./page/start";

const config = readConfig();
const page = begin(config);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => join(page, config), { once: true });
else join(page, config);

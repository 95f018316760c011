/* The page's scripts as a module: they are plain files that share one scope, as in the page. */

import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../kg/views/page/", import.meta.url);

/** The names asked for, from the scripts in this order, with what else they need. */
export function scripts(files, names, given = {}) {
  const text = files.map((file) => readFileSync(new URL(file, FOLDER), "utf-8")).join("\n");
  const make = new Function(...Object.keys(given), `"use strict";\n${text}\nreturn { ${names.join(", ")} };`);
  return make(...Object.values(given));
}

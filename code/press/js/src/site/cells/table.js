// A table of Markdown that a cell shows, as the page shows the recorded one. It is made of
// elements and text, so nothing of it can act; other Markdown stays what was typed.
import { element } from "../../lib/element.js";
import { inline } from "../../lib/inline.js";

const RULE = /^\s*:?-+:?\s*$/; // below the heads

/**
 * The rows of a table of Markdown, its heads first; null where a text is none.
 * @param {string} text
 * @returns {string[][] | null}
 */
export function rows(text) {
  const [heads, rules, ...others] = text.trim().split("\n").map(cells);
  if (heads.length < 2 || !rules?.every((cell) => RULE.test(cell))) return null;
  const whole = [rules, ...others].every((row) => row.length === heads.length);
  return whole ? [heads, ...others] : null;
}

function cells(line) {
  const bare = line.trim().replace(/^\||\|$/g, "");
  return bare.split("|").map((cell) => cell.trim());
}

/**
 * The table of these rows.
 * @param {string[][]} rows
 */
export function table([heads, ...others]) {
  const made = element("table", { className: "table" });
  made.createTHead().append(row("th", heads));
  made.createTBody().append(...others.map((cells) => row("td", cells)));
  const outer = element("div", { className: "pst-scrollable-table-container" });
  outer.append(made);
  return outer;
}

function row(tag, cells) {
  const made = element("tr");
  for (const text of cells) {
    const cell = element(tag);
    cell.append(...inline(text));
    made.append(cell);
  }
  return made;
}

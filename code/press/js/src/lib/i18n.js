// Every string that a reader sees is in the catalogue, locales/en: a file for each figure
// with its own words, one for the page, one with what several of them say. A bundle
// carries the words of the figure that it shows, and those that all share. An edition in
// another language puts its words on the window, {file: words}; what it lacks is English.
import shared from "../locales/en/shared.json" with { type: "json" };

/**
 * A function t(key, values) that gives the text at a dotted key of `own`, the words of the
 * file with that name, or, where it has none, of the shared words, with each {name}
 * replaced by values.name. t.has(key) says whether there is one.
 */
export function reader(own, name = "") {
  const find = (key) => said(name, own, key) ?? said("shared", shared, key);
  function t(key, values = {}) {
    const text = find(key);
    if (text === undefined) throw new Error(`No text for "${key}" in the catalogue`);
    return text.replace(/\{(\w+)\}/g, (_, name) => {
      if (!(name in values)) throw new Error(`"${key}" needs a value for {${name}}`);
      return values[name];
    });
  }
  t.has = (key) => find(key) !== undefined;
  return t;
}

/** The words that all share. */
export const t = reader({});

function said(name, english, key) {
  const text = textAt(english, key);
  return text && (textAt(globalThis.nnbookWords?.[name], key) ?? text);
}

function textAt(words, key) {
  const text = key.split(".").reduce((node, part) => node?.[part], words);
  return typeof text === "string" ? text : undefined;
}

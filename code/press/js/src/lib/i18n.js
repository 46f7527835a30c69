// Every string that a reader sees comes from one catalogue, so that a
// translator finds all of them in one file.
import en from "../locales/en.json" with { type: "json" };

const catalogue = en;

/** The text at a dotted key, with each {name} replaced by values.name. */
export function t(key, values = {}) {
  const text = key.split(".").reduce((node, part) => node?.[part], catalogue);
  if (typeof text !== "string")
    throw new Error(`No text for "${key}" in the catalogue`);
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`"${key}" needs a value for {${name}}`);
    return values[name];
  });
}

// What a figure's state may be. Its class in Python declares each trait; src/state has a
// file of these declarations for each figure, and one of what records may hold.
import { clamp } from "./numbers.js";

const FITS = {
  number: ({ min, max }, value, get) =>
    Number.isFinite(value) && bound(min, get) <= value && value <= bound(max, get),
  whole: (part, value, get) => Number.isInteger(value) && FITS.number(part, value, get),
  flag: (_, value) => typeof value === "boolean",
  choice: (part, value, get) => usable(part, get).includes(value),
  text: ({ least, most }, value) =>
    typeof value === "string" && least <= value.length && value.length <= most,
  list: ({ item, least, most, distinct }, value, get) =>
    Array.isArray(value) &&
    least <= value.length &&
    value.length <= most &&
    (!distinct || new Set(value).size === value.length) &&
    value.every((entry) => fits(item, entry, get)),
  row: ({ columns }, value, get) => {
    const parts = Object.values(columns);
    return (
      Array.isArray(value) &&
      value.length === parts.length &&
      parts.every((part, i) => fits(part, value[i], get))
    );
  },
  named: ({ item, most }, value, get) =>
    value?.constructor === Object &&
    Object.keys(value).length <= most &&
    Object.entries(value).every(
      ([name, entry]) =>
        /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && fits(item, entry, get),
    ),
  data: () => true,
};

/** Whether a value fits its declaration; get(trait) reads what a bound may depend on. */
export function fits(part, value, get) {
  return FITS[part.kind](part, value, get);
}

/** The options of a choice that there are in the present state. */
export function usable({ options, needs = {} }, get) {
  return options.filter(
    (name) => !Object.hasOwn(needs, name) || get(needs[name]) !== null,
  );
}

/** The ends [min, max] of a number's range in the present state. */
export function ends({ min, max }, get) {
  return [bound(min, get), bound(max, get)];
}

/** The nearest value that fits, where numbers are outside of their range. */
export function within(part, value, get) {
  if (part.kind === "list" && Array.isArray(value))
    return value.map((entry) => within(part.item, entry, get));
  if (part.kind === "row" && Array.isArray(value))
    return Object.values(part.columns).map((column, i) =>
      within(column, value[i], get),
    );
  if (part.kind === "named")
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        within(part.item, entry, get),
      ]),
    );
  if (!Number.isFinite(value) || !("min" in part)) return value;
  const [min, max] = ends(part, get);
  const inside = clamp(value, min, max);
  return part.kind === "whole" ? Math.round(inside) : inside;
}

// A bound is a number, or the number of entries that a list of the state has.
function bound(given, get) {
  if (typeof given === "number") return given;
  const [trait, ...path] = given.size.split(".");
  const found = path.reduce((node, key) => node[key], get(trait));
  return (typeof found === "number" ? found : found.length) + given.plus;
}

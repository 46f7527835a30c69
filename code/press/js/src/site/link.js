// What a link may do to a figure: each value that it asks for is set or refused, as the
// figure's declaration says, and a refusal says what was expected.
import { readValue } from "../lib/address.js";
import { nearestName } from "../lib/names.js";
import { ends, fits, usable } from "../lib/state.js";
import { t } from "./words.js";

const LONGEST = 60; // letters of a value that a notice repeats

/**
 * Read what a link asks of a figure: {values, refused}, the values that fit and the
 * sentences about the others. `widget` has `declared` and, where traits have to fit
 * together, `apart(get)`; get(trait) reads the figure's present state.
 */
export function readLink({ declared, apart }, get, texts) {
  const values = {};
  const refused = [];
  const refuse = (key, why, more) =>
    refused.push(
      t(`figure.refused.${why}`, { key, value: short(texts[key]), ...more }),
    );

  for (const [key, text] of Object.entries(texts)) {
    const part = Object.hasOwn(declared, key) ? declared[key] : null;
    const value = part && readValue(part, text);
    if (!part) refuse(key, "unknown", { known: settable(declared).join(", ") });
    // A link may repeat what it cannot change.
    else if (JSON.stringify(value) === JSON.stringify(get(key))) continue;
    else if (part.link === false) refuse(key, "given");
    else values[key] = value;
  }
  const asked = (key) => (Object.hasOwn(values, key) ? values[key] : get(key));
  for (const [key, value] of Object.entries(values)) {
    if (fits(declared[key], value, asked)) continue;
    delete values[key];
    refuse(key, "misfit", { expected: expected(declared[key], get, value) });
  }
  const conflict = apart?.(asked);
  if (conflict) {
    for (const key of conflict.keys) delete values[key];
    refused.push(conflict.says);
  }
  return { values, refused };
}

const settable = (declared) =>
  Object.keys(declared).filter((key) => declared[key].link !== false);

const short = (text) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

// What a trait must be, in words.
function expected(part, get, value) {
  const { kind, item, least, most } = part;
  const say = (key, words) => t(`figure.expected.${key}`, words);
  if (kind === "number" || kind === "whole") {
    const [min, max] = ends(part, get).map(plain);
    return say(kind, { min, max });
  }
  if (kind === "choice") {
    const options = usable(part, get);
    const words = { options: options.join(", ") };
    if (typeof value !== "string" || value === "") return say(kind, words);
    return say("nearest", { ...words, nearest: nearestName(value, options) });
  }
  if (kind === "list") {
    const wrong = Array.isArray(value) ? value.find((v) => !fits(item, v, get)) : value;
    const each = expected(item, get, wrong ?? "");
    const count = least === most ? plain(most) : say("from", { least, most });
    return say(part.distinct ? "different" : "list", { count, each });
  }
  if (kind === "row") {
    const columns = Object.entries(part.columns);
    const each = columns.map(([name, column]) =>
      say("column", { name, is: expected(column, get, "") }),
    );
    return say("row", {
      names: columns.map(([name]) => name).join(", "),
      each: each.join(", "),
    });
  }
  if (kind === "named") return say("named", { each: expected(item, get, "") });
  return say(kind, { least, most });
}

const plain = (number) =>
  number.toLocaleString("en", { maximumFractionDigits: 6 }).replace("-", "−");
